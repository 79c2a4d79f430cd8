"""The history in sentences: who, when, how, what, from what to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Any

from markupsafe import Markup

from bot.chat.wording import Wording
from bot.records import Entry
from db.history import PERSONAL, Line

PASSED_OVER = ("counted_on", "logged_by")
"""What follows from other fields, or from who made the change."""
SINGULAR = {"topics": "topic", "kinds": "kind"}
"""Under which heading the names of a field's keys stand, where it isn't the field's own."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the lines of a page speak of, besides what they say themselves."""

    entries: Mapping[int, Entry]
    people: Mapping[int, str]


def lines_text(t: Wording, zone: tzinfo, lines: Iterable[Line], known: Known) -> Markup:
    """These lines, numbered."""
    return Markup("\n").join(
        t(
            "history.line",
            number=number,
            when=f"{line.at.astimezone(zone):%Y-%m-%d %H:%M}",
            who=line.by or t("history.who_else"),
            how=_named(t, (f"history.how.{line.how}",), line.how),
            what=_what(t, line, known),
            changes=_changes(t, line, known),
        )
        for number, line in enumerate(lines, 1)
    )


def _what(t: Wording, line: Line, known: Known) -> str:
    subject = line.subject
    if subject.kind == "entry":
        entry = known.entries[subject.id or 0]
        school = entry.school.name if entry.school else t("history.no_school")
        return t("history.entry", kind=t(f"kind.{entry.kind}"), school=school, day=entry.counted_on)
    if not subject.label and subject.kind in PERSONAL:
        return t("history.erased")
    return _named(t, (f"history.{subject.kind}.{subject.label}",), subject.label)


def _changes(t: Wording, line: Line, known: Known) -> Markup:
    kind = line.subject.kind
    fields = ("field",) if kind == "entry" else (f"history.{kind}", "history.field")
    parts = []
    for name, pair in line.fields.items():
        if name not in PASSED_OVER:
            before, after = (_value(t, name, value, known.people) for value in pair)
            key = "history.changed" if before and after else "history.set" if after else "history.unset"
            field = _named(t, [f"{table}.{name}" for table in fields], name)
            parts.append(t(key, field=field, before=before, after=after))
    return t("history.and").join(parts)


def _value(t: Wording, name: str, value: Any, people: Mapping[int, str]) -> str:
    """A kept value as people read it: keys by their names, people by theirs; empty where there is none."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return t("history.yes" if value else "history.no")
    if isinstance(value, list):
        return str(t("card.and")).join(_value(t, name, one, people) for one in value)
    if isinstance(value, dict):
        pairs = (f"{key} {_value(t, key, one, people)}" for key, one in value.items())
        return str(t("card.and")).join(pairs)
    if name == "people":
        return people.get(value, str(value))
    plain = f"{value:.10g}" if isinstance(value, float) else str(value)
    return _named(t, (f"{SINGULAR.get(name, name)}.{value}",), plain)


def _named(t: Wording, keys: Iterable[str], otherwise: str) -> str:
    """The first of these texts that there is."""
    return next((t(key) for key in keys if t.has(key)), otherwise)
