"""Who may: decided at the press, in one place, failing closed (rule 11)."""

from datetime import timedelta

from sqlalchemy import update

from db.models import Appointment
from handlers.buttons import ACTIONS
from tests.end_to_end.stage import (
    CONTACT,
    NOW,
    OFFICER,
    SECOND_VICE_PRINCIPAL,
    STRANGER,
    VICE_PRINCIPAL,
    VIEWER,
    Stage,
)

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"
NOT_MINE = "这条不是您的,不能改。"
FORBIDDEN = "您没有权限做这件事。"
STALE = "这个按钮已过期,请用 /mine 打开最新的登记。"
ARGUMENTS = {
    "open": "1",
    "back": "1",
    "edit": "1",
    "ask": "1:audience",
    "set": "1:held_on:2024-06-20",
    "undo": "1",
    "undoall": "1",
    "restore": "1",
    "keep": "1",
    "same": "1",
    "different": "1",
    "story": "1",
}
ON_AN_ENTRY = [f"1:{action}:{arguments}" for action, arguments in ARGUMENTS.items()]
"""The buttons that concern an entry, as somebody could forge them for entry 1."""


async def test_nobody_changes_an_entry_that_is_not_theirs(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [before] = await stage.entries()
    [theirs] = await stage.say(SECOND_VICE_PRINCIPAL, "谢谢")
    popups = await stage.press_all(SECOND_VICE_PRINCIPAL, theirs.id, ON_AN_ENTRY)
    assert popups == dict.fromkeys(ON_AN_ENTRY, NOT_MINE)
    assert await stage.entries() == [before]


async def test_a_contact_sees_the_schools_entries_and_changes_none(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [before] = await stage.entries()
    [theirs] = await stage.say(CONTACT, "谢谢")
    popups = await stage.press_all(CONTACT, theirs.id, ON_AN_ENTRY)
    assert popups == {**dict.fromkeys(ON_AN_ENTRY, NOT_MINE), "1:open:1": "", "1:story:1": ""}
    assert await stage.entries() == [before]


async def test_an_officer_changes_every_entry(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [theirs] = await stage.say(OFFICER, "谢谢")
    assert await stage.press_data(OFFICER, theirs.id, "1:undo:1") == "↩️ 已撤销,不再计入。"


async def test_strangers_and_viewers_may_press_nothing_that_changes(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [before] = await stage.entries()
    await stage.meet(STRANGER, "钱进")
    for who in (STRANGER, VIEWER):
        [theirs] = await stage.say(who, "谢谢")
        denied = ("log", "admit", "member") if who == STRANGER else ("log", "admit")
        actions = [action for action, (need, _) in ACTIONS.items() if need in denied]
        presses = [f"1:{action}:{ARGUMENTS.get(action, '1')}" for action in actions]
        assert await stage.press_all(who, theirs.id, presses) == dict.fromkeys(presses, FORBIDDEN)
    assert await stage.entries() == [before]


async def test_only_officers_let_strangers_in(stage: Stage) -> None:
    await stage.meet(STRANGER, "钱进")
    await stage.say(STRANGER, "您好")
    [theirs] = await stage.say(VICE_PRINCIPAL, "谢谢")
    popup = await stage.press_data(VICE_PRINCIPAL, theirs.id, f"1:admit:{STRANGER}:officer:0")
    assert popup == FORBIDDEN
    [still_outside] = await stage.say(STRANGER, "/summary")
    assert "没有通过" in still_outside.text


async def test_a_viewer_is_told_that_they_may_only_read(stage: Stage) -> None:
    for text in (LECTURE, "/log", "/mine"):
        [answer] = await stage.say(VIEWER, text)
        assert answer.text.startswith("没有登记:您的身份只能查看"), text
    assert await stage.entries() == []
    await stage.edit(VIEWER, stage.last_message, LECTURE)
    assert await stage.entries() == []


GARBAGE = (
    *(
        "1",
        "1:",
        "2:undo:1",
        "0:undo:1",
        "undo:1",
        "1:nothing:1",
        "1:undo",
        "1:undo:",
        "1:undo:x",
        "1:undo:-1",
    ),
    *("1:undo:0", "1:undo:999", "1:undo:99999999999999999999", "1:set:1", "1:set:1:held_on:soon", "1:设:1"),
    *("1:set:1:school:999", "1:set:1:people:99999999999", "1:set:1:position:king", "1:set:1:kind:x"),
    *("1:set:1:audience:5", "1:set:1:topics:x", "1:set:1:nothing:1", "1:set:1:split:5", "1:set:1:which:1"),
    *(
        "1:set:1:which:x",
        "1:ask:1:nothing",
        "1:ask:1",
        "1:month:soon",
        "1:month:9999-12-01",
        "1:new",
        "1:new:x",
    ),
    *("1:list:2024", "1:list:0:lecture:0", "1:list:2024:x:0", "1:turn:2024:lecture:-1"),
    *("1:turn:2024:lecture:99999999999", "1:place:1:king:0", "1:place:x", "1:place:1", "1:refuse:x"),
    *("1:admit:1:king:0", "1:admit:1:contact:999", "1:refuse:99999999999999999999", "\x00:\x00:\x00"),
)


async def test_data_that_means_nothing_does_nothing_and_says_how_to_go_on(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, "李建国今天在龙洲小学给300名学生讲了防欺凌")
    before = await stage.entries()
    assert await stage.press_all(OFFICER, card.id, GARBAGE) == dict.fromkeys(GARBAGE, STALE)
    assert await stage.entries() == before


async def test_a_stale_button_is_answered_with_how_to_go_on(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    stale = ("0:undo:1", "1:undo:999", "1:gone:1", "1:undo:99999999999999999999")
    assert await stage.press_all(VICE_PRINCIPAL, card.id, stale) == dict.fromkeys(stale, STALE)


async def test_whose_appointment_ended_yesterday_is_outside_today(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    async with stage.database.write() as session:
        yesterday = NOW.date() - timedelta(days=1)
        await session.execute(
            update(Appointment).where(Appointment.role == "vice_principal").values(ends_on=yesterday)
        )
    assert (await stage.press(VICE_PRINCIPAL, card, "↩️ 撤销"))[0] == FORBIDDEN
    [told] = await stage.say(VICE_PRINCIPAL, LECTURE)
    assert told.text.startswith("您的任职已经到期")
    [request] = await stage.hear(OFFICER)
    assert "李建国" in request.text
    assert len(await stage.entries()) == 1


async def test_a_command_in_a_group_is_answered_in_private_only(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    group = await stage.players.post("groups", title="法治群", members=[OFFICER])
    await stage.players.say("/summary", OFFICER, chat=group["id"])
    [answer] = await stage.hear(group["id"])
    assert answer.text == "请私聊我使用命令。"
