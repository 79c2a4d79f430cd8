from __future__ import annotations

import re
from pathlib import Path

from bot.practice.methods import METHODS
from bot.practice.tester import ACTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "practice.md").read_text(encoding="utf-8")


def test_the_docs_list_the_methods_there_are() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == set(METHODS)


def test_the_docs_list_what_a_tester_can_do() -> None:
    listed = re.findall(r"^\| `(GET|POST|DELETE) (/\S+)` \|", PAGE, re.MULTILINE)
    assert set(listed) == set(ACTIONS)
