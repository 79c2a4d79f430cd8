"""An officer sends a file of rosters or past entries: looked at first, then all of it or nothing."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.practice import PracticeServer
from bot.services.importing import Source, template
from db.models import Change, Noted, Person, School
from db.work import Database
from tests.end_to_end.stage import OFFICER, STRANGER, VICE_PRINCIPAL, Reply, Stage, settle_district
from tests.end_to_end.test_killed import running
from tests.practice.players import Players
from tests.services.importing import ENTRIES, csv_file, roster_file, workbook

ROSTER = roster_file(
    [["青禾小学", "青小", "小学", "青禾镇", 860], ["龙洲小学", None, "小学", None, 1300]],
    [["钱多", "区法院", "法院", "法治副校长", "青禾小学", "2024-03-01"]],
)
PAST = workbook(
    {
        "登记": [
            ENTRIES,
            ["2024-03-15", "龙洲小学", "李建国", "法治讲座", "防校园欺凌", 1, 2, "约300"],
            ["2024-03-15", "龙洲小学", "李建国", "法治讲座", "防校园欺凌", 1, 2, "约300"],
            ["2024.4.1", "世通学校", "赵卫东", "主题活动", "禁毒"],
            ["2024.4.1", "世通学校", "赵卫东", "主题活动", "禁毒"],
        ]
    },
    "以往登记.xlsx",
)


async def send(stage: Stage, who: int, file: Source, **more: Any) -> list[Reply]:
    """Send a file as somebody; what the assistant then says or changes."""
    assert file.content is not None
    upload = ("document", (file.name, file.content, "application/octet-stream"))
    await stage.players.upload([upload], **{"from": who, **more})
    return await stage.hear(who)


async def documents(stage: Stage, who: int) -> list[dict[str, Any]]:
    """The files that the assistant sent somebody."""
    found = await stage.players.get(f"chats/{who}/messages", after=0)
    return [one for one in found["messages"] if one.get("from", {}).get("is_bot") and "document" in one]


async def content(stage: Stage, document: dict[str, Any]) -> bytes:
    return await stage.players.download(document["document"]["file_id"])


async def names(stage: Stage, model: type[School] | type[Person]) -> set[str]:
    async with stage.database.read() as session:
        return set(await session.scalars(select(model.name)))


async def test_a_roster_is_looked_at_and_then_imported(stage: Stage) -> None:
    [preview] = await send(stage, OFFICER, ROSTER)
    assert "名册.xlsx:导入预览,还没有写入" in preview.text
    assert "学校:新增 1 · 更改 1 · 不变 0" in preview.text
    assert "➕ 青禾小学 · 小学 · 青禾镇" in preview.text
    assert "✏️ 龙洲小学 · 学生数 未填 → 1300" in preview.text
    assert "➕ 钱多 · 区法院 · 法治副校长 青禾小学" in preview.text
    assert "青禾小学" not in await names(stage, School)
    toast, [done] = await stage.press(OFFICER, preview, "✅ 导入")
    assert (toast, done.edited, done.buttons) == ("✅ 已导入", True, ())
    assert "已导入" in done.text
    assert "青禾小学" in await names(stage, School)
    assert "钱多" in await names(stage, Person)


async def test_what_was_imported_is_in_the_history_by_whoever_confirmed_it(stage: Stage) -> None:
    [preview] = await send(stage, OFFICER, ROSTER)
    await stage.press(OFFICER, preview, "✅ 导入")
    async with stage.database.read() as session:
        officer = await session.scalar(select(Person.id).where(Person.name == "周敏"))
        rows = await session.scalars(select(Noted).where(Noted.how == "import").order_by(Noted.id))
        noted = [(row.by, row.subject, row.label) for row in rows]
    assert noted == [
        (officer, "school", "青禾小学"),
        (officer, "school", "龙洲小学"),
        (officer, "person", "钱多"),
        (officer, "appointment", "钱多 · 法治副校长 · 青禾小学"),
    ]


async def test_the_same_file_again_changes_nothing_and_says_so(stage: Stage) -> None:
    for file in (ROSTER, PAST):
        [preview] = await send(stage, OFFICER, file)
        await stage.press(OFFICER, preview, "✅ 导入")
        [again] = await send(stage, OFFICER, file)
        assert f"{file.name}:没有变化" in again.text
        assert again.buttons == ()
    assert len(await stage.entries()) == 4


async def test_past_entries_count_with_their_people_and_doubts(stage: Stage) -> None:
    [preview] = await send(stage, OFFICER, PAST)
    assert "登记:新增 4" in preview.text
    assert "第 3 行:与第 2 行可能是同一场" in preview.text
    _, [done] = await stage.press(OFFICER, preview, "✅ 导入")
    assert "有 2 条可能重复" in done.text
    first, second, third, _ = await stage.entries()
    assert (first.audience, first.audience_approximate, first.class_hours) == (300, True, 2)
    assert (first.position, third.position) == ("vice_principal", "vice_principal")
    assert "duplicate" in second.flags
    assert (await stage.totals())["kinds"]["lecture"]["entries"] == 2
    async with stage.database.read() as session:
        changes = list(await session.scalars(select(Change)))
    assert {(row.how, row.by) for row in changes} == {("import", first.logged_by)}


async def test_every_problem_is_named_and_nothing_is_written(stage: Stage) -> None:
    [preview] = await send(
        stage, OFFICER, csv_file("姓名,职务,任职学校\n钱多,法治副校长,龙州小学\n孙二,校长,\n")
    )
    assert "有问题,什么都没有写入" in preview.text
    assert "〔人员〕第 2 行:学校名单里没有“龙州小学”，是不是“龙洲小学”、“回龙小学”？" in preview.text
    assert "第 3 行:不认识的职务“校长”" in preview.text
    assert preview.buttons == ("🔄 再检查一遍", "✖️ 取消")
    assert "钱多" not in await names(stage, Person)


async def test_more_problems_than_a_message_holds_come_as_a_file(stage: Stage) -> None:
    rows = "".join(f"钱{n},职务{n // 2}\n" for n in range(40))
    preview, _ = await send(stage, OFFICER, csv_file(f"姓名,职务\n{rows}"))
    assert "第 2、3 行:不认识的职务“职务0”" in preview.text
    assert "…还有 8 条,见下面的文件" in preview.text
    [sent] = await documents(stage, OFFICER)
    listed = (await content(stage, sent)).decode("utf-8-sig").split("\r\n")
    assert (sent["document"]["file_name"], len(listed)) == ("导入问题和提示.txt", 40)
    assert listed[39].startswith("名册.csv〔人员〕第 41 行：不认识的职务")


async def test_what_was_missing_may_come_in_meanwhile(stage: Stage) -> None:
    people, schools = csv_file("姓名,职务,任职学校\n钱多,联络员,青禾小学\n"), csv_file("学校名称\n青禾小学\n")
    [refused] = await send(stage, OFFICER, people)
    [preview] = await send(stage, OFFICER, schools)
    await stage.press(OFFICER, preview, "✅ 导入")
    _, [looked_at] = await stage.press(OFFICER, refused, "🔄 再检查一遍")
    assert (looked_at.edited, looked_at.buttons) == (True, ("✅ 导入", "✖️ 取消"))
    await stage.press(OFFICER, looked_at, "✅ 导入")
    assert "钱多" in await names(stage, Person)


async def test_a_roster_that_changed_meanwhile_is_shown_again(stage: Stage) -> None:
    [preview] = await send(stage, OFFICER, ROSTER)
    async with stage.database.write() as session:
        school = (await session.scalars(select(School).where(School.name == "龙洲小学"))).one()
        school.pupils = 5
    toast, [again] = await stage.press(OFFICER, preview, "✅ 导入")
    assert toast == "名单在这期间有变化,请再看一遍预览。"
    assert "学生数 5 → 1300" in again.text
    assert "青禾小学" not in await names(stage, School)
    await stage.press(OFFICER, again, "✅ 导入")
    assert "青禾小学" in await names(stage, School)


async def test_an_import_can_be_called_off(stage: Stage) -> None:
    [preview] = await send(stage, OFFICER, ROSTER)
    _, [cancelled] = await stage.press(OFFICER, preview, "✖️ 取消")
    assert (cancelled.text, cancelled.buttons) == ("✖️ 已取消,什么都没有写入。", ())
    assert "青禾小学" not in await names(stage, School)


async def test_a_file_that_was_dealt_with_is_kept_no_longer(stage: Stage, tmp_path: Path) -> None:
    imported, cancelled = await send(stage, OFFICER, ROSTER), await send(stage, OFFICER, PAST)
    assert len(list((tmp_path / "imports").iterdir())) == 2
    await stage.press(OFFICER, imported[0], "✅ 导入")
    await stage.press(OFFICER, cancelled[0], "✖️ 取消")
    assert list((tmp_path / "imports").iterdir()) == []
    toast = await stage.press_data(OFFICER, imported[0].id, "1:import:1:abc")
    assert toast == "这个文件已经处理过或过期了,请再发一次。"


async def test_a_file_from_somebody_who_may_not_import_is_refused(stage: Stage, tmp_path: Path) -> None:
    [refused] = await send(stage, VICE_PRINCIPAL, ROSTER)
    assert refused.text.startswith("导入名单和记录请交给管理员。")
    assert not (tmp_path / "imports").exists()


async def test_their_words_that_came_with_a_file_count(stage: Stage) -> None:
    [card] = await send(stage, VICE_PRINCIPAL, ROSTER, text="今天在龙洲小学讲禁毒,300人")
    assert "已登记" in card.text


async def test_a_strangers_file_is_not_fetched(stage: Stage, tmp_path: Path) -> None:
    await stage.meet(STRANGER, "路人")
    await send(stage, STRANGER, ROSTER)
    assert not (tmp_path / "imports").exists()


async def test_nobody_else_confirms_an_import(stage: Stage) -> None:
    [preview] = await send(stage, OFFICER, ROSTER)
    [card] = await stage.say(VICE_PRINCIPAL, "/help")
    number = preview.id
    toast = await stage.press_data(VICE_PRINCIPAL, card.id, f"1:import:{number}:abc")
    assert toast == "您没有权限做这件事。"


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (Source("名册.xls", b"old"), "旧的 .xls 请先另存为 .xlsx"),
        (Source("名册.xlsx", b"no workbook"), "这个文件已损坏"),
        (Source("名册.xlsx", bytes(20 * 1024 * 1024 + 1)), "文件超过 20 MB"),
    ],
    ids=["old", "broken", "large"],
)
async def test_a_file_that_cannot_be_read_is_said_so(stage: Stage, file: Source, words: str) -> None:
    [answer] = await send(stage, OFFICER, file)
    assert words in answer.text


async def test_trouble_that_passes_delays_a_file_and_no_more(stage: Stage) -> None:
    await stage.players.post("faults", kind="500", method="getFile")
    [preview] = await send(stage, OFFICER, ROSTER)
    assert "导入预览" in preview.text


async def test_the_template_comes_back_without_change(stage: Stage) -> None:
    [how] = await stage.say(OFFICER, "/import")
    await stage.press(OFFICER, how, "📄 下载模板")
    [sent] = await documents(stage, OFFICER)
    assert await content(stage, sent) == template()
    [again] = await send(stage, OFFICER, Source("模板.xlsx", template()))
    assert "没有变化" in again.text


async def test_an_english_officer_reads_english(stage: Stage) -> None:
    [settings] = await stage.say(OFFICER, "/settings")
    await stage.press(OFFICER, settings, "English")
    [preview] = await send(stage, OFFICER, csv_file("Name,Role,School\n钱多,legal adviser,龙州小学\n"))
    assert "名册.csv: there are problems" in preview.text
    assert "[人员] row 2: there is no school “龙州小学”; is it “龙洲小学”、“回龙小学”?" in preview.text
    [preview] = await send(stage, OFFICER, csv_file("Name,Role,School\n钱多,legal adviser,龙洲小学\n"))
    assert "People: 1 new · 0 changed · 0 unchanged" in preview.text
    assert preview.buttons == ("✅ Import", "✖️ Cancel")


async def test_a_restart_between_preview_and_tap_is_not_noticed(database_url: str, tmp_path: Path) -> None:
    database = Database(database_url)
    async with database.write() as session:
        await settle_district(session)
    async with PracticeServer(tmp_path / "practice", port=0) as server, Players(server.url) as players:
        environment = os.environ | {
            "PUFA_TOKEN": server.token,
            "PUFA_TELEGRAM_API": server.url,
            "PUFA_DATABASE_URL": database_url,
            "PUFA_DATA_DIR": str(tmp_path),
        }
        await players.post("people", id=OFFICER, first_name="周敏", language_code="zh-hans")
        stage = Stage(server, players, database)
        assert PAST.content
        await players.upload([("document", (PAST.name, PAST.content, ""))], **{"from": OFFICER})
        async with running(environment) as assistant:
            preview = await until_said(players, "导入预览")
            assistant.kill()
        async with running(environment):
            await players.press(preview, "✅ 导入", OFFICER)
            await until_said(players, "已导入")
    assert len(await stage.entries()) == 4
    await database.close()


async def until_said(players: Players, words: str) -> int:
    """Wait until the assistant has said this to the officer; the message that says it."""
    async with asyncio.timeout(90):
        while True:
            found = await players.get(f"chats/{OFFICER}/messages", after=0)
            said = [one["message_id"] for one in found["messages"] if words in one.get("text", "")]
            if said:
                return int(said[0])
            await asyncio.sleep(0.1)
