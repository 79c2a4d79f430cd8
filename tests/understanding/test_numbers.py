"""Numerals and what they are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.text.numbers import find_numbers, parse

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """A number under 10,000 in full Chinese numerals, by the book and not by our grammar."""
    words, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            words += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        elif words and number % scale:
            gap = True
    return words


@given(st.integers(1, 9999))
def test_full_chinese_numerals_are_worth_what_they_say(number: int) -> None:
    assert parse(written(number)) == number


@given(st.integers(1, 10**6))
def test_figures_are_worth_what_they_say(number: int) -> None:
    assert parse(str(number)) == number


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("三百五", 350),
        ("一千二", 1200),
        ("四百一十", 410),
        ("1.2万", 12000),
        ("两千余", 2000),
        ("廿八", 28),
        ("二〇二五", 2025),
    ],
)
def test_short_and_mixed_numerals_are_read(numeral: str, value: int) -> None:
    assert [number.value for number in find_numbers(numeral)] == [value]


@pytest.mark.parametrize("words", ["数百", "大几百", "三四百", "200-300", "两百零几", "hundreds"])
def test_what_names_no_figure_has_no_value(words: str) -> None:
    assert [number.value for number in find_numbers(words)] == [None]


@pytest.mark.parametrize("words", ["近千", "百余", "小三百", "300左右", "两百四十来", "more than 500"])
def test_a_rough_number_is_marked(words: str) -> None:
    assert [number.approximate for number in find_numbers(words)] == [True]
