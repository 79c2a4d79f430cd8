"""/export in chat: a workbook, a CSV file, or the evidence with its photos; only officers."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook

from tests.end_to_end.stage import NOW, OFFICER, VICE_PRINCIPAL, Reply, Stage
from tests.end_to_end.test_evidence import SAID, send
from tests.practice.test_media import png


async def files(stage: Stage, who: int) -> list[dict[str, Any]]:
    """What the assistant sent as files in a chat."""
    found = await stage.players.get(f"chats/{who}/messages", after=0)
    return [one for one in found["messages"] if "document" in one and one["from"]["is_bot"]]


async def exported(stage: Stage, button: str = "") -> tuple[str, bytes]:
    """The name and content of the last file that /export sends, or the button below its answer."""
    [offer, *_] = await stage.say(OFFICER, "/export 2024")
    assert "正在导出 2024年" in offer.text
    if button:
        await stage.press(OFFICER, offer, button)
    sent = (await files(stage, OFFICER))[-1]["document"]
    return sent["file_name"], await stage.players.download(sent["file_id"])


async def test_the_workbook_has_the_entry_with_its_message(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, SAID)
    name, content = await exported(stage)
    assert name == "2024年法治工作数据.xlsx"
    heads, row = load_workbook(io.BytesIO(content))["登记明细"].iter_rows(values_only=True)
    entry = dict(zip(heads, row, strict=True))
    assert (entry["学校"], entry["人数"], entry["原话"]) == ("龙洲小学", 300, SAID)


async def test_the_csv_file_has_it_too(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, SAID)
    name, content = await exported(stage, "🧾 CSV 明细")
    assert name == "2024年登记明细.csv"
    [row] = csv.DictReader(content.decode("utf-8-sig").splitlines())
    assert row["原话"] == SAID


async def test_the_evidence_pack_has_the_photo(stage: Stage) -> None:
    await send(stage, VICE_PRINCIPAL, 200, text=SAID)
    await stage.move_to(NOW + timedelta(minutes=1))
    name, content = await exported(stage, "🗂 佐证材料包")
    assert name == "2024年佐证材料.zip"
    with ZipFile(io.BytesIO(content)) as pack:
        [photo] = (one for one in pack.namelist() if one.endswith(".jpg"))
        assert photo.startswith("龙洲小学/2024-06-26 法治讲座")
        assert pack.read(photo) == png(200, 100)


async def test_a_photo_that_is_gone_from_the_disk_is_told(stage: Stage, tmp_path: Path) -> None:
    await send(stage, VICE_PRINCIPAL, 200, text=SAID)
    await stage.move_to(NOW + timedelta(minutes=1))
    [kept] = (path for path in (tmp_path / "evidence").rglob("*") if path.is_file())
    kept.unlink()
    [offer, *_] = await stage.say(OFFICER, "/export 2024")
    _, said = await stage.press(OFFICER, offer, "🗂 佐证材料包")
    assert any("有 1 个照片或文件已不在数据文件夹里" in one.text for one in said)


async def test_what_is_no_period_is_said_so_and_nobody_else_may(stage: Stage) -> None:
    [reply] = await stage.say(OFFICER, "/export 明白")
    assert "/export 2024" in reply.text
    [refused] = await stage.say(VICE_PRINCIPAL, "/export 2024")
    assert not refused.buttons


async def test_what_else_is_asked_for_is_refused_and_named(stage: Stage) -> None:
    [refused] = await stage.say(OFFICER, "/export 龙洲小学 2024")
    assert "没看懂「龙洲小学」。导出总是全区的" in refused.text
    assert await files(stage, OFFICER) == []


async def pictures(stage: Stage, who: int) -> list[dict[str, Any]]:
    """The pictures in a chat."""
    found = await stage.players.get(f"chats/{who}/messages", after=0)
    return [one for one in found["messages"] if "photo" in one]


async def test_whoever_sees_totals_sees_them_drawn(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, SAID)
    [summary] = await stage.say(VICE_PRINCIPAL, "/summary 2024 禁毒")
    popped, _ = await stage.press(VICE_PRINCIPAL, summary, "📈 图表")
    assert "正在画图" in popped
    [picture] = await pictures(stage, VICE_PRINCIPAL)
    assert picture["caption"] == "📈 2024年 · 禁毒 · 您和您学校的"


def has(reply: Reply, button: str) -> bool:
    return button in reply.buttons


async def test_officers_are_offered_the_report_beside_it(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, SAID)
    [summary] = await stage.say(OFFICER, "/summary 2024")
    assert has(summary, "📈 图表")
    assert has(summary, "📄 报告")
    [own] = await stage.say(VICE_PRINCIPAL, "/summary 2024")
    assert not has(own, "📄 报告")
