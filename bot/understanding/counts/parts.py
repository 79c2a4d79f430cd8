"""Parts of a whole that was said: heads (300人,其中女生120人), and examples of what was taught."""

from __future__ import annotations

import re

from bot.understanding.counts.amount import HEADS, Amount
from bot.understanding.counts.hints import PEOPLE
from bot.understanding.events.clauses import Clause
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.spans import covered

_MARKS = ("(", "、", ",")
"""Before a clause that may tell parts."""
_SOME = re.compile(alternatives(PEOPLE["parts"]))


def drop_parts(clauses: list[Clause], i: int) -> None:
    """A part of a headcount just said (其中…, or in brackets) is not added to it.

    Brackets that list all parts are left to the sum: the whole then equals the rest.
    """
    clause, before = clauses[i], clauses[max(0, i - 2) : i]
    including = clause.has("including")
    if not including and clause.mark not in _MARKS:
        return
    whole = [a for c in before for a in c.counted(*HEADS) if a.value]
    own = [a for a in clause.counted(*HEADS) if a.value and including and _stands_before(clause, a)]
    whole += own
    if (
        not whole
        or (not own and _led(clause))
        or (including and _adds_up(clauses[i : i + 4], whole[-1].value or 0))
    ):
        return
    if including or _goes_on(before[-1], clause) or _bracketed(clauses, i):
        most = whole[-1].value or 0
        clause.amounts = [
            a for a in clause.amounts if a in own or a.field != "audience" or (a.value or 0) >= most
        ]


def _stands_before(clause: Clause, amount: Amount) -> bool:
    """Whether a headcount stands before the word that tells parts (来了83位家长其中爸爸11个)."""
    return amount.start < clause.words["including"][0].start


def _goes_on(before: Clause, clause: Clause) -> bool:
    """Whether more parts are listed (其中住校生31人,留守儿童6人)."""
    listed = clause.mark == "、" or _SOME.match(clause.text)
    return bool(listed) and before.has("including") and not before.counted("audience")


def _bracketed(clauses: list[Clause], i: int) -> bool:
    listed = any(c.counted("audience") for c in clauses[i + 1 : i + 2])
    return clauses[i].mark == "(" and bool(clauses[i - 1].amounts) and not listed


def _led(clause: Clause) -> bool:
    """Whether somebody leads or goes, unless that is told after the parts (其中老师19人啊我们两个去的)."""
    parts = clause.words.get("including", ())
    taught = covered(clause.topics)  # 依法带娃
    going = [h for g in ("lead", "motion") for h in clause.words.get(g, ()) if h.start not in taught]
    return any(not parts or hit.start < parts[0].start for hit in going)


def _adds_up(clauses: list[Clause], whole: float) -> bool:
    """Whether the headcounts that follow are all the parts of a whole: the sum then counts it once."""
    heads = [a.value or 0 for clause in clauses for a in clause.counted(*HEADS)]
    return any(sum(heads[:n]) == whole for n in range(2, len(heads) + 1))


def drop_examples(clauses: list[Clause], i: int) -> None:
    """What an example was about is no topic of its own (讲知识产权,举的例子是盲盒)."""
    clause = clauses[i]
    place = clause.words["example"][0].start
    taught = any(hit.start > place for hit in clause.words.get("kind", ()))
    if any(before.topics for before in clauses[:i]) and not (taught or clause.schools):
        clause.topics = [hit for hit in clause.topics if hit.start < place]
