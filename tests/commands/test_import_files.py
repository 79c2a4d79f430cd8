"""`pufa import`, run as a person runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "docs" / "roster-example"
FILES = tuple(str(EXAMPLE / name) for name in ("学校.csv", "人员.csv", "登记.csv"))

NEW = "学校：新增 10，更改 0，不变 0\n人员：新增 8，更改 0，不变 0\n登记：新增 6，更改 0，不变 0\n"


def pufa(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PUFA_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", "import", *arguments],
        env=environment | {"PUFA_DATA_DIR": str(folder), "PYTHONUTF8": "1"},
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def test_the_example_in_the_docs_imports_cleanly_and_only_once(tmp_path: Path) -> None:
    first, second = pufa(tmp_path, *FILES), pufa(tmp_path, *FILES)
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == NEW
    assert (
        second.stdout
        == "学校：新增 0，更改 0，不变 10\n人员：新增 0，更改 0，不变 8\n登记：新增 0，更改 0，不变 6\n"
    )


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    dry, real = pufa(tmp_path, *FILES, "--dry-run"), pufa(tmp_path, *FILES)
    assert (dry.returncode, dry.stdout) == (0, real.stdout)
    assert "什么都没有写入" in dry.stderr


def test_appointments_that_end_are_counted(tmp_path: Path) -> None:
    pufa(tmp_path, *FILES)
    ended = tmp_path / "人员.csv"
    ended.write_text("姓名,职务,聘期结束\n甲示例,管理员,2024-12-31\n", encoding="utf-8")
    assert pufa(tmp_path, str(ended)).stdout.endswith("更改 1，不变 0\n其中到期结束的聘任：1\n")


@pytest.mark.parametrize("name", ["人员.csv", "没有.csv"])
def test_problems_go_to_standard_error_and_fail(tmp_path: Path, name: str) -> None:
    (tmp_path / "人员.csv").write_text("姓名,职务\n张三,校长\n", encoding="utf-8")
    answer = pufa(tmp_path, FILES[0], str(tmp_path / name))
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr.startswith(name)
    assert answer.stderr.endswith("有问题，什么都没有导入。请改好以上 1 处再试。\n")
