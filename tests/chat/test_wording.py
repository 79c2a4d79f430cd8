"""What is said, in both languages."""

from __future__ import annotations

import re
import string
import tomllib
from datetime import date
from pathlib import Path

import pytest

from bot.chat import wording
from bot.chat.wording import LANGUAGES, Wording, language_of, texts

WEDNESDAY = date(2024, 6, 26)


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_say_the_same_things() -> None:
    assert texts("zh").keys() == texts("en").keys()


@pytest.mark.parametrize("key", sorted(texts("zh")))
def test_both_languages_have_the_same_gaps_to_fill(key: str) -> None:
    assert braces(texts("zh")[key]) == braces(texts("en")[key])


@pytest.mark.parametrize("key", sorted(texts("en")))
def test_english_is_english_but_for_what_is_to_be_sent_in_chinese(key: str) -> None:
    quoted = re.sub(r"“[^”]*”|e\.g\. 人数改成280|^/?.*今天下午.*$", "", texts("en")[key])
    assert key == "settings.head" or not re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", quoted)


@pytest.mark.parametrize("language", LANGUAGES)
def test_html_of_telegram_is_closed(language: str) -> None:
    for text in texts(language).values():
        for tag in ("b", "i", "code", "blockquote"):
            assert text.count(f"<{tag}>") == text.count(f"</{tag}>")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_said_in_one_file_only(language: str) -> None:
    files = [*Path(wording.__file__).with_name("locales").joinpath(language).iterdir()]
    said = [key for file in files for key, _ in wording.flat(tomllib.loads(file.read_text(encoding="utf-8")))]
    assert len(said) == len(set(said))


def test_values_are_escaped() -> None:
    assert "&lt;b&gt;" in Wording("zh")("stranger.refused", name="<b>")


def test_a_text_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        Wording("zh")("nothing.at_all")
    with pytest.raises(KeyError):
        Wording("zh")("stranger.refused")


@pytest.mark.parametrize(
    ("language", "day", "shown"),
    [
        ("zh", WEDNESDAY, "6月26日 周三(今天)"),
        ("zh", date(2024, 6, 24), "6月24日 周一(前天)"),
        ("zh", date(2024, 6, 27), "6月27日 周四"),
        ("zh", date(2023, 11, 3), "2023年11月3日 周五"),
        ("en", WEDNESDAY, "Wed 26 Jun (today)"),
        ("en", date(2023, 11, 3), "Fri 3 Nov 2023"),
    ],
)
def test_a_day_is_shown_as_people_say_it(language: str, day: date, shown: str) -> None:
    assert Wording(language).date(day, WEDNESDAY) == shown


@pytest.mark.parametrize(
    ("code", "language"), [(None, "zh"), ("zh-hans", "zh"), ("ZH", "zh"), ("en-GB", "en"), ("de", "en")]
)
def test_the_clients_language_chooses_ours(code: str | None, language: str) -> None:
    assert language_of(code) == language
