"""Which of an event's headcounts are added up: those of groups told side by side, not every number of people.

Nobody adds up numbers that are told apart. A headcount counts beside another if it is many, or names whom it
counts (教师9人, 初二240), or stands in a list with one that does (180+9). A lone small number does not
(3人带队, 一人一份), nor a bare one in another sentence (路边停了40), nor the same figure said again.
One alone counts that the writer settles for (我看就250吧), or that is the sum of all (一共430,老师30).
"""

from __future__ import annotations

import re

from bot.understanding.counts.amount import HEADS, Amount
from bot.understanding.counts.groups import times
from bot.understanding.counts.guesses import without_guesses
from bot.understanding.counts.hints import PEOPLE
from bot.understanding.counts.listed_heads import PLAIN, in_list, joined, named, of_a_group
from bot.understanding.events.clauses import STRONG
from bot.understanding.events.event import Event
from bot.understanding.learned.likely_heads import SURELY
from bot.understanding.text.numbers import alternatives

_CROWD = 10
"""An audience has at least so many; fewer are an audience only by what they are called."""
_SETTLES = re.compile("(?:就|就按|就算|就记|就报|那就|[算记按写报])(?:是|作|成|上)?$")
_FOR_IT = re.compile("(?:人|个)?[报算记登写]?(?:吧|算了|得了|嘛|好了)")
_ENTERED = re.compile("就(?:先)?[按算记报登写](?:是|作|成|上)?$")
"""Before a figure that ends its clause (我数着255,就按255)."""
_ADDED = re.compile("[外另还加]|以及|[和与及跟]")
_ACTION = re.compile("(?![^,。]*[听参来到陪坐观旁看])[一-龥]{4,}")
_ACTS = re.compile(rf"(?>{alternatives(PEOPLE['audience'])}){_ACTION.pattern}")
"""After a few: what they did, and no listening."""
_OF_CLASS = re.compile("[班组队批拨场]")


def counted_together(event: Event, heads: list[Amount], sessions: int) -> list[Amount]:
    """Those of an event's heads that are added up."""
    heads = _without_summed(event, heads, sessions) if len(heads) > 1 else heads
    if len(heads) < 2:
        return heads
    if settled := [a for a in heads if _settled(event, a)]:
        return heads[-1:] if heads[-1].total else settled[-1:]
    if _includes_all(event, heads):
        return heads[:1]
    if len({a.value for a in heads}) == len(heads) and all(map(_surely, heads)):
        return heads
    told = [a for a in heads if named(event, a) and not _acts_apart(event, a)]
    listed = [a for i, a in enumerate(heads) if in_list(event, heads, i)]
    kept = [
        a for a in heads if a.likely > SURELY or a in told or a in listed or not _lone(event, a, bool(told))
    ]
    if sessions > 1:
        return kept or heads
    return [a for i, a in enumerate(kept) if not (i and _again(event, kept[i - 1], a))] or heads


def _without_summed(event: Event, heads: list[Amount], sessions: int) -> list[Amount]:
    """The heads without what each class had, if the sum is told after it (六个班,一个班五十,三百人).

    It may be that of fewer classes than first told (12个班每班45,来了10个班450人).
    """
    each = [a for a in heads if a.each]
    if len(each) != 1 or len(heads) < 2:
        return heads
    groups = {times(event, each[0], sessions, several=False)}
    if each[0].each == "classes":
        groups.update(int(a.value or 0) for a in event.counted("classes") if (a.value or 0) > 1)
    sums = {(each[0].value or 0) * number for number in groups}
    after = [a for a in heads if a.start > each[0].start and a.value in sums]
    clauses = [event.clause_at(a.start) for a in after]
    if not any(clause and not clause.grades for clause in clauses):
        return heads
    return [a for a in heads if a is not each[0]]


def _surely(amount: Amount) -> bool:
    """Whether it counts the audience without doubt: many people, by a unit or by the words beside it."""
    return amount.field == "audience" and (amount.value or _CROWD) >= _CROWD


def _includes_all(event: Event, heads: list[Amount]) -> bool:
    """Whether the first is the sum of all, and the others are some of them (一共四百三,老师三十)."""
    whole, *rest = heads
    if not whole.total or whole.each or of_a_group(event, whole):
        return False
    clauses = [event.clause_at(a.start) for a in rest]
    added = any(c and _ADDED.search(c.text) for c in clauses)
    return not added and all((a.value or 0) < (whole.value or 0) for a in rest)


def _settled(event: Event, amount: Amount) -> bool:
    """Whether the writer settles for a figure, whatever was said before (他说三百,我看就250吧)."""
    clause = event.clause_at(amount.start)
    if clause is None:
        return False
    end = amount.end - clause.start
    if not clause.text[end:].strip() and _ENTERED.search(clause.text, 0, amount.start - clause.start):
        return True
    if not _FOR_IT.match(clause.text, end):
        return False
    return _SETTLES.search(clause.text, 0, amount.start - clause.start) is not None


def _lone(event: Event, amount: Amount, others: bool) -> bool:
    """Whether a number beside no other counts none of the audience: a few, or a figure told apart."""
    if amount.each or amount.total or amount.actual:
        return False
    if (amount.value or _CROWD) < _CROWD:
        return not of_a_group(event, amount) or _acts_apart(event, amount)
    return others and not amount.unit and _in_a_sentence_apart(event, amount)


def _in_a_sentence_apart(event: Event, amount: Amount) -> bool:
    """Whether no other headcount stands in the sentence of one."""
    sentence, own, ordinal = 0, 0, False
    heads: dict[int, int] = {}
    for clause in event.clauses:
        sentence += clause.mark in STRONG
        heads[sentence] = heads.get(sentence, 0) + len(clause.counted(*HEADS))
        if clause.start <= amount.start < clause.end:
            own, ordinal = sentence, clause.has("ordinal")
    return heads.get(own) == 1 and not ordinal


def _acts_apart(event: Event, amount: Amount) -> bool:
    """Whether a few are only told of for what they did (3个老师在门口维持秩序)."""
    clause = event.clause_at(amount.start)
    if clause is None or (amount.value or _CROWD) >= _CROWD or amount.each:
        return False
    before = clause.text[: amount.start - clause.start]
    if before.strip() and (not before.endswith("有") or _ADDED.search(before)):
        return False
    acts = _ACTS if amount.unit in PLAIN else _ACTION
    return acts.match(clause.text, amount.end - clause.start) is not None


def _again(event: Event, one: Amount, other: Amount) -> bool:
    """Whether a figure only says another again (大概两百六 两百六左右)."""
    if (
        one.value != other.value
        or of_a_group(event, other)
        or one.unit not in PLAIN
        or event.counted("classes")
    ):
        return False
    first, second = event.clause_at(one.start), event.clause_at(other.start)
    if first is None or second is None:
        return False
    if joined(event, one, other) and not (one.approximate or other.approximate):
        return False
    grouped = (
        c.has("ordinal")
        or c.dayparts
        or _OF_CLASS.search(c.text, max(0, a.start - c.start - 6), a.end - c.start)
        for c, a in ((first, one), (second, other))
    )
    return second.mark != "、" and not any(grouped)


def heads_of(event: Event) -> list[Amount]:
    """What counts heads: bare numbers only where no other but a few people by the way are counted."""
    told = without_guesses(event, event.heads)
    if len(told) < 2:
        return meant_at_last(event, told)
    said, bare = ([a for a in told if a.field == field] for field in HEADS)
    settled = any(_settled(event, a) for a in bare)
    sure = any(not (a.few or a.online or a.watched) for a in said) and not settled
    heads = sorted([*said, *((a for a in bare if _of_a_part(event, a)) if sure else bare)])
    return meant_at_last(event, heads)


def _of_a_part(event: Event, amount: Amount) -> bool:
    """Whether a bare number surely counts a part of a school, or classes (女生那场195, 就是10个班450)."""
    clause = event.clause_at(amount.start)
    if clause is None or amount.likely <= SURELY:
        return False
    return clause.has_any("section", "ordinal") or clause.text.endswith(
        "个班", 0, amount.start - clause.start
    )


def meant_at_last(event: Event, amounts: list[Amount]) -> list[Amount]:
    """Amounts without what was only meant at first, if anything else is told (本来排了两场,并成一场)."""
    if not event.has_any("instead", "announced"):
        return amounts
    meant = [
        a for a in amounts if (clause := event.clause_at(a.start)) and clause.has_any("instead", "announced")
    ]
    return [a for a in amounts if a not in meant] or amounts
