"""Days as people write them: the forms. What a form means is in `meanings.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby, islice

from bot.understanding.days.day import Day
from bot.understanding.days.meanings import Days
from bot.understanding.days.reckoning import TIME
from bot.understanding.text.numbers import alternatives

_N = r"(?:\d{1,2}|[一二两三四五六七八九十廿卅]{1,3})"
_YEAR = rf"(?:{alternatives(list(TIME['years']))}|(?:20)?\d\d年|[二〇零一二三四五六七八九]{{4}}年)的?"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_TO = r"[ ]?(?:-+|~|到|至)[ ]?"
_WEEK = r"(?:周|星期|礼拜)"
_WEEKDAY = rf"{_WEEK}[一二三四五六日天1-6](?![年期月])"
_AFTER_SPAN = r"[都就一]?[跑讲去连排走]|都在|[里共内一二三四五六七八九十\d]|[ ]?[,:、]"
_SPAN = rf"[本这上]{_WEEK}[二两三四五六]天(?:{_AFTER_SPAN})"
"""So many days of a week, and no weekday (本周三天三场, but 本周三天气不好)."""
_NO_SURNAME = "".join(f"(?<!{title}[ ])" for title in TIME["titles"])
_ENGLISH_DAY = f"{_NO_SURNAME}(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_ENGLISH_MONTH = (
    "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august"
    "|september|october|november|december)"
)
_ENGLISH_NUMBER = rf"{_DAY}(?:st|nd|rd|th)?"
_COUNTS = alternatives(TIME["never_after_a_dotted_date"])
_RELATIVE = alternatives([word for word in TIME["relative"] if len(word) > 1])
_CUT_SHORT = "".join(word for word in TIME["relative"] if len(word) == 1)
"""昨 and 今, where no word goes on."""
_GOES_ON = "(?:(?![一-龥])|(?=[讲在去给到赴接审为应受禁反防宪]))"
_THEMES = [name for names in TIME["theme_days"].values() for name in names]
_THEME = alternatives(_THEMES)

_FORMS = {
    "period": rf"""
        (?:{_YEAR})?{_N}(?:月|[./]){_N}[日号]?{_TO}(?:(?:{_YEAR})?{_N}(?:月|[./]))?{_N}(?:[日号]|(?![\d.人]))
        | {_N}[日号]?{_TO}{_N}[日号]
        | (?:本|这个?|上个?|下个?)?{_WEEKDAY}{_TO}(?:本|这|上)?(?:{_WEEKDAY}|[一二三四五六日])
        | {_ENGLISH_MONTH}\.?[ ]?{_ENGLISH_NUMBER}[ ]?(?:-|to)[ ]?
          (?:{_ENGLISH_MONTH}\.?[ ]?)?{_ENGLISH_NUMBER}\b
        | \b{_ENGLISH_DAY}[ ]?(?:-|to)[ ]?{_ENGLISH_DAY}\b""",
    "iso": rf"""
        (?<!\d)(?P<iso_y>20\d\d)[ ]?[-/.年][ ]?(?P<iso_m>{_MONTH})[ ]?[-/.月][ ]?
        (?P<iso_d>{_DAY})(?!\d)[日号]?""",
    "compact": r"""
        (?<!\d)(?P<compact_y>20\d\d)(?P<compact_m>0[1-9]|1[0-2])(?P<compact_d>0[1-9]|[12]\d|3[01])(?!\d)""",
    "short": rf"""
        (?<![\d.])(?P<short_y>2\d)(?P<short_s>[./-])(?P<short_m>{_MONTH})(?P=short_s)(?P<short_d>{_DAY})(?![\d.])""",
    "month_day": rf"""
        (?!三月三(?:节|歌|提前|放假|活动|到了|快到))(?P<month_y>{_YEAR})?(?<!\d)(?P<month_m>{_N}|元)月份?[ ]?
        (?P<month_d>{_N})(?:[日号]|(?![\d个多余人场课共起直件次所项节天]))""",
    "dotted": rf"""
        (?P<dotted_y>{_YEAR})?(?<![\d.a-z])(?<!grade[ ])(?<!grades[ ])(?<!years[ ])
        (?P<dotted_m>{_MONTH})(?:[./·]|-(?={_DAY}(?:[ ]|$|[上下]午|晚上|在|到)
            |(?:(?<=0\d-)\d\d|(?<=1\d-)0[1-9])(?=[,;。、:\n])))
        (?P<dotted_d>{_DAY})(?![\d.]|:\d|[ ]?(?:{_COUNTS})(?!别))[日号]?(?:[ ]?(?:{_THEME}))?
        (?P<dotted_after>[ ]?(?:{alternatives(TIME["seasons"])}))?""",
    "dashed": rf"""
        (?:(?<![^\n])|(?<=[报登记补录][,:]))(?P<dashed_m>{_MONTH})-(?P<dashed_d>{_DAY})(?=[,;。、:\n])""",
    "day_month": rf"(?<![^\n])(?P<day_month_d>1[3-9]|2\d|3[01])/(?P<day_month_m>{_MONTH})(?=[ ]?[|,;])",
    "of_month": rf"(?P<of_month_m>{alternatives(list(TIME['months']))})的?(?P<of_month_d>{_N})[日号]",
    "weekday": rf"""(?!周[二两三四五六]连[讲开上])
        (?!{_SPAN})(?:(?!(?<=一)下|(?<=[赶碰遇撞])上)(?P<weekday_w>{alternatives(list(TIME["weeks"]))})(?:{_WEEK}的|的)?)?(?:{_WEEK}|(?<=上)[州舟])(?P<weekday_d>[一二三四五六日天1-6])(?![年期月]|(?<=一)共|[所件家](?:学校|小学|中学|事))""",
    "another": r"""
        (?<=[周期拜][一二三四五六日天1-6][、和]|[、和][一二三四五六1-6][、和])(?P<another_d>[一二三四五六日])
        (?=[、和][一二三四五六日](?![一-龥])|[在分去讲连都给到,、 ]|[上下]午|[两三四五]天|$)""",
    "relative": rf"""
        (?!..为止|(?<=[连昼深半])夜|刚上学|刚开[学的业园始]|听日[语本常]|听晚[会自])
        (?:{_RELATIVE}|(?<![至如迄当而])[{_CUT_SHORT}]{_GOES_ON})""",
    "following": rf"(?<!开学)(?<!放假)(?<!上班)(?:{alternatives(list(TIME['following']))})",
    "ago": r"(?P<ago_n>\d{1,2}|[一两二三四五六七八九十]|two|three|four|five)[ ]?(?:天前|days?[ ]ago)",
    "theme": rf"""
        (?P<theme_y>{_YEAR})?第?(?P<theme_n>{_THEME})(?![a-z年班])
        (?:[ ]?(?P<theme_after>{alternatives(list(TIME["theme_day_shifts"]))}
            |{alternatives(TIME["seasons"] + TIME["occasions"])}))?""",
    "vague": rf"(?!(?<=一)下|最近的|[a-z]+[ ]week's[ ]{_ENGLISH_DAY}\b)(?:{alternatives(TIME['vague'])})",
    "month": rf"""
        (?P<month_only_y>{_YEAR})?(?<!\d)(?P<month_only>{_N})月
        (?:份|初|底|末|中旬|上旬|下旬|中)?(?![\d个])""",
    "day": rf"""
        (?<![\d.第年])(?!一日(?![ ,。在去到给]|[上下]午))
            (?P<day_d>{_N})(?:[号日](?!{alternatives(TIME["never_after_a_day"])})
            |(?<=[^\n]\d)(?=(?:[、,和]\d{{1,2}}){{1,4}}(?:[日号]|[两三四五]天))
            |(?:(?<=[、,和]\d)|(?<=[、,和]\d\d))(?=[两三四五]天))
        | (?<![\d百千])(?P<day_n>廿[一二三四五六七八九]|卅[一]?)(?![\d人名位个年])""",
    "english_week": rf"""
        \b(?:on[ ])?(?P<week_d1>{_ENGLISH_DAY})[ ]
        (?:(?:of[ ])?(?P<week_w1>last|this|next)[ ]week|before[ ]last)\b
        | \b(?P<week_w3>last|this|next)[ ]week's[ ](?P<week_d3>{_ENGLISH_DAY})\b""",
    "english_day": rf"""
        \b(?!sat[ ](?:in|down|through|beside|with)\b)
        (?:(?P<week_w2>last|this|next|on)[ ])?(?P<week_d2>{_ENGLISH_DAY})\b""",
    "english_only": rf"""
        \bthe[ ](?P<only_d>{_DAY})(?:st|nd|rd|th)(?:[ ]of[ ](?P<only_m>last|this)[ ]month)?\b
        (?![ ](?:grade|form|year|class))""",
    "english_date": rf"""
        \b(?P<date_m1>{_ENGLISH_MONTH})\b\.?[ ]?(?P<date_d1>{_DAY})(?:st|nd|rd|th)?\b
          (?:,?[ ]?(?P<date_y1>20\d\d))?
        | \b(?P<date_d2>{_DAY})(?:st|nd|rd|th)?[ ](?:of[ ])?
          (?P<date_m2>{_ENGLISH_MONTH})\b(?:,?[ ]?(?P<date_y2>20\d\d))?""",
}
_BEGINNING = ("vague", "relative", "following", "weeks", "months", "years")
"""The lists of words with which a day may begin."""
_FIRST = {word[0] for word in (*_THEMES, *(word for name in _BEGINNING for word in TIME[name]))}
_FIRST |= set("0123456789abcdefghijklmnopqrstuvwxyz一二两三四五六七八九十廿卅〇零元第周星礼昨")


def _first_of(*lists: str) -> str:
    """The characters with which the words of some lists begin."""
    return "".join(sorted({word[0] for name in lists for word in TIME[name]}))


_NUMERALS = "0-9一二两三四五六七八九十廿卅〇零元" + _first_of("years")
"""With these a number or a year begins."""
_BEGINNINGS = {
    "period": f"[{_NUMERALS}本这上下周星礼a-z]",
    **dict.fromkeys(("iso", "compact", "short"), "2"),
    **dict.fromkeys(("month_day", "dotted", "dashed", "day_month", "month", "day"), f"[{_NUMERALS}]"),
    "another": "[一二三四五六日]",
    **dict.fromkeys(
        ("of_month", "weekday", "relative", "following"),
        f"[{_first_of('months', 'weeks', 'relative', 'following')}周星礼]",
    ),
    "theme": f"[{_NUMERALS}第{''.join(sorted({name[0] for name in _THEMES}))}]",
    "vague": f"[{_first_of('vague')}]",
    "ago": f"[{_NUMERALS}tf]",
    **dict.fromkeys(("english_week", "english_day", "english_only"), "[a-z]"),
    "english_date": "[a-z0-9]",
}
"""The first characters of the forms: most places are passed over by them."""


def _any_form() -> Iterator[str]:
    """The forms in their order; those beside each other that begin alike are tried, or left, together."""
    for beginning, names in groupby(_FORMS, key=_BEGINNINGS.__getitem__):
        yield f"(?={beginning})(?:" + "|".join(f"(?P<F_{name}>{_FORMS[name]})" for name in names) + ")"


_NO_DATE = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:[人名个位堂次件份多余节小中]|年级)"
"""Numbers that begin no date, passed over at once: trying every form on each is what takes time."""
_DATE = re.compile(
    f"(?=[{''.join(sorted(_FIRST))}])"
    r"(?<!\d(?=\d))(?<![一二三四五六七八九十百千](?=[一二三四五六七八九十]))"
    rf"(?<![a-z](?=[a-z]))(?!{_NO_DATE})(?:{'|'.join(_any_form())})",
    re.VERBOSE | re.ASCII,  # a Chinese character ends an English word (friday讲了)
)


_MOST_DAYS = 200
"""A message with more days is a calendar; the rest is not read."""
_HOURS, _NEAR = re.compile(r"(?<![\d一二两三四五六七八九十半个])课时(?!间)\D*$"), 6
"""So near behind this word 1.5 is no fifth of January, unless the word has a number (2课时 1.5)."""


def find_days(text: str, today: date) -> list[Day]:
    """The days named in `text`, in order. `today` is the local day of sending."""
    found: list[Day] = []
    for day in islice(_days(text, today), _MOST_DAYS):
        if found and found[-1].start == day.start:
            found.pop()
        found.append(day)
    return found


def _days(text: str, today: date) -> Iterator[Day]:
    """The days of a text, in order; one again where what follows tells that it is still to come."""
    days, last = Days(today), None
    for match in _DATE.finditer(text):
        form = (match.lastgroup or "")[len("F_") :]
        if (
            form == "dotted"
            and "/" not in match[0]
            and _HOURS.search(text, max(0, match.start() - _NEAR), match.start())
        ):
            continue
        day = days.read(form, match, text[match.end() : match.end() + 2])
        if days.ahead and last:
            yield last._replace(day=last.coming, coming=None)
        if day is not None:
            last = day
            yield day
