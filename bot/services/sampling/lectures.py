"""A year's lectures and activities: as many as its row says, spread over schools, seasons and topics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from bot import data
from bot.services.sampling.deeds import Deed
from bot.services.sampling.seasons import Season
from bot.services.sampling.shares import apportion, evenly
from bot.services.sampling.year import Year

SPECIAL = ("joint", "announced", "twice", "undated", "planned", "withdrawn")
UNCOUNTED = ("undated", "planned", "withdrawn")
ACTIVITY = 0.3
"""How many of those about a topic that there are activities about are activities."""
BY_INSTRUCTOR, BY_CONTACT = 0.1, 0.18
"""Of the ordinary ones, up to the first an instructor gives, up to the second the school tells of."""
ACTIVE = frozenset(data.load("sample_sentences")["activity"])
"""The topics that there are activities about."""
FIRE_BRIGADE = 119
"""A number that is also the fire brigade's; so many listeners could be taken for a topic."""


def lectures(year: Year) -> Iterator[Deed]:
    """The deeds of a year's `lectures` line, and those that look like it and never count."""
    row, rng = year.row, year.rng
    number = row["lectures"]["entries"] - row["twice"] + sum(row[key] for key in UNCOUNTED)
    roles = [role for role in SPECIAL for _ in range(row[role])]
    roles += ["several"] * (row["lectures"]["sum"] - row["lectures"]["entries"])
    roles += ["ordinary"] * (number - len(roles))
    rng.shuffle(roles)
    shares = apportion(number, [season.share for season in year.seasons])
    dates = [season for season, share in zip(year.seasons, shares, strict=True) for _ in range(share)]
    for school, when, role in zip(_schools(year, number), dates, roles, strict=True):
        yield from ROLES[role](year, _lecture(year, school, when))


def _schools(year: Year, number: int) -> list[int]:
    """Numbers of schools, each spread over the year: half of the visits evenly, half by pupils."""
    pupils = [school.pupils or 0 for school in year.district.schools]
    mean = sum(pupils) / len(pupils)
    counts = apportion(number - year.row["shown"], [mean + own for own in pupils])
    counts[0] += year.row["shown"]
    return evenly(year.rng, {n: count for n, count in enumerate(counts) if count})


def _lecture(year: Year, number: int, when: Season) -> Deed:
    """A lecture by the school's vice-principal."""
    rng, school = year.rng, year.district.schools[number]
    otherwise = (day for season in year.seasons for day in season.days)
    day = year.diary.book(rng, (school.name, "lecture"), when.days, otherwise)
    audience, rough = _audience(rng, school.pupils or 0)
    giver = year.district.at("vice_principals", number)
    return Deed(
        kind="lecture",
        held_on=day,
        topic=when.topic(rng),
        writer=giver,
        people=(giver,),
        sent_at=year.sent(day),
        sentences="lecture",
        school=school,
        audience=audience,
        audience_rough=rough,
        class_hours=rng.choices((1, 2, None), (11, 5, 4))[0],
    )


def _audience(rng: Random, pupils: int) -> tuple[int | None, bool]:
    """How many heard it: a class or two, a year, half of the school or all; sometimes rough, or unsaid."""
    share = rng.choices((0.06, 0.17, 0.4, 0.95), (4, 8, 3, 2))[0]
    heads = max(24, int(pupils * share * rng.uniform(0.85, 1.05)))
    heads += heads == FIRE_BRIGADE
    say = rng.random()
    if say < 0.06:
        return None, False
    return (round(heads + 5, -1), True) if say < 0.3 else (heads, False)


def _ordinary(year: Year, deed: Deed) -> list[Deed]:
    """Given by the vice-principal or an instructor; told by whoever gave it, or by the school."""
    rng = year.rng
    if deed.topic in ACTIVE and rng.random() < ACTIVITY:
        deed = replace(deed, kind="activity", sentences="activity", class_hours=None)
    by = rng.random()
    if by < BY_INSTRUCTOR:
        giver = rng.choice(year.district.posts["instructors"])
        return [replace(deed, writer=giver, people=(giver,))]
    if by < BY_CONTACT and deed.kind == "lecture":
        return [_by_contact(year, deed)]
    return [deed]


def _by_contact(year: Year, deed: Deed) -> Deed:
    assert deed.school is not None
    contact = year.district.at("contacts", year.district.schools.index(deed.school))
    return replace(deed, writer=contact, sentences="lecture_by_contact")


def _joint(year: Year, deed: Deed) -> list[Deed]:
    companion = year.rng.choice(year.district.posts["instructors"])
    return [replace(deed, people=(*deed.people, companion), sentences="lecture_joint")]


def _several(_year: Year, deed: Deed) -> list[Deed]:
    """Twice the same on one day, with one headcount for both."""
    heads = deed.audience or 200
    return [replace(deed, quantity=2, audience=heads, audience_rough=False, sentences="lecture_several")]


def _planned(year: Year, deed: Deed) -> list[Deed]:
    """Only announced, some days before."""
    sent_on = deed.held_on - timedelta(days=year.rng.randint(1, 4))
    unsaid = replace(deed, audience=None, audience_rough=False, class_hours=None)
    sent_at = datetime.combine(sent_on, time(10), year.zone)
    return [replace(unsaid, sent_at=sent_at, state="planned", sentences="lecture_planned")]


def _announced(year: Year, deed: Deed) -> list[Deed]:
    """Announced and then given: one entry, two messages."""
    return [*_planned(year, deed), deed]


def _twice(year: Year, deed: Deed) -> list[Deed]:
    """Told by the vice-principal, and later by the school: nobody has said yet whether it is one."""
    told = replace(deed, audience=deed.audience or 120, audience_rough=False)
    again = replace(_by_contact(year, told), sent_at=told.sent_at + timedelta(hours=14))
    return [told, again]


def _undated(_year: Year, deed: Deed) -> list[Deed]:
    return [replace(deed, state="incomplete", sentences="lecture_undated")]


def _withdrawn(_year: Year, deed: Deed) -> list[Deed]:
    return [replace(deed, state="withdrawn")]


ROLES: dict[str, Callable[[Year, Deed], list[Deed]]] = {
    "ordinary": _ordinary,
    "several": _several,
    "joint": _joint,
    "announced": _announced,
    "twice": _twice,
    "undated": _undated,
    "planned": _planned,
    "withdrawn": _withdrawn,
}
"""What comes of a lecture, by the role that chance gave it."""
