"""Entries tied to campaigns: by rule, or by an officer's hand, which always wins."""

from __future__ import annotations

from tests.end_to_end.stage import CONTACT, OFFICER, SECOND_VICE_PRINCIPAL, VICE_PRINCIPAL, Reply, Stage

DRUGS = "国际禁毒日"
ON_DRUGS = "今天在龙洲小学给300名学生讲了禁毒,两课时"
ON_BULLYING = "今天在世通学校给200名学生讲了防欺凌"


async def listed(stage: Stage) -> Reply:
    """The entries of the day."""
    [page] = await stage.say(OFFICER, "/campaigns")
    _, [card] = await stage.press(OFFICER, page, DRUGS)
    _, [shown] = await stage.press(OFFICER, card, "🔗 关联登记")
    return shown


async def test_entries_on_its_topic_and_days_are_tied_by_rule(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, ON_DRUGS)
    await stage.say(SECOND_VICE_PRINCIPAL, ON_BULLYING)
    shown = await listed(stage)
    assert "共 1 条" in shown.text
    assert shown.buttons[:2] == ("✅ 6.26 龙洲小学 法治讲座", "✂️")
    _, [card] = await stage.press(OFFICER, shown, "✅ 6.26 龙洲小学 法治讲座")
    assert "禁毒" in card.text


async def test_an_entry_is_untied_by_hand_and_tied_again(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, ON_DRUGS)
    _, [shown] = await stage.press(OFFICER, await listed(stage), "✂️")
    assert "没有登记" in shown.text
    _, [others] = await stage.press(OFFICER, shown, "➕ 关联其他登记")
    assert "✅ 6.26 龙洲小学 法治讲座" in others.buttons
    popped, [others] = await stage.press(OFFICER, others, "➕")
    assert popped == "已关联"
    _, [shown] = await stage.press(OFFICER, others, "‹ 返回")
    assert "共 1 条" in shown.text


async def test_the_same_tap_twice_ties_once(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, ON_DRUGS)
    shown = await listed(stage)
    [entry] = await stage.entries()
    _, [after] = await stage.press(OFFICER, shown, "✂️")
    assert await stage.press_data(OFFICER, shown.id, f"1:e_tie:999999:{entry.id}:1") != "已关联"
    assert "没有登记" in after.text


async def test_an_entry_tells_its_campaigns_and_officers_may_tie_it(stage: Stage) -> None:
    await stage.say(SECOND_VICE_PRINCIPAL, ON_BULLYING)
    [page] = await stage.say(OFFICER, "/summary")
    _, [entries] = await stage.press(OFFICER, page, "法治讲座")
    _, [card] = await stage.press(OFFICER, entries, entries.buttons[0])
    _, [fields] = await stage.press(OFFICER, card, "✏️ 修改")
    _, [tied] = await stage.press(OFFICER, fields, "🏷 专项")
    assert "不属于任何专项" in tied.text
    _, [tied] = await stage.press(OFFICER, tied, f"➕ {DRUGS}")
    assert f"• {DRUGS}(手动)" in tied.text
    _, [tied] = await stage.press(OFFICER, tied, f"✂️ {DRUGS}")
    assert "不属于任何专项" in tied.text


async def test_whose_it_is_sees_its_campaigns_and_changes_none(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, ON_DRUGS)
    _, [fields] = await stage.press(VICE_PRINCIPAL, card, "✏️ 修改")
    _, [tied] = await stage.press(VICE_PRINCIPAL, fields, "🏷 专项")
    assert f"• {DRUGS}(按规则)" in tied.text
    assert tied.buttons == ()


async def test_others_see_nothing_of_an_entry_that_is_not_theirs(stage: Stage) -> None:
    await stage.say(SECOND_VICE_PRINCIPAL, ON_BULLYING)
    [entry] = await stage.entries()
    [page] = await stage.say(CONTACT, "/campaigns")
    assert "不是您的" in await stage.press_data(CONTACT, page.id, f"1:e_ties:{entry.id}")
    assert "没有权限" in await stage.press_data(CONTACT, page.id, f"1:e_tie:1:{entry.id}:1")


async def test_entries_that_are_no_more_are_stale(stage: Stage) -> None:
    [page] = await stage.say(OFFICER, "/campaigns")
    for data in ("e_ties:999", "e_tie:1:999:1", "c_tie:1:999:1:0"):
        assert "已过期" in await stage.press_data(OFFICER, page.id, f"1:{data}")
