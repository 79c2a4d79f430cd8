"""`pufa compile` as another program runs it, on the sample district: both tables of the published year."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from bot import data
from tests.reports.reference import KEPT, LOGGED

FILES = {"summary.json", "report.docx", "totals.xlsx", "chart.png", "evidence.zip", "entries.csv"}


def pufa(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, with the database of this folder."""
    url = f"sqlite:///{folder / 'sample.db'}"
    environment = {**os.environ, "PUFA_DATABASE_URL": url, "PUFA_DATA_DIR": str(folder), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample district lies, and its report of 2024 in `out`."""
    made = tmp_path_factory.mktemp("compiled")
    assert pufa("sample", folder=made).returncode == 0
    done = pufa("compile", "2024", "--out", str(made / "out"), folder=made)
    assert (done.returncode, done.stderr) == (0, "")
    return made


@pytest.fixture(scope="module")
def words(folder: Path) -> str:
    """All that the report says, the tables at the end with a line a row."""
    document = Document(str(folder / "out" / "report.docx"))
    rows = (" ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *rows])


def test_it_writes_every_file(folder: Path) -> None:
    assert {file.name for file in (folder / "out").iterdir()} == FILES
    assert (folder / "out" / "chart.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("key", "figure"), (LOGGED | KEPT).items())
def test_the_report_has_every_figure_of_the_published_year_with_its_unit(
    key: str, figure: str, words: str, folder: Path
) -> None:
    stated = json.loads((folder / "out" / "summary.json").read_text(encoding="utf-8"))["stated"]
    (line,) = (one for one in stated if one["key"] == key)
    more = "余" if line["approximate"] else ""
    assert f"{line['value']:g}{more}{line['unit']}" == figure
    named = {row["key"]: row["text"] for row in phrases()}
    assert named.get(key, figure).format(figure) in words


def phrases() -> Iterator[dict[str, str]]:
    """Words of the report around each placeholder, so that a figure is looked for in its own place."""
    for row in data.load("report")["body"]:
        pieces = row["text"].replace("{{ ", "\0").replace(" }}", "\0").split("\0")
        for before, key, after in zip(pieces[::2], pieces[1::2], pieces[2::2], strict=False):
            around = [before.rpartition("%}")[2][-6:], after.partition("{%")[0][:2]]
            yield {"key": key, "text": "{}".join(around)}


@pytest.mark.parametrize("key", KEPT)
def test_an_annex_lists_every_yearly_figure(key: str, words: str) -> None:
    row = data.figures()[key]
    number = KEPT[key].removesuffix(row.unit)
    assert f"{row.name} {number} {row.unit}" in words


def test_nothing_is_left_to_fill_in(words: str) -> None:
    assert "【待填】" not in words
    assert "{{" not in words


def test_the_workbook_adds_up_to_the_report(folder: Path) -> None:
    book = load_workbook(folder / "out" / "totals.xlsx")
    heads, *rows = book["登记明细"].iter_rows(values_only=True)
    entries = [dict(zip(heads, row, strict=True)) for row in rows]
    lectures = [
        int(str(one["数量"]))
        for one in entries
        if one["状态"] == "已登记"
        and one["类别"] in ("法治讲座", "主题活动")
        and one["身份"] in ("法治副校长", "法治辅导员")
    ]
    assert sum(lectures) == 642
    assert all(one["原话"] for one in entries)


def test_the_evidence_has_a_folder_for_each_entry_that_counts(folder: Path) -> None:
    with ZipFile(folder / "out" / "evidence.zip") as pack:
        assert pack.testzip() is None
        index = list(csv.DictReader(TextIOWrapper(pack.open("目录.csv"), encoding="utf-8-sig")))
        said = {name for name in pack.namelist() if name.endswith("原话.txt")}
    assert {f"{row['文件夹']}/原话.txt" for row in index} == said
    assert len(index) > 700


def test_as_of_a_day_it_shows_the_record_of_that_day(folder: Path) -> None:
    done = pufa("compile", "2024", "--as-of", "2024-06-30", "--out", str(folder / "june"), folder=folder)
    assert (done.returncode, done.stderr) == (0, "")
    summary = json.loads((folder / "june" / "summary.json").read_text(encoding="utf-8"))
    assert summary["as_of"] == "2024-06-30"
    assert max(row["month"] for row in summary["months"]) == "2024-06"
    words = "\n".join(one.text for one in Document(str(folder / "june" / "report.docx")).paragraphs)
    assert "2024年6月30日" in words
    assert "集体学法【待填】" in words


@pytest.mark.parametrize(
    "asked", [("1",), ("2024", "--as-of", "0001-01-01"), ("2024", "--as-of", "9999-12-31"), ("9999",)]
)
def test_the_first_and_last_years_there_are_can_be_asked_for(asked: tuple[str, ...], folder: Path) -> None:
    done = pufa("compile", *asked, "--out", str(folder / "edge"), folder=folder)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_year_before_without_any_record_is_no_zero(folder: Path) -> None:
    rows = load_workbook(folder / "out" / "totals.xlsx")["总览"].iter_rows(values_only=True, min_row=2)
    assert {row[4] for row in rows} == {None}


def test_evidence_that_is_gone_from_the_disk_is_told(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "sample.db")) as opened, opened:
        sent = ("f", "u", "照片.jpg", "image/jpeg", "ab" * 32, "kept", "2024-06-26 00:00:00.000000")
        columns = "file_id, unique_id, name, mime, sha256, state, at"
        recorded = "SELECT id FROM entries WHERE state = 'recorded' AND month = 202406 LIMIT 1"
        opened.execute(
            f"INSERT INTO evidence (entry_id, {columns}) VALUES (({recorded}), ?, ?, ?, ?, ?, ?, ?)", sent
        )
    done = pufa("export", "2024", "--out", str(folder / "gone"), folder=folder)
    assert done.returncode == 0
    assert "missing from the data folder: 1." in done.stderr
    assert "ab" * 32 in done.stderr
    assert "照片" not in done.stderr
    with ZipFile(folder / "gone" / "evidence.zip") as pack:
        index = csv.DictReader(TextIOWrapper(pack.open("目录.csv"), encoding="utf-8-sig"))
        assert [row["缺失的文件"] for row in index if row["缺失的文件"]] == ["照片.jpg"]


def test_what_is_wrong_is_said_in_a_sentence(folder: Path) -> None:
    wrong = ("compile", "2024", "--from", "2024-06-30", "--to", "2024-06-01", "--out", str(folder / "x"))
    done = pufa(*wrong, folder=folder)
    assert done.returncode != 0
    assert "cannot end" in done.stderr
    assert "Traceback" not in done.stderr
