"""Entries that may be one event reported twice (rule 2): both count until somebody says that they are one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act, Entry
from bot.services import whose
from db import duplicates, entries

FLAG = "duplicate"


def topics_meet(one: Entry, other: Entry) -> bool:
    """Whether the topics allow that it is the same event; none said fits any."""
    return not one.topics or not other.topics or bool(set(one.topics) & set(other.topics))


def alike(later: Entry, earlier: Entry) -> bool:
    """Different people, same kind, topics that meet; or one person with everything identical."""
    if later.kind != earlier.kind:
        return False
    if {one.id for one in later.people} & {one.id for one in earlier.people}:
        return _facts(later) == _facts(earlier)
    return topics_meet(later, earlier)


def _facts(entry: Entry) -> tuple[object, ...]:
    return (entry.held_on, frozenset(entry.topics), entry.audience)


async def check(
    session: AsyncSession, entry: Entry, act: Act, around: Sequence[Entry] | None = None
) -> Entry:
    """Mark a recorded entry that an earlier one (of those `around`, if known) may have counted already."""
    if entry.state != "recorded" or FLAG in entry.flags:
        return entry
    for earlier in await entries.near(session, entry, ["recorded"]) if around is None else around:
        if (
            earlier.id < entry.id
            and earlier.state == "recorded"
            and alike(entry, earlier)
            and not await duplicates.settled(session, entry.id, earlier.id)
        ):
            await duplicates.suspect(session, entry.id, earlier.id)
            return await entries.change(session, entry, replace(entry, flags=entry.flags | {FLAG}), act)
    return entry


async def earlier_of(session: AsyncSession, entry: Entry) -> Entry | None:
    """The entry that this one may be the same as."""
    earlier_id = await duplicates.doubted(session, entry.id)
    found = await entries.load(session, [earlier_id] if earlier_id else [])
    return found[0] if found else None


async def settle(session: AsyncSession, entry: Entry, act: Act, *, same: bool) -> tuple[Entry, Entry | None]:
    """Settle an open doubt: the entry as it is now and, where it was the same, the one that goes on counting.

    Merged, the people of both are the people of the earlier one; the later one is withdrawn.
    """
    earlier = await earlier_of(session, entry)
    if earlier is None:
        return entry, None
    await duplicates.settle(session, entry.id, "same" if same else "different")
    state = "withdrawn" if same else entry.state
    entry = await entries.change(session, entry, replace(entry, flags=entry.flags - {FLAG}, state=state), act)
    if not same:
        return entry, None
    joined = {one.id: one for one in (*earlier.people, *entry.people)}
    merged = replace(earlier, people=tuple(joined.values()), audience=earlier.audience or entry.audience)
    merged = replace(merged, flags=merged.flags | {"hand:people"})
    merged = merged if earlier.people else whose.counted(merged)
    return entry, await entries.change(session, earlier, merged, replace(act, how="merge"))


async def dismiss(session: AsyncSession, entry: Entry) -> None:
    """A withdrawn entry is nobody's duplicate."""
    await duplicates.settle(session, entry.id, "different")
