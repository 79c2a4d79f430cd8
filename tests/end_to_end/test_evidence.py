"""Photos as evidence: with the message, as an album, in reply to the card; fetched and kept by their hash."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.models import Evidence, InboxRow
from tests.end_to_end.stage import CONTACT, NOW, OFFICER, SECOND_VICE_PRINCIPAL, VICE_PRINCIPAL, Reply, Stage
from tests.practice.test_media import png

SAID = "今天在龙洲小学讲禁毒,300人"


async def send(stage: Stage, who: int, *sizes: int, **more: Any) -> list[Reply]:
    """Send photos of these widths, several as an album; what the assistant then says."""
    photos = [("photo", (f"{size}.png", png(size, 100), "image/png")) for size in sizes]
    await stage.players.upload(photos, **{"from": str(who), **more})
    return await stage.hear(who)


async def kept(stage: Stage) -> list[tuple[int, str, str | None]]:
    """The evidence: entry, state and hash."""
    async with stage.database.read() as session:
        rows = await session.scalars(select(Evidence).order_by(Evidence.id))
        return [(row.entry_id, row.state, row.sha256) for row in rows]


async def test_a_photo_with_its_words_is_kept_with_the_entry(stage: Stage, tmp_path: Path) -> None:
    [card] = await send(stage, VICE_PRINCIPAL, 200, text=SAID)
    assert "📎 1" in card.text
    await stage.move_to(NOW + timedelta(minutes=1))
    content = png(200, 100)
    sha256 = hashlib.sha256(content).hexdigest()
    [entry] = await stage.entries()
    assert await kept(stage) == [(entry.id, "kept", sha256)]
    assert (tmp_path / "evidence" / sha256[:2] / sha256).read_bytes() == content


async def test_an_album_is_one_entry_with_all_its_photos(stage: Stage) -> None:
    await send(stage, VICE_PRINCIPAL, 200, 201, 202, text=SAID)
    [entry] = await stage.entries()
    assert [entry_id for entry_id, _, _ in await kept(stage)] == [entry.id] * 3


async def test_the_card_of_an_album_says_how_many_photos_it_has(stage: Stage) -> None:
    [card] = await send(stage, VICE_PRINCIPAL, 200, 201, 202, text=SAID)
    assert "📎 3" in card.text


async def test_an_album_in_reply_to_the_card_is_kept_whole(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, SAID)
    redrawn, _ = await send(stage, VICE_PRINCIPAL, 200, 201, reply_to=str(card.id))
    assert "📎 2" in redrawn.text
    assert len(await kept(stage)) == 2


async def test_a_photo_does_not_close_what_is_asked_about_the_entry(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, "今天在龙洲小学讲禁毒,300人")
    asked = card.text.split("❓")[1]
    redrawn, _ = await send(stage, OFFICER, 200, reply_to=str(card.id))
    assert asked in redrawn.text


async def test_a_photo_in_reply_to_the_card_is_kept_too(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, SAID)
    redrawn, said = await send(stage, VICE_PRINCIPAL, 200, reply_to=str(card.id))
    assert "📎 1" in redrawn.text
    assert "已存" in said.text


async def test_the_same_photo_twice_is_kept_once(stage: Stage, tmp_path: Path) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, SAID)
    await send(stage, VICE_PRINCIPAL, 200, reply_to=str(card.id))
    await send(stage, VICE_PRINCIPAL, 200, reply_to=str(card.id))
    await stage.move_to(NOW + timedelta(minutes=1))
    assert len([path for path in (tmp_path / "evidence").rglob("*") if path.is_file()]) == 1


async def test_a_photo_alone_is_not_an_entry_and_how_to_keep_it_is_said(stage: Stage) -> None:
    [said] = await send(stage, VICE_PRINCIPAL, 200)
    assert "没有登记" in said.text
    assert "回复那张卡片" in said.text
    assert said.buttons == ()
    assert await kept(stage) == []


async def test_a_photo_sent_after_its_entry_is_kept_with_a_tap(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, SAID)
    [offer] = await send(stage, VICE_PRINCIPAL, 200)
    [choice] = offer.buttons
    assert choice.startswith("📎 存到")
    assert await kept(stage) == []
    _, [card, said] = await stage.press(VICE_PRINCIPAL, offer, choice)
    assert "📎 1" in card.text
    assert "已存" in said.text
    [entry] = await stage.entries()
    assert [entry_id for entry_id, _, _ in await kept(stage)] == [entry.id]


async def test_an_album_sent_after_its_entry_is_offered_once_and_kept_whole(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, SAID)
    [offer] = await send(stage, VICE_PRINCIPAL, 200, 201, 202)
    _, [card, _] = await stage.press(VICE_PRINCIPAL, offer, offer.buttons[0])
    assert "📎 3" in card.text
    assert len(await kept(stage)) == 3


async def test_a_file_that_can_t_be_kept_is_said_so(stage: Stage) -> None:
    file = ("document", ("a.zip", b"PK", "application/zip"))
    await stage.players.upload([file], **{"from": str(VICE_PRINCIPAL)})
    [said] = await stage.hear(VICE_PRINCIPAL)
    assert "这种文件存不了" in said.text


async def test_nobody_keeps_a_photo_of_another_chat_or_for_somebody_elses_entry(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, SAID)
    [offer] = await send(stage, VICE_PRINCIPAL, 200)
    [entry] = await stage.entries()
    [card] = await stage.say(SECOND_VICE_PRINCIPAL, "今天在世通学校讲禁毒,30人")
    [own] = await send(stage, SECOND_VICE_PRINCIPAL, 201)
    async with stage.database.read() as session:
        rows = list(await session.scalars(select(InboxRow).order_by(InboxRow.id.desc()).limit(4)))
    refused = {
        row.chat_id: await stage.press_data(SECOND_VICE_PRINCIPAL, card.id, f"1:attach:{row.id}:{entry.id}")
        for row in rows
        if "photo" in (row.payload.get("message") or {})
    }
    assert offer.buttons
    assert own.buttons
    assert "过期" in refused[VICE_PRINCIPAL]
    assert "不是您的" in refused[SECOND_VICE_PRINCIPAL]
    assert await kept(stage) == []


async def test_nobody_adds_to_somebody_elses_entry(stage: Stage) -> None:
    await send(stage, VICE_PRINCIPAL, 200, text=SAID)
    assert len(await kept(stage)) == 1
    for other in (CONTACT, SECOND_VICE_PRINCIPAL):
        [said] = await send(stage, other, 300)
        assert "没有登记" in said.text
    assert len(await kept(stage)) == 1
