"""Logging by message: complete, incomplete, several at once, planned, or nothing to record."""

from datetime import date

from sqlalchemy import select

from db.models import Appointment, Person, School
from tests.end_to_end.stage import (
    BUREAU_ADVISER,
    CONTACT,
    OFFICER,
    SCHOOL_ADVISER,
    SECOND_VICE_PRINCIPAL,
    VICE_PRINCIPAL,
    Stage,
)

FILE = ("document", ("signatures.txt", b"300", "text/plain"))


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


async def test_a_report_while_a_question_is_open_is_a_report_and_no_answer(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    await stage.say(VICE_PRINCIPAL, "昨天在世通学校给200名学生讲了禁毒")
    asked, reported = await stage.entries()
    assert (asked.held_on, asked.state) == (None, "incomplete")
    assert (str(reported.held_on), reported.audience) == ("2024-06-25", 200)


async def test_a_correction_while_a_question_is_open_is_no_answer(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天在世通学校讲了禁毒")
    await stage.press(VICE_PRINCIPAL, card, "👥 补人数")
    await stage.say(VICE_PRINCIPAL, "主题改成防欺凌")
    [entry] = await stage.entries()
    assert (entry.audience, entry.topics) == (None, ("bullying",))
    await stage.say(VICE_PRINCIPAL, "280人左右")
    [entry] = await stage.entries()
    assert entry.audience == 280


async def test_thanks_are_no_entry_and_are_answered_so(stage: Stage) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, "谢谢")
    assert "没有登记任何内容" in answer.text
    assert await stage.entries() == []


async def test_thanks_leave_the_open_question_open_and_say_so(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "在桃小讲了消防,150人")
    [answer] = await stage.say(VICE_PRINCIPAL, "谢谢")
    assert "/cancel" in answer.text
    await stage.say(VICE_PRINCIPAL, "昨天")
    [entry] = await stage.entries()
    assert entry.state == "recorded"


async def test_a_file_without_words_is_told_what_can_be_kept(stage: Stage) -> None:
    await stage.players.upload([FILE], **{"from": VICE_PRINCIPAL})
    [answer] = await stage.hear(VICE_PRINCIPAL)
    assert "只能存照片、视频和 PDF" in answer.text


async def test_a_caption_is_read_like_a_message(stage: Stage) -> None:
    text = "今天在龙洲小学给300名学生讲了防欺凌"
    await stage.players.upload([FILE], **{"from": VICE_PRINCIPAL, "text": text})
    [card] = await stage.hear(VICE_PRINCIPAL)
    assert "已登记" in card.text


async def test_an_album_is_answered_once(stage: Stage) -> None:
    text = "今天在龙洲小学给300名学生讲了防欺凌"
    files = [(f"document{n}", FILE[1]) for n in range(3)]
    await stage.players.upload(files, **{"from": VICE_PRINCIPAL, "text": text})
    [card] = await stage.hear(VICE_PRINCIPAL)
    assert "已登记" in card.text
    await stage.players.upload(files, **{"from": VICE_PRINCIPAL})
    [answer] = await stage.hear(VICE_PRINCIPAL)
    assert "只能存照片、视频和 PDF" in answer.text


async def test_several_items_are_several_entries_on_one_card(stage: Stage) -> None:
    text = "今天上午在龙洲小学给300名学生讲了防欺凌,下午在桃花仑小学给150名学生讲了禁毒"
    [card] = await stage.say(VICE_PRINCIPAL, text)
    assert card.text.startswith("📋 共 2 条")
    assert card.buttons == ("✏️ 1", "✏️ 2", "↩️ 全部撤销")
    lecture = (await stage.totals())["kinds"]["lecture"]
    assert (lecture["quantity"], lecture["audience"]) == (2, 450)
    _, [own] = await stage.press(VICE_PRINCIPAL, card, "✏️ 2")
    assert "桃花仑小学" in own.text
    assert "龙洲小学" not in own.text


async def test_of_several_items_the_first_that_lacks_something_is_asked_about(stage: Stage) -> None:
    text = "今天上午在龙洲小学给300名学生讲了防欺凌,下午在银城给150名学生讲了禁毒"
    [card] = await stage.say(VICE_PRINCIPAL, text)
    assert card.text.endswith("❓ 是哪所学校?点一下,或直接发校名 (法治讲座 1 场)")
    _, [done] = await stage.press(VICE_PRINCIPAL, card, "银城小学")
    assert "❓" not in done.text
    assert {one.state for one in await stage.entries()} == {"recorded"}


async def test_an_estimated_headcount_is_shown_as_one(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天给龙洲小学讲了防欺凌,300余人")
    assert "👥 300余 人" in card.text
    assert (await stage.totals())["kinds"]["lecture"]["audience_approximate"]


async def test_a_headcount_beyond_all_measure_is_not_taken(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲了防欺凌,99999999999人")
    assert "👥 未报" in card.text
    assert "👥 补人数" in card.buttons


async def test_a_school_that_is_not_in_the_directory_is_said_to_be_and_asked_for(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, "李建国今天在博雅小学给300名学生讲了防欺凌")
    assert "名录里没有「博雅小学」" in card.text
    assert (await stage.totals())["incomplete"] == 1
    replies = await stage.say(OFFICER, "桃花仑小学")
    assert any(reply.text.startswith("✅ 已登记") and "🏫 桃花仑小学" in reply.text for reply in replies)


async def test_a_name_that_fits_several_schools_offers_just_those(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天在实小给300名学生讲了防欺凌")
    assert card.buttons[:2] == ("实验小学东校区", "实验小学西校区")
    await stage.press(VICE_PRINCIPAL, card, "实验小学西校区")
    [entry] = await stage.entries()
    assert entry.school
    assert (entry.school.name, entry.state) == ("实验小学西校区", "recorded")


async def test_the_writers_only_school_is_assumed_and_marked(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天给300名学生讲了防欺凌")
    assert "🏫 龙洲小学" in card.text
    assert "ℹ️ 学校没有说" in card.text


async def test_a_school_bent_from_a_typo_is_marked(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天在龙州小学给200名学生讲了禁毒")
    assert "🏫 龙洲小学" in card.text
    assert "ℹ️ 学校是推断的" in card.text


async def test_a_kind_told_by_its_looks_is_marked(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "下午带60名学生看禁毒基地")
    assert "类别是推断的" in card.text
    [entry] = await stage.entries()
    assert entry.kind == "visit"


async def test_a_writer_without_a_school_is_asked_for_it(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, "李建国今天给300名学生讲了防欺凌")
    assert "❓ 是哪所学校" in card.text
    assert (await stage.entries())[0].state == "incomplete"


async def test_an_unsaid_number_of_consultations_is_one_and_marked(stage: Stage) -> None:
    [card] = await stage.say(SCHOOL_ADVISER, "今天在桃花仑小学接待了法律咨询")
    assert "法律咨询 1 次" in card.text
    assert "ℹ️ 数量没有说" in card.text


async def test_somebody_elses_lecture_is_theirs(stage: Stage) -> None:
    [card] = await stage.say(SECOND_VICE_PRINCIPAL, "李建国今天在龙洲小学给300名学生讲了防欺凌")
    assert "👤 李建国" in card.text
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == ["李建国"]
    assert entry.logged_by not in {one.id for one in entry.people}


async def test_a_lecture_with_somebody_is_both_peoples_and_counts_once(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "今天和赵卫东在龙洲小学给300名学生讲了防欺凌")
    assert "👤 李建国、赵卫东" in card.text
    assert (await stage.totals())["kinds"]["lecture"]["quantity"] == 1


async def test_a_contacts_lecture_is_the_school_vice_principals_and_marked(stage: Stage) -> None:
    [card] = await stage.say(CONTACT, "今天我校给300名学生讲了防欺凌")
    assert "👤 李建国" in card.text
    assert "人员" in card.text.rpartition("ℹ️")[2]
    positions = (await stage.totals())["positions"]
    assert positions["vice_principal"]["kinds"]["lecture"]["quantity"] == 1


async def test_a_contacts_lecture_moves_with_its_school(stage: Stage) -> None:
    await stage.say(CONTACT, "今天我校给300名学生讲了防欺凌")
    await stage.say(CONTACT, "学校写错了,是世通学校")
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == ["赵卫东"]


async def test_an_officer_is_asked_whose_it_is(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, "今天在龙洲小学给300名学生讲了防欺凌")
    assert "❓ 是谁做的" in card.text
    assert card.buttons[:3] == ("李建国", "周敏", "不计个人")
    await stage.press(OFFICER, card, "李建国")
    assert "lecture" in (await stage.totals())["positions"]["vice_principal"]["kinds"]


async def test_whoever_could_not_go_is_asked_who_did(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, "昨天在龙洲小学讲禁毒,300人,我没去成,换李警官去的")
    assert "❓ 是谁做的" in card.text
    await stage.say(VICE_PRINCIPAL, "赵卫东")
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == ["赵卫东"]


async def test_who_it_was_may_be_typed_and_be_several(stage: Stage) -> None:
    await stage.say(OFFICER, "今天在龙洲小学给300名学生讲了防欺凌")
    await stage.say(OFFICER, "李建国和赵卫东")
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == ["李建国", "赵卫东"]


async def test_nobodys_entry_counts_under_no_position_and_is_not_asked_about_again(stage: Stage) -> None:
    [card] = await stage.say(OFFICER, "今天在龙洲小学给300名学生讲了防欺凌")
    _, [done] = await stage.press(OFFICER, card, "不计个人")
    assert "❓" not in done.text
    assert "lecture" in (await stage.totals())["positions"]["none"]["kinds"]


async def test_the_bureaus_adviser_need_not_name_a_school(stage: Stage) -> None:
    [card] = await stage.say(BUREAU_ADVISER, "今天接待法律咨询3次")
    assert card.text.startswith("✅ 已登记 · 法律咨询 3 次")
    lines = {one["key"]: one["value"] for one in (await stage.totals())["lines"]}
    assert lines["bureau_consultations"] == 3


TOGETHER = "昨天在龙洲小学讲了禁毒,在世通学校讲了防欺凌,两校共500人"


async def test_a_headcount_said_for_several_is_kept_and_its_split_asked(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, TOGETHER)
    assert "❓ 几所学校合计 500 人,各多少?" in card.text
    _, [split] = await stage.press(VICE_PRINCIPAL, card, "每校 250")
    assert "❓" not in split.text
    assert [entry.audience for entry in await stage.entries()] == [250, 250]


async def test_more_figures_than_schools_are_no_split(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, TOGETHER)
    await stage.say(VICE_PRINCIPAL, "200、300、400")
    assert [entry.audience for entry in (await stage.entries())[:2]] == [None, None]


async def test_the_split_typed_in_order_fills_every_school(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, TOGETHER)
    await stage.say(VICE_PRINCIPAL, "200人和300人")
    assert [entry.audience for entry in await stage.entries()] == [200, 300]


async def test_each_may_have_had_the_same(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, TOGETHER)
    await stage.say(VICE_PRINCIPAL, "各250人")
    assert [entry.audience for entry in await stage.entries()] == [250, 250]


async def test_figures_of_a_whole_year_are_compared_and_not_added(stage: Stage) -> None:
    [answer] = await stage.say(VICE_PRINCIPAL, "今年以来共讲了20场,3000人")
    assert answer.text.startswith("ℹ️ 这是一段时间的累计")
    assert await stage.entries() == []


async def test_more_items_than_a_message_can_show_in_full_get_a_line_each(stage: Stage) -> None:
    schools = ("龙洲小学", "世通学校", "第一小学", "第二小学", "第三小学", "第五小学", "第一中学", "第三中学")
    more = ("第八中学", "第九中学", "桃花仑小学", "桃花岭小学", "银城小学", "银城中学")
    text = "\n".join(
        f"6月{day}日在{school}给100名学生讲了禁毒" for day, school in enumerate(schools + more, 1)
    )
    [card] = await stage.say(OFFICER, text)
    assert all(school in card.text for school in schools + more)
    assert card.text.count("👤") == 0
    assert "❓ 是谁做的" in card.text


async def test_whoever_has_two_positions_elsewhere_is_asked_under_which_it_counts(stage: Stage) -> None:
    async with stage.database.write() as session:
        person_id = await session.scalar(select(Person.id).where(Person.name == "李建国"))
        school_id = await session.scalar(select(School.id).where(School.name == "桃花仑小学"))
        session.add(
            Appointment(person_id=person_id, role="adviser", school_id=school_id, starts_on=date(2023, 9, 1))
        )
    [card] = await stage.say(VICE_PRINCIPAL, "今天在世通学校给200名学生讲了禁毒")
    assert "❓ 以哪个身份计入?" in card.text
    assert card.buttons[:2] == ("法治副校长", "学校法律顾问")
    await stage.say(VICE_PRINCIPAL, "学校法律顾问")
    [entry] = await stage.entries()
    assert entry.position == "school_adviser"
    await stage.say(VICE_PRINCIPAL, "学校写错了,是龙洲小学")
    [entry] = await stage.entries()
    assert entry.position == "school_adviser"


async def test_a_message_too_long_to_be_read_to_its_end_says_so(stage: Stage) -> None:
    replies = await stage.say(BUREAU_ADVISER, "9/3 电话咨询1次\n" * 250)
    assert "没有读到最后" in replies[-1].text
