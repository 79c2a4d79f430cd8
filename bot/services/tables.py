"""A period broken down by month, school, person …: every figure with what opens its entries (rule 7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import NO_ID, NONE, Dimension, Measures, Part, Period, Row, Scope, Table
from db import sums
from db.parts import RECORDED

REGISTRIES: dict[Dimension, Callable[[], Iterable[str]]] = {
    "kind": data.kinds,
    "position": data.positions,
    "topic": lambda: (*data.topics(), NONE),
}
"""What names the rows of these, and orders them; the wording says it in each language."""
NARROWING: dict[Dimension, Callable[[Part, str | int], Part]] = {
    "kind": lambda part, key: replace(part, kinds=(str(key),)),
    "position": lambda part, key: replace(part, positions=(str(key),)),
    "month": lambda part, key: replace(part, month=str(key)),
    "school": lambda part, key: replace(part, school_id=int(key)),
    "person": lambda part, key: replace(part, person_id=int(key)),
    "topic": lambda part, key: replace(part, topic=str(key)),
    "campaign": lambda part, key: replace(part, campaign_id=int(key)),
}
"""The part of a part that one row of a table is."""


async def table(
    session: AsyncSession, period: Period, scope: Scope, by: Dimension, part: Part = RECORDED
) -> Table:
    """What a period adds up to by kind and one dimension, within what the asker may see.

    Rows come in the order of time, of the registry or of the roster, never by size; those without entries
    are left out. Where `Table.overlapping`, an entry may count in several rows.

    Args:
        session: of the caller's unit of work.
        period: both its days included.
        scope: what the asker may see.
        by: the dimension of the rows.
        part: what it is narrowed to; one that names a value of the dimension leaves that row alone.
    """
    found = await sums.breakdown(session, scope, period, by, part)
    names = await sums.names(session, by, found)
    rows = [
        Row(key, names.get(key, ""), NARROWING[by](part, key), _in_order(found[key]))
        for key in _order(by, found, names)
    ]
    return Table(by, period, part, tuple(rows))


def _order(
    by: Dimension, found: Mapping[str | int, object], names: Mapping[str | int, str]
) -> list[str | int]:
    """Months by time, schools, people and campaigns as `names` has them; those that have none last."""
    if by == "month":
        return sorted(found)
    known = REGISTRIES[by]() if by in REGISTRIES else (*names, NO_ID)
    return [key for key in known if key in found]


def _in_order(by_kind: dict[str, Measures]) -> dict[str, Measures]:
    return {kind: by_kind[kind] for kind in data.kinds() if kind in by_kind}
