"""The 人员 sheet against the people who are kept: who each row means, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot import data
from bot.services.importing.forms import heading
from bot.services.importing.identities import Identities, Identity
from bot.services.importing.plan import Change
from bot.services.importing.remarks import Place, Remark
from bot.services.importing.schools import Names
from bot.services.importing.tables import Row
from bot.services.importing.terms import corrected, meant, overlap
from db.roster import Appointment, Person

STATED = ("employer", "dispatched_by", "telephone", "born")
"""What a row replaces where it says something; an empty cell leaves it as it is."""


@dataclass(slots=True)
class _Draft:
    """Somebody as the rows read so far make them."""

    before: Person | None
    after: Person
    said: dict[str, tuple[Any, Place]] = field(default_factory=dict)
    posts: list[tuple[Appointment, Place]] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


def plan_people(
    rows: Sequence[Row], kept: Sequence[Person], schools: Names
) -> tuple[list[Change[Person]], list[Remark]]:
    """What the rows make of the people; several may speak of one person. Nobody else is touched."""
    planning = _Planning(rows, kept, schools)
    for row in rows:
        planning.row(row)
    return [Change(draft.before, draft.after) for draft in planning.drafts.values()], planning.remarks


class _Planning:
    """One pass over the rows."""

    def __init__(self, rows: Sequence[Row], kept: Sequence[Person], schools: Names) -> None:
        self.drafts: dict[Identity, _Draft] = {}
        self.remarks: list[Remark] = []
        self._identities = Identities(kept, ((row.says["name"], row.says["employer"]) for row in rows))
        self._owners = {account: (person.id, person.name) for person in kept for account in person.accounts}
        self._bound = {account: person for person in kept for account in person.accounts}
        self._claims: dict[int, Identity] = {}
        self._schools = schools

    def row(self, row: Row) -> None:
        try:
            identity, before = self._identities.find(row.says["name"], row.says["employer"])
        except LookupError:
            self._remark(row, "which_person", name=row.says["name"])
            return
        after = before or Person(row.says["name"])
        if before is None and (before := self._let_in_by_chat(row)):
            after = replace(before, name=row.says["name"], provisional=False)
        draft = self.drafts.setdefault(identity, _Draft(before, after))
        self._particulars(row, draft)
        self._account(row, draft, identity)
        for school in self._where(row):
            stated = Appointment(row.says["role"], school, row.says["starts_on"], row.says["ends_on"])
            self._appoint(row, draft, stated)

    def _let_in_by_chat(self, row: Row) -> Person | None:
        """Whoever was let in from the row's account, under a name that only the account gave them."""
        person = self._bound.get(row.says["telegram_id"])
        return person if person and person.provisional else None

    def _particulars(self, row: Row, draft: _Draft) -> None:
        for key in filter(row.says.get, STATED):
            value = row.says[key]
            earlier, place = draft.said.setdefault(key, (value, row.place))
            if earlier != value and key != "employer":  # two spellings of an employer are one identity
                shown = {"name": draft.after.name, "column": heading("people", key), "value": value}
                self._remark(row, "says_otherwise", other=place, **shown)
        said: dict[str, Any] = {key: value for key, (value, _) in draft.said.items()}
        draft.after = replace(draft.after, **said)

    def _account(self, row: Row, draft: _Draft, identity: Identity) -> None:
        account = row.says["telegram_id"]
        if account is None:
            return
        owner_id, owner = self._owners.get(account, (draft.after.id, ""))
        claimed = self._claims.setdefault(account, identity)
        if claimed != identity:
            owner_id, owner = -1, self.drafts[claimed].after.name
        if owner_id != draft.after.id:
            self._remark(row, "account_taken", value=account, name=owner)
        draft.after = replace(draft.after, accounts=draft.after.accounts | {account})

    def _where(self, row: Row) -> Iterable[str | None]:
        """The schools of a row, each once; those it doesn't name rightly are remarked on."""
        role = data.roles().get(row.says["role"])
        if role is None:
            return
        if not row.says["schools"]:
            if role.at_school or role.at_bureau:  # whose work is counted must say where
                self._remark(row, "no_school", role=role.zh)
            else:
                yield None
            return
        seen: set[str | None] = set()
        for name in row.says["schools"]:
            try:
                school = self._schools.find(name)
            except LookupError as error:
                key = "unknown_school_like" if error.args else "unknown_school"
                self._remark(row, key, name=name, like="”、“".join(error.args))
                continue
            if school not in seen:
                seen.add(school)
                yield school

    def _appoint(self, row: Row, draft: _Draft, stated: Appointment) -> None:
        same_post = [
            place
            for post, place in draft.posts
            if (post.role, post.school) == (stated.role, stated.school) and overlap(post, stated)
        ]
        if same_post:
            self._remark(row, "post_twice", other=same_post[0], **self._shown(draft, stated))
            return
        held = draft.after.appointments
        number = meant(stated, held, draft.taken)
        post = stated if number is None else corrected(held[number], stated)
        number = len(held) if number is None else number
        if post.starts_on and post.ends_on and post.ends_on < post.starts_on:
            self._remark(row, "ends_before_start", starts_on=post.starts_on, ends_on=post.ends_on)
            return
        draft.posts.append((stated, row.place))
        draft.taken.add(number)
        draft.after = replace(draft.after, appointments=(*held[:number], post, *held[number + 1 :]))

    @staticmethod
    def _shown(draft: _Draft, post: Appointment) -> dict[str, str]:
        bureau: str = data.load("sheets")["words"]["bureau"]["ending"]
        return {
            "name": draft.after.name,
            "school": post.school or bureau,
            "role": data.roles()[post.role].zh,
        }

    def _remark(self, row: Row, key: str, **values: Any) -> None:
        self.remarks.append(Remark(row.place, key, values))
