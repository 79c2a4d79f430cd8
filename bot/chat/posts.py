"""What somebody is, as people read it: `法治副校长 · 龙洲小学`."""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.wording import Wording
from bot.records import Appointment


def posts_text(t: Wording, appointments: Sequence[Appointment]) -> str:
    """These appointments in one line, plain: not escaped."""
    posts = (f"{t(f'role.{one.role}')} · {place(t, one)}" for one in appointments)
    return str(t("card.and")).join(posts)


def place(t: Wording, appointment: Appointment) -> str:
    """The school of an appointment, or the bureau."""
    return appointment.school or str(t("stranger.bureau"))
