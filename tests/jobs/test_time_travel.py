"""Four years day by day: every reminder that is expected comes, once, and at no other time (rule 8).

2024 to 2026 with their published holidays, 2027 without. What is expected: `tests/jobs/expectation.py`.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from copy import deepcopy
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.records import Campaign as Declared
from bot.records import Clock, Period
from bot.services import campaigns
from db import campaigns as rows
from db.models import Account, Campaign, Entry, EntryTopic, Preference, Reminder, School
from db.work import Database
from jobs.reminders import run
from tests import district
from tests.jobs.expectation import (
    ONE_DAY,
    ZONE,
    Occasion,
    Post,
    World,
    campaign,
    confirmation,
    local,
    may_write,
    plan,
)
from tests.jobs.recorder import Recorder, office

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
EVERYBODY = {1, 2, 3}
OFFICER = 8
PERSONS = range(1, 10)
POSTS = [
    *(Post(1, 1), Post(1, 2)),
    Post(2, 1, last=date(2025, 8, 31)),
    Post(3, 1, first=date(2025, 9, 1)),
    Post(4, 3, first=date(2024, 5, 15), last=date(2027, 5, 31)),
    *(Post(6, 2), Post(7, 3), Post(9, 2)),
]
ROLES = {1: "vice_principal", 4: "instructor", 9: "vice_principal"}
MUTED = {7: 2025}
Dates = dict[int, tuple[date, date]]
YEARS = range(2024, 2028)


def fixed(first: str, last: str = "") -> Dates:
    return {
        year: (date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last or first}"))
        for year in YEARS
    }


def weeks(*first: str, days: int = 1) -> Dates:
    starts = [date.fromisoformat(one) for one in first]
    return {start.year: (start, start + (days - 1) * ONE_DAY) for start in starts}


THEMES: dict[str, tuple[str, set[str], Dates, set[int]]] = {
    "police_day": ("中国人民警察节", {"public_order"}, fixed("01-10"), set()),
    "school_safety_day": (
        "全国中小学生安全教育日",
        {"injury_liability", "bullying", "drowning", "traffic", "fire"},
        weeks("2024-03-25", "2025-03-31", "2026-03-30", "2027-03-29"),
        set(),
    ),
    "national_security_day": ("全民国家安全教育日", {"national_security"}, fixed("04-15"), set()),
    "civil_code_month": ("民法典宣传月", {"civil_code"}, fixed("05-01", "05-31"), set()),
    "labour_day": ("国际劳动节", {"labour"}, fixed("05-01"), set()),
    "minors_protection_month": (
        *("未成年人保护宣传月", {"minors_protection"}, fixed("06-01", "06-30")),
        set(YEARS),
    ),
    "anti_drug_day": ("国际禁毒日", {"drugs"}, fixed("06-26"), set()),
    "cybersecurity_week": (
        *("国家网络安全宣传周", {"cyber", "fraud"}),
        weeks("2024-09-09", "2025-09-15", "2026-09-14", "2027-09-13", days=7),
        {2026, 2027},
    ),
    "national_defence_day": (
        *("全民国防教育日", {"national_security"}),
        weeks("2024-09-21", "2025-09-20", "2026-09-19", "2027-09-18"),
        set(),
    ),
    "national_day": ("国庆节", {"constitution"}, fixed("10-01"), set()),
    "fire_day": ("全国消防日", {"fire"}, fixed("11-09"), set()),
    "constitution_week": ("宪法宣传周", {"constitution"}, fixed("12-01", "12-07"), {2026, 2027}),
    "constitution_day": ("国家宪法日", {"constitution"}, fixed("12-04"), set()),
}
"""Title, topics, dates by year, the years in which they are provisional."""
TOPICS = sorted({topic for _, topics, _, _ in THEMES.values() for topic in topics})

EDGES = ("07:59", "09:59", "16:00", "19:59", "20:00", "20:30")
Event = Callable[[AsyncSession, World], Awaitable[None]]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def declared(expected: Occasion, campaign: Declared) -> Event:
    async def event(session: AsyncSession, world: World) -> None:
        await campaigns.keep(session, campaign)
        world.occasions.append(deepcopy(expected))

    return event


def held(number: int, school: int, day: date, topic: str) -> Event:
    async def event(session: AsyncSession, world: World) -> None:
        fields: dict[str, Any] = {"held_on": day, "school_id": school, "topics": [EntryTopic(topic=topic)]}
        await district.add(session, district.entry(id=number, **fields))
        world.done.append((school, day, frozenset({topic})))

    return event


def planned(number: int, moment: datetime, day: date, topic: str) -> Event:
    async def event(session: AsyncSession, world: World) -> None:
        row = district.entry("lecture", 1, id=number, state="planned", held_on=day, school_id=1)
        row.created_at, row.topics = moment, [EntryTopic(topic=topic)]
        await district.add(session, row)
        world.occasions.append(plan(f"plan:{number}", day, moment, 1))

    return event


def carried_out(number: int, day: date, topic: str) -> Event:
    async def event(session: AsyncSession, world: World) -> None:
        await session.execute(update(Entry).where(Entry.id == number).values(state="recorded"))
        next(one for one in world.occasions if one.key == f"plan:{number}").closed = True
        world.done.append((1, day, frozenset({topic})))

    return event


async def person_6_is_bound(session: AsyncSession, world: World) -> None:
    await district.add(
        session, Account(id=6, person_id=6, language="zh", first_seen_at=at("2025-06-10 12:00"))
    )
    world.reached.add(6)


async def person_9_writes_again(session: AsyncSession, world: World) -> None:
    await session.execute(update(Account).where(Account.id == 9).values(unreachable_at=None))
    world.reached.add(9)


DECLARED = (
    (
        at("2024-09-20 12:00"),
        campaign("法治征文 2024", date(2024, 10, 8), date(2024, 11, 15), set(), {2}, on="ad"),
        Declared("法治征文", Period(date(2024, 10, 8), date(2024, 11, 15)), school_kinds=("初中",)),
    ),
    (
        at("2025-02-20 09:00"),
        campaign("安全宣传周 2025", date(2025, 3, 10), date(2025, 3, 14), {"fire"}, {1, 3}, on="aef"),
        Declared(
            *("安全宣传周", Period(date(2025, 3, 10), date(2025, 3, 14))),
            topics=("fire",),
            school_ids=frozenset({1, 3}),
            steps={"eve": {"on": True}, "day": {"on": False}, "follow_up": {"on": True}},
        ),
    ),
    (
        at("2027-09-30 18:30"),
        campaign("国庆安全周 2027", date(2027, 10, 4), date(2027, 10, 10), set(), EVERYBODY, on="aedf"),
        Declared(
            *("国庆安全周", Period(date(2027, 10, 4), date(2027, 10, 10))),
            steps={"eve": {"on": True}, "follow_up": {"on": True}},
        ),
    ),
)


def happenings(chance: Random) -> list[tuple[datetime, Event]]:
    """What people do in these years, in order of time."""
    found: list[tuple[datetime, Event]] = [
        (at("2025-06-10 12:00"), person_6_is_bound),
        (at("2026-03-02 12:00"), person_9_writes_again),
        *((moment, declared(expected, one)) for moment, expected, one in DECLARED),
    ]
    dates = [start for _, _, years, _ in THEMES.values() for start, _ in years.values()]
    for number in range(1, 100):
        day = chance.choice(dates) + chance.randint(-8, 12) * ONE_DAY
        day = min(max(day, FIRST + 9 * ONE_DAY), LAST - 9 * ONE_DAY)
        topic = chance.choice(TOPICS)
        if number % 2:
            logged = local(day, f"{chance.randint(10, 21)}:17") + chance.randint(0, 1) * ONE_DAY
            found.append((logged, held(number, chance.randint(1, 3), day, topic)))
            continue
        moment = local(day, f"0{chance.randint(7, 9)}:41") - chance.randint(0, 6) * ONE_DAY
        found.append((moment, planned(number, moment, day, topic)))
        if chance.random() < 0.5:
            found.append((local(day, "17:03"), carried_out(number, day, topic)))
    return sorted(found, key=lambda pair: pair[0])


def year_by_year() -> list[Occasion]:
    found = []
    for title, topics, years, provisional in THEMES.values():
        for year, (first, last) in years.items():
            key = f"{title} {year}"
            found.append(campaign(key, first, last, topics, EVERYBODY, on="ad"))
            if year in provisional:
                found.append(confirmation(key, first, (OFFICER,)))
    return found


async def settle(database: Database) -> World:
    """Three schools, their people, and the theme days that officers turned on, on the eve of the journey."""
    eve = at("2023-12-31 12:00")
    reached = {1, 2, 3, 4, 5, 7, OFFICER}
    async with database.write() as session:
        kinds = ("小学", "初中", "高中")
        await district.add(session, *(School(id=n, name=f"第{n}学校", kind=kinds[n - 1]) for n in EVERYBODY))
        await district.people(session, len(PERSONS))
        for one in POSTS:
            days = (
                {"starts_on": one.first, "ends_on": one.last}
                if one.last < date.max or one.first > date.min
                else {}
            )
            role = ROLES.get(one.person, "contact")
            await district.appoint(session, one.person, role, one.school, **days)
        await district.appoint(session, 5, "adviser", 1)
        await district.appoint(session, OFFICER, "officer", None)
        accounts = [Account(id=n, person_id=n, language="zh", first_seen_at=eve) for n in (*reached, 9)]
        accounts[-1].unreachable_at = eve
        await district.add(session, *accounts)
        digest = Preference(account_id=OFFICER, name="digest", value="off")
        mute = [Preference(account_id=n, name="mute", value=str(year)) for n, year in MUTED.items()]
        await district.add(session, digest, *mute)
        await campaigns.open_year(session, 2023, eve)
        await campaigns.open_year(session, 2024, eve)
        for theme in await rows.of_year(session, 2024):
            if theme.theme in THEMES and not theme.active:
                await campaigns.turn(session, theme, eve, on=True)
    return World(POSTS, year_by_year(), reached=reached, muted=MUTED)


def journey(chance: Random, last: date, busy: set[date], *, downtime: bool) -> Iterator[datetime]:
    """The moments of the ticks: several on days on which something falls due or happens, one on others.

    With downtime, days on which nobody serves; else the clock is stepped back now and then.
    """
    day, resumes = FIRST, FIRST
    while day <= last:
        if downtime and chance.random() < 0.05:
            resumes = day + chance.randint(1, 6) * ONE_DAY
        odd = f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"
        times = {"08:00", "10:00", odd, chance.choice(EDGES)} if day in busy else {odd}
        for time in sorted(times):
            if day < resumes:
                continue
            yield local(day, time)
            if not downtime and chance.random() < 0.03:
                yield local(day, time) - timedelta(minutes=chance.randint(1, 3000))
        day += ONE_DAY


LONG = pytest.mark.chaos
JOURNEYS = [
    pytest.param("sqlite", False, id="sqlite_clock_stepped_back"),
    pytest.param("postgresql", True, id="postgresql_days_of_downtime"),
    pytest.param("postgresql", False, id="postgresql_clock_stepped_back", marks=LONG),
    pytest.param("sqlite", True, id="sqlite_days_of_downtime", marks=LONG),
]
"""Each way on each database; the other two are for `make chaos`."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("database_url", "downtime"), JOURNEYS, indirect=["database_url"])
async def test_day_by_day(database_url: str, downtime: bool) -> None:
    seed = secrets.randbits(32)
    print(f"seed {seed}")  # shown where it fails
    chance = Random(seed)
    database, recorder = Database(database_url), Recorder()
    world, events = await settle(database), happenings(chance)
    last = date(2024, 12, 31) if downtime else LAST
    expected: list[tuple[datetime, int, str, str]] = []
    ticks: list[datetime] = []
    now = [local(FIRST)]
    clock = Clock(ZONE, lambda: now[0])
    busy = {step.due.date() for one in world.occasions for step in one.steps} | {m.date() for m, _ in events}
    try:
        for moment in journey(chance, last, busy, downtime=downtime):
            now[0] = moment
            while events and events[0][0] <= moment:
                async with database.write() as session:
                    await events.pop(0)[1](session, world)
            if chance.random() < 0.05:  # a restart
                await database.close()
                database = Database(database_url)
            expected += [(moment, *told) for told in world.hears(moment)]
            await run(office(database, clock, recorder))
            ticks += [moment] * (len(recorder.sent) - len(ticks))
        assert await sent(database, recorder, ticks) == Counter(expected)
    finally:
        await database.close()
    assert all(map(may_write, ticks))


async def sent(
    database: Database, recorder: Recorder, ticks: list[datetime]
) -> Counter[tuple[datetime, int, str, str]]:
    """What was sent: when, to whom, about what, which step. Every message has its row, which says so too."""
    async with database.read() as session:
        found = list(await session.scalars(select(Reminder)))
        titles = {
            row.id: f"{row.title} {row.year}"
            for row in await session.execute(select(Campaign.id, Campaign.title, Campaign.year))
        }
    by_message = {row.message_id: row for row in found if row.state == "sent"}
    assert {row.state for row in found} <= {"sent", "skipped", "missed"}
    assert len(by_message) == len(recorder.sent) == sum(row.state == "sent" for row in found)

    def about(row: Reminder) -> str:
        kind, _, number = row.subject.partition(":")
        if kind == "plan":
            return row.subject
        return {"dates": "confirm "}.get(kind, "") + titles[int(number)]

    seen: Counter[tuple[datetime, int, str, str]] = Counter()
    for message, moment in zip(recorder.sent, ticks, strict=True):
        row = by_message[message.id]
        assert row.recipient == f"person:{message.chat_id}"
        seen[moment, message.chat_id, about(row), row.step] += 1
    return seen


async def test_a_plan_asked_about_while_the_clock_ran_ahead_is_not_reminded_of_once_it_is_set_back(
    database: Database,
) -> None:
    world, recorder = await settle(database), Recorder()
    now = [at("2024-04-24 07:41")]
    clock = Clock(ZONE, lambda: now[0])
    async with database.write() as session:
        await planned(60, now[0], date(2024, 4, 25), "drugs")(session, world)
    for moment in ("2024-04-25 07:02", "2024-04-26 08:00", "2024-04-26 10:00", "2024-04-25 09:39"):
        now[0] = at(moment)
        await run(office(database, clock, recorder))
    async with database.read() as session:
        found = await session.execute(
            select(Reminder.step, Reminder.state).where(Reminder.subject == "plan:60")
        )
    assert {(step, state) for step, state in found} == {("plan_day", "missed"), ("plan_after", "sent")}
