"""Making entries of what a message reports: each kept at once, complete or not (rules 1 to 4, 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Act, Entry, School
from bot.services import duplicates, whose
from bot.services.access import Access
from bot.services.entries import by_name, completed, sensible, set_field
from bot.understanding import Item, Understanding
from db import entries, schools
from db.chats import Message
from db.entries import Source

PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Report:
    """A message that reports something, by whom, and when its day was; `source` as of its entries."""

    access: Access
    message: Message
    text_id: int
    act: Act
    sent_on: date
    source: str = "message"
    source_key: str = ""

    @property
    def key(self) -> str:
        """The source key of the entries it makes: the message's, unless one is given."""
        return self.source_key or self.message.key


async def record(session: AsyncSession, report: Report, read: Understanding) -> list[Entry]:
    """Keep every item and plan of the message; the entries as they are now, in its order."""
    known = await schools.directory(session)
    first = await entries.next_item(session, report.source, report.key)
    drafts = [
        *(draft(item, "recorded", report.sent_on, known) for item in read.items),
        *(draft(item, PLANNED, report.sent_on, known) for item in read.plans),
    ]
    return [await keep(session, report, one, first + number) for number, one in enumerate(drafts)]


def draft(item: Item, state: str, sent_on: date, known: Sequence[School]) -> Entry:
    """An item as an entry that is nobody's yet; what was inferred or assumed is flagged."""
    kind = data.kinds()[item.kind]
    said = item.cases if kind.quantity == "cases" else item.sessions
    said = said if sensible("quantity", said) else None
    flags = {f"inferred:{found.field}" for found in item.found if found.sureness == "inferred"}
    if said is None and kind.assumed:
        flags.add("assumed:quantity")
    if item.school is None and (item.school_candidates or item.school_said):
        flags.add("unclear:school")
    if item.kind_by_looks:
        flags.add("inferred:kind")
    if item.by_another:
        flags.add(whose.BY_ANOTHER)
    audience = item.audience if sensible("audience", item.audience) else None
    return Entry(
        kind=item.kind,
        state=state,
        held_on=item.held_on,
        counted_on=item.held_on or sent_on,
        school=by_name(tuple(known), item.school),
        topics=item.topics,
        quantity=said if said is not None else kind.assumed,
        quantity_approximate=item.quantity_approximate,
        audience=audience,
        audience_approximate=item.audience_approximate,
        class_hours=item.class_hours if sensible("class_hours", item.class_hours) else None,
        online=item.online,
        flags=frozenset(flags),
        logged_by=None,
    )


async def keep(session: AsyncSession, report: Report, one: Entry, number: int) -> Entry:
    """Keep a draft as the message's item of this number, unless it carries out a plan: then that is it."""
    one, around = await placed(session, report, one)
    source = Source(report.source, report.key, number, report.text_id)
    plan = fulfilled(one, around)
    if plan:
        await entries.add_source(session, plan.id, source)
        done = completed(carried_out(plan, one))
        return await entries.change(session, plan, done, replace(report.act, how="plan"))
    kept = await entries.keep(session, completed(one), source, report.act)
    return await duplicates.check(session, kept, report.act, around)


async def placed(session: AsyncSession, report: Report, one: Entry) -> tuple[Entry, list[Entry]]:
    """A draft with its school and people, and what is planned or recorded around it, if it is recorded."""
    person = report.access.person
    one = replace(one, logged_by=person.id if person else None)
    one = await with_writers_school(session, report.access, one)
    one = await whose.attribute(session, report.access, one, report.message.text)
    around = await entries.near(session, one, [PLANNED, "recorded"]) if one.state == "recorded" else []
    return one, around


def carried_out(plan: Entry, done: Entry) -> Entry:
    """The plan with what was done; what the report leaves unsaid stays as planned."""
    people = {one.id: one for one in (*done.people, *plan.people)}
    return replace(
        done,
        id=plan.id,
        logged_by=plan.logged_by,
        people=tuple(people.values()),
        topics=done.topics or plan.topics,
        class_hours=done.class_hours or plan.class_hours,
        note=plan.note,
        flags=done.flags | {flag for flag in plan.flags if flag.startswith("hand:")},
    )


async def with_writers_school(session: AsyncSession, access: Access, entry: Entry) -> Entry:
    """Where the message names no school: the writer's only one, marked as assumed.

    The bureau's adviser is excused from naming a school, so nothing is assumed for them.
    """
    unsaid = entry.school is None and "unclear:school" not in entry.flags
    if not unsaid or len(access.school_ids) != 1 or access.logs not in ("own", "school"):
        return entry
    known = await schools.directory(session)
    own = next((school for school in known if school.id == access.school_ids[0]), None)
    return replace(entry, school=own, flags=entry.flags | {"assumed:school"}) if own else entry


def fulfilled(entry: Entry, around: Sequence[Entry]) -> Entry | None:
    """The plan, of those `around`, that this entry carries out: same person, topics that meet (rule 6)."""
    for plan in around:
        same_people = {one.id for one in plan.people} & {one.id for one in entry.people}
        if plan.state == PLANNED and same_people and duplicates.topics_meet(plan, entry):
            return plan
    return None


def blank(kind: str, day: date) -> Entry:
    """An empty entry of a kind, to be led through."""
    quantity = data.kinds()[kind].assumed
    return Entry(kind, "incomplete", day, quantity=quantity, flags=frozenset({"led"}))


async def start(session: AsyncSession, access: Access, entry: Entry, key: str, act: Act) -> Entry:
    """Keep an entry that somebody wants to be led through."""
    person = access.person
    entry = replace(entry, logged_by=person.id if person else None)
    entry = await whose.attribute(session, access, entry, "")
    return await entries.keep(session, completed(entry), Source("press", key), act)


async def carry_out(session: AsyncSession, plan: Entry, act: Act, audience: int | None = None) -> Entry:
    """What was planned has been done; for how many people, if that is known."""
    done = replace(plan, state="recorded", audience=audience or plan.audience, flags=plan.flags | {"led"})
    return await change(session, plan, completed(done), replace(act, how="plan"))


async def change(session: AsyncSession, old: Entry, new: Entry, act: Act) -> Entry:
    """Write a change and look again for duplicates where it completes or moves the entry."""
    changed = await entries.change(session, old, new, act)
    return await duplicates.check(session, changed, act)


async def set_value(session: AsyncSession, entry: Entry, name: str, value: object, act: Act) -> Entry:
    """Set one field of an entry, as a person said."""
    new = set_field(entry, name, value)
    if name == "school":
        new = await whose.presumed(session, new)
    return await change(session, entry, new, act)
