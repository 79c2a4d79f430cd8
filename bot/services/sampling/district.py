"""Who there is in the sample district: schools and people, put together from `sample.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from bot import data
from db.roster import Appointment, Person, School


@dataclass(frozen=True, slots=True)
class District:
    """The schools, and the people by the key of their post, in the order of their schools."""

    schools: tuple[School, ...]
    posts: Mapping[str, tuple[Person, ...]]

    @property
    def people(self) -> list[Person]:
        return [person for several in self.posts.values() for person in several]

    def at(self, post: str, school: int) -> Person:
        """Who holds a post at the school of this number."""
        return self.posts[post][school % len(self.posts[post])]


def district(until: date) -> District:
    """The whole district; whoever is appointed for a term is appointed again until that day."""
    rows = data.load("sample")
    schools = tuple(
        School(name, tuple(aliases), kind, township, pupils, level)
        for name, kind, township, pupils, aliases, level in rows["schools"]
    )
    invented = zip(_names(rows["names"], rows["seed"]), count(rows["telegram_id"]), strict=False)
    return District(
        schools,
        {post["key"]: tuple(_holders(post, rows, schools, invented, until)) for post in rows["posts"]},
    )


def _names(names: Mapping[str, Any], seed: str) -> list[str]:
    """Names in random order, none of them part of another or of a persona's."""
    taken = [persona["zh"] for persona in data.load("personas").values()]
    built = [surname + given for surname in names["surnames"] for given in names["given"]]
    Random(f"{seed}/names").shuffle(built)
    return [name for name in built if not any(one in name for one in taken)]


def _holders(
    post: Mapping[str, Any],
    rows: Mapping[str, Any],
    schools: Sequence[School],
    invented: Iterator[tuple[str, int]],
    until: date,
) -> Iterator[Person]:
    """The people of one post: a name and an account each, an employer, appointments."""
    for number, places in enumerate(_places(post, schools)):
        name, account = _persona(post) if number == 0 and "persona" in post else next(invented)
        township = places[0].township if places else ""
        dispatched = rows["dispatched"][number % len(rows["dispatched"])] if "dispatched" in post else {}
        employer = dispatched.get("employer") or post.get("employer") or places[0].name
        yield Person(
            name,
            employer.format(township=township),
            dispatched.get("by", ""),
            appointments=tuple(_appointments(post, [place.name for place in places], until)),
            accounts=frozenset({account}),
        )


def _persona(post: Mapping[str, Any]) -> tuple[str, int]:
    row = data.load("personas")[post["persona"]]
    return row["zh"], row["telegram_id"]


def _places(post: Mapping[str, Any], schools: Sequence[School]) -> list[Sequence[School]]:
    """The schools of each holder of a post; none means the bureau."""
    if post["people"] == "each":
        return [[school] for school in schools]
    if post.get("shared"):
        return [schools[n :: post["people"]] for n in range(post["people"])]
    return [()] * int(post["people"])


def _appointments(post: Mapping[str, Any], places: Sequence[str], until: date) -> Iterator[Appointment]:
    start, term = post["starts_on"], post.get("term")
    while start <= until:
        end = start.replace(year=start.year + term) - timedelta(days=1) if term else None
        for place in places or (None,):
            yield Appointment(post["role"], place, start, end)
        if end is None:
            return
        start = end + timedelta(days=1)
