"""Logging by message: complete, incomplete, several at once, planned, or nothing to record."""

from tests.end_to_end.stage import VICE_PRINCIPAL, Stage


async def test_a_complete_sentence_is_saved_and_shown_back(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天下午在龙洲小学给五年级300名学生讲了防欺凌,两课时")
    assert card.text == (
        "✅ 已登记 · 法治讲座 1 场 · 2 课时\n🏫 龙洲小学  📅 6月26日 周三(今天)\n🎯 防校园欺凌  👥 300 人"
    )
    assert card.buttons == ("✏️ 修改", "👥 同行", "↩️ 撤销")
    lecture = (await stage.totals())["kinds"]["lecture"]
    assert (lecture["quantity"], lecture["audience"], lecture["class_hours"]) == (1, 300, 2)


async def test_a_missing_day_is_asked_for_with_today_first(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    assert card.buttons[:3] == ("今天", "昨天", "前天")
    assert (await stage.totals())["incomplete"] == 1
    _, [completed] = await stage.press(VICE_PRINCIPAL, card, "昨天")
    assert completed.edited
    assert "6月25日 周二(昨天)" in completed.text
    assert (await stage.totals())["kinds"]["lecture"]["audience"] == 150


async def test_a_missing_day_may_be_typed(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    await stage.say(VICE_PRINCIPAL, "6月20号")
    [entry] = await stage.entries()
    assert str(entry.held_on) == "2024-06-20"


async def test_thanks_are_no_entry_and_are_answered_so(stage: Stage) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, "谢谢")
    assert "没有登记任何内容" in answer.text
    assert await stage.entries() == []
