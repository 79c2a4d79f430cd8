"""`pufa understand`: the interchange format on one side, the reader on the other. No database."""

from __future__ import annotations

import gc
import json
import os
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

import click

from bot.records import School
from bot.understanding import Directory, project, read
from bot.understanding import explain as explained

_YEARS = 1970, 2200
"""Within these a message was sent."""


@click.command()
@click.argument("messages", type=click.File(encoding="utf-8"), default="-")
@click.option("--schools", type=click.File(encoding="utf-8"), help="The directory: a JSON list of schools.")
@click.option("--explain", metavar="TEXT", help="Read this one message and show what was found.")
@click.option("--sent-at", metavar="TIME", help="With --explain: when it was sent (ISO 8601). Default: now.")
def understand(messages: TextIO, schools: TextIO | None, explain: str | None, sent_at: str | None) -> None:
    """Read messages, one JSON object a line, and write what each means, one a line, in the same order."""
    zone = ZoneInfo(os.environ.get("PUFA_TIMEZONE", "Asia/Shanghai"))
    directory = Directory(_schools(json.load(schools) if schools else []))
    gc.freeze()  # what is loaded stays: to look it all over would take 45 ms in the middle of a message
    if explain is not None:
        moment = datetime.fromisoformat(sent_at) if sent_at else datetime.now(zone)
        click.echo(explained(explain, read(explain, moment, directory, zone)))
    elif not _stream(messages, directory, zone):
        raise SystemExit(1)


def _stream(messages: TextIO, directory: Directory, zone: ZoneInfo) -> bool:
    """Answers every line at once; False if one was not valid."""
    valid = True
    for line in messages:
        answer = _answer(line, directory, zone)
        valid = valid and "error" not in answer
        click.echo(json.dumps(answer, ensure_ascii=False))
    return valid


def _answer(line: str, directory: Directory, zone: ZoneInfo) -> dict[str, Any]:
    message: Any = None
    try:
        message = _object(line)
        known = directory.plus(_schools(message.get("schools") or []))
        reading = read(_string(message, "text"), _moment(message), known, zone)
        return {"id": message.get("id"), **project(reading)}
    except InvalidLineError as error:
        return {"id": message.get("id") if isinstance(message, dict) else None, "error": str(error)}


class InvalidLineError(Exception):
    """A line that is not as the format wants it; says in a plain sentence which field is wrong."""


def _object(line: str) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidLineError("The line is not valid JSON.") from error
    if not isinstance(message, dict):
        raise InvalidLineError("The line is not a JSON object.")
    return message


def _string(message: dict[str, Any], field: str) -> str:
    value = message.get(field)
    if not isinstance(value, str):
        raise InvalidLineError(f"The field {field} is {'not a string' if field in message else 'missing'}.")
    return value


def _moment(message: dict[str, Any]) -> datetime:
    """The moment of sending, aware: without its offset nobody could tell the day."""
    try:
        moment = datetime.fromisoformat(_string(message, "sent_at"))
    except ValueError as error:
        raise InvalidLineError("The field sent_at is no ISO 8601 date and time.") from error
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise InvalidLineError("The field sent_at has a year in which nobody sent messages.")
    if moment.utcoffset() is None:
        raise InvalidLineError("The field sent_at has no offset from UTC, such as +08:00.")
    return moment


def _schools(rows: Any) -> list[School]:
    try:
        schools = [
            School(row["name"], tuple(row.get("aliases") or ()), row.get("kind") or "") for row in rows
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise InvalidLineError("The field schools is no list of schools, each with a name.") from error
    if not all(isinstance(word, str) for one in schools for word in (one.name, *one.aliases)):
        raise InvalidLineError("The field schools has a name or an alias that is not a string.")
    return schools
