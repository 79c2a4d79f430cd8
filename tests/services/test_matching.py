"""Which item of an edited message is which of its entries (rule 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.records import Entry, School
from bot.services.amending import matched, resemblance

DAY = date(2024, 6, 26)
LONGZHOU, SHITONG = School("龙洲小学", id=1), School("世通学校", id=2)
BULLYING = Entry("lecture", "recorded", DAY, DAY, LONGZHOU, topics=("bullying",), audience=300, id=1)
DRUGS = Entry("lecture", "recorded", DAY, DAY, SHITONG, topics=("drugs",), audience=150, id=2)


def test_the_only_item_is_the_only_entry_however_different() -> None:
    other = Entry("visit", "planned", date(2024, 1, 1), None, SHITONG, topics=("fire",))
    assert matched([BULLYING], [other]) == ([(BULLYING, other)], [])


def test_items_find_their_entries_in_any_order() -> None:
    changed = replace(BULLYING, audience=280)
    assert matched([BULLYING, DRUGS], [DRUGS, changed])[0] == [(DRUGS, DRUGS), (BULLYING, changed)]


def test_an_item_that_resembles_none_is_new() -> None:
    other = Entry(
        "visit", "recorded", date(2024, 5, 1), date(2024, 5, 1), School("银城中学"), topics=("fire",)
    )
    assert matched([BULLYING, DRUGS], [BULLYING, DRUGS, other])[1] == [other]
    assert matched([], [BULLYING]) == ([], [BULLYING])


def test_an_entry_is_matched_once() -> None:
    pairs, new = matched([BULLYING], [BULLYING, replace(BULLYING, audience=100)])
    assert (len(pairs), len(new)) == (1, 1)


def test_another_kind_is_another_thing_unless_nearly_all_else_agrees() -> None:
    assert resemblance(BULLYING, replace(BULLYING, kind="activity")) > 0
    assert resemblance(BULLYING, replace(BULLYING, kind="visit", school=SHITONG, topics=("fire",))) == 0
