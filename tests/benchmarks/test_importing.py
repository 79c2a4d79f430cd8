"""A district and its past entries come in while somebody waits: 5 seconds, start-up included."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

from pytest_benchmark.fixture import BenchmarkFixture

from tests.commands.test_import_files import pufa
from tests.services.importing import ENTRIES, PEOPLE, SCHOOLS, Rows, workbook

SECONDS = 5.0
KINDS = ("法治讲座", "主题活动", "法律咨询", "讲座")


def test_a_district_of_99_schools_with_700_past_entries_comes_in_within_5_seconds(
    tmp_path: Path, benchmark: BenchmarkFixture
) -> None:
    schools: Rows = [[f"第{n}小学", f"{n}小", "小学", "龙光桥", 900 + n, "区"] for n in range(1, 100)]
    people: Rows = [
        [
            f"张{n}",
            f"单位{n % 7}",
            "公安",
            "法治副校长",
            f"{n % 99 + 1}小",
            "2023-09-01",
            "2027-08-31",
            138,
            n,
        ]
        for n in range(1, 235)
    ]
    entries: Rows = [
        [
            date(2024, 1, 1) + timedelta(n % 200),
            f"{n % 99 + 1}小",
            f"张{n % 234 + 1}",
            KINDS[n % 4],
            "禁毒",
            1,
            2,
            300,
        ]
        for n in range(700)
    ]
    sheets: dict[str, Rows] = {
        "学校": [SCHOOLS, *schools],
        "人员": [PEOPLE, *people],
        "登记": [ENTRIES, *entries],
    }
    source = workbook(sheets)
    file = tmp_path / source.name
    file.write_bytes(source.content or b"")
    answer = benchmark(lambda: pufa(Path(mkdtemp(dir=tmp_path)), str(file)))
    assert answer.stdout.endswith("人员：新增 234，更改 0，不变 0\n登记：新增 700，更改 0，不变 0\n")
    assert benchmark.stats is not None
    assert benchmark.stats.stats.median < SECONDS
