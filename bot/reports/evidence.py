"""The evidence pack: an index, and a folder for each school and entry with what was said and sent."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path, PurePath
from shutil import copyfileobj
from types import TracebackType
from typing import Self
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot import data
from bot.records import Entered
from bot.reports.cells import Cell, harmless, quoted
from bot.reports.material import wording

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.+|[. ]+$')
LONGEST = 80
"""Characters of a name."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A photo or file of an entry: what it was called, and where its content lies; None: it is gone."""

    name: str
    path: Path | None


class Evidence:
    """A pack being written; recorded entries are added as they come, the index at the end.

    With `most`, a pack that would grow over so many bytes goes on in another, `evidence-2.zip`, which is
    whole by itself. An entry's files stay together. `missing` counts the photos and files that are gone.

    Args:
        path: of the first pack.
        now: the district's time; that of all that is in the pack is the district's, too.
        most: bytes of one pack.
    """

    def __init__(self, path: Path, now: datetime, most: int | None = None) -> None:
        self._path, self._now, self._most = path, now, most
        self._packs, self.missing = 0, 0
        self._folders: dict[str, str] = {}
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
        self._write(wording()["evidence"]["index"], stream.getvalue().encode("utf-8-sig"), self._now)
        self._zip.close()

    def _write(self, name: str, content: bytes, at: datetime) -> None:
        self._zip.writestr(ZipInfo(name, self._time(at)), content, ZIP_DEFLATED)

    def _copy(self, name: str, path: Path) -> None:
        """Photos are packed already: they are only put in."""
        known = path.stat()
        info = ZipInfo(name, self._time(datetime.fromtimestamp(known.st_mtime, self._now.tzinfo)))
        info.file_size = known.st_size
        with path.open("rb") as source, self._zip.open(info, "w") as target:
            copyfileobj(source, target)

    def _time(self, at: datetime) -> tuple[int, int, int, int, int, int]:
        """As a .zip has times: without a zone, and none before 1980."""
        local = at.astimezone(self._now.tzinfo)
        found = (local.year, local.month, local.day, local.hour, local.minute, local.second)
        return max(found, (1980, 1, 1, 0, 0, 0))

    def _folder(self, school: str) -> str:
        """The folder of a school: no two have the same on any system."""
        if school not in self._folders:
            taken = {name.casefold() for name in self._folders.values()}
            names = (f"{safe(school)} ({number})" if number > 1 else safe(school) for number in count(1))
            self._folders[school] = next(name for name in names if name.casefold() not in taken)
        return self._folders[school]

    def _add(self, one: Entered, exhibits: Sequence[Exhibit]) -> None:
        there = [(exhibit.name, exhibit.path) for exhibit in exhibits if exhibit.path]
        gone = [exhibit.name for exhibit in exhibits if not exhibit.path]
        self.missing += len(gone)
        self._make_room(sum(path.stat().st_size for _, path in there))
        words, zone = wording()["evidence"], self._now.tzinfo or UTC
        school, kind = one.school or wording()["bureau"], data.kinds()[one.kind].zh
        folder = f"{self._folder(school)}/{one.day} {kind} {one.id}"
        said = "\n".join(f"{quoted(quote, zone)}\n" for quote in one.quotes) or words["no_text"]
        self._write(f"{folder}/{words['message']}", said.encode(), one.sent_at or one.logged_at)
        for number, (name, path) in enumerate(there, 1):
            self._copy(f"{folder}/{number} {file_name(name)}", path)
        row = (
            one.id,
            one.day,
            school,
            kind,
            "、".join(data.topics().get(topic, topic) for topic in one.topics),
            "、".join(one.people),
            one.quantity,
            one.audience,
            len(there),
            "、".join(gone),
            folder,
        )
        self._index.append(tuple(harmless(cell) for cell in row))


def file_name(name: str) -> str:
    """What a file was called, with its ending, however long that is."""
    path = PurePath(_UNSAFE.sub("_", name) or "_")
    return f"{path.stem[: LONGEST // 2]}{path.suffix[: LONGEST // 2]}"


def safe(name: str) -> str:
    """A name that any system takes for a folder, and none for a way out of it."""
    return _UNSAFE.sub("_", name)[:LONGEST] or "_"
