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
_CROWD, _MOST = 10, 99999
"""A number without a unit is a crowd from the first and no headcount beyond the second."""
_MOST_NUMBERS = 300
"""A message with more numbers is a table of something else; the rest is not read."""
_MANY = 200
"""More sessions than this in one message are something else."""
_NEAR = 14
"""Characters before a number that may tell what it counts."""


_UNIT = re.compile(
    rf"(?:[ ]?(?P<approximate>{alternatives(_UNITS['approximate'])}))?"
    rf"(?:(?P<unit>{alternatives(list(_FIELD))})|[ ](?P<spaced>{alternatives(list(_FIELD))})(?!:|[ ]\d))?(?P<late>{alternatives(_UNITS['approximate_late'])})?"
)
_ENGLISH_UNIT = re.compile(rf"(?: [a-z-]+){{1,2}} (?P<unit>{alternatives(_UNITS['after_adjectives'])})\b")
_WORD = re.compile("[a-z]")
_HEADS_AFTER = re.compile(rf"[ ]?的?(?:{alternatives(_PEOPLE['audience'])})")
_STAFF_AFTER = re.compile(rf"[ ]?的?(?:{alternatives(_PEOPLE['staff'])})")
_FILLER = rf"(?:{alternatives(_UNITS['filler'])})*[ ]?$"
_STAFF_BEFORE = re.compile(rf"(?:{alternatives(_PEOPLE['staff'])})[\"”’」)]*[(:]?(?:共|一行|等|各)?[ ]?$")
_HEADS_BEFORE = re.compile(
    rf"(?:{alternatives(_PEOPLE['audience'] + _PEOPLE['attend'] + _PEOPLE['online'])}){_FILLER}"
)
_EACH = re.compile(
    rf"(?P<each>{alternatives(list(_UNITS['each']))})(?:{alternatives(_PEOPLE['audience'])})?{_FILLER}"
)
_TOTAL = re.compile(rf"(?:{alternatives(_UNITS['total'])})(?:{alternatives(_PEOPLE['audience'])})?{_FILLER}")
_EXPECTED = re.compile(rf"(?:{alternatives(_UNITS['expected'])}){_FILLER}")
_LABEL = re.compile(rf"(?P<label>{alternatives(list(_LABELS))}){_FILLER}")
_PART = re.compile(r"(?:前|后|头)$")
_EACH_AFTER = re.compile(r"[ ]?(?:each|apiece)\b")
_UNSAID_ONE = re.compile(
    r"(?:出|看|审|改|拟|写|发|起草|调解|处理|办)(?:了|完)?(?P<unit>[份件起封])(?=[一-龥□])"
)
_LIST_GAP = re.compile(r"[ ]?(?:[,、/;+ ]|和|与|及|and)[ ]?")
_PAUSE = re.compile(r"[,;。!?\n、:+(]")


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
    implied: bool = False
    """An article, or a measure word alone (出了份意见书)."""


def find_amounts(masked: str) -> list[Amount]:
    """The amounts of a text in which dates, names and the like are already blotted out, in order."""
    amounts = [
        Amount(m.start("unit"), m.end("unit"), "cases", 1, implied=True) for m in _UNSAID_ONE.finditer(masked)
    ]
    for number in find_numbers(masked)[:_MOST_NUMBERS]:
        amount = _amount(masked, number)
        if amount:
            amounts.append(amount)
    return _lists(masked, sorted(amounts, key=lambda amount: amount.start))


def _amount(text: str, number: Number) -> Amount | None:
    before = text[max(0, number.begins - _NEAR) : number.begins]
    match = _UNIT.match(text, number.end)
    if match is None or before.endswith("第"):
        return None
    unit, end = match["unit"] or match["spaced"] or "", match.end()
    if unit and unit[-1].isascii() and _WORD.match(text, end):
        unit = ""
    if not unit:
        end = number.end
        if english := _ENGLISH_UNIT.match(text, end):
            unit, end = english["unit"], english.end()
    online = _online(text, number, end)
    field = _field(text, before, unit, number, end, online)
    if field is None or (not unit and text[number.start : number.end] in _ARTICLES):
        return None
    return Amount(
        number.start,
        end,
        field,
        number.value,
        approximate=number.approximate or bool(match["approximate"] or match["late"]),
        each=_each(text, before, end, unit),
        total=_TOTAL.search(before) is not None,
        online=online,
        part=_PART.search(before) is not None,
        unit=unit,
        implied=text[number.start : number.end] in _ARTICLES,
    )


def _each(text: str, before: str, end: int, unit: str) -> str:
    if each := _EACH.search(before):
        return str(_UNITS["each"][each["each"]])
    if _EACH_AFTER.match(text, end):
        return "any"
    if unit != "人次" and (of := _OF.search(before)):
        return "classes" if of["group"].startswith("class") else "sessions"
    return ""


_ARTICLES = ("a", "an")
_OF = re.compile(r"(?P<group>classes|class|sessions|talks|lectures) (?:of|x|×|\*) $")


def _field(text: str, before: str, unit: str, number: Number, end: int, online: bool) -> str | None:
    """What a number counts, from its unit or, without one, from the words around it."""
    field = _FIELD.get(unit)
    if field == "other" or _EXPECTED.search(before):
        return None
    if field == "times" and online:
        return "audience"
    if field in ("times", "sessions") and (number.value is None or number.value > _MANY):
        return None
    if field == "audience":
        staff = _STAFF_BEFORE.search(before) or _STAFF_AFTER.match(text, end)
        return None if staff else "audience"
    return _heads(text, before, unit, number, end) if field in ("person", None) else field


def _heads(text: str, before: str, unit: str, number: Number, end: int) -> str | None:
    """Whether a number with a general unit (名, 位, 个) or with none counts heads."""
    if _STAFF_BEFORE.search(before) or _STAFF_AFTER.match(text, end):
        return None
    if _HEADS_AFTER.match(text, end):
        return "audience"
    if not _closed(text, end):
        return None
    if unit:
        heads = unit != "个" or _HEADS_BEFORE.search(before)
        return "audience" if heads else "some"
    if number.value is not None and not 0 < number.value <= _MOST:
        return None
    if label := _LABEL.search(before):
        return _LABELS[label["label"]]
    if _HEADS_BEFORE.search(before) or _EACH.search(before) or _TOTAL.search(before):
        return "audience"
    if before.endswith("□"):
        return "audience"
    return "bare" if _alone(before, number) else None


def _alone(before: str, number: Number) -> bool:
    """Whether a bare number stands by itself: after a pause, after a year of pupils, or as a guess."""
    if not before or not before[-1].isalnum() or before[-1] in _UNITS["before_bare"]:
        return True
    return number.begins < number.start and (number.value or 0) >= _CROWD


def _closed(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum() or text[end] in _UNITS["after_bare"]


def _online(text: str, number: Number, end: int) -> bool:
    near = (
        _PAUSE.split(text[max(0, number.start - 8) : number.start])[-1],
        _PAUSE.split(text[end : end + 6].replace(" ", ","))[0],
    )
    return any(word in part for word in _PEOPLE["online"] for part in near)


def _lists(text: str, amounts: list[Amount]) -> list[Amount]:
    """Bare numbers in a list take the unit of its last one (280、310、265人)."""
    result = list(amounts)
    for i in range(len(result) - 2, -1, -1):
        one, after = result[i], result[i + 1]
        joined = _LIST_GAP.fullmatch(text, one.end, after.start) and not one.each
        if joined and not one.unit and (one.field, after.field) == ("audience", "bare"):
            result[i + 1] = replace(after, field="audience", online=one.online)
        elif joined and after.field in ("audience", "bare") and one.field in ("bare", after.field):
            result[i] = replace(one, field=after.field, online=after.online)
    return result
