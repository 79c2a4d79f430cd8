"""What several tests of reports read."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def documented() -> str:
    return (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
