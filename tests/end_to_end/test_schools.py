"""/schools: found, opened, added, renamed, closed, merged; what is theirs for everybody else."""

from tests.end_to_end.stage import CONTACT, OFFICER, VICE_PRINCIPAL, VIEWER, Reply, Stage

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"


async def card(stage: Stage, name: str, who: int = OFFICER) -> Reply:
    """A school's card."""
    [shown] = await stage.say(who, f"/schools {name}")
    return shown


async def change(stage: Stage, shown: Reply, field: str, written: str) -> Reply:
    """Change a field of the school by typing."""
    _, [fields] = await stage.press(OFFICER, shown, "✏️ 修改")
    await stage.press(OFFICER, fields, field)
    return (await stage.say(OFFICER, written))[-1]


async def test_schools_are_listed_by_the_page(stage: Stage) -> None:
    [listed] = await stage.say(OFFICER, "/schools")
    assert "共 48 所" in listed.text
    assert len(listed.buttons) == 12
    _, [older] = await stage.press(OFFICER, listed, "下一页 ›")
    assert "‹ 上一页" in older.buttons
    assert older.buttons[1] != listed.buttons[1]


async def test_a_card_shows_who_is_there_and_how_much_was_logged(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    shown = await card(stage, "龙洲小学")
    assert shown.text.startswith("🏫 龙洲小学\n")
    assert "📌 李建国 · 法治副校长" in shown.text
    assert "📊 2024 年已登记 1 条" in shown.text


async def test_initials_find_a_school(stage: Stage) -> None:
    found = await card(stage, "lzxx")
    assert "龙洲小学" in found.text or "龙洲小学" in found.buttons


async def test_its_level_is_tapped_and_its_pupils_are_typed(stage: Stage) -> None:
    shown = await card(stage, "龙洲小学")
    _, [fields] = await stage.press(OFFICER, shown, "✏️ 修改")
    _, [levels] = await stage.press(OFFICER, fields, "示范校级别")
    _, [shown] = await stage.press(OFFICER, levels, "省")
    assert "省级示范校" in shown.text
    shown = await change(stage, shown, "学生数", "1200人")
    assert "学生 1200 人 · 省级示范校" in shown.text


async def test_a_renamed_school_is_known_by_both_names(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    shown = await change(stage, await card(stage, "龙洲小学"), "名称", "龙洲实验学校")
    assert shown.text.startswith("🏫 龙洲实验学校")
    assert "龙洲小学" in shown.text
    [logged] = await stage.say(VICE_PRINCIPAL, "昨天在龙洲小学给100名学生讲了禁毒")
    assert "🏫 龙洲实验学校" in logged.text


async def test_a_name_that_is_another_schools_is_refused(stage: Stage) -> None:
    answer = await change(stage, await card(stage, "龙洲小学"), "别名", "世通学校")
    assert "已是另一所学校的名称" in answer.text


async def test_a_school_nobody_knows_can_be_added(stage: Stage) -> None:
    unknown = await card(stage, "新湾小学")
    _, [new] = await stage.press(OFFICER, unknown, "➕ 新增 新湾小学")
    assert new.text.startswith("🏫 新湾小学")
    [logged] = await stage.say(VICE_PRINCIPAL, "今天在新湾小学给100名学生讲了禁毒")
    assert "🏫 新湾小学" in logged.text


async def test_somebody_is_appointed_at_a_school_by_typing_their_name(stage: Stage) -> None:
    shown = await card(stage, "桃花仑小学")
    _, [roles] = await stage.press(OFFICER, shown, "➕ 聘任")
    _, [who] = await stage.press(OFFICER, roles, "法治副校长")
    assert who.text == "❓ 桃花仑小学的法治副校长是谁?直接发姓名"
    [choice] = await stage.say(OFFICER, "李建国")
    assert choice.buttons == ("李建国 · 法治副校长 · 龙洲小学", "➕ 新增 李建国")
    _, [post] = await stage.press(OFFICER, choice, choice.buttons[0])
    assert post.text.startswith("📌 李建国 · 法治副校长 · 桃花仑小学")


async def test_closing_is_asked_about_once_ends_the_posts_and_can_be_taken_back(stage: Stage) -> None:
    shown = await card(stage, "世通学校")
    _, [sure] = await stage.press(OFFICER, shown, "🚪 停办")
    assert "1 个任职今天结束" in sure.text
    _, [closed] = await stage.press(OFFICER, sure, "🚪 停办")
    assert "🚪 2024-06-26 停办" in closed.text
    [listed] = await stage.say(OFFICER, "/schools")
    assert "共 47 所" in listed.text
    _, [opened] = await stage.press(OFFICER, closed, "↪️ 恢复办学")
    assert "停办" not in opened.text


async def test_two_schools_that_are_one_are_merged_and_entries_move(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    unknown = await card(stage, "龙洲完小")
    _, [new] = await stage.press(OFFICER, unknown, "➕ 新增 龙洲完小")
    _, [which] = await stage.press(OFFICER, new, "🔗 合并")
    _, [stays] = await stage.press(OFFICER, which, next(one for one in which.buttons if "龙洲小学" in one))
    keep = next(one for one in stays.buttons if "保留 龙洲完小" in one)
    _, [merged] = await stage.press(OFFICER, stays, keep)
    assert merged.text.startswith("🏫 龙洲完小")
    assert "龙洲小学" in merged.text
    assert "📊 2024 年已登记 1 条" in merged.text
    assert "📌 李建国" in merged.text
    [entry] = await stage.entries()
    assert entry.school is not None
    assert entry.school.name == "龙洲完小"


async def test_a_contact_sees_their_school_and_changes_nothing(stage: Stage) -> None:
    shown = await card(stage, "", CONTACT)
    assert shown.text.startswith("🏫 龙洲小学")
    assert shown.buttons == ("👤 李建国", "👤 王芳")
    other = await card(stage, "世通", CONTACT)
    assert (other.text, other.buttons) == ("名录里没有「世通」。", ())
    assert "不能查看" in await stage.press_data(CONTACT, shown.id, "1:school:2")
    assert "没有权限" in await stage.press_data(CONTACT, shown.id, "1:coverage")


async def test_a_viewer_sees_all_with_coverage_and_changes_nothing(stage: Stage) -> None:
    [listed] = await stage.say(VIEWER, "/schools")
    assert listed.buttons[0] == "📋 覆盖情况"
    shown = await card(stage, "龙洲小学", VIEWER)
    assert "✏️ 修改" not in shown.buttons
