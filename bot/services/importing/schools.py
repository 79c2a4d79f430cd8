"""The 学校 sheet against the schools that are kept: what becomes of each, and whose every name is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from bot.services.importing.cells import WORDS, same
from bot.services.importing.plan import Change
from bot.services.importing.remarks import Place, Remark
from bot.services.importing.tables import Row
from db.roster import School

STATED = ("kind", "township", "pupils", "model_level")
"""What a row replaces where it says something; an empty cell leaves it as it is."""

SUGGESTED = 3


def plan_schools(rows: Sequence[Row], known: Sequence[School]) -> tuple[list[Change[School]], list[Remark]]:
    """What the rows make of the schools.

    A row is the school whose name or alias it gives, else a new one. Aliases are added, never taken away.
    """
    by_name = {same(name): school for school in known for name in (school.name, *school.aliases)}
    changes: dict[str, Change[School]] = {}
    places: dict[str, Place] = {}
    remarks: list[Remark] = []
    for row in rows:
        before = by_name.get(same(row.says["name"]))
        after = _after(before, row)
        if other := places.get(same(after.name)):
            said = {"name": row.says["name"], "other": other}
            remarks.append(Remark(row.place, "school_twice", said))
            continue
        places[same(after.name)] = row.place
        changes[same(after.name)] = Change(before, after)
    untouched = [school for school in known if same(school.name) not in changes]
    remarks += _taken([change.after for change in changes.values()], places, untouched)
    return list(changes.values()), remarks


def _after(before: School | None, row: Row) -> School:
    school = before or School(row.says["name"])
    held = {same(name) for name in (school.name, *school.aliases)}
    added = tuple(alias for alias in row.says["aliases"] if same(alias) not in held)
    said = {field: row.says[field] for field in STATED if row.says[field] not in ("", None)}
    return replace(school, aliases=school.aliases + added, **said)


def _taken(schools: Sequence[School], places: dict[str, Place], untouched: Sequence[School]) -> list[Remark]:
    """A name or alias belongs to one school only, of the file and of those that are kept."""
    owners = {same(name): school.name for school in untouched for name in (school.name, *school.aliases)}
    owners |= {same(school.name): school.name for school in schools}
    remarks = []
    for school in schools:
        for alias in school.aliases:
            owner = owners.setdefault(same(alias), school.name)
            if owner != school.name:
                said = {"name": alias, "other": owner, "school": school.name}
                remarks.append(Remark(places[same(school.name)], "name_taken", said))
    return remarks


class Names:
    """Schools by any of their names, as 任职学校 calls them."""

    def __init__(self, schools: Sequence[School]) -> None:
        self._names = {
            same(name): school.name for school in schools for name in (school.name, *school.aliases)
        }

    def find(self, name: str) -> str | None:
        """The school's own name, or None for the bureau.

        Raises:
            LookupError: no school goes by this name; with the nearest that do, if any.
        """
        wanted = same(name)
        if wanted in self._names:
            return self._names[wanted]
        if wanted in map(same, WORDS["bureau"]["names"]) or wanted.endswith(WORDS["bureau"]["ending"]):
            return None
        near = get_close_matches(wanted, self._names, SUGGESTED, 0.7)
        raise LookupError(*dict.fromkeys(self._names[name] for name in near))
