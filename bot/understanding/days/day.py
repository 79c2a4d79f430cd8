"""A day that a text names."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Day(NamedTuple):
    """A day in the text. `day` is None where the words name a period or nothing exact."""

    start: int
    end: int
    day: date | None = None
    why: str = ""
    """`year`, `month`: supplied, the most recent past one. `week`: a bare weekday. `theme`: a theme day taken
    as the day. `part`: a part of the day alone, so the day of sending. And without a day: `frame`, a theme
    day that only frames the event; `period`; `vague`; `ahead`, what lies ahead."""
    coming: date | None = None
    """The same words read forward, for a plan; None where the text says which day it is."""


def existing(year: int, month: int, day: int) -> date | None:
    """The date, if there is such a day (no 31 November)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
