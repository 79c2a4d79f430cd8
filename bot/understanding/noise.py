"""Numbers that count nothing: clock times, class names, years of pupils, ages, ordinals, list marks."""

from __future__ import annotations

import re

BLOT, LATIN_BLOT = "□", "\x01"
"""What stands for a taken character: one for Chinese, one that still joins Latin words."""

_N = "一二三四五六七八九十两0-9"
_AFTER_YEARS = "百千万十人名个场堂次位点多"

ORDINAL = re.compile(rf"(?:第[{_N}]{{1,2}}|[头前后]一|首|末|(?:上午|下午|早|晚))场(?!次)")
"""One of several sessions told one by one."""

_Y, _YEAR = "[一二三四五六七八九]", "(?:年级|年(?=[级段上下学]))"
GRADES = re.compile(
    rf"""
    [一二三四五六七八九1-9]年级[到至~-][一二三四五六七八九1-9]年级 | {_Y}{_YEAR}
    | (?<![百千十零〇]){_Y}(?:[、,.和与到至~-]?{_Y}){{0,5}}{_YEAR}
    | (?<!\d)[1-9](?:[、,.和与到至~-][1-9]){{0,5}}{_YEAR}
    | [初高][一二三](?![百千万]|中|小)(?:[、和与到至]?[初高]?[一二三](?![{_AFTER_YEARS}]))*(?:年级)?
    | (?:[大中小]班?[、和]?){{1,2}}[大中小]班
    | (?<![最较])[大小][一二三](?=[班年、学])
    """,
    re.VERBOSE,
)
"""Years of pupils: 三年级, 3、4年级, 五六年级, 初二, 高一高二."""

NOISE = re.compile(
    rf"""(?=[{_N}( agnyf第头前后上下统万之唯])(?:
    \d{{1,2}}:\d\d(?:[ ]?(?:-|~|到|至)[ ]?\d{{1,2}}:\d\d)?
    | [{_N}]{{1,3}}点(?:半|钟|多|整|[{_N}]{{1,3}}分?)?
    | \d{{3}}(?:[、,和]\d{{3}}){{1,9}}(?=[两三四五六七八九十]个班)
    | (?<=[室厅楼])\d{{2,4}}(?![\d人名])
    | \(?\d{{1,4}}\)?(?:班(?!级)|中队) | [一二三四五六七八九]\(?[{_N}]{{1,2}}\)?班
    | [{_N}]{{1,3}}(?:[-~到至][{_N}]{{1,3}})?[ ]?周?岁 | aged?[ ]\d+(?:[-~]\d+)? | no\.[ ]?\d+
    | (?:grades?|years?|forms?)[ ]\d+
        (?:(?:,|-|[ ]and[ ]|[ ]to[ ]|&){{1,2}}[ ]?(?:grades?[ ])?\d{{1,2}}(?!\d)){{0,5}}
    | \bg\d+(?:-g?\d+)?
    | 第[{_N}]{{1,4}}[届期批拨次个场节堂课轮季条章页] | [头前后]一[场批拨轮] | [前后上下]半[场节]
    | (?<!\d)(?:123\d\d|96110)(?!\d) | (?<!\d)[05-9]0后
    | (?<!\d)\d{{1,3}}/\d{{1,3}}的? | [{_N}]{{1,2}}分之[{_N}]{{1,2}} | (?<!\d)1[3-9]\d{{9}}(?!\d)
    | (?<=[ ,;。])\d{{1,2}}[.、](?=[一-龥]{{2,4}}:)
    | (?:^|(?<=\n))[ ]*(?:\d{{1,2}}(?:[、)]|\.(?!\d))|\(\d{{1,2}}\)|[一二三四五六七八九十]{{1,2}}、)
    | 一个(?=[不没都也未]) | 一大[片群帮批屋堆]
    | (?<![十百千万])一(?:下|些|直|定|样|边|般|路|致|旦|并|同|个个|家|次性|线|体)
    | 统一|万一|之一|第一课|唯一|一盔一带|六不准
    | (?<!纠纷)(?<!事件)(?<!事故)(?<!案)(?<!投诉)
        一起(?<![,。; \n]一起(?![一-龥a-z0-9]))(?![^,。;\n]{{0,14}}(?:纠纷|事件|事故|案|赔偿|投诉|打架|的事|摔伤|欺凌)))
    """,
    re.VERBOSE,
)

_MARK = re.compile(r"(?:^|(?<=[\n ;。]))(?P<n>\d{1,2})[.、)](?=\D|\d{1,2}(?:[./月日号]|-\d))")


def list_marks(text: str) -> list[tuple[int, int]]:
    """Where the entries of a list are numbered from one on (1.10/28 一小…, 2.11/3 二小…): no part of a date."""
    marks: list[tuple[int, int]] = []
    for match in _MARK.finditer(text):
        if int(match["n"]) == len(marks) + 1:
            marks.append(match.span())
    return marks if len(marks) > 1 else []
