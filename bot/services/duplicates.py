"""Entries that may be one event reported twice (rule 2): both count until somebody says that they are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act, Entry
from bot.services import whose
from db import duplicates, entries

FLAG = "duplicate"
TAKEN = (("audience", "audience_approximate"), ("class_hours",), ("topics",), ("note",))
"""What an entry takes from a later report of the same event where it says nothing itself."""


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

    Merged, the people of both are the people of the earlier one, which takes what only the later one says;
    the later one is withdrawn, and stands behind the earlier one with its messages and evidence.
    """
    earlier = await earlier_of(session, entry)
    if earlier is None:
        return entry, None
    if not same:
        await duplicates.settle(session, entry.id, "different")
        return await entries.change(session, entry, replace(entry, flags=entry.flags - {FLAG}), act), None
    await duplicates.merge(session, entry.id, earlier.id)
    gone = replace(entry, flags=entry.flags - {FLAG}, state="withdrawn")
    merged = await entries.change(session, earlier, joined(earlier, entry), replace(act, how="merge"))
    return await entries.change(session, entry, gone, act), merged


def joined(earlier: Entry, later: Entry) -> Entry:
    """The earlier entry with the people of both, and with what it left open and the later one says."""
    people = {one.id: one for one in (*earlier.people, *later.people)}
    said = {
        name: getattr(later, name)
        for names in TAKEN
        if not getattr(earlier, names[0]) and getattr(later, names[0])
        for name in names
    }
    merged = replace(earlier, **said, people=tuple(people.values()))
    merged = replace(merged, flags=merged.flags | {"hand:people"} | {f"hand:{name}" for name in said})
    return merged if earlier.people else whose.counted(merged)


async def part(session: AsyncSession, entry: Entry, act: Act) -> Entry | None:
    """Undo the merge of a withdrawn entry: the one it was merged into gives back what it took, if it was."""
    kept = await _kept(session, entry)
    if kept is None:
        return None
    await duplicates.part(session, entry.id, kept.id)
    return await _give_back(session, kept, await duplicates.taken(session, kept.id, entry.id), act)


async def _kept(session: AsyncSession, entry: Entry) -> Entry | None:
    kept = await duplicates.kept(session, entry.id)
    found = await entries.load(session, [kept] if kept else [])
    return found[0] if found else None


async def _give_back(session: AsyncSession, kept: Entry, taken: Mapping[str, list[Any]], act: Act) -> Entry:
    """The entry gives back what it took; so does the one that it was merged into itself, if it got that."""
    further = await _kept(session, kept) if kept.state == "withdrawn" else None
    if further:
        passed_on = _through(await duplicates.taken(session, further.id, kept.id), taken)
        await _give_back(session, further, passed_on, act)
    return await entries.change(session, kept, parted(kept, taken), act)


def _through(later: Mapping[str, list[Any]], earlier: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """What a merge took that an earlier one had brought: each field from what to what."""
    both = {name: later[name] for name in later.keys() & earlier.keys() if later[name][1] == earlier[name][1]}
    (old, new), (before, after) = (one.get("people", ([], [])) for one in (later, earlier))
    came = [one for one in new if one in after and one not in (*old, *before)]
    return both | {"people": [old, [*old, *came]]}


def parted(kept: Entry, taken: Mapping[str, list[Any]]) -> Entry:
    """The entry without what a merge gave it, as its history has that; what was changed since stays."""
    before, after = taken.get("people", ((), ()))
    theirs = set(after) - set(before)
    given = {
        name: old
        for name, (old, new) in taken.items()
        if name != "people" and getattr(kept, name) == (tuple(new) if name == "topics" else new)
    }
    if "topics" in given:
        given["topics"] = tuple(given["topics"])
    flags = kept.flags - {f"hand:{name}" for name in given}
    people = tuple(one for one in kept.people if one.id not in theirs)
    return replace(kept, **given, people=people, flags=flags)


async def dismiss(session: AsyncSession, entry: Entry) -> None:
    """A withdrawn entry is nobody's duplicate."""
    await duplicates.settle(session, entry.id, "different")
