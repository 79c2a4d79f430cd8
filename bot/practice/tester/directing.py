"""The tester's API, behind the scenes: people, groups, the clock, faults, what the bot did."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta

from bot.practice import acting
from bot.practice.acting import Actor, ImpossibleError, person
from bot.practice.call import Call
from bot.practice.faults import Fault
from bot.practice.groups import add_group
from bot.practice.people import add_person, add_personas
from bot.practice.store import Json
from bot.practice.tester.chatting import actor_of
from bot.practice.world import World


def make_person(world: World, call: Call) -> Json:
    """POST people: any fields of a User object; returns it."""
    made = add_person(world.store, call.parameters)
    world.announce("people")
    return made.user


def make_group(world: World, call: Call) -> Json:
    """POST groups: `title`, `members` (ids or persona keys), `privacy` (true), `type`; returns the chat.

    The first member takes the bot in.
    """
    who = [person(world, member) for member in call.array("members") or []]
    if not who:
        raise ImpossibleError("a group needs members")
    kind = "group" if call.text("type") == "group" else "supergroup"
    privacy = "privacy" not in call.parameters or call.flag("privacy")
    ids = [one.id for one in who]
    group = add_group(world.store, call.text("title") or "Group", kind, ids, privacy=privacy)
    acting.set_membership(world, Actor(who[0], group.chat), present=True)
    world.announce("people")
    return group.chat


def set_membership(world: World, call: Call) -> Json:
    """POST memberships: `from`, `chat`, `present`: the bot is taken into a group, or removed."""
    acting.set_membership(world, actor_of(world, call), present=call.flag("present"))
    return {}


def upgrade_group(world: World, call: Call) -> Json:
    """POST upgrades: `from`, `chat`: a group becomes a supergroup; returns its chat."""
    return acting.upgrade_group(world, actor_of(world, call))


def set_language(world: World, call: Call) -> Json:
    """POST language: the `language_code` of all invented people's clients, from now on."""
    world.store.set("language", call.text("language_code") or None)
    add_personas(world.store, world.scene.personas)
    world.announce("people")
    return {}


def set_block(world: World, call: Call) -> Json:
    """POST blocks: `person`, `blocked`."""
    acting.block(world, person(world, call.parameters.get("person")), blocked=call.flag("blocked"))
    return {}


def read_clock(world: World, _call: Call) -> Json:
    """GET clock: the practice time, and how many seconds it is ahead of real time."""
    return {"now": world.clock.now().isoformat(), "offset": world.clock.offset.total_seconds()}


def move_clock(world: World, call: Call) -> Json:
    """POST clock: `to` (ISO 8601 with zone) or `advance` (seconds, may be negative) or `reset`."""
    if call.text("to"):
        moment = datetime.fromisoformat(call.text("to"))
        if moment.tzinfo is None:
            raise ImpossibleError("the clock needs a time with its zone")
        world.clock.move_to(moment)
    elif call.text("advance"):
        world.clock.advance(timedelta(seconds=float(call.text("advance"))))
    elif call.flag("reset"):
        world.clock.reset()
    else:
        raise ImpossibleError("say to, advance or reset")
    moved = read_clock(world, call)
    world.announce("clock", **moved)
    return moved


def read_faults(world: World, _call: Call) -> list[Json]:
    """GET faults: those in force."""
    return [asdict(fault) for fault in world.faults]


def add_fault(world: World, call: Call) -> list[Json]:
    """POST faults: one fault (see `Fault`)."""
    world.faults.add(Fault.read(dict(call.parameters)))
    return read_faults(world, call)


def clear_faults(world: World, call: Call) -> list[Json]:
    """DELETE faults: none any more."""
    world.faults.clear()
    return read_faults(world, call)


def read_updates(world: World, _call: Call) -> list[Json]:
    """GET updates: the latest thousand, confirmed or not, oldest first."""
    return world.updates.recent()


def repeat_update(world: World, call: Call) -> Json:
    """POST repeats: delivers `update_id`, or the latest update, once more."""
    update_id = call.integer("update_id") or world.store.last("updates")
    if not world.updates.repeat(update_id):
        raise ImpossibleError("there is no such update")
    return {"update_id": update_id}


def read_calls(world: World, call: Call) -> list[Json]:
    """GET calls: the bot's latest calls, of one `method` if named, oldest first.

    Each with its `answer`, or with the `fault` by which the request or the answer was lost.
    """
    method = call.text("method")
    return [record for record in world.calls if method in {"", record["method"]}]
