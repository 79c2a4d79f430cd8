"""Delivery to a webhook on this machine, in order, until each update is taken."""

from __future__ import annotations

import asyncio
import logging
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

from bot.practice.refusals import bad_request
from bot.practice.store import Json, dump
from bot.practice.world import World

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
TIMEOUT_SECONDS = 10
LONGEST_PAUSE = 30
log = logging.getLogger(__name__)


def check_webhook(url: str) -> None:
    """Refuses an address beyond this machine: the practice server never goes there."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.hostname not in LOOPBACK:
        raise bad_request("bad webhook: Failed to resolve host: Name or service not known")


async def deliver(world: World) -> None:
    """Posts what is pending to the webhook, if there is one, until the world closes."""
    failures = 0
    while not world.closing:
        webhook = world.store.setting("webhook")
        pending = world.updates.pending(1) if webhook else []
        if not pending:
            await world.updates.signal.wait(LONGEST_PAUSE)
            continue
        problem = await asyncio.to_thread(_post, webhook, pending[0])
        if problem:
            failures += 1
            world.store.set(
                "webhook_error",
                {"last_error_date": world.clock.timestamp(), "last_error_message": problem},
            )
            log.warning("The webhook failed: %s", problem)
            await world.updates.signal.wait(min(0.1 * 2**failures, LONGEST_PAUSE))
        else:
            failures = 0
            world.updates.confirm(pending[0]["update_id"] + 1)


def _post(webhook: Json, update: Json) -> str:
    """Delivers one update; returns what went wrong, empty if it was taken."""
    address = urlsplit(webhook["url"])
    kind = (
        HTTPSConnection if address.scheme == "https" else HTTPConnection
    )  # neither knows proxies or redirects
    connection = kind(address.hostname or "", address.port, timeout=TIMEOUT_SECONDS)
    headers = {"Content-Type": "application/json"}
    if webhook["secret_token"]:
        headers["X-Telegram-Bot-Api-Secret-Token"] = webhook["secret_token"]
    try:
        connection.request(
            "POST", address._replace(scheme="", netloc="").geturl(), dump(update).encode(), headers
        )
        answer = connection.getresponse()
        return (
            "" if answer.status < 300 else f"Wrong response from the webhook: {answer.status} {answer.reason}"
        )
    except (OSError, HTTPException) as error:
        return f"Connection failed: {error}"
    finally:
        connection.close()
