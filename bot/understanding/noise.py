"""Numbers that count nothing: clock times, class names, years of pupils, ages, ordinals, list marks."""

from __future__ import annotations

import re

BLOT, LATIN_BLOT = "□", "\x01"
"""What stands for a taken character: one for Chinese, one that still joins Latin words."""

_N = "一二三四五六七八九十两0-9"
_AFTER_YEARS = "百千万十人名个场堂次位点多"

ORDINAL = re.compile(rf"第[{_N}]{{1,2}}场")
"""One of several sessions told one by one."""

GRADES = re.compile(
    rf"""
    (?:[一二三四五六七八九](?:[、,.和与到至~-]?[一二三四五六七八九]){{0,5}}
        |(?<!\d)[1-9](?:[、,.和与到至~-][1-9]){{0,5}})(?:年级|年(?=[级段上下学]))
    | [初高][一二三](?![百千万十]|中|小)(?:[、和与到至]?[初高]?[一二三](?![{_AFTER_YEARS}]))*(?:年级)?
    | (?<![最较])[大小][一二三](?=[班年、学])
    """,
    re.VERBOSE,
)
"""Years of pupils: 三年级, 3、4年级, 五六年级, 初二, 高一高二."""

NOISE = re.compile(
    rf"""
    \d{{1,2}}:\d\d(?:[ ]?(?:-|~|到|至)[ ]?\d{{1,2}}:\d\d)?
    | [{_N}]{{1,3}}点(?:半|钟|多|整|[{_N}]{{1,3}}分?)?
    | \(?\d{{1,4}}\)?(?:班(?!级)|中队) | [一二三四五六七八九]\(?[{_N}]{{1,2}}\)?班
    | [{_N}]{{1,3}}(?:[-~到至][{_N}]{{1,3}})?[ ]?周?岁 | aged?[ ]\d+(?:[-~]\d+)? | no\.[ ]?\d+
    | (?:grades?|years?|forms?)[ ]\d+(?:(?:,|-|[ ]and[ ]|[ ]to[ ]|&){{1,2}}[ ]?\d{{1,2}}){{0,5}}
    | \bg\d+(?:-g?\d+)?
    | 第[{_N}]{{1,4}}[届期批次个场节堂课轮季条章页] | (?<!\d)1[3-9]\d{{9}}(?!\d)
    | (?:^|(?<=\n))[ ]*(?:\d{{1,2}}(?:[、)]|\.(?!\d))|\(\d{{1,2}}\)|[一二三四五六七八九十]{{1,2}}、)
    | 一(?:下|些|直|定|样|边|般|路|致|旦|并|同|个个|家|次性|线|体)
    | 统一|万一|之一|第一课|唯一|一盔一带|六不准
    | 一起(?![^,。;\n]{{0,14}}(?:纠纷|事件|事故|案|赔偿|投诉|打架|的事|摔伤|欺凌))
    """,
    re.VERBOSE,
)
