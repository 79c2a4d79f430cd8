"""Correcting: by the next message, a reply, a button, or by editing the message (rules 3 and 5)."""

from datetime import timedelta

import pytest

from tests.end_to_end.stage import CONTACT, OFFICER, VICE_PRINCIPAL, Stage

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"
TWO = "今天上午在龙洲小学给300名学生讲了防欺凌,下午在桃花仑小学给150名学生讲了禁毒"


async def test_the_next_message_corrects_the_last_entry(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    old, new = await stage.say(VICE_PRINCIPAL, "人数写错了,是280")
    assert old.edited
    assert "👥 280 人" in old.text
    assert new.text.startswith("✏️ 已改:人数 300 → 280")
    assert (await stage.totals())["kinds"]["lecture"]["audience"] == 280


async def test_a_correction_to_what_it_was_changes_nothing_and_says_so(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    replies = await stage.say(VICE_PRINCIPAL, "人数写错了,是300")
    assert replies[-1].text.startswith("没有变化。")


async def test_a_correction_without_anything_to_correct_is_told_so(stage: Stage) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, "人数写错了,是280")
    assert answer.text.startswith("没有改动")


async def test_a_correction_that_names_the_school_is_about_the_entry_there(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(VICE_PRINCIPAL, "昨天在世通学校给200名学生讲了禁毒")
    await stage.say(VICE_PRINCIPAL, "龙洲小学那条人数写错了,是280")
    assert [entry.audience for entry in await stage.entries()] == [280, 200]
    [answer] = await stage.say(VICE_PRINCIPAL, "桃花仑小学那条人数写错了,是280")
    assert answer.text.startswith("没有改动")


async def test_a_reply_to_a_card_corrects_that_entry(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(VICE_PRINCIPAL, "昨天在世通学校给200名学生讲了禁毒")
    await stage.say(VICE_PRINCIPAL, "人数写错了,是280", reply_to=card.id)
    assert [entry.audience for entry in await stage.entries()] == [280, 200]


async def test_a_reply_to_ones_own_message_corrects_its_entry(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    message = stage.last_message
    await stage.say(VICE_PRINCIPAL, "昨天在世通学校给200名学生讲了禁毒")
    await stage.say(VICE_PRINCIPAL, "人数写错了,是280", reply_to=message)
    assert [entry.audience for entry in await stage.entries()] == [280, 200]


async def test_a_reply_to_one_card_does_not_answer_the_question_of_another(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    [other] = await stage.say(VICE_PRINCIPAL, "昨天在世通学校讲了禁毒")
    await stage.press(VICE_PRINCIPAL, other, "👥 补人数")
    await stage.say(VICE_PRINCIPAL, "人数写错了,是280", reply_to=card.id)
    assert [entry.audience for entry in await stage.entries()] == [280, None]


async def test_a_reply_to_a_card_of_several_asks_which_is_meant(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, TWO)
    [asked] = await stage.say(VICE_PRINCIPAL, "人数写错了,是280", reply_to=card.id)
    assert "❓ 您指的是哪一条?" in asked.text
    assert asked.buttons[:2] == ("✅ 6.26 龙洲小学 法治讲座", "✅ 6.26 桃花仑小学 法治讲座")
    _, replies = await stage.press(VICE_PRINCIPAL, asked, asked.buttons[1])
    assert any("150 → 280" in reply.text for reply in replies)
    assert [entry.audience for entry in await stage.entries()] == [300, 280]


async def test_a_withdrawal_that_may_mean_several_asks_which(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, TWO)
    [asked] = await stage.say(VICE_PRINCIPAL, "撤销", reply_to=card.id)
    await stage.press(VICE_PRINCIPAL, asked, asked.buttons[1])
    assert [entry.state for entry in await stage.entries()] == ["recorded", "withdrawn"]


async def test_every_field_can_be_changed_by_button(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    _, [choice] = await stage.press(VICE_PRINCIPAL, card, "✏️ 修改")
    assert choice.buttons[:8] == ("日期", "学校", "人数", "数量", "课时", "主题", "类别", "人员")
    answers = {"日期": "6月24日", "学校": "桃花仑小学", "人数": "80", "数量": "2", "课时": "3"}
    for field, answer in (answers | {"主题": "禁毒、消防", "类别": "主题活动", "人员": "赵卫东"}).items():
        await stage.press(VICE_PRINCIPAL, card, field)
        card = (await stage.say(VICE_PRINCIPAL, answer))[-1]
        assert card.buttons[:1] == ("✏️ 修改",)
        await stage.press(VICE_PRINCIPAL, card, "✏️ 修改")
    [entry] = await stage.entries()
    assert (str(entry.held_on), entry.audience, entry.quantity, entry.class_hours) == ("2024-06-24", 80, 2, 3)
    assert (entry.kind, entry.topics) == ("activity", ("drugs", "fire"))
    assert entry.school
    assert entry.school.name == "桃花仑小学"
    assert [one.name for one in entry.people] == ["赵卫东"]


async def test_going_back_from_the_fields_asks_again_for_what_is_missing(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    await stage.press(VICE_PRINCIPAL, card, "✏️ 修改")
    _, [back] = await stage.press(VICE_PRINCIPAL, card, "‹ 返回")
    assert "❓ 是哪一天的" in back.text
    await stage.say(VICE_PRINCIPAL, "昨天")
    assert [entry.state for entry in await stage.entries()] == ["recorded"]


async def test_a_closed_question_is_not_answered_any_more(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    [closed] = await stage.say(VICE_PRINCIPAL, "/cancel")
    assert closed.text.startswith("好的")
    await stage.say(VICE_PRINCIPAL, "昨天")
    assert [entry.state for entry in await stage.entries()] == ["incomplete"]
    [nothing] = await stage.say(VICE_PRINCIPAL, "/cancel")
    assert "没有等您回答的问题" in nothing.text
    await stage.press(VICE_PRINCIPAL, card, "昨天")
    assert [entry.state for entry in await stage.entries()] == ["recorded"]


async def test_the_story_of_an_entry_tells_its_message_and_changes(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(VICE_PRINCIPAL, "人数写错了,是280")
    await stage.press(VICE_PRINCIPAL, card, "✏️ 修改")
    _, [story] = await stage.press(VICE_PRINCIPAL, card, "🔎 来历")
    assert LECTURE in story.text
    assert "李建国 发消息更正:人数 300 → 280" in story.text


async def test_a_long_message_is_quoted_in_part(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE + "\n" + "<&>" * 1200)
    await stage.press(VICE_PRINCIPAL, card, "✏️ 修改")
    _, [story] = await stage.press(VICE_PRINCIPAL, card, "🔎 来历")
    assert story.text.startswith("🔎 来历")
    assert LECTURE in story.text


async def test_an_edited_message_changes_its_entry_and_its_card(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    old, told = await stage.edit(VICE_PRINCIPAL, stage.last_message, LECTURE.replace("300", "280"))
    assert old.edited
    assert "280 人" in old.text
    assert told.text.startswith("✏️ 已改:人数 300 → 280")
    assert len(await stage.entries()) == 1


async def test_an_edit_that_changes_nothing_is_answered(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    replies = await stage.edit(VICE_PRINCIPAL, stage.last_message, LECTURE + "。")
    assert replies[-1].text == "✏️ 消息已更新,登记内容没有变化。"


async def test_a_field_set_by_hand_stays_when_the_message_is_edited(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    message = stage.last_message
    await stage.say(VICE_PRINCIPAL, "人数写错了,是280")
    await stage.edit(VICE_PRINCIPAL, message, LECTURE.replace("龙洲小学", "世通学校"))
    [entry] = await stage.entries()
    assert entry.school
    assert (entry.school.name, entry.audience) == ("世通学校", 280)


async def test_an_item_that_an_edit_drops_is_asked_about(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, TWO)
    message = stage.last_message
    replies = await stage.edit(VICE_PRINCIPAL, message, TWO.partition(",下午")[0])
    asked = replies[-1]
    assert "修改后的消息里没有这条了" in asked.text
    _, [kept] = await stage.press(VICE_PRINCIPAL, asked, "保留")
    assert kept.buttons == ()
    assert [entry.state for entry in await stage.entries()] == ["recorded", "recorded"]
    await stage.edit(VICE_PRINCIPAL, message, TWO.partition(",下午")[0] + "。")
    [asked] = (await stage.hear(VICE_PRINCIPAL)) or [asked]
    await stage.press_data(VICE_PRINCIPAL, asked.id, f"1:undo:{(await stage.entries())[1].id}")
    assert [entry.state for entry in await stage.entries()] == ["recorded", "withdrawn"]


async def test_an_item_that_an_edit_adds_is_a_new_entry(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, TWO.partition(",下午")[0])
    replies = await stage.edit(VICE_PRINCIPAL, stage.last_message, TWO)
    assert "桃花仑小学" in replies[-1].text
    assert [entry.audience for entry in await stage.entries()] == [300, 150]


async def test_a_withdrawn_entry_stays_withdrawn_when_its_message_is_edited(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    message = stage.last_message
    await stage.say(VICE_PRINCIPAL, "上一条作废")
    replies = await stage.edit(VICE_PRINCIPAL, message, LECTURE.replace("300", "280"))
    assert [(entry.state, entry.audience) for entry in await stage.entries()] == [("withdrawn", 300)]
    assert "已撤销" in replies[-1].text or "没有变化" in replies[-1].text


async def test_thanks_edited_into_a_report_become_an_entry(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "谢谢")
    [card] = await stage.edit(VICE_PRINCIPAL, stage.last_message, LECTURE)
    assert card.text.startswith("✅ 已登记")


async def test_days_of_an_edited_message_are_reckoned_from_when_it_was_sent(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    message = stage.last_message
    stage.server.clock.advance(timedelta(days=3))
    await stage.edit(VICE_PRINCIPAL, message, LECTURE.replace("今天", "昨天"))
    [entry] = await stage.entries()
    assert str(entry.held_on) == "2024-06-25"


async def test_an_edit_that_moves_a_contacts_lecture_moves_it_to_that_schools_vice_principal(
    stage: Stage,
) -> None:
    await stage.say(CONTACT, LECTURE)
    await stage.edit(CONTACT, stage.last_message, LECTURE.replace("龙洲小学", "世通学校"))
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == ["赵卫东"]


async def test_an_edit_that_names_a_companion_adds_them(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.edit(VICE_PRINCIPAL, stage.last_message, LECTURE.replace("今天在", "今天和赵卫东在"))
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == ["李建国", "赵卫东"]


async def test_who_an_officer_said_it_was_stays_when_the_message_is_edited(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, LECTURE)
    await stage.press(OFFICER, card, "李建国")
    await stage.edit(OFFICER, stage.last_message, LECTURE.replace("300", "280"))
    [entry] = await stage.entries()
    assert ([one.name for one in entry.people], entry.audience) == (["李建国"], 280)


async def test_figures_alone_are_what_the_last_card_lacks(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲了防欺凌")
    *_, card = await stage.say(VICE_PRINCIPAL, "300人,两课时")
    assert "👥 300 人" in card.text
    lectures = (await stage.totals())["kinds"]["lecture"]
    assert (lectures["quantity"], lectures["audience"], lectures["class_hours"]) == (1, 300, 2)


async def test_figures_alone_replace_none_that_is_there(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [answer] = await stage.say(VICE_PRINCIPAL, "280人")
    assert "没有登记任何内容" in answer.text
    assert [entry.audience for entry in await stage.entries()] == [300]


async def test_figures_alone_fill_in_nobody_elses_entry(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲了防欺凌")
    await stage.say(OFFICER, "300人")
    assert [entry.audience for entry in await stage.entries()] == [None]
    assert "未报" in card.text


@pytest.mark.parametrize("day", ["今天", "昨天", "上周五"])
async def test_what_was_just_logged_is_corrected_by_pointing_at_it(stage: Stage, day: str) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE.replace("今天", day))
    _, new = await stage.say(VICE_PRINCIPAL, "刚才那个是290人")
    assert new.text.startswith("✏️ 已改:人数 300 → 290")
    assert len(await stage.entries()) == 1


async def test_what_was_just_logged_of_another_day_is_withdrawn_by_pointing_at_it(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE.replace("今天", "昨天"))
    await stage.say(VICE_PRINCIPAL, "撤回刚才那条")
    assert [entry.state for entry in await stage.entries()] == ["withdrawn"]
