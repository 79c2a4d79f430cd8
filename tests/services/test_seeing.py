"""Nobody sees an entry that their role does not allow: whatever the roster, the entries and the question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from bot.records import Account, Entry, Part, Period
from bot.services.access import Access
from bot.services.totals import totals
from db import entries, people
from db.models import Appointment
from db.totals import count_behind, entries_behind
from db.work import Database
from tests import district

TODAY = date(2024, 6, 26)
YEAR = Period.year(2024)
STATES = ("recorded", "incomplete", "planned", "withdrawn")
SEE_ALL = {"officer", "viewer"}
"""Written down here, not read from the roles: the test is not to repeat a mistake made there."""

numbers = st.integers(1, 4)
days = st.none() | st.integers(-2, 2).map(lambda off: TODAY + timedelta(days=off))


@dataclass(frozen=True)
class Post:
    person: int
    role: str
    school: int | None
    starts_on: date | None
    ends_on: date | None

    @property
    def holds(self) -> bool:
        return (self.starts_on or date.min) <= TODAY <= (self.ends_on or date.max)


@dataclass(frozen=True)
class Deed:
    school: int | None
    people: frozenset[int]
    logged_by: int | None
    state: str


posts = st.builds(Post, numbers, st.sampled_from(list(data.roles())), st.none() | numbers, days, days)
deeds = st.builds(
    Deed, st.none() | numbers, st.frozensets(numbers), st.none() | numbers, st.sampled_from(STATES)
)


def may(person: int, deed: Deed, held: list[Post]) -> bool:
    """Rule 11 once more, as plainly as it can be said."""
    mine = [post for post in held if post.person == person and post.holds]
    if not mine:
        return False
    if any(post.role in SEE_ALL for post in mine):
        return True
    own = person == deed.logged_by or person in deed.people
    return own or (deed.school is not None and deed.school in [post.school for post in mine])


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # the database is the same for every example, and each leaves it empty
@given(held=st.lists(posts, max_size=6), done=st.lists(deeds, max_size=8))
async def test_what_somebody_may_open_is_what_their_lists_and_totals_hold(
    database: Database, held: list[Post], done: list[Deed]
) -> None:
    async with database.write() as session:
        kept = await the_district(session, held, done)
        known = await people.persons(session, range(1, 5))
        for number, person in known.items():
            access = Access(Account(number, person.name, "zh", person), TODAY)
            allowed = {entry.id for entry, deed in zip(kept, done, strict=True) if may(number, deed, held)}
            assert {entry.id for entry in kept if access.may_see(entry)} == allowed
            assert await listed(session, access) == allowed
            assert not access.may("member") or await own(session, number) <= allowed
        stranger = Access(Account(9, "钱进", "zh"), TODAY)
        assert not any(stranger.may_see(entry) for entry in kept)
        assert await listed(session, stranger) == set()
        await session.rollback()


async def the_district(session: AsyncSession, held: list[Post], done: list[Deed]) -> list[Entry]:
    await district.schools(session, 4)
    await district.people(session, 4)
    session.add_all(
        Appointment(
            person_id=one.person,
            role=one.role,
            school_id=one.school,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
        )
        for one in held
    )
    rows = [
        district.entry("lecture", *one.people, school_id=one.school, logged_by=one.logged_by, state=one.state)
        for one in done
    ]
    await district.add(session, *rows)
    return await entries.load(session, [row.id for row in rows])


async def listed(session: AsyncSession, access: Access) -> set[int]:
    """Everything that a list or total shows them, each held to the others."""
    found: set[int] = set()
    for state in STATES:
        ids = await entries_behind(session, access.scope, YEAR, Part(state=state))
        assert len(ids) == await count_behind(session, access.scope, YEAR, Part(state=state))
        found |= set(ids)
    whole = await totals(session, YEAR, access.scope, TODAY)
    recorded = sum(sums.entries for sums in whole.kinds.values())
    assert recorded + whole.incomplete + whole.planned + whole.withdrawn == len(found)
    return found


async def own(session: AsyncSession, person_id: int) -> set[int]:
    """What /mine shows."""
    months = await entries.months_of(session, person_id)
    return {entry.id for month, _ in months for entry in await entries.of_month(session, person_id, month)}
