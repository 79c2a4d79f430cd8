"""Class hours: set with a tap, and how far somebody is with what is expected; seen by them and officers."""

from bot.chat.buttons import button
from bot.chat.inquiries import arguments
from bot.records import Period
from bot.services.inquiries import Inquiry
from tests.end_to_end.stage import (
    CONTACT,
    OFFICER,
    SCHOOL_ADVISER,
    SECOND_VICE_PRINCIPAL,
    VICE_PRINCIPAL,
    VIEWER,
    Stage,
)

LECTURE = "今天在龙洲小学给300名学生讲了防欺凌"
LONG = "今天在龙洲小学给300名学生讲了宪法,4课时"


async def test_class_hours_are_set_with_one_tap(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    assert card.buttons[-2:] == ("1 课时", "2 课时")
    _, [changed] = await stage.press(VICE_PRINCIPAL, card, "2 课时")
    assert changed.id == card.id
    assert "2 课时" in changed.text
    assert "1 课时" not in changed.buttons
    [entry] = await stage.entries()
    assert entry.class_hours == 2


async def test_only_kinds_that_ask_for_class_hours_offer_them(stage: Stage) -> None:
    [card] = await stage.say(SCHOOL_ADVISER, "今天在桃花仑小学接待法律咨询3次")
    assert not any("课时" in label for label in card.buttons)


async def test_nonsense_hours_are_refused(stage: Stage) -> None:
    [card] = await stage.say(VICE_PRINCIPAL, LECTURE)
    [entry] = await stage.entries()
    for value in ("0", "-1", "1e9", "nan", "zwei"):
        toast = await stage.press_data(VICE_PRINCIPAL, card.id, f"1:set:{entry.id}:class_hours:{value}")
        assert "已过期" in toast
    assert (await stage.entries())[0].class_hours is None


async def test_one_sees_ones_own_standing_and_opens_its_entries(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LECTURE)
    [mine] = await stage.say(VICE_PRINCIPAL, "/mine")
    _, [standing] = await stage.press(VICE_PRINCIPAL, mine, "⏱ 我的课时")
    assert "❔ 李建国 · 龙洲小学:0 课时,另有 1 条没报课时" in standing.text
    assert "赵卫东" not in standing.text
    _, [listed] = await stage.press(VICE_PRINCIPAL, standing, "李建国 龙洲小学")
    assert listed.buttons == ("✅ 6.26 龙洲小学 法治讲座",)


async def test_officers_see_everybodys_standing(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LONG)
    [summary] = await stage.say(OFFICER, "/summary")
    _, [shown] = await stage.press(OFFICER, summary, "课时")
    assert "达标 1 · 未达 1 · 待定 0" in shown.text
    assert "✅ 李建国 · 龙洲小学:4 课时" in shown.text
    assert "▫️ 赵卫东 · 世通学校:0 课时,还差 4" in shown.text


async def test_nobody_but_the_person_and_officers_sees_it(stage: Stage) -> None:
    await stage.say(VICE_PRINCIPAL, LONG)
    wanted = Inquiry(Period.year(2024), view="quota")
    data = button("", "sum", *arguments(wanted)).press.data
    for who in (VIEWER, CONTACT, SECOND_VICE_PRINCIPAL):
        [summary] = await stage.say(who, "/summary")
        assert "课时" not in summary.buttons
        toast = await stage.press_data(who, summary.id, data)
        assert "李建国" not in toast
        assert await stage.hear(who) == []


async def test_whoever_nothing_is_expected_of_is_offered_no_standing(stage: Stage) -> None:
    await stage.say(SCHOOL_ADVISER, "今天在桃花仑小学接待法律咨询3次")
    [mine] = await stage.say(SCHOOL_ADVISER, "/mine")
    assert "⏱ 我的课时" not in mine.buttons
