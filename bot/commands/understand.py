"""`pufa understand`: the interchange format on one side, the reader on the other. No database."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TextIO
from zoneinfo import ZoneInfo

import click

from bot.records import School
from bot.understanding import Directory, project, read
from bot.understanding import explain as explained


@click.command()
@click.argument("messages", type=click.File(encoding="utf-8"), default="-")
@click.option("--schools", type=click.File(encoding="utf-8"), help="The directory: a JSON list of schools.")
@click.option("--explain", metavar="TEXT", help="Read this one message and show what was found.")
@click.option("--sent-at", metavar="TIME", help="With --explain: when it was sent (ISO 8601). Default: now.")
def understand(messages: TextIO, schools: TextIO | None, explain: str | None, sent_at: str | None) -> None:
    """Read messages, one JSON object a line, and write what each means, one a line, in the same order."""
    zone = ZoneInfo(os.environ.get("PUFA_TIMEZONE", "Asia/Shanghai"))
    directory = Directory(_schools(json.load(schools) if schools else []))
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
        message = json.loads(line)
        moment = datetime.fromisoformat(message["sent_at"])
        known = directory.plus(_schools(message.get("schools", [])))
        return {"id": message["id"], **project(read(message["text"], moment, known, zone))}
    except (ValueError, KeyError, TypeError) as error:
        return {"id": message.get("id") if isinstance(message, dict) else None, "error": str(error)}


def _schools(rows: Iterable[dict[str, Any]]) -> list[School]:
    return [School(row["name"], tuple(row.get("aliases", ())), row.get("kind", "")) for row in rows]
