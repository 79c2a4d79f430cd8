"""What the labelled messages teach: linear classifiers whose weights `make learn` reckons from them.

The grammars say what a message means; a classifier says what messages that look alike meant. Where it is sure
and the grammars say otherwise, it is mostly right; docs/reading.md says how well it does, and where not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import repeat
from math import exp
from typing import Any, NamedTuple

_BITS = 32
_HALF, _ALL = 1 << (_BITS - 1), (1 << _BITS) - 1


class Classifier:
    """A linear classifier: what each feature adds for each class, in hundredths of a logit.

    The weights of all classes stand side by side in one number, so that one sum adds up a message's features.
    """

    def __init__(
        self, classes: Sequence[str], bias: Sequence[int], weights: Mapping[str, Sequence[int]]
    ) -> None:
        self.classes = classes
        self._bias = _side_by_side(bias)
        self._weights = {feature: _side_by_side(row) for feature, row in weights.items()}

    def likelihoods(self, features: set[str]) -> dict[str, float]:
        """How likely each class is of something that has these features."""
        sums = sum(map(self._weights.get, features, repeat(0)), self._bias)
        powers = [exp(power / 100) for power in _taken_apart(sums, len(self.classes))]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}


def _side_by_side(weights: Iterable[int]) -> int:
    """Weights, negative ones too, as the digits of one number to the base of two to the power of `_BITS`."""
    return sum(weight << (_BITS * place) for place, weight in enumerate(weights))


def _taken_apart(number: int, places: int) -> Iterator[int]:
    """The weights that stand side by side in a number."""
    for _ in range(places):
        weight = ((number + _HALF) & _ALL) - _HALF
        yield weight
        number = (number - weight) >> _BITS


class Likelihood(NamedTuple):
    """A linear classifier of what is so or not: what each feature adds, in hundredths of a logit."""

    bias: int
    weights: dict[str, int]

    def of(self, features: set[str]) -> float:
        """How likely it is so of something that has these features."""
        power = sum(map(self.weights.get, features, repeat(0)), self.bias)
        return 1 / (1 + exp(-power / 100))


def load(name: str) -> dict[str, Any]:
    """What `bot/data/learned/<name>.json` holds."""
    text = files("bot.data").joinpath(f"learned/{name}.json").read_text(encoding="utf-8")
    learned: dict[str, Any] = json.loads(text)
    return learned
