"""The history: what was changed, by whom, when, from what to what. It is added to and read, never edited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act
from db.models import Noted

PERSONAL = ("person", "appointment", "account")
"""Subjects that are somebody's: their `id` is the person's."""
TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is changed: a school, person, appointment, account, figure, setting or campaign.

    `id` is its own; of an appointment or account that of the person whose it is. `label` is what it is called.
    """

    kind: str
    id: int | None
    label: str


def note(session: AsyncSession, act: Act, subject: Subject, fields: Mapping[str, Sequence[Any]]) -> None:
    """Add one change to the history; nothing where nothing differs. It is written with the unit of work.

    Args:
        session: of the caller's unit of work.
        act: who changes it, how, when.
        subject: what is changed.
        fields: each field as (before, after): plain values or days; telephones are masked here.
    """
    changed = {
        name: [_plain(name, old), _plain(name, new)] for name, (old, new) in fields.items() if old != new
    }
    if changed:
        of = {"subject": subject.kind, "subject_id": subject.id, "label": subject.label}
        session.add(Noted(at=act.at, by=act.by, how=act.how, fields=changed, **of))


def _plain(name: str, value: Any) -> Any:
    if name == TELEPHONE and value:
        return masked(value)
    return value.isoformat() if isinstance(value, date) else value


def masked(telephone: str) -> str:
    """A telephone as people are shown it: its first three and last two characters (rule 12)."""
    return f"{telephone[:3]}****{telephone[-2:]}" if len(telephone) > 6 else "****" if telephone else ""
