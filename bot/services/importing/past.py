"""The 登记 sheet: each row an entry, under the same rules as what people write (rules 2 to 4, 6)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from bot import data
from bot.records import Entry, School
from bot.services import duplicates, recording, whose
from bot.services.entries import MOST, completed, missing, sensible
from bot.services.importing.amounts import Amount
from bot.services.importing.cells import same
from bot.services.importing.everyone import Everyone
from bot.services.importing.plan import Past
from bot.services.importing.remarks import Place, Remark
from bot.services.importing.schools import Names
from bot.services.importing.tables import Row
from bot.understanding.topics import topics_in
from db.entries import Source
from db.past import SOURCE

LONGEST_NOTE = 200
"""Characters (rule 12)."""
NEAR = timedelta(days=1)
"""How far apart two reports of one event may be dated, and a plan from what was done."""


@dataclass(frozen=True, slots=True)
class District:
    """What rows are held against: schools, people, and the rows that were imported before."""

    schools: Names
    school_ids: Mapping[str, int]
    everyone: Everyone
    imported: Collection[tuple[str, int]]
    today: date


def sourced(rows: Iterable[Row]) -> list[tuple[Row, Source]]:
    """Each row with its key: what it says, and which of the rows that say the same it is."""
    said: Counter[str] = Counter()
    found = []
    for row in rows:
        key = _key(row.says)
        found.append((row, Source(SOURCE, key, said[key])))
        said[key] += 1
    return found


def _key(says: Mapping[str, Any]) -> str:
    plain = {name: _plain(value) for name, value in says.items() if value}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]


def _plain(value: Any) -> Any:
    """A cell's value however it was typed: widths, spaces and the forms of dates make no other row."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and not isinstance(value, Amount):
        return [same(one) for one in value]
    return same(value) if isinstance(value, str) else value


def drafted(rows: Sequence[Row], district: District) -> tuple[list[Past], list[Remark]]:
    """The entries that the rows make, and what is to be said of them; one imported before stays as it is."""
    remarks: list[Remark] = []
    made: list[Past] = []
    for row, source in sourced(rows):
        if (source.key, source.item) in district.imported:
            made.append(Past(row.place, source, None))
        elif row.says["held_on"] and row.says["kind"]:
            entry = _Drafting(row, district, remarks).entry()
            made.append(Past(row.place, source, replace(entry, id=-len(made) - 1)))
    return made, remarks


class _Drafting:
    """One row becoming an entry."""

    def __init__(self, row: Row, district: District, remarks: list[Remark]) -> None:
        self._row, self._says, self._district, self._remarks = row, row.says, district, remarks

    def entry(self) -> Entry:
        kind = data.kinds()[self._says["kind"]]
        held_on: date = self._says["held_on"]
        if held_on > self._district.today:
            self._remark("future", day=held_on)
        apart = ("cases", "sessions") if kind.quantity == "cases" else ("sessions", "cases")
        quantity = self._says[apart[0]] or self._says[apart[1]]
        audience = self._says["audience"]
        for column, said, field in ((apart[0], quantity, "quantity"), ("audience", audience, "audience")):
            if said and not sensible(field, said.value):
                self._remark("amount", column=column, value=f"{said.value} > {MOST[field]:g}")
        assumed = {"assumed:quantity"} if quantity is None and kind.assumed else set()
        entry = Entry(
            kind=kind.key,
            state="recorded",
            held_on=held_on,
            counted_on=held_on,
            school=self._school(),
            topics=topics_in(self._says["topics"]),
            quantity=quantity.value if quantity else kind.assumed,
            quantity_approximate=bool(quantity and quantity.approximate),
            audience=audience.value if audience else None,
            audience_approximate=bool(audience and audience.approximate),
            class_hours=self._says["class_hours"],
            note=self._note(),
            flags=frozenset(assumed),
        )
        return self._attributed(entry)

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
        people = []
        for said in self._says["people"]:
            try:
                people.append(self._district.everyone.find(said, entry))
            except LookupError as error:
                self._unknown(error.args[0], said, error.args[1:])
        entry = completed(whose.counted(replace(entry, people=tuple(dict.fromkeys(people)))))
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

    def _unknown(self, key: str, name: str, like: Sequence[str]) -> None:
        if like:
            self._remark(f"{key}_like", name=name, like="”、“".join(like))
        else:
            self._remark(key, name=name)

    def _remark(self, key: str, **values: Any) -> None:
        self._remarks.append(Remark(self._row.place, key, values))


def surroundings(drafts: Iterable[Past]) -> tuple[set[int], date, date] | None:
    """The schools and days at which what is kept already may meet these drafts; None: nowhere."""
    met = [one.entry for one in drafts if one.entry and one.entry.school and one.entry.school.id > 0]
    days = [one.held_on for one in met if one.held_on]
    if not days:
        return None
    schools = {one.school.id for one in met if one.school}
    return schools, min(days) - NEAR, max(days) + NEAR


def weighed(drafts: Iterable[Past], kept: Iterable[Entry]) -> tuple[list[Past], list[Remark]]:
    """The drafts with the plan that each carries out, or the earlier entry that it may be the same as.

    Earlier are those that are kept already, and those of the rows above.
    """
    at_school: dict[int, list[Entry]] = defaultdict(list)
    for entry in kept:
        if entry.school:
            at_school[entry.school.id].append(entry)
    places: dict[int, Place] = {}
    found, remarks = [], []
    for draft in drafts:
        one, remark = draft, None
        if draft.entry and draft.entry.school and draft.entry.state == "recorded":
            one, remark = _weighed(draft, draft.entry, at_school[draft.entry.school.id], places)
        found.append(one)
        remarks += [remark] if remark else []
    return found, remarks


def _weighed(
    draft: Past, entry: Entry, around: list[Entry], places: dict[int, Place]
) -> tuple[Past, Remark | None]:
    near = [other for other in around if abs(other.counted_on - entry.counted_on) <= NEAR]
    places[entry.id] = draft.place
    if plan := recording.fulfilled(entry, near):
        around[around.index(plan)] = recording.carried_out(plan, entry)
        return replace(draft, plan=plan), Remark(draft.place, "plan_done", {"other": _shown(plan)})
    earlier = next((other for other in near if _same_event(entry, other)), None)
    if earlier is None:
        around.append(entry)
        return draft, None
    entry = replace(entry, flags=entry.flags | {duplicates.FLAG})
    around.append(entry)
    key, other = ("twice_in_file", places[earlier.id]) if earlier.id in places else ("twice", _shown(earlier))
    marked = replace(draft, entry=entry, earlier=earlier.id)
    return marked, Remark(draft.place, key, {"other": other})


def _same_event(later: Entry, earlier: Entry) -> bool:
    return earlier.state == "recorded" and duplicates.alike(later, earlier)


def _shown(entry: Entry) -> str:
    names = "、".join(one.name for one in entry.people)
    parts = (entry.held_on, entry.school and entry.school.name, data.kinds()[entry.kind].zh, names)
    return " ".join(str(part) for part in parts if part)
