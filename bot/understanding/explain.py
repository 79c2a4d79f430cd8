"""One message as it was read, for people: the text with each finding underlined and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import east_asian_width

from bot.understanding.result import Found, Item, Understanding


def explain(text: str, understanding: Understanding) -> str:
    """The text, line by line, each finding underlined below it; then the intent and what follows from it."""
    return "\n".join([*_underlined(text, understanding.found), "", *_conclusion(understanding)])


def _underlined(text: str, found: Iterable[Found]) -> Iterator[str]:
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        yield line
        for one in found:
            if start <= one.start < end:
                yield _underline(line, one, start)
        start = end + 1


def _underline(line: str, one: Found, start: int) -> str:
    before, under = line[: one.start - start], line[one.start - start : one.end - start]
    why = f" ({one.why})" if one.why else ""
    return f"{' ' * _width(before)}{'‾' * max(1, _width(under))} {one.field} = {one.value}{why}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _conclusion(understanding: Understanding) -> Iterator[str]:
    words = f" (by its looks; its words say {understanding.intent_said})" if understanding.intent_said else ""
    yield f"intent: {understanding.intent}{words}"
    for name, items in (("item", understanding.items), ("plan", understanding.plans)):
        for item in items:
            yield f"{name}: {_shown(item)}"
    for field, value in understanding.fix.items():
        yield f"fix: {field} = {value}"
    if understanding.audience_together is not None:
        yield f"audience together: {understanding.audience_together}"
    if understanding.cumulative:
        yield "cumulative: figures of a period"
    if understanding.cut:
        yield "cut: too long, the end was not read"


def _shown(item: Item) -> str:
    fields = ("kind", "held_on", "school", "topics", "audience", "sessions", "class_hours", "cases")
    flags = ("audience_approximate", "quantity_approximate", "online", "kind_by_looks")
    shown = [
        f"{name}={_plain(getattr(item, name))}" for name in fields if getattr(item, name) not in (None, ())
    ]
    shown += [name for name in flags if getattr(item, name)]
    if item.school_candidates:
        shown.append("candidates=" + "/".join(item.school_candidates))
    if item.school_said:
        shown.append(f"school_said={item.school_said}")
    return ", ".join(shown)


def _plain(value: object) -> str:
    return "+".join(value) if isinstance(value, tuple) else str(value)
