"""Campaigns: the year's theme days, other dates, ties of entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot import data
from bot.campaigns.theme_days import year_of
from bot.records import Act, Campaign, Clock, Period, Reminder
from bot.services import campaigns, planning
from db import campaigns as rows
from db import reminders, ties
from db.models import Account, Appointment, Entry, EntryTopic, Person, School
from db.models import Campaign as CampaignRow
from db.work import Database

ZONE = ZoneInfo("Asia/Shanghai")
NEW_YEAR = datetime(2024, 1, 1, tzinfo=UTC)
NOBODY = Act(None, "button", NEW_YEAR)


async def opened(database: Database) -> Campaign:
    """The year 2024 with one school and its vice-principal; its Constitution Day."""
    async with database.write() as session:
        session.add_all([School(id=1, name="一小"), Person(id=1, name="李建国")])
        await session.flush()
        session.add(Appointment(person_id=1, school_id=1, role="vice_principal"))
        session.add(Account(id=1, person_id=1, first_seen_at=NEW_YEAR))
        await campaigns.open_year(session, 2024, NEW_YEAR)
        return next(one for one in await rows.of_year(session, 2024) if one.theme == "constitution_day")


def clock(moment: str) -> Clock:
    return Clock(ZONE, lambda: datetime.fromisoformat(moment).replace(tzinfo=ZONE))


async def planned(database: Database, moment: str) -> list[Reminder]:
    """What is written down at this moment."""
    async with database.write() as session:
        found = await planning.plan(session, clock(moment))
        await reminders.plan(session, found)
        day = next(one for one in await rows.of_year(session, 2024) if one.theme == "constitution_day")
    return [one for one in found if one.subject == campaigns.subject(day)]


async def test_a_year_is_opened_once_with_the_four_days_on(database: Database) -> None:
    await opened(database)
    async with database.write() as session:
        await campaigns.open_year(session, 2024, NEW_YEAR)
        found = await rows.of_year(session, 2024)
    assert len(found) == len(year_of(data.themes().values(), 2024))
    on = {one.theme for one in found if one.active}
    assert on == {"constitution_day", "national_security_day", "anti_drug_day", "fire_day"}


async def test_what_an_officer_turned_on_is_on_the_next_year_too(database: Database) -> None:
    await opened(database)
    async with database.write() as session:
        week = next(one for one in await rows.of_year(session, 2024) if one.theme == "constitution_week")
        await campaigns.open_year(session, 2025, NEW_YEAR)  # written down already
        await campaigns.turn(session, week, NEW_YEAR, on=True)
        await campaigns.open_year(session, 2026, NEW_YEAR)
        for year in (2025, 2026):
            assert (await rows.themes_of(session, year))["constitution_week"]


async def test_other_dates_are_told_again_to_whoever_was_told_the_old_ones(database: Database) -> None:
    day = await opened(database)
    assert len(await planned(database, "2024-11-27 10:00")) == 1
    assert await planned(database, "2024-11-27 10:01") == []
    async with database.write() as session:
        await campaigns.move(session, day, Period(date(2024, 12, 6), date(2024, 12, 6)), NEW_YEAR)
    [again] = await planned(database, "2024-11-29 10:00")
    assert (again.step, again.round, again.state) == ("ahead", 1, "due")


async def test_other_dates_before_anybody_was_told_are_simply_the_dates(database: Database) -> None:
    day = await opened(database)
    async with database.write() as session:
        await campaigns.move(session, day, Period(date(2024, 12, 6), date(2024, 12, 6)), NEW_YEAR)
    assert await planned(database, "2024-11-27 10:00") == []
    [ahead] = await planned(database, "2024-11-29 10:00")
    assert (ahead.step, ahead.state) == ("ahead", "due")


async def test_a_campaign_that_is_turned_on_late_makes_up_for_nothing(database: Database) -> None:
    day = await opened(database)
    async with database.write() as session:
        await campaigns.turn(session, day, NEW_YEAR, on=False)
        now = datetime(2024, 11, 29, 2, tzinfo=UTC)
        await campaigns.turn(session, replace(day, active=False), now, on=True)
    assert await planned(database, "2024-11-29 11:00") == []
    [on_the_day] = await planned(database, "2024-12-04 08:00")
    assert on_the_day.step == "day"


async def test_entries_are_tied_by_window_and_topic_and_by_hand_whatever_the_rule_says(
    database: Database,
) -> None:
    day = await opened(database)
    days = {1: date(2024, 11, 29), 2: date(2024, 11, 28), 3: date(2024, 12, 6), 4: date(2024, 12, 9)}
    async with database.write() as session:
        for id_, held_on in days.items():
            entry = Entry(id=id_, kind="lecture", state="recorded", held_on=held_on, counted_on=held_on)
            entry.school_id, entry.created_at = 1, NEW_YEAR
            session.add(entry)
            await session.flush()
            session.add(EntryTopic(entry_id=id_, topic="constitution" if id_ != 3 else "drugs"))
        await session.flush()
        assert await ties.entries_of(session, day.id) == [1]
        await ties.by_hand(session, 4, day.id, NOBODY, tied=True)
        await ties.by_hand(session, 1, day.id, NOBODY, tied=False)
        assert await ties.entries_of(session, day.id) == [4]
        assert await ties.of_entry(session, 4) == [(day.id, ties.BY_HAND)]


async def test_a_make_up_day_that_officers_know_moves_the_window(database: Database) -> None:
    day = await opened(database)
    async with database.write() as session:
        await campaigns.say_workdays(session, {date(2024, 11, 30): True}, None, date(2024, 1, 1))
        window = await session.scalar(select(CampaignRow.tied_from).where(CampaignRow.id == day.id))
        await campaigns.say_workdays(session, {date(2024, 11, 30): None}, None, date(2024, 1, 1))
        before = await session.scalar(select(CampaignRow.tied_from).where(CampaignRow.id == day.id))
    assert (before, window) == (date(2024, 11, 29), date(2024, 11, 30))
