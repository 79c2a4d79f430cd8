"""Who was there too, and one event reported twice (rules 2 and 4)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from zipfile import ZipFile

from openpyxl import load_workbook

from bot.records import Act, Entry
from bot.services.duplicates import part, settle
from db import duplicates as doubts
from db import entries, evidence, people
from tests.end_to_end.stage import NOW, OFFICER, SECOND_VICE_PRINCIPAL, VICE_PRINCIPAL, Reply, Stage
from tests.end_to_end.test_evidence import send
from tests.end_to_end.test_export import exported

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"
SECOND = "昨天在龙洲小学给280名学生讲了防欺凌"


async def test_a_companion_is_typed_and_the_lecture_counts_once(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    _, [asked] = await stage.press(VICE_PRINCIPAL, card, "👥 同行")
    assert "❓ 还有谁一起" in asked.text
    card = (await stage.say(VICE_PRINCIPAL, "赵卫东"))[-1]
    assert "👤 李建国、赵卫东" in card.text
    totals = await stage.totals()
    assert totals["kinds"]["lecture"]["quantity"] == 1
    assert totals["positions"]["vice_principal"]["kinds"]["lecture"]["quantity"] == 1


async def test_a_companion_on_somebody_elses_entry_is_offered_as_a_button(stage: Stage) -> None:
    [card] = await stage.say(SECOND_VICE_PRINCIPAL, LECTURE)
    _, [asked] = await stage.press(SECOND_VICE_PRINCIPAL, card, "👥 同行")
    assert asked.buttons[0] == "李建国"
    await stage.press(SECOND_VICE_PRINCIPAL, card, "李建国")
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == ["赵卫东", "李建国"]
    [first, *_] = entry.people
    await stage.press_data(SECOND_VICE_PRINCIPAL, card.id, f"1:set:{entry.id}:companion:{first.id}")
    [entry] = await stage.entries()
    assert [one.name for one in entry.people] == ["赵卫东", "李建国"]


async def test_a_companion_may_change_the_entry(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.press(VICE_PRINCIPAL, card, "👥 同行")
    await stage.say(VICE_PRINCIPAL, "赵卫东")
    [entry] = await stage.entries()
    [mine] = await stage.say(SECOND_VICE_PRINCIPAL, "/mine")
    _, [listed] = await stage.press(SECOND_VICE_PRINCIPAL, mine, mine.buttons[0])
    _, [own] = await stage.press(SECOND_VICE_PRINCIPAL, listed, listed.buttons[0])
    await stage.press(SECOND_VICE_PRINCIPAL, own, "↩️ 撤销")
    [entry] = await stage.entries()
    assert entry.state == "withdrawn"


async def reported_twice(stage: Stage) -> Reply:
    """One lecture, reported by two people; the card of the later report."""
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [card] = await stage.say(SECOND_VICE_PRINCIPAL, SECOND)
    return card


async def test_a_possible_duplicate_counts_is_marked_and_asked_about(stage: Stage) -> None:
    card = await reported_twice(stage)
    assert "⚠️ 可能与 李建国 登记的 6月26日 周三(今天) 龙洲小学 是同一场" in card.text
    assert card.buttons[:2] == ("是同一场", "不是")
    totals = await stage.totals()
    assert (totals["kinds"]["lecture"]["quantity"], totals["possible_duplicates"]) == (2, 1)


async def test_a_possible_duplicate_of_nobodys_entry_names_nobody(stage: Stage) -> None:
    await stage.say(OFFICER, LECTURE)
    [card] = await stage.say(OFFICER, LECTURE)
    assert "⚠️ 可能与已登记的 6月26日 周三(今天) 龙洲小学 是同一场" in card.text


async def test_the_same_event_is_merged_and_is_both_peoples(stage: Stage) -> None:
    card = await reported_twice(stage)
    popup, [merged] = await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    assert popup == "✅ 已合并为一场,李建国、赵卫东都算。"
    assert "👤 李建国、赵卫东" in merged.text
    totals = await stage.totals()
    assert (totals["kinds"]["lecture"]["quantity"], totals["kinds"]["lecture"]["audience"]) == (1, 300)
    assert totals["possible_duplicates"] == 0


async def test_a_reply_to_the_merged_card_corrects_the_entry_that_counts(stage: Stage) -> None:
    card = await reported_twice(stage)
    await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    await stage.say(SECOND_VICE_PRINCIPAL, "人数写错了,是290", reply_to=card.id)
    assert (await stage.totals())["kinds"]["lecture"]["audience"] == 290


async def test_the_story_of_a_merged_entry_tells_both_messages(stage: Stage) -> None:
    card = await reported_twice(stage)
    await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    await stage.press(SECOND_VICE_PRINCIPAL, card, "✏️ 修改")
    _, [story] = await stage.press(SECOND_VICE_PRINCIPAL, card, "🔎 来历")
    assert LECTURE in story.text
    assert "280名学生" in story.text


async def test_different_events_both_count_and_are_not_asked_about_again(stage: Stage) -> None:
    card = await reported_twice(stage)
    popup, [kept] = await stage.press(SECOND_VICE_PRINCIPAL, card, "不是")
    assert popup == "好的,两条都保留。"
    assert "⚠️" not in kept.text
    assert "⚠️" not in (await stage.say(SECOND_VICE_PRINCIPAL, "人数写错了,是290"))[-1].text
    totals = await stage.totals()
    assert (totals["kinds"]["lecture"]["quantity"], totals["possible_duplicates"]) == (2, 0)
    assert await stage.press_data(SECOND_VICE_PRINCIPAL, card.id, "1:same:2") == ""
    assert (await stage.totals())["kinds"]["lecture"]["quantity"] == 2


async def test_the_same_report_sent_twice_by_one_person_is_asked_about(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    assert "⚠️" in card.text


async def test_other_topics_or_kinds_or_schools_are_no_duplicates(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    for text in (
        LECTURE.replace("防欺凌", "禁毒"),
        LECTURE.replace("龙洲小学", "世通学校"),
        LECTURE.replace("今天", "6月20日"),
    ):
        [card] = await stage.say(SECOND_VICE_PRINCIPAL, text)
        assert "⚠️" not in card.text


async def test_a_withdrawn_entry_is_nobodys_duplicate(stage: Stage) -> None:
    card = await reported_twice(stage)
    await stage.say(VICE_PRINCIPAL, "上一条作废")
    assert (await stage.totals())["possible_duplicates"] == 0
    assert (await stage.totals())["kinds"]["lecture"]["quantity"] == 1
    await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    assert (await stage.totals())["kinds"]["lecture"]["quantity"] == 1


async def test_a_lecture_without_people_that_turns_out_the_same_counts_for_whoever_gave_it(
    stage: Stage,
) -> None:
    [card] = await stage.say(OFFICER, LECTURE)
    await stage.press(OFFICER, card, "不计个人")
    [later] = await stage.say(VICE_PRINCIPAL, LECTURE)
    await stage.press(VICE_PRINCIPAL, later, "是同一场")
    totals = await stage.totals()
    assert totals["positions"]["vice_principal"]["kinds"]["lecture"]["quantity"] == 1
    assert totals["kinds"]["lecture"]["quantity"] == 1


async def photographed_twice(stage: Stage) -> Reply:
    """One lecture, reported by two people, each with a photo; the card of the later report."""
    await send(stage, VICE_PRINCIPAL, 200, text=LECTURE)
    [card] = await send(stage, SECOND_VICE_PRINCIPAL, 201, text=SECOND)
    return card


async def test_a_merged_entry_has_the_photos_of_both(stage: Stage) -> None:
    card = await photographed_twice(stage)
    assert "📎 1" in card.text
    _, [merged] = await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    assert "📎 2" in merged.text


async def test_the_evidence_of_a_merged_entry_is_what_both_said_and_sent(stage: Stage) -> None:
    card = await photographed_twice(stage)
    await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    await stage.move_to(NOW + timedelta(minutes=1))
    _, content = await exported(stage, "🗂 佐证材料包")
    with ZipFile(io.BytesIO(content)) as pack:
        assert sum(name.endswith(".jpg") for name in pack.namelist()) == 2
        [said] = (pack.read(name).decode() for name in pack.namelist() if name.endswith("原话.txt"))
    assert LECTURE in said
    assert SECOND in said


async def test_the_workbook_has_both_messages_of_a_merged_entry(stage: Stage) -> None:
    await stage.press(SECOND_VICE_PRINCIPAL, await reported_twice(stage), "是同一场")
    _, content = await exported(stage)
    heads, *rows = load_workbook(io.BytesIO(content))["登记明细"].iter_rows(values_only=True)
    [entry] = (row for one in rows if (row := dict(zip(heads, one, strict=True)))["状态"] == "已登记")
    assert entry["发送人"] == "李建国、赵卫东"
    assert LECTURE in str(entry["原话"])
    assert SECOND in str(entry["原话"])


async def test_what_only_the_later_report_says_is_not_lost(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, "今天在龙洲小学讲了防欺凌")
    [card] = await stage.say(SECOND_VICE_PRINCIPAL, "今天在龙洲小学给280余名学生讲了防欺凌,两课时")
    await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    lectures = (await stage.totals())["kinds"]["lecture"]
    assert (lectures["quantity"], lectures["class_hours"]) == (1, 2)
    assert (lectures["audience"], lectures["audience_approximate"]) == (280, True)


async def unmerged(stage: Stage) -> list[Entry]:
    """Two reports with a photo each that were merged, and the merge taken back; both entries."""
    card = await photographed_twice(stage)
    await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    popup, [parted] = await stage.press(SECOND_VICE_PRINCIPAL, card, "↪️ 不是同一场,分开")
    assert popup == "↪️ 已分开,两条各算各的。"
    assert "280 人" in parted.text
    return await stage.entries()


async def test_a_merge_taken_back_leaves_each_entry_its_own_people(stage: Stage) -> None:
    first, later = await unmerged(stage)
    assert [one.name for one in first.people] == ["李建国"]
    assert [one.name for one in later.people] == ["赵卫东"]
    assert (await stage.totals())["kinds"]["lecture"]["quantity"] == 2


async def test_a_merge_taken_back_leaves_each_entry_its_own_photos(stage: Stage) -> None:
    first, later = await unmerged(stage)
    async with stage.database.read() as session:
        assert await evidence.counts(session, [first.id, later.id]) == {first.id: 1, later.id: 1}


async def test_a_merge_taken_back_is_not_asked_about_again(stage: Stage) -> None:
    _, later = await unmerged(stage)
    assert "duplicate" not in later.flags
    assert (await stage.totals())["possible_duplicates"] == 0


async def test_a_third_report_stays_a_doubt_when_the_second_is_merged(stage: Stage) -> None:
    """What may be the same as the merged one may be the same as the one that counts."""
    card = await reported_twice(stage)
    async with stage.database.write() as session:
        first, second = await entries.load(session, [1, 2])
        act = Act(None, "message", NOW)
        third = await entries.keep(session, replace(second, id=0), entries.Source("message", "third"), act)
        await doubts.suspect(session, third.id, second.id)
    await stage.press(SECOND_VICE_PRINCIPAL, card, "是同一场")
    async with stage.database.read() as session:
        assert await doubts.doubted(session, third.id) == first.id


async def test_a_merge_taken_back_in_a_chain_leaves_nobody_with_the_first(stage: Stage) -> None:
    await reported_twice(stage)
    act = Act(None, "button", NOW)
    async with stage.database.write() as session:
        _, second = await entries.load(session, [1, 2])
        [third_person] = await people.named_in(session, "陈思远")
        third = replace(second, id=0, people=(third_person,), audience=None)
        third = await entries.keep(session, third, entries.Source("message", "third"), act)
        await doubts.suspect(session, third.id, second.id)
        await settle(session, third, act, same=True)
        _, first = await settle(session, (await entries.load(session, [2]))[0], act, same=True)
        assert first
        assert len(first.people) == 3
        await part(session, (await entries.load(session, [third.id]))[0], act)
        first, second = await entries.load(session, [1, 2])
    assert [one.name for one in first.people] == ["李建国", "赵卫东"]
    assert [one.name for one in second.people] == ["赵卫东"]


async def test_one_persons_two_entries_are_merged_without_naming_them_as_two(stage: Stage) -> None:
    said = "今天在龙洲小学讲防欺凌,300人"
    await stage.say(VICE_PRINCIPAL, said)
    [card] = await stage.say(VICE_PRINCIPAL, said)
    popup, _ = await stage.press(VICE_PRINCIPAL, card, "是同一场")
    assert popup == "✅ 已合并为一场,只算一次。"
