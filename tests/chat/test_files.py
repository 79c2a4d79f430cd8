"""Files that people send: kept no longer than they are needed, told by how they are called."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram import Bot, Document

from bot.chat.files import Files, forget_files, is_sheets
from bot.records import Clock

NOW = datetime(2024, 6, 26, 8, tzinfo=UTC)


def put(folder: Path, number: int, age: timedelta) -> None:
    """A file that was sent so long ago."""
    place = folder / str(number)
    place.mkdir(parents=True)
    (place / "名册.xlsx").write_bytes(b"x")
    stamp = (NOW - age).timestamp()
    os.utime(place, (stamp, stamp))


def test_what_nobody_decided_about_in_time_is_deleted(tmp_path: Path) -> None:
    put(tmp_path, 1, timedelta(days=8))
    put(tmp_path, 2, timedelta(days=6))
    forget_files(tmp_path, NOW - timedelta(days=7))
    assert [place.name for place in tmp_path.iterdir()] == ["2"]


def test_where_nothing_was_ever_sent_there_is_nothing_to_delete(tmp_path: Path) -> None:
    forget_files(tmp_path / "imports", NOW)
    Files(tmp_path / "imports", Bot("1:token"), Clock(UTC, lambda: NOW)).forget(7)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "sheets"),
    [
        ("名册.xlsx", True),
        ("名册.XLSX", True),
        ("a.csv", True),
        ("旧.xls", True),
        ("通知.pdf", False),
        (None, False),
    ],
)
def test_sheets_are_told_by_how_they_are_called(name: str | None, sheets: bool) -> None:
    assert is_sheets(Document("id", "unique", file_name=name)) is sheets
