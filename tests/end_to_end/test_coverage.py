"""覆盖情况: what the roster lacks, each line with the way to settle it."""

from tests.end_to_end.stage import OFFICER, VIEWER, Reply, Stage


async def overview(stage: Stage, who: int = OFFICER) -> Reply:
    [listed] = await stage.say(who, "/schools")
    _, [shown] = await stage.press(who, listed, "📋 覆盖情况")
    return shown


async def test_every_rule_is_told_with_its_number_and_source(stage: Stage) -> None:
    shown = await overview(stage)
    assert "教育部令第52号" in shown.text
    assert "• 没有法治副校长的学校:44" in shown.text
    assert "• 60 天内到期的聘期:0" in shown.text
    assert shown.buttons == ("没有法治副校长的学校 44", "‹ 返回")


async def test_a_school_without_one_is_given_one_from_the_list(stage: Stage) -> None:
    shown = await overview(stage)
    _, [lacking] = await stage.press(OFFICER, shown, "没有法治副校长的学校 44")
    assert "每校至少 1 名" in lacking.text
    school = lacking.buttons[0]
    _, [who] = await stage.press(OFFICER, lacking, "➕ 聘任")
    assert who.text.startswith(f"❓ {school}的法治副校长是谁?")
    [choice] = await stage.say(OFFICER, "钱进")
    _, [post] = await stage.press(OFFICER, choice, "➕ 新增 钱进")
    assert school in post.text
    assert "• 没有法治副校长的学校:43" in (await overview(stage)).text


async def test_a_term_that_ends_soon_is_renewed_from_the_list(stage: Stage) -> None:
    await stage.say(OFFICER, "/people 钱进 法治副校长 桃花仑小学")
    [shown] = await stage.say(OFFICER, "/people 钱进")
    _, [post] = await stage.press(OFFICER, shown, "📌 法治副校长 · 桃花仑小学")
    await stage.press(OFFICER, post, "聘期结束")
    await stage.say(OFFICER, "2024年7月31日")
    _, [ending] = await stage.press(OFFICER, await overview(stage), "60 天内到期的聘期 1")
    assert ending.buttons[0] == "钱进 · 法治副校长 · 桃花仑小学 2024-07-31"
    _, [post] = await stage.press(OFFICER, ending, ending.buttons[0])
    await stage.press(OFFICER, post, "🔁 续任 3 年")
    assert "• 60 天内到期的聘期:0" in (await overview(stage)).text


async def test_somebody_at_three_schools_leaves_one(stage: Stage) -> None:
    await stage.say(OFFICER, "/people 钱进 法治副校长 桃花仑小学、龙洲小学、世通学校")
    _, [spread] = await stage.press(OFFICER, await overview(stage), "同时在 2 所以上学校任职的法治副校长 1")
    _, [shown] = await stage.press(OFFICER, spread, "钱进 3")
    _, [post] = await stage.press(OFFICER, shown, "📌 法治副校长 · 世通学校")
    await stage.press(OFFICER, post, "聘期结束")
    await stage.say(OFFICER, "2024年6月26日")
    assert "• 同时在 2 所以上学校任职的法治副校长:1" in (await overview(stage)).text


async def test_a_viewer_may_look_and_is_offered_nothing_to_change(stage: Stage) -> None:
    shown = await overview(stage, VIEWER)
    _, [lacking] = await stage.press(VIEWER, shown, "没有法治副校长的学校 44")
    assert "➕ 聘任" not in lacking.buttons
    _, [opened] = await stage.press(VIEWER, lacking, lacking.buttons[0])
    assert opened.text.startswith("🏫")
