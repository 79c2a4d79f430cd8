"""How each sort of period is written, and what it means: 今年, 9月, 上学期, 2024学年, 9.1, last term. Pure.

What names no year is the latest such period that has begun.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from bot import data
from bot.records import Period
from bot.services.terms import term_in, term_of
from bot.understanding.text.numbers import alternatives, parse

_YEARS: dict[str, int] = data.load("words/time")["years"] | {"本年度": 0, "今年度": 0, "last": -1, "this": 0}
_YEARS |= {"全年": 0}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_N = r"(?:\d{1,2}|[一二两三四五六七八九十廿]{1,3})"
_YEAR_WORDS = alternatives([one for one in _YEARS if not one.isascii()])
_DIGITS = "〇零一二三四五六七八九"
_YEAR = rf"(?P<%s>{_YEAR_WORDS}|20\d\d|\d\d(?=年)|二[{_DIGITS}]{{3}}(?=年))(?:\s?(?:年度|年))?的?\s?"
_BACK = {"本": 0, "这": 0, "这个": 0, "今": 0, "当前": 0, "this": 0, "上": -1, "上个": -1, "去": -1}
_BACK |= {"上上": -2, "上上个": -2, "last": -1, "下": 1, "下个": 1, "next": 1}
_COUNTED = rf"(?:{alternatives(data.load('words/questions')['counted']['words'])})"
_TURN = alternatives(list(_BACK))
_UNITS = {"天": 1, "日": 1, "day": 1, "周": 7, "星期": 7, "week": 7}
_UNITS |= {"月": 30, "month": 30, "年": 365, "year": 365}
_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "大前天": -3, "today": 0, "yesterday": -1}


def _year(said: dict[str, str], today: date) -> int | None:
    words = said.get("y")
    if words is None:
        return None
    if words in _YEARS:
        return today.year + _YEARS[words]
    if words[0] in _DIGITS:
        return int(parse(words) or 0)
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


def _school_year(said: dict[str, str], today: date) -> Period:
    year = int(said["from"][-2:]) + 2000 if "from" in said else term_of(today)[0] + _BACK[said["back"]]
    part = said.get("part")
    return term_in(year, part in ("二", "2", "下")) if part else Period.school_year(year)


def _season(said: dict[str, str], today: date) -> Period:
    spring = said["s"] in ("春", "spring")
    return _latest(said, today, lambda year: term_in(year - spring, spring))


def _by_turn(said: dict[str, str], today: date) -> Period:
    year, spring = term_of(today)
    number = 2 * year + spring + _BACK[said["back"]]
    return term_in(number // 2, bool(number % 2))


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


FORMS: dict[str, tuple[str, Callable[[dict[str, str], date], Period]]] = {
    "iso": (r"(?<!\d)(?P<iso_y>20\d\d)[-/.年](?P<iso_m>\d{1,2})[-/.月](?P<iso_d>\d{1,2})(?!\d)日?", _day),
    "compact": (r"(?<!\d)(?P<compact_y>20\d\d)(?P<compact_m>[01]\d)(?P<compact_d>[0-3]\d)(?!\d)", _day),
    "school": (
        rf"""(?:(?P<school_from>20\d\d|(?<!\d)\d\d(?=\s?-\s?\d\d学年))(?:\s?[-/]\s?(?:20)?\d\d)?(?:年度|年)?|(?P<school_back>{_TURN}))学年度?的?
        (?:\s?第?(?P<school_part>[一二12上下])学期)? | \bschool\syear\s(?P<school_from2>20\d\d)""",
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
        rf"""(?:{_YEAR % "day_y"})?(?<!\d)(?P<day_m>{_N}|元)\s?月\s?(?P<day_d>{_N})\s?[日号]
        (?:(?:到|至|-+|~)(?P<day_n>{_N})[日号])?""",
        _day,
    ),
    "months": (
        rf"""(?:{_YEAR % "months_y"})?(?<!\d)(?P<months_m>{_N})月?份?(?:到|至|-+|~)
        (?P<months_n>{_N})月份?(?!{_N})""",
        _months,
    ),
    "month": (rf"(?:{_YEAR % 'month_y'})?(?<!\d)(?P<month_m>{_N}|元)\s?月份?(?!{_N})", _month),
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
    "dotted": (
        rf"(?<![\d./])(?P<dotted_m>1[0-2]|0?[1-9])[./](?P<dotted_d>[0-3]?\d)(?![\d./%]|\s?{_COUNTED})",
        _day,
    ),
    "year": (
        rf"(?<!\d){_YEAR % 'year_y'}(?:(?<=[^\d\s])|(?![\d.]))(?!级)|\b(?P<year_y2>last|this)\syear\b",
        _whole_year,
    ),
}
"""How each sort of period is written, and what it means; the first that fits is taken."""
