"""Days and ranges that lie ahead, where officers set them: dates of a campaign, days off. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot import data
from bot.records import Period
from bot.understanding.days.day import Day
from bot.understanding.days.forms import find_days
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.plain import normalise

TO = re.compile(r"\s*(?:-+|~|到|至|\bto\b)\s*")
BARE = re.compile(r"[^a-z]*\d")
NAMES = ("theme", "frame", "part")
"""Readings of a day that are names (宪法日), not dates."""
AROUND = re.compile(rf"{alternatives(data.load('declaring')['around']['dates'])}|[\s,。、;:!]")


@dataclass(frozen=True, slots=True)
class Dated:
    """Where a day or a range stands in the text, and which it is."""

    start: int
    end: int
    period: Period


def periods_in(text: str, today: date) -> list[Dated]:
    """The days and ranges that a text names, in its order; what lacks a year is the next from `today` on.

    A range that has begun is not over: on 24 September, 9月22日到26日 is this year's.
    """
    plain = normalise(text)
    found = []
    for day in find_days(plain, today):
        period = _single(day) or _range(plain[day.start : day.end], today)
        if period and day.why not in NAMES:
            found.append(Dated(day.start, day.end, period))
    return _joined(found, plain)


def only_period(text: str, today: date) -> Period | None:
    """The day or range that is all the text says; None where it says anything else or more."""
    found = periods_in(text, today)
    if len(found) != 1 or AROUND.sub("", blotted(normalise(text), [(found[0].start, found[0].end)])):
        return None
    return found[0].period


def blotted(text: str, spans: Sequence[tuple[int, int]], by: str = " ") -> str:
    """The text with every character of these spans put out."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = by * (end - start)
    return "".join(characters)


def _single(day: Day) -> Period | None:
    when = day.coming or day.day
    return Period(when, when) if when else None


def _range(words: str, today: date) -> Period | None:
    """9月22日到26日: its two ends read one after the other, the second in the month of the first."""
    ends = TO.split(words, maxsplit=1)
    written = ",".join(f"{one}日" if BARE.fullmatch(one) else one for one in ends)
    days = [day for day in find_days(written, today) if day.day]
    return _between(*days) if len(ends) == len(days) == 2 else None


def _between(first: Day, last: Day) -> Period | None:
    """From one day to another: a year said of the first holds for both; else the end is the next such day."""
    start, end = first.coming or first.day, last.coming or last.day
    if start is None or end is None:
        return None
    if first.coming is None and last.coming is not None:
        near = [_in_year(end, start.year), _in_year(end, start.year + 1)]
        end = next((day for day in near if day and day >= start), end)
    elif start > end:  # it has begun
        start = first.day or start
    return Period(start, end) if start <= end else None


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return None


def _joined(found: list[Dated], plain: str) -> list[Dated]:
    """Two whole dates with a sign between them (2025-03-01到2025-03-05) are a range."""
    joined: list[Dated] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and TO.fullmatch(plain, last.end, one.start) and last.period.end <= one.period.start:
            joined[-1] = Dated(last.start, one.end, Period(last.period.start, one.period.end))
        else:
            joined.append(one)
    return joined
