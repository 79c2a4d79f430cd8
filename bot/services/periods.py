"""The period that words name: 今年, 9月, 上学期, 2024学年, 上半年, 3月到6月, 2024-03-01 2024-06-30. Pure.

What names no year is the latest such period that has begun. Terms share out the school year: 秋季 from
1 September to 31 January, 春季 from 1 February to 31 August.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot import data
from bot.records import Period
from bot.understanding.numbers import alternatives, parse
from bot.understanding.text import normalise

_YEARS: dict[str, int] = data.load("words/time")["years"] | {"本年度": 0, "今年度": 0, "last": -1, "this": 0}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_N = r"(?:\d{1,2}|[一二两三四五六七八九十廿]{1,3})"
_YEAR_WORDS = alternatives([one for one in _YEARS if not one.isascii()])
_YEAR = rf"(?P<%s>{_YEAR_WORDS}|20\d\d|\d\d(?=年))(?:年度|年)?的?"
_BACK = {"本": 0, "这": 0, "这个": 0, "今": 0, "当前": 0, "this": 0, "上": -1, "上个": -1, "去": -1}
_BACK |= {"上上": -2, "上上个": -2, "last": -1, "下": 1, "下个": 1, "next": 1}
_TURN = alternatives(list(_BACK))
_UNITS = {"天": 1, "日": 1, "day": 1, "周": 7, "星期": 7, "week": 7}
_UNITS |= {"月": 30, "month": 30, "年": 365, "year": 365}
_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "today": 0, "yesterday": -1}
_JOIN = re.compile(r"\s*(?:到|至|-+|~|to|until)\s*|\s+")


@dataclass(frozen=True, slots=True)
class Named:
    """A period in a text, and where the words for it stand."""

    period: Period
    start: int
    end: int


def find_period(text: str, today: date) -> Named | None:
    """The first period that the text names; from one to another where two are joined."""
    plain = normalise(text)
    position = 0
    while match := _PERIOD.search(plain, position):
        if first := _read(match, today):
            return _joined(plain, first, "y" in _said(match), today)
        position = match.start() + 1
    return None


def school_year(day: date) -> Period:
    """The school year that a day lies in."""
    return Period.school_year(_term_of(day)[0])


def term(day: date) -> Period:
    """The term that a day lies in."""
    return _term(*_term_of(day))


def _joined(plain: str, first: Named, year_said: bool, today: date) -> Named:
    """From the first to the second, where one follows; a year said with the first holds for the second."""
    joint = _JOIN.match(plain, first.end)
    match = _PERIOD.match(plain, joint.end()) if joint else None
    if match is None:
        return first
    own = "y" in _said(match)
    for day in [today] if own else [date(first.period.start.year + more, 12, 31) for more in (0, 1)]:
        second = _read(match, day)
        if second and second.period.end >= first.period.start:
            return Named(Period(first.period.start, second.period.end), first.start, second.end)
    return first


def _read(match: re.Match[str], today: date) -> Named | None:
    try:
        period = _FORMS[match.lastgroup or ""][1](_said(match), today)
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


def _year(said: dict[str, str], today: date) -> int | None:
    words = said.get("y")
    if words is None:
        return None
    if words in _YEARS:
        return today.year + _YEARS[words]
    return int(words) + (2000 if len(words) == 2 else 0)


def _latest(said: dict[str, str], today: date, of: Callable[[int], Period]) -> Period:
    """That of the year said, else the latest that has begun."""
    year = _year(said, today)
    if year is None:
        year = today.year if of(today.year).start <= today else today.year - 1
    return of(year)


def _number(words: str) -> int:
    return 1 if words == "元" else int(parse(words) or 0)


def _month(said: dict[str, str], today: date) -> Period:
    number = _MONTHS.index(said["e"][:3]) + 1 if "e" in said else _number(said["m"])
    return _latest(said, today, lambda year: Period.month(year, number))


def _months(said: dict[str, str], today: date) -> Period:
    first, last = _number(said["m"]), _number(said["n"])
    over = last < first
    return _latest(
        said,
        today,
        lambda year: Period(Period.month(year, first).start, Period.month(year + over, last).end),
    )


def _day(said: dict[str, str], today: date) -> Period:
    month, day, last = _number(said["m"]), _number(said["d"]), _number(said.get("n", said["d"]))
    return _latest(said, today, lambda year: Period(date(year, month, day), date(year, month, last)))


def _of_months(first: int, count: int) -> Callable[[int], Period]:
    return lambda year: Period(Period.month(year, first).start, Period.month(year, first + count - 1).end)


def _half(said: dict[str, str], today: date) -> Period:
    return _latest(said, today, _of_months(1 if said["h"] in ("上", "first") else 7, 6))


def _quarter(said: dict[str, str], today: date) -> Period:
    number = _number(said["q"])
    if not 1 <= number <= 4:
        raise ValueError(number)
    return _latest(said, today, _of_months(3 * number - 2, 3))


def _term_of(day: date) -> tuple[int, bool]:
    """The school year of a day, and whether it lies in its spring term."""
    return (day.year if day.month >= 9 else day.year - 1), 2 <= day.month < 9


def _term(school_year: int, spring: bool) -> Period:
    whole, turn = Period.school_year(school_year), date(school_year + 1, 2, 1)
    return Period(turn, whole.end) if spring else Period(whole.start, turn - timedelta(1))


def _school_year(said: dict[str, str], today: date) -> Period:
    year = int(said["from"]) if "from" in said else _term_of(today)[0] + _BACK[said["back"]]
    part = said.get("part")
    return _term(year, part in ("二", "2", "下")) if part else Period.school_year(year)


def _season(said: dict[str, str], today: date) -> Period:
    spring = said["s"] in ("春", "spring")
    return _latest(said, today, lambda year: _term(year - spring, spring))


def _by_turn(said: dict[str, str], today: date) -> Period:
    year, spring = _term_of(today)
    number = 2 * year + spring + _BACK[said["back"]]
    return _term(number // 2, bool(number % 2))


def _turned_month(said: dict[str, str], today: date) -> Period:
    number = today.year * 12 + today.month - 1 + _BACK[said["back"]]
    return Period.month(number // 12, number % 12 + 1)


def _week(said: dict[str, str], today: date) -> Period:
    monday = today + timedelta(weeks=_BACK[said["back"]]) - timedelta(today.weekday())
    return Period(monday, monday + timedelta(6))


def _recent(said: dict[str, str], today: date) -> Period:
    number = _number(said["n"]) if "n" in said else 1
    return Period(today - timedelta(_UNITS[said["u"]] * max(number, 1) - 1), today)


def _single(said: dict[str, str], today: date) -> Period:
    day = today + timedelta(_DAYS[said["w"]])
    return Period(day, day)


def _whole_year(said: dict[str, str], today: date) -> Period:
    return Period.year(_year(said, today) or today.year)


_FORMS: dict[str, tuple[str, Callable[[dict[str, str], date], Period]]] = {
    "iso": (r"(?<!\d)(?P<iso_y>20\d\d)[-/.年](?P<iso_m>\d{1,2})[-/.月](?P<iso_d>\d{1,2})(?!\d)日?", _day),
    "compact": (r"(?<!\d)(?P<compact_y>20\d\d)(?P<compact_m>[01]\d)(?P<compact_d>[0-3]\d)(?!\d)", _day),
    "school": (
        rf"""(?:(?P<school_from>20\d\d)(?:\s?[-/]\s?(?:20)?\d\d)?(?:年度|年)?|(?P<school_back>{_TURN}))学年度?的?
        (?:第?(?P<school_part>[一二12上下])学期)? | \bschool\syear\s(?P<school_from2>20\d\d)""",
        _school_year,
    ),
    "season": (rf"(?:{_YEAR % 'season_y'})?(?P<season_s>[春秋])季?学期", _season),
    "term": (rf"(?P<term_back>{_TURN})(?:学期|\s(?:term|semester))", _by_turn),
    "half": (
        rf"""(?:{_YEAR % "half_y"})?(?P<half_h>[上下])半年
        | (?P<half_h2>first|second)\shalf(?:\sof\s(?P<half_y2>20\d\d))?""",
        _half,
    ),
    "quarter": (
        rf"(?:{_YEAR % 'quarter_y'})?(?:第?(?P<quarter_q>[一二三四1-4])季度|\bq(?P<quarter_q2>[1-4])\b)",
        _quarter,
    ),
    "day": (
        rf"""(?:{_YEAR % "day_y"})?(?<!\d)(?P<day_m>{_N}|元)月(?P<day_d>{_N})[日号]
        (?:(?:到|至|-+|~)(?P<day_n>{_N})[日号])?""",
        _day,
    ),
    "months": (
        rf"""(?:{_YEAR % "months_y"})?(?<!\d)(?P<months_m>{_N})月?份?(?:到|至|-+|~)
        (?P<months_n>{_N})月份?(?!{_N})""",
        _months,
    ),
    "month": (rf"(?:{_YEAR % 'month_y'})?(?<!\d)(?P<month_m>{_N}|元)月份?(?!{_N})", _month),
    "isomonth": (r"(?<!\d)(?P<isomonth_y>20\d\d)[-/.](?P<isomonth_m>\d{1,2})(?!\d)", _month),
    "english": (
        r"""\b(?:(?P<english_y>last|this)\s)?(?P<english_e>january|february|march|april|may|june|july|august
        |september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b
        (?:\s(?P<english_y2>20\d\d))?""",
        _month,
    ),
    "turned": (rf"(?P<turned_back>{_TURN})(?:月|\smonth\b)", _turned_month),
    "week": (rf"(?P<week_back>{_TURN})(?:周|星期|礼拜|\sweek\b)(?![一二三四五六日天])", _week),
    "recent": (
        rf"""(?:最近|近|过去)的?(?P<recent_n>{_N})?个?(?P<recent_u>天|日|周|星期|月|年)
        | (?:last|past)\s(?P<recent_n2>\d{{1,3}})\s(?P<recent_u2>day|week|month|year)s?\b""",
        _recent,
    ),
    "single": (rf"(?P<single_w>{alternatives(list(_DAYS))})", _single),
    "year": (rf"(?<!\d){_YEAR % 'year_y'}(?![\d.])|\b(?P<year_y2>last|this)\syear\b", _whole_year),
}
"""How each sort of period is written, and what it means; the first that fits is taken."""
_PERIOD = re.compile("|".join(f"(?P<{name}>{form})" for name, (form, _) in _FORMS.items()), re.VERBOSE)
