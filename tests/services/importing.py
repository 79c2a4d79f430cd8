"""Files for tests of imports, made as Excel makes them, and the roster read back."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from openpyxl import Workbook

from bot.records import Act
from bot.services.importing import Plan, Source, apply, plan_import, read
from db.roster import Roster, roster
from db.work import Database

NOW = datetime(2024, 9, 1, 8, tzinfo=UTC)
ACT = Act(None, "import", NOW)
SCHOOLS = ("学校名称", "别名", "学段", "乡镇", "学生数", "示范校级别")
ENTRIES = ("日期", "学校", "人员", "类别", "主题", "场次", "课时", "人数", "件次", "备注")
PEOPLE = ("姓名", "单位", "派出机关", "职务", "任职学校", "聘期开始", "聘期结束", "电话", "Telegram ID")

Rows = Iterable[Sequence[Any]]


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
    return {change.outcome for change in plan.schools} | {change.outcome for change in plan.people}


def said(plan: Plan) -> list[str]:
    """The problems, as they are shown."""
    return [str(problem) for problem in plan.problems]
