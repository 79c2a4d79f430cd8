"""The tester's side: what people do, what lasts, what the clock says."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from telegram import Bot
from telegram.error import NetworkError

from bot import data
from bot.practice import PracticeServer
from bot.practice.methods import METHODS
from tests.practice.conftest import client
from tests.practice.players import Players

CHAT = 800100002


async def test_chats_clock_and_queue_outlast_a_restart(tmp_path: Path) -> None:
    async with PracticeServer(tmp_path, port=0) as before, Players(before.url) as players:
        await players.say("第一句")
        await players.post("clock", advance=-86400)
        async with client(before) as bot:
            sent = await bot.send_document(CHAT, b"totals", filename="a.txt")
            await bot.set_my_commands([("help", "帮助")])
    async with PracticeServer(tmp_path, port=0) as after, Players(after.url) as players, client(after) as bot:
        found = (await players.get(f"chats/{CHAT}/messages"))["messages"]
        assert [message["message_id"] for message in found] == [1, 2]
        assert (await players.say("第二句"))["message_id"] == 3
        assert [update.message.text for update in await bot.get_updates() if update.message] == [
            "第一句", "第二句",
        ]  # fmt: skip
        assert sent.document
        file = await bot.get_file(sent.document.file_id)
        assert bytes(await file.download_as_bytearray()) == b"totals"
        assert len(await bot.get_my_commands()) == 1
        assert datetime.now(UTC) - after.clock.now() > timedelta(hours=23)


async def test_the_port_is_taken_once(tmp_path: Path, server: PracticeServer) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match="in use"):
        async with PracticeServer(tmp_path / "other", port=port):
            pass


async def test_the_clock_moves_forward_and_back_and_returns(server: PracticeServer, players: Players) -> None:
    await players.post("clock", to="2026-12-04T08:00:00+08:00")
    assert abs(server.clock.now() - datetime(2026, 12, 4, tzinfo=UTC)) < timedelta(minutes=1)
    await players.post("clock", advance=-3600)
    assert server.clock.now().hour == 23
    assert (await players.post("clock", reset=True))["offset"] == 0


async def test_a_clock_needs_a_zone(players: Players) -> None:
    assert "zone" in await players.refused("clock", to="2026-12-04T08:00:00")


async def test_the_personas_are_there_and_marked(players: Players) -> None:
    state = await players.get("state")
    assert [person["persona"] for person in state["people"]] == list(data.load("personas"))


async def test_a_person_edits_a_message(bot: Bot, players: Players) -> None:
    said = await players.say("讲了一课")
    await players.post(
        "edits", **{"from": "vice_principal", "message_id": said["message_id"], "text": "讲了两课"}
    )
    update = (await bot.get_updates())[-1]
    assert update.edited_message
    assert update.edited_message.text == "讲了两课"
    assert update.edited_message.date == datetime.fromtimestamp(said["date"], UTC)


async def test_a_person_replies(bot: Bot, players: Players) -> None:
    said = await players.say("讲了一课")
    await players.say("人数是280", reply_to=said["message_id"])
    update = (await bot.get_updates())[-1]
    assert update.message
    assert update.message.reply_to_message
    assert update.message.reply_to_message.text == "讲了一课"


async def test_a_person_forwards(bot: Bot, players: Players) -> None:
    await players.say("通知", forward_from="教育局")
    update = (await bot.get_updates())[-1]
    assert update.message
    assert update.message.forward_origin
    assert update.message.forward_origin.type == "hidden_user"


async def test_further_people_can_be_made(bot: Bot, players: Players) -> None:
    person = await players.post("people", first_name="新老师", language_code="en")
    await players.say("/start abc", who=person["id"])
    update = (await bot.get_updates())[-1]
    assert update.effective_user
    assert (update.effective_user.id, update.effective_user.language_code) == (person["id"], "en")


async def test_nobody_writes_in_another_persons_chat(players: Players) -> None:
    refused = await players.refused("messages", **{"from": "stranger", "chat": CHAT, "text": "好"})
    assert refused == "a private chat is its person's own"


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("messages", {"from": "nobody", "text": "好"}, "nobody is nobody"),
        ("messages", {"from": "contact", "text": " "}, "nothing to send"),
        ("edits", {"from": "contact", "message_id": 99, "text": "好"}, "there is no message 99"),
        (
            "edits",
            {"from": "contact", "message_id": 2, "text": "好"},
            "only one's own messages can be edited",
        ),
        ("presses", {"from": "contact", "message_id": 1, "text": "按"}, "there is no such button"),
        ("memberships", {"from": "contact", "present": True}, "that is no group"),
        ("groups", {"title": "空"}, "a group needs members"),
        ("clock", {}, "say to, advance or reset"),
        ("faults", {"kind": "500", "colour": "red"}, "knows no ['colour']"),
        ("repeats", {"update_id": 5}, "there is no such update"),
    ],
)
async def test_what_a_client_would_not_let_anyone_do_is_refused(
    bot: Bot, players: Players, path: str, body: dict[str, object], reason: str
) -> None:
    said = await players.say("/start", who="contact")
    await bot.send_message(said["chat"]["id"], "好")
    assert reason in await players.refused(path, **body)


async def test_who_has_blocked_the_bot_cannot_write(players: Players) -> None:
    await players.post("blocks", person="contact", blocked=True)
    await players.post("blocks", person="contact", blocked=True)
    refused = await players.refused("messages", **{"from": "contact", "text": "好"})
    assert refused == "unblock the bot first"


async def test_an_edit_that_changes_nothing_is_no_update(bot: Bot, players: Players) -> None:
    said = await players.say("一样", who="contact")
    await players.post("edits", **{"from": "contact", "message_id": said["message_id"], "text": "一样"})
    assert len(await bot.get_updates()) == 1


async def test_messages_can_be_waited_for(bot: Bot, players: Players) -> None:
    await players.say("/start")
    before = await players.get(f"chats/{CHAT}/messages")
    waiting = asyncio.create_task(players.get(f"chats/{CHAT}/messages", after=before["revision"], wait=10))
    await bot.send_message(CHAT, "好")
    assert [message["text"] for message in (await waiting)["messages"]] == ["好"]
    assert len((await players.get(f"chats/{CHAT}/messages", last=1))["messages"]) == 1


async def test_another_website_can_neither_act_nor_look(server: PracticeServer) -> None:
    async with httpx.AsyncClient(base_url=server.url) as web:
        acted = await web.post(
            "/practice/clock", json={"reset": True}, headers={"sec-fetch-site": "cross-site"}
        )
        looked = await web.get("/practice/state", headers={"host": "evil.example.org"})
    assert (acted.status_code, looked.status_code) == (403, 400)


async def test_a_text_that_is_too_long_becomes_several_messages(bot: Bot, players: Players) -> None:
    await players.say("🎯" * 3000)
    lengths = [len(update.message.text or "") for update in await bot.get_updates() if update.message]
    assert lengths == [2048, 952]


async def test_a_move_of_the_clock_is_told_at_once(server: PracticeServer, players: Players) -> None:
    waiting = asyncio.create_task(server.clock.moved.wait(10))
    await players.post("clock", advance=60)
    await asyncio.wait_for(waiting, 5)


async def test_a_mistake_of_the_server_is_logged_and_answered(
    server: PracticeServer, bot: Bot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_world: object, _call: object) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setitem(METHODS, "getMyName", broken)
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.get_my_name()
    assert "a mistake" in caplog.text


async def test_what_the_bot_called_is_remembered(bot: Bot, players: Players) -> None:
    await players.say("/start")
    await bot.send_message(CHAT, "好")
    [call] = await players.get("calls", method="sendMessage")
    assert (call["parameters"]["text"], call["answer"]["ok"]) == ("好", True)
