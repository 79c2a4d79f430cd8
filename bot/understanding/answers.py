"""Answers to the one question that a chat has open."""

from __future__ import annotations

from datetime import datetime, tzinfo

from bot.understanding.dates import find_days
from bot.understanding.naming import find_schools
from bot.understanding.numbers import find_numbers
from bot.understanding.result import Found
from bot.understanding.schools import Directory
from bot.understanding.text import normalise


def read_answer(field: str, text: str, sent_at: datetime, directory: Directory, zone: tzinfo) -> Found | None:
    """Whether `text` wholly answers a question about one field, and with what value."""
    plain = normalise(text)
    if field == "held_on":
        days = [d for d in find_days(plain, sent_at.astimezone(zone).date()) if d.day]
        if len(days) == 1:
            return Found(field, days[0].day, days[0].start, days[0].end)
    if field == "school":
        named = [n for n in find_schools(plain, directory) if n.school]
        if len(named) == 1 and named[0].school:
            return Found(field, named[0].school.name, named[0].start, named[0].end)
    if field in ("audience", "quantity", "class_hours"):
        numbers = [n for n in find_numbers(plain) if n.value]
        if len(numbers) == 1:
            return Found(field, numbers[0].value, numbers[0].start, numbers[0].end)
    return None
