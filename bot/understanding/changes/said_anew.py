"""Values said anew: after a sound, exactly after a guess, by those who are believed, or confirmed at last."""

from __future__ import annotations

import re
from itertools import pairwise

from bot.understanding.changes.values import values_of
from bot.understanding.events.clauses import FAR, Clause

SOUND = re.compile("[呃额诶欸哎]")
"""With one of these somebody stumbles, and says something anew."""
_BELIEVED = re.compile("[以按照](.{1,8}?)[报数]?的?(?:数字?|统计)?(?:为准|算)")
_GUESS = 0.3
"""A guess misses what it guesses at by no more than this share."""


def keep_believed(clauses: list[Clause], i: int) -> None:
    """Of two counts that of those who are believed remains, else the last (我记237,学校记235,以学校为准)."""
    heads = [(v, c) for c in clauses[: i + 1] for v in values_of([c]) if v.sort == "heads"][-2:]
    source = _BELIEVED.search(clauses[i].text)
    if len(heads) < 2 or not source:
        return
    own = [v for v, c in heads if source[1][:2] in c.text and c is not clauses[i]]
    for value, _ in heads:
        if value is not (own or [heads[-1][0]])[-1]:
            value.drop()


def keep_confirmed(clauses: list[Clause], i: int) -> None:
    """Of what was taken back, what is confirmed at last remains (四中,不对是十四中…四中没错)."""
    near = clauses[max(0, i - FAR) : i + 1]
    place = clauses[i].words["confirmed"][0].start
    if not any(clause.has("repair") for clause in near):
        return
    told = [value for value in values_of([clauses[i]]) if value.end <= place][-1:]
    for value in told:
        for other in values_of(near):
            if other.sort == value.sort and other.meaning != value.meaning:
                other.drop()


def drop_estimate(clauses: list[Clause], i: int) -> None:
    """Removes the guess at a count that is told exactly after it (一百六十出头?确定是163)."""
    place = clauses[i].words["exact"][0].start
    heads = [v for v in values_of(clauses[max(0, i - 3) : i + 2]) if v.sort == "heads" and v.meaning]
    after = next((v for v in heads if v.start > place), None)
    for value in [v for v in heads if v.start < place][-1:]:
        if after and value.said.approximate and abs(value.meaning - after.meaning) <= after.meaning * _GUESS:
            value.drop()


def drop_stumbles(clauses: list[Clause], i: int) -> None:
    """Removes what a clause, or the end of the one before it, says anew after no more than a sound."""
    _stumbled(clauses[i])
    _stumbled_at(clauses[max(0, i - 1) : i], clauses[i])


def _stumbled(clause: Clause) -> None:
    """Removes a value that is said anew after no more than a sound (二十三号呃二十四号)."""
    for one, other in pairwise(values_of([clause])):
        between = clause.text[one.end - clause.start : max(0, other.start - clause.start)]
        if one.sort == other.sort and SOUND.fullmatch(between.strip()):
            one.drop()


def _stumbled_at(before: list[Clause], clause: Clause) -> None:
    """Removes the headcount that ends a clause, where the next says it anew after a sound (三百 呃三百二)."""
    told = [value for value in values_of([clause]) if value.sort == "heads"][:1]
    between = clause.text[: max(0, told[0].start - clause.start)] if told else ""
    ends = [value for value in values_of(before) if value.sort == "heads" and value.end >= before[0].end][-1:]
    if SOUND.fullmatch(between.strip()):
        for value in ends:
            value.drop()
