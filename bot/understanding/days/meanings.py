"""What the forms of days mean. A period or a vague word names no day (understanding.md, "Date")."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from bot.understanding.days.day import Day
from bot.understanding.days.reckoning import TIME, Reckoning
from bot.understanding.text.numbers import parse

_THEME_DAYS: dict[str, str] = {name: day for day, names in TIME["theme_days"].items() for name in names}
_ENGLISH_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WRITTEN = ("iso", "short", "month_day", "dotted")
"""Forms that can only be dates: one that does not exist (11/31) names no day, and counts nothing."""
_HABITS = ("个", "每", *(f"第{n}周" for n in "一二三四五"))
"""Before a weekday: no single day, or none that is reckoned (每周三, 最后一个周五, 第三周周二)."""
_MORE_WEEKDAYS = re.compile(r"[一二三四五六日](?:[、和]?[一二三四五六日])*(?=[在分去讲,、 ]|[上下]午|$)")
_PEOPLE = tuple("生师长童娃工员")
"""Before a number: it counts heads."""
_AHEAD = tuple(TIME["ahead"])
_SECOND_HALF, _JULY = "下半年", 7
_ENGLISH_WEEKS = {"last": -1, "this": 0, "next": 1}
_THAT_DAY = ("当天", "那天", "当日")
"""At the end of a theme day's name: the day itself is meant, whatever follows."""
_DAY_BEFORE = re.compile("的?(?:前一[天日]|前1天|头一天)")
_BESIDE = ("前", "的前", "头", "的头")
"""After a date: the day before it is meant (4·15前一天); and with what that, or 前后, begins."""
_AROUND, _DATES = "前后", ("iso", "month_day", "dotted", "of_month", "day")
"""After a date: it was some day or other about then; and the forms of dates."""


def _beside(day: Day, match: re.Match[str], after: str) -> Day:
    """The day before a date, or none where it was some day or other about then (5号前后)."""
    if after == _AROUND:
        return day._replace(day=None, coming=None, why="vague")
    before = _DAY_BEFORE.match(match.string, match.end())
    if before is None or day.day is None:
        return day
    return day._replace(end=before.end(), day=day.day - timedelta(1), coming=None)


class Days(Reckoning):
    """Resolves one form after another: a year or month said earlier holds for what follows."""

    def read(self, form: str, match: re.Match[str], after: str) -> Day | None:
        """The day that a match of one of the forms means, or None if it is no day after all."""
        reader: Callable[[re.Match[str], Day], Day | None] = getattr(self, f"_{form}")
        blank = Day(match.start(), match.end())
        day = reader(match, blank) or (blank._replace(why="vague") if form in _WRITTEN else None)
        if day and day.why == "theme?":
            taken = (
                not after
                or not after[0].isalnum()
                or match[0].rstrip().endswith(_THAT_DAY)
                or after.startswith(tuple(TIME["theme_day_followers"]))
            )
            day = day._replace(why="theme") if taken else day._replace(day=None, coming=None, why="frame")
        self.ahead = False
        if day and day.day and form in _DATES and after.startswith(_BESIDE):
            day = _beside(day, match, after)
        if day and day.day and form == "weekday" and day.why == "week" and self._same_day(day, match):
            return None
        if day and day.coming and day.coming == self.last and 0 <= match.start() - self.end <= 1:
            day = day._replace(day=day.coming, coming=None)  # 下周一(11月30日) says one day
        self.coming = day and day.coming
        self.last = (day and day.day) or self.last
        self.end = match.end() if day and day.day else -1
        return day

    def _same_day(self, day: Day, match: re.Match[str]) -> bool:
        """Whether a bare weekday only tells which one the date just before it is (6号周五).

        One that only fits the date of this year, still to come, tells that this is meant.
        """
        beside = self.end >= 0 and 0 <= match.start() - self.end <= 1
        if not (beside and day.day and self.last):
            return False
        if day.day.weekday() == self.last.weekday():
            return True
        self.ahead = self.coming is not None and day.day.weekday() == self.coming.weekday()
        return self.ahead

    def _period(self, match: re.Match[str], blank: Day) -> Day:
        return blank._replace(why="ahead" if match[0].startswith(_AHEAD) else "period")

    def _vague(self, match: re.Match[str], blank: Day) -> Day:
        week = TIME["vague_weeks"].get(match[0])
        if week is not None and not match.string.startswith(tuple(TIME["week_of_talk"]), match.end()):
            self.week = (week, -1) if week else None  # 这周: weekdays are read as ever
        begun = match[0] == _SECOND_HALF and (
            match.string[: match.start()].endswith("年") or self.today.month >= _JULY
        )
        return blank._replace(why="ahead" if match[0].startswith(_AHEAD) and not begun else "vague")

    def _month(self, match: re.Match[str], blank: Day) -> Day:
        self.month = int(parse(match["month_only"]) or 0)
        self.year = self.year_of(match["month_only_y"])
        return blank._replace(why="vague")

    def _iso(self, match: re.Match[str], blank: Day) -> Day | None:
        return self.said(blank, int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))

    def _short(self, match: re.Match[str], blank: Day) -> Day | None:
        """26.11.20: a year of two figures, if it is this one or the last."""
        year = 2000 + int(match["short_y"])
        near = self.today.year - 1 <= year <= self.today.year
        return self.said(blank, year, int(match["short_m"]), int(match["short_d"])) if near else None

    def _compact(self, match: re.Match[str], blank: Day) -> Day | None:
        return self.said(blank, int(match["compact_y"]), int(match["compact_m"]), int(match["compact_d"]))

    def _month_day(self, match: re.Match[str], blank: Day) -> Day | None:
        month = 1 if match["month_m"] == "元" else int(parse(match["month_m"]) or 0)
        return self.dated(blank, match["month_y"], month, int(parse(match["month_d"]) or 0))

    def _dashed(self, match: re.Match[str], blank: Day) -> Day | None:
        return self.dated(blank, None, int(match["dashed_m"]), int(match["dashed_d"]))

    def _day_month(self, match: re.Match[str], blank: Day) -> Day | None:
        return self.dated(blank, None, int(match["day_month_m"]), int(match["day_month_d"]))

    def _dotted(self, match: re.Match[str], blank: Day) -> Day | None:
        if match["dotted_after"]:
            return blank._replace(why="frame")
        month, day = int(match["dotted_m"]), int(match["dotted_d"])
        found = self.dated(blank, match["dotted_y"], month, day)
        framed = "·" in match[0] or self.end == match.start() or match.string.startswith("主题", match.end())
        theme = framed and f"{month:02}-{day:02}" in TIME["theme_days"]
        return found._replace(why="theme") if found and found.day and theme else found

    def _of_month(self, match: re.Match[str], blank: Day) -> Day | None:
        months = self.today.year * 12 + self.today.month - 1 + TIME["months"][match["of_month_m"]]
        return self.said(blank, months // 12, months % 12 + 1, int(parse(match["of_month_d"]) or 0))

    def _weekday(self, match: re.Match[str], blank: Day) -> Day:
        numeral, week = match["weekday_d"], match["weekday_w"]
        habit = not week and match.string.endswith(_HABITS, 0, match.start())
        if habit or _MORE_WEEKDAYS.match(match.string, match.end()):
            return blank._replace(why="vague")
        index = 6 if numeral in "日天" else int(parse(numeral) or 1) - 1
        return self.in_week(blank, index, TIME["weeks"][week] if week else None)

    def _another(self, match: re.Match[str], blank: Day) -> Day | None:
        """Another weekday just after one, its word left out (上周二、三、四)."""
        if self.end != match.start() - 1:
            return None
        return self.in_week(
            blank, 6 if match["another_d"] == "日" else int(parse(match["another_d"]) or 1) - 1, None
        )

    def _english_week(self, match: re.Match[str], blank: Day) -> Day:
        day, week = match["week_d1"] or match["week_d3"], match["week_w1"] or match["week_w3"] or ""
        return self.in_week(blank, _ENGLISH_DAYS.index(day[:3]), _ENGLISH_WEEKS.get(week, -2))

    def _english_day(self, match: re.Match[str], blank: Day) -> Day:
        return self.in_week(
            blank, _ENGLISH_DAYS.index(match["week_d2"][:3]), _ENGLISH_WEEKS.get(match["week_w2"] or "")
        )

    def _relative(self, match: re.Match[str], blank: Day) -> Day:
        return Day(blank.start, blank.end, self.today + timedelta(TIME["relative"][match[0]]))

    def _following(self, match: re.Match[str], blank: Day) -> Day | None:
        """The day after the one before; not where days already said are numbered (第一天…第二天…)."""
        shift = timedelta(TIME["following"][match[0]])
        numbered = TIME["first_day"] in match.string
        return blank._replace(day=self.last + shift) if self.last and not numbered else None

    def _ago(self, match: re.Match[str], blank: Day) -> Day:
        return blank._replace(day=self.today - timedelta(int(parse(match["ago_n"]) or 0)))

    def _theme(self, match: re.Match[str], blank: Day) -> Day | None:
        shifts, after = TIME["theme_day_shifts"], match["theme_after"] or ""
        if after and after not in shifts:
            return blank._replace(why="frame")
        month, day = map(int, _THEME_DAYS[match["theme_n"]].split("-"))
        before = self.month
        found = self.dated(blank, match["theme_y"], month, day)
        if not after:
            self.month = before  # 为迎接宪法日,25日办了…
        if found is None or found.day is None:
            return found
        shift = timedelta(shifts.get(after, 0))
        past, coming = found.day + shift, found.coming and found.coming + shift
        if coming and coming <= self.today:
            past = coming  # the day before one that is still to come
        return found._replace(day=past, coming=coming, why="theme" if after else "theme?")

    def _day(self, match: re.Match[str], blank: Day) -> Day | None:
        """A day alone; not heads before the next day (家长23,24号上午)."""
        text, bare = match.string, match[0].isdigit() and match.string[match.end() : match.end() + 1] == ","
        if bare and text[match.start() - 1 : match.start()] in _PEOPLE:
            return None
        return self.only(blank, int(parse(match["day_d"] or match["day_n"]) or 0))

    def _english_only(self, match: re.Match[str], blank: Day) -> Day | None:
        if match["only_m"]:
            months = self.today.year * 12 + self.today.month - 1 + _ENGLISH_WEEKS[match["only_m"]]
            return self.said(blank, months // 12, months % 12 + 1, int(match["only_d"]))
        return self.only(blank, int(match["only_d"]))

    def _english_date(self, match: re.Match[str], blank: Day) -> Day | None:
        first = match["date_m1"] is not None
        month = _ENGLISH_MONTHS.index(match["date_m1" if first else "date_m2"][:3]) + 1
        year = match["date_y1" if first else "date_y2"]
        return self.dated(
            blank, f"{year}年" if year else None, month, int(match["date_d1" if first else "date_d2"])
        )
