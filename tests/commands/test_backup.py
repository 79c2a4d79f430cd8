"""`pufa backup` and `pufa restore`: what was there is there again, or nothing is touched."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.services.evidence import FOLDER, Store
from tests.commands.shell import pufa
from tests.conftest import BACKENDS, copied_database, copied_file

EXAMPLE = Path(__file__).parents[2] / "docs" / "roster-example"
FILES = tuple(str(EXAMPLE / name) for name in ("学校.csv", "人员.csv", "登记.csv"))


@pytest.fixture(params=BACKENDS)
def two_databases(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """Two empty databases of one kind."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        folders = tmp_path / "one", tmp_path / "other"
        for folder in folders:
            folder.mkdir()
        first, second = (copied_file(template, folder) for folder in folders)
        return first, second
    server: str = request.getfixturevalue("postgres_server")
    return copied_database(server, "template"), copied_database(server, "template")


def test_what_was_backed_up_is_there_again(two_databases: tuple[str, str], tmp_path: Path) -> None:
    first, second = two_databases
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    sha256 = Store(ours / FOLDER).keep(b"a photo")
    assert pufa("import", *FILES, data_dir=ours, database_url=first).returncode == 0
    made = pufa("backup", data_dir=ours, database_url=first)
    assert (made.returncode, made.stderr) == (0, "")
    taken = pufa("restore", made.stdout.strip(), data_dir=theirs, database_url=second)
    assert (taken.returncode, taken.stderr) == (0, "")
    totals = [
        json.loads(pufa("summary", "2024", "--json", data_dir=ours, database_url=url).stdout)
        for url in two_databases
    ]
    assert totals[0] == totals[1]
    assert totals[0]["kinds"]["lecture"]["entries"]
    found = Store(theirs / FOLDER).found(sha256)
    assert found is not None
    assert found.read_bytes() == b"a photo"


def test_a_database_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    pufa("import", *FILES, data_dir=tmp_path)
    made = pufa("backup", "--out", str(tmp_path / "one.zip"), data_dir=tmp_path)
    assert made.stdout == f"{tmp_path / 'one.zip'}\n"
    again = pufa("restore", str(tmp_path / "one.zip"), data_dir=tmp_path)
    assert (again.returncode, again.stdout) == (1, "")
    assert "The database is not empty" in again.stderr
    assert "PUFA_DATABASE_URL" in again.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file or directory"),
        (b"no zip", "is no backup, or it is damaged"),
    ],
)
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "backup.zip"
    if content is not None:
        file.write_bytes(content)
    answer = pufa("restore", str(file), data_dir=tmp_path / "data")
    assert answer.returncode == 1
    assert said in answer.stderr
    assert str(file) in answer.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("about.json", '{"form": 2}', "made by a newer version"),
        ("about.json", '{"form": 1, "database": "PostgreSQL"}', "is of a PostgreSQL database"),
        ("database", "not SQLite", "can't be copied"),
        (f"{FOLDER}/ab/{'ab' * 32}", "another photo", "is not what it was"),
    ],
)
def test_a_changed_backup_is_refused_and_changes_nothing(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    pufa("import", *FILES, data_dir=tmp_path / "ours")
    made = Path(pufa("backup", data_dir=tmp_path / "ours").stdout.strip())
    changed = tmp_path / "changed.zip"
    with ZipFile(made) as old, ZipFile(changed, "w") as new:
        for one in {*old.namelist(), name}:
            new.writestr(one, content if one == name else old.read(one))
    answer = pufa("restore", str(changed), data_dir=tmp_path / "theirs")
    assert answer.returncode == 1
    assert said in answer.stderr
    assert pufa("restore", str(made), data_dir=tmp_path / "theirs").returncode == 0  # it is still empty


def test_without_postgresqls_programs_their_package_is_named(
    postgres_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.commands.shell.PROGRAMS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    url = copied_database(postgres_server, "template")
    answer = pufa("backup", data_dir=tmp_path, database_url=url)
    assert answer.returncode == 1
    assert "postgresql-client" in answer.stderr
