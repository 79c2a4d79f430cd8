"""What entries add up to, by kind and one dimension: one query each, grouped by the database."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, extract, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.data import kinds
from bot.records import NO_ID, NONE, Dimension, Measures, Part, Period, Scope
from db.models import Campaign, Entry, Person, School
from db.parts import LINKS, RECORDED, conditions

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


@dataclass(frozen=True, slots=True)
class Group:
    """What the recorded entries of one kind and position add up to in one month (`2024-06`)."""

    kind: str
    position: str
    month: str
    measures: Measures


@dataclass(frozen=True, slots=True)
class Cell:
    """What the recorded entries of one kind add up to in one row of a table: a month, a school's id …"""

    key: str | int
    kind: str
    measures: Measures


async def groups(session: AsyncSession, scope: Scope, period: Period, part: Part = RECORDED) -> list[Group]:
    """The entries of a period, added up by kind, position and month."""
    months = _months(scope, period, part, Entry.kind, Entry.position)
    return [
        Group(row["kind"], row["position"] or NONE, _month(row), _measures(row))
        for row in (await session.execute(months)).mappings()
    ]


async def cells(
    session: AsyncSession, scope: Scope, period: Period, by: Dimension, part: Part = RECORDED
) -> list[Cell]:
    """The entries of a period, added up by kind and one dimension; in no order."""
    query = QUERIES[by](scope, period, part)
    key = _month if by == "month" else _key
    rows = (await session.execute(query)).mappings()
    return [Cell(key(row), row["kind"], _measures(row)) for row in rows]


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


def _by_column(column: ColumnElement[Any]) -> Query:
    def query(scope: Scope, period: Period, part: Part) -> Select[Any]:
        key = column.label("key")
        chosen = select(key, Entry.kind, *_measured()).where(*conditions(scope, period, part))
        return chosen.group_by(key, Entry.kind)

    return query


def _by_link(field: str, none: str | int | None) -> Query:
    """By what an entry may have several of; one narrowed to has its row alone."""

    def query(scope: Scope, period: Period, part: Part) -> Select[Any]:
        pairs, wanted = LINKS[field]().subquery(), getattr(part, field)
        key = pairs.c.key if none is None else func.coalesce(pairs.c.key, none)
        chosen = (
            select(key.label("key"), Entry.kind, *_measured())
            .join(pairs, pairs.c.entry_id == Entry.id, isouter=none is not None)
            .where(*conditions(scope, period, part))
            .group_by(key, Entry.kind)
        )
        return chosen if wanted is None else chosen.where(key == wanted)

    return query


def _by_month(scope: Scope, period: Period, part: Part) -> Select[Any]:
    return _months(scope, period, part, Entry.kind)


def _months(scope: Scope, period: Period, part: Part, *columns: Any) -> Select[Any]:
    """Adds up days first: that streams along `ix_entries_totals`, where months would need a sort."""
    days = (
        select(Entry.counted_on, *columns, *_measured())
        .where(*conditions(scope, period, part))
        .group_by(Entry.counted_on, *columns)
        .subquery()
    )
    key = (
        *(days.c[column.key] for column in columns),
        extract("year", days.c.counted_on).label("year"),
        extract("month", days.c.counted_on).label("month"),
    )
    return select(*key, *(func.sum(days.c[name]).label(name) for name in MEASURED)).group_by(*key)


QUERIES: dict[Dimension, Query] = {
    "kind": _by_column(Entry.kind.expression),
    "position": _by_column(func.coalesce(Entry.position, NONE)),
    "month": _by_month,
    "school": _by_column(func.coalesce(Entry.school_id, NO_ID)),
    "person": _by_link("person_id", NO_ID),
    "topic": _by_link("topic", NONE),
    "campaign": _by_link("campaign_id", None),
}


def _measured() -> list[ColumnElement[Any]]:
    return [measure.label(name) for name, measure in MEASURED.items()]


def _key(row: Any) -> str | int:
    key: str | int = row["key"]
    return key


def _month(row: Any) -> str:
    return f"{int(row['year']):04}-{int(row['month']):02}"


def _measures(row: Any) -> Measures:
    asks, entries = kinds()[row["kind"]].asks, int(row["entries"])
    return Measures(
        entries=entries,
        quantity=int(row["quantity"] or 0),
        quantity_approximate=row["quantity_approximate"] > 0,
        class_hours=round(float(row["class_hours"]), 1) if row["class_hours"] else 0,
        class_hours_missing=entries - int(row["class_hours_given"]) if "class_hours" in asks else 0,
        audience=int(row["audience"] or 0),
        audience_approximate=row["audience_approximate"] > 0,
        audience_missing=entries - int(row["audience_given"]) if "audience" in asks else 0,
    )
