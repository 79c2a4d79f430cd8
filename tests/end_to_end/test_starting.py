"""Starting and stopping as a process: wrong settings, Telegram or the database out of reach."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.practice import PracticeServer

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def running(folder: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`pufa run` in a process of its own, with standard error to be read; stopped at the end."""
    given = {f"PUFA_{name.upper()}": value for name, value in settings.items()}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env={**os.environ, "PUFA_DATA_DIR": str(folder / "data"), **given},
        cwd=ROOT,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()


async def heard(process: asyncio.subprocess.Process, words: str, within: float = 30) -> list[str]:
    """What the process writes, line by line, until a line holds these words, within so many seconds."""
    assert process.stderr is not None
    lines: list[str] = []
    async with asyncio.timeout(within):
        async for line in process.stderr:
            lines.append(line.decode())
            if words in lines[-1]:
                return lines
    pytest.fail(f"never said {words!r}: {lines}")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("send_rate", "fast", "PUFA_SEND_RATE is wrong: it should be a number of messages a second"),
        (
            "database_url",
            "mysql://x",
            "PUFA_DATABASE_URL is wrong: it should be sqlite:///… or postgresql://…",
        ),
        (
            "timezone",
            "Mars/Olympus",
            "PUFA_TIMEZONE is wrong: it should be a time zone such as Asia/Shanghai",
        ),
        ("data_dir", "/dev/null/data", "PUFA_DATA_DIR is wrong: /dev/null/data can't be made"),
        ("officers", "周敏", "PUFA_OFFICERS is wrong: it should be Telegram ids with commas between"),
    ],
)
async def test_a_wrong_setting_stops_the_start_with_one_sentence(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    async with running(tmp_path, **{name: value}) as process:
        assert process.stderr is not None
        said = (await process.stderr.read()).decode()
        assert await process.wait() != 0
    assert sentence in said
    assert said.count("\n") == 1


async def test_a_token_that_telegram_does_not_know_stops_the_start(tmp_path: Path) -> None:
    async with (
        PracticeServer(tmp_path / "practice", port=0) as server,
        running(tmp_path, token="1:wrong", telegram_api=server.url) as process,
    ):
        await heard(process, "PUFA_TOKEN is wrong")
        assert await process.wait() != 0


async def test_a_start_without_telegram_says_so_once_and_waits_for_it(tmp_path: Path) -> None:
    async with PracticeServer(tmp_path / "practice", port=0) as server:
        url, token = server.url, server.token
    port = int(url.rpartition(":")[2])
    async with running(tmp_path, token=token, telegram_api=url, officers="1") as process:
        lines = await heard(process, "Telegram can't be reached")
        async with PracticeServer(tmp_path / "practice", port=port):
            lines += await heard(process, "已在运行")
    assert sum("can't be reached" in line for line in lines) == 1


async def test_a_start_that_waits_for_telegram_can_be_stopped(tmp_path: Path) -> None:
    settings = {"token": "1:x", "telegram_api": "http://127.0.0.1:1", "officers": "1"}
    async with running(tmp_path, **settings) as process:
        await heard(process, "Telegram can't be reached")
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(10):
            assert await process.wait() == 0


async def test_a_start_on_a_locked_database_waits_for_it(tmp_path: Path) -> None:
    path = tmp_path / "data" / "pufa.db"
    path.parent.mkdir()
    async with PracticeServer(tmp_path / "practice", port=0) as server:
        settings = {"token": server.token, "telegram_api": server.url, "officers": "1"}
        locker = sqlite3.connect(path, isolation_level=None)
        locker.execute("BEGIN EXCLUSIVE")
        async with running(tmp_path, **settings) as process:
            await heard(process, "The database of PUFA_DATABASE_URL can't be reached")
            locker.execute("ROLLBACK")
            locker.close()
            await heard(process, "已在运行")


async def test_the_first_start_prints_a_link_for_the_first_officer(tmp_path: Path) -> None:
    async with (
        PracticeServer(tmp_path / "practice", port=0) as server,
        running(tmp_path, token=server.token, telegram_api=server.url) as process,
    ):
        assert "?start=" in (await heard(process, "https://t.me/"))[-1]


async def test_sigterm_stops_it_cleanly_and_the_token_is_nowhere_in_what_it_said(tmp_path: Path) -> None:
    async with PracticeServer(tmp_path / "practice", port=0) as server:
        settings = {"token": server.token, "telegram_api": server.url, "officers": "1", "log_level": "debug"}
        async with running(tmp_path, **settings) as process:
            lines = await heard(process, "已在运行")
            process.send_signal(signal.SIGTERM)
            assert process.stderr is not None
            lines.append((await process.stderr.read()).decode())
            assert await process.wait() == 0
    assert server.token not in "".join(lines)
