"""Files for tests of imports, made as Excel makes them, and the roster read back."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from bot.records import Act, Entry
from bot.services.importing import Plan, Source, apply, plan_import, read
from db import models
from db.entries import load
from db.roster import Appointment, Roster, roster
from db.work import Database

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
ACT = Act(None, "import", NOW)
SCHOOLS = ("学校名称", "别名", "学段", "乡镇", "学生数", "示范校级别")
ENTRIES = ("日期", "学校", "人员", "类别", "主题", "场次", "课时", "人数", "件次", "备注")
PEOPLE = ("姓名", "单位", "派出机关", "职务", "任职学校", "聘期开始", "聘期结束", "电话", "Telegram ID")

Rows = Iterable[Sequence[Any]]
DISTRICT: Rows = [["龙洲小学", "龙小、龙洲小", "小学", "龙光桥", 1200, "区"], ["第一中学", "一中", "高中"]]


def workbook(sheets: dict[str, Rows], name: str = "名册.xlsx") -> Source:
    """An .xlsx file with these sheets, row by row."""
    book = Workbook()
    book.remove(book["Sheet"])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return saved(book, name)


def saved(book: Workbook, name: str = "名册.xlsx") -> Source:
    content = io.BytesIO()
    book.save(content)
    return Source(name, content.getvalue())


def roster_file(schools: Rows = (), people: Rows = (), name: str = "名册.xlsx") -> Source:
    """A workbook with both sheets in the documented order of columns."""
    return workbook({"学校": [SCHOOLS, *schools], "人员": [PEOPLE, *people]}, name)


def past_file(*rows: Sequence[Any], name: str = "以往.xlsx") -> Source:
    """A workbook of past entries in the documented order of columns."""
    return workbook({"登记": [ENTRIES, *rows]}, name)


def csv_file(text: str, name: str = "名册.csv", encoding: str = "utf-8") -> Source:
    return Source(name, text.encode(encoding))


async def planned(database: Database, *sources: Source) -> Plan:
    async with database.read() as session:
        return await plan_import(session, read(sources), NOW.date())


async def imported(database: Database, *sources: Source) -> Plan:
    """The plan, applied as far as it has no problem."""
    async with database.write() as session:
        plan = await plan_import(session, read(sources), NOW.date())
        if not plan.problems:
            await apply(session, plan, ACT)
        return plan


async def kept(database: Database) -> Roster:
    async with database.read() as session:
        return await roster(session)


def outcomes(plan: Plan) -> set[str]:
    return {outcome for found in plan.counts().values() for outcome, count in found.items() if count}


def said(plan: Plan) -> list[str]:
    """The problems, as they are shown."""
    return [str(problem) for problem in plan.problems]


def posts(*appointments: Appointment) -> list[Appointment]:
    return [replace(post, id=0) for post in appointments]


async def entries(database: Database) -> list[Entry]:
    """Every entry, in the order kept."""
    async with database.read() as session:
        return await load(session, await session.scalars(select(models.Entry.id).order_by(models.Entry.id)))
