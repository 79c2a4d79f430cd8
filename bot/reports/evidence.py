"""The evidence pack: an index, and a folder for each school and entry with what was said and sent."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path, PurePath
from types import TracebackType
from typing import Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from bot import data
from bot.records import Entered
from bot.reports.cells import Cell, harmless, quoted
from bot.reports.material import wording

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.+|[. ]+$')
LONGEST = 80
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A photo or file of an entry: what it was called, and where its content lies."""

    name: str
    path: Path


class Evidence:
    """A pack being written; recorded entries are added as they come, the index at the end.

    With `most`, a pack that would grow over so many bytes goes on in another, `evidence-2.zip`, which is
    whole by itself. An entry's files stay together.
    """

    def __init__(self, path: Path, zone: tzinfo, most: int | None = None) -> None:
        self._path, self._zone, self._most = path, zone, most
        self._packs = 0
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def add_entries(self, several: Iterable[Entered], exhibits: Mapping[int, Sequence[Exhibit]]) -> None:
        """Add those that count, each with its photos and files."""
        for one in several:
            if one.state == "recorded":
                self._add(one, exhibits.get(one.id, ()))

    def _make_room(self, size: int) -> None:
        """Go on in a further pack where this one would grow too large."""
        written = self._zip.fp.tell() if self._zip.fp else 0
        if self._most and self._index and written + size > self._most:
            self._close()
            self._open()

    def _open(self) -> None:
        self._packs += 1
        number = f"-{self._packs}" if self._packs > 1 else ""
        path = self._path.with_stem(f"{self._path.stem}{number}")
        self._zip, self._index = ZipFile(path, "w", ZIP_DEFLATED), list[tuple[Cell, ...]]()

    def _close(self) -> None:
        stream = io.StringIO(newline="")
        rows = csv.writer(stream)
        rows.writerow(wording()["evidence"]["heads"])
        rows.writerows(self._index)
        self._zip.writestr(wording()["evidence"]["index"], stream.getvalue().encode("utf-8-sig"))
        self._zip.close()

    def _add(self, one: Entered, exhibits: Sequence[Exhibit]) -> None:
        self._make_room(sum(exhibit.path.stat().st_size for exhibit in exhibits))
        words = wording()["evidence"]
        school, kind = one.school or wording()["bureau"], data.kinds()[one.kind].zh
        folder = f"{safe(school)}/{one.day} {kind} {one.id}"
        said = "\n".join(f"{quoted(quote, self._zone)}\n" for quote in one.quotes) or words["no_text"]
        self._zip.writestr(f"{folder}/{words['message']}", said)
        for name, exhibit in zip(_apart(exhibits), exhibits, strict=True):
            self._zip.write(exhibit.path, f"{folder}/{name}", ZIP_STORED)  # photos are packed already
        row = (
            one.id,
            one.day,
            school,
            kind,
            "、".join(data.topics().get(topic, topic) for topic in one.topics),
            "、".join(one.people),
            one.quantity,
            one.audience,
            len(exhibits),
            folder,
        )
        self._index.append(tuple(harmless(cell) for cell in row))


def _apart(exhibits: Iterable[Exhibit]) -> Iterator[str]:
    """A name for each, no two alike on any system: `1 照片.jpg`, `2 照片.jpg`."""
    for number, exhibit in enumerate(exhibits, 1):
        name = PurePath(safe(exhibit.name))
        yield f"{number} {name.stem[: LONGEST // 2]}{name.suffix}"


def safe(name: str) -> str:
    """A name that any system takes for a folder, and none for a way out of it."""
    return _UNSAFE.sub("_", name)[:LONGEST] or "_"
