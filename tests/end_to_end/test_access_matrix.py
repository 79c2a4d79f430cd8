"""Everybody tries everything: every role, a stranger and a former one × every command, file and button.

What each may is decided by hand in decisions.toml; what they try goes through the real application.
"""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date
from pathlib import Path

import pytest

from bot import data
from bot.chat.inquiries import arguments
from bot.chat.wording import Wording
from bot.records import Part, Period
from bot.services.inquiries import VIEWS, Inquiry
from db.models import Account, Person, School
from db.work import Database
from handlers.buttons import ACTIONS
from tests import district
from tests.end_to_end.door import Door, Seen, door
from tests.end_to_end.stage import NOW

DECIDED: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("decisions.toml").read_text(encoding="utf-8")
)
PEOPLE = {name: number for number, name in enumerate(DECIDED["may"], start=1)}
"""Everybody's person and account; the stranger has no person."""
SECRET, THEIRS = 90, 91
"""Somebody at another school, and one entry of each kind of state that is theirs."""
HIDDEN = "机密"
"""Stands in the names and notes of the other school; nobody who doesn't see all may be shown it."""
T = Wording("zh")
REFUSALS = {
    str(T("nothing.forbidden")),
    str(T("nothing.may_not_log")),
    str(T("files.not_yours", example=T("nothing.example"))),
}
ON_ONE_DATABASE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is asked is the same on either; thousands of presses are quicker here."""
GREETING = "start"
"""To a stranger this says how to ask, which is what everybody else is refused with."""
LECTURE = "今天在本校小学给300名学生讲了防欺凌"


@pytest.fixture
async def at(database: Database, tmp_path: Path) -> AsyncIterator[Door]:
    """A district with one person of every role at one school, and a secret at another."""
    async with database.write() as session:
        await district.add(session, School(id=1, name="本校小学"), School(id=2, name="他校小学"))
        for name, number in PEOPLE.items():
            own = None if name == "stranger" else number
            if own:
                await district.add(session, Person(id=own, name=f"某{own}"))
            met = {"name": f"某{number}", "language": "zh", "first_seen_at": NOW.astimezone(UTC)}
            await district.add(session, Account(id=number, person_id=own, **met))
        for role in data.roles():
            await district.appoint(session, PEOPLE[role], role, 1)
        await district.appoint(session, PEOPLE["ended"], "officer", None, ends_on=date(2024, 6, 25))
        await district.add(session, Person(id=SECRET, name=f"{HIDDEN}某"))
        await district.appoint(session, SECRET, "vice_principal", 2)
        for number, state in enumerate(("recorded", "planned", "incomplete", "withdrawn")):
            row = district.entry("lecture", SECRET, school_id=2, logged_by=SECRET, state=state)
            row.id, row.note = THEIRS + number, f"{HIDDEN}记录"
            await district.add(session, row)
    async with door(database, tmp_path) as opened:
        yield opened


def decided(kind: str) -> dict[str, str]:
    """What each command or button needs, by the table."""
    return {name: need for need, names in DECIDED[kind].items() for name in names}


def test_every_role_command_and_button_is_decided_on() -> None:
    assert set(DECIDED["may"]) == {*data.roles(), "stranger", "ended"}
    assert set(decided("commands")) == set(data.commands())
    assert set(decided("buttons")) == set(ACTIONS)


def refused(seen: Seen, who: int) -> bool:
    """Whether all that came of it is a refusal, or a stranger's greeting."""
    said = seen.said(who)
    if seen.held or REFUSALS & set(said):
        assert len(said) == 1, said
        return True
    return False


async def try_commands(at: Door, who: int) -> dict[str, Seen]:
    return {name: await at.say(who, f"/{name}") for name in data.commands()}


async def try_sending(at: Door, who: int) -> dict[str, Seen]:
    return {
        "sentence": await at.say(who, LECTURE),
        "edited": await at.edit(who, LECTURE),
        "sheets": await at.send(who, "人员.xlsx"),
    }


async def try_buttons(at: Door, who: int) -> dict[str, Seen]:
    return {name: await at.press(who, f"1:{name}:1") for name in ACTIONS}


TRIED = {"commands": try_commands, "sent": try_sending, "buttons": try_buttons}


@pytest.mark.parametrize("kind", TRIED)
async def test_everybody_may_exactly_what_was_decided(at: Door, kind: str) -> None:
    for name, who in PEOPLE.items():
        for tried, seen in (await TRIED[kind](at, who)).items():
            may = decided(kind)[tried] in DECIDED["may"][name]
            assert tried == GREETING or refused(seen, who) is not may, f"{name} {tried}: {seen.said(who)}"


def guesses() -> Iterator[str]:
    """What somebody with a client of their own may put behind an action, aiming at the other school."""
    ids = [str(THEIRS + number) for number in range(4)]
    yield from (f":{id_}" for id_ in (*ids, str(SECRET), "2", "1"))
    yield from (
        f":{THEIRS}:{more}" for more in ("audience", "people", "companion", "0", "2024-06-26", "1", "now")
    )
    yield from (":all:entries:0", f":all:person:{SECRET}:0", ":2024:lecture:0", ":2024:incomplete:0", ":0")
    yield from (f":person:{SECRET}", ":school:2", f":{THEIRS}:held_on:2024-06-20", f":{SECRET}:1:now")


def inquiries() -> Iterator[str]:
    """Every way to look at the year, at the other school, and at who is there."""
    for view in VIEWS:
        for part in (Part(), Part(school_id=2), Part(person_id=SECRET), Part(state="incomplete")):
            asked = Inquiry(Period.year(2024), part, view)
            yield "".join(f":{one}" for one in arguments(asked))


OUTSIDE = [name for name in PEOPLE if name not in DECIDED["sees"]["all"]]


@ON_ONE_DATABASE
@pytest.mark.parametrize("name", OUTSIDE)
async def test_guessed_ids_show_nobody_what_is_not_theirs(at: Door, name: str) -> None:
    who = PEOPLE[name]
    open_to = [action for action, need in decided("buttons").items() if need in DECIDED["may"][name]]
    for action in open_to:
        for guess in (*guesses(), *(inquiries() if action in ("sum", "items") else ())):
            seen = await at.press(who, f"1:{action}{guess}")
            assert not leaks(told(seen, who)), f"{action}{guess}: {seen.calls}"


def leaks(said: str) -> bool:
    """Whether a secret stands there, or a way to an entry that is one."""
    return HIDDEN in said or any(f":open:{THEIRS + number}" in said for number in range(4))


def told(seen: Seen, who: int) -> str:
    """Everything that somebody is told: texts, buttons, files by their names."""
    return str([call.parameters for call in seen.calls if call.chat_id == who])


WORDS = ("", HIDDEN, f"{HIDDEN}某", "他校小学", "2024", "2024 他校小学")


@ON_ONE_DATABASE
@pytest.mark.parametrize("name", OUTSIDE)
async def test_no_command_shows_anybody_what_is_not_theirs(at: Door, name: str) -> None:
    for command in data.commands():
        for words in WORDS:
            text = f"/{command} {words}".strip()
            answers = told(await at.say(PEOPLE[name], text), PEOPLE[name]).replace(words, "")
            assert not leaks(answers), f"{text}: {answers}"


@ON_ONE_DATABASE
@pytest.mark.parametrize("name", PEOPLE)
async def test_in_a_group_a_button_shows_and_does_nothing(at: Door, name: str) -> None:
    for action in ACTIONS:
        seen = await at.press(PEOPLE[name], f"1:{action}:1", group=-100123)
        assert [call.method for call in seen.calls] == ["toast"], f"{action}: {seen.calls}"


async def test_whoever_sees_all_is_shown_it(at: Door) -> None:
    """The other tests would pass if nothing were ever shown."""
    for who in (PEOPLE[name] for name in DECIDED["sees"]["all"]):
        assert HIDDEN in told(await at.press(who, f"1:open:{THEIRS}"), who)
        assert f"{HIDDEN}某" in told(await at.say(who, f"/people {HIDDEN}"), who)
