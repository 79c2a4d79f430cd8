"""The labelled messages as a whole: nothing that was read right may be read wrong again."""

from __future__ import annotations

import tomllib

import pytest

from tests.understanding.score import exact, score
from tests.understanding.sets import DEVELOPMENT, EXAMPLES, HERE, Labelled, labelled

FAILING = tomllib.loads((HERE / "failing.toml").read_text(encoding="utf-8"))


def test_every_example_is_read_as_it_is_labelled() -> None:
    assert [message.id for message in labelled(EXAMPLES) if not exact(message)] == []


@pytest.fixture(scope="module", params=DEVELOPMENT)
def a_set(request: pytest.FixtureRequest) -> tuple[str, list[Labelled]]:
    """An evaluation set, read once for all that is asked of it: its name and messages."""
    name: str = request.param
    return name, labelled(DEVELOPMENT[name])


def test_only_the_pinned_messages_of_an_evaluation_set_are_read_wrong(
    a_set: tuple[str, list[Labelled]],
) -> None:
    name, messages = a_set
    assert [message.id for message in messages if not exact(message)] == FAILING[name]


def test_an_evaluation_set_meets_the_bar(a_set: tuple[str, list[Labelled]]) -> None:
    counts = score(a_set[1])
    assert counts["exact"] >= 0.97 * counts["items"]
    assert counts["intent"] >= 0.98 * counts["messages"]
    assert counts["silent"] <= 0.005 * counts["complete"]
