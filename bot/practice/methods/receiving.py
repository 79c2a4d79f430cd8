"""How the bot gets its updates."""

from __future__ import annotations

import re
import time

from bot.practice.call import Call
from bot.practice.refusals import bad_request, conflict
from bot.practice.store import Json
from bot.practice.webhook import check_webhook
from bot.practice.world import World

LONGEST_POLL = 50
SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)


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


def set_webhook(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#setwebhook: only to this machine; an empty address ends it."""
    url, secret = call.text("url"), call.text("secret_token")
    if not url:
        return delete_webhook(world, call)
    check_webhook(url)
    if secret and not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    world.updates.allow(call.array("allowed_updates"))
    _drop_pending(world, call)
    world.store.set("webhook", {"url": url, "secret_token": secret})
    world.store.set("webhook_error", None)
    world.updates.new_poller()
    return True


def delete_webhook(world: World, call: Call) -> bool:
    """https://core.telegram.org/bots/api#deletewebhook."""
    _drop_pending(world, call)
    world.store.set("webhook", None)
    return True


def get_webhook_info(world: World, _call: Call) -> Json:
    """https://core.telegram.org/bots/api#getwebhookinfo."""
    webhook = world.store.setting("webhook", {})
    allowed = world.store.setting("allowed_updates")
    return {
        "url": webhook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": world.updates.count(),
        **({"allowed_updates": allowed} if allowed else {}),
        **world.store.setting("webhook_error", {}),
    }


def _drop_pending(world: World, call: Call) -> None:
    if call.flag("drop_pending_updates"):
        world.updates.confirm(world.store.last("updates") + 1)
