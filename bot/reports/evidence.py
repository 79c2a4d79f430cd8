"""The evidence pack: an index, and a folder for each school and entry with what was said."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import ZIP_DEFLATED, ZipFile

from bot import data
from bot.records import Entered
from bot.reports.cells import Cell, harmless
from bot.reports.material import wording

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.+|[. ]+$')


class Evidence:
    """A pack being written; recorded entries are added as they come, the index at the end."""

    def __init__(self, path: Path, zone: tzinfo) -> None:
        self._zip, self._zone = ZipFile(path, "w", ZIP_DEFLATED), zone
        self._index: list[tuple[Cell, ...]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stream = io.StringIO(newline="")
        rows = csv.writer(stream)
        rows.writerow(wording()["evidence"]["heads"])
        rows.writerows(self._index)
        self._zip.writestr(wording()["evidence"]["index"], stream.getvalue().encode("utf-8-sig"))
        self._zip.close()

    def add_entries(self, several: Iterable[Entered]) -> None:
        """Add those that count."""
        for one in several:
            if one.state == "recorded":
                self._add(one)

    def _add(self, one: Entered) -> None:
        words = wording()["evidence"]
        school, kind = one.school or wording()["bureau"], data.kinds()[one.kind].zh
        folder = f"{safe(school)}/{one.day} {kind} {one.id}"
        said = words["no_text"]
        if one.text and one.sent_at:
            at = one.sent_at.astimezone(self._zone)
            said = words["said"].format(at=f"{at:%Y-%m-%d %H:%M}", author=one.author, text=one.text)
        self._zip.writestr(f"{folder}/{words['message']}", said)
        topics = "、".join(data.topics().get(topic, topic) for topic in one.topics)
        row = (
            one.id,
            one.day,
            school,
            kind,
            topics,
            "、".join(one.people),
            one.quantity,
            one.audience,
            folder,
        )
        self._index.append(tuple(harmless(cell) for cell in row))


def safe(name: str) -> str:
    """A name that any system takes for a folder, and none for a way out of it."""
    return _UNSAFE.sub("_", name)[:80] or "_"
