"""The declarative base and the column types that all models share."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar, cast

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    CursorResult,
    DateTime,
    Dialect,
    Executable,
    ForeignKey,
    Insert,
    Integer,
    MetaData,
    Select,
    TypeDecorator,
    literal,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, mapped_column
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware going in, aware and in UTC coming out, stored in UTC on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone: {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Constraints get predictable names, so that a migration can name them on either database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime()}


class MonthOf(FunctionElement[int]):
    """The month of a day, as 202406, so written that either database may keep it in a column."""

    inherit_cache = True
    type = Integer()


@compiles(MonthOf)
def _month_on_sqlite(element: MonthOf, compiler: SQLCompiler, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    return f"CAST(substr({day}, 1, 4) || substr({day}, 6, 2) AS INTEGER)"


@compiles(MonthOf, "postgresql")  # in the words in which it is read back, so that the two can be compared
def _month_on_postgresql(element: MonthOf, compiler: SQLCompiler, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    return f"((EXTRACT(year FROM {day}) * (100)::numeric) + EXTRACT(month FROM {day}))::integer"


class _Listed(FunctionElement[int]):
    inherit_cache = True


@compiles(_Listed, "sqlite")
def _listed_on_sqlite(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **options)}))"


@compiles(_Listed, "postgresql")
def _listed_on_postgresql(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    listed = compiler.process(element.clauses, **options)
    return f"(SELECT value::integer FROM json_array_elements_text(CAST({listed} AS json)))"


def among(column: InstrumentedAttribute[int], ids: Sequence[int]) -> ColumnElement[bool]:
    """That a column is one of many ids: sent as one list, as a parameter for each costs more than its row."""
    return column.bool_op("IN")(_Listed(literal(json.dumps(list(ids)))))


class _OneByOne(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()


@compiles(_OneByOne, "sqlite")  # goes that way by itself
def _one_by_one_on_sqlite(element: _OneByOne, compiler: SQLCompiler, **options: Any) -> str:
    return "true"


@compiles(_OneByOne, "postgresql")
def _one_by_one_on_postgresql(element: _OneByOne, compiler: SQLCompiler, **options: Any) -> str:
    column, ids = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} = ANY (ARRAY{ids})"


def one_by_one(column: ColumnElement[int], ids: Select[int]) -> ColumnElement[bool]:
    """For a join with what `ids` finds: rows are looked up for each; PostgreSQL would read all there are."""
    return _OneByOne(column, ids.correlate(None).scalar_subquery())


def owned_by(table: str) -> Any:
    """A foreign key whose rows go when the row of `table` goes."""
    return mapped_column(ForeignKey(f"{table}.id", ondelete="CASCADE"), index=True)


Id = Annotated[int, mapped_column(primary_key=True)]
TelegramId = Annotated[int, mapped_column(BigInteger)]


def upsert(session: AsyncSession, model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that may say what becomes of rows whose key is there already."""
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(model) if on_sqlite else postgresql.insert(model)


def insert_new(session: AsyncSession, model: type[Base]) -> Insert:
    """An INSERT that passes over rows whose key is there already."""
    return upsert(session, model).on_conflict_do_nothing()


async def analyze(session: AsyncSession, *models: type[Base]) -> None:
    """Have PostgreSQL count tables that many rows came into at once; by itself it does within a minute.

    Until then totals by person of 20,000 new entries took 3.6 s, and minutes of 100,000. SQLite plans well
    without.
    """
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(text("ANALYZE " + ", ".join(model.__tablename__ for model in models)))


async def rows_changed(session: AsyncSession, statement: Executable) -> int:
    """How many rows an UPDATE or DELETE found."""
    return cast("CursorResult[Any]", await session.execute(statement)).rowcount
