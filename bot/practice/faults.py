"""Misbehaviour on demand, for tests: what goes wrong, in which method, how often."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from random import Random
from typing import Any, Literal, get_args

FaultKind = Literal["lost_request", "delay", "429", "500", "lost_answer", "duplicate"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong.

    Attributes:
        kind: `lost_request`: the connection drops before anything is done; `delay`: waits `seconds` first;
            `429`: refused with retry_after `seconds`; `500`: refused; `lost_answer`: done, then the
            connection drops; `duplicate`: an update that was confirmed is delivered again.
        method: the Bot API method it strikes, `*` for all. A `duplicate` has none.
        count: how many times, None for always.
        probability: how likely each time, from a random source with `seed`.
        seconds: of a delay or a 429.
    """

    kind: FaultKind
    method: str = "*"
    count: int | None = 1
    probability: float = 1.0
    seconds: float = 1.0
    seed: int = 0

    def __post_init__(self) -> None:
        if self.kind not in get_args(FaultKind):
            raise ValueError(f"no such fault: {self.kind}")

    @classmethod
    def read(cls, row: dict[str, Any]) -> Fault:
        """A fault from JSON; raises ValueError for what is none."""
        unknown = row.keys() - {field.name for field in fields(cls)}
        if unknown or "kind" not in row:
            raise ValueError(f"a fault needs a kind and knows no {sorted(unknown)}")
        return cls(**row)


class Faults:
    """The faults in force, and how many strikes each has left."""

    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._armed = [(fault, Random(fault.seed)) for fault in faults]

    def __iter__(self) -> Iterator[Fault]:
        return (fault for fault, _ in self._armed)

    def add(self, fault: Fault) -> None:
        self._armed.append((fault, Random(fault.seed)))

    def clear(self) -> None:
        self._armed.clear()

    def strike(self, kind: FaultKind, method: str = "*") -> Fault | None:
        """The fault of this kind that strikes now, if one does; it has one strike less then."""
        for index, (fault, random) in enumerate(self._armed):
            if fault.kind != kind or fault.method not in {"*", method}:
                continue
            if random.random() >= fault.probability:
                continue
            self._spend(index)
            return fault
        return None

    def _spend(self, index: int) -> None:
        fault, random = self._armed[index]
        if fault.count is None:
            return
        if fault.count == 1:
            del self._armed[index]
        else:
            self._armed[index] = (replace(fault, count=fault.count - 1), random)
