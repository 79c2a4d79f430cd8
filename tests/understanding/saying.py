"""Short ways to ask the reader, for tests: what one sentence yields at a given moment."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from bot.understanding import Item, Understanding, read
from tests.understanding.sets import EXAMPLES, SENT, ZONE, directory


def said(text: str, sent_at: str = SENT) -> Understanding:
    """The understanding of a message sent at a local time, with the schools of the examples."""
    return read(text, datetime.fromisoformat(sent_at).replace(tzinfo=ZONE), directory(EXAMPLES), ZONE)


def only(text: str, sent_at: str = SENT) -> Item:
    """The one item that a message reports."""
    (item,) = said(text, sent_at).items
    return item


def field(name: str, text: str, sent_at: str = SENT) -> Any:
    """One field of the one item that a message reports."""
    return getattr(only(text, sent_at), name)


audience = partial(field, "audience")
held_on = partial(field, "held_on")
kind = partial(field, "kind")
school = partial(field, "school")
sessions = partial(field, "sessions")
topics = partial(field, "topics")
