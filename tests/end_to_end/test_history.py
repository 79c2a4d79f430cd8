"""/history: every change in one list, for officers to read."""

from tests.end_to_end.stage import OFFICER, STRANGER, VICE_PRINCIPAL, VIEWER, Stage

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"


async def test_changes_of_entries_and_roster_stand_in_one_list_the_newest_first(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(VICE_PRINCIPAL, "人数写错了,是280")
    await stage.say(OFFICER, "/people 钱进 法治副校长 桃花仑小学")
    [shown] = await stage.say(OFFICER, "/history")
    lines = shown.text.splitlines()[1:]
    assert "周敏发消息:钱进 · 法治副校长 · 桃花仑小学 聘期开始 2024-06-26" in lines[0]
    assert "周敏发消息:钱进 名称 钱进" in lines[1]
    assert "李建国发消息:法治讲座 · 龙洲小学 · 2024-06-26 人数 300 → 280" in lines[2]
    assert "李建国登记:" in lines[3]
    assert "计入" in lines[3]


async def test_it_is_narrowed_with_a_tap_and_lines_open_what_they_are_about(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(OFFICER, "/people 钱进 法治副校长 桃花仑小学")
    [shown] = await stage.say(OFFICER, "/history")
    assert shown.buttons[-4:] == ("· 全部 ·", "名单", "登记", "设置")
    _, [entries] = await stage.press(OFFICER, shown, "登记")
    assert "钱进" not in entries.text
    _, [roster] = await stage.press(OFFICER, entries, "名单")
    assert "李建国" not in roster.text
    _, [settings] = await stage.press(OFFICER, roster, "设置")
    assert "还没有变更" in settings.text
    _, [opened] = await stage.press(OFFICER, roster.id, "全部")
    _, [card] = await stage.press(OFFICER, opened, "1")
    assert card.text.startswith("👤 钱进")


async def test_it_can_be_about_one_person_or_one_school(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(OFFICER, "/people 钱进 法治副校长 桃花仑小学")
    [school] = await stage.say(OFFICER, "/history 龙洲小学")
    assert "变更记录 · 龙洲小学" in school.text
    assert "李建国登记" in school.text
    assert "钱进" not in school.text
    [person] = await stage.say(OFFICER, "/history 钱进")
    assert "李建国" not in person.text
    [nothing] = await stage.say(OFFICER, "/history 霍格沃茨")
    assert "没有找到「霍格沃茨」" in nothing.text


async def test_it_can_be_about_one_figure_of_any_year(stage: Stage) -> None:
    await stage.say(OFFICER, "2023年 公告通知 20条\n2024年 公告通知 25条\n2024年 机构信息 1条")
    for name in ("公告通知", "政务公开 公告通知", "告通知"):
        [shown] = await stage.say(OFFICER, f"/history {name}")
        assert "变更记录 · 政务公开·公告通知" in shown.text
        assert "2023 政务公开·公告通知 数值 20" in shown.text
        assert "2024 政务公开·公告通知 数值 25" in shown.text
        assert "机构信息" not in shown.text
    _, [entries] = await stage.press(OFFICER, shown, "登记")
    assert "还没有变更" in entries.text


async def test_a_long_history_has_pages(stage: Stage) -> None:
    for count in range(6):
        await stage.say(OFFICER, f"/people 钱{count} 法治副校长 桃花仑小学")
    [shown] = await stage.say(OFFICER, "/history")
    _, [older] = await stage.press(OFFICER, shown, "下一页 ›")
    assert "钱0" in older.text
    assert "钱5" not in older.text


async def test_a_name_that_was_learnt_is_in_it(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天在银溪小学讲了禁毒,200人")
    offer = (await stage.say(VICE_PRINCIPAL, "银城小学"))[-1]
    await stage.press(VICE_PRINCIPAL, offer, "是,记住")
    [shown] = await stage.say(OFFICER, "/history")
    assert "李建国点按钮:银城小学 别名 银溪小学" in shown.text


async def test_only_officers_read_it(stage: Stage) -> None:
    for who in (VICE_PRINCIPAL, VIEWER):
        [refused] = await stage.say(who, "/history")
        assert refused.text == "您没有权限做这件事。"
        assert "没有权限" in await stage.press_data(who, refused.id, "1:history:all::0:0")


async def test_who_was_let_in_and_by_whom_is_in_it(stage: Stage) -> None:
    await stage.meet(STRANGER, "钱进")
    await stage.say(STRANGER, "您好")
    [request] = await stage.hear(OFFICER)
    _, [place] = await stage.press(OFFICER, request, "法治副校长")
    await stage.press(OFFICER, place, "教育局")
    [shown] = await stage.say(OFFICER, "/history")
    assert "周敏点按钮:钱进 · 法治副校长 聘期开始 2024-06-26" in shown.text
    assert "周敏点按钮:钱进 账号 钱进" in shown.text
