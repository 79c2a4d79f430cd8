"""Who a row means: people are told apart by (姓名, 单位)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from bot.services.importing.cells import same
from db.roster import Person

Identity = tuple[str, str]
"""Name and employer, spelled alike (`same`)."""


class Identities:
    """Everybody who is kept or named in the files, by name and employer."""

    def __init__(self, kept: Iterable[Person], said: Iterable[tuple[str, str]]) -> None:
        self._people: dict[str, dict[str, list[Person]]] = defaultdict(lambda: defaultdict(list))
        for person in kept:
            self._people[same(person.name)][same(person.employer)].append(person)
        employers: dict[str, set[str]] = defaultdict(set)
        for name, employer in said:
            employers[same(name)].add(same(employer))
        for name, named in employers.items():
            self._settle(self._people[name], named)

    @staticmethod
    def _settle(people: dict[str, list[Person]], named: set[str]) -> None:
        """The only one of a name, kept without an employer, is the one whose employer the files now say."""
        employers = sorted(named - {""})
        if set(people) == {""} and len(employers) == 1:
            people[employers[0]] = people.pop("")
        for employer in employers or [""] * (not people):
            people.setdefault(employer, [])

    def find(self, name: str, employer: str) -> tuple[Identity, Person | None]:
        """Who it is, and what is kept of them (None: nothing yet).

        Without an employer it is the only person of that name.

        Raises:
            LookupError: it could be several.
        """
        people = self._people[same(name)]
        wanted = same(employer)
        if wanted not in people and not wanted and len(people) == 1:
            [wanted] = people
        if wanted not in people or len(people[wanted]) > 1:
            raise LookupError(name)
        return (same(name), wanted), next(iter(people[wanted]), None)
