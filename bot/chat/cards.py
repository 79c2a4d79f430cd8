"""Entries as people see them: every field, what was inferred or assumed, and the buttons to change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from bot import data
from bot.chat.buttons import Button, Rows, button, in_rows
from bot.chat.wording import Wording
from bot.records import Entry
from bot.services.asking import Question

CHOICES_A_ROW = 2
MOST_IN_FULL = 12
"""Entries of one card shown with every field; more would not fit into a message, and get a line each."""


@dataclass(frozen=True, slots=True)
class Card:
    """A message of ours that shows entries."""

    text: Markup
    buttons: Rows
    entry_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class View:
    """For whom and when something is shown."""

    t: Wording
    today: date
    person_id: int | None = None
    evidence: Mapping[int, int] = field(default_factory=dict)
    """How many photos and files an entry has."""
    merged: Mapping[int, int] = field(default_factory=dict)
    """The report that was merged into an entry last."""
    may_change: bool = True
    """Whether buttons that change are shown; whether they do anything is decided when they are pressed."""


def card(
    view: View, entries: Sequence[Entry], question: Question | None = None, earlier: Entry | None = None
) -> Card:
    """The card of these entries: one with all its buttons, several numbered; then the question, if any.

    Args:
        view: for whom.
        entries: at least one.
        question: what is asked below.
        earlier: the entry that the first may be a duplicate of.
    """
    one = entries[0] if len(entries) == 1 else None
    blocks = [entry_text(view, one)] if one else [*_several(view, entries)]
    if earlier is not None:
        blocks.append(doubt(view, earlier))
    if question is not None:
        blocks.append(question_text(view, question, numbered=one is None))
    rows = _choices(view, question)
    if earlier is not None and view.may_change:
        rows += _doubt_buttons(view, entries)
    rows += entry_buttons(view, one) if one else several_buttons(view, entries)
    return Card(Markup("\n\n").join(blocks), rows, tuple(entry.id for entry in entries))


def _several(view: View, entries: Sequence[Entry]) -> Iterator[Markup]:
    yield view.t("card.several", count=len(entries))
    if len(entries) > MOST_IN_FULL:
        lines = (Markup("{}. {}").format(number, line(view, one)) for number, one in enumerate(entries, 1))
        yield Markup("\n").join(lines)
        return
    for number, entry in enumerate(entries, 1):
        yield Markup("{}. {}").format(number, entry_text(view, entry))


def entry_text(view: View, entry: Entry) -> Markup:
    """Every field of one entry, in lines."""
    return Markup("\n").join(line for line in _lines(view, entry) if line)


def _lines(view: View, entry: Entry) -> Iterator[Markup]:
    t = view.t
    yield Markup("{} · {}").format(t(f"card.{entry.state}"), title(t, entry))
    school = t("card.school", school=entry.school.name) if entry.school else t("card.school_none")
    day = t("card.date", date=t.date(entry.held_on, view.today)) if entry.held_on else t("card.date_none")
    yield Markup("{}  {}").format(school, day)
    attached = t("card.evidence", count=view.evidence[entry.id]) if entry.id in view.evidence else ""
    yield Markup("  ").join(line for line in (_topics(t, entry), _audience(t, entry), attached) if line)
    yield _people(view, entry)
    yield t("card.note", note=entry.note) if entry.note else Markup("")
    yield from _marks(t, entry)


def title(t: Wording, entry: Entry) -> Markup:
    """What was done and how much: `法治讲座 1 场 · 2 课时`."""
    kind = data.kinds()[entry.kind]
    quantity = hours = Markup("")
    if entry.quantity is not None:
        more = t("card.more") if entry.quantity_approximate else ""
        quantity = t("card.quantity", quantity=entry.quantity, approximate=more, unit=unit(t, kind))
    if entry.class_hours is not None:
        hours = t("card.hours", hours=f"{entry.class_hours:g}")
    return t("card.title", kind=t(f"kind.{entry.kind}"), quantity=quantity, hours=hours)


def unit(t: Wording, kind: data.Kind) -> str:
    """What one of this kind is called."""
    return kind.unit if t.language == "zh" else ""


def _topics(t: Wording, entry: Entry) -> Markup:
    names = t("card.and").join(t(f"topic.{topic}") for topic in entry.topics)
    return t("card.topics", topics=names) if entry.topics else Markup("")


def _audience(t: Wording, entry: Entry) -> Markup:
    if entry.audience is None:
        unreported = entry.state != "planned" and "audience" in data.kinds()[entry.kind].asks
        return t("card.audience_none") if unreported else Markup("")
    more = t("card.more") if entry.audience_approximate else ""
    return t("card.online" if entry.online else "card.audience", audience=entry.audience, approximate=more)


def _people(view: View, entry: Entry) -> Markup:
    """Whose it is; left out where it is the reader's own and nobody else's."""
    if [one.id for one in entry.people] == [view.person_id]:
        return Markup("")
    if not entry.people:
        return view.t("card.people_none")
    return view.t("card.people", people=names(view.t, entry))


def names(t: Wording, entry: Entry) -> str:
    """The names of an entry's people."""
    return str(t("card.and")).join(one.name for one in entry.people)


def _marks(t: Wording, entry: Entry) -> Iterator[Markup]:
    for mark in ("inferred", "assumed"):
        fields = [flag.partition(":")[2] for flag in sorted(entry.flags) if flag.startswith(f"{mark}:")]
        named = [t(f"field.{name}") for name in fields if t.has(f"field.{name}")]
        if named:
            yield t(f"card.{mark}", fields=t("card.and").join(named))


def doubt(view: View, earlier: Entry) -> Markup:
    """That an entry may be one that somebody logged before."""
    day = view.t.date(earlier.held_on, view.today) if earlier.held_on else ""
    school = earlier.school.name if earlier.school else ""
    if not earlier.people:
        return view.t("card.duplicate_of_nobody", date=day, school=school)
    return view.t("card.duplicate", people=names(view.t, earlier), date=day, school=school)


def question_text(view: View, question: Question, *, numbered: bool) -> Markup:
    """The question; on a card of several, with the entry that it is about."""
    entry = question.entry
    values = {
        "unit": unit(view.t, data.kinds()[entry.kind]),
        "together": question.details.get("together", ""),
        "example": "、".join(["200"] * len(question.details.get("entries", ()))),
    }
    text = view.t(f"ask.{question.field}", **values)
    unknown = question.details.get("unknown", {}).get(str(entry.id))
    if question.field == "school" and unknown:
        text = Markup("{}\n{}").format(view.t("ask.unknown_school", said=unknown), text)
    about = [title(view.t, entry), *([Markup.escape(entry.school.name)] if entry.school else [])]
    return Markup("{} ({})").format(text, Markup(" ").join(about)) if numbered else text


def _choices(view: View, question: Question | None) -> Rows:
    if question is None:
        return ()
    entry_id, share = question.entry.id, question.options[0].value if question.options else ""
    buttons = [
        button(
            view.t(option.key, share=share) if option.key else option.name,
            "set",
            *(entry_id, question.field, option.value),
        )
        for option in question.options
    ]
    return in_rows(buttons, CHOICES_A_ROW if question.field != "held_on" else 3)


def _doubt_buttons(view: View, entries: Sequence[Entry]) -> Rows:
    doubted = next(entry for entry in entries if "duplicate" in entry.flags)
    return (
        (
            button(view.t("button.same"), "same", doubted.id),
            button(view.t("button.different"), "different", doubted.id),
        ),
    )


def entry_buttons(view: View, entry: Entry) -> Rows:
    """What can be done with one entry."""
    t = view.t
    if not view.may_change:
        return ((button(t("button.story"), "story", entry.id),),)
    if entry.state == "withdrawn":
        return ((button(t("button.restore"), "restore", entry.id),),)
    first = [
        button(t("button.edit"), "edit", entry.id),
        button(t("button.companion"), "ask", entry.id, "companion"),
        button(t("button.undo"), "undo", entry.id),
    ]
    rows = [tuple(first)]
    if entry.state == "recorded":
        rows.append(tuple(_unsaid(view, entry)))
        if entry.id in view.merged:
            rows.append((button(t("button.part"), "restore", view.merged[entry.id]),))
    return tuple(rows)


def _unsaid(view: View, entry: Entry) -> Iterator[Button]:
    """What the kind asks for and the entry doesn't say: class hours with a tap, the audience typed."""
    kind = data.kinds()[entry.kind]
    if entry.audience is None and "audience" in kind.asks:
        yield button(view.t("button.audience"), "ask", entry.id, "audience")
    if entry.class_hours is None:
        for hours in kind.hours:
            yield button(
                view.t("quota.tap", hours=f"{hours:g}"), "set", entry.id, "class_hours", f"{hours:g}"
            )


def several_buttons(view: View, entries: Sequence[Entry]) -> Rows:
    """A button to open each entry, and one to undo them all."""
    opens = [
        button(view.t("button.edit_n", number=number), "open", entry.id)
        for number, entry in enumerate(entries, 1)
    ]
    undo: Button = button(view.t("button.undo_all"), "undoall", entries[0].id)
    return (*in_rows(opens, 4), (undo,) if view.may_change else ())


EDITABLE = ("held_on", "school", "audience", "quantity", "class_hours", "topics", "kind", "people")


def field_buttons(view: View, entry: Entry) -> Rows:
    """Which field to change."""
    fields = [button(view.t(f"field.{name}"), "ask", entry.id, name) for name in EDITABLE]
    last = (
        button(view.t("button.story"), "story", entry.id),
        button(view.t("ties.button"), "e_ties", entry.id),
        button(view.t("button.back"), "back", entry.id),
    )
    return (*in_rows(fields, 4), last)


def line(view: View, entry: Entry) -> str:
    """One entry in one line, for lists."""
    icon = str(view.t(f"card.{entry.state}")).split(" ", 1)[0]
    day = f"{entry.counted_on.month}.{entry.counted_on.day}"
    school = entry.school.name if entry.school else "?"
    kind = str(view.t(f"kind.{entry.kind}"))
    return f"{icon} {day} {school} {kind}"
