"""A number of a message and what it counts."""

from __future__ import annotations

from typing import NamedTuple

from bot.understanding.learned.likely_heads import UNKNOWN

HEADS = ("audience", "bare")
"""The fields of amounts that count heads."""


class Amount(NamedTuple):
    """A number and what it counts. `value` is None where the words name no figure (数百, 三四百)."""

    start: int
    end: int
    field: str
    """`audience`, `sessions`, `times`, `class_hours`, `cases`, `classes`, `schools`, `batches`, `lessons`,
    `asked`; `some` with a general word only (三个), `bare` with none."""
    value: float | None
    approximate: bool = False
    each: str = ""
    """What it is said of each of (`sessions`, `classes`, `schools`, `one`, `any`), or nothing."""
    single: bool = False
    """Said of each by being said of one (一批90人); said of several, it is each one's own."""
    total: bool = False
    online: bool = False
    watched: bool = False
    """Of those who watched: online too, where it was a broadcast."""
    part: bool = False
    """Some of a number said before (前两场)."""
    unit: str = ""
    actual: bool = False
    """Those who came, of more said before."""
    compared: bool = False
    """Only said against another (下午比上午多10人): the sum is not known."""
    few: bool = False
    """A few people told of by the way (两个人去的, 评出提问奖5名)."""
    implied: bool = False
    """An article, or a measure word alone (出了份意见书)."""
    likely: float = UNKNOWN
    """How likely it counts heads, as far as one can tell by its looks."""
    by_looks: bool = False
    """It counts heads by its looks alone: its words don't say what it counts (152个小囡)."""
