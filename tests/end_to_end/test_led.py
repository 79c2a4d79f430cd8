"""/log: for those who want to be led, question by question."""

from tests.end_to_end.stage import BUREAU_ADVISER, CONTACT, VICE_PRINCIPAL, Stage


async def test_a_lecture_is_led_through_and_what_is_optional_may_be_passed_over(stage: Stage) -> None:
    [start] = await stage.say(VICE_PRINCIPAL, "/log")
    assert start.buttons[:2] == ("法治讲座", "主题活动")
    _, [card] = await stage.press(VICE_PRINCIPAL, start, "法治讲座")
    assert "❓ 是哪一天的" in card.text
    _, [card] = await stage.press(VICE_PRINCIPAL, card, "今天")
    assert "❓ 是哪所学校" in card.text
    _, [card] = await stage.press(VICE_PRINCIPAL, card, "龙洲小学")
    assert "❓ 多少人参加" in card.text
    assert (await stage.totals())["kinds"]["lecture"]["quantity"] == 1
    card = (await stage.say(VICE_PRINCIPAL, "300"))[-1]
    assert "❓ 讲的什么主题" in card.text
    _, [card] = await stage.press(VICE_PRINCIPAL, card, "跳过")
    assert "❓" not in card.text
    [entry] = await stage.entries()
    assert (entry.state, entry.audience, entry.topics) == ("recorded", 300, ())


async def test_both_optional_questions_may_be_skipped(stage: Stage) -> None:
    [start] = await stage.say(VICE_PRINCIPAL, "/log")
    _, [card] = await stage.press(VICE_PRINCIPAL, start, "法治讲座")
    for answer in ("昨天", "龙洲小学", "跳过", "跳过"):
        _, [card] = await stage.press(VICE_PRINCIPAL, card, answer)
    assert "❓" not in card.text
    assert "👥 补人数" in card.buttons


async def test_topics_may_be_typed(stage: Stage) -> None:
    [start] = await stage.say(VICE_PRINCIPAL, "/log")
    _, [card] = await stage.press(VICE_PRINCIPAL, start, "法治讲座")
    for answer in ("昨天", "龙洲小学", "跳过"):
        _, [card] = await stage.press(VICE_PRINCIPAL, card, answer)
    card = (await stage.say(VICE_PRINCIPAL, "防欺凌和禁毒"))[-1]
    assert "🎯 防校园欺凌、禁毒" in card.text


async def test_a_contact_who_is_led_logs_for_the_vice_principal(stage: Stage) -> None:
    [start] = await stage.say(CONTACT, "/log")
    _, [card] = await stage.press(CONTACT, start, "法治讲座")
    for answer in ("今天", "龙洲小学"):
        _, [card] = await stage.press(CONTACT, card, answer)
    assert "👤 李建国" in card.text


async def test_the_bureaus_adviser_is_not_asked_for_a_school(stage: Stage) -> None:
    [start] = await stage.say(BUREAU_ADVISER, "/log")
    _, [card] = await stage.press(BUREAU_ADVISER, start, "法律咨询")
    _, [card] = await stage.press(BUREAU_ADVISER, card, "今天")
    assert "学校?" not in card.text
    [entry] = await stage.entries()
    assert (entry.state, entry.position) == ("recorded", "bureau_adviser")


async def test_the_story_of_what_was_led_says_that_there_is_no_message(stage: Stage) -> None:
    [start] = await stage.say(VICE_PRINCIPAL, "/log")
    _, [card] = await stage.press(VICE_PRINCIPAL, start, "法治讲座")
    await stage.press(VICE_PRINCIPAL, card, "✏️ 修改")
    _, [story] = await stage.press(VICE_PRINCIPAL, card, "🔎 来历")
    assert "没有消息原文" in story.text
