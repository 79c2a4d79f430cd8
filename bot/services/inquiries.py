"""What is asked for: a period, a part of what was done in it, and a way to look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from bot.records import Part, Period
from db.parts import RECORDED

View = Literal[
    "overview",
    "month",
    "school",
    "person",
    "topic",
    "campaign",
    "position",
    "compare",
    "gaps",
    "lines",
    "quota",
]
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What is looked at: a part of a period's entries, in one way, page by page."""

    period: Period
    part: Part = RECORDED
    view: View = "overview"
    page: int = 0
