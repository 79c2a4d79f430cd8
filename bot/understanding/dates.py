"""Days as people write them, resolved against the moment of sending.

understanding.md, "Date": weeks run from Monday to Sunday; what lacks a year or a month is the most recent
past one; a period or a vague word is a finding without a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot import data
from bot.understanding.numbers import parse


@dataclass(frozen=True, slots=True)
class Day:
    """A day in the text. `day` is None where the words name a period or nothing exact."""

    start: int
    end: int
    day: date | None
    why: str = ""
    """What was inferred: `year`, `month` (the one that makes it past), or `frame` (a theme day, no date)."""
    coming: date | None = None
    """The same words read forward, for a plan."""


_N = r"(?:\d{1,2}|[一二两三四五六七八九十廿卅]{1,3})"
_WEEKDAY = r"[一二三四五六日天1-6]"
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EDAY = r"(?P<{0}>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\b"
_EMONTH = r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_TIME = data.load("words/time")
_THEMES: dict[str, str] = {name: day for day, names in _TIME["theme_days"].items() for name in names}
_UNIT = r"(?! ?(?:万|千|课时|小时|人|个|次|折|米|公里|元|分|版|%|倍|kg|级|年级|岁|班|点|节))"


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_FORMS = {
    "range": rf"(?:(?P<ry>\d{{4}})年)?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:月|[./])(?:{_N})[日号]?\s*(?:-|~|到|至)+\s*(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:月|[./]))?(?:{_N})[日号]?(?!\d)"
    rf"|{_N}[日号]?(?:-|~|到|至){_N}[日号]|[本这上下]?个?(?:周|星期){_WEEKDAY}(?:-|~|到|至)(?:[本这上]?(?:周|星期))?{_WEEKDAY}(?![月年])",
    "iso": r"(?<!\d)(?P<y>20\d\d) ?[-/.年] ?(?P<m>1[0-2]|0?[1-9]) ?[-/.月] ?(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)[日号]?",
    "month_day": rf"(?:(?P<mdy>去年|今年|前年|上年|本年|明年|[二一〇零]{{2}}[〇零一二三四五六七八九]{{2}}年)的?)?(?<![\d])(?P<mdm>{_N}|元)月份?(?P<mdd>{_N})(?:[日号]|(?![\d个多余]))",
    "dotted": rf"(?:(?P<doty>去年|今年)的?)?(?<![\d.])(?P<dotm>1[0-2]|0?[1-9])[./·](?P<dotd>3[01]|[12]\d|0?[1-9])(?![\d.]){_UNIT}",
    "dashed": r"(?<![\d\-.])(?P<dasm>1[0-2]|0?[1-9])-(?P<dasd>3[01]|[12]\d|0?[1-9])(?![\d\-:])(?= |$|上午|下午|晚上|在|到|日)",
    "of_month": rf"(?P<ofm>上个月|上月|本月|这个月|这月|下个月|下月|当月)的?(?P<ofd>{_N})[日号]",
    "weekday": rf"(?P<week>上上个?|上个?|这个?|本|下下个?|下个?)?(?:周|星期|礼拜)(?P<weekday>{_WEEKDAY})(?!年|期)",
    "relative": rf"(?P<relative>{_any(list(_TIME['relative']))})",
    "ago": r"(?P<ago>\d{1,2}|[一两二三四五六七八九十]|two|three|four|five) ?(?:天前|days? ago)",
    "theme": rf"(?P<tyear>去年|今年)?的?(?P<theme>{_any(list(_THEMES))})(?P<tafter>{_any(_TIME['frame_after'])}|前一天|前1天|前一日|后一天|次日|第二天|当天|当日|那天|这天|前夕)?",
    "vague": rf"(?P<vague>{_any(_TIME['vague'])})",
    "day_only": rf"(?<![\d.月第年])(?P<only>{_N})(?:号|日)(?![楼院线门车馆教文房仓])|(?P<nian>廿[一二三四五六七八九]|卅[一]?)(?![\d人名位个年])",
    "english_week": rf"\b{_EDAY.format('ewb')}(?: of)? (?P<ewbw>last|this|next) week|\b(?P<eww>last|this|next|on)? ?{_EDAY.format('ewd')}",
    "english_date": rf"\b{_EMONTH.format('emf')} ?(?P<emfd>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b(?:,? ?(?P<emfy>20\d\d))?|\b(?P<emld>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?: of)? {_EMONTH.format('eml')}(?:,? ?(?P<emly>20\d\d))?",
    "english_only": r"\bthe (?P<eonly>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b",
}
_DATE = re.compile("|".join(f"(?P<F_{name}>{form})" for name, form in _FORMS.items()))


def find_days(text: str, today: date) -> list[Day]:
    """The days named in `text`, in order. `today` is the local day of sending."""
    found: list[Day] = []
    context = _Context(today)
    for match in _DATE.finditer(text):
        form = match.lastgroup or ""
        day = context.read(form.removeprefix("F_"), match, text)
        if day is not None:
            found.append(day)
    return found


class _Context:
    """Resolves one match after another: a year or month said earlier holds for what follows."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.year: int | None = None
        self.month: int | None = None

    def read(self, form: str, match: re.Match[str], text: str) -> Day | None:
        blank = Day(match.start(), match.end(), None)
        reader: Callable[[re.Match[str], Day], Day | None] = getattr(self, f"_{form}")
        return reader(match, blank)

    def _range(self, match: re.Match[str], blank: Day) -> Day:
        return replace(blank, why="period")

    _vague = _range

    def _iso(self, m: re.Match[str], blank: Day) -> Day | None:
        self.year = int(m["y"])
        return self._said(blank, self.year, int(m["m"]), int(m["d"]))

    def _month_day(self, m: re.Match[str], blank: Day) -> Day | None:
        month = 1 if m["mdm"] == "元" else int(parse(m["mdm"]) or 0)
        return self._dated(blank, m["mdy"], month, int(parse(m["mdd"]) or 0))

    def _dotted(self, m: re.Match[str], blank: Day) -> Day | None:
        return self._dated(blank, m["doty"], int(m["dotm"]), int(m["dotd"]))

    def _dashed(self, m: re.Match[str], blank: Day) -> Day | None:
        return self._dated(blank, None, int(m["dasm"]), int(m["dasd"]))

    def _dated(self, blank: Day, year: str | None, month: int, day: int) -> Day | None:
        self.month = month
        if year:
            self.year = self._year(year)
        if (
            self.year
            and (said := self._said(blank, self.year, month, day))
            and said.day
            and (year or said.day <= self.today)
        ):
            return said if year else replace(said, why="year")
        return self._recent(blank, month, day)

    def _year(self, word: str) -> int:
        offset = {"前": -2, "去": -1, "上": -1, "明": 1}.get(word[0])
        if offset is not None or word[0] in "今本":
            return self.today.year + (offset or 0)
        return int(parse(word.rstrip("年")) or self.today.year)

    def _said(self, blank: Day, year: int, month: int, day: int) -> Day | None:
        self.month = month
        try:
            return replace(blank, day=date(year, month, day))
        except ValueError:
            return None

    def _recent(self, blank: Day, month: int, day: int) -> Day | None:
        days = [d for y in range(self.today.year - 4, self.today.year + 5) if (d := _day(y, month, day))]
        past = [d for d in days if d <= self.today]
        coming = [d for d in days if d >= self.today]
        return replace(blank, day=past[-1], coming=coming[0], why="year") if past and coming else None

    def _of_month(self, m: re.Match[str], blank: Day) -> Day | None:
        shift = {"上": -1, "下": 1}.get(m["ofm"][0], 0)
        months = self.today.year * 12 + self.today.month - 1 + shift
        return self._said(blank, months // 12, months % 12 + 1, int(parse(m["ofd"]) or 0))

    def _weekday(self, m: re.Match[str], blank: Day) -> Day:
        index = _weekday(m["weekday"])
        week = m["week"] or ""
        if week:
            shift = (
                -2
                if week.startswith("上上")
                else -1
                if week[0] == "上"
                else 2
                if week.startswith("下下")
                else 1
                if week[0] == "下"
                else 0
            )
            return replace(blank, day=self._monday(shift) + timedelta(index))
        return self._last_weekday(blank, index)

    def _last_weekday(self, blank: Day, index: int) -> Day:
        back = (self.today.weekday() - index) % 7
        return replace(blank, day=self.today - timedelta(back), coming=self.today + timedelta(-back % 7))

    def _monday(self, weeks: int) -> date:
        return self.today - timedelta(self.today.weekday()) + timedelta(weeks=weeks)

    def _relative(self, m: re.Match[str], blank: Day) -> Day:
        return replace(blank, day=self.today + timedelta(_TIME["relative"][m["relative"]]))

    def _ago(self, m: re.Match[str], blank: Day) -> Day:
        return replace(blank, day=self.today - timedelta(int(parse(m["ago"]) or 0)))

    def _theme(self, m: re.Match[str], blank: Day) -> Day | None:
        after = m["tafter"] or ""
        if after in _TIME["frame_after"] or after == "前夕":
            return replace(blank, why="frame")
        month, day = map(int, _THEMES[m["theme"]].split("-"))
        found = self._dated(blank, m["tyear"], month, day)
        if found is None or found.day is None:
            return found
        shift = -1 if after.startswith("前") else 1 if after in ("后一天", "次日", "第二天") else 0
        kind = "theme" if after else "maybe"
        return replace(found, day=found.day + timedelta(shift), why=kind)

    def _day_only(self, m: re.Match[str], blank: Day) -> Day | None:
        return self._only(blank, int(parse(m["only"] or m["nian"]) or 0))

    def _english_only(self, m: re.Match[str], blank: Day) -> Day | None:
        return self._only(blank, int(m["eonly"]))

    def _only(self, blank: Day, day: int) -> Day | None:
        if self.month is not None:
            return self._dated(blank, None, self.month, day)
        months = self.today.year * 12 + self.today.month - 1
        days = [d for k in range(months - 3, months + 4) if (d := _day(k // 12, k % 12 + 1, day))]
        past = [d for d in days if d <= self.today]
        coming = [d for d in days if d >= self.today]
        return replace(blank, day=past[-1], coming=coming[0], why="month") if past and coming else None

    def _english_week(self, m: re.Match[str], blank: Day) -> Day:
        name, week = (m["ewb"], m["ewbw"]) if m["ewb"] else (m["ewd"], m["eww"])
        index = next(i for i, full in enumerate(_ENGLISH_DAYS) if full.startswith(name[:3]))
        if week in ("last", "this", "next"):
            return replace(
                blank, day=self._monday({"last": -1, "this": 0, "next": 1}[week]) + timedelta(index)
            )
        return self._last_weekday(blank, index)

    def _english_date(self, m: re.Match[str], blank: Day) -> Day | None:
        name, day, year = (m["emf"], m["emfd"], m["emfy"]) if m["emf"] else (m["eml"], m["emld"], m["emly"])
        month = _ENGLISH_MONTHS.index(name[:3]) + 1
        return (
            self._said(blank, int(year), month, int(day))
            if year
            else self._dated(blank, None, month, int(day))
        )


def _weekday(numeral: str) -> int:
    return (
        6 if numeral in "日天" else int(numeral) - 1 if numeral.isdigit() else "一二三四五六".index(numeral)
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def spans(days: list[Day]) -> Iterator[tuple[int, int]]:
    """Where the days stand: no number in there counts anything."""
    return ((d.start, d.end) for d in days)
