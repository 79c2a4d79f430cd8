"""Reminders of campaigns: on time, once, only for those concerned; and what people say to them."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from db.models import Reminder
from tests.end_to_end.stage import (
    BUREAU_ADVISER,
    CONTACT,
    OFFICER,
    SECOND_VICE_PRINCIPAL,
    VICE_PRINCIPAL,
    VIEWER,
    ZONE,
    Reply,
    Stage,
)

AHEAD, DAY = "2024-11-27 10:00", "2024-12-04 08:00"
"""When people are reminded of Constitution Day, a Wednesday."""


async def heard(stage: Stage, who: int, moment: str) -> list[Reply]:
    """What somebody was sent by this moment."""
    await stage.move_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE))
    return await stage.hear(who)


async def reminded(stage: Stage, who: int) -> Reply:
    """Somebody who has pressed Start, and their reminder a week ahead."""
    await stage.say(who, "谢谢")
    [reminder] = await heard(stage, who, AHEAD)
    return reminder


async def states(stage: Stage) -> dict[tuple[str, str], str]:
    """What became of the reminders of Constitution Day: state or reason by step and recipient."""
    async with stage.database.read() as session:
        rows = await session.scalars(select(Reminder))
        return {(row.step, row.recipient): row.reason or row.state for row in rows}


async def test_a_week_before_at_ten_whoever_has_logged_nothing_is_reminded_once(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    assert await heard(stage, VICE_PRINCIPAL, "2024-11-27 09:59") == []
    [reminder] = await heard(stage, VICE_PRINCIPAL, AHEAD)
    for said in ("国家宪法日", "12月4日 周三", "还有 7 天", "《宪法》", "龙洲小学"):
        assert said in reminder.text
    assert await heard(stage, VICE_PRINCIPAL, "2024-11-27 10:01") == []


@pytest.mark.parametrize("who", [OFFICER, BUREAU_ADVISER, VIEWER])
async def test_whom_a_campaign_does_not_concern_is_not_reminded(stage: Stage, who: int) -> None:
    await stage.say(who, "谢谢")
    assert await heard(stage, who, AHEAD) == []


async def test_a_school_that_has_logged_is_done_and_nobody_there_is_reminded_again(stage: Stage) -> None:
    await reminded(stage, VICE_PRINCIPAL)
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲宪法,300人")
    await stage.say(CONTACT, "谢谢")
    assert await heard(stage, VICE_PRINCIPAL, "2024-12-02 10:00") == []
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲宪法,280人")
    assert await heard(stage, VICE_PRINCIPAL, DAY) == []
    assert await stage.hear(CONTACT) == []


async def test_on_the_day_at_eight_it_is_said_again(stage: Stage) -> None:
    await reminded(stage, VICE_PRINCIPAL)
    [reminder] = await heard(stage, VICE_PRINCIPAL, DAY)
    assert "就在眼前" in reminder.text


async def test_of_several_steps_due_at_once_only_the_latest_is_sent(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    await stage.move_to(datetime.fromisoformat("2024-11-20 12:00").replace(tzinfo=ZONE))
    assert len(await heard(stage, VICE_PRINCIPAL, DAY)) == 1
    assert "superseded" in (await states(stage)).values()


async def test_what_is_of_no_use_any_more_is_missed(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    assert await heard(stage, VICE_PRINCIPAL, "2024-12-06 09:00") == []
    assert set((await states(stage)).values()) == {"missed"}


async def test_what_was_missed_while_the_clock_was_wrong_is_sent_once_it_is_right(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    assert await heard(stage, VICE_PRINCIPAL, "2024-12-06 09:00") == []
    [reminder] = await heard(stage, VICE_PRINCIPAL, DAY)
    assert "就在眼前" in reminder.text
    assert await heard(stage, VICE_PRINCIPAL, "2024-12-06 09:00") == []


async def test_logging_from_a_reminder_knows_topic_and_school_and_asks_the_day(stage: Stage) -> None:
    reminder = await reminded(stage, VICE_PRINCIPAL)
    _, [card] = await stage.press(VICE_PRINCIPAL, reminder, "✏️ 登记一场")
    assert "龙洲小学" in card.text
    assert "宪法" in card.text
    assert "哪一天" in card.text
    assert [entry.state for entry in await stage.entries()] == ["incomplete"]
    await stage.press(VICE_PRINCIPAL, card, "今天")
    [entry] = await stage.entries()
    assert (entry.state, entry.topics) == ("recorded", ("constitution",))


async def test_a_school_that_declines_is_left_alone(stage: Stage) -> None:
    reminder = await reminded(stage, VICE_PRINCIPAL)
    await stage.say(CONTACT, "谢谢")
    _, [noted] = await stage.press(VICE_PRINCIPAL, reminder, "本次不参加")
    assert "不再提醒" in noted.text
    assert await heard(stage, VICE_PRINCIPAL, DAY) == []
    assert await stage.hear(CONTACT) == []


async def test_a_school_that_has_planned_is_reminded_on_the_day(stage: Stage) -> None:
    reminder = await reminded(stage, VICE_PRINCIPAL)
    await stage.press(VICE_PRINCIPAL, reminder, "🗓 已计划")
    assert len(await heard(stage, VICE_PRINCIPAL, DAY)) == 1


async def test_tomorrow_morning_it_comes_again_once_however_often_it_was_pressed(stage: Stage) -> None:
    reminder = await reminded(stage, VICE_PRINCIPAL)
    _, [noted] = await stage.press(VICE_PRINCIPAL, reminder, "⏰ 明早再提醒")
    assert "11月28日" in noted.text
    await stage.press_data(VICE_PRINCIPAL, reminder.id, "1:r_later:1")
    await stage.hear(VICE_PRINCIPAL)
    assert await heard(stage, VICE_PRINCIPAL, "2024-11-28 07:59") == []
    assert len(await heard(stage, VICE_PRINCIPAL, "2024-11-28 08:00")) == 1


async def test_what_was_put_off_on_the_day_comes_the_morning_after(stage: Stage) -> None:
    await reminded(stage, VICE_PRINCIPAL)
    [reminder] = await heard(stage, VICE_PRINCIPAL, DAY)
    await stage.press(VICE_PRINCIPAL, reminder, "⏰ 明早再提醒")
    [again] = await heard(stage, VICE_PRINCIPAL, "2024-12-05 08:00")
    assert "已结束" in again.text


async def test_a_muted_year_is_silent_until_settings_bring_the_reminders_back(stage: Stage) -> None:
    reminder = await reminded(stage, VICE_PRINCIPAL)
    await stage.press(VICE_PRINCIPAL, reminder, "🔕 本年静音")
    [settings] = await stage.say(VICE_PRINCIPAL, "/settings")
    await stage.press(VICE_PRINCIPAL, settings, "🔔 恢复提醒")
    assert len(await heard(stage, VICE_PRINCIPAL, DAY)) == 1


async def test_a_muted_year_is_silent(stage: Stage) -> None:
    reminder = await reminded(stage, VICE_PRINCIPAL)
    await stage.press(VICE_PRINCIPAL, reminder, "🔕 本年静音")
    assert await heard(stage, VICE_PRINCIPAL, DAY) == []


async def test_nobody_presses_the_buttons_of_somebody_elses_reminder(stage: Stage) -> None:
    reminder = await reminded(stage, VICE_PRINCIPAL)
    async with stage.database.read() as session:
        mine = await session.scalar(select(Reminder.id).where(Reminder.message_id == reminder.id))
    [other] = await stage.say(SECOND_VICE_PRINCIPAL, "谢谢")
    toast = await stage.press_data(SECOND_VICE_PRINCIPAL, other.id, f"1:r_decline:{mine}")
    assert "不是您的" in toast
    assert len(await heard(stage, VICE_PRINCIPAL, DAY)) == 1


async def test_whoever_has_not_pressed_start_is_unreachable_and_the_send_goes_on(stage: Stage) -> None:
    await reminded(stage, VICE_PRINCIPAL)
    assert "gone" in (await states(stage)).values()
