"""Reading a message: what it reports, plans, corrects or asks. Pure."""

from bot.understanding.answers import read_answer
from bot.understanding.explain import explain
from bot.understanding.projection import project
from bot.understanding.reader import read
from bot.understanding.result import Found, Intent, Item, Understanding
from bot.understanding.schools.directory import Directory

__all__ = [
    "Directory",
    "Found",
    "Intent",
    "Item",
    "Understanding",
    "explain",
    "project",
    "read",
    "read_answer",
]
