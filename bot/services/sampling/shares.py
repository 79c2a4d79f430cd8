"""Dividing whole numbers so that the parts add up, whatever the weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Whole parts of `total` in proportion to the weights, by largest remainder."""
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: exact[n] - parts[n], reverse=True)
    for n in by_remainder[: total - sum(parts)]:
        parts[n] += 1
    return parts


def parts(rng: Random, number: int, total: int) -> list[int]:
    """`total` in so many random parts of at least one."""
    return [1 + part for part in apportion(total - number, [rng.random() for _ in range(number)])]


def evenly(rng: Random, counts: Mapping[int, int]) -> list[int]:
    """Each key as often as it counts, spread evenly from first to last."""
    places = [((n + rng.random()) / count, key) for key, count in counts.items() for n in range(count)]
    return [key for _, key in sorted(places)]
