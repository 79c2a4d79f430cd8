"""Who and where the 登记 sheet means: people by their names, at schools by any of theirs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from bot.records import Appointment, Entry, Person
from bot.services import whose
from bot.services.importing.cells import same
from db import roster

WITH_EMPLOYER = re.compile(r"(?P<name>[^()]+)\((?P<employer>[^()]+)\)")
"""张三（区法院）, as `same` spells it."""
SUGGESTED = 3


class Everyone:
    """The people of the roster as it will be, by name."""

    def __init__(self, people: Iterable[roster.Person], school_ids: Mapping[str, int]) -> None:
        self._named: dict[str, list[tuple[str, Person]]] = defaultdict(list)
        self._shown = {}
        for one in people:
            appointments = tuple(_appointment(post, school_ids) for post in one.appointments)
            known = Person(one.id, one.name, appointments)
            self._named[same(one.name)].append((same(one.employer), known))
            self._shown[same(one.name)] = one.name

    def find(self, said: str, entry: Entry) -> Person:
        """Who is meant; of several with one name, the one in post at the entry's school that day (rule 4).

        Raises:
            LookupError: with the problem's key and, where nobody is called so, the nearest names.
        """
        wanted = same(said)
        called = [one for _, one in self._named.get(wanted, ())]
        if not called and (parts := WITH_EMPLOYER.fullmatch(wanted)):
            both = self._named.get(parts["name"], ())
            called = [one for employer, one in both if employer == parts["employer"]]
        if not called:
            like = get_close_matches(wanted.partition("(")[0], self._shown, SUGGESTED, 0.6)
            raise LookupError("unknown_person", *(self._shown[name] for name in like))
        meant = whose.told_apart(called, None, entry)
        if len(meant) != 1:
            raise LookupError("which_person_did")
        return meant[0]


def _appointment(post: roster.Appointment, school_ids: Mapping[str, int]) -> Appointment:
    school_id = None if post.school is None else school_ids[post.school]
    return Appointment(post.role, school_id, post.school, post.starts_on, post.ends_on)
