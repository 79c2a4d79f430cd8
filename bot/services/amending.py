"""Changing what was recorded: corrections, withdrawals, and messages edited after they were sent (rule 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act, Entry, School
from bot.services import duplicates, recording, whose
from bot.services.access import Access
from bot.services.entries import by_name, completed, field_of, sensible, set_field
from bot.understanding import Understanding
from bot.understanding.text.plain import normalise
from bot.understanding.text.spans import blot
from db import chats, entries, schools

FOLLOWS_TEXT = (
    *("kind", "held_on", "counted_on", "school", "topics", "quantity", "quantity_approximate"),
    *("audience", "audience_approximate", "class_hours", "online"),
)
"""What an edit of the message changes, unless it was set by hand."""


ALONE = {"audience", "class_hours"}
"""What a message may say alone and be understood."""
NAMING: dict[str, Callable[[Entry], object]] = {
    "school": lambda entry: _name(entry.school),
    "held_on": lambda entry: entry.held_on,
}
"""By what a correction or withdrawal says which entry it means."""


@dataclass(frozen=True, slots=True)
class Amended:
    """What an edited message did: entries before and after, those new, those it no longer mentions."""

    changed: tuple[tuple[Entry, Entry], ...] = ()
    added: tuple[Entry, ...] = ()
    vanished: tuple[Entry, ...] = ()


async def correct(session: AsyncSession, entry: Entry, fix: Mapping[str, Any], act: Act) -> Entry:
    """Set what a correction names; `fix` has the names and values of understanding's items."""
    known = await schools.directory(session)
    new = entry
    for said, value in fix.items():
        name = field_of(entry, said)
        if not sensible(name, value):
            continue
        new = set_field(new, name, by_name(known, value) if name == "school" else value)
    new = await whose.presumed(session, new)
    return await recording.change(session, entry, new, act)


def figures_alone(text: str, read: Understanding) -> dict[str, Any]:
    """The heads and class hours of a message that says nothing else."""
    found = {one.field: one.value for one in read.found}
    rest = blot(normalise(text), read.found)
    said = any(character.isalnum() for character in rest)
    return {} if said or not found.keys() <= ALONE or None in found.values() else found


async def withdraw(session: AsyncSession, entry: Entry, act: Act) -> Entry:
    """Undo the entry: kept, never counted."""
    await duplicates.dismiss(session, entry)
    await chats.forget_question_about(session, entry.id)
    flags = entry.flags - {duplicates.FLAG}
    return await entries.change(session, entry, replace(entry, state="withdrawn", flags=flags), act)


async def restore(session: AsyncSession, entry: Entry, act: Act) -> Entry:
    """Take a withdrawal back: a plan is a plan again, anything else counts if it is complete.

    One that was merged into another is an event of its own again.
    """
    await duplicates.part(session, entry, act)
    planned = await entries.state_before(session, entry.id) == "planned"
    state = "planned" if planned else "recorded"
    return await recording.change(session, entry, completed(replace(entry, state=state)), act)


async def target(
    session: AsyncSession, access: Access, read: Understanding, pointed_at: Sequence[int]
) -> list[Entry]:
    """The entries that a correction or withdrawal may mean; one where it is clear.

    Args:
        session: of the caller's unit of work.
        access: who writes.
        read: the message; a school or day in it narrows the choice.
        pointed_at: the entries of the message that it replies to, if any.
    """
    if access.person is None:
        return []
    if pointed_at:
        found = await entries.load(session, pointed_at)
    else:
        found = await entries.recent(session, access.person.id)
    found = [entry for entry in found if entry.state != "withdrawn" and access.may_change(entry)]
    named = {f.field: f.value for f in read.found if f.field in NAMING and f.field not in read.fix}
    narrowed = [entry for entry in found if all(NAMING[name](entry) == named[name] for name in named)]
    return narrowed if pointed_at or (named and read.intent == "cancel") else narrowed[:1]


async def reread(session: AsyncSession, report: recording.Report, read: Understanding) -> Amended:
    """Bring the entries of an edited message in line with what it says now."""
    ids = await entries.of_source(session, "message", report.message.key)
    present = await entries.load(session, ids)
    known = await schools.directory(session)
    drafts = [
        *(recording.draft(item, "recorded", report.sent_on, known) for item in read.items),
        *(recording.draft(item, "planned", report.sent_on, known) for item in read.plans),
    ]
    pairs, new = matched(present, drafts)
    changed = [(old, await _follow(session, report, old, now)) for old, now in pairs]
    first = await entries.next_item(session, "message", report.message.key)
    added = [await recording.keep(session, report, one, first + n) for n, one in enumerate(new)]
    mentioned = {old.id for old, _ in pairs}
    gone = [one for one in present if one.id not in mentioned and one.state != "withdrawn"]
    return Amended(
        tuple((old, now) for old, now in changed if entries.differences(old, now)), tuple(added), tuple(gone)
    )


def matched(
    present: Sequence[Entry], drafts: Sequence[Entry]
) -> tuple[list[tuple[Entry, Entry]], list[Entry]]:
    """Each entry with the item that resembles it most, and the items that resemble none.

    One item for one entry is that entry, however much of it changed.
    """
    if len(present) == len(drafts) == 1:
        return [(present[0], drafts[0])], []
    left, pairs, new = list(present), [], []
    for one in drafts:
        best = max(left, key=lambda entry: resemblance(entry, one), default=None)
        if best is None or not resemblance(best, one):
            new.append(one)
        else:
            left.remove(best)
            pairs.append((best, one))
    return pairs, new


def resemblance(entry: Entry, one: Entry) -> int:
    """How much an entry and an item have in common; 0 where they are different things."""
    same_school = _name(entry.school) == _name(one.school)
    same_topics = bool(set(entry.topics) & set(one.topics)) or entry.topics == one.topics
    score = 3 * same_school + 2 * (entry.held_on == one.held_on) + 2 * same_topics
    return (score + (entry.audience == one.audience)) * (entry.kind == one.kind or score > 4)


def _name(school: School | None) -> str:
    return school.name if school else ""


async def _follow(session: AsyncSession, report: recording.Report, old: Entry, now: Entry) -> Entry:
    """The entry with what its text says now.

    Fields set by hand stay; so do withdrawn entries, and plans that a later message has fulfilled.
    """
    if old.state == "withdrawn" or (await entries.sources(session, old.id))[-1] != report.message.key:
        return old
    by_hand = {flag.partition(":")[2] for flag in old.flags if flag.startswith("hand:")}
    if "held_on" in by_hand:
        by_hand.add("counted_on")
    kept = by_hand | {"school"} if now.school is None and "assumed:school" in old.flags else by_hand
    values = {name: getattr(now, name) for name in FOLLOWS_TEXT if name not in kept}
    flags = now.flags | {flag for flag in old.flags if flag.startswith(("hand:", "assumed:school"))}
    new = await _again_whose(session, report, replace(old, **values, flags=flags))
    if now.state != old.state and "planned" in (now.state, old.state):
        new = replace(new, state=now.state)
    return await recording.change(session, old, completed(new), report.act)


async def _again_whose(session: AsyncSession, report: recording.Report, entry: Entry) -> Entry:
    """The entry with the people and position that its text and school now give, unless set by hand."""
    if "hand:position" in entry.flags:
        return entry
    if "hand:people" in entry.flags:
        return whose.counted(entry)
    flags = entry.flags - {"assumed:people"}
    nobodys = replace(entry, people=(), position=None, flags=flags)
    return await whose.attribute(session, report.access, nobodys, report.message.text)
