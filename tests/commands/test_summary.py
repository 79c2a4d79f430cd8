"""`pufa summary` as another program runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from db.work import Database
from tests.district import add, entry


def pufa(*arguments: str, url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command to its end with a database of its own."""
    return subprocess.run(
        [sys.executable, "-m", "bot", "summary", *arguments],
        env={**os.environ, "PUFA_DATABASE_URL": url, "PUFA_DATA_DIR": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
async def filled(database: Database, database_url: str) -> str:
    """The URL of a database with a lecture in June and one in July 2024."""
    async with database.write() as session:
        await add(
            session,
            entry("lecture", held_on=date(2024, 6, 26), audience=300),
            entry("lecture", held_on=date(2024, 7, 1), audience=200),
        )
    return database_url


async def test_it_writes_the_totals_as_json_and_nothing_else(filled: str, tmp_path: Path) -> None:
    done = pufa("2024", "--json", url=filled, folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["kinds"]["lecture"]["audience"] == 500


async def test_a_range_replaces_the_year(filled: str, tmp_path: Path) -> None:
    done = pufa("2024", "--from", "2024-06-01", "--to", "2024-06-30", "--json", url=filled, folder=tmp_path)
    answer = json.loads(done.stdout)
    assert (answer["from"], answer["to"]) == ("2024-06-01", "2024-06-30")
    assert answer["kinds"]["lecture"]["audience"] == 300


async def test_without_json_it_writes_a_table(filled: str, tmp_path: Path) -> None:
    done = pufa("2024", url=filled, folder=tmp_path)
    assert done.returncode == 0
    assert "500 人次" in done.stdout


def test_an_empty_folder_gets_a_database_first(tmp_path: Path) -> None:
    file = tmp_path / "new" / "pufa.db"
    done = pufa("2024", "--json", url=f"sqlite:///{file}", folder=tmp_path)
    assert done.returncode == 0
    assert file.exists()
    assert json.loads(done.stdout)["kinds"] == {}


@pytest.mark.parametrize(
    ("arguments", "url", "said"),
    [
        (
            ["2024", "--from", "2024-06-30", "--to", "2024-06-01"],
            "sqlite:///{}/a.db",
            "cannot end (2024-06-01)",
        ),
        (["2024", "--from", "yesterday"], "sqlite:///{}/a.db", "'yesterday'"),
        (["MMXXIV"], "sqlite:///{}/a.db", "'MMXXIV'"),
        (["2024"], "mysql://localhost/pufa", "PUFA_DATABASE_URL is wrong"),
        (["2024"], "postgresql://127.0.0.1:1/pufa", "does not answer"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    arguments: list[str], url: str, said: str, tmp_path: Path
) -> None:
    done = pufa(*arguments, url=url.format(tmp_path), folder=tmp_path)
    assert done.returncode != 0
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr
