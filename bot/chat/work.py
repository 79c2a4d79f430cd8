"""The work that one update makes: one transaction for its effects, and the answers it owes.

Nothing is sent from here. A handler says what is to be said; the calls are written in the transaction of the
effects, and the sender delivers them once that is committed (rule 1).
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from markupsafe import Markup
from sqlalchemy.ext.asyncio import AsyncSession
from telegram.ext import Application, CallbackContext, ExtBot

from bot.chat.buttons import Rows, keyboard, said
from bot.chat.cards import Card, View, card
from bot.chat.files import Sheets, WordFile
from bot.chat.wording import Wording
from bot.records import Act, Clock, Entry
from bot.services import duplicates
from bot.services.access import Access, Need
from bot.services.asking import Question
from db import chats, evidence
from db import duplicates as doubts
from db.chats import Asked
from db.evidence import Sent
from db.inbox import Call

LONGEST = 4096
"""UTF-16 units that Telegram takes in one message."""
TAG = re.compile(r"<[^>]*>")


@dataclass(slots=True)
class Work:
    """What one update does."""

    session: AsyncSession
    clock: Clock
    bot_id: int
    officers: frozenset[int]
    inbox_id: int
    chat_id: int
    t: Wording = field(default_factory=lambda: Wording("zh"))
    access: Access | None = None
    bot_name: str = ""
    """The assistant's own user name, for links that open it."""
    reply_to: int | None = None
    brought: Sheets | WordFile | None = None
    """The file that the update is about."""
    done_with: list[int] = field(default_factory=list)
    """Numbers of such files that nobody needs any more."""
    calls: list[Call] = field(default_factory=list)
    held: bool = False
    """The update stays, unread, until its stranger is let in."""
    released: list[int] = field(default_factory=list)
    """Chats whose held updates are to be read now."""
    attached: Sequence[Sent] = ()
    """The photo or file that came with the message being read."""
    errand: bool = False
    """Something was asked for that a job does, at once rather than at the next tick."""
    error: Exception | None = None

    @property
    def today(self) -> date:
        return self.clock.today()

    @property
    def sheets(self) -> Sheets | None:
        """The file of sheets that the update is about."""
        return self.brought if isinstance(self.brought, Sheets) else None

    @property
    def word(self) -> WordFile | None:
        """The Word file that came with the message."""
        return self.brought if isinstance(self.brought, WordFile) else None

    @property
    def me(self) -> Access:
        """Whoever writes.

        Raises:
            PermissionError: they have not been made out, so nothing may be done for them.
        """
        if self.access is None or self.access.person is None:
            raise PermissionError
        return self.access

    def access_is(self, need: Need) -> bool:
        """Whether whoever writes has been made out and may do what needs this."""
        return self.access is not None and self.access.may(need)

    @property
    def view(self) -> View:
        person = self.access.person if self.access else None
        return View(self.t, self.today, person.id if person else None)

    def act(self, how: str) -> Act:
        """What the writer does now."""
        return Act(self.view.person_id, how, self.clock.now())

    def say(self, text: str, buttons: Rows = (), *, card_id: int | None = None) -> None:
        """Answer in the chat, as a reply to the message being read."""
        self.calls.append(Call("say", said(fitting(text), buttons, self.reply_to), self.chat_id, card_id))

    def tell(self, chat_id: int, text: str, buttons: Rows = ()) -> None:
        """Say something in another chat."""
        self.calls.append(Call("say", said(fitting(text), buttons), chat_id))

    def document(self, name: str, content: bytes, text: str = "", buttons: Rows = ()) -> None:
        """Send a small file in the chat, with a caption; it is kept with the answers until delivered."""
        file = {"name": name, "content": base64.b64encode(content).decode()}
        parameters = {**said(text, buttons, self.reply_to), **file}
        self.calls.append(Call("document", parameters, self.chat_id))

    def rewrite(
        self, message_id: int | None, text: str, buttons: Rows = (), card_id: int | None = None
    ) -> None:
        """Change a message of ours in place; without its id, the one that a card is once it is delivered."""
        parameters = {"text": fitting(text), "message_id": message_id, "keyboard": keyboard(buttons)}
        self.calls.append(Call("rewrite", parameters, self.chat_id, None if message_id else card_id))

    def toast(self, callback_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answer the press of a button."""
        parameters = {"callback_id": callback_id, "text": str(text), "alert": alert}
        self.calls.append(Call("toast", parameters, self.chat_id))

    async def show(self, entries: Sequence[Entry], question: Question | None = None, head: str = "") -> None:
        """Send the card of these entries, with the question below it; the question is then open."""
        made = await self.make_card(entries, question)
        card_id = await chats.new_card(self.session, self.chat_id, made.entry_ids, self.clock.now())
        self.say(_under(head, made.text), made.buttons, card_id=card_id)
        await self._wait_for(question, card_id, made.entry_ids)

    async def redraw(
        self, message_id: int, entries: Sequence[Entry], question: Question | None = None
    ) -> None:
        """Bring a card that is there already up to date, with the question below it."""
        card_id = await chats.card_at(self.session, self.chat_id, message_id)
        await self.redraw_card(card_id, entries, question, message_id)

    async def redraw_card(
        self,
        card_id: int | None,
        entries: Sequence[Entry],
        question: Question | None,
        message_id: int | None = None,
    ) -> None:
        """The same; without its message's id for a card that may not have been delivered yet."""
        made = await self.make_card(entries, question)
        self.rewrite(message_id, made.text, made.buttons, card_id)
        await self._wait_for(question, card_id, made.entry_ids)

    async def make_card(self, entries: Sequence[Entry], question: Question | None = None) -> Card:
        """The card of these entries, with the first doubt about a duplicate that is open."""
        doubted = next((entry for entry in entries if duplicates.FLAG in entry.flags), None)
        earlier = await duplicates.earlier_of(self.session, doubted) if doubted else None
        may_change = any(self.me.may_change(entry) for entry in entries)
        counted = await evidence.counts(self.session, (entry.id for entry in entries))
        merged = await doubts.merged(self.session, (entry.id for entry in entries))
        view = replace(self.view, may_change=may_change, evidence=counted, merged=merged)
        return card(view, entries, question, earlier)

    async def _wait_for(self, question: Question | None, card_id: int | None, shown: Sequence[int]) -> None:
        """Open the question; without one, what was being asked about the entries shown is no longer."""
        if question is None:
            asked = await chats.asked(self.session, self.chat_id)
            if asked and asked.entry_id in shown:
                await chats.stop_asking(self.session, self.chat_id)
            return
        asked = Asked(self.chat_id, question.entry.id, question.field, card_id, dict(question.details))
        await chats.ask(self.session, asked, self.clock.now())


def _under(head: str, text: Markup) -> Markup:
    return Markup("{}\n\n{}").format(head, text) if head else text


def fitting(text: str) -> str:
    """The text; one that is too long is cut at a line end, without its marks, lest one stay open."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST:
        return str(text)
    plain = TAG.sub("", text)
    cut = plain.encode("utf-16-le")[: 2 * (LONGEST - 2)].decode("utf-16-le", "ignore")
    return (cut.rpartition("\n")[0] or cut.rpartition("&")[0] or cut) + "\n…"


current: ContextVar[Work] = ContextVar("current")
"""The work of the update that is being applied; set by intake."""


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """What a handler gets: python-telegram-bot's context, with the work of this update."""

    work: Work

    @classmethod
    def from_update(cls, update: object, application: Application[Any, Any, Any, Any, Any, Any]) -> Self:
        context = super().from_update(update, application)
        context.work = current.get()
        return context
