"""How long one message takes to read, with a small and a large directory of schools."""

from __future__ import annotations

import itertools
import json
import random
from datetime import datetime
from typing import Any

import pytest

from bot.records import School
from bot.understanding import Directory, read
from tests.understanding.sets import EXAMPLES, ZONE, messages, schools

CHARACTERS = "东西南北中山水金木土龙凤桃李花湖江河石桥岭坪洲塘湾坝港城新"


def directory(number: int) -> Directory:
    """A district of `number` schools: those of the examples, and others with made-up names."""
    own = schools(json.loads((EXAMPLES / "schools.json").read_text(encoding="utf-8")))
    chance = random.Random(1)  # the same names every time
    stems = ["".join(stem) for stem in itertools.product(CHARACTERS, repeat=3)]
    others = zip(chance.sample(stems, number - len(own)), itertools.cycle(["小学", "中学", "学校"]))
    return Directory(
        [*own, *(School(f"{stem}{ending}", (f"{stem[:2]}{number}小",), "小学") for stem, ending in others)]
    )


@pytest.mark.parametrize("number", [300, 5000])
def test_a_message_is_read(benchmark: Any, number: int) -> None:
    """Each round reads one message, the next of the examples."""
    known = directory(number)
    said = [(m["text"], datetime.fromisoformat(m["sent_at"]), known, ZONE) for m in messages(EXAMPLES)]
    one_by_one = itertools.cycle(said)
    benchmark.pedantic(
        read, setup=lambda: (next(one_by_one), {}), rounds=20 * len(said), warmup_rounds=len(said)
    )


def test_a_directory_of_5000_schools_is_compiled(benchmark: Any) -> None:
    benchmark.pedantic(directory, args=(5000,), rounds=3)
