"""What became of reminders, as officers see it; what is in doubt goes out again only by their tap."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select, update

from db.models import Account, Reminder
from tests.end_to_end.stage import CONTACT, OFFICER, VICE_PRINCIPAL, ZONE, Reply, Stage

CONSTITUTION = "国家宪法日"


async def deliveries(stage: Stage) -> Reply:
    [page] = await stage.say(OFFICER, "/campaigns")
    _, [shown] = await stage.press(OFFICER, page, "📮 投递")
    return shown


async def reminded(stage: Stage) -> None:
    """The week before the day, as the people of one school are reminded."""
    for who in (VICE_PRINCIPAL, CONTACT):
        await stage.say(who, "谢谢")
    await stage.move_to(datetime(2024, 11, 27, 10, 0, tzinfo=ZONE))
    for who in (VICE_PRINCIPAL, CONTACT, OFFICER):
        await stage.hear(who)


async def in_doubt(stage: Stage) -> None:
    """As if the answers of Telegram had been lost on the way."""
    async with stage.database.write() as session:
        sent = update(Reminder).where(Reminder.step == "ahead", Reminder.state == "sent")
        await session.execute(sent.values(state="unconfirmed"))


async def rows(stage: Stage) -> list[Reminder]:
    async with stage.database.read() as session:
        return list(await session.scalars(select(Reminder).where(Reminder.step == "ahead")))


async def test_nothing_sent_yet_is_said(stage: Stage) -> None:
    assert "还没有发过提醒" in (await deliveries(stage)).text


async def test_reminders_are_counted_by_state_and_reason(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    await stage.move_to(datetime(2024, 11, 27, 10, 0, tzinfo=ZONE))
    await stage.hear(OFFICER)
    text = (await deliveries(stage)).text
    assert "✅ 已发" in text
    assert "2024 年以来的提醒" in text


async def test_a_campaign_has_its_own_deliveries(stage: Stage) -> None:
    await reminded(stage)
    [page] = await stage.say(OFFICER, "/campaigns")
    _, [card] = await stage.press(OFFICER, page, CONSTITUTION)
    _, [shown] = await stage.press(OFFICER, card, "📮 投递")
    assert f"{CONSTITUTION}的提醒" in shown.text
    assert "✅ 已发" in shown.text


async def test_one_in_doubt_is_sent_again_by_a_tap(stage: Stage) -> None:
    await reminded(stage)
    await in_doubt(stage)
    shown = await deliveries(stage)
    assert "❓ 不确定是否收到" in shown.text
    again = next(one for one in shown.buttons if one.startswith("🔁 李建国"))
    popped, [after] = await stage.press(OFFICER, shown, again)
    assert popped == "已安排重发 1 条。"
    assert again not in after.buttons
    await stage.move_to(datetime(2024, 11, 27, 10, 1, tzinfo=ZONE))
    [second] = await stage.hear(VICE_PRINCIPAL)
    assert "还有" in second.text
    assert await stage.hear(CONTACT) == []


async def test_the_same_tap_twice_sends_once(stage: Stage) -> None:
    await reminded(stage)
    await in_doubt(stage)
    shown = await deliveries(stage)
    one = next(row for row in await rows(stage) if row.state == "unconfirmed")
    assert "已安排" in await stage.press_data(OFFICER, shown.id, f"1:c_again:0:{one.id}")
    assert "已经处理过" in await stage.press_data(OFFICER, shown.id, f"1:c_again:0:{one.id}")
    assert len({(row.subject, row.recipient) for row in await rows(stage)}) == len(await rows(stage))


async def test_all_in_doubt_are_sent_again_by_a_tap(stage: Stage) -> None:
    await reminded(stage)
    await in_doubt(stage)
    shown = await deliveries(stage)
    every = next(one for one in shown.buttons if one.startswith("🔁 全部重发"))
    _, [after] = await stage.press(OFFICER, shown, every)
    assert "可能没有收到" not in after.text
    await stage.move_to(datetime(2024, 11, 27, 10, 1, tzinfo=ZONE))
    assert await stage.hear(VICE_PRINCIPAL) != []
    assert await stage.hear(CONTACT) != []
    assert {row.state for row in await rows(stage)}.isdisjoint({"unconfirmed", "due", "claimed"})


async def test_whom_nothing_reaches_is_listed_with_the_day(stage: Stage) -> None:
    async with stage.database.write() as session:
        lost = update(Account).where(Account.id == CONTACT)
        await session.execute(lost.values(unreachable_at=datetime(2024, 6, 20, tzinfo=UTC)))
    text = (await deliveries(stage)).text
    assert "📵 联系不上的人(共 1 人)" in text
    assert "• 王芳,自 6月20日 周四" in text


async def test_deliveries_are_the_officers_business(stage: Stage) -> None:
    [page] = await stage.say(CONTACT, "/campaigns")
    for data in ("c_sent:0", "c_again:0:1", "c_all:0"):
        assert "没有权限" in await stage.press_data(CONTACT, page.id, f"1:{data}")
