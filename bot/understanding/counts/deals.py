"""Papers counted by what they are about, or with whom they are made (食堂一份保安一份; 两家供应商各一份)."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.counts.amount import Amount
from bot.understanding.events.event import Event
from bot.understanding.text.numbers import alternatives, parse

_WORDS: dict[str, list[str]] = data.load("words/deals")
_SORTS = alternatives(_WORDS["about"] + _WORDS["ways"])
_FILLER = alternatives(_WORDS["filler"])
_BEFORE = re.compile(rf"(?P<sort>{_SORTS})(?:{_FILLER})*$")
_AFTER = re.compile(rf"[ ]?(?:是)?(?P<sort>{_SORTS})(?:的|合同|协议)")
_LISTED = re.compile(rf"(?:{alternatives(_WORDS['about'])})的(?=[,、 和与及跟]|$)")
_PARTY = alternatives(_WORDS["parties"])
_NUMBER = r"(\d{1,2}|[两三四五六七八九十])家"
_PARTIES = re.compile(
    rf"(?:{_NUMBER}[一-龥]{{0,2}}(?:{_PARTY})|(?:{_PARTY}){_NUMBER})"
    rf"[,、 ]?(?:{_FILLER})*(?:{alternatives(_WORDS['each'])})$"
)
_NEAR, _FAR = 12, 30
"""Characters before a number of papers that may tell what they are about; and of what each has so many."""


def of_sorts(event: Event, counted: list[Amount]) -> list[Amount]:
    """The amounts that are each of another sort of paper or advice, if several are (食堂一份校服一份)."""
    plain = [amount for amount in counted if not amount.each]
    if len(plain) < 2:
        return []
    told = [{name: a for a in reversed(plain) if (name := sort(event, a))} for sort in (_before, _after)]
    sorts = list(max(told, key=len).values())
    more = sum(a.value or 0 for a in sorts) < max(a.value or 0 for a in plain)  # a sort that is not known
    return sorts if len(sorts) > 1 and not more else []


def named_before(event: Event, amount: Amount) -> int:
    """How many sorts of papers, or parties, an amount is said of each of (食堂的、校服的,各一份); else 1."""
    since = amount.start - _FAR
    clauses = [c for c in event.clauses if since <= c.end and c.start <= amount.start]
    text = ",".join(c.text[: amount.start - c.start] for c in clauses)
    if parties := _PARTIES.search(text):
        return int(parse(parties[1] or parties[2]) or 1)
    return len(set(_LISTED.findall(text))) if amount.each else 1


def _before(event: Event, amount: Amount) -> str:
    """What an amount is of, by the words before it."""
    clause = event.clause_at(amount.start)
    place = amount.start - clause.start if clause else 0
    sort = _BEFORE.search(clause.text, max(0, place - _NEAR), place) if clause else None
    return sort["sort"] if sort else ""


def _after(event: Event, amount: Amount) -> str:
    """What an amount is of, by the words after it (一份保安的一份保洁的)."""
    clause = event.clause_at(amount.start)
    sort = _AFTER.match(clause.text, amount.end - clause.start) if clause else None
    return sort["sort"] if sort else ""
