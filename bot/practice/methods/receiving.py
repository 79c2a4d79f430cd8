"""How the bot gets its updates."""

from __future__ import annotations

import time

from bot.practice.call import Call
from bot.practice.refusals import conflict
from bot.practice.store import Json
from bot.practice.world import World

LONGEST_POLL = 50


async def get_updates(world: World, call: Call) -> list[Json]:
    """https://core.telegram.org/bots/api#getupdates."""
    if world.store.setting("webhook"):
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    updates = world.updates
    with world.store.transaction():
        updates.allow(call.array("allowed_updates"))
        updates.confirm(call.integer("offset"))
    limit = min(max(call.integer("limit", 100), 1), 100)
    deadline = time.monotonic() + min(max(call.integer("timeout"), 0), LONGEST_POLL)
    mine = updates.new_poller()
    while not (found := updates.pending(limit)) and not world.closing:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        await updates.signal.wait(left)
        if updates.poller != mine:
            raise conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is running"
            )
    return found
