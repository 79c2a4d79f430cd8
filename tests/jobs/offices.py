"""An office whose bot has nobody to write to."""

from __future__ import annotations

from pathlib import Path

from telegram import Bot

from bot.chat.sender import Pace, Sender
from bot.records import Clock
from db.work import Database
from jobs.office import Office


def office(database: Database, clock: Clock, folder: Path = Path("nowhere")) -> Office:
    """What a job works with, for jobs that don't write to anybody."""
    return Office(database, clock, Sender(database, Bot("1:token"), clock, Pace(0, 0)), folder)
