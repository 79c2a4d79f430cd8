"""Plans: kept as planned, and fulfilled by the report that follows (rule 6)."""

from datetime import timedelta

from tests.end_to_end.stage import SECOND_VICE_PRINCIPAL, VICE_PRINCIPAL, Stage

PLAN = "明天下午去世通讲禁毒"


async def test_a_plan_is_kept_and_does_not_count(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, PLAN)
    assert card.text.startswith("🗓 已记为计划")
    assert "6月27日" in card.text
    totals = await stage.totals()
    assert (totals["kinds"], totals["planned"]) == ({}, 1)


async def test_the_report_of_a_plan_is_one_entry_with_two_messages(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, PLAN)
    stage.server.clock.advance(timedelta(days=1))
    [card] = await stage.say(VICE_PRINCIPAL, "今天在世通学校讲完了,200人")
    assert card.text.startswith("✅ 已登记")
    [entry] = await stage.entries()
    assert (entry.state, entry.audience, entry.topics) == ("recorded", 200, ("drugs",))
    await stage.press(VICE_PRINCIPAL, card, "✏️ 修改")
    _, [story] = await stage.press(VICE_PRINCIPAL, card, "🔎 来历")
    assert PLAN in story.text
    assert "讲完了" in story.text


async def test_somebody_elses_report_fulfils_nothing(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, PLAN)
    await stage.say(SECOND_VICE_PRINCIPAL, "今天在世通学校给200名学生讲了禁毒")
    assert [entry.state for entry in await stage.entries()] == ["planned", "recorded"]


async def test_another_topic_or_a_later_day_fulfils_nothing(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, PLAN)
    await stage.say(VICE_PRINCIPAL, "今天在世通学校给200名学生讲了防欺凌")
    await stage.say(VICE_PRINCIPAL, "6月20日在世通学校给200名学生讲了禁毒")
    assert [entry.state for entry in await stage.entries()] == ["planned", "recorded", "recorded"]


async def test_a_report_may_carry_a_plan(stage: Stage) -> None:
    text = "今天在龙洲小学给300名学生讲了防欺凌,明天去世通学校讲禁毒"
    await stage.say(VICE_PRINCIPAL, text)
    assert [entry.state for entry in await stage.entries()] == ["recorded", "planned"]


async def test_a_plan_edited_into_a_report_counts(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, PLAN)
    await stage.edit(VICE_PRINCIPAL, stage.last_message, "今天下午去世通讲了禁毒,200人")
    [entry] = await stage.entries()
    assert (entry.state, entry.audience) == ("recorded", 200)


async def test_a_plan_that_was_fulfilled_stays_so_when_its_message_is_edited(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, PLAN)
    plan = stage.last_message
    await stage.say(VICE_PRINCIPAL, "今天在世通学校给200名学生讲了禁毒")
    await stage.edit(VICE_PRINCIPAL, plan, PLAN + "啊")
    [entry] = await stage.entries()
    assert (entry.state, entry.audience, str(entry.held_on)) == ("recorded", 200, "2024-06-26")
