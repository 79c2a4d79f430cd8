"""What is asked of /report and /export: a period, the day of its record, and nothing else. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot import data
from bot.records import Period
from bot.services.figures import due
from bot.services.hearing import NOTHING
from bot.services.periods import Named, find_period
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/papers")
_AS_OF = re.compile(alternatives(_WORDS["as_of"]).replace(r"\ ", r"\s+"), re.IGNORECASE)
_FILLERS = re.compile(alternatives(_WORDS["fillers"]), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; `unclear` is what else stands there, `reversed` a range whose end comes first."""

    period: Period
    as_of: date | None = None
    unclear: str = ""
    reversed: str = ""


def wanted(words: str, today: date) -> Wanted:
    """The period that is asked for, or the year whose report is due, and the day of its record."""
    said, *until = _AS_OF.split(words, maxsplit=1)
    period, left, turned = _period(said, today)
    day, beside, _ = _period(until[0], today) if until else (None, "", False)
    unclear = " ".join(filter(None, (left, beside or ("" if day or not until else words.strip()))))
    whole = Period.year(due(today))
    return Wanted(period or whole, day.end if day else None, unclear, said.strip() if turned else "")


def _period(text: str, today: date) -> tuple[Period | None, str, bool]:
    """The period that a text names, what else it says, and whether that was an end before the start."""
    found = find_period(text, today)
    return found.period if found else None, _says(_without(text, found)), bool(found and found.backwards)


def _without(text: str, found: Named | None) -> str:
    return text if found is None else f"{text[: found.start]} {text[found.end :]}"


def _says(text: str) -> str:
    """What of a text says something."""
    return " ".join(NOTHING.sub(" ", _FILLERS.sub(" ", text.lower())).split())
