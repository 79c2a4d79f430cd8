"""One row of the 登记 sheet becoming an entry (rules 3 and 4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot import data
from bot.records import Entry, Person, School
from bot.services import whose
from bot.services.entries import MOST, completed, missing, sensible
from bot.services.importing.amounts import Amount
from bot.services.importing.everyone import Everyone
from bot.services.importing.forms import heading
from bot.services.importing.remarks import Remark
from bot.services.importing.schools import Names
from bot.services.importing.tables import Row
from bot.understanding.events.topics import topics_in

LONGEST_NOTE = 200
"""Characters (rule 12)."""


@dataclass(frozen=True, slots=True)
class District:
    """What rows are held against: schools, people, and the rows that were imported before."""

    schools: Names
    school_ids: Mapping[str, int]
    everyone: Everyone
    imported: Collection[tuple[str, int]]
    today: date


class Drafting:
    """One row becoming an entry."""

    def __init__(self, row: Row, district: District, remarks: list[Remark]) -> None:
        self._row, self._says, self._district, self._remarks = row, row.says, district, remarks

    def entry(self) -> Entry:
        """The entry; what is wrong or worth knowing is among the remarks."""
        held_on: date = self._says["held_on"]
        if held_on > self._district.today:
            self._remark("future", day=held_on)
        audience = self._amount("audience", "audience")
        entry = Entry(
            kind=self._says["kind"],
            state="recorded",
            held_on=held_on,
            counted_on=held_on,
            school=self._school(),
            topics=topics_in(self._says["topics"]),
            audience=audience.value if audience else None,
            audience_approximate=bool(audience and audience.approximate),
            class_hours=self._says["class_hours"],
            note=self._note(),
        )
        return self._attributed(self._counted(entry))

    def check(self) -> None:
        """Remark on what can be told of a row without a day or a kind."""
        self._people(Entry("", "incomplete", self._district.today, school=self._school()))

    def _counted(self, entry: Entry) -> Entry:
        """The entry with its quantity: 件次 of what is counted in cases, 场次 of the rest, else the other."""
        kind = data.kinds()[entry.kind]
        own, other = ("cases", "sessions") if kind.quantity == "cases" else ("sessions", "cases")
        said = self._amount(own, "quantity") or self._amount(other, "quantity")
        if said:
            return replace(entry, quantity=said.value, quantity_approximate=said.approximate)
        flags = frozenset({"assumed:quantity"}) if kind.assumed else frozenset()
        return replace(entry, quantity=kind.assumed, flags=flags)

    def _amount(self, column: str, field: str) -> Amount | None:
        said: Amount | None = self._says[column]
        if said and not sensible(field, said.value):
            shown = {"column": heading("entries", column), "value": said.value}
            self._remark("too_many", most=f"{MOST[field]:g}", **shown)
        return said

    def _school(self) -> School | None:
        said = self._says["school"]
        try:
            name = self._district.schools.find(said) if said else None
        except LookupError as error:
            self._unknown("unknown_school", said, error.args)
            return None
        return School(name, id=self._district.school_ids[name]) if name else None

    def _note(self) -> str:
        """The note, with a topic that is none of ours: nothing typed is lost (rule 1)."""
        topic, note = self._says["topics"], self._says["note"]
        if topic and not topics_in(topic):
            self._remark("topic_unknown", value=topic)
            note = f"{topic}；{note}".rstrip("；")
        if len(note) > LONGEST_NOTE:
            self._remark("note_cut", most=LONGEST_NOTE)
        return str(note[:LONGEST_NOTE])

    def _attributed(self, entry: Entry) -> Entry:
        """The entry with its people, under the first one's position of that day (rule 4)."""
        people = self._people(entry)
        entry = completed(whose.counted(replace(entry, people=people)))
        for field in missing(entry):
            self._remark(f"lacks_{field}")
        if not self._says["people"]:
            self._remark("nobody")
        elif people and entry.position is None:
            several = "、".join(data.positions()[key].zh for key in whose.choices(entry))
            key = "several_positions" if several else "no_position"
            more = {"positions": several} if several else {}
            self._remark(key, name=people[0].name, day=entry.held_on, **more)
        return entry

    def _people(self, entry: Entry) -> tuple[Person, ...]:
        """Those who did it, in their order."""
        people = {}
        for said in self._says["people"]:
            try:
                found = self._district.everyone.find(said, entry)
            except LookupError as error:
                self._unknown(error.args[0], said, error.args[1:])
            else:
                people[found.id] = found
        return tuple(people.values())

    def _unknown(self, key: str, name: str, like: Sequence[str]) -> None:
        if like:
            self._remark(f"{key}_like", name=name, like="”、“".join(like))
        else:
            self._remark(key, name=name)

    def _remark(self, key: str, **values: Any) -> None:
        self._remarks.append(Remark(self._row.place, key, values))
