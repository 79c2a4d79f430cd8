"""Answers to the one question that a chat has open."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from bot.understanding.dates import find_days
from bot.understanding.lexicon import LEXICON
from bot.understanding.naming import find_schools
from bot.understanding.numbers import find_numbers
from bot.understanding.result import Found
from bot.understanding.schools import Directory
from bot.understanding.text import normalise

BESIDE = 5
"""Characters (or Latin words) that may stand beside an answer: 是昨天下午的, 一共280人左右."""


class _Hit(NamedTuple):
    start: int
    end: int
    value: Any


def read_answer(field: str, text: str, sent_at: datetime, directory: Directory, zone: tzinfo) -> Found | None:
    """The value of one field, where `text` says hardly anything but that."""
    plain = normalise(text)
    hits = _hits(field, plain, sent_at, directory, zone)
    if not hits or (field != "topics" and len(hits) > 1):
        return None
    beside = "".join(" " if any(h.start <= n < h.end for h in hits) else c for n, c in enumerate(plain))
    if len(re.findall(r"[a-z]+|\w", beside)) > BESIDE:
        return None
    value = tuple(dict.fromkeys(h.value for h in hits)) if field == "topics" else hits[0].value
    return Found(field, value, hits[0].start, hits[-1].end)


def _hits(field: str, plain: str, sent_at: datetime, directory: Directory, zone: tzinfo) -> list[_Hit]:
    if field == "held_on":
        days = find_days(plain, sent_at.astimezone(zone).date())
        return [_Hit(d.start, d.end, d.day) for d in days if d.day]
    if field == "school":
        named = find_schools(plain, directory)
        return [_Hit(n.start, n.end, n.school.name) for n in named if n.school]
    if field == "topics":
        return [_Hit(*hit) for hit in LEXICON.find(plain).get("topic", ()) if hit.key != "none"]
    if field in ("audience", "quantity", "class_hours"):
        numbers = [_Hit(n.start, n.end, n.value) for n in find_numbers(plain) if n.value]
        return [n for n in numbers if plain[n.start].isascii()] or numbers  # 一共280: not the 一
    return []
