"""`pufa import`: the roster and past entries from Excel or CSV files."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import click

from bot.commands import configuration, database
from bot.records import Act, Clock
from bot.services.importing import Plan, Source, apply, forms, plan_import, read, sentences
from bot.settings import Settings


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
def import_files(files: Sequence[Path], dry_run: bool) -> None:
    """Take in schools (学校), people (人员) and past entries (登记) from .xlsx or CSV: all or nothing."""
    settings = configuration.settings()
    clock = Clock(settings.timezone)
    plan = asyncio.run(_import([_source(path) for path in files], settings, clock, dry_run))
    said = sentences()["summary"]
    for remark in [*plan.problems, *plan.notes]:
        click.echo(str(remark), err=True)
    if plan.problems:
        click.echo(said["nothing_written"].format(problems=len(plan.problems)), err=True)
        raise SystemExit(1)
    for form in forms():
        if any(plan.counts()[form.key].values()):
            click.echo(said["counts"].format(sheet=form.names[0], **plan.counts()[form.key]))
    if ended := plan.ended(clock.today()):
        click.echo(said["ended"].format(ended=len(ended)))
    if dry_run:
        click.echo(said["dry_run"], err=True)


def _source(path: Path) -> Source:
    try:
        return Source(path.name, path.read_bytes())
    except OSError:
        return Source(path.name, None)


async def _import(sources: Sequence[Source], settings: Settings, clock: Clock, dry_run: bool) -> Plan:
    reading = read(sources)
    async with database.opened(settings) as opened:
        if dry_run:
            async with opened.read() as session:
                return await plan_import(session, reading, clock.today())
        async with opened.write() as session:
            plan = await plan_import(session, reading, clock.today())
            if not plan.problems:
                await apply(session, plan, Act(None, "import", clock.now()))
            return plan
