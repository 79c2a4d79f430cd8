"""What the labelled messages teach: linear classifiers whose weights `make learn` reckons from them.

The grammars say what a message means; a classifier says what messages that look alike meant. Where it is sure
and the grammars say otherwise, it is mostly right; docs/reading.md says how well it does, and where not.
"""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import repeat
from math import exp
from typing import Any, NamedTuple


class Classifier(NamedTuple):
    """A linear classifier: what each feature adds for each class, in hundredths of a logit."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    weights: dict[str, tuple[int, ...]]

    def likelihoods(self, features: set[str]) -> dict[str, float]:
        """How likely each class is of something that has these features."""
        rows = filter(None, map(self.weights.get, features))
        powers = [exp(power / 100) for power in map(sum, zip(self.bias, *rows, strict=True))]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}


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
    return {**learned, "weights": _shared(learned["weights"])}


def _shared(weights: dict[str, Any]) -> dict[str, Any]:
    """The weights, equal ones as one object: thousands of copies would not stay in a processor's cache."""
    known: dict[int, int] = {}
    return {
        feature: known.setdefault(row, row)
        if isinstance(row, int)
        else tuple(known.setdefault(weight, weight) for weight in row)
        for feature, row in weights.items()
    }
