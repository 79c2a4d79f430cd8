"""What questions ask for: period, part and view; and what of them can't be answered as asked."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Account, Appointment, Part, Period, Person
from bot.services.access import Access
from bot.services.hearing import Heard, heard
from bot.services.inquiries import View
from db.models import School
from db.work import Database
from tests.district import add

NOW = datetime(2024, 12, 20, 16, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NAMES = ("龙洲小学", "龙洲中学", "明德高级中学")
BOTH_ADVISERS = ("bureau_adviser", "school_adviser")


async def ask(database: Database, text: str, me: Access | None = None) -> Heard:
    async with database.write() as session:
        await _district(session)
        return await heard(session, text, NOW, me)


async def _district(session: AsyncSession) -> None:
    await add(session, *(School(id=number, name=name) for number, name in enumerate(NAMES, 1)))


def writer(role: str, *schools: int) -> Access:
    """Somebody with a role at these schools (none: at the bureau)."""
    held = tuple(Appointment(role, school) for school in schools or (None,))
    return Access(Account(1, "", "zh", Person(7, "周敏", held)), NOW.date())


def days(month: int, day: int, to_month: int, to_day: int, year: int = 2024) -> Period:
    return Period(date(year, month, day), date(year, to_month, to_day))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("2024 法律顾问", Part(positions=BOTH_ADVISERS)),
        ("法副今年讲了几场", Part(positions=("vice_principal",))),
        ("学校法律顾问今年处理了多少件", Part(positions=("school_adviser",))),
        ("上半年局法律顾问办了几件", Part(positions=("bureau_adviser",))),
        ("局里今年咨询了几次", Part(kinds=("consultation",))),
        ("今年讲了反诈没", Part(topic="fraud")),
        ("有没有讲过性教育", Part(topic="sexual_abuse_prevention")),
        ("龙洲小学今年讲过法治课吗", Part(school_id=1)),
        ("龙洲小学 禁毒 今年", Part(school_id=1, topic="drugs")),
        ("lectures at Longzhou primary last term", Part(kinds=("lecture",), school_id=1)),
        ("明德今年讲了没有", Part(school_id=3)),
        ("讲座和参观一共多少", Part(kinds=("lecture", "visit"))),
        ("有几场讲座和几场活动", Part(kinds=("lecture", "activity"))),
        ("讲座、活动、征文、参观各多少", Part()),
        ("今年搞了几次活动", Part()),
        ("今年所有学校讲了多少场", Part()),
        ("how many lectures about drugs did we give in september", Part(kinds=("lecture",), topic="drugs")),
        ("今年一共多少人听过讲座", Part(kinds=("lecture",))),
    ],
)
async def test_what_is_named_narrows(database: Database, text: str, part: Part) -> None:
    said = await ask(database, text)
    assert (said.inquiry.part, said.unclear, said.beyond) == (part, "", "")


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("哪些学校还没有登记", "gaps"),
        ("which schools have no entries this year?", "gaps"),
        ("有多少学校没讲", "gaps"),
        ("哪些学校没讲过禁毒", "gaps"),
        ("哪些学校上半年还没开展禁毒", "gaps"),
        ("没讲过反诈的学校有几所", "gaps"),
        ("有没有学校没讲", "gaps"),
        ("还差哪些学校没讲", "gaps"),
        ("还差谁没讲", "quota"),
        ("有多少人没讲", "quota"),
        ("今年多少人次", "overview"),
        ("讲过反诈的学校", "school"),
        ("哪个月讲了禁毒", "month"),
        ("哪些学校讲过未成年人保护", "school"),
        ("谁没达到4课时", "quota"),
        ("还差多少课时", "quota"),
        ("谁今年还没讲", "quota"),
        ("谁还没完成课时", "quota"),
        ("哪些法治副校长没达标", "quota"),
        ("who has not reached 4 class hours?", "quota"),
        ("谁讲了反诈", "person"),
        ("今年上半年和去年上半年比", "compare"),
        ("去年和今年比", "compare"),
        ("上半年比去年上半年多多少", "compare"),
        ("compare this year with last year", "compare"),
        ("总数", "overview"),
        ("全年人次", "overview"),
    ],
)
async def test_a_question_is_answered_in_the_way_it_asks(database: Database, text: str, view: View) -> None:
    said = await ask(database, text)
    assert (said.inquiry.view, said.unclear, said.beyond, said.unlisted) == (view, "", "", False)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("今年上半年和去年上半年比", days(1, 1, 6, 30)),
        ("去年和今年比", Period.year(2024)),
        ("2023-2024学年 第二学期", days(2, 1, 8, 31)),
        ("从9月1号到9月30号", days(9, 1, 9, 30)),
        ("全年人次", Period.year(2024)),
        ("今年300人以上的讲座有几场", Period.year(2024)),
        ("宪法日那天讲了几场", days(12, 4, 12, 4)),
        ("上周三讲了几场", days(12, 11, 12, 11)),
    ],
)
async def test_a_question_is_about_its_period(database: Database, text: str, period: Period) -> None:
    said = await ask(database, text)
    assert (said.inquiry.period, said.unclear) == (period, "")


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("今年300人以上的讲座有几场", "300人以上"),
        ("超过100人的活动", "超过100人"),
        ("lectures with more than 300 people", "more than 300 people"),
        ("谁没达到6课时", "6课时"),
        ("两课时的讲座", "两课时"),
        ("哪些学校没有法治副校长", "没有法治副校长"),
    ],
)
async def test_what_nothing_can_be_narrowed_to_is_said(database: Database, text: str, beyond: str) -> None:
    assert (await ask(database, text)).beyond == beyond


@pytest.mark.parametrize(
    "text",
    [
        "谁没讲过禁毒",
        "哪些主题没讲过",
        "9月谁没达到4课时",
        "who hasn't given a talk this term",
        "禁毒谁没达标",
    ],
)
async def test_who_has_not_is_said_to_be_listed_nowhere_where_it_is_not(
    database: Database, text: str
) -> None:
    assert (await ask(database, text)).unlisted


@pytest.mark.parametrize(
    ("text", "unclear"),
    [
        ("法官今年讲了几场", "法官"),
        ("五年级讲了几场", "五年级"),
        ("线上讲座有几场", "线上"),
        ("今年宪法日讲了几场", "宪法日"),
        ("今年小学讲了多少", "小学"),
        ("乡镇学校讲了几场", "乡镇学校"),
        ("lectures at Greenfield this year", "greenfield"),
    ],
)
async def test_what_looks_like_narrowing_and_is_unknown_is_left(
    database: Database, text: str, unclear: str
) -> None:
    assert (await ask(database, text)).unclear == unclear


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("2024", True),
        ("全年人次", True),
        ("总数", True),
        ("不够", False),
        ("今天", False),
        ("龙洲小学", False),
    ],
)
async def test_a_period_or_a_total_can_be_nothing_but_a_question(
    database: Database, text: str, alone: bool
) -> None:
    assert (await ask(database, text)).alone == alone


@pytest.mark.parametrize("text", ["龙洲", "龙洲今年讲了几场", "lectures at longzhou this year"])
async def test_part_of_a_name_may_mean_several_schools(database: Database, text: str) -> None:
    said = await ask(database, text)
    assert [one.name for one in said.schools] == ["龙洲小学", "龙洲中学"]


async def test_of_two_topics_the_first_is_taken_and_the_other_is_beside_it(database: Database) -> None:
    said = await ask(database, "禁毒 反诈")
    assert (said.inquiry.part, said.unclear) == (Part(topic="drugs"), "")
    assert said.besides == (Part(topic="fraud"),)


@pytest.mark.parametrize(
    "text", ["2024-06-30 2024-03-01", "2024年6月到2024年3月", "9.30-9.1", "9月30日到9月1日"]
)
async def test_a_range_that_ends_before_it_starts_is_backwards(database: Database, text: str) -> None:
    assert (await ask(database, text)).backwards


@pytest.mark.parametrize(
    ("role", "schools", "part"),
    [
        ("vice_principal", (1,), Part(person_id=7)),
        ("officer", (), Part(person_id=7)),
        ("contact", (1,), Part()),
    ],
)
async def test_i_am_whoever_asks_but_a_contact_asks_for_the_school(
    database: Database, role: str, schools: tuple[int, ...], part: Part
) -> None:
    said = await ask(database, "我今年讲了几场", writer(role, *schools))
    assert (said.inquiry.part, said.unclear) == (part, "")


async def test_our_school_is_the_only_one_of_whoever_asks(database: Database) -> None:
    said = await ask(database, "我们学校今年讲了几次", writer("contact", 2))
    assert (said.inquiry.part, said.unclear) == (Part(school_id=2), "")


async def test_our_school_of_somebody_with_two_is_one_of_them(database: Database) -> None:
    said = await ask(database, "我们学校今年讲了几次", writer("vice_principal", 1, 3))
    assert [one.name for one in said.schools] == ["龙洲小学", "明德高级中学"]
