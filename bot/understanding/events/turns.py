"""Where speech turns to the next thing without a pause: dictated text has no commas."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.understanding.counts.amount import Amount
from bot.understanding.counts.hints import PEOPLE
from bot.understanding.days.day import Day
from bot.understanding.events.kinds import APART
from bot.understanding.schools.named import Named
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.noise import ORDINAL
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.spans import Span

_TO = re.compile(
    rf"(?:面向|给|为|向|对)(?P<who>[^,。;、\n给为向对讲]{{0,5}}?(?:{alternatives(PEOPLE['hearers'])}))"
)
_DONE = tuple("了讲上开办做过")
"""Before a number of sessions: it is told of what comes first (讲了一场)."""
_FIXED = tuple("到至于在")
"""Before a day for which something is fixed (下一场定在27号)."""
_TELLING = frozenset("讲了上开做过的是说")
"""Before a topic: it is told of what comes first (讲禁毒一场)."""
_TOWARDS = (*_FIXED, *"为是成")
"""Before a day to which something was moved."""
_PARTICLES = frozenset("啊吧呢嘛")
_ORDINAL_LAST, _ORDINAL_LENGTH = re.compile(f"{ORDINAL.pattern}$"), 4
"""One of several sessions, of which what follows is told (后一场给高二讲反诈)."""
_ENDED = re.compile(r"[^,。;、\n ]{7,}$")
_PAUSE = re.compile(r"[,;。\n]")
_GOING = re.compile(f"(?:{alternatives(PEOPLE['going'])})*")
"""What may stand between what was told and the next school."""


def find_hearers(text: str, grades: list[Hit]) -> list[Hit]:
    """To whom something is told: years of pupils, or people after 给 and the like."""
    people = [Hit(*match.span(), match["who"]) for match in _TO.finditer(text)]
    if not grades:
        return people
    years = (Hit(g.start - (text[g.start - 1 : g.start] in tuple("给为向对")), g.end, g.key) for g in grades)
    return sorted([*years, *people])


def turns_at_words(text: str, words: Sequence[Span], told: Iterable[Span]) -> Iterator[int]:
    """Where a time, 其中 or 会后 begins the next sentence: just after a count or a topic."""
    if not words:
        return
    ends = {span.end for span in told}
    if " " in text:
        ends |= {end + 1 for end in ends if text[end : end + 1] == " "}
    for word in words:
        if word.start in ends:
            yield word.start


def counted_words(words: Iterable[Hit], amounts: list[Amount]) -> list[Hit]:
    """The words for advice or papers that are counted at once (2300人咨询26次)."""
    starts = {amount.start for amount in amounts if amount.field in ("cases", "times")}
    return [hit for hit in words if hit.key in APART and hit.end in starts] if starts else []


_GONE_TO = ("", "去", "去的", "到", "在")
"""Between a day and the school that was gone to."""


def turns_to_times(
    text: str, days: list[Day], parts: list[Hit], told: Iterable[Span], schools: Iterable[Span]
) -> Iterator[int]:
    """Where another day or part of it begins, once something was told of the first (周一讲禁毒周二反诈).

    Or where each has a school of its own (周一八中周二九中都讲了反诈).
    """
    times = sorted([*((d.start, d.end, str(d.day)) for d in days), *parts])
    if len(times) < 2:
        return
    starts, names = sorted(span.start for span in told), sorted(span.start for span in schools)
    for (one, _, said), (other, end, then) in pairwise(times):
        since = max(one, _last(names, other))
        following = bisect_left(names, end)
        name = names[following] if following < len(names) else -1
        placed = since > one and name >= end and text[end:name] in _GONE_TO
        goes_on = _last(starts, other) > since and text[other - 1] not in _TOWARDS
        if said != then and (placed or goes_on):
            yield other


def _last(starts: list[int], before: int) -> int:
    """The last of some places before another; -1 if there is none."""
    after = bisect_right(starts, before - 1)
    return starts[after - 1] if after else -1


def turns_after_particles(text: str, spans: Iterable[Span]) -> Iterator[int]:
    """Where a day or a school begins the next sentence: a particle ended the last (明天开庭啊昨天一小…)."""
    for span in spans:
        start = span.start
        if text[start - 1 : start] in _PARTICLES and _ENDED.search(text, max(0, start - 9), start):
            yield start


def turns_to_undone(days: list[Day], unheld: Iterable[Span]) -> Iterator[int]:
    """Where another day begins on which nothing was held, and where it ends (三号去的四号没去成就三号)."""
    starts = [day.start for day in days]
    for word in unheld:
        after = bisect_right(starts, word.start)
        if after > 1:
            yield from starts[after - 1 : after + 1]


def turns_after_rest(days: list[Day], rest: Iterable[Span]) -> Iterator[int]:
    """Where the next day begins after one on which there was nothing to do (周一没出去周二去的二小)."""
    starts = [day.start for day in days]
    for word in rest:
        after = bisect_right(starts, word.start)
        yield from starts[after : after + 1] if after else ()


def turns_to_others(hearers: list[Hit], topics: list[Hit]) -> Iterator[int]:
    """Where others are told something, after a topic (给高一讲禁毒给高二讲反诈)."""
    starts = [topic.start for topic in topics]
    for one, other in pairwise(hearers):
        if bisect_right(starts, one.end - 1) < bisect_right(starts, other.start - 1):
            yield other.start


def opened(
    text: str, amounts: list[Amount], topics: list[Hit], meant: Iterable[Hit], turns: Sequence[int]
) -> Iterator[int]:
    """The turns, each before what opens that which follows: a single session, or a word for what was meant.

    (一场在一小一场在二小; 反诈200人本来周三讲的). A session may open with its topic (…,反恐一场在二小).
    """
    if not turns:
        return
    headed = {hit.end: hit.start for hit in topics if text[hit.start - 1 : hit.start] not in _TELLING}
    begins = {a.end: a.start for a in amounts if a.value == 1 and a.field in ("sessions", "times")}
    first = {hit.end: hit.start for hit in meant}
    for turn in turns:
        if turn in first:
            yield first[turn]
            continue
        nth = text[turn - 1 : turn] == "场"
        ordinal = _ORDINAL_LAST.search(text, max(0, turn - _ORDINAL_LENGTH), turn) if nth else None
        start = ordinal.start() if ordinal else begins.get(turn, turn)
        start = headed.get(start, start) if start < turn else start
        yield turn if text[start - 1 : start] in _DONE else start


def turns_to_schools(
    text: str, schools: list[Named], words: Iterable[Span], days: Iterable[Span], told: Iterable[Span]
) -> Iterator[int]:
    """Where another school comes next: at a word like 然后 or 下午 between two of them.

    Or where one of a list is named again (三小五小都去了三小停电没讲); or at a day, once something was
    told of the first; or where something was told just before the second one (一小200二小220).
    """
    pivots, ends = sorted(word.start for word in words), sorted(span.end for span in told)
    dates = sorted(day.start for day in days if text[day.start - 1 : day.start] not in _FIXED)
    for i, (one, other) in enumerate(pairwise(schools)):
        if one.schools == other.schools:
            continue
        if other.end < len(text) and any(other.schools == known.schools for known in schools[:i]):
            yield other.start
            continue
        between = pivots[bisect_right(pivots, one.end - 1) : bisect_right(pivots, other.start - 1)]
        last = max(one.end, *ends[: bisect_right(ends, other.start)][-1:], 0)
        dated = dates[bisect_right(dates, last - 1) : bisect_right(dates, other.start - 1)]
        if dated and last > one.end:
            yield dated[0]
        elif between and not _PAUSE.search(text, last, other.start):
            yield next((pivot for pivot in between if pivot >= last), between[0])
        elif last > one.end and _GOING.fullmatch(text, last, other.start):
            yield last
