"""`pufa sample` as a person runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOKEN = "123456:an-invented-token"


def pufa(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command to its end with a data folder of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PUFA_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=environment | {"PUFA_DATA_DIR": str(folder), "PYTHONUTF8": "1"} | settings,
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample district in it."""
    path = tmp_path_factory.mktemp("data")
    done = pufa("sample", folder=path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "99 所学校" in done.stdout
    assert "虚构" in done.stdout
    return path


def test_the_summary_adds_up_what_it_wrote(folder: Path) -> None:
    lines = json.loads(pufa("summary", "2024", "--json", folder=folder).stdout)["lines"]
    assert {line["key"]: line["value"] for line in lines}["lectures"] == 642


def test_a_second_time_it_is_refused_in_one_sentence(folder: Path) -> None:
    done = pufa("sample", folder=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: The database is not empty")
    assert done.stderr.count("\n") == 1


def test_run_with_a_token_refuses_it(folder: Path) -> None:
    url = f"sqlite:///{folder / 'practice.db'}"
    done = pufa("run", folder=folder, PUFA_TOKEN=TOKEN, PUFA_DATABASE_URL=url)
    assert (done.returncode, done.stdout) == (1, "")
    assert "holds the sample district" in done.stderr
