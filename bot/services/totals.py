"""The totals of a period, the same for a chat, the command line and the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

import db.sums
import db.totals
from bot.data import ReportLine, kinds, positions, report_lines
from bot.records import Coverage, Line, Measures, Part, Period, Scope, Totals
from db.parts import RECORDED
from db.sums import Group
from db.totals import Post


async def totals(
    session: AsyncSession, period: Period, scope: Scope, today: date, part: Part = RECORDED
) -> Totals:
    """Everything a period adds up to, within what the asker may see and, if narrowed, a part of it.

    People and schools are those of the period's last day, or of `today` while it is not over.
    """
    day = min(period.end, today)
    groups = await db.sums.groups(session, scope, period, part)
    posts = await db.totals.posts(session, scope, day)
    open_ones = await db.totals.open_schools(session, scope, day)
    visited = await db.totals.schools_with_entries(session, scope, period, part)
    states = await db.totals.states(session, scope, period, part)
    by_position = {key: _by_kind(g for g in groups if g.position == key) for key in positions()}
    people = {key: len({post.person_id for post in posts if post.position == key}) for key in positions()}
    return Totals(
        period=period,
        kinds=_by_kind(groups),
        positions=by_position,
        people=people,
        schools=_coverage(open_ones, visited, posts),
        months={
            month: _by_kind(g for g in groups if g.month == month)
            for month in sorted({g.month for g in groups})
        },
        lines=tuple(_line(row, by_position, people) for row in report_lines().values()),
        incomplete=states.get("incomplete", 0),
        planned=states.get("planned", 0),
        withdrawn=states.get("withdrawn", 0),
        possible_duplicates=len(await db.totals.possible_duplicates(session, scope, period, part)),
    )


def behind(row: ReportLine) -> Part | None:
    """The entries a report line counts; None for a line that counts people."""
    return None if row.people else Part(kinds=row.kinds, positions=row.positions)


def as_json(totals: Totals) -> dict[str, Any]:
    """The form that `pufa summary --json` prints and other programs rely on (DESIGN, "Interfaces")."""
    return {
        "from": totals.period.start.isoformat(),
        "to": totals.period.end.isoformat(),
        "kinds": _plain(totals.kinds),
        "positions": {
            key: {"people": totals.people[key], "kinds": _plain(by_kind)}
            for key, by_kind in totals.positions.items()
        },
        "schools": asdict(totals.schools),
        "months": [{"month": month, "kinds": _plain(by_kind)} for month, by_kind in totals.months.items()],
        "lines": [asdict(line) for line in totals.lines],
        "incomplete": totals.incomplete,
        "planned": totals.planned,
        "withdrawn": totals.withdrawn,
        "possible_duplicates": totals.possible_duplicates,
    }


def _plain(by_kind: dict[str, Measures]) -> dict[str, Any]:
    return {kind: asdict(measures) for kind, measures in by_kind.items()}


def _by_kind(groups: Iterable[Group]) -> dict[str, Measures]:
    """The sums of the kinds that occur, in the order of the registry."""
    sums: defaultdict[str, Measures] = defaultdict(Measures)
    for group in groups:
        sums[group.kind] += group.measures
    return {kind: sums[kind] for kind in kinds() if kind in sums}


def _line(row: ReportLine, by_position: dict[str, dict[str, Measures]], people: dict[str, int]) -> Line:
    if row.people:
        return Line(row.key, people[row.people], approximate=False, unit=row.unit)
    parts = (
        measures
        for position in row.positions or by_position
        for kind, measures in by_position[position].items()
        if kind in row.kinds
    )
    whole = sum(parts, Measures())
    return Line(row.key, getattr(whole, row.measure), getattr(whole, f"{row.measure}_approximate"), row.unit)


def _coverage(open_ones: set[int], visited: set[int], posts: list[Post]) -> Coverage:
    """Schools that are closed on the day are left out of all three figures."""
    led = {post.school_id for post in posts if post.position == "vice_principal"}
    return Coverage(len(open_ones), len(open_ones & led), len(open_ones & visited))
