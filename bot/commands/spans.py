"""What commands that are about a period share: YEAR with --from and --to, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

import click

from bot.records import Period

DAY = click.DateTime(["%Y-%m-%d"])
YEAR = click.IntRange(1, 9999)


def spanning(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command that has a YEAR the period: that year, or from --from to --to, both included."""

    @wraps(command)
    def spanned(year: int, start: datetime | None, end: datetime | None, **rest: Any) -> None:
        command(_period(year, start, end), **rest)

    first = click.option(
        "--from", "start", type=DAY, metavar="DATE", help="The first day. Default: the year's."
    )
    last = click.option("--to", "end", type=DAY, metavar="DATE", help="The last day. Default: the year's.")
    return first(last(spanned))


def _period(year: int, start: datetime | None, end: datetime | None) -> Period:
    whole = Period.year(year)
    try:
        return Period(start.date() if start else whole.start, end.date() if end else whole.end)
    except ValueError as error:
        raise click.ClickException(f"{error}.") from None
