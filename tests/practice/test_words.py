from __future__ import annotations

import json
import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "bot" / "practice" / "page"
WORDS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (PAGE / "words").glob("*.json")}
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.js"))


def test_both_languages_say_the_same_things() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()


def test_every_wording_is_there_and_is_used() -> None:
    asked = {key for call in re.findall(r"\bt\(([^()]*)", SCRIPTS) for key in re.findall(r'"(\w+)"', call)}
    assert asked == WORDS["zh"].keys()


def test_the_same_values_are_filled_into_both_languages() -> None:
    holes = {
        language: {key: set(re.findall(r"\{(\w+)\}", text)) for key, text in words.items()}
        for language, words in WORDS.items()
    }
    assert holes["zh"] == holes["en"]


def test_the_page_asks_nothing_of_the_web() -> None:
    files = [path for path in PAGE.rglob("*") if path.suffix in {".js", ".css", ".html", ".svg"}]
    addresses = {url for path in files for url in re.findall(r"https?://[^\s\"'`]+", path.read_text("utf-8"))}
    assert {url for url in addresses if not url.startswith(("http://www.w3.org/", "https://t.me/"))} == set()
