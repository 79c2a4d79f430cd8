"""The periods that words name: 今年, 9月, 上学期, 2024学年, 上半年, 3月到6月, 2024-03-01 2024-06-30. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.records import Period
from bot.services.period_forms import FORMS
from bot.understanding.text.plain import normalise

_PERIOD = re.compile("|".join(f"(?P<{name}>{form})" for name, (form, _) in FORMS.items()), re.VERBOSE)
_AND = re.compile(r"\s*(?:和|与|及|以及|、|,|\band\b)\s*")
_JOIN = re.compile(r"\s*(?P<until>到|至|-+|~|\bto\b|\buntil\b)\s*|\s+")
_SINCE = re.compile(r"\s*(?:开始)?(?:以来|至今|到现在|到目前(?:为止)?|到如今|起到现在)")
_SINCE_BEFORE = re.compile(r"\bsince\s$")


@dataclass(frozen=True, slots=True)
class Named:
    """A period in a text, and where the words for it stand; `backwards` if it would end before it starts."""

    period: Period
    start: int
    end: int
    backwards: bool = False


def find_period(text: str, today: date) -> Named | None:
    """The first period that the text names; from one to another where two are joined."""
    plain = normalise(text)
    position = 0
    while match := _PERIOD.search(plain, position):
        if first := _read(match, today):
            return _joined(plain, first, "y" in _said(match), today)
        position = match.start() + 1
    return None


def find_periods(text: str, today: date) -> list[Named]:
    """The period that a text names, and after it the one a year before that it is compared with, if any."""
    first = find_period(text, today)
    if first is None:
        return []
    rest = text[: first.start] + " " * (first.end - first.start) + text[first.end :]
    second = find_period(rest, today)
    if second is None:
        return [first]
    if first.period == second.period.year_before():
        return [second, first]
    return [first, second] if second.period in (first.period, first.period.year_before()) else [first]


def _joined(plain: str, first: Named, year_said: bool, today: date) -> Named:
    """From the first to the second, where one follows; a year said with the first holds for the second."""
    if more := _since(plain, first, today) or _next(plain, first, today):
        return more
    joint = _JOIN.match(plain, first.end)
    match = _PERIOD.match(plain, joint.end()) if joint else None
    if joint is None or match is None:
        return first
    own = "y" in _said(match)
    for day in [today] if own else [date(first.period.start.year + more, 12, 31) for more in (0, 1)]:
        second = _read(match, day)
        if second and second.period.end >= first.period.start:
            whole = Period(first.period.start, second.period.end)
            return Named(whole, first.start, second.end, backwards=_turns_back(first, second))
    second = _read(match, today)
    days = second and second.period.start == second.period.end
    if second and (joint["until"] or days):
        return Named(first.period, first.start, second.end, backwards=True)
    return first


def _since(plain: str, first: Named, today: date) -> Named | None:
    """From its beginning to today, where that is said: 9月以来, since September."""
    after, before = _SINCE.match(plain, first.end), _SINCE_BEFORE.search(plain, 0, first.start)
    if first.period.start > today or not (after or before):
        return None
    start, end = before.start() if before else first.start, after.end() if after else first.end
    return Named(Period(first.period.start, today), start, end)


def _next(plain: str, first: Named, today: date) -> Named | None:
    """Both, where another follows that begins when the first ends: 9月和10月; but 去年和今年 are compared."""
    joint = _AND.match(plain, first.end)
    match = _PERIOD.match(plain, joint.end()) if joint else None
    for day in (today, date(first.period.start.year, 12, 31)):
        second = _read(match, day) if match else None
        follows = second and (second.period.start - first.period.end).days == 1
        if second and follows and second.period.year_before() != first.period:
            return Named(Period(first.period.start, second.period.end), first.start, second.end)
    return None


def _turns_back(first: Named, second: Named) -> bool:
    """Whether two days of one month are said the wrong way round: 9.30-9.1 is no year but for a day."""
    start, end = first.period, second.period
    single = start.start == start.end and end.start == end.end
    return single and end.start.year > start.start.year and end.start.month == start.start.month


def _read(match: re.Match[str], today: date) -> Named | None:
    try:
        period = FORMS[match.lastgroup or ""][1](_said(match), today)
    except (ValueError, OverflowError):  # no such day, or one beyond the calendar
        return None
    return Named(period, match.start(), match.end())


def _said(match: re.Match[str]) -> dict[str, str]:
    """What the groups of the form that matched say: `y`, `m`, `d` …; a number after tells two ways apart."""
    form = f"{match.lastgroup}_"
    groups = {
        name.removeprefix(form): said for name, said in match.groupdict().items() if name.startswith(form)
    }
    return {name.rstrip("0123456789"): said for name, said in groups.items() if said}
