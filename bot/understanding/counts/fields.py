"""What a number counts, told from its unit or, without one, from the words around it."""

from __future__ import annotations

from bot.understanding.counts.hints import (
    FAMILIES,
    GROUPS,
    HEADS,
    PERSONS,
    QUESTIONS,
    THINGS,
    TOLD_BESIDE,
    UNITS,
    UNSAID,
)
from bot.understanding.counts.sizes import is_size
from bot.understanding.counts.speakers import is_staff
from bot.understanding.counts.surroundings import CROWD, Surroundings
from bot.understanding.counts.uncounted import is_by_the_way, is_expected, is_habitual, is_handed_out

FIELD: dict[str, str] = {word: field for field, words in UNITS["unit"].items() for word in words}
_MOST_HEADS, _MOST_SESSIONS = 99999, 200
"""Above these a number is no headcount, no number of sessions."""
_FEW, _MANY = 4, 30
"""Below the first a bare number is no headcount (上午下午各一); from the second so many may be all who were
there, whatever they are said to have done (78个小家伙围着我)."""


_SENSES = frozenset({*QUESTIONS, *FAMILIES, *GROUPS})
"""The units that may have another sense than their own."""
_ASKED = "问"
"""Before a number of times: so often somebody asked (在线问了3次); else so many watched online."""
NOTHING = "nothing"
"""The field of a number whose words say that it is none of an event: leaflets, or those who stayed away."""


def field_of(near: Surroundings) -> str:
    """The field of an amount; empty where nothing tells what the number counts."""
    field = _by_unit(near)
    value = near.number.value
    if near.compared or near.seats_taken:
        return "audience"
    if _counts_nothing(near, field):
        return NOTHING
    if field in ("times", "sessions"):
        few = value is not None and value <= _MOST_SESSIONS
        watched = field == "times" and near.online and _ASKED not in near.before[-3:]
        return "audience" if watched else field if few else ""
    if field and field not in ("audience", "person"):
        return field
    return NOTHING if is_staff(near) else _people(near, field)


def _by_unit(near: Surroundings) -> str:
    """What a number counts by its unit, and by the words that give it another sense."""
    if near.unit in _SENSES:
        if near.question:
            return "asked"
        if near.families:
            return "cases"
        if near.divided:
            return "classes"
    return FIELD.get(near.unit, "")


def _counts_nothing(near: Surroundings, field: str) -> bool:
    if field == "other" or is_handed_out(near) or is_habitual(near):
        return True
    if near.before.endswith(TOLD_BESIDE.get(field, ())):
        return True
    if field == "cases":
        return near.elsewhen or (near.unit == "篇" and is_expected(near))
    if is_size(near.text, near.number, near.end):
        return True
    return is_expected(near) or (not _perhaps_all(near) and is_by_the_way(near))


def _perhaps_all(near: Surroundings) -> bool:
    return (near.number.value or 0) >= _MANY and near.unit in HEADS


def _unnamed(near: Surroundings) -> str:
    """What 个, 名 or 位 count: somebody, whatever they are called (205个红领巾), no thing (两百个凳子)."""
    if (near.number.value or 0) < CROWD or near.unit not in UNITS["unit"]["person"]:
        return ""
    if THINGS.match(near.text, near.end):
        return NOTHING
    if UNSAID.match(near.text, near.end):
        return ""
    return "some" if near.unit == "个" else "audience"


def _people(near: Surroundings, field: str) -> str:
    """Whether a number with a unit of people, or with none, counts heads."""
    if _perhaps_all(near) and is_by_the_way(near):
        return "some"
    if near.unit in ("", "个") and near.people_after and (label := near.label):
        return label
    person = field == "audience" or near.unit in PERSONS or near.people_after
    return "audience" if person else _heads(near)


def _heads(near: Surroundings) -> str:
    """Whether a number with a general unit (名, 位, 个) or with none counts heads."""
    value = near.number.value
    if value is not None and not 0 < value <= _MOST_HEADS:
        return ""
    if not near.closed:
        return _unnamed(near)
    if near.unit in ("", "个") and (label := near.label):
        return label
    if near.unit:
        group = near.one_of and (value or 0) >= CROWD
        return "audience" if near.people_before or near.each or group else "some"
    tiny = value is not None and value < _FEW
    told = not tiny and (near.each or near.total or near.after_years or near.one_of)
    if near.people_before or told:
        return "audience"
    return "bare" if near.alone and not tiny else ""
