"""The language: that of the Telegram client at first, changeable, the same everywhere."""

import re

from tests.end_to_end.stage import OFFICER, STRANGER, VICE_PRINCIPAL, Reply, Stage

CHINESE = re.compile("[\u4e00-\u9fff]")


async def in_english(stage: Stage, who: int = VICE_PRINCIPAL) -> Reply:
    [choice] = await stage.say(who, "/settings")
    assert choice.buttons[:2] == ("中文", "English")
    _, [changed] = await stage.press(who, choice, "English")
    return changed


async def test_an_english_client_is_answered_in_english(stage: Stage) -> None:
    await stage.meet(STRANGER, "Jane", "en-GB")
    [told] = await stage.say(STRANGER, "Hello")
    assert told.text.startswith("Hello, I am Pufa")
    [request] = await stage.hear(OFFICER)
    assert "申请使用" in request.text
    _, [place] = await stage.press(OFFICER, request, "法治副校长")
    await stage.press(OFFICER, place, "龙洲小学")
    admitted = (await stage.hear(STRANGER))[0]
    assert admitted.text.endswith("You are: legal vice-principal · 龙洲小学")


async def test_the_language_can_be_changed_and_stays(stage: Stage) -> None:
    changed = await in_english(stage)
    assert changed.text == "All right, English from now on."
    [empty] = await stage.say(VICE_PRINCIPAL, "/mine")
    assert empty.text.startswith("You have no entries yet")


async def test_a_card_is_english_but_for_names(stage: Stage) -> None:
    await in_english(stage)
    [card] = await stage.say(VICE_PRINCIPAL, "Today I gave a lecture on bullying at 龙洲小学 to 300 students")
    assert card.text == "✅ Logged · Lecture × 1\n🏫 龙洲小学  📅 Wed 26 Jun (today)\n🎯 Bullying  👥 300"
    assert card.buttons == ("✏️ Change", "👥 With", "↩️ Undo", "⏱ 1 h", "⏱ 2 h")
    _, told = (
        (await stage.say(VICE_PRINCIPAL, "人数写错了,是280"))[-1],
        (await stage.say(VICE_PRINCIPAL, "/summary"))[-1],
    )
    assert "• Lecture 1, 280 people, 1 without class hours" in told.text
    assert not CHINESE.search(told.text)


async def test_help_and_questions_are_english_too(stage: Stage) -> None:
    await in_english(stage)
    [help_text] = await stage.say(VICE_PRINCIPAL, "/help")
    assert "/mine My entries by month" in help_text.text
    [asked] = await stage.say(VICE_PRINCIPAL, "在龙洲小学讲了消防,150人")
    assert "❓ Which day?" in asked.text
    assert asked.buttons[:3] == ("today", "yesterday", "2 days ago")
