"""`pufa doctor`: what is in order, what is not, and what would help."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

from bot.practice import PracticeServer
from tests.commands.shell import pufa
from tests.conftest import copied_database, copied_file


def test_a_fresh_practice_is_in_order(tmp_path: Path) -> None:
    pufa("sample", data_dir=tmp_path)
    answer = pufa("doctor", data_dir=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "✓ PUFA_TOKEN: none, so pufa run serves the practice chat" in answer.stdout
    assert "✗" not in answer.stdout


def test_what_is_missing_is_named_with_its_remedy(tmp_path: Path) -> None:
    answer = pufa("doctor", data_dir=tmp_path, token="1:x", telegram_api="http://127.0.0.1:1")
    assert answer.returncode == 1
    assert "! Officers: none yet; name one in PUFA_OFFICERS" in answer.stdout
    assert "✗ http://127.0.0.1:1 can't be reached" in answer.stdout
    assert "PUFA_PROXY" in answer.stdout
    assert "1:x" not in answer.stdout
    assert "! Backups: none of the last two days" in answer.stdout


async def test_a_token_that_telegram_knows_is_told_by_its_name(tmp_path: Path) -> None:
    async with PracticeServer(tmp_path / "practice", port=0) as server:
        given = {"data_dir": tmp_path, "telegram_api": server.url, "officers": "1"}
        known = await asyncio.to_thread(pufa, "doctor", token=server.token, **given)
        unknown = await asyncio.to_thread(pufa, "doctor", token="1:wrong", **given)
    assert (known.returncode, unknown.returncode) == (0, 1)
    assert "✓ PUFA_TOKEN: @" in known.stdout
    assert "✓ PUFA_WEBHOOK_URL: none, so Telegram is asked for updates" in known.stdout
    assert "✗ PUFA_TOKEN: Telegram does not know it" in unknown.stdout


def test_a_damaged_database_is_told_and_how_to_mend_it(tmp_path: Path, sqlite_template: Path) -> None:
    url = copied_file(sqlite_template, tmp_path)
    with sqlite3.connect(tmp_path / "pufa.db") as damaging:
        damaging.execute(
            "INSERT INTO appointments (person_id, role, starts_on) VALUES (7, 'officer', '2024-01-01')"
        )
    answer = pufa("doctor", data_dir=tmp_path, database_url=url)
    assert answer.returncode == 1
    assert "✗ PUFA_DATABASE_URL: damaged (a row of appointments refers to none)" in answer.stdout
    assert "pufa restore" in answer.stdout


def test_postgresql_is_told_by_its_version(postgres_server: str, tmp_path: Path) -> None:
    answer = pufa("doctor", data_dir=tmp_path, database_url=copied_database(postgres_server, "template"))
    assert answer.returncode == 0
    assert "✓ PUFA_DATABASE_URL: PostgreSQL 18" in answer.stdout
