"""How long one message takes to read, with a small and a large directory of schools."""

from __future__ import annotations

import itertools
import random
from datetime import datetime
from typing import Any

import pytest

from bot.records import School
from bot.understanding import Directory, read
from tests.understanding.sets import EXAMPLES, ZONE, messages

CHARACTERS = "东西南北中山水金木土龙凤桃李花湖江河石桥岭坪洲塘湾坝港城新"


def directory(number: int) -> Directory:
    """A district of `number` schools with made-up names of three characters."""
    chance = random.Random(1)  # the same names every time
    stems = ["".join(stem) for stem in itertools.product(CHARACTERS, repeat=3)]
    return Directory(
        School(f"{stem}{ending}", (f"{stem[:2]}{number}小",), "小学")
        for stem, ending in zip(
            chance.sample(stems, number), itertools.cycle(["小学", "中学", "学校"]), strict=False
        )
    )


@pytest.mark.parametrize("number", [300, 5000])
def test_a_message_is_read(benchmark: Any, number: int) -> None:
    known = directory(number)
    said = [(message["text"], datetime.fromisoformat(message["sent_at"])) for message in messages(EXAMPLES)]

    def read_all() -> None:
        for text, sent_at in said:
            read(text, sent_at, known, ZONE)

    benchmark.extra_info["messages"] = len(said)
    benchmark(read_all)


def test_a_directory_of_5000_schools_is_compiled(benchmark: Any) -> None:
    benchmark.pedantic(directory, args=(5000,), rounds=3)
