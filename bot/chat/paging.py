"""Long lists by the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.chat.buttons import Button, button
from bot.chat.wording import Wording

A_PAGE = 10
MOST_PAGES = 10**6
Row = TypeVar("Row")


def page_of(rows: Sequence[Row], page: int) -> Sequence[Row]:
    """The rows of one page, counted from 0."""
    return rows[page * A_PAGE : (page + 1) * A_PAGE]


def turns(t: Wording, page: int, action: str, *arguments: object, more: bool) -> tuple[Button, ...]:
    """The buttons to the page before and, where there is `more`, the page after: the page comes last."""
    newer = [button(t("button.newer"), action, *arguments, page - 1)] * (page > 0)
    older = [button(t("button.older"), action, *arguments, page + 1)] * more
    return (*newer, *older)
