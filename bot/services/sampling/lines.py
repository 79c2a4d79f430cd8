"""A year's other lines: consultations, legal matters, lessons, essays, visits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot import data
from bot.data import report_lines
from bot.services.sampling.deeds import Deed
from bot.services.sampling.shares import parts
from bot.services.sampling.year import Year

ROUGH = 0.4
"""How many of the headcounts, all of them whole tens, are said roughly."""
SHOWN = 4
"""At most one of so many is moved to the first school."""


def lines(year: Year) -> Iterator[Deed]:
    """The deeds of every line that `sample.toml` has under `[lines]`, as the year's row says."""
    for key, line in data.load("sample")["lines"].items():
        wanted = year.row[key]
        rough = wanted.get("round", [])
        number = wanted["entries"] - len(rough)
        unit = 10 if report_lines()[key].measure == "audience" else 1
        exact = [unit * part for part in parts(year.rng, number, (wanted["sum"] - sum(rough)) // unit)]
        for amount in rough:
            yield _deed(year, line, _school(year), amount, rough=True)
        for n, amount in enumerate(exact):
            place = 0 if n < min(year.row["shown"], number // SHOWN) else _school(year)
            yield _deed(year, line, place, amount, rough=unit > 1 and year.rng.random() < ROUGH)


def _school(year: Year) -> int:
    return year.rng.randrange(len(year.district.schools))


def _deed(year: Year, line: Mapping[str, Any], number: int, amount: int, *, rough: bool) -> Deed:
    """Something that somebody of the line's post did; the amount is people where they are what counts."""
    rng, district = year.rng, year.district
    writer = district.at(line["writer"], number)
    at_bureau = all(one.school is None for one in writer.appointments)
    topic = rng.choice(line["topics"])
    whom = (line["kind"], writer.name, "" if at_bureau else district.schools[number].name)
    days = {d: 1 for season in year.seasons for d in season.days if d.month in line["months"]}
    day = year.diary.book(rng, whom, days)
    counted: dict[str, Any] = (
        {"quantity": amount, "quantity_rough": rough, "count": line["count"]}
        if line["count"]
        else {"audience": amount, "audience_rough": rough}
    )
    return Deed(
        kind=line["kind"],
        held_on=day,
        topic=topic,
        writer=writer,
        people=(writer if line["writer"] != "contacts" else district.at("vice_principals", number),),
        sent_at=year.sent(day),
        sentences=line["sentences"].format(topic=topic),
        school=None if at_bureau else district.schools[number],
        **counted,
    )
