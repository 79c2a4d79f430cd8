"""What the roster lacks, by the rules of `bot/data/coverage.toml`: what to look at, never a ranking."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from bot import data
from db import appointments, particulars
from db.appointments import Post
from db.particulars import School

VICE_PRINCIPAL = "vice_principal"


@dataclass(frozen=True, slots=True)
class Finding:
    """One school, person or appointment that a rule speaks of; `number` is how many, or a year."""

    kind: Literal["school", "person", "post"]
    id: int
    name: str
    number: int = 0
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """The open schools, the appointments that hold or are to hold, and the day."""

    schools: tuple[School, ...]
    posts: tuple[Post, ...]
    today: date

    def vice_principals(self) -> list[Post]:
        """Those at a school today."""
        held = (post for post in self.posts if post.role == VICE_PRINCIPAL and post.school_id)
        return [post for post in held if post.in_force(self.today)]


async def findings(session: AsyncSession, today: date) -> dict[str, list[Finding]]:
    """What each rule finds on that day, in the order of the registry."""
    schools = [one for one in await particulars.schools(session) if one.closed_on is None]
    roster = Roster(tuple(schools), tuple(await appointments.lasting(session, today)), today)
    return {rule.key: RULES[rule.key](rule, roster) for rule in data.coverage().values()}


def without(rule: data.CoverageRule, roster: Roster) -> list[Finding]:
    """Schools with fewer than `limit` vice-principals."""
    at = _by(roster.vice_principals(), lambda post: post.school_id)
    return [
        Finding("school", school.id, school.name)
        for school in roster.schools
        if school.kind not in rule.not_for and len(at[school.id]) < rule.limit
    ]


def crowded(rule: data.CoverageRule, roster: Roster) -> list[Finding]:
    """Schools with more than `limit` vice-principals."""
    at = _by(roster.vice_principals(), lambda post: post.school_id)
    counts = [(school, len({post.person_id for post in at[school.id]})) for school in roster.schools]
    return [
        Finding("school", school.id, school.name, count) for school, count in counts if count > rule.limit
    ]


def spread(rule: data.CoverageRule, roster: Roster) -> list[Finding]:
    """Vice-principals at more than `limit` schools at once."""
    return [
        Finding("person", posts[0].person_id, posts[0].person, len({post.school_id for post in posts}))
        for posts in _by(roster.vice_principals(), lambda post: post.person_id).values()
        if len({post.school_id for post in posts}) > rule.limit
    ]


def ending(rule: data.CoverageRule, roster: Roster) -> list[Finding]:
    """Terms that end within `limit` days and are not renewed, the nearest first."""
    last = roster.today + timedelta(days=rule.limit)
    held = _by(roster.posts, lambda post: (post.person_id, post.role, post.school_id))
    near = [
        post
        for posts in held.values()
        for post in posts
        if post.in_force(roster.today)
        and post.ends_on is not None
        and post.ends_on <= last
        and all((other.ends_on or date.max) <= post.ends_on for other in posts)
    ]
    near.sort(key=lambda post: (post.ends_on or last, post.id))
    return [Finding("post", post.id, _called(post), day=post.ends_on) for post in near]


def aged(rule: data.CoverageRule, roster: Roster) -> list[Finding]:
    """Vice-principals who turn older than `limit` this year, as far as their years of birth are known."""
    return [
        Finding("person", posts[0].person_id, posts[0].person, posts[0].born or 0)
        for posts in _by(roster.vice_principals(), lambda post: post.person_id).values()
        if posts[0].born and roster.today.year - posts[0].born > rule.limit
    ]


RULES: dict[str, Callable[[data.CoverageRule, Roster], list[Finding]]] = {
    "without": without,
    "crowded": crowded,
    "spread": spread,
    "ending": ending,
    "aged": aged,
}
"""How each rule of the registry is worked out."""


def _by(posts: Iterable[Post], key: Callable[[Post], Hashable]) -> defaultdict[Hashable, list[Post]]:
    groups: defaultdict[Hashable, list[Post]] = defaultdict(list)
    for post in posts:
        groups[key(post)].append(post)
    return groups


def _called(post: Post) -> str:
    words: Sequence[str | None] = (post.person, data.roles()[post.role].zh, post.school)
    return " · ".join(filter(None, words))
