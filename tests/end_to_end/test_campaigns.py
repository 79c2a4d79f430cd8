"""/campaigns: the calendar of a year, the card of a campaign, and what officers change of it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from db import campaigns
from db.models import Noted
from tests.end_to_end.stage import CONTACT, OFFICER, STRANGER, VICE_PRINCIPAL, VIEWER, ZONE, Reply, Stage

DRUGS = "国际禁毒日"
CONSTITUTION = "国家宪法日"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


async def id_of(stage: Stage, name: str, year: int = 2024) -> int:
    async with stage.database.read() as session:
        return next(one.id for one in await campaigns.of_year(session, year) if one.title == name)


async def opened(stage: Stage, who: int, name: str, year: str = "") -> Reply:
    """The card of a campaign, through the calendar."""
    [page] = await stage.say(who, f"/campaigns {year}".strip())
    while name not in page.buttons:
        _, [page] = await stage.press(who, page, "下一页 ›")
    _, [card] = await stage.press(who, page, name)
    return card


async def test_everybody_sees_what_is_on_in_the_year(stage: Stage) -> None:
    [page] = await stage.say(VICE_PRINCIPAL, "/campaigns")
    assert "2024 年专项" in page.text
    assert "6 月" in page.text
    assert "● 国际禁毒日 · 6月26日 周三(今天)" in page.text
    assert "○" not in page.text
    assert "龙洲小学:" in page.text
    assert "所有学校" not in page.text
    assert "➕ 新建专项" not in page.buttons


async def test_officers_see_every_theme_day_on_or_off_by_pages(stage: Stage) -> None:
    [page] = await stage.say(OFFICER, "/campaigns")
    assert "○" in page.text
    assert "0/48 所" in page.text
    assert {"➕ 新建专项", "📥 全年日历", "📮 投递", "📆 放假调休"} <= set(page.buttons)
    _, [older] = await stage.press(OFFICER, page, "下一页 ›")
    assert older.edited
    assert older.text != page.text


async def test_the_calendar_begins_with_what_is_on_now_or_next(stage: Stage) -> None:
    [page] = await stage.say(OFFICER, "/campaigns")
    assert DRUGS in page.text
    [last_year] = await stage.say(OFFICER, "/campaigns 2023")
    assert "2023 年专项" in last_year.text
    assert "1 月" in last_year.text


async def test_what_is_no_year_is_told_how_to_name_one(stage: Stage) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, "/campaigns 去年")
    assert answer.text == "没看懂是哪一年。这样用:/campaigns 2024"
    [empty] = await stage.say(VICE_PRINCIPAL, "/campaigns 2099")
    assert "这一年没有专项" in empty.text


async def test_english_readers_see_it_in_english(stage: Stage) -> None:
    [settings] = await stage.say(OFFICER, "/settings")
    await stage.press(OFFICER, settings, "English")
    [page] = await stage.say(OFFICER, "/campaigns")
    assert "<" not in page.text
    assert "● International Anti-Drug Day · Wed 26 Jun (today)" in page.text
    _, [card] = await stage.press(OFFICER, page, "International Anti-Drug Day")
    assert "⏰ 7 days before: Wed 19 Jun 10:00" in card.text
    assert "🎯 Drugs" in card.text


async def test_strangers_see_no_calendar(stage: Stage) -> None:
    await stage.meet(STRANGER, "生人")
    [answer] = await stage.say(STRANGER, "/campaigns")
    assert "专项" not in answer.text


async def test_the_card_says_when_each_reminder_is_sent(stage: Stage) -> None:
    card = await opened(stage, VICE_PRINCIPAL, CONSTITUTION)
    assert "📅 12月4日 周三\n" in card.text
    assert "提前7天:11月27日 周三 10:00" in card.text
    assert "当天:12月4日 周三 08:00" in card.text
    assert "所有学校(48 所)" in card.text
    assert "📊" not in card.text  # how far the others are is the officers' business
    assert card.buttons == ("📥 日历", "‹ 返回")


async def test_a_reminder_that_falls_on_a_day_off_shows_where_it_moves(stage: Stage) -> None:
    card = await opened(stage, OFFICER, CONSTITUTION, "2022")
    assert "当天:2022年12月4日" not in card.text  # a Sunday
    assert "当天:2022年12月2日 周五 08:00(原为 2022年12月4日 周日,遇休调整)" in card.text


async def test_years_without_published_holidays_say_so(stage: Stage) -> None:
    await stage.move_to(at("2026-06-26 16:00"))
    card = await opened(stage, OFFICER, CONSTITUTION, "2027")
    assert "2027 年放假安排尚未公布" in card.text


async def test_one_sees_how_far_ones_own_school_is(stage: Stage) -> None:
    assert "龙洲小学:📵 联系不上" not in (await opened(stage, VICE_PRINCIPAL, DRUGS)).text
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学给300名学生讲了禁毒,两课时")
    assert "龙洲小学:✅ 已登记" in (await opened(stage, CONTACT, DRUGS)).text


async def test_viewers_see_counts_and_change_nothing(stage: Stage) -> None:
    card = await opened(stage, VIEWER, DRUGS)
    assert "📊" in card.text
    assert card.buttons == ("📥 日历", "‹ 返回")
    popped = await stage.press_data(VIEWER, card.id, "1:c_turn:1:0")
    assert popped == "您没有权限做这件事。"


async def test_what_is_off_is_not_shown_to_others_even_by_its_number(stage: Stage) -> None:
    [page] = await stage.say(CONTACT, "/campaigns")
    off = await id_of(stage, "国际妇女节")
    assert "已过期" in await stage.press_data(CONTACT, page.id, f"1:c_open:{off}")
    assert (
        await stage.press_data(OFFICER, (await stage.say(OFFICER, "/campaigns"))[0].id, f"1:c_open:{off}")
        == ""
    )


async def test_officers_turn_a_campaign_off_and_on_and_twice_is_once(stage: Stage) -> None:
    card = await opened(stage, OFFICER, CONSTITUTION)
    assert "⏸ 关闭" in card.buttons
    popped, [off] = await stage.press(OFFICER, card, "⏸ 关闭")
    assert popped == "已关闭,不再提醒"
    assert "(未开启)" in off.text
    [page] = await stage.say(VICE_PRINCIPAL, "/campaigns")
    assert CONSTITUTION not in page.text
    _, [on] = await stage.press(OFFICER, off, "▶️ 开启")
    assert "(未开启)" not in on.text
    again = await stage.press_data(OFFICER, on.id, f"1:c_turn:{await id_of(stage, CONSTITUTION)}:1")
    assert again == "已开启"


async def test_a_reminder_of_a_campaign_that_is_off_is_not_sent(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    card = await opened(stage, OFFICER, CONSTITUTION)
    await stage.press(OFFICER, card, "⏸ 关闭")
    await stage.move_to(at("2024-11-27 10:00"))
    assert await stage.hear(VICE_PRINCIPAL) == []


async def test_a_step_can_be_turned_on_and_its_time_changed(stage: Stage) -> None:
    card = await opened(stage, OFFICER, CONSTITUTION)
    _, [steps] = await stage.press(OFFICER, card, "⏰ 提醒时间")
    assert "⬜ 前一天" in steps.buttons
    _, [steps] = await stage.press(OFFICER, steps, "⬜ 前一天")
    assert "✅ 前一天" in steps.buttons
    _, [steps] = await stage.press(OFFICER, steps, "✅ 提前7天")
    _, [steps] = await stage.press(OFFICER, steps, "🕙 08:00 → 09:00")
    _, [card] = await stage.press(OFFICER, steps, "‹ 返回")
    assert "提前7天" not in card.text
    assert "前一天:12月3日 周二 16:00" in card.text
    assert "当天:12月4日 周三 09:00" in card.text


async def test_a_changed_time_is_when_people_are_reminded(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    card = await opened(stage, OFFICER, CONSTITUTION)
    _, [steps] = await stage.press(OFFICER, card, "⏰ 提醒时间")
    await stage.press(OFFICER, steps, "🕙 10:00 → 14:00")
    await stage.move_to(at("2024-11-27 13:59"))
    assert await stage.hear(VICE_PRINCIPAL) == []
    await stage.move_to(at("2024-11-27 14:00"))
    [reminder] = await stage.hear(VICE_PRINCIPAL)
    assert CONSTITUTION in reminder.text


async def test_a_preview_is_what_a_contact_would_get(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    card = await opened(stage, OFFICER, CONSTITUTION)
    _, [ahead, first, day, second] = await stage.press(OFFICER, card, "👁 预览")
    assert "提前7天 · 11月27日 周三 10:00" in ahead.text
    assert "当天 · 12月4日" in day.text
    assert second.text != first.text
    popped, _ = await stage.press(OFFICER, first, "✏️ 登记一场")
    assert "这是预览" in popped
    await stage.move_to(at("2024-11-27 10:00"))
    [sent] = await stage.hear(VICE_PRINCIPAL)
    assert (sent.text, sent.buttons) == (first.text, first.buttons)


async def test_changes_are_noted_with_who_made_them(stage: Stage) -> None:
    card = await opened(stage, OFFICER, CONSTITUTION)
    await stage.press(OFFICER, card, "⏸ 关闭")
    async with stage.database.read() as session:
        noted = (await session.scalars(select(Noted).where(Noted.subject == "campaign"))).all()
    [one] = noted
    assert (one.label, one.how, one.fields) == (CONSTITUTION, "button", {"active": [True, False]})
    assert one.by is not None
