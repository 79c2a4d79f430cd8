"""The roster as officers keep it: schools and people added and changed, terms begun, renewed, ended."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Act
from bot.services.reading import read_message
from bot.services.roster import keeping, terms
from db import appointments, history, particulars, schools
from db.models import School
from db.work import Database
from tests.district import add, people

NOW = datetime(2024, 6, 26, 8, tzinfo=UTC)
TODAY = date(2024, 6, 26)
ACT = Act(1, "button", NOW)
PLACE = ("vice_principal", 1)


async def settle(session: AsyncSession) -> None:
    await add(session, School(name="龙洲小学"), School(name="桃花仑小学"))
    await people(session, 2)


async def told(session: AsyncSession) -> list[dict[str, list[object]]]:
    """What the history says, newest first."""
    return [line.fields for line in await history.page(session, slice(0, 20))]


async def test_whoever_holds_a_post_already_is_not_appointed_to_it_again(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        first = await terms.appoint(session, ACT, 1, PLACE, (TODAY, None))
        again = await terms.appoint(session, ACT, 1, PLACE, (TODAY, None))
        assert first == again
        assert await told(session) == [{"starts_on": [None, "2024-06-26"]}]


async def test_a_former_post_can_be_taken_up_again(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        old = await terms.appoint(session, ACT, 1, PLACE, (date(2020, 9, 1), date(2023, 8, 31)))
        new = await terms.appoint(session, ACT, 1, PLACE, (TODAY, None))
        assert await appointments.of_person(session, 1) == [old, new]


async def test_nobody_is_appointed_at_a_closed_school_or_in_no_role(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        await keeping.close(session, ACT, 1, TODAY)
        for place in (PLACE, ("headmaster", 2), ("vice_principal", 99)):
            with pytest.raises(LookupError):
                await terms.appoint(session, ACT, 1, place, (TODAY, None))


async def test_a_term_of_three_years_ends_on_the_eve_of_its_third_anniversary(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        post = await terms.appoint(session, ACT, 1, PLACE, (date(2024, 2, 29), None))
        assert (await terms.last(session, ACT, post, 3)).ends_on == date(2027, 2, 27)


async def test_a_renewal_is_a_term_of_its_own_that_follows_the_old_one(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        post = await terms.appoint(session, ACT, 1, PLACE, (date(2021, 9, 1), date(2024, 8, 31)))
        new = await terms.renew(session, ACT, post, 3, TODAY)
        assert new.term == (date(2024, 9, 1), date(2027, 8, 31))
        assert (await appointments.load(session, post.id)).term == post.term


async def test_a_renewal_pressed_twice_or_by_two_officers_is_one(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        post = await terms.appoint(session, ACT, 1, PLACE, (date(2021, 9, 1), date(2024, 8, 31)))
        first = await terms.renew(session, ACT, post, 3, TODAY)
        assert await terms.renew(session, ACT, post, 1, TODAY) == first


async def test_a_term_renewed_late_begins_today(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        post = await terms.appoint(session, ACT, 1, PLACE, (date(2021, 3, 1), date(2024, 2, 29)))
        assert (await terms.renew(session, ACT, post, 1, TODAY)).term == (TODAY, date(2025, 6, 25))


async def test_an_appointment_ended_today_still_holds_today_and_is_kept(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        post = await terms.appoint(session, ACT, 1, PLACE, (date(2021, 9, 1), date(2026, 8, 31)))
        ended = await terms.end(session, ACT, post, TODAY)
        assert ended is not None
        assert ended.in_force(TODAY)
        assert not ended.in_force(date(2024, 6, 27))
        assert (await told(session))[0] == {"ends_on": ["2026-08-31", "2024-06-26"]}
        assert await terms.end(session, ACT, ended, TODAY) == ended
        assert len(await told(session)) == 2


async def test_an_appointment_that_was_yet_to_begin_is_taken_back(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        post = await terms.appoint(session, ACT, 1, PLACE, (date(2024, 9, 1), date(2027, 8, 31)))
        assert await terms.end(session, ACT, post, TODAY) is None
        assert await appointments.of_person(session, 1) == []
        assert (await told(session))[0] == {
            "starts_on": ["2024-09-01", None],
            "ends_on": ["2027-08-31", None],
        }


async def test_dates_are_written_as_in_a_roster_file(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        post = await terms.appoint(session, ACT, 1, PLACE, (TODAY, None))
        await keeping.change(session, ACT, "appointment", post.id, ("ends_on", "2027年8月"))
        assert (await appointments.load(session, post.id)).ends_on == date(2027, 8, 31)
        await keeping.change(session, ACT, "appointment", post.id, ("ends_on", "长期"))
        assert (await appointments.load(session, post.id)).ends_on is None
        with pytest.raises(ValueError, match="2024"):
            await keeping.change(session, ACT, "appointment", post.id, ("ends_on", "2024年1月1日"))


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        ("pupils", "1,200人", 1200),
        ("model_level", "省级", "省"),
        ("kind", "完小", "小学"),
        ("township", "会龙山街道", "会龙山街道"),
        ("pupils", "无", None),
    ],
)
async def test_what_is_written_about_a_school_is_read_as_in_a_file(
    database: Database, field: str, written: str, kept: object
) -> None:
    async with database.write() as session:
        await settle(session)
        await keeping.change(session, ACT, "school", 1, (field, written))
        assert getattr(await particulars.school(session, 1), field) == kept


async def test_the_old_name_of_a_school_stays_an_alias_and_messages_are_read_with_both(
    database: Database,
) -> None:
    async with database.write() as session:
        await settle(session)
        assert await said_school(session, "今天在龙洲小学讲了防欺凌") == "龙洲小学"
        await keeping.change(session, ACT, "school", 1, ("name", "龙洲实验学校"))
        assert (await particulars.school(session, 1)).aliases == ("龙洲小学",)
        for name in ("龙洲小学", "龙洲实验学校"):
            assert await said_school(session, f"今天在{name}讲了防欺凌") == "龙洲实验学校"
        await keeping.change(session, ACT, "school", 1, ("name", "龙洲小学"))
        assert (await particulars.school(session, 1)).aliases == ("龙洲实验学校",)


async def said_school(session: AsyncSession, text: str) -> str | None:
    [item] = (await read_message(session, text, NOW, UTC)).items
    return item.school


async def test_a_name_belongs_to_one_school_only(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        for field in ("name", "alias"):
            with pytest.raises(keeping.TakenError):
                await keeping.change(session, ACT, "school", 1, (field, "桃花仑小学"))
        assert await keeping.add_school(session, ACT, "桃花仑小学") == 2


@pytest.mark.parametrize(
    ("kind", "field", "written"),
    [
        ("school", "name", "无"),
        ("school", "alias", ""),
        ("person", "name", "张" * 41),
        ("person", "born", "十九世纪"),
        ("school", "pupils", "很多"),
        ("school", "model_level", "乡"),
    ],
)
async def test_what_cannot_be_read_changes_nothing(
    database: Database, kind: str, field: str, written: str
) -> None:
    async with database.write() as session:
        await settle(session)
        with pytest.raises(keeping.UnclearError):
            await keeping.change(session, ACT, kind, 1, (field, written))
        assert await told(session) == []


async def test_a_school_that_closes_ends_its_appointments_and_is_read_no_more(database: Database) -> None:
    async with database.write() as session:
        await settle(session)
        post = await terms.appoint(session, ACT, 1, PLACE, (date(2021, 9, 1), None))
        await keeping.close(session, ACT, 1, TODAY)
        await keeping.close(session, ACT, 1, date(2024, 7, 1))
        assert (await appointments.load(session, post.id)).ends_on == TODAY
        assert [one.name for one in await schools.directory(session)] == ["桃花仑小学"]
        assert (await told(session))[0] == {"closed_on": [None, "2024-06-26"]}
        await keeping.reopen(session, ACT, 1)
        assert len(await schools.directory(session)) == 2
