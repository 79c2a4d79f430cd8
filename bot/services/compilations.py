"""Reports as snapshots: what one said, what has changed since, and which entries did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Period, Totals
from bot.services.compiling import Order
from db import compilations
from db.compilations import Snapshot, Statement, Touched

COUNTED = frozenset(
    (
        *("kind", "state", "counted_on", "position", "school", "people", "topics"),
        *("quantity", "quantity_approximate", "class_hours", "audience", "audience_approximate"),
    )
)
"""The fields of an entry that figures depend on."""


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a report: figures as (then, now), and the entries that were changed."""

    snapshot: Snapshot
    lines: tuple[tuple[Statement, Statement], ...]
    entry_ids: tuple[int, ...] = ()


async def note(session: AsyncSession, order: Order, lines: Sequence[Statement]) -> None:
    """Keep what a report said that the command line made."""
    await compilations.add(session, order.period, order.as_of, order.seen_at, lines)


async def overtaken(session: AsyncSession, found: Totals) -> Since | None:
    """The last report of a period, if the totals differ by now from what it said.

    The entries that did it are looked up only when somebody asks: a summary waits for nothing.
    """
    snapshot = await compilations.last(session, found.period)
    lines = _differing(snapshot, [Statement(**asdict(line)) for line in found.lines]) if snapshot else ()
    return Since(snapshot, lines) if snapshot and lines else None


async def changes_since(session: AsyncSession, snapshot: Snapshot, lines: Sequence[Statement]) -> Since:
    """What differs from a report.

    Args:
        session: of the caller's unit of work.
        snapshot: the report.
        lines: the figures as they are now.
    """
    changed = await compilations.touched(session, snapshot.seen_at)
    mattering = [one.entry_id for one in changed if _matters(one, snapshot.period)]
    return Since(snapshot, _differing(snapshot, lines), tuple(mattering))


def _differing(snapshot: Snapshot, lines: Sequence[Statement]) -> tuple[tuple[Statement, Statement], ...]:
    """The figures that a report said otherwise, as (then, now)."""
    before = {line.key: line for line in snapshot.lines}
    return tuple((before[line.key], line) for line in lines if line != before.get(line.key, line))


def _matters(one: Touched, period: Period) -> bool:
    """Whether what was changed counts in the period, or did."""
    state, day = one.fields.get("state", [one.state])[0], one.fields.get("counted_on")
    then = date.fromisoformat(day[0]) if day and day[0] else one.counted_on
    counted = state == "recorded" and period.start <= then <= period.end
    counts = one.state == "recorded" and period.start <= one.counted_on <= period.end
    return (counted or counts) and bool(COUNTED & set(one.fields))
