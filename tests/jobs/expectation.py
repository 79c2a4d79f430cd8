"""What reminders are expected, worked out a second time: dates written down, days by `holidays`.

Nothing here is taken from the code under test; the days of theme days were looked up, one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Asia/Shanghai")
OFF = holidays.country_holidays("CN", years=range(2023, 2027))  # of 2027 nothing is published
ONE_DAY = timedelta(days=1)
NEVER = datetime.max.replace(tzinfo=ZONE)


def works(day: date) -> bool:
    return day.weekday() < 5 if day.year > 2026 else OFF.is_working_day(day)


def nearest(day: date, step: timedelta) -> date:
    while not works(day):
        day += step
    return day


def working_days_from(day: date, count: int) -> date:
    step = ONE_DAY if count > 0 else -ONE_DAY
    for _ in range(abs(count)):
        day = nearest(day + step, step)
    return day


def local(day: date, at: str = "00:00") -> datetime:
    return datetime.combine(day, time.fromisoformat(at), ZONE)


def may_write(moment: datetime) -> bool:
    return works(moment.date()) and time(8) <= moment.time() < time(20)


@dataclass(frozen=True)
class Step:
    """What is sent once: when it is due, and until when it is worth sending late."""

    name: str
    due: datetime
    until: datetime


@dataclass
class Occasion:
    """Something that is reminded of: a campaign, its dates to be confirmed, or a plan."""

    key: str
    steps: list[Step]
    known_since: datetime = datetime(2023, 12, 31, 13, tzinfo=ZONE)
    window: tuple[date, date] = (date.min, date.min)
    topics: frozenset[str] = frozenset()
    schools: frozenset[int] = frozenset()
    persons: tuple[int, ...] = ()
    """Who is told, whatever their schools."""
    told: dict[int, int] = field(default_factory=dict)
    """The number of the last step that each person's turn came for."""
    closed: bool = False

    def step_at(self, moment: datetime) -> int | None:
        """The latest step that is due and of use."""
        found = [
            number
            for number, step in enumerate(self.steps)
            if self.known_since <= step.due <= moment < step.until
        ]
        return max(found, default=None)


def campaign(key: str, first: date, last: date, topics: set[str], schools: set[int], *, on: str) -> Occasion:
    """A campaign with the steps that are on, by their letters: ahead, eve, day, follow-up."""
    steps = {
        "a": Step("ahead", local(nearest(first - 7 * ONE_DAY, -ONE_DAY), "10:00"), local(first)),
        "e": Step("eve", local(nearest(first - ONE_DAY, -ONE_DAY), "16:00"), local(first)),
        "d": Step("day", local(nearest(first, -ONE_DAY), "08:00"), local(last + ONE_DAY)),
        "f": Step(
            "follow_up",
            local(nearest(last + 2 * ONE_DAY, ONE_DAY), "10:00"),
            local(nearest(last + 2 * ONE_DAY, ONE_DAY) + 7 * ONE_DAY, "10:00"),
        ),
    }
    window = (working_days_from(first, -3), working_days_from(last, 2))
    return Occasion(
        key,
        [steps[letter] for letter in on],
        window=window,
        topics=frozenset(topics),
        schools=frozenset(schools),
    )


def confirmation(key: str, first: date, officers: tuple[int, ...]) -> Occasion:
    asked = Step("confirm", local(nearest(first - 30 * ONE_DAY, -ONE_DAY), "10:00"), local(first))
    return Occasion(f"confirm {key}", [asked], persons=officers)


def plan(key: str, day: date, since: datetime, person: int) -> Occasion:
    after = working_days_from(day, 1)
    steps = [
        Step("plan_day", local(nearest(day, -ONE_DAY), "08:00"), local(day + ONE_DAY)),
        Step("plan_after", local(after, "10:00"), local(after + 7 * ONE_DAY)),
    ]
    return Occasion(key, steps, known_since=since, persons=(person,))


@dataclass(frozen=True)
class Post:
    """Who is reminded for which school, from when to when."""

    person: int
    school: int
    first: date = date.min
    last: date = date.max


@dataclass
class World:
    """What has happened so far, and so who must hear of what."""

    posts: list[Post]
    occasions: list[Occasion]
    done: list[tuple[int, date, frozenset[str]]] = field(default_factory=list)
    """What was held: school, day, topics."""
    reached: set[int] = field(default_factory=set)
    """Persons with an account that takes messages."""
    muted: dict[int, int] = field(default_factory=dict)
    """The year in which a person wants no reminders of campaigns."""

    def hears(self, moment: datetime) -> Iterator[tuple[int, str, str]]:
        """Who is to be told what by a tick at this moment: person, occasion, step."""
        if not may_write(moment):
            return
        for one in self.occasions:
            number = one.step_at(moment)
            if number is None or one.closed:
                continue
            for person in one.persons or self._concerned(one, moment.date()):
                if one.told.get(person, -1) < number:
                    one.told[person] = number
                    if person in self.reached and (one.persons or self._wants(one, person, moment.date())):
                        yield person, one.key, one.steps[number].name

    def _posts(self, one: Occasion, day: date) -> Iterator[Post]:
        return (post for post in self.posts if post.school in one.schools and post.first <= day <= post.last)

    def _concerned(self, one: Occasion, day: date) -> list[int]:
        return list(dict.fromkeys(post.person for post in self._posts(one, day)))

    def _wants(self, one: Occasion, person: int, day: date) -> bool:
        still = [p for p in self._posts(one, day) if p.person == person and not self._is_done(one, p.school)]
        return bool(still) and self.muted.get(person) != day.year

    def _is_done(self, one: Occasion, school: int) -> bool:
        return any(
            school == at and one.window[0] <= day <= one.window[1] and (not one.topics or one.topics & topics)
            for at, day, topics in self.done
        )
