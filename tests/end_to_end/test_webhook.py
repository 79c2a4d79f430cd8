"""Updates delivered by Telegram: kept before they are confirmed, applied once; and what watchers ask for."""

from __future__ import annotations

import json
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.practice import PracticeServer
from bot.webhook import LARGEST, SECRET
from tests.conftest import copied_file
from tests.end_to_end.stage import VICE_PRINCIPAL, Stage
from tests.end_to_end.stage import stage as opened
from tests.end_to_end.test_starting import heard, running

OURS = "s3cret"
REPORT = "今天在龙洲小学讲禁毒,300人"


@pytest.fixture
def address() -> str:
    """A free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return f"127.0.0.1:{free.getsockname()[1]}"


@pytest.fixture
def delivered(address: str) -> dict[str, Any]:
    """Settings by which Telegram delivers."""
    return {"webhook_url": f"http://{address}/hook", "webhook_listen": address, "webhook_secret": OURS}


@pytest.fixture
async def watched(
    sqlite_district: Path, tmp_path: Path, delivered: dict[str, Any]
) -> AsyncIterator[tuple[Stage, httpx.AsyncClient]]:
    """The assistant at work, with updates delivered, and a way to its address."""
    url = copied_file(sqlite_district / "pufa.db", tmp_path)
    shutil.copytree(sqlite_district / "practice", tmp_path / "practice")
    async with (
        opened(url, tmp_path, settled=True, **delivered) as stage,
        httpx.AsyncClient(base_url=f"http://{delivered['webhook_listen']}", verify=False) as client,
    ):
        yield stage, client


async def test_a_delivered_message_is_recorded_and_answered(
    district_url: str, tmp_path: Path, delivered: dict[str, Any]
) -> None:
    async with opened(district_url, tmp_path, settled=True, **delivered) as stage:
        replies = await stage.say(VICE_PRINCIPAL, REPORT)
        assert [entry.audience for entry in await stage.entries()] == [300]
    assert "龙洲小学" in replies[0].text


async def test_what_came_while_it_was_down_is_delivered_at_the_next_start(
    district_url: str, tmp_path: Path, delivered: dict[str, Any]
) -> None:
    async with opened(district_url, tmp_path, settled=True, **delivered) as stage:
        await stage.say(VICE_PRINCIPAL, REPORT)
        players = stage.players
    async with opened(district_url, tmp_path, settled=True, **delivered) as stage:
        await stage.say(VICE_PRINCIPAL, "昨天在世通学校讲防溺水,200人")
        assert [entry.audience for entry in await stage.entries()] == [300, 200]
    assert players is not stage.players


async def test_without_an_address_updates_are_asked_for_again(
    district_url: str, tmp_path: Path, delivered: dict[str, Any]
) -> None:
    async with opened(district_url, tmp_path, settled=True, **delivered) as stage:
        await stage.say(VICE_PRINCIPAL, REPORT)
    async with opened(district_url, tmp_path, settled=True) as stage:
        await stage.say(VICE_PRINCIPAL, "昨天在世通学校讲防溺水,200人")
        assert len(await stage.entries()) == 2


async def test_the_same_update_delivered_twice_counts_once(watched: tuple[Stage, httpx.AsyncClient]) -> None:
    stage, client = watched
    await stage.say(VICE_PRINCIPAL, REPORT)
    known = {"id": VICE_PRINCIPAL, "is_bot": False, "first_name": "李建国"}
    again = {
        "update_id": 900001,
        "message": {
            "message_id": 900001,
            "date": int(stage.server.clock.now().timestamp()),
            "chat": {"id": VICE_PRINCIPAL, "type": "private"},
            "from": known,
            "text": "昨天在世通学校讲防溺水,200人",
        },
    }
    for _ in range(2):
        assert (await client.post("/hook", json=again, headers={SECRET: OURS})).status_code == 200
    await stage.settled()
    assert [entry.audience for entry in await stage.entries()] == [300, 200]


@pytest.mark.parametrize(
    ("headers", "content", "status"),
    [
        ({}, "{}", 403),
        ({SECRET: "guessed"}, "{}", 403),
        ({SECRET: "秘密".encode()}, "{}", 403),
        ({SECRET: OURS}, "no JSON", 400),
        ({SECRET: OURS}, "[1]", 400),
        ({SECRET: OURS}, json.dumps({"message": {}}), 400),
        ({SECRET: OURS}, "x" * (LARGEST + 1), 413),
    ],
)
async def test_what_telegram_would_not_send_is_refused(
    watched: tuple[Stage, httpx.AsyncClient], headers: dict[str, str], content: str, status: int
) -> None:
    stage, client = watched
    assert (await client.post("/hook", content=content, headers=headers)).status_code == status
    assert await stage.entries() == []


async def test_who_watches_is_told_that_all_is_well_and_what_waits(
    watched: tuple[Stage, httpx.AsyncClient],
) -> None:
    stage, client = watched
    await stage.say(VICE_PRINCIPAL, REPORT)
    health = await client.get("/healthz")
    assert (health.status_code, health.json()) == (200, {"status": "ok"})
    metrics = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families((await client.get("/metrics")).text)
        for sample in family.samples
    }
    assert metrics["pufa_updates", "answered"] >= 1
    assert metrics["pufa_answers_waiting",] == 0
    assert metrics["pufa_oldest_update_seconds",] == 0
    assert metrics["process_resident_memory_bytes",] > 0


async def test_an_update_that_cannot_be_kept_is_not_confirmed(
    watched: tuple[Stage, httpx.AsyncClient], tmp_path: Path
) -> None:
    stage, client = watched
    locker = sqlite3.connect(tmp_path / "pufa.db", isolation_level=None)
    locker.execute("BEGIN EXCLUSIVE")
    try:
        update = {"update_id": 900002}
        answer = await client.post("/hook", json=update, headers={SECRET: OURS}, timeout=20)
    finally:
        locker.execute("ROLLBACK")
        locker.close()
    assert answer.status_code == 503
    await stage.say(VICE_PRINCIPAL, REPORT)
    assert len(await stage.entries()) == 1


async def test_an_address_that_is_taken_stops_the_start_with_one_sentence(
    tmp_path: Path, delivered: dict[str, Any], address: str
) -> None:
    host, port = address.split(":")
    async with PracticeServer(tmp_path / "practice", port=0) as server:
        settings = {"token": server.token, "telegram_api": server.url, "officers": "1", **delivered}
        with socket.create_server((host, int(port))):
            async with running(tmp_path, **settings) as process:
                await heard(process, f"PUFA_WEBHOOK_LISTEN is wrong: {address} can't be listened at")
                assert await process.wait() != 0


async def test_sigterm_stops_it_while_updates_are_delivered(
    tmp_path: Path, delivered: dict[str, Any]
) -> None:
    async with PracticeServer(tmp_path / "practice", port=0) as server:
        settings = {"token": server.token, "telegram_api": server.url, "officers": "1", **delivered}
        async with running(tmp_path, **settings) as process:
            await heard(process, "已在运行")
            process.terminate()
            assert await process.wait() == 0
