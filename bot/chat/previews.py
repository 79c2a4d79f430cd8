"""What an import would do, as a card to look at: counts, the first changes by name, every problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from bot import data
from bot.chat.buttons import Rows, button
from bot.chat.wording import Wording
from bot.reports.material import Figure
from bot.reports.placeholders import said as in_words
from bot.services.importing import Change, Past, Plan, Remark, Yearly, forms
from db.history import TELEPHONE, masked
from db.roster import PERSON_COLUMNS, SCHOOL_COLUMNS, Appointment, Person, School

CHANGES_SHOWN = 6
"""Of each sheet."""
PROBLEMS_SHOWN = 12
NOTES_SHOWN = 5
ROWS_NAMED = 6
LONGEST_LINE = 140
COLUMNS = {School: (*SCHOOL_COLUMNS, "aliases"), Person: PERSON_COLUMNS}


@dataclass(frozen=True, slots=True)
class Preview:
    """A card, its buttons, and a file with all that has no room on it (or nothing)."""

    text: Markup
    buttons: Rows
    file: str


def preview(t: Wording, plan: Plan, number: int, name: str, today: date) -> Preview:
    """The card of a plan that was made of the file of this number and name."""
    said = [remark.said(t.language) for remark in (*plan.problems, *plan.notes)]
    many = len(plan.problems) > PROBLEMS_SHOWN or len(plan.notes) > NOTES_SHOWN
    long = many or any(len(one) > LONGEST_LINE for one in said)
    parts = [
        _head(t, plan, name),
        _remarks(t, "files.problems", plan.problems, PROBLEMS_SHOWN),
        *([] if plan.problems else [Markup("\n").join(counts(t, plan, today)), *_changes(t, plan)]),
        _remarks(t, "files.notes", plan.notes, NOTES_SHOWN),
    ]
    text = Markup("\n\n").join(part for part in parts if part)
    return Preview(text, _buttons(t, plan, number), "\r\n".join(said) if long else "")


def counts(t: Wording, plan: Plan, today: date) -> list[Markup]:
    """A line for each sheet that has any row."""
    ended = len(plan.ended(today))
    return [
        t("files.counts", sheet=_sheet(t, key), **found)
        + (t("files.ended", ended=ended) if key == "people" and ended else "")
        for key, found in plan.counts().items()
        if any(found.values())
    ]


def _head(t: Wording, plan: Plan, name: str) -> Markup:
    if plan.problems:
        return t("files.head_problems", name=name)
    return t("files.head" if plan.changes else "files.head_nothing", name=name)


def _buttons(t: Wording, plan: Plan, number: int) -> Rows:
    cancel = button(t("files.cancel"), "dropimport", number)
    if plan.problems:
        return ((button(t("files.recheck"), "recheck", number), cancel),)
    if not plan.changes:
        return ()
    return ((button(t("files.import"), "import", number, plan.fingerprint), cancel),)


def _remarks(t: Wording, head: str, remarks: Sequence[Remark], most: int) -> Markup:
    if not remarks:
        return Markup("")
    together = _together(t, remarks)
    lines = [t("files.remark", text=_cut(line)) for line in together[:most]]
    more = [t("files.more_below", count=len(together) - most)] if len(together) > most else []
    return Markup("\n").join([t(head, count=len(remarks)), *lines, *more])


def _together(t: Wording, remarks: Sequence[Remark]) -> list[str]:
    """A line for each thing to be said, with all the rows of a sheet of which it is said."""
    rows: dict[tuple[str, str], list[int]] = {}
    for remark in remarks:
        rows.setdefault((remark.place.sheet, remark.sentence(t.language)), []).append(remark.place.row)
    return [f"{_where(t, sheet, numbers)}{sentence}" for (sheet, sentence), numbers in rows.items()]


def _where(t: Wording, sheet: str, rows: Sequence[int]) -> str:
    if not sheet:
        return ""
    if not all(rows):
        return str(t("files.of_sheet", sheet=sheet))
    named = str(t("card.and")).join(map(str, rows[:ROWS_NAMED]))
    key = "files.of_rows" if len(rows) <= ROWS_NAMED else "files.of_more_rows"
    return str(t(key, sheet=sheet, rows=named, count=len(rows)))


def _changes(t: Wording, plan: Plan) -> list[Markup]:
    """The first changes of each sheet, by name."""
    blocks = []
    for key in ("schools", "people", "entries", "figures"):
        every = [one for one in getattr(plan, key) if one.outcome != "unchanged"]
        lines = [t(f"files.{one.outcome}", what=_cut(_described(t, one))) for one in every[:CHANGES_SHOWN]]
        if len(every) > CHANGES_SHOWN:
            lines.append(t("files.more", count=len(every) - CHANGES_SHOWN))
        blocks.append(Markup("\n").join(lines))
    return blocks


def _described(t: Wording, one: Change[School] | Change[Person] | Past | Yearly) -> str:
    if isinstance(one, Yearly):
        row = data.figures()[one.key]
        old, new = (in_words(Figure(row, kept.value, kept.note)) for kept in (one.before, one.after))
        return f"{one.year} {row.name} " + (new if one.outcome == "new" else f"{old} → {new}")
    if isinstance(one, Past):
        entry = one.entry
        assert entry is not None
        people = str(t("card.and")).join(person.name for person in entry.people)
        parts = (entry.held_on, entry.school and entry.school.name, t(f"kind.{entry.kind}"), people)
        return " ".join(str(part) for part in parts if part)
    if one.before is not None:
        return f"{one.after.name} · " + "; ".join(_differences(t, one))
    if isinstance(one.after, Person):
        posts = [_post(t, post) for post in one.after.appointments]
        return " · ".join([one.after.name, *([one.after.employer] if one.after.employer else []), *posts])
    return " · ".join(part for part in (one.after.name, one.after.kind, one.after.township) if part)


def _differences(t: Wording, one: Change[School] | Change[Person]) -> Iterator[str]:
    """Each thing that changes, from what to what."""
    before, after = one.before, one.after
    for column in COLUMNS[type(after)]:
        old, new = getattr(before, column), getattr(after, column)
        if old != new and column != "provisional":
            shown = {"before": _shown(t, column, old), "after": _shown(t, column, new)}
            yield str(t("files.difference", field=t(f"files.column.{column}"), **shown))
    if isinstance(before, Person) and isinstance(after, Person):
        held = {post.id: post for post in before.appointments}
        for post in after.appointments:
            if post not in before.appointments:
                old_term = _term(t, held[post.id]) if post.id in held else ""
                yield f"{_post(t, post)} {f'{old_term} → ' if old_term else ''}{_term(t, post)}"
        if after.accounts - before.accounts:
            yield str(t("files.account"))


def _shown(t: Wording, column: str, value: Any) -> str:
    if column == TELEPHONE:
        value = masked(value)
    plain = str(t("card.and")).join(value) if isinstance(value, tuple) else value
    return str(plain) if plain not in (None, "") else str(t("changed.empty"))


def _post(t: Wording, post: Appointment) -> str:
    return f"{t(f'role.{post.role}')} {post.school or t('stranger.bureau')}"


def _term(t: Wording, post: Appointment) -> str:
    return f"{post.starts_on or ''}–{post.ends_on or t('files.open_end')}"


def _sheet(t: Wording, key: str) -> str:
    names = next(form.names for form in forms() if form.key == key)
    return names[0] if t.language == "zh" else next(name for name in names if name.isascii())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"
