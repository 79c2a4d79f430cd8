"""Campaigns as calendar files: of the year, and of one campaign."""

from __future__ import annotations

from datetime import date
from typing import Any

from icalendar import Calendar, Event

from tests.end_to_end.stage import OFFICER, VICE_PRINCIPAL, Reply, Stage

CONSTITUTION = "国家宪法日"


async def sent(stage: Stage, who: int) -> dict[str, Any]:
    """The newest file in somebody's chat."""
    found = await stage.players.get(f"chats/{who}/messages", after=0)
    newest: dict[str, Any] = [one for one in found["messages"] if "document" in one][-1]
    return newest


async def events(stage: Stage, who: int) -> dict[str, Event]:
    document = await sent(stage, who)
    content = await stage.players.download(document["document"]["file_id"])
    calendar = Calendar.from_ical(content)
    return {str(one["UID"]): one for one in calendar.walk("VEVENT") if isinstance(one, Event)}


async def calendar(stage: Stage, who: int) -> Reply:
    [page] = await stage.say(who, "/campaigns")
    return page


async def test_a_year_holds_what_is_on(stage: Stage) -> None:
    await stage.press(VICE_PRINCIPAL, await calendar(stage, VICE_PRINCIPAL), "📥 全年日历")
    found = await events(stage, VICE_PRINCIPAL)
    assert (await sent(stage, VICE_PRINCIPAL))["document"]["file_name"] == "pufa-2024.ics"
    assert "constitution_day-2024@pufa" in found
    assert "womens_day-2024@pufa" not in found
    assert all("RRULE" not in one for one in found.values())


async def test_one_campaign_is_a_file_of_whole_days(stage: Stage) -> None:
    _, [card] = await stage.press(VICE_PRINCIPAL, await calendar(stage, VICE_PRINCIPAL), CONSTITUTION)
    await stage.press(VICE_PRINCIPAL, card, "📥 日历")
    [event] = (await events(stage, VICE_PRINCIPAL)).values()
    assert str(event["SUMMARY"]) == CONSTITUTION
    assert (event.start, event.end) == (date(2024, 12, 4), date(2024, 12, 5))
    assert "《宪法》" in str(event["DESCRIPTION"])


async def test_a_changed_date_has_the_same_uid_and_a_higher_sequence(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, "/campaigns 法治宣传周 9月22日到26日")
    _, [card] = await stage.press(OFFICER, card, "✅ 建立")
    await stage.press(OFFICER, card, "📥 日历")
    [(uid, before)] = (await events(stage, OFFICER)).items()
    await stage.press(OFFICER, card, "✏️ 改日期")
    await stage.say(OFFICER, "9月23日到27日")
    await stage.press(OFFICER, card, "📥 日历")
    [(same, after)] = (await events(stage, OFFICER)).items()
    assert uid == same
    assert after.sequence > before.sequence
    assert after.start == date(2024, 9, 23)
