"""What the labelled messages teach: linear classifiers whose weights `make learn` reckons from them.

The grammars say what a message means; a classifier says what messages that look alike meant. Where it is sure
and the grammars say otherwise, it is right far more often than they are (docs/reading.md has the figures).
"""

from __future__ import annotations

import json
from importlib.resources import files
from math import exp
from typing import NamedTuple


class Classifier(NamedTuple):
    """A linear classifier: what each feature adds for each class, in hundredths."""

    classes: tuple[str, ...]
    bias: tuple[int, ...]
    weights: dict[str, tuple[int, ...]]

    def probabilities(self, features: set[str]) -> list[float]:
        """How likely each class is, in the order of `classes`, for something that has these features."""
        rows = [self.weights[feature] for feature in self.weights.keys() & features]
        powers = [exp(sum(column) / 100) for column in zip(self.bias, *rows, strict=True)]
        whole = sum(powers)
        return [power / whole for power in powers]

    def likeliest(self, features: set[str]) -> tuple[str, float]:
        """The likeliest class, and how likely it is."""
        likely, name = max(zip(self.probabilities(features), self.classes, strict=True))
        return name, likely


def load(name: str) -> Classifier:
    """The classifier of `bot/data/learned/<name>.json`."""
    said = json.loads(files("bot.data").joinpath(f"learned/{name}.json").read_text(encoding="utf-8"))
    weights = {feature: tuple(row) for feature, row in said["weights"].items()}
    return Classifier(tuple(said["classes"]), tuple(said["bias"]), weights)
