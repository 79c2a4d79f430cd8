"""What a view of a summary shows, and the buttons that open the entries behind it (rule 7)."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bot.chat.buttons import Button, Rows, button
from bot.chat.inquiries import arguments
from bot.records import Part
from bot.services.inquiries import Inquiry


@dataclass(frozen=True, slots=True)
class Shown:
    """The lines of a view, its buttons, and how many pages it has."""

    lines: list[Markup]
    buttons: Rows = ()
    pages: int = 1


def opens(label: object, inquiry: Inquiry, part: Part) -> Button:
    """A button that lists the entries of a part."""
    return button(label, "items", *arguments(Inquiry(inquiry.period, part)))
