"""/people: found, opened, added, appointed, changed, ended, renewed, merged; everybody sees their own."""

from sqlalchemy import update

from db.models import Person
from tests.end_to_end.stage import CONTACT, NOW, OFFICER, VICE_PRINCIPAL, VIEWER, Reply, Stage

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"


async def card(stage: Stage, name: str, who: int = OFFICER) -> Reply:
    """Somebody's card."""
    [shown] = await stage.say(who, f"/people {name}")
    return shown


async def test_everybody_is_listed_with_what_they_are_and_opened_with_a_tap(stage: Stage) -> None:
    [listed] = await stage.say(OFFICER, "/people")
    assert "共 7 位" in listed.text
    assert "李建国 法治副校长 · 龙洲小学" in listed.buttons
    _, [opened] = await stage.press(OFFICER, listed, "李建国 法治副校长 · 龙洲小学")
    assert opened.text.startswith("👤 李建国\n📌 法治副校长 · 龙洲小学\n")
    assert opened.edited


async def test_part_of_a_name_its_initials_or_a_school_find_somebody(stage: Stage) -> None:
    for part in ("建国", "ljg", "LJG"):
        assert (await card(stage, part)).text.startswith("👤 李建国")
    [listed] = await stage.say(OFFICER, "/people 龙洲")
    assert listed.buttons == ("李建国 法治副校长 · 龙洲小学", "王芳 联络员 · 龙洲小学")


async def test_one_line_adds_somebody_appoints_them_and_offers_a_term(stage: Stage) -> None:
    [post] = await stage.say(OFFICER, "/people 张三 法制副校长 桃花仑小学")
    assert post.text == "📌 张三 · 法治副校长 · 桃花仑小学\n      2024-06-26 — 不限"
    _, [dated] = await stage.press(OFFICER, post, "📅 聘期 3 年")
    assert dated.text.endswith("2024-06-26 — 2027-06-25")
    totals = await stage.totals()
    assert totals["positions"]["vice_principal"]["people"] == 3


async def test_the_same_line_again_asks_whether_it_is_the_same_person(stage: Stage) -> None:
    await stage.say(OFFICER, "/people 张三 法治副校长 桃花仑小学")
    [question] = await stage.say(OFFICER, "/people 张三 法治副校长 桃花仑小学")
    assert question.buttons == ("张三 · 法治副校长 · 桃花仑小学", "➕ 新增 张三")
    _, [post] = await stage.press(OFFICER, question, question.buttons[0])
    assert post.text.startswith("📌 张三")
    [listed] = await stage.say(OFFICER, "/people")
    assert "共 8 位" in listed.text


async def test_one_line_may_name_several_schools_and_an_unknown_one_adds_nobody(stage: Stage) -> None:
    [unknown] = await stage.say(OFFICER, "/people 张三 法治副校长 霍格沃茨学校")
    assert "名录里没有「霍格沃茨学校」" in unknown.text
    [shown] = await stage.say(OFFICER, "/people 张三 法律顾问 龙洲小学、世通学校、教育局")
    assert shown.text.count("📌 法律顾问") == 3
    [listed] = await stage.say(OFFICER, "/people")
    assert "共 8 位" in listed.text


async def test_somebody_unknown_can_be_added_and_led_to_a_post_by_buttons(stage: Stage) -> None:
    [nobody] = await stage.say(OFFICER, "/people 钱进")
    _, [new] = await stage.press(OFFICER, nobody, "➕ 新增 钱进")
    assert "没有任职" in new.text
    _, [roles] = await stage.press(OFFICER, new, "➕ 聘任")
    _, [places] = await stage.press(OFFICER, roles, "法治辅导员")
    assert places.text.startswith("❓ 钱进 任 法治辅导员:在哪里?")
    _, [older] = await stage.press(OFFICER, places, "下一页 ›")
    _, [newer] = await stage.press(OFFICER, older, "‹ 上一页")
    _, [post] = await stage.press(OFFICER, newer, newer.buttons[1])
    assert post.text.startswith("📌 钱进 · 法治辅导员 · ")


async def test_the_place_can_be_typed(stage: Stage) -> None:
    shown = await card(stage, "李建国")
    _, [roles] = await stage.press(OFFICER, shown, "➕ 聘任")
    await stage.press(OFFICER, roles, "法律顾问")
    [post] = await stage.say(OFFICER, "世通")
    assert post.text.startswith("📌 李建国 · 法律顾问 · 世通学校")


async def test_a_field_is_chosen_typed_and_shown_and_a_telephone_is_masked(stage: Stage) -> None:
    shown = await card(stage, "李建国")
    for field, written in (("单位", "区检察院"), ("电话", "13800001234"), ("出生年份", "1970")):
        _, [fields] = await stage.press(OFFICER, shown, "✏️ 修改")
        await stage.press(OFFICER, fields, field)
        [shown] = await stage.say(OFFICER, written)
    assert "🏢 区检察院" in shown.text
    assert "📞 138****34" in shown.text
    assert "🎂 1970 年生" in shown.text


async def test_a_report_is_read_as_one_though_a_field_is_being_asked_for(stage: Stage) -> None:
    shown = await card(stage, "李建国")
    _, [fields] = await stage.press(OFFICER, shown, "✏️ 修改")
    await stage.press(OFFICER, fields, "单位")
    assert "已记下" in (await stage.say(OFFICER, LECTURE))[-1].text or len(await stage.entries()) == 1
    assert "🏢" not in (await card(stage, "李建国")).text


async def test_what_is_no_value_of_the_field_changes_nothing(stage: Stage) -> None:
    shown = await card(stage, "李建国")
    _, [fields] = await stage.press(OFFICER, shown, "✏️ 修改")
    await stage.press(OFFICER, fields, "出生年份")
    [answer] = await stage.say(OFFICER, "很久以前")
    assert "上面的问题还等您回答" in answer.text


async def test_once_a_field_is_answered_or_left_what_is_said_next_is_no_answer(stage: Stage) -> None:
    shown = await card(stage, "李建国")
    _, [fields] = await stage.press(OFFICER, shown, "✏️ 修改")
    await stage.press(OFFICER, fields, "单位")
    [shown] = await stage.say(OFFICER, "区检察院")
    await stage.say(OFFICER, "谢谢")
    _, [fields] = await stage.press(OFFICER, shown, "✏️ 修改")
    _, [question] = await stage.press(OFFICER, fields, "单位")
    await stage.press(OFFICER, question, "‹ 返回")
    await stage.say(OFFICER, "好的")
    assert "🏢 区检察院" in (await card(stage, "李建国")).text


async def test_an_answer_about_somebody_who_is_gone_meanwhile_changes_nothing(stage: Stage) -> None:
    shown = await card(stage, "李建国")
    _, [fields] = await stage.press(OFFICER, shown, "✏️ 修改")
    await stage.press(OFFICER, fields, "单位")
    async with stage.database.write() as session:
        await session.execute(update(Person).where(Person.name == "李建国").values(erased_at=NOW))
    [answer] = await stage.say(OFFICER, "区检察院")
    assert "上面的问题还等您回答" in answer.text


async def test_what_is_no_name_adds_nobody(stage: Stage) -> None:
    for line in (
        "/people 无",
        "/people 无 法治副校长 龙洲小学",
        "/people " + "长" * 60,
        "/schools 无",
        "/people a:b:c",
    ):
        [answer] = await stage.say(OFFICER, line)
        assert answer.text.startswith(("名单里没有", "名录里没有")), line
    [listed] = await stage.say(OFFICER, "/people")
    assert "共 7 位" in listed.text


async def test_a_term_ends_today_and_what_was_done_before_still_counts_under_it(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    before = await stage.totals()
    shown = await card(stage, "李建国")
    _, [post] = await stage.press(OFFICER, shown, "📌 法治副校长 · 龙洲小学")
    toast, [ended] = await stage.press(OFFICER, post, "⏹ 今天结束")
    assert toast == "✅ 今天是最后一天"
    assert ended.text.endswith("2023-09-01 — 2024-06-26")
    assert await stage.totals() == before


async def test_a_renewal_is_a_term_of_its_own_and_comes_once(stage: Stage) -> None:
    shown = await card(stage, "李建国")
    _, [post] = await stage.press(OFFICER, shown, "📌 法治副校长 · 龙洲小学")
    _, [dated] = await stage.press(OFFICER, post, "📅 聘期 1 年")
    assert dated.text.endswith("2023-09-01 — 2024-08-31")
    _, [renewed] = await stage.press(OFFICER, dated, "🔁 续任 3 年")
    assert renewed.text.endswith("2024-09-01 — 2027-08-31")
    await stage.press_data(OFFICER, renewed.id, "1:renew:2:1")
    assert (await card(stage, "李建国")).text.count("法治副校长") == 2


async def test_a_date_of_a_term_is_typed(stage: Stage) -> None:
    shown = await card(stage, "李建国")
    _, [post] = await stage.press(OFFICER, shown, "📌 法治副校长 · 龙洲小学")
    await stage.press(OFFICER, post, "聘期结束")
    [dated] = await stage.say(OFFICER, "2026年8月31日")
    assert dated.text.endswith("2023-09-01 — 2026-08-31")


async def test_the_last_officer_stays(stage: Stage) -> None:
    shown = await card(stage, "周敏")
    _, [post] = await stage.press(OFFICER, shown, "📌 管理员 · 教育局")
    toast, _ = await stage.press(OFFICER, post, "⏹ 今天结束")
    assert "最后一位管理员" in toast


async def test_two_people_who_are_one_are_merged_and_totals_stay(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.say(OFFICER, "/people 李建 法治副校长 龙洲小学")
    before = (await stage.totals())["kinds"]
    shown = await card(stage, "李建国")
    _, [which] = await stage.press(OFFICER, shown, "🔗 合并")
    assert which.buttons == ("李建", "‹ 返回")
    [stays] = await stage.say(OFFICER, "李建")
    assert "• 李建国(编号 2):1 条登记" in stays.text
    toast, [merged] = await stage.press(OFFICER, stays, "保留 李建国(编号 2)")
    assert toast == "✅ 已合并"
    assert merged.text.count("📌") == 1
    assert (await stage.totals())["kinds"] == before
    assert "过期" in await stage.press_data(OFFICER, stays.id, "1:merged:person:2:8")


async def test_others_see_only_whom_they_work_with_and_change_nobody(stage: Stage) -> None:
    [listed] = await stage.say(CONTACT, "/people")
    assert listed.buttons == ("李建国 法治副校长 · 龙洲小学", "王芳 联络员 · 龙洲小学")
    _, [opened] = await stage.press(CONTACT, listed, listed.buttons[0])
    assert opened.buttons == ()
    popup = await stage.press_data(CONTACT, opened.id, "1:person:3")
    assert popup == "这不是您的学校或同事,不能查看。"
    [nobody] = await stage.say(CONTACT, "/people 赵卫东")
    assert (nobody.text, nobody.buttons) == ("名单里没有「赵卫东」。", ())
    for data in (
        "end:2",
        "renew:2:3",
        "fill:person:2:employer",
        "merged:person:2:3",
        "recruit:0",
        "close:1:1",
    ):
        assert "没有权限" in await stage.press_data(CONTACT, opened.id, f"1:{data}")


async def test_a_viewer_sees_everybody_and_changes_nobody(stage: Stage) -> None:
    [listed] = await stage.say(VIEWER, "/people")
    assert "共 7 位" in listed.text
    [line] = await stage.say(VIEWER, "/people 张三 法治副校长 桃花仑小学")
    assert line.text.startswith("名单里没有")
