"""Backups: the database as it is at one moment and the evidence, in one file; and the way back.

A zip: `about.json`, `database` (SQLite's file, or PostgreSQL's custom format) and `evidence/…`, whose files
are named by the hash of their content.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from bot.services.evidence import FOLDER as EVIDENCE
from bot.services.evidence import Store
from db import marks
from db.copies import CopyError, copy_in, copy_out
from db.migrate import migrate
from db.work import Database

FOLDER = "backups"
"""Within the data folder."""
FORM = 1
_ABOUT, _DATABASE = "about.json", "database"
_KEPT = re.compile(rf"{EVIDENCE}/[0-9a-f]{{2}}/(?P<sha256>[0-9a-f]{{64}})")


class BackupError(Exception):
    """A backup can't be made or taken back; the text says why, and what would help."""


async def back_up(database: Database, data: Path, out: Path, now: datetime, *, evidence: bool = True) -> None:
    """Write a backup to a file, whole or not at all.

    Args:
        database: the one to be copied; it may be in use.
        data: the data folder.
        out: the file; its folder is made.
        now: the moment, noted in it.
        evidence: whether the files of entries go with it.

    Raises:
        BackupError: it can't be made.
    """
    about = {"form": FORM, "made_at": now.isoformat(), "database": _kind(database)}
    with _said(out), TemporaryDirectory(dir=_made(out.parent)) as scratch:
        copy, part = Path(scratch) / _DATABASE, Path(scratch) / "part"
        await copy_out(database, copy)
        await asyncio.to_thread(_pack, part, about, copy, data / EVIDENCE if evidence else None)
        part.replace(out)


async def take_back(database: Database, data: Path, backup: Path) -> None:
    """Restore a backup into an empty database, and its evidence into the data folder.

    Raises:
        BackupError: the database is not empty, or the file is no backup of its kind, or damaged.
    """
    async with database.read() as session:
        if not await marks.is_empty(session):
            raise BackupError(
                "The database is not empty. A backup goes into an empty one only: "
                "name another by PUFA_DATABASE_URL, or another folder by PUFA_DATA_DIR."
            )
    with _said(backup), TemporaryDirectory(dir=_made(data)) as scratch:
        copy = Path(scratch) / _DATABASE
        about = await asyncio.to_thread(_unpack, backup, copy, Store(data / EVIDENCE))
        theirs, ours = about["database"], _kind(database)
        if theirs != ours:
            raise BackupError(f"{backup} is of a {theirs} database; PUFA_DATABASE_URL names a {ours} one.")
        await copy_in(database, copy)
    await migrate(database)


def _pack(out: Path, about: dict[str, object], copy: Path, evidence: Path | None) -> None:
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(_ABOUT, json.dumps(about))
        archive.write(copy, _DATABASE)
        for file in sorted(evidence.glob("*/*")) if evidence else ():
            name = f"{EVIDENCE}/{file.parent.name}/{file.name}"
            if _KEPT.fullmatch(name):
                archive.write(file, name, ZIP_STORED)  # photos are packed already


def _unpack(backup: Path, copy: Path, store: Store) -> dict[str, object]:
    """What a backup says of itself; its database goes to a file, its evidence to where it is kept."""
    with ZipFile(backup) as archive:
        about: dict[str, object] = json.loads(archive.read(_ABOUT))
        if about["form"] != FORM:
            raise BackupError(f"{backup} was made by a newer version of this program: install that one.")
        with archive.open(_DATABASE) as packed, copy.open("wb") as file:
            while chunk := packed.read(1 << 20):
                file.write(chunk)
        for name in archive.namelist():
            if kept := _KEPT.fullmatch(name):
                content = archive.read(name)
                if sha256(content).hexdigest() != kept["sha256"]:
                    raise BackupError(f"{backup} is damaged: {name} is not what it was.")
                store.keep(content)
    return about


@contextmanager
def _said(file: Path) -> Iterator[None]:
    """Trouble with a file or a copy, in one sentence."""
    try:
        yield
    except CopyError as error:
        raise BackupError(str(error)) from None
    except (BadZipFile, KeyError, ValueError):
        raise BackupError(f"{file} is no backup, or it is damaged.") from None
    except OSError as error:
        raise BackupError(f"{error.filename or file}: {error.strerror}.") from None


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _kind(database: Database) -> str:
    return "SQLite" if database.is_sqlite else "PostgreSQL"
