"""What the numbers count: heads, sessions, class hours, cases, classes. Other numbers count nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot import data
from bot.understanding.numbers import Number, alternatives, find_numbers

_UNITS = data.load("words/units")
_PEOPLE = data.load("words/people")["people"]
_FIELD: dict[str, str] = {word: field for field, words in _UNITS["unit"].items() for word in words}
_LABELS: dict[str, str] = {word: field for field, words in _UNITS["label"].items() for word in words}
_NEAR = 14
"""Characters before a number that may tell what it counts."""

_UNIT = re.compile(
    rf"[ ]?(?P<approximate>{alternatives(_UNITS['approximate'])})?[ ]?"
    rf"(?P<unit>{alternatives(list(_FIELD))})?(?P<late>{alternatives(_UNITS['approximate_late'])})?"
)
_ENGLISH_UNIT = re.compile(rf"(?: [a-z-]+){{1,2}} (?P<unit>{alternatives(_UNITS['after_adjectives'])})\b")
_WORD = re.compile("[a-z]")
_HEADS_AFTER = re.compile(rf"[ ]?的?[一-龥]{{0,3}}?(?:{alternatives(_PEOPLE['audience'])})")
_STAFF_AFTER = re.compile(rf"[ ]?的?(?:{alternatives(_PEOPLE['staff'])})")
_FILLER = rf"(?:{alternatives(_UNITS['filler'])})*[ ]?$"
_STAFF_BEFORE = re.compile(rf"(?:{alternatives(_PEOPLE['staff'])})[\"”’」)]*[(:]?(?:共|一行|等|各)?[ ]?$")
_HEADS_BEFORE = re.compile(rf"(?:{alternatives(_PEOPLE['audience'] + _PEOPLE['attend'] + _PEOPLE['online'])}){_FILLER}")
_EACH = re.compile(rf"(?P<each>{alternatives(list(_UNITS['each']))})(?:{alternatives(_PEOPLE['audience'])})?{_FILLER}")
_TOTAL = re.compile(rf"(?:{alternatives(_UNITS['total'])})(?:{alternatives(_PEOPLE['audience'])})?{_FILLER}")
_EXPECTED = re.compile(rf"(?:{alternatives(_UNITS['expected'])}){_FILLER}")
_LABEL = re.compile(rf"(?:{alternatives(list(_LABELS))}){_FILLER}")
_PART = re.compile(r"(?:前|后|头)$")
_LIST_GAP = re.compile(r"[ ]?(?:[,、/;]|和|与|及|and)[ ]?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and what it counts. `value` is None where the words name no figure (数百, 三四百)."""

    start: int
    end: int
    field: str
    """`audience`, `sessions`, `times`, `class_hours`, `cases`, `classes`, `schools`, `batches`, `lessons`, `bare`."""
    value: float | None
    approximate: bool = False
    each: str = ""
    """What it is said of each of (`sessions`, `classes`, `schools`, `any`), or nothing."""
    total: bool = False
    online: bool = False
    part: bool = False
    """Some of a number said before (前两场)."""
    unit: str = ""
    listed: int = 0
    """Place in a list of bare numbers with one unit (280、310、265人), from 1."""


def find_amounts(masked: str) -> list[Amount]:
    """The amounts of a text in which dates, names and the like are already blotted out, in order."""
    amounts: list[Amount] = []
    for number in find_numbers(masked):
        amount = _amount(masked, number)
        if amount:
            amounts.append(amount)
    return _lists(masked, amounts)


def _amount(text: str, number: Number) -> Amount | None:
    before = text[max(0, number.start - _NEAR) : number.start]
    match = _UNIT.match(text, number.end)
    if match is None or before.endswith("第"):
        return None
    unit, end = match["unit"] or "", match.end()
    if unit and unit[-1].isascii() and _WORD.match(text, end):
        unit = ""
    if not unit:
        end = number.end
        if english := _ENGLISH_UNIT.match(text, end):
            unit, end = english["unit"], english.end()
    field = _field(text, before, unit, number, end)
    if field is None:
        return None
    each = _EACH.search(before)
    return Amount(
        number.start,
        end,
        field,
        number.value,
        approximate=number.approximate or bool(match["approximate"] or match["late"]),
        each=_UNITS["each"][each["each"]] if each else "",
        total=_TOTAL.search(before) is not None,
        online=_online(text, before, end),
        part=_PART.search(before) is not None,
        unit=unit,
    )


def _field(text: str, before: str, unit: str, number: Number, end: int) -> str | None:
    """What a number counts, from its unit or, without one, from the words around it."""
    field = _FIELD.get(unit)
    if field == "other" or _EXPECTED.search(before):
        return None
    if field in ("audience", "person", None):
        return _heads(text, before, unit, field, number, end)
    return field


def _heads(text: str, before: str, unit: str, field: str | None, number: Number, end: int) -> str | None:
    if _STAFF_BEFORE.search(before) or _STAFF_AFTER.match(text, end):
        return None
    if field == "audience" or (field is None and _HEADS_AFTER.match(text, end)):
        return "audience"
    closed = _closed(text, end)
    if field == "person":
        heads = _HEADS_AFTER.match(text, end) or (closed and (unit != "个" or _HEADS_BEFORE.search(before)))
        return "audience" if heads else "some" if closed else None
    if not closed or (number.value is not None and not 1 <= number.value <= 99999):
        return None
    if label := _LABEL.search(before):
        return next(_LABELS[word] for word in sorted(_LABELS, key=len, reverse=True) if word in label[0])
    if _HEADS_BEFORE.search(before) or _EACH.search(before) or _TOTAL.search(before):
        return "audience"
    return "bare" if not before or not before[-1].isalnum() or before[-1] in _UNITS["before_bare"] else None


def _closed(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum() or text[end] in _UNITS["after_bare"]


def _online(text: str, before: str, end: int) -> bool:
    return any(word in before[-8:] or word in text[end : end + 6] for word in _PEOPLE["online"])


def _lists(text: str, amounts: list[Amount]) -> list[Amount]:
    """Bare numbers in a list take the unit of its last one (280、310、265人)."""
    result = list(amounts)
    for i in range(len(result) - 2, -1, -1):
        one, after = result[i], result[i + 1]
        joined = _LIST_GAP.fullmatch(text, one.end, after.start)
        if joined and after.field in ("audience", "bare") and one.field in ("bare", after.field):
            result[i] = replace(one, field=after.field, online=after.online)
    return result
