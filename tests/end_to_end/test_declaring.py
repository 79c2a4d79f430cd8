"""Campaigns that officers declare in a sentence."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from bot.records import Campaign, Period
from db import campaigns
from db.models import Noted
from tests.end_to_end.stage import CONTACT, OFFICER, VICE_PRINCIPAL, ZONE, Reply, Stage

WEEK = "法治宣传周 9月22日到26日 主题 防欺凌、禁毒,所有小学"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


async def declared(stage: Stage) -> list[Campaign]:
    async with stage.database.read() as session:
        return [one for one in await campaigns.of_year(session, 2024) if not one.theme]


async def begun(stage: Stage) -> Reply:
    [page] = await stage.say(OFFICER, "/campaigns")
    _, [question] = await stage.press(OFFICER, page, "➕ 新建专项")
    return question


async def test_a_sentence_is_shown_back_and_established_with_a_tap(stage: Stage) -> None:
    await begun(stage)
    [card] = await stage.say(OFFICER, WEEK)
    assert "📣 法治宣传周(草稿,还没有建立)" in card.text
    assert "9月22日 周日 — 9月26日 周四(共 5 天)" in card.text
    assert "🎯 防校园欺凌、禁毒" in card.text
    assert "🏫 小学(23 所)" in card.text
    assert "请核对" in card.text
    popped, [done] = await stage.press(OFFICER, card, "✅ 建立")
    assert popped == "已开启"
    assert "草稿" not in done.text
    [campaign] = await declared(stage)
    assert campaign.active
    assert campaign.since is None


async def test_it_can_be_declared_with_the_command(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, f"/campaigns {WEEK}")
    assert card.buttons[:2] == ("✅ 建立", "🗑 不要了")


async def test_the_command_alone_asks_for_the_sentence(stage: Stage) -> None:
    [question] = await stage.say(OFFICER, "/campaigns 新建")
    assert "用一句话说清楚" in question.text
    [card] = await stage.say(OFFICER, WEEK)
    assert "📣 法治宣传周" in card.text


async def test_new_is_no_part_of_the_title(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, f"/campaigns 新建 {WEEK}")
    assert "📣 法治宣传周(草稿" in card.text


async def test_what_declares_nothing_is_told_how_to_ask(stage: Stage) -> None:
    [answer] = await stage.say(OFFICER, "/campaigns 去年")
    assert "没看懂是哪一年" in answer.text


async def test_nobody_is_told_before_it_is_established(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    await stage.say(OFFICER, f"/campaigns {WEEK}")
    await stage.move_to(at("2024-09-20 10:00"))
    assert [one for one in await stage.hear(VICE_PRINCIPAL) if "法治宣传周" in one.text] == []


async def test_those_concerned_are_reminded_once_it_is(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    [card] = await stage.say(OFFICER, f"/campaigns {WEEK}")
    await stage.press(OFFICER, card, "✅ 建立")
    await stage.move_to(at("2024-09-14 10:00"))  # a make-up Saturday
    [reminder] = [one for one in await stage.hear(VICE_PRINCIPAL) if "法治宣传周" in one.text]
    assert "龙洲小学" in reminder.text


async def test_what_is_due_already_goes_out_when_it_is_established(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    [card] = await stage.say(OFFICER, "/campaigns 法治宣传周 6月28日到30日")
    assert "开启后马上发" in card.text
    await stage.press(OFFICER, card, "✅ 建立")
    await stage.move_to(at("2024-06-26 16:01"))
    [reminder] = await stage.hear(VICE_PRINCIPAL)
    assert "还有 2 天" in reminder.text


async def test_the_one_thing_that_lacks_is_asked(stage: Stage) -> None:
    await begun(stage)
    [question] = await stage.say(OFFICER, "法治宣传周 所有小学")
    assert "是哪几天" in question.text
    [card] = await stage.say(OFFICER, "9月22日到26日")
    assert "📣 法治宣传周" in card.text
    assert "小学(23 所)" in card.text


async def test_a_title_that_lacks_is_asked(stage: Stage) -> None:
    await begun(stage)
    [question] = await stage.say(OFFICER, "9月22日到26日 主题 禁毒")
    assert "叫什么名称" in question.text
    [card] = await stage.say(OFFICER, "禁毒宣传周")
    assert "📣 禁毒宣传周" in card.text


async def test_a_collection_is_announced_before_its_deadline(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, "/campaigns 征文 11月30日截止,每校2篇")
    assert "🧾 计入:法治征文" in card.text
    assert "📌 每校2篇" in card.text
    assert "提前7天:11月22日 周五 10:00(原为 11月23日 周六,遇休调整)" in card.text
    [campaign] = await declared(stage)
    assert campaign.period == Period(date(2024, 6, 26), date(2024, 11, 30))


async def test_a_collection_is_reminded_of_by_the_days_left(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    [card] = await stage.say(OFFICER, "/campaigns 征文 11月30日截止,每校2篇")
    await stage.press(OFFICER, card, "✅ 建立")
    await stage.move_to(at("2024-11-22 10:00"))
    [reminder] = [one for one in await stage.hear(VICE_PRINCIPAL) if "征文" in one.text]
    assert "还有 8 天截止" in reminder.text


async def test_parts_are_changed_by_saying_so(stage: Stage) -> None:
    await stage.say(OFFICER, f"/campaigns {WEEK}")
    [card] = await stage.say(OFFICER, "改成9月23日到27日,所有初中")
    assert "9月23日 周一 — 9月27日 周五" in card.text
    assert "初中(12 所)" in card.text
    [card] = await stage.say(OFFICER, "要求 每校一场讲座")
    assert "📌 每校一场讲座" in card.text
    assert len(await declared(stage)) == 1


async def test_something_else_meanwhile_is_read_afresh(stage: Stage) -> None:
    await begun(stage)
    [card] = await stage.say(OFFICER, "今天在龙洲小学给300名学生讲了防欺凌")
    assert "法治讲座 1 场" in card.text
    assert await declared(stage) == []


async def test_a_draft_can_be_dropped(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, f"/campaigns {WEEK}")
    _, [gone] = await stage.press(OFFICER, card, "🗑 不要了")
    assert "已删除草稿" in gone.text
    assert await declared(stage) == []


async def test_a_stale_card_of_a_dropped_draft_says_so(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, f"/campaigns {WEEK}")
    [campaign] = await declared(stage)
    await stage.press(OFFICER, card, "🗑 不要了")
    assert "已过期" in await stage.press_data(OFFICER, card.id, f"1:c_turn:{campaign.id}:1")


async def test_what_is_established_is_not_dropped(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, f"/campaigns {WEEK}")
    [campaign] = await declared(stage)
    await stage.press(OFFICER, card, "✅ 建立")
    assert "已过期" in await stage.press_data(OFFICER, card.id, f"1:c_drop:{campaign.id}")


async def test_the_same_sentence_twice_is_one_campaign(stage: Stage) -> None:
    for _ in range(2):
        await stage.say(OFFICER, f"/campaigns {WEEK}")
    assert len(await declared(stage)) == 1


async def test_others_declare_nothing(stage: Stage) -> None:
    await stage.say(CONTACT, f"/campaigns {WEEK}")
    assert await declared(stage) == []
    [page] = await stage.say(CONTACT, "/campaigns")
    assert "没有权限" in await stage.press_data(CONTACT, page.id, "1:c_new")


async def test_what_was_declared_is_in_the_history_as_people_read_it(stage: Stage) -> None:
    await stage.say(OFFICER, f"/campaigns {WEEK}")
    await stage.say(OFFICER, "所有初中")
    async with stage.database.read() as session:
        [made, changed] = (await session.scalars(select(Noted).order_by(Noted.id))).all()
    assert made.fields["dates"] == [None, "2024-09-22—2024-09-26"]
    assert made.fields["steps"] == [None, ["提前7天 10:00", "当天 08:00"]]
    assert changed.fields == {"asked": [["小学"], ["初中"]]}
