"""What is held about somebody: shown, exported for them alone, erased; pupils' names are remarked on."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import Text as AnyText
from sqlalchemy import cast, func, select, update

from bot.chat.wording import LANGUAGES, Wording
from bot.services.privacy import kept_for
from db.models import Account, Appointment, Base, InboxRow, Noted, Person, Preference, Text
from db.privacy import KINDS
from tests.district import appoint
from tests.end_to_end.stage import OFFICER, STRANGER, VICE_PRINCIPAL, Stage

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"
LI = 2
NUMBER = "已删除人员 #2"


async def erase(stage: Stage, who: int) -> str:
    """Go all the way; what is then said."""
    [shown] = await stage.say(who, "/privacy")
    _, [first] = await stage.press(who, shown, "🗑 删除我的信息")
    _, [second] = await stage.press(who, first, "删除")
    popup, replies = await stage.press(who, second, "永久删除")
    return popup or replies[0].text


async def everywhere(stage: Stage, said: str) -> list[str]:
    """The tables in which a text stands."""
    found = []
    async with stage.database.read() as session:
        for table in Base.metadata.sorted_tables:
            for column in table.columns:
                holds = cast(column, AnyText).contains(said, autoescape=True)
                if await session.scalar(select(func.count()).select_from(table).where(holds)):
                    found.append(f"{table.name}.{column.name}")
    return found


async def test_everybody_sees_what_is_held_and_for_how_long(stage: Stage) -> None:
    async with stage.database.write() as session:
        known = update(Person).where(Person.id == LI)
        await session.execute(known.values(telephone="13800001234", employer="龙洲派出所"))
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [shown] = await stage.say(VICE_PRINCIPAL, "/privacy")
    for line in (
        f"李建国({VICE_PRINCIPAL})",
        "李建国 · 法治副校长 · 龙洲小学",
        "龙洲派出所",
        "138****34",
        "您登记或参与的活动:1 条",
        "您发的原文:1 条",
        "登记背后的原文:1095 天",
    ):
        assert line in shown.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_period_and_every_kind_of_what_is_held_has_words(language: str) -> None:
    said = Wording(language)
    assert [kind for kind in kept_for() if not said.has(f"privacy.days.{kind}")] == []
    assert [kind for kind in KINDS if not said.has(f"privacy.held.{kind}")] == []


async def test_a_stranger_sees_what_little_is_held(stage: Stage) -> None:
    await stage.meet(STRANGER, "钱进")
    await stage.say(STRANGER, LECTURE)
    [shown] = await stage.say(STRANGER, "/privacy")
    assert "收到的消息和按键:2 条" in shown.text
    assert "任职" not in shown.text


async def test_the_export_holds_their_own_and_nobody_elses(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(OFFICER, "周敏今天在世通学校给100名学生讲了禁毒")
    [shown] = await stage.say(VICE_PRINCIPAL, "/privacy")
    await stage.press(VICE_PRINCIPAL, shown, "📄 导出")
    found = await stage.players.get(f"chats/{VICE_PRINCIPAL}/messages", after=0)
    [sent] = [one for one in found["messages"] if "document" in one]
    held = json.loads(await stage.players.download(sent["document"]["file_id"]))
    assert held["person"][0]["name"] == "李建国"
    assert [one["text"] for one in held["messages"]] == [LECTURE]
    assert len(held["entries"]) == 1
    assert "禁毒" not in json.dumps(held, ensure_ascii=False)
    assert "token_hash" not in json.dumps(held)


async def test_erasing_is_asked_twice_and_can_be_left(stage: Stage) -> None:
    [shown] = await stage.say(VICE_PRINCIPAL, "/privacy")
    _, [first] = await stage.press(VICE_PRINCIPAL, shown, "🗑 删除我的信息")
    _, [second] = await stage.press(VICE_PRINCIPAL, first, "删除")
    assert "真的要删除吗" in second.text
    _, [back] = await stage.press(VICE_PRINCIPAL, second, "不删除")
    assert back.text.startswith("🔒 您的个人信息")
    async with stage.database.read() as session:
        assert (await session.get_one(Person, LI)).erased_at is None


async def test_nothing_says_any_more_who_an_erased_person_was(stage: Stage) -> None:
    async with stage.database.write() as session:
        known = update(Person).where(Person.id == LI)
        await session.execute(known.values(telephone="13800001234", employer="桥头派出所"))
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(VICE_PRINCIPAL, "/mine")
    before = await stage.totals()
    assert (await erase(stage, VICE_PRINCIPAL)).startswith("✅ 已删除")
    assert (await stage.totals())["kinds"] == before["kinds"]
    for said in ("13800001234", "桥头派出所", LECTURE):
        assert await everywhere(stage, said) == []
    kept = set(await everywhere(stage, "李建国"))
    assert kept <= {"answers.parameters"}  # the officers are told who it was
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == [NUMBER]
    async with stage.database.read() as session:
        assert await session.get(Account, VICE_PRINCIPAL) is None
        rows = await session.scalars(select(Preference).where(Preference.account_id == VICE_PRINCIPAL))
        assert list(rows) == []
        updates = select(InboxRow.payload).where(InboxRow.account_id == VICE_PRINCIPAL)
        assert all(payload == {} for payload in await session.scalars(updates))
        assert set(await session.scalars(select(Text.text))) == {""}
        [ended] = await session.scalars(select(Appointment.ends_on).where(Appointment.person_id == LI))
        assert ended == date(2024, 6, 25)
        [noted] = await session.scalars(select(Noted).where(Noted.subject == "person"))
        assert (noted.label, noted.fields) == (NUMBER, {"erased": [None, "2024-06-26"]})


async def test_the_officers_are_told_and_the_erased_is_a_stranger(stage: Stage) -> None:
    [shown] = await stage.say(VICE_PRINCIPAL, LECTURE)
    await erase(stage, VICE_PRINCIPAL)
    [told] = await stage.hear(OFFICER)
    assert told.text.startswith(f"🗑 李建国 删除了自己的个人信息,以后显示为「{NUMBER}」")
    assert "法治副校长 · 龙洲小学" in told.text
    assert await stage.press_data(VICE_PRINCIPAL, shown.id, "1:undo:1") == "您没有权限做这件事。"
    [outside] = await stage.say(VICE_PRINCIPAL, "/summary")
    assert "请让管理员点「同意」" in outside.text


async def test_the_last_officer_stays_until_there_is_another(stage: Stage) -> None:
    assert (await erase(stage, OFFICER)).startswith("不能删除")
    async with stage.database.write() as session:
        await appoint(session, LI, "officer", None)
    assert (await erase(stage, OFFICER)).startswith("✅ 已删除")


async def test_a_stranger_can_be_forgotten(stage: Stage) -> None:
    await stage.meet(STRANGER, "钱进")
    await stage.say(STRANGER, "我是来试试的")
    assert (await erase(stage, STRANGER)).startswith("✅ 已删除")
    async with stage.database.read() as session:
        assert await session.get(Account, STRANGER) is None
        held = select(InboxRow).where(InboxRow.account_id == STRANGER, InboxRow.state == "held")
        assert list(await session.scalars(held)) == []


async def test_whoever_names_a_pupil_is_asked_not_to_and_the_entry_is_kept(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天在龙洲小学训诫了张小明同学,给300名学生讲了防欺凌")
    assert "请不要写学生姓名(张小明)" in card.text
    assert len(await stage.entries()) == 1
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    assert "请不要写" not in card.text


async def test_whoever_writes_a_pupils_name_into_an_edited_message_is_asked_not_to(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    *_, last = await stage.edit(VICE_PRINCIPAL, stage.last_message, f"{LECTURE},训诫了李强同学")
    assert "请不要写学生姓名(李强)" in last.text
