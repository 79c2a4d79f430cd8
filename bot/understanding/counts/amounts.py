"""What the numbers count: heads, sessions, class hours, cases, classes. Other numbers count nothing."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from bot.understanding.counts.amount import HEADS, Amount
from bot.understanding.counts.fields import NOTHING, field_of
from bot.understanding.counts.hints import AWAY_FROM, ONLINE, TOLD_TO, UNITS, WATCHED
from bot.understanding.counts.speakers import is_few
from bot.understanding.counts.surroundings import CROWD, Surroundings, around
from bot.understanding.counts.uncounted import came_too, is_by_the_way
from bot.understanding.counts.units_after import ENGLISH_UNIT, LISTED, OF_PAIR, PAIR, UNIT
from bot.understanding.learned import likely_heads
from bot.understanding.learned.likely_heads import DOUBTFUL, HARDLY, SURELY, UNKNOWN
from bot.understanding.text.noise import BLOT
from bot.understanding.text.numbers import Number, alternatives, find_numbers

_MOST_NUMBERS = 150
"""A message with more numbers is a table of something else; the rest is not read."""
_DOUBTFUL = (*HEADS, "", "some")
"""The fields of numbers that may count heads, or not."""
_PLAIN = ("", "人", "个", "名", "位")
"""Units of people that name nobody in particular."""
_TOLD_AS = re.compile(
    "[0-9一-十][名人位个][,、][一-龥]{2,3}$|(?:全[校园]|学校|在校生)(?:一共|总共)?[就才只]有?$|其中[^,。]*$|:$"
)
"""Before a number that is what it is told as: one of several groups (教师10名,校医1名), all there are
(全校才9个娃), a part, a label's."""
_TWO = 2
"""One or two who are hardly an audience may still be those in dispute, or who asked."""
_ARTICLES = ("a", "an")
_MANY = ("students", "pupils", "teachers", "kids", "parents")
"""No article stands before these: it is another word's (a fight between two parents)."""

_LETTER = re.compile("[a-z]")
_SUBJECT = re.compile(r"\b(?:about|on|over|regarding|concerning|under) $")
"""Before an article: what follows is what was asked or written about, and no count."""
_UNSAID_ONE = re.compile(
    r"(?:出|看|审|改|拟|写|发|回|寄|递|起草|调解|处理|办)(?:了|完)?(?P<unit>[份件起封])(?=[一-龥□《])"
    rf"|(?:看|审|改|拟|写)了个(?=[^,。;\n ]{{0,6}}(?:{BLOT}|协议|章程|制度|函))"
    r"|(?<=[这那此])(?:起)(?=[一-龥])(?![来初码先点])|(?<=那)份(?=[一-龥□]{2,8}(?:看|审|改)[完好过了])"
    r"|[接回][了到过来]{1,2}个(?=电话)"
)
_BESIDE = re.compile(rf"[ ]?(?:{alternatives(UNITS['filler'])})*")
_LIST_GAP = re.compile(r"[ ]?(?:[,、/;+= ]|和|与|及|加上?|and)[ ]?")


def find_amounts(masked: str) -> list[Amount]:
    """The amounts of a text in which dates, names and the like are already blotted out, in order."""
    amounts = _unsaid(masked)
    away = AWAY_FROM.search(masked)
    end = 0
    for number in islice(find_numbers(masked), _MOST_NUMBERS):
        amount = _amount(masked, number, away is not None) if number.start >= end else None
        if amount:
            amounts.append(amount)
            end = amount.end
    if len(amounts) < 2:
        return amounts
    amounts.sort(key=lambda amount: amount.start)
    return _lists(masked, [_of_the_same(masked, *pair) for pair in pairwise([*amounts[:1], *amounts])])


def _unsaid(masked: str) -> list[Amount]:
    """One paper or case each of which a measure word alone is said (出了份意见书)."""
    if not (
        "份" in masked
        or "件" in masked
        or "起" in masked
        or "封" in masked
        or "个电话" in masked
        or "了个" in masked
    ):
        return []
    found = _UNSAID_ONE.finditer(masked)
    return [Amount(match.end() - 1, match.end(), "cases", 1, implied=True) for match in found]


def _of_the_same(text: str, before: Amount, amount: Amount) -> Amount:
    """Heads beside the classes that each session has are each session's (每场1个班47人)."""
    if before.field != "classes" or not before.each or amount.each or amount.field not in HEADS:
        return amount
    return amount._replace(each=before.each) if _BESIDE.fullmatch(text, before.end, amount.start) else amount


def _amount(text: str, number: Number, away: bool) -> Amount | None:
    match = UNIT.match(text, number.end)
    if match is None or text.endswith("第", 0, number.begins):
        return None
    unit, end = match["unit"] or match["spaced"] or "", match.end()
    if unit and unit[-1].isascii() and _LETTER.match(text, end):
        unit = ""
    if unit == "班" and text.endswith(PAIR, 0, number.end):
        unit = "个班"  # 仨班 are three classes, 三班 is one
    if not unit:
        end = number.end
        if text.endswith(PAIR, 0, end) and (paired := OF_PAIR.match(text, end)):
            unit, end = f"个{paired[0]}", paired.end()
        elif english := ENGLISH_UNIT.match(text, end):
            unit, end = english["unit"], english.end()
        elif listed := LISTED.match(text, end):
            unit = listed["unit"]
    article = text[number.start : number.end] in _ARTICLES
    near = around(text, number, unit, end)
    idle = article and (
        not unit or unit in _MANY or _SUBJECT.search(text, max(0, number.start - 12), number.start)
    )
    said = NOTHING if idle else field_of(near)
    field, likely = _weighed(near, said)
    if field in ("", NOTHING):
        return None
    heads = field in HEADS
    beside = near.beside if heads and away else None
    return Amount(
        number.start,
        near.until,
        field,
        None if near.compared else number.value,
        compared=near.compared,
        approximate=number.approximate or bool(match["approximate"] or match["late"]),
        each=near.each,
        single=bool(near.single),
        total=near.total or (field in ("cases", "times") and near.counted_as),
        online=beside is not None and ONLINE.search(beside) is not None,
        watched=beside is not None and WATCHED.search(beside) is not None,
        part=not heads and near.part,
        actual=heads and near.actual,
        unit=unit,
        implied=article,
        few=(field == "audience" and is_few(near)) or (heads and likely < HARDLY),
        likely=likely,
        by_looks=field != said,
    )


def _weighed(near: Surroundings, field: str) -> tuple[str, float]:
    """The field of a number that may count heads, where its looks leave no doubt; and how likely it does.

    Not of what a form's label names, of what is only compared, nor of one group told after another.
    """
    few = field == "audience" and near.unit and (near.number.value or CROWD) < CROWD
    if (
        (few and TOLD_TO.search(near.before))
        or field not in _DOUBTFUL
        or near.compared
        or _TOLD_AS.search(near.before)
        or came_too(near)
    ):
        return field, UNKNOWN
    likely = likely_heads.likely(near.text, near.number)
    if field == "some" and is_by_the_way(near):
        return field, likely
    if field not in HEADS:
        return ("audience" if likely > SURELY else field), likely
    least = HARDLY if near.people_before or near.unit not in _PLAIN else DOUBTFUL
    kept = likely > least or near.each or (near.number.value or 0) <= _TWO
    return (field if kept else NOTHING), likely


def _lists(text: str, amounts: list[Amount]) -> list[Amount]:
    """Bare numbers in a list take the unit of its last one (280、310、265人).

    They are told one by one, whatever is said of each before them (每班45,48,47人).
    """
    gaps = [_LIST_GAP.fullmatch(text, one.end, after.start) for one, after in pairwise(amounts)]
    result = list(amounts)
    for i, gap in enumerate(gaps):
        if gap and result[i].field in HEADS:
            result[i : i + 2] = _one_by_one(result[i], result[i + 1])
    for i in range(len(gaps) - 1, -1, -1):
        one, after = result[i], result[i + 1]
        if gaps[i] and not one.each and after.field in HEADS and one.field in ("bare", after.field):
            result[i] = one._replace(field=after.field, online=after.online)
    return result


def _one_by_one(one: Amount, after: Amount) -> tuple[Amount, Amount]:
    """Two heads in a list: the second is what the first is, and neither is said of each."""
    if one.unit or after.field not in HEADS:
        return one, after
    if one.each and not after.each and after.unit in _PLAIN:
        one = one._replace(each="")
    if not one.each and (one.field, after.field) == ("audience", "bare"):
        after = after._replace(field="audience", online=one.online)
    return one, after
