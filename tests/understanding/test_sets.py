"""The labelled messages as a whole: nothing that was read right may be read wrong again."""

from __future__ import annotations

import tomllib

import pytest

from tests.understanding.score import exact, score
from tests.understanding.sets import DEVELOPMENT, EXAMPLES, HERE, labelled

FAILING = tomllib.loads((HERE / "failing.toml").read_text(encoding="utf-8"))


def test_every_example_is_read_as_it_is_labelled() -> None:
    assert [message.id for message in labelled(EXAMPLES) if not exact(message)] == []


@pytest.mark.parametrize("name", DEVELOPMENT)
def test_only_the_pinned_messages_of_an_evaluation_set_are_read_wrong(name: str) -> None:
    wrong = [message.id for message in labelled(DEVELOPMENT[name]) if not exact(message)]
    assert wrong == FAILING[name]


@pytest.mark.parametrize("name", DEVELOPMENT)
def test_an_evaluation_set_meets_the_bar(name: str) -> None:
    counts = score(labelled(DEVELOPMENT[name]))
    assert counts["exact"] >= 0.97 * counts["items"]
    assert counts["intent"] >= 0.98 * counts["messages"]
    assert counts["silent"] <= 0.005 * counts["complete"]
