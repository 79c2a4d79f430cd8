"""The migrations: each can be walked back and taken again, and what is kept stays."""

from alembic import command
from sqlalchemy import Connection, select

from db.migrate import configuration
from db.models import Appointment, Person, School
from db.work import Database
from tests.district import appoint, people, schools


def walk(connection: Connection) -> None:
    """To where the roster's first tables are, and up again."""
    command.downgrade(configuration(connection), "0001")
    command.upgrade(configuration(connection), "head")


async def test_going_back_and_forth_keeps_the_roster(database: Database) -> None:
    async with database.write() as session:
        await schools(session, 3)
        await people(session, 2)
        await appoint(session, 1, "vice_principal", 1)
    async with database.writer.begin() as connection:
        await connection.run_sync(walk)
    async with database.read() as session:
        assert list(await session.scalars(select(Person.name).order_by(Person.id))) == ["王1", "王2"]
        assert len(list(await session.scalars(select(School)))) == 3
        assert len(list(await session.scalars(select(Appointment)))) == 1
