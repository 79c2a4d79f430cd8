"""Making the reports and other papers that were asked for, each in a process of its own, and delivering them.

Nothing is claimed: after a stop a paper is made anew, and of two processes that make one the first delivers.
"""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from sqlalchemy.ext.asyncio import AsyncSession

from bot.chat import papers
from bot.chat.inquiries import inquiry
from bot.chat.papers import Done
from bot.chat.wording import Wording
from bot.records import Account
from bot.reports import report
from bot.reports.template_problems import Problem, TemplateProblemError
from bot.services import compilations as snapshots
from bot.services import evidence, figures
from bot.services.access import Access, Need
from bot.services.apart import apart
from bot.services.compiling import PAPERS, SUMMARY, Order
from db import compilations, inbox, people, templates
from db.compilations import REPORT, Asked, Snapshot, Statement
from db.inbox import Call
from jobs.office import Office

log = logging.getLogger(__name__)

ATTEMPTS = 3
OUTBOX = "outbox"
"""Within the data folder: what was made, until it is surely delivered."""
PRINTING = ("bot.services.printing", "print_apart")
NEEDS: dict[str, Need] = {"chart": "member"}
"""Who may have a paper; any other is for officers."""


async def run(office: Office) -> None:
    """Make what was asked for and is not made, oldest first."""
    async with office.database.read() as session:
        waiting = await compilations.waiting(session)
    for asked in waiting:
        if office.leaving.is_set():
            return
        await _make(office, asked)


async def _make(office: Office, asked: Asked) -> None:
    order = await _order(office, asked)
    if order is None:
        return
    problem = await _template_problem(office) if asked.paper == REPORT else None
    if problem:
        await _stumble(office, asked, problem)
    else:
        await _print(office, asked, order)
    office.sender.kick(asked.chat_id)


async def _print(office: Office, asked: Asked, order: Order) -> None:
    folder = await asyncio.to_thread(_new_folder, office.folder / OUTBOX)
    store = office.folder / evidence.FOLDER
    arguments = (folder, office.database.plain_url, order, PAPERS[asked.paper], store)
    if await apart(*PRINTING, *arguments, leaving=office.leaving):
        await _deliver(office, asked, order, folder)
    elif not office.leaving.is_set():
        await _stumble(office, asked)


async def _order(office: Office, asked: Asked) -> Order | None:
    """What is to be made, of what whoever asked may see; None if they may not have it any more."""
    async with office.database.write() as session:
        account = await _entitled(session, office, asked)
        if account is None:
            await compilations.stumble(session, asked.id, most=1)
            return None
    order = Order(asked.period, office.clock.now(), office.clock.zone, asked.as_of)
    if asked.of is None:
        return order
    wanted, access = inquiry(asked.of["inquiry"]), Access(account, office.clock.today())
    return replace(order, scope=access.scope, part=wanted.part, about=asked.of["about"])


async def _entitled(session: AsyncSession, office: Office, asked: Asked) -> Account | None:
    """Whoever asked, if they still may have it."""
    account = await people.account(session, asked.chat_id)
    may = account and Access(account, office.clock.today()).may(NEEDS.get(asked.paper, "admit"))
    return account if may else None


async def _template_problem(office: Office) -> Problem | None:
    """What is wrong with the bureau's own template. It was right when it came; a placeholder may be gone."""
    async with office.database.read() as session:
        own = await templates.in_force(session)
    try:
        if own:
            await asyncio.to_thread(report.tried, own[1])
    except TemplateProblemError as error:
        return error.problem
    return None


def _new_folder(outbox: Path) -> Path:
    """A folder of its own for each attempt; jobs/retention.py takes it away."""
    outbox.mkdir(parents=True, exist_ok=True)
    return Path(mkdtemp(dir=outbox))


async def _deliver(office: Office, asked: Asked, order: Order, folder: Path) -> None:
    """Keep what a report says, and owe the files to whoever asked and still may."""
    async with office.database.write() as session:
        account = await _entitled(session, office, asked)
        if account is None:
            await compilations.stumble(session, asked.id, most=1)
            return
        lines = await asyncio.to_thread(_stated, folder) if asked.paper == REPORT else []
        if not await compilations.made(session, asked.id, order.seen_at, lines):
            return
        t, calls = Wording(account.language), []
        if asked.paper == REPORT:
            calls.append(await _letter(session, t, asked, order, lines))
        show = papers.picture if asked.paper == "chart" else papers.files
        await inbox.owe(session, asked.inbox_id, [*calls, *show(t, asked.chat_id, order, folder)])


def _stated(folder: Path) -> list[Statement]:
    summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
    return [Statement(**row) for row in summary["snapshot"]]


async def _letter(
    session: AsyncSession, t: Wording, asked: Asked, order: Order, lines: list[Statement]
) -> Call:
    """What is said of a report: what it lacks, and what has changed since the one before."""
    made = Snapshot(asked.id, asked.period, order.seen_at, tuple(lines))
    since = await snapshots.compared(session, made, looks_back=order.looks_back)
    known = await figures.of_period(session, asked.period, order.seen_at if order.as_of else None)
    return papers.letter(t, asked.chat_id, Done(order, known, since))


async def _stumble(office: Office, asked: Asked, problem: Problem | None = None) -> None:
    """Count the failed attempt; after the last, or where the template can't be used, say so."""
    async with office.database.write() as session:
        given_up = await compilations.stumble(session, asked.id, 1 if problem else ATTEMPTS)
        log.error("The %s %s could not be made%s", asked.paper, asked.id, ", given up" if given_up else "")
        account = await people.account(session, asked.chat_id)
        if given_up and account is not None:
            call = papers.failed(Wording(account.language), asked.chat_id, asked.period, problem)
            await inbox.owe(session, asked.inbox_id, [call])
