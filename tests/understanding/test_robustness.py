"""Any text is read, whatever it holds, and the work grows no faster than the text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import timeit
from time import process_time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import bot.understanding
from bot.understanding import project
from bot.understanding.text.plain import normalise
from tests.understanding.saying import said
from tests.understanding.sets import DEVELOPMENT, EXAMPLES, messages

LONGEST = 4096
PIECES = [m["text"] for folder in (EXAMPLES, *DEVELOPMENT.values()) for m in messages(folder)]
WORDS = st.sampled_from(
    [*"一二两百千万各共人场次、,。;:()《》“”的了在去\n 1234567890-.~", "一小", "小学", "周一", "今天", "每班"]
)


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    project(said(text))


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_no_mixture_of_our_words_raises(text: str) -> None:
    project(said(text))


@given(st.sampled_from(PIECES), st.sampled_from(PIECES), st.integers(0, 200), st.integers(0, 200))
def test_no_cut_and_pasted_messages_raise(one: str, other: str, cut: int, start: int) -> None:
    project(said(one[:cut] + other[start:]))


def test_a_text_that_is_not_read_to_its_end_says_so() -> None:
    assert said("9/3 一小 200人\n" * 400).cut
    assert not said("9/3 一小 200人\n" * 50).cut


def test_a_text_without_a_pause_is_read_as_far_as_a_message_goes() -> None:
    assert said("昨天在一小讲禁毒两百人" * 300).cut
    assert not said("昨天在一小讲禁毒两百人" * 100).cut


@given(st.text(max_size=100))
def test_the_normalised_text_is_as_long_as_the_original(text: str) -> None:
    assert len(normalise(text)) == len(text)


@given(st.sampled_from(PIECES))
def test_every_finding_lies_within_the_text(text: str) -> None:
    assert all(0 <= one.start <= one.end <= len(text) for one in said(text).found)


def calls(text: str) -> int:
    """How many functions run to read a text: a measure of work that no busy machine disturbs."""
    count = 0
    said(text)  # what is compiled once is no work of this text

    def profile(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(profile)
    try:
        said(text)
    finally:
        sys.setprofile(None)
    return count


PATHOLOGICAL = [
    "1",
    "一",
    "一小",
    "小学",
    "9/3 一小 200人\n",
    "一小、二小,",
    "300、",
    "1,",
    "1-",
    "百千万",
    "哦不 300 ",
    "其中3人(",
    "《",
    "“",
    "各约有",
    "讲防溺水200人,",
    "不是",
    "周一、",
    "a ",
]


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_the_work_grows_no_faster_than_the_text(piece: str) -> None:
    half = (piece * LONGEST)[: LONGEST // 2]
    assert calls(half + half) < 3 * calls(half)


def took(piece: str) -> float:
    """Seconds of a processor that the longest text made of a piece takes."""
    text = (piece * LONGEST)[:LONGEST]
    return min(timeit.repeat(lambda: said(text), timer=process_time, number=1, repeat=3))


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_the_longest_text_takes_no_more_than_a_few_times_what_reports_do(piece: str) -> None:
    """They take up to 20 ms; a search that begins again at each place takes over 100."""
    assert took(piece) < 4 * took("讲防溺水200人,")


@settings(max_examples=60)
@given(st.sampled_from(PIECES), st.sampled_from([" ", ",", "。", "\n"]))
@example("今天东塘小学、塘东小学各讲一场禁毒,分别240、255人", "\n")
@example("约了三中12月4号讲宪法", ",")
@example("昨天三小反诈 6个班每班45 一个班春游没来 就是5个班", ",")
def test_a_message_sent_many_times_over_is_little_work(piece: str, mark: str) -> None:
    """A plain one takes 100,000 calls; a rule that goes through all of it for each clause, half a million."""
    assert calls(((piece + mark) * LONGEST)[:LONGEST]) < 500_000


def unbounded(parsed: Any, inside: bool = False) -> bool:
    """Whether a parsed regular expression repeats without bound within a repeat without bound."""
    for operation, argument in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            _, most, body = argument
            endless = most == PARSER.MAXREPEAT
            if (endless and inside) or unbounded(body, inside or endless):
                return True
        elif name == "BRANCH":
            if any(unbounded(branch, inside) for branch in argument[1]):
                return True
        elif name in ("SUBPATTERN", "ASSERT", "ASSERT_NOT") and unbounded(argument[-1], inside):
            return True
    return False


PARSER: Any = importlib.import_module("re._parser")
MODULES = [
    importlib.import_module(m.name)
    for m in pkgutil.walk_packages(bot.understanding.__path__, "bot.understanding.")
]
PATTERNS = {p.pattern: p for module in MODULES for p in vars(module).values() if isinstance(p, re.Pattern)}


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=lambda pattern: pattern.pattern[:30])
def test_no_regular_expression_repeats_without_bound_inside_such_a_repeat(pattern: re.Pattern[str]) -> None:
    assert not unbounded(PARSER.parse(pattern.pattern, pattern.flags))
