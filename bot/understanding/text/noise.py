"""Numbers that count nothing: clock times, class names, years of pupils, ages, ordinals, list marks."""

from __future__ import annotations

import re

from bot.understanding.text.lexicon import Hit

BLOT, LATIN_BLOT = "□", "\x01"
"""What stands for a taken character: one for Chinese, one that still joins Latin words."""

_N = "一二三四五六七八九十两0-9"
_AFTER_YEARS = "百千万十人名个场堂次位点多"

ORDINAL = re.compile(rf"(?:第[{_N}]{{1,2}}|[头前后]一|首|末|[男女]生?|(?:上午|下午|早|晚))场(?!次)")
"""One of several sessions told one by one."""

_OTHERS = "(?:of[ ]|classes|sessions|people|kids|pupils|students|teachers|parents|staff|adults)"
"""After a number in English: it is no year of pupils, but counts these."""
_Y, _YEAR = "[一二三四五六七八九]", "(?:年级|年(?=[级段组上下学]))"
_ENGLISH_YEARS = (
    r"\bgrades?[ ][1-9](?:(?:,[ ]?|-|[ ]to[ ]|[ ]?&[ ]?|,?[ ]and[ ])(?:grades?[ ])?[1-9]"
    rf"(?!\d|[ ]{_OTHERS})){{1,5}}"
)
GRADES = re.compile(
    rf"""(?=[一二三四五六七八九1-9初高大中小g])(?![1-9][0-9人名个])(?:
    [一二三四五六七八九1-9]年级[到至~-][一二三四五六七八九1-9]年级 | {_Y}{_YEAR}
    | (?<![百千十零〇]){_Y}(?:[、,.和与到至~-]?{_Y}){{0,5}}{_YEAR}
    | (?<!\d)[1-9](?:[、,.和与到至~ -][1-9]){{0,5}}{_YEAR}
    | [初高][一二三](?![百千万]|中|小)(?:[、和与到至]?[初高]?[一二三](?![{_AFTER_YEARS}]))*(?:年级)?
    | (?:[大中小]班?[、和]?){{1,2}}[大中小]班
    | (?<![最较])[大小][一二三](?=[班年、学])
    | {_ENGLISH_YEARS})
    """,
    re.VERBOSE,
)
"""Years of pupils: 三年级, 3、4年级, 五六年级, 初二, 高一高二, grades 7 and 8."""

NOISE = re.compile(
    rf"""(?=[{_N}( agnyfp第头前后上下统万之唯双])(?!\d{{1,4}}[人名个场次份件])(?:
    \d{{1,2}}:\d\d(?:[ ]?(?:-|~|到|至)[ ]?\d{{1,2}}:\d\d)?
    | (?:(?!一点)|(?<![多少快慢早有差好大小高低强]))[{_N}]{{1,3}}点(?:半|钟|多|整|[{_N}]{{1,3}}分?)?
    | (?=\d)(?:
        \d{{3}}(?:[、,和]\d{{3}}){{1,9}}(?=[两三四五六七八九十]个班)
        | \d{{1,4}}(?=[那这](?:趟|班)(?:车|船|动车|高铁|火车|公交|大巴|客车|飞机|渡轮|轮渡))
        | \d{{3,4}}(?=的(?:[早头末]班)?
            (?:班车|火车|高铁|动车|公交|大巴|客车|轮渡|飞机|航班|车[去到来,。;\x20\n]))
        | (?<=[室厅楼])\d{{2,4}}(?![\d人名个])
        | (?<![\d.])[1-9][.·-]\d{{1,2}}班(?!级))
    | \(?\d{{1,4}}\)?(?:班(?!级)|中队) | [一二三四五六七八九]\(?[{_N}]{{1,2}}\)?班
    | [{_N}]{{1,3}}(?:[-~到至][{_N}]{{1,3}})?[ ]?周?岁
    | (?=[agnyfp])(?:
        \bp[1-6]\b | aged?[ ]\d+(?:[-~]\d+)? | no\.[ ]?\d+
        | (?!{_ENGLISH_YEARS})(?<!\d[ ]and[ ])(?<!\d,[ ])(?:grades?|years?|forms?)[ ]\d+
            (?:(?:,|-|[ ]and[ ]|[ ]to[ ]|&){{1,2}}[ ]?(?:grades?[ ])?(?:1[0-2]|[1-9])
                (?!\d|[ ]{_OTHERS})
            ){{0,5}}
        | \bg(?:\d+(?:-g?\d+)?|rade-(?:[1-9]|one|two|three|four|five|six|seven|eight|nine)\b))
    | 第[{_N}]{{1,4}}[届期批拨次个场节堂课轮季条章页] | [头前后]一[场批拨轮回次] | [前后上下]半[场节]
    | (?=\d)(?:
        (?<!\d)(?:123\d\d|96110)(?!\d) | (?<!\d)[05-9]0后
        | (?<![\d/])\d{{1,3}}/\d{{1,3}}(?![\d/])的?)
    | (?<=[上下]午)[头前后]两节课?
    | [一每](?:节课?|堂课?|场)(?=\d{{2,3}}分钟)
    | [{_N}]{{1,2}}[场节堂](?=只[成讲上办开])
    | 一天一[所个校家场] | 一来二?一?[回往去] | 一去一回 | 一问一答 | 一[堂场节个]接着?一[堂场节个]
    | [{_N}]{{1,2}}分之[{_N}]{{1,2}} | (?<!\d)1[3-9]\d(?:\d{{8}}|\*{{2,8}}\d{{2,4}})(?!\d)
    | (?<=[ ,;。])\d{{1,2}}[.、](?=[一-龥]{{2,4}}:)
    | (?:^|(?<=\n))[ ]*(?:\d{{1,2}}(?:[、)]|\.(?!\d))|\(\d{{1,2}}\)
        |(?!{_Y}(?:[、和]{_Y}){{1,5}}{_YEAR})[一二三四五六七八九十]{{1,2}}、)
    | (?=1)(?:
        (?<!\d)1(?:10|19|20|22)(?:[、,和/]1(?:10|19|20|22))+(?![\d人名])
        | (?<!\d)1(?:10|20|22)(?=宣传|接警|报警|电话|怎么打)
        | (?<=[打拨])1(?:10|19|20|22)(?![\d人名个])
        | (?<!\d)119(?=宣传|消防))
    | (?<=[周期拜])[一二三四五六](?![年期月共]|[所件家](?:学校|小学|中学|事))
    | 一个(?=[不没都也未]|[上下中]午|晚上|早上|多?小时|多?钟头|礼拜|星期|学期) | 一大[片群帮批屋堆]
    | (?<![十百千万])一(?:下|些|直|定|样|边|般|路|致|旦|并|同|个个|家|次性|线|体)
    | 一起(?=[喝吃玩走]) | 一式[{_N}]份 | 统一|万一|之一|第一课|唯一|一盔一带|六不准
    | (?<!\d)(?:520|618)(?=还[在没要]|忙|加班|当天|那天|节) | 双1[12])
    """,
    re.VERBOSE,
)

_MARK = re.compile(r"(?:^|(?<=[\n ;。:]))(?P<n>\d{1,2})[.、)](?=\D|\d{1,2}(?:[./月日号]|-\d))")
_MONTH_HEADS = re.compile("月[^,。;:\n]{0,6}:$")
"""Before a mark: a month heads the list, so what follows the mark is a day of it (11月份工作:1.3日一小)."""


def list_marks(text: str) -> list[Hit]:
    """Where entries are numbered from one on (1.10/28 一小…, 2.11/3 二小…): no part of a date."""
    if not ("1." in text or "1、" in text or "1)" in text):
        return []
    marks: list[Hit] = []
    for match in _MARK.finditer(text):
        start = match.start()
        dated = text[start - 1 : start] == ":" and text[match.end()].isdigit()
        if dated and not _MONTH_HEADS.search(text, max(0, start - 8), start):
            continue
        if int(match["n"]) == len(marks) + 1:
            marks.append(Hit(*match.span(), "mark"))
    return marks if len(marks) > 1 else []
