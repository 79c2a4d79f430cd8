"""The 登记 sheet: each row an entry, under the same rules as what people write (rules 2 to 4, 6)."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot import data
from bot.records import Entry
from bot.services import duplicates, recording
from bot.services.importing.amounts import Amount
from bot.services.importing.cells import same
from bot.services.importing.drafting import District, Drafting
from bot.services.importing.plan import Past
from bot.services.importing.remarks import Place, Remark
from bot.services.importing.tables import Row
from db.entries import Source
from db.past import SOURCE

NEAR = timedelta(days=1)
"""How far apart two reports of one event may be dated, and a plan from what was done."""


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
        drafting = Drafting(row, district, remarks)
        if (source.key, source.item) in district.imported:
            made.append(Past(row.place, source, None))
        elif row.says["held_on"] and row.says["kind"]:
            entry = drafting.entry()
            made.append(Past(row.place, source, replace(entry, id=-len(made) - 1)))
        else:
            drafting.check()
    return made, remarks


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
