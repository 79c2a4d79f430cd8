"""What entries add up to, by kind and one dimension: one query each, grouped by the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Result, Select, and_, func, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from bot.data import kinds
from bot.records import NO_ID, NONE, Dimension, Measures, Part, Period, Scope
from db import ties
from db.base import one_by_one
from db.models import Campaign, Entry, HandTie, Person, School
from db.parts import LINKS, RECORDED, conditions, on_its_days, whenever

Query = Callable[[Scope, Period, Part], Select[Any]]
MEASURED: dict[str, ColumnElement[Any]] = {
    "entries": func.count(),
    "quantity": func.sum(Entry.quantity),
    "quantity_approximate": func.count().filter(Entry.quantity_approximate),
    "class_hours": func.sum(Entry.class_hours),
    "class_hours_given": func.count(Entry.class_hours),
    "audience": func.sum(Entry.audience),
    "audience_approximate": func.count().filter(Entry.audience_approximate),
    "audience_given": func.count(Entry.audience),
}

ALONG_TOTALS = Entry.month, Entry.kind, Entry.position
"""The columns along which `ix_entries_totals` streams."""


@dataclass(frozen=True, slots=True)
class Group:
    """What the recorded entries of one kind and position add up to in one month (`2024-06`)."""

    kind: str
    position: str
    month: str
    measures: Measures


async def groups(session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED) -> list[Group]:
    """The entries of a period, added up by kind, position and month."""
    query: Select[*tuple[Any, ...]] = select(*ALONG_TOTALS, *_measured()).group_by(*ALONG_TOTALS)
    return [
        Group(kind, position or NONE, _month(month), _measures(kind, *measured))
        for month, kind, position, *measured in await session.execute(
            query.where(*conditions(scope, period, part))
        )
    ]


async def breakdown(
    session: AsyncSession, scope: Scope, period: Period, by: Dimension, part: Part = RECORDED
) -> dict[str | int, dict[str, Measures]]:
    """The entries of a period, added up by one dimension (a month, a school's id …) and kind; in no order."""
    rows: Result[*tuple[Any, ...]] = await session.execute(QUERIES[by](scope, period, part))
    keyed = KEYS.get(by, _id)
    found: defaultdict[str | int, dict[str, Measures]] = defaultdict(dict)
    for key, kind, *measured in rows:
        found[keyed(key)][kind] = _measures(kind, *measured)
    return found


NAMES: dict[Dimension, Callable[[], Select[int, str]]] = {
    "school": lambda: select(School.id, School.name).order_by(School.id),
    "person": lambda: select(Person.id, Person.name).order_by(Person.id),
    "campaign": lambda: select(Campaign.id, Campaign.title).order_by(Campaign.starts_on, Campaign.id),
}


async def names(session: AsyncSession, by: Dimension, keys: Collection[str | int]) -> dict[str | int, str]:
    """What the rows of a table are called, in the order of the roster or of time."""
    if by not in NAMES:
        return {}
    return {id_: name for id_, name in await session.execute(NAMES[by]()) if id_ in keys}


def _by_column(name: str, *stream: ColumnElement[Any] | InstrumentedAttribute[Any]) -> Query:
    """Adds up first in the order of an index, where the period as a whole would need a sort.

    Args:
        name: the column that is the key of the rows.
        stream: the columns of the index.
    """

    def query(scope: Scope, period: Period, part: Part) -> Select[Any]:
        partial = select(*stream, *_measured()).where(*conditions(scope, period, part))
        return _folded(partial.group_by(*stream), name)

    return query


def _folded(partial: Select[Any] | CompoundSelect[Any], name: str = "key") -> Select[Any]:
    """The sums of sums, by key and kind."""
    parts = partial.subquery()
    key = parts.c[name], parts.c.kind
    return select(*key, *(func.sum(parts.c[measure]) for measure in MEASURED)).group_by(*key)


def _by_link(field: str) -> Query:
    """By what an entry may have several of, or none; one narrowed to has its row alone."""

    def query(scope: Scope, period: Period, part: Part) -> Select[Any]:
        links, wanted = LINKS[field](), getattr(part, field)
        counted = list(conditions(scope, period, part))
        theirs = one_by_one(links.selected_columns.entry_id, select(Entry.id).where(*counted))
        pairs = links.where(theirs).subquery()
        chosen = (
            select(pairs.c.key, Entry.kind, *_measured())
            .join(pairs, pairs.c.entry_id == Entry.id, isouter=True)
            .where(*counted)
            .group_by(pairs.c.key, Entry.kind)
        )
        return chosen.where(pairs.c.key == wanted) if wanted else chosen

    return query


def _by_campaign(scope: Scope, period: Period, part: Part) -> Select[Any]:
    """Ties by rule and by hand added up apart.

    The outer join has SQLite go from the few campaigns of the period to the entries of their days.
    """
    chosen = [Entry.state == part.state, *whenever(scope, part)]
    ruled = (
        select(Campaign.id.label("key"), Entry.kind, *_measured())
        .join(Entry, and_(ties.untouched_rule(period), *chosen), isouter=True)
        .where(Campaign.active, Campaign.tied_from <= period.end, Campaign.tied_to >= period.start)
        .group_by(Campaign.id, Entry.kind)
        .having(func.count(Entry.id) > 0)
    )
    hand = (
        select(Campaign.id.label("key"), Entry.kind, *_measured())
        .join(HandTie, HandTie.campaign_id == Campaign.id)
        .join(Entry, Entry.id == HandTie.entry_id)
        .where(Campaign.active, HandTie.tied, on_its_days(period), *chosen)
        .group_by(Campaign.id, Entry.kind)
    )
    if part.campaign_id is not None:
        ruled, hand = (one.where(Campaign.id == part.campaign_id) for one in (ruled, hand))
    return _folded(union_all(ruled, hand))


QUERIES: dict[Dimension, Query] = {
    "kind": _by_column("kind", *ALONG_TOTALS),
    "position": _by_column("position", *ALONG_TOTALS),
    "month": _by_column("month", *ALONG_TOTALS),
    "school": _by_column("school_id", Entry.month, Entry.school_id, Entry.kind),
    "person": _by_link("person_id"),
    "topic": _by_link("topic"),
    "campaign": _by_campaign,
}


def _measured() -> list[ColumnElement[Any]]:
    return [measure.label(name) for name, measure in MEASURED.items()]


def _month(number: int) -> str:
    return f"{number // 100:04}-{number % 100:02}"


def _id(key: int | None) -> int:
    return key or NO_ID


KEYS: dict[Dimension, Callable[[Any], str | int]] = {
    "month": _month,
    "position": lambda key: key or NONE,
    "topic": lambda key: key or NONE,
}
"""How the database's key is said, where it is no id; one that is not there is none."""


def _measures(kind: str, entries: int, *sums: Any) -> Measures:
    """The sums as they stand in `MEASURED`; what the kind asks for and some entries lack is missing."""
    quantity, roughly, class_hours, with_hours, audience, about, with_audience = sums
    asks = kinds()[kind].asks
    return Measures(  # by place: a table of persons has a thousand of these
        int(entries),
        int(quantity or 0),
        roughly > 0,
        round(float(class_hours), 1) if class_hours else 0,
        int(entries - with_hours) if "class_hours" in asks else 0,
        int(audience or 0),
        about > 0,
        int(entries - with_audience) if "audience" in asks else 0,
    )
