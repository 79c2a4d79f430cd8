"""Plans: reminded of on the day, asked about once afterwards, fulfilled by the answer."""

from __future__ import annotations

from tests.end_to_end.stage import VICE_PRINCIPAL, Reply, Stage
from tests.end_to_end.test_reminders import heard


async def asked_about(stage: Stage) -> Reply:
    """A plan for Thursday, and the question on Friday."""
    await stage.say(VICE_PRINCIPAL, "明天下午去龙洲小学讲防溺水")
    await heard(stage, VICE_PRINCIPAL, "2024-06-27 08:00")
    [question] = await heard(stage, VICE_PRINCIPAL, "2024-06-28 10:00")
    return question


async def test_a_plan_is_reminded_of_on_the_morning_of_its_day(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "明天下午去龙洲小学讲防溺水")
    assert await heard(stage, VICE_PRINCIPAL, "2024-06-27 07:59") == []
    [reminder] = await heard(stage, VICE_PRINCIPAL, "2024-06-27 08:00")
    assert "龙洲小学" in reminder.text


async def test_a_plan_that_was_carried_out_is_not_asked_about(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "明天下午去龙洲小学讲防溺水")
    await heard(stage, VICE_PRINCIPAL, "2024-06-27 18:00")
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲了防溺水,300人")
    assert await heard(stage, VICE_PRINCIPAL, "2024-06-28 10:00") == []


async def test_the_day_after_it_is_asked_whether_it_was_held_and_a_number_answers(stage: Stage) -> None:
    question = await asked_about(stage)
    assert "多少人" in question.text
    [card] = await stage.say(VICE_PRINCIPAL, "320人")
    assert "✅ 已登记" in card.text
    [entry] = await stage.entries()
    assert (entry.state, entry.audience, str(entry.held_on)) == ("recorded", 320, "2024-06-27")


async def test_a_button_says_that_it_was_held_and_the_number_is_asked(stage: Stage) -> None:
    question = await asked_about(stage)
    _, [card] = await stage.press(VICE_PRINCIPAL, question, "✅ 讲完了")
    assert "多少人" in card.text
    await stage.say(VICE_PRINCIPAL, "300")
    [entry] = await stage.entries()
    assert (entry.state, entry.audience) == ("recorded", 300)


async def test_a_plan_that_was_not_held_is_withdrawn(stage: Stage) -> None:
    question = await asked_about(stage)
    await stage.press(VICE_PRINCIPAL, question, "↩️ 没有讲,取消")
    assert [entry.state for entry in await stage.entries()] == ["withdrawn"]


async def test_another_event_that_is_told_is_no_answer(stage: Stage) -> None:
    await asked_about(stage)
    await stage.say(VICE_PRINCIPAL, "今天在桃花仑小学讲禁毒,200人")
    assert sorted(entry.state for entry in await stage.entries()) == ["planned", "recorded"]


async def test_it_is_asked_only_once(stage: Stage) -> None:
    await asked_about(stage)
    assert await heard(stage, VICE_PRINCIPAL, "2024-07-01 10:00") == []
