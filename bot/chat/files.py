"""Files that officers send: fetched and read before the transaction of their update begins.

Nothing is asked of Telegram inside a transaction. A press of a button under a preview is about a file that
was fetched then: it lies in the data folder for a while, under the number of the update that brought it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from telegram import Bot, Document, Update
from telegram.error import TelegramError

from bot import data
from bot.chat.buttons import Press
from bot.chat.delivery import Outcome, outcome
from bot.records import Clock
from bot.reports import report
from bot.reports.template_problems import Problem, TemplateProblemError
from bot.services.importing import Reading, Source, read

log = logging.getLogger(__name__)

LARGEST = 20 * 1024 * 1024
"""Bytes that getFile gives (https://core.telegram.org/bots/api#getfile)."""
FOLDER = "imports"
"""Within the data folder."""
PAUSES = (0.2, 1.0, 3.0, 9.0)
"""Seconds before each further attempt to fetch a file."""
DOWNLOAD_SECONDS = 60
WORD, LIKE_WORD = ".docx", (".doc", ".wps", ".dotx", ".docm")
ABOUT_A_FILE = ("import", "recheck")
"""The buttons that need the file of their preview."""
_NAMES = data.load("sheets")["words"]["files"]
_ENDINGS = (*_NAMES["taken"], *_NAMES["like_them"])
_UNSAFE = re.compile(r"[^\w.()（）〔〕 -]")


@dataclass(frozen=True, slots=True)
class Sheets:
    """A file that an update is about: what it holds, or why that can't be had (`too_big`, `lost`, `gone`)."""

    number: int
    name: str = ""
    reading: Reading | None = None
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file that an update brings, tried as a template of the report.

    `trouble` is why it can't be had (`too_big`, `lost`) or read (`old_word`), `problem` what is wrong with it
    as a template; `placeholders` are those that it has.
    """

    name: str
    content: bytes = b""
    placeholders: frozenset[str] = frozenset()
    trouble: str = ""
    problem: Problem | None = None


def is_sheets(document: Document | None) -> bool:
    """Whether a document is called as workbooks and CSV files are, old and foreign ones among them."""
    return _called(document, _ENDINGS)


def is_word(document: Document | None) -> bool:
    """Whether a document is called as Word files are, old and foreign ones among them."""
    return _called(document, (WORD, *LIKE_WORD))


def _called(document: Document | None, endings: tuple[str, ...]) -> bool:
    return document is not None and (document.file_name or "").lower().endswith(endings)


def concerns_a_file(update: Update) -> bool:
    """Whether an update brings a file that only officers may, or is a press that needs one."""
    press = Press.read(update.callback_query.data or "") if update.callback_query else None
    document = update.message.document if update.message else None
    return is_sheets(document) or is_word(document) or (press is not None and press.action in ABOUT_A_FILE)


def _name(document: Document) -> str:
    """What a document is called, as any system takes it."""
    return _UNSAFE.sub("_", PurePath(document.file_name or "").name)[-80:]


def forget_files(folder: Path, before: datetime) -> None:
    """Delete the files sent before then, about which nobody decided."""
    for place in folder.glob("*/"):
        if place.stat().st_mtime < before.timestamp():
            shutil.rmtree(place, ignore_errors=True)


class Files:
    """Fetches files from Telegram and keeps them in a folder."""

    def __init__(self, folder: Path, bot: Bot, clock: Clock) -> None:
        self._folder, self._bot, self._clock = folder, bot, clock

    async def bring(self, update: Update, number: int) -> Sheets | WordFile | None:
        """The file that this update, of that number, is about; None where it is about none."""
        document = update.message.document if update.message else None
        if document is not None and is_word(document):
            return await self._word(document)
        if document is not None and is_sheets(document):
            return await self._sent(document, number)
        press = Press.read(update.callback_query.data or "") if update.callback_query else None
        if press and press.arguments and press.arguments[0].isdecimal():
            return await self._kept(int(press.arguments[0]))
        return None

    def forget(self, number: int) -> None:
        """Delete a file that nobody needs any more."""
        shutil.rmtree(self._folder / str(number), ignore_errors=True)

    async def _word(self, document: Document) -> WordFile:
        name = _name(document)
        if not name.lower().endswith(WORD):
            return WordFile(name, trouble="old_word")
        content = await self._fetched(document)
        if isinstance(content, str):
            return WordFile(name, trouble=content)
        try:
            return WordFile(name, content, await asyncio.to_thread(report.tried, content))
        except TemplateProblemError as error:
            return WordFile(name, content, problem=error.problem)

    async def _sent(self, document: Document, number: int) -> Sheets:
        name = _name(document)
        if not name.lower().endswith(tuple(_NAMES["taken"])):
            return Sheets(number, name, read([Source(name, b"")]))
        content = await self._fetched(document)
        if isinstance(content, str):
            return Sheets(number, name, trouble=content)
        try:
            await asyncio.to_thread(self._keep, number, name, content)
        except OSError:
            log.exception("A file could not be kept in %s", self._folder)
            return Sheets(number, name, trouble="lost")
        return await self._kept(number)

    async def _fetched(self, document: Document) -> bytes | str:
        """The content, or why it can't be had; trouble that passes is waited out for a while."""
        if (document.file_size or 0) > LARGEST:
            return "too_big"
        for pause in (*PAUSES, None):
            try:
                file = await self._bot.get_file(document.file_id)
                return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))
            except TelegramError as error:
                log.info("Telegram did not give a file: %s", error)
                if outcome(error) is not Outcome.AGAIN:
                    return "too_big" if "too big" in str(error).lower() else "lost"
                if pause is not None:
                    await asyncio.sleep(pause)
        return "lost"

    def _keep(self, number: int, name: str, content: bytes) -> None:
        """Write the file whole or not at all, dated by our clock."""
        place = self._folder / str(number)
        self.forget(number)
        place.mkdir(parents=True)
        part = self._folder / f"{number}.part"
        part.write_bytes(content)
        part.replace(place / name)
        now = self._clock.now().timestamp()
        os.utime(place, (now, now))

    async def _kept(self, number: int) -> Sheets:
        file = next((self._folder / str(number)).glob("*"), None)
        if file is None:
            return Sheets(number, trouble="gone")
        reading = await asyncio.to_thread(lambda: read([Source(file.name, file.read_bytes())]))
        return Sheets(number, file.name, reading)
