"""Reports as snapshots: what one said, what has changed since, and which entries did it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Period, Totals
from bot.services.compiling import Order
from bot.services.stating import CELL, of_totals
from db import compilations
from db.compilations import Snapshot, Statement
from db.touched import Touched, touched

COUNTED = frozenset(
    (
        *("kind", "state", "counted_on", "position", "school", "people", "topics"),
        *("quantity", "quantity_approximate", "class_hours", "audience", "audience_approximate"),
    )
)
"""The fields of an entry that figures depend on."""


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a report: figures as (then, now), and the entries that were changed.

    `until` is the report that looks back to a moment, if what happened later is left out.
    """

    snapshot: Snapshot
    lines: tuple[tuple[Statement, Statement], ...]
    entry_ids: tuple[int, ...] = ()
    until: Snapshot | None = None


async def note(session: AsyncSession, order: Order, lines: Sequence[Statement]) -> None:
    """Keep what a report said that the command line made."""
    said = Snapshot(0, order.period, order.seen_at, tuple(lines))
    await compilations.add(session, said, order.as_of, order.now)


async def overtaken(session: AsyncSession, found: Totals) -> Since | None:
    """The last report of a period, if the totals differ by now from what it said, or entries were changed.

    Sums can stay as they were when one entry goes and another comes: the entries tell.
    """
    snapshot = await compilations.last(session, found.period)
    if snapshot is None:
        return None
    ids, lines = await changed_since(session, snapshot), _differing(snapshot.lines, list(of_totals(found)))
    return Since(snapshot, lines, ids) if lines or ids else None


async def compared(session: AsyncSession, made: Snapshot, *, looks_back: bool) -> Since | None:
    """What a report says otherwise than the last one before its own moment, if there was one.

    Args:
        session: of the caller's unit of work.
        made: the report.
        looks_back: whether its record was changed since.
    """
    earlier = await compilations.last(session, made.period, made)
    if earlier is None:
        return None
    until = made if looks_back else None
    ids = await changed_since(session, earlier, until)
    return Since(earlier, _differing(*_whole(earlier.lines, made.lines)), ids, until)


async def changed_since(
    session: AsyncSession, snapshot: Snapshot, until: Snapshot | None = None
) -> tuple[int, ...]:
    """The entries whose change since a report (up to the moment of another) may have changed its figures."""
    period, moment = snapshot.period, snapshot.seen_at
    changed = await touched(session, period, moment, until.seen_at if until else None)
    return tuple(one.entry_id for one in changed if _matters(one, period))


def _differing(
    then: Sequence[Statement], now: Sequence[Statement]
) -> tuple[tuple[Statement, Statement], ...]:
    """The figures that both state, and not alike, as (then, now)."""
    before = {line.key: line for line in then}
    pairs = ((before[line.key], line) for line in now if line.key in before)
    return tuple(
        (old, new) for old, new in pairs if (old.value, old.approximate) != (new.value, new.approximate)
    )


def _whole(then: Sequence[Statement], now: Sequence[Statement]) -> tuple[list[Statement], list[Statement]]:
    """Two reports with the same cells: one that a report leaves out is nothing there."""
    if not all(any(line.key == "entries" for line in lines) for lines in (then, now)):
        return list(then), list(now)  # a snapshot of before the annexes' cells were kept
    cells = {line.key: line for line in (*then, *now) if line.key.startswith(CELL)}
    nothing = {key: replace(line, value=0, approximate=False) for key, line in cells.items()}
    first, second = ({**nothing, **{line.key: line for line in lines}} for lines in (then, now))
    figures = [line.key for line in now if line.key not in nothing]
    return list(first.values()), [second[key] for key in (*figures, *nothing)]


def _matters(one: Touched, period: Period) -> bool:
    """Whether what was changed counts in the period, or did."""
    state, day = one.fields.get("state", [one.state])[0], one.fields.get("counted_on")
    then = date.fromisoformat(day[0]) if day and day[0] else one.counted_on
    counted = state == "recorded" and period.start <= then <= period.end
    counts = one.state == "recorded" and period.start <= one.counted_on <= period.end
    return (counted or counts) and bool(COUNTED & set(one.fields))
