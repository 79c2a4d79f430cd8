"""What the numbers count: heads, sessions, class hours, cases, classes; everything else counts nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot import data
from bot.understanding.numbers import Number, find_numbers

_UNITS = data.load("words/units")
_OF_UNIT: dict[str, str] = {word: field for field, words in _UNITS["unit"].items() for word in words}
_PEOPLE = data.load("words/people")["people"]


def _any(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_AFTER = re.compile(
    rf"(?P<approximate>余|多|来|几|左右|上下|\+)? ?(?P<unit>{_any(list(_OF_UNIT))})?(?P<late>左右|上下|以上|多|余|or so)?"
)
_STAFF_AFTER = re.compile(rf"的? ?(?:{_any(_PEOPLE['staff'])})(?!主讲)")
_STAFF_BEFORE = re.compile(rf"(?:{_any(_PEOPLE['staff'])}):? ?(?:共|一行)?$")
_HEADS_AFTER = re.compile(rf"的? ?(?:多)?(?:{_any(_PEOPLE['audience'])})")
_HEADS_BEFORE = re.compile(
    rf"(?:{_any(_PEOPLE['audience'] + _PEOPLE['attend'] + _PEOPLE['online'])})(?:人?次|人数|数|总数|约|有|了|是|为|共|到|的|大概|大约|共计|合计|达|到了|来了|近| of|们)*[:是为有]? ?$"
)
_EACH = re.compile(
    r"(?:各|每场|每班|每个班|每校|每所|每所学校|每次|每节|每个年级|每年级|班均|场均|校均|平均每班|平均每场|平均|均|each)(?:约|有|是|大约|大概|都是|近|来了)? ?$"
)
_TOTAL = re.compile(
    r"(?:共|总共|一共|合计|共计|总计|加起来|总数|总人数|合起来|两校|in total|total|altogether)(?:约|有|是|为|大概|大约|近|:|了|超|来了|到了|听课|覆盖|受教育|学生|师生|参加|参与|人数|参加人数| of)* ?$"
)
_EXPECTED = re.compile(
    r"(?:本来|原本|原定|原计划|计划|预计|预期|应到|定了|约定|应该来|通知了|expected)(?:定了|是|有|来|参加|人数|到|约)*:? ?$"
)
_ORDINAL = re.compile(r"第 ?$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and what it counts. `value` is None where the words name no figure (数百, 三四百)."""

    start: int
    end: int
    field: str
    """`audience`, `sessions`, `class_hours`, `cases`, `classes`, `schools`, `batches`; `bare` without any word."""
    value: float | None
    approximate: bool = False
    each: bool = False
    total: bool = False
    online: bool = False
    unit: str = ""


def find_amounts(text: str, taken: bytearray) -> list[Amount]:
    """The amounts of `text` outside what is `taken` (by dates, schools, clock times), in order."""
    amounts = []
    for number in find_numbers(text):
        if not any(taken[number.start : number.end]):
            amount = _amount(text, number)
            if amount is not None:
                amounts.append(amount)
    return amounts


def _amount(text: str, number: Number) -> Amount | None:
    before = text[max(0, number.start - 14) : number.start]
    if _ORDINAL.search(before):
        return None
    match = _AFTER.match(text, number.end)
    assert match is not None
    unit, end = match["unit"] or "", match.end()
    if not unit:
        end = number.end
    field = _field(text, before, number, unit, end)
    if field is None:
        return None
    approximate = number.approximate or bool(match["approximate"] or match["late"])
    return Amount(
        number.start,
        end,
        field,
        number.value,
        approximate,
        each=bool(_EACH.search(before)),
        total=bool(_TOTAL.search(before)),
        online=_is_online(before, text, end),
        unit=unit,
    )


def _field(text: str, before: str, number: Number, unit: str, end: int) -> str | None:
    field = _OF_UNIT.get(unit)
    if field == "other" or _EXPECTED.search(before):
        return None
    if field in (None, "audience", "person"):
        if _STAFF_BEFORE.search(before) or _STAFF_AFTER.match(text, end):
            return None
    if field == "person":
        return "audience" if _HEADS_AFTER.match(text, end) or (unit != "个" and _boundary(text, end)) else None
    if field is not None:
        return field
    if _HEADS_AFTER.match(text, end):
        return "audience"
    if not _boundary(text, end):
        return None
    label = _LABEL.search(before)
    if label:
        return _LABELS[label[1]]
    if _HEADS_BEFORE.search(before) or _EACH.search(before) or _TOTAL.search(before):
        return "audience"
    return "bare" if _left_boundary(text, number.start) else None


_LABELS = {
    "课时": "class_hours",
    "课时数": "class_hours",
    "场次": "sessions",
    "场数": "sessions",
    "件数": "cases",
    "件次": "cases",
    "次数": "cases",
}
_LABEL = re.compile(rf"({_any(list(_LABELS))})[:是为]? ?$")


def _boundary(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum() or text[end] in "吧啊呢哦的来左上,听参在"


def _left_boundary(text: str, start: int) -> bool:
    return start == 0 or not text[start - 1].isalnum()


def _is_online(before: str, text: str, end: int) -> bool:
    near = before[-8:] + text[end : end + 8]
    return any(word in near for word in _PEOPLE["online"])
