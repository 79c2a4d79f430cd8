"""One-time links bind accounts to people of the roster; officers see who is bound, and release an account."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from db.models import Account as AccountRow
from db.models import Appointment, Invitation, Noted, Person
from tests.district import add, appoint
from tests.end_to_end.stage import NOW, OFFICER, STRANGER, VICE_PRINCIPAL, Reply, Stage
from tests.end_to_end.stage import stage as opened

HUANG, NING = 50, 51
ANOTHER = 800100020
LECTURE = "今天给200名学生讲了禁毒"
USED = "这个链接无效或已用过"
NOT_MINE = "您没有权限做这件事。"


@pytest.fixture
async def stage(district_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """A district where two people of the roster have no account yet, one at a school, one at the bureau."""
    async with opened(district_url, tmp_path, settled=True) as set_up:
        async with set_up.database.write() as session:
            await add(session, Person(id=HUANG, name="黄明亮"), Person(id=NING, name="宁静"))
            await appoint(session, HUANG, "vice_principal", 4)
            await appoint(session, NING, "adviser", None)
        await set_up.meet(STRANGER, "阿黄")
        await set_up.meet(ANOTHER, "小号")
        yield set_up


def tokens(text: str) -> list[str]:
    return re.findall(r"start=([\w-]+)", text)


async def card(stage: Stage) -> Reply:
    """黄明亮's card, as the officer finds it."""
    [overview] = await stage.say(OFFICER, "/invite")
    _, [listed] = await stage.press(OFFICER, overview, "未绑定 2")
    _, [shown] = await stage.press(OFFICER, listed, "黄明亮 · 法治副校长 · 世通学校")
    return shown


async def link(stage: Stage) -> str:
    """The token of a new link for 黄明亮."""
    _, [message] = await stage.press(OFFICER, await card(stage), "🔗 新链接")
    [token] = tokens(message.text)
    return token


async def bound_to(stage: Stage, account_id: int) -> int | None:
    async with stage.database.read() as session:
        found: int | None = await session.scalar(
            select(AccountRow.person_id).where(AccountRow.id == account_id)
        )
        return found


async def test_officers_see_who_is_bound_and_who_is_not(stage: Stage) -> None:
    [overview] = await stage.say(OFFICER, "/invite")
    assert "在任 9 人:已绑定 7,未绑定 2" in overview.text
    _, [listed] = await stage.press(OFFICER, overview, "未绑定 2")
    assert listed.buttons[:2] == ("黄明亮 · 法治副校长 · 世通学校", "宁静 · 法律顾问 · 教育局")
    _, [again] = await stage.press(OFFICER, listed, "‹ 返回")
    assert again.text == overview.text


async def test_who_blocked_the_assistant_is_listed_until_they_write_again(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    await stage.players.post("blocks", person=VICE_PRINCIPAL, blocked=True)
    await stage.settled()
    [overview] = await stage.say(OFFICER, "/invite")
    assert "收不到消息 1" in overview.buttons
    _, [listed] = await stage.press(OFFICER, overview, "收不到消息 1")
    _, [shown] = await stage.press(OFFICER, listed, "李建国 · 法治副校长 · 龙洲小学")
    assert "🚫 收不到消息" in shown.text


async def test_a_link_binds_whoever_opens_it_and_they_log_at_once(stage: Stage) -> None:
    token = await link(stage)
    await stage.say(STRANGER, LECTURE)
    hello, logged = await stage.say(STRANGER, f"/start {token}")
    assert hello.text.startswith("✅ 您好,黄明亮(法治副校长 · 世通学校)。账号已绑定。")
    assert "世通学校" in logged.text
    [entry] = await stage.entries()
    assert [one.id for one in entry.people] == [HUANG]


async def test_only_the_hash_of_a_token_is_kept(stage: Stage) -> None:
    token = await link(stage)
    async with stage.database.read() as session:
        [kept] = await session.scalars(select(Invitation.token_hash))
    assert token not in kept


async def test_a_link_opened_twice_by_the_same_person_is_answered_kindly(stage: Stage) -> None:
    token = await link(stage)
    await stage.say(STRANGER, f"/start {token}")
    [again] = await stage.say(STRANGER, f"/start {token}")
    assert again.text.startswith("您好,阿黄")


async def test_a_link_taken_by_one_is_nobody_elses(stage: Stage) -> None:
    first, second = await link(stage), await link(stage)
    await stage.say(STRANGER, f"/start {first}")
    [used] = await stage.say(ANOTHER, f"/start {first}")
    assert used.text.startswith(USED)
    [revoked] = await stage.say(ANOTHER, f"/start {second}")
    assert "作废" in revoked.text
    assert await bound_to(stage, ANOTHER) is None


async def test_of_two_who_open_a_link_at_once_one_is_bound(stage: Stage) -> None:
    token = await link(stage)
    for who in (STRANGER, ANOTHER):
        await stage.players.say(f"/start {token}", who)
    replies = [(await stage.hear(who))[0].text for who in (STRANGER, ANOTHER)]
    assert sorted(text.startswith("✅") for text in replies) == [False, True]


async def test_a_link_that_has_expired_says_so(stage: Stage) -> None:
    token = await link(stage)
    stage.server.clock.move_to(NOW + timedelta(days=7, minutes=1))
    [told] = await stage.say(STRANGER, f"/start {token}")
    assert told.text.startswith("这个链接已过期")


async def test_a_link_that_was_revoked_says_so(stage: Stage) -> None:
    token = await link(stage)
    popup, [shown] = await stage.press(OFFICER, await card(stage), "作废链接")
    assert popup.startswith("已作废")
    assert "有未用的链接" not in shown.text
    [told] = await stage.say(STRANGER, f"/start {token}")
    assert "作废" in told.text


async def test_a_token_that_nobody_made_does_nothing(stage: Stage) -> None:
    [told] = await stage.say(STRANGER, "/start guessed")
    assert told.text.startswith(USED)


async def test_whoever_is_in_post_and_opens_anothers_link_stays_who_they_are(stage: Stage) -> None:
    token = await link(stage)
    [told] = await stage.say(OFFICER, f"/start {token}")
    assert "给别人的" in told.text
    [hello] = await stage.say(STRANGER, f"/start {token}")
    assert "黄明亮" in hello.text


async def test_the_link_of_somebody_whose_appointment_ended_gives_no_access(stage: Stage) -> None:
    token = await link(stage)
    async with stage.database.write() as session:
        ended = update(Appointment).where(Appointment.person_id == HUANG)
        await session.execute(ended.values(ends_on=date(2024, 6, 1)))
    [told] = await stage.say(STRANGER, f"/start {token}")
    assert "没有您现在的任职" in told.text
    await stage.say(STRANGER, LECTURE)
    assert await stage.entries() == []


async def test_a_wrong_account_is_seen_released_and_a_stranger_at_once(stage: Stage) -> None:
    token = await link(stage)
    [before] = await stage.say(STRANGER, f"/start {token}")
    [overview] = await stage.say(OFFICER, "/invite")
    _, [listed] = await stage.press(OFFICER, overview, "已绑定 8")
    _, [shown] = await stage.press(OFFICER, listed, "黄明亮 · 法治副校长 · 世通学校")
    assert f"阿黄(Telegram {STRANGER})" in shown.text
    popup, [after] = await stage.press(OFFICER, shown, "解除 阿黄")
    assert popup == "已解除绑定。"
    assert "还没有绑定账号" in after.text
    [told] = await stage.hear(STRANGER)
    assert "解除绑定" in told.text
    assert await stage.press_data(STRANGER, before.id, "1:month:2024-06-01") == NOT_MINE
    [outside] = await stage.say(STRANGER, "/summary")
    assert "请让管理员点「同意」" in outside.text
    assert await stage.press_data(OFFICER, after.id, f"1:release:{HUANG}:{STRANGER}") == "已解除绑定。"
    assert await stage.hear(STRANGER) == []


async def test_a_new_phone_gets_a_fresh_link_and_both_accounts_are_theirs(stage: Stage) -> None:
    await stage.say(STRANGER, f"/start {await link(stage)}")
    shown = await link_again(stage)
    await stage.say(ANOTHER, f"/start {shown}")
    assert await bound_to(stage, STRANGER) == await bound_to(stage, ANOTHER) == HUANG


async def link_again(stage: Stage) -> str:
    [overview] = await stage.say(OFFICER, "/invite")
    _, [listed] = await stage.press(OFFICER, overview, "已绑定 8")
    _, [shown] = await stage.press(OFFICER, listed, "黄明亮 · 法治副校长 · 世通学校")
    _, [message] = await stage.press(OFFICER, shown, "🔗 新链接")
    [token] = tokens(message.text)
    return token


async def test_the_last_officers_account_is_not_released(stage: Stage) -> None:
    [overview] = await stage.say(OFFICER, "/invite")
    popup = await stage.press_data(OFFICER, overview.id, f"1:release:1:{OFFICER}")
    assert popup.startswith("不能解除")
    assert await bound_to(stage, OFFICER) == 1


async def test_a_school_gets_one_message_with_a_link_for_each(stage: Stage) -> None:
    [overview] = await stage.say(OFFICER, "/invite")
    _, [places] = await stage.press(OFFICER, overview, "📨 按学校发链接")
    assert places.buttons[:2] == ("教育局 (1)", "世通学校 (1)")
    _, [message] = await stage.press(OFFICER, places, "世通学校 (1)")
    assert message.buttons == ()
    assert "黄明亮(法治副校长 · 世通学校)" in message.text
    [token] = tokens(message.text)
    [hello] = await stage.say(STRANGER, f"/start {token}")
    assert "账号已绑定" in hello.text


async def test_a_file_holds_a_link_for_everybody_not_bound(stage: Stage) -> None:
    [overview] = await stage.say(OFFICER, "/invite")
    await stage.press(OFFICER, overview, "📄 全部链接(文件)")
    found = await stage.players.get(f"chats/{OFFICER}/messages", after=0)
    [sent] = [one for one in found["messages"] if "document" in one]
    assert sent["document"]["file_name"] == "绑定链接 2024-06-26.csv"
    async with stage.database.read() as session:
        invited = set(await session.scalars(select(Invitation.person_id)))
    assert invited == {HUANG, NING}


async def test_a_stranger_who_names_themselves_is_matched_with_the_roster(stage: Stage) -> None:
    [told] = await stage.say(STRANGER, "我是世通学校的黄明亮,今天给200名学生讲了禁毒")
    assert "请让管理员点「同意」" in told.text
    [request] = await stage.hear(OFFICER)
    assert request.buttons[0] == "是名单上的黄明亮(法治副校长 · 世通学校)"
    _, [done] = await stage.press(OFFICER, request, request.buttons[0])
    assert done.text == "✅ 已把 阿黄 绑定为名单上的 黄明亮(法治副校长 · 世通学校)。"
    hello, logged = await stage.hear(STRANGER)
    assert "账号已绑定" in hello.text
    assert "✅ 已登记" in logged.text
    assert await bound_to(stage, STRANGER) == HUANG
    assert await stage.press_data(OFFICER, done.id, f"1:match:{STRANGER}:{NING}") == ""
    assert await bound_to(stage, STRANGER) == HUANG


async def test_binding_and_releasing_are_in_the_history(stage: Stage) -> None:
    await stage.say(STRANGER, f"/start {await link(stage)}")
    [overview] = await stage.say(OFFICER, "/invite")
    await stage.press_data(OFFICER, overview.id, f"1:release:{HUANG}:{STRANGER}")
    async with stage.database.read() as session:
        rows = list(await session.scalars(select(Noted).where(Noted.subject == "account").order_by(Noted.id)))
    assert [(row.how, row.by, row.fields) for row in rows] == [
        ("button", 1, {"link": [None, "2024-07-03"]}),
        ("link", HUANG, {"account": [None, "阿黄"]}),
        ("button", 1, {"account": ["阿黄", None]}),
    ]


async def test_only_officers_see_bindings(stage: Stage) -> None:
    [told] = await stage.say(VICE_PRINCIPAL, "/invite")
    assert told.text == NOT_MINE
