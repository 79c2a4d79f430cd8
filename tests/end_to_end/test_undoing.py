"""Undoing: kept, never counted, and taken back as easily."""

from tests.end_to_end.stage import VICE_PRINCIPAL, Stage

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"
TWO = "今天上午在龙洲小学给300名学生讲了防欺凌,下午在桃花仑小学给150名学生讲了禁毒"


async def test_a_message_withdraws_the_last_entry(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    old, told = await stage.say(VICE_PRINCIPAL, "上一条作废")
    assert old.edited
    assert old.text.startswith("↩️ 已撤销")
    assert told.text.startswith("↩️ 已撤销")
    totals = await stage.totals()
    assert (totals["kinds"], totals["withdrawn"]) == ({}, 1)


async def test_with_nothing_to_withdraw_it_says_so(stage: Stage) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, "上一条作废")
    assert answer.text.startswith("没有改动")


async def test_a_button_withdraws_and_another_takes_it_back(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    popup, [gone] = await stage.press(VICE_PRINCIPAL, card, "↩️ 撤销")
    assert popup == "↩️ 已撤销,不再计入。"
    assert gone.buttons == ("↪️ 恢复",)
    popup, [back] = await stage.press(VICE_PRINCIPAL, card, "↪️ 恢复")
    assert popup == "↪️ 已恢复。"
    assert back.text.startswith("✅ 已登记")
    assert (await stage.totals())["kinds"]["lecture"]["audience"] == 300


async def test_a_press_that_comes_twice_does_no_more_than_once(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    [entry] = await stage.entries()
    for _ in range(2):
        await stage.press_data(VICE_PRINCIPAL, card.id, f"1:undo:{entry.id}")
    assert (await stage.entries())[0].state == "withdrawn"
    for _ in range(2):
        await stage.press_data(VICE_PRINCIPAL, card.id, f"1:restore:{entry.id}")
    assert (await stage.entries())[0].state == "recorded"


async def test_what_was_incomplete_is_incomplete_again_and_asked_about(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    await stage.press(VICE_PRINCIPAL, card, "↩️ 撤销")
    _, [back] = await stage.press(VICE_PRINCIPAL, card, "↪️ 恢复")
    assert "❓ 是哪一天的" in back.text
    assert (await stage.totals())["incomplete"] == 1


async def test_a_withdrawn_plan_is_a_plan_again(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "明天下午去世通讲禁毒")
    await stage.press(VICE_PRINCIPAL, card, "↩️ 撤销")
    await stage.press(VICE_PRINCIPAL, card, "↪️ 恢复")
    assert [entry.state for entry in await stage.entries()] == ["planned"]


async def test_a_whole_card_is_undone_at_once(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, TWO)
    _, [gone] = await stage.press(VICE_PRINCIPAL, card, "↩️ 全部撤销")
    assert gone.text.count("↩️ 已撤销") == 2
    assert (await stage.totals())["withdrawn"] == 2


async def test_what_is_withdrawn_is_not_asked_about_any_more(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    await stage.press(VICE_PRINCIPAL, card, "↩️ 撤销")
    await stage.say(VICE_PRINCIPAL, "昨天")
    [entry] = await stage.entries()
    assert (entry.state, entry.held_on) == ("withdrawn", None)


async def test_a_withdrawal_that_names_the_school_is_about_the_entry_there(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, TWO)
    await stage.say(VICE_PRINCIPAL, "撤销龙洲小学那条")
    assert [entry.state for entry in await stage.entries()] == ["withdrawn", "recorded"]


async def test_a_withdrawal_that_fits_several_asks_which(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(VICE_PRINCIPAL, LECTURE.replace("今天", "6月3日"))
    [asked] = await stage.say(VICE_PRINCIPAL, "撤销龙洲小学那条")
    await stage.press(VICE_PRINCIPAL, asked, "✅ 6.3 龙洲小学 法治讲座")
    assert [entry.state for entry in await stage.entries()] == ["recorded", "withdrawn"]
