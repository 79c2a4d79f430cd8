"""Who may do and see what: decided here, when it happens, from the roles somebody holds that day (rule 11).

What each role may do is a row of `bot/data/roles.toml`. Nobody bound to a person, and nobody without an
appointment in force, may do anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from bot import data
from bot.records import Account, Appointment, Entry, Person, Scope

Need = Literal["anyone", "member", "log", "oversee", "admit"]
"""What a command or button needs: nothing, any role, the right to log, to see all, to let others in."""

LOGS = ("any", "own", "school", "none")
"""How somebody with several roles logs: as the first of these that one of the roles allows."""


@dataclass(frozen=True, slots=True)
class Access:
    """What one account may do on one day."""

    account: Account
    day: date

    @property
    def person(self) -> Person | None:
        return self.account.person

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        """Those in force today."""
        held = self.person.appointments if self.person else ()
        return tuple(one for one in held if one.in_force(self.day))

    @property
    def roles(self) -> tuple[data.Role, ...]:
        return tuple(data.roles()[one.role] for one in self.appointments)

    @property
    def logs(self) -> str:
        """For whom they log: `any`, `own`, `school` or `none`."""
        return next(way for way in LOGS if way == "none" or any(role.logs == way for role in self.roles))

    @property
    def sees_all(self) -> bool:
        return any(role.sees == "all" for role in self.roles)

    @property
    def admits(self) -> bool:
        return any(role.admits for role in self.roles)

    @property
    def school_ids(self) -> tuple[int, ...]:
        """Their own schools, in the order appointed."""
        return tuple(dict.fromkeys(one.school_id for one in self.appointments if one.school_id))

    @property
    def scope(self) -> Scope:
        """The entries they see, in lists and totals; without a role none, not even their own."""
        if not self.roles or self.person is None:
            return Scope()
        return Scope(self.sees_all, self.person.id, frozenset(self.school_ids))

    def may(self, need: Need) -> bool:
        """Whether they may use what needs this."""
        allowed: dict[Need, bool] = {
            "anyone": True,
            "member": bool(self.roles),
            "log": self.logs != "none",
            "oversee": self.sees_all,
            "admit": self.admits,
        }
        return allowed[need]

    def may_see(self, entry: Entry) -> bool:
        """Their own, those they logged, those of their schools; officers and viewers all."""
        return self.scope.includes(entry)

    def may_change(self, entry: Entry) -> bool:
        """The author, the entry's people, officers."""
        return self.may("log") and (self.admits or self.scope.owns(entry))

    def may_see_school(self, school_id: int) -> bool:
        """Their own schools' cards; officers and viewers all."""
        return self.sees_all or school_id in self.school_ids

    def may_see_person(self, person: Person) -> bool:
        """The cards of themselves and of whoever is in post at their schools; officers and viewers all."""
        held = (one for one in person.appointments if one.in_force(self.day))
        beside = any(one.school_id in self.school_ids for one in held)
        return self.sees_all or bool(self.roles and self.person and self.person.id == person.id) or beside
