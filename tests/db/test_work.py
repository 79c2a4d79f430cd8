"""The two units of work."""

import asyncio

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from db.models import School
from db.work import Database, unreachable


async def test_what_is_written_is_read(database: Database) -> None:
    async with database.write() as session:
        session.add(School(name="龙洲小学"))
    async with database.read() as session:
        assert await session.scalar(select(School.name)) == "龙洲小学"


async def test_a_failing_unit_leaves_nothing(database: Database) -> None:
    with pytest.raises(LookupError):
        async with database.write() as session:
            session.add(School(name="龙洲小学"))
            await session.flush()
            raise LookupError
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(School)) == 0


async def test_a_reader_may_not_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.read() as session:
            session.add(School(name="龙洲小学"))
            await session.flush()


async def test_a_reader_sees_one_moment(database: Database) -> None:
    async with database.read() as reader:
        before = await reader.scalar(select(func.count()).select_from(School))
        async with database.write() as session:
            session.add(School(name="龙洲小学"))
        assert await reader.scalar(select(func.count()).select_from(School)) == before


async def test_writers_who_read_first_do_not_lose_to_each_other(database: Database) -> None:
    async def add(number: int) -> None:
        async with database.write() as session:
            await session.scalar(select(func.count()).select_from(School))
            session.add(School(name=f"第{number}小学"))

    await asyncio.gather(*(add(number) for number in range(20)))
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(School)) == 20


async def test_a_number_that_no_column_holds_is_no_reason_to_try_again(database: Database) -> None:
    with pytest.raises((DBAPIError, OverflowError)) as refused:
        async with database.write() as session:
            session.add(School(id=2**70, name="龙洲小学"))
    assert not unreachable(refused.value)
