"""Inquiries fit into a button and come out of it as they went in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import data
from bot.chat.buttons import MOST_BYTES, button
from bot.chat.inquiries import MISSING, STATES, arguments, code, inquiry
from bot.records import NONE, Part, Period
from bot.services.inquiries import VIEWS, Inquiry

IDS = st.none() | st.integers(0, 10**5)
PARTS = st.builds(
    Part,
    kinds=st.lists(st.sampled_from([*data.kinds()]), max_size=1).map(tuple),
    positions=st.just(()),
    month=st.none() | st.dates(date(1990, 1, 1)).map("{:%Y-%m}".format),
    school_id=IDS,
    person_id=IDS,
    topic=st.none() | st.sampled_from([*data.topics(), NONE]),
    campaign_id=IDS,
    missing=st.none() | st.sampled_from(MISSING),
    state=st.sampled_from(STATES),
)
DAYS = st.dates(max_value=date(4000, 1, 1))
PERIODS = st.tuples(DAYS, DAYS).map(lambda days: Period(*sorted(days)))
INQUIRIES = st.builds(Inquiry, PERIODS, PARTS, st.sampled_from(VIEWS), st.integers(0, 99))


@given(INQUIRIES)
def test_a_button_carries_an_inquiry_with_every_filter(wanted: Inquiry) -> None:
    press = button("", "items", *arguments(wanted)).press
    assert len(press.data.encode()) <= MOST_BYTES
    assert inquiry(press.arguments) == wanted


def test_the_positions_and_kinds_of_every_report_line_fit() -> None:
    for row in data.report_lines().values():
        wanted = Inquiry(Period.year(2024), Part(kinds=row.kinds, positions=row.positions))
        assert inquiry(button("", "items", *arguments(wanted)).press.arguments) == wanted


def test_everything_that_a_question_can_name_fits() -> None:
    named = Part(
        kinds=("lecture",),
        positions=("bureau_adviser", "school_adviser"),
        school_id=10**5,
        person_id=10**5,
        topic="drugs",
        campaign_id=999,
    )
    for part in (replace(named, missing="audience"), replace(named, state="incomplete")):
        wanted = Inquiry(Period.year(2024), part)
        assert inquiry(button("", "items", *arguments(wanted)).press.arguments) == wanted


@pytest.mark.parametrize(
    "keys", [data.kinds, data.positions, lambda: (*data.topics(), NONE), lambda: VIEWS, lambda: STATES]
)
def test_the_codes_of_one_registry_differ(keys: Callable[[], Iterable[str]]) -> None:
    codes = [code(key) for key in keys()]
    assert len(set(codes)) == len(codes)


@given(st.lists(st.text("0123456789abcz.kpmshtcx-_", max_size=12), max_size=5))
def test_anything_else_is_refused(said: list[str]) -> None:
    try:
        found = inquiry(said)
    except (LookupError, ValueError):
        return
    assert isinstance(found, Inquiry)
