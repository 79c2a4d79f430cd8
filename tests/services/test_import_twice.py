"""Whatever is imported, importing it again changes nothing."""

import asyncio
import shutil
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from bot import data
from db.work import Database
from tests.services.importing import Rows, entries, imported, kept, outcomes, past_file, roster_file

SCHOOL_NAMES = st.sampled_from(["一小", "二小", "三 小", "Ｓchool"])
DAYS = st.none() | st.sampled_from([date(year, 9, 1) for year in range(2021, 2026)])
SCHOOL = st.tuples(
    SCHOOL_NAMES,
    st.none() | st.sampled_from(["甲", "乙、丙", "丁"]),
    st.sampled_from(["小学", None]),
    st.none(),
    st.none() | st.integers(0, 3000),
    st.sampled_from([None, "区级", "省"]),
)
PERSON = st.tuples(
    st.sampled_from(["张三", "张 三", "李四", "王五"]),
    st.sampled_from([None, "区法院", "区检察院", "QU法院"]),
    st.none() | st.sampled_from(["法院", "公安"]),
    st.sampled_from([name for role in data.roles().values() for name in (role.zh, *role.also)]),
    st.sampled_from(["教育局", "一小", "一小、二小", "教育局、三小"]),
    DAYS,
    DAYS,
    st.none(),
    st.none() | st.integers(1, 4),
)
AMOUNT = st.none() | st.sampled_from([1, "２", "约300人", 0])
PAST = st.tuples(
    st.sampled_from([date(2024, 3, 1), "2024.3.1", "2024年3月2日", 45353]),
    st.none() | st.sampled_from(["一小", "二小", "三小", "教育局"]),
    st.none() | st.sampled_from(["张三", "李四", "张三、李四", "李 四"]),
    st.sampled_from(["法治讲座", "讲座", "法律咨询", "基地参观"]),
    st.none() | st.sampled_from(["禁毒", "防校园欺凌、禁毒", "爱鸟"]),
    AMOUNT,
    st.none() | st.sampled_from([1, "1.5课时"]),
    AMOUNT,
    AMOUNT,
    st.none() | st.just("备注"),
)
ROSTERS = st.tuples(
    st.lists(SCHOOL, max_size=4, unique_by=lambda row: row[0]), st.lists(PERSON, min_size=1, max_size=5)
)
DISTRICT = [["一小"], ["二小"], ["三小"]]


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """Its file is another one for every example; what SQLAlchemy has compiled for it stays."""
    return Database(f"sqlite:///{tmp_path / 'pufa.db'}")


@given(earlier=ROSTERS, roster=ROSTERS)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_valid_roster_changes_nothing_the_second_time(
    database: Database, sqlite_template: Path, earlier: tuple[Rows, Rows], roster: tuple[Rows, Rows]
) -> None:
    shutil.copy(sqlite_template, str(database.url.database))
    asyncio.run(twice(database, earlier, roster))


async def twice(database: Database, earlier: tuple[Rows, Rows], roster: tuple[Rows, Rows]) -> None:
    try:
        await imported(database, roster_file(DISTRICT))
        await imported(database, roster_file(*earlier))
        first = await imported(database, roster_file(*roster))
        event("valid" if not first.problems else "refused")
        if first.problems:
            return
        before = await kept(database)
        second = await imported(database, roster_file(*roster))
        assert not second.problems
        assert outcomes(second) == {"unchanged"}
        assert await kept(database) == before
    finally:
        await database.close()


@given(rows=st.lists(PAST, min_size=1, max_size=8), again=st.randoms(use_true_random=False))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_past_entries_change_nothing_in_any_order_the_second_time(
    database: Database, sqlite_template: Path, rows: list[tuple[Any, ...]], again: Random
) -> None:
    shutil.copy(sqlite_template, str(database.url.database))
    shuffled = again.sample(rows, len(rows))
    asyncio.run(past_twice(database, rows, shuffled))


async def past_twice(database: Database, rows: Rows, shuffled: Rows) -> None:
    people = [["张三", None, None, "法治副校长", "一小"], ["李四", None, None, "法律顾问", "教育局"]]
    try:
        await imported(database, roster_file(DISTRICT, people))
        first = await imported(database, past_file(*rows))
        assert not first.problems
        before = await entries(database)
        assert len(before) == len(list(rows))
        second = await imported(database, past_file(*shuffled))
        assert (second.problems, outcomes(second)) == ([], {"unchanged"})
        assert await entries(database) == before
    finally:
        await database.close()
