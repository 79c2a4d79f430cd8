"""The entries that were changed between two moments, as the history has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import String, cast, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Period
from db.models import Change, Entry


@dataclass(frozen=True, slots=True)
class Touched:
    """An entry that was changed after a moment: each field's change, and what the entry is by then."""

    entry_id: int
    state: str
    counted_on: date
    fields: dict[str, list[Any]]


async def touched(
    session: AsyncSession, period: Period, moment: datetime, until: datetime | None = None
) -> Sequence[Touched]:
    """The entries made or changed after a moment: each field from what it was then to what it is by another.

    Without `until`, that is now. Entries of other periods are left out, unless they were moved.
    """
    moved = cast(Change.fields, String).contains('"counted_on"')  # spares reading what years have changed
    query = (
        select(Change.entry_id, Change.at, Change.fields, Entry.state, Entry.counted_on)
        .join(Entry, Entry.id == Change.entry_id)
        .where(Change.at > moment)
        .where(
            or_(
                Entry.counted_on.between(period.start, period.end),
                Entry.id.in_(select(Change.entry_id).where(Change.at > moment, moved)),
            )
        )
        .order_by(Change.entry_id, Change.id.desc())
    )
    found: dict[int, Touched] = {}
    for entry_id, at, fields, state, day in await session.execute(query):
        one = found.get(entry_id, Touched(entry_id, state, day, {}))
        later = until is not None and at > until
        found[entry_id] = _before(one, fields) if later else _with(one, fields)
    return [one for one in found.values() if one.fields]


def _before(one: Touched, fields: Mapping[str, Sequence[Any]]) -> Touched:
    """The entry as it was before a change of these fields."""
    state, day = (fields.get(name, [None])[0] for name in ("state", "counted_on"))
    return replace(
        one, state=state or one.state, counted_on=date.fromisoformat(day) if day else one.counted_on
    )


def _with(one: Touched, fields: Mapping[str, Sequence[Any]]) -> Touched:
    """The entry with an earlier change of these fields."""
    earlier = {name: [old, one.fields.get(name, [old, new])[1]] for name, (old, new) in fields.items()}
    return replace(one, fields={**one.fields, **earlier})
