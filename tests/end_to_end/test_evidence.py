"""Photos as evidence: with the message, as an album, in reply to the card; fetched and kept by their hash."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from db.models import Evidence
from tests.end_to_end.stage import CONTACT, NOW, SECOND_VICE_PRINCIPAL, VICE_PRINCIPAL, Reply, Stage
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


async def test_a_photo_alone_is_not_an_entry(stage: Stage) -> None:
    [said] = await send(stage, VICE_PRINCIPAL, 200)
    assert "没有登记" in said.text
    assert await kept(stage) == []


async def test_nobody_adds_to_somebody_elses_entry(stage: Stage) -> None:
    await send(stage, VICE_PRINCIPAL, 200, text=SAID)
    assert len(await kept(stage)) == 1
    for other in (CONTACT, SECOND_VICE_PRINCIPAL):
        [said] = await send(stage, other, 300)
        assert "没有登记" in said.text
    assert len(await kept(stage)) == 1
