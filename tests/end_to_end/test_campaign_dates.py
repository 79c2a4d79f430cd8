"""The dates of campaigns: confirmed, changed with a tap or a message; who knew the old ones hears of it."""

from __future__ import annotations

from datetime import datetime

from bot import data
from bot.records import Campaign
from db import campaigns
from tests.end_to_end.stage import CONTACT, OFFICER, VICE_PRINCIPAL, ZONE, Reply, Stage

WEEK = data.themes()["hunan_law_week"].zh


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


async def kept(stage: Stage, name: str = WEEK) -> Campaign:
    async with stage.database.read() as session:
        return next(one for one in await campaigns.of_year(session, 2024) if one.title == name)


async def asked(stage: Stage) -> Reply:
    """What officers are asked 30 days ahead about the week; it is off by default."""
    [page] = await stage.say(OFFICER, "/campaigns")
    await stage.press_data(OFFICER, page.id, f"1:c_turn:{(await kept(stage)).id}:1")
    await stage.move_to(at("2024-08-23 10:00"))
    return next(one for one in await stage.hear(OFFICER) if WEEK in one.text)


async def test_a_month_ahead_officers_confirm_the_dates_with_a_tap(stage: Stage) -> None:
    letter = await asked(stage)
    _, [told] = await stage.press(OFFICER, letter, "✅ 确认")
    assert told.edited
    assert f"✅ 日期已确认:{WEEK} 9月23日 周一 — 9月29日 周日" in told.text
    assert not (await kept(stage)).provisional


async def test_confirming_twice_is_confirming_once(stage: Stage) -> None:
    letter, campaign = await asked(stage), await kept(stage)
    await stage.press(OFFICER, letter, "✅ 确认")
    assert await stage.press_data(OFFICER, letter.id, f"1:c_confirm:{campaign.id}") == "日期已经定了。"


async def test_the_dates_are_changed_with_a_message(stage: Stage) -> None:
    letter = await asked(stage)
    _, [question] = await stage.press(OFFICER, letter, "✏️ 改日期")
    assert "直接发新的日期" in question.text
    [told] = await stage.say(OFFICER, "9月20日—26日")
    assert f"✅ 日期已改:{WEEK} 9月20日 周五 — 9月26日 周四" in told.text
    campaign = await kept(stage)
    assert (str(campaign.period.start), str(campaign.period.end)) == ("2024-09-20", "2024-09-26")
    assert not campaign.provisional
    assert campaign.round == 1


async def test_the_dates_are_changed_with_a_tap(stage: Stage) -> None:
    _, [question] = await stage.press(OFFICER, await asked(stage), "✏️ 改日期")
    assert question.buttons == ("就是 9.23—9.29", "提前一周:9.16—9.22", "推后一周:9.30—10.6")
    _, [told] = await stage.press(OFFICER, question, "推后一周:9.30—10.6")
    assert "9月30日" in told.text
    _, [card] = await stage.press(OFFICER, told, "打开专项")
    assert "(暂定)" not in card.text


async def test_the_same_tap_twice_moves_once(stage: Stage) -> None:
    _, [question] = await stage.press(OFFICER, await asked(stage), "✏️ 改日期")
    campaign = await kept(stage)
    for _ in range(2):
        await stage.press_data(OFFICER, question.id, f"1:c_at:{campaign.id}:20240930:20241006")
    assert (await kept(stage)).round == campaign.round + 1


async def test_another_message_meanwhile_is_read_afresh(stage: Stage) -> None:
    await stage.press(OFFICER, await asked(stage), "✏️ 改日期")
    [card] = await stage.say(OFFICER, "8月22日在龙洲小学给300名学生讲了防欺凌")
    assert "法治讲座 1 场" in card.text
    assert (await kept(stage)).round == 0


async def test_a_theme_day_stays_in_its_year(stage: Stage) -> None:
    await stage.press(OFFICER, await asked(stage), "✏️ 改日期")
    [told] = await stage.say(OFFICER, "2025年3月1日到3日")
    assert "日期要在这一年里" in told.text
    assert (await kept(stage)).provisional


async def test_dates_that_mean_nothing_are_a_stale_button(stage: Stage) -> None:
    letter, campaign = await asked(stage), await kept(stage)
    for dates in ("20241208", "20241208:20241201", "x:y", "20251208:20251209"):
        assert "已过期" in await stage.press_data(OFFICER, letter.id, f"1:c_at:{campaign.id}:{dates}")
    assert await kept(stage) == campaign


async def test_who_was_told_the_old_dates_is_told_the_new_ones(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    letter, campaign = await asked(stage), await kept(stage)
    await stage.move_to(at("2024-09-14 10:00"))
    [first] = [one for one in await stage.hear(VICE_PRINCIPAL) if WEEK in one.text]
    assert "9月23日" in first.text
    assert "暂定" in first.text
    await stage.press_data(OFFICER, letter.id, f"1:c_at:{campaign.id}:20241008:20241012")
    await stage.move_to(at("2024-09-30 10:00"))
    [second] = [one for one in await stage.hear(VICE_PRINCIPAL) if WEEK in one.text]
    assert "10月8日" in second.text
    assert "暂定" not in second.text


async def test_only_officers_change_dates(stage: Stage) -> None:
    await asked(stage)
    campaign = await kept(stage)
    [page] = await stage.say(CONTACT, "/campaigns")
    for what, dates in (("c_dates", ""), ("c_confirm", ""), ("c_at", ":20240930:20241006")):
        assert "没有权限" in await stage.press_data(CONTACT, page.id, f"1:{what}:{campaign.id}{dates}")
    assert await kept(stage) == campaign
