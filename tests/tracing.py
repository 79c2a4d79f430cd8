"""A plug-in of coverage.py, in every process measured: the tracer stays out of SQLAlchemy's greenlets.

On Python 3.11 tracing makes every call dearer, whosever it is, and most are SQLAlchemy's, in greenlets where
nothing of ours runs but the types of `db/base.py`, what `db/work.py` does to a connection, and migrations. To
follow it into them (`concurrency = ["greenlet"]`) doubles the time of a scenario; not to, it loses its place.
"""

from __future__ import annotations

import sys
from typing import Any

import greenlet
from coverage import Coverage
from coverage.tracer import CTracer


class Follower:
    """Told of every switch from one greenlet to another, in the one that runs next."""

    def __init__(self) -> None:
        self._tracer: CTracer | None = None

    def __call__(self, _event: str, switch: tuple[greenlet.greenlet, greenlet.greenlet]) -> None:
        outermost = switch[1].parent is None
        tracer: object = sys.gettrace()
        if isinstance(tracer, CTracer) and not outermost:
            self._tracer = tracer
            sys.settrace(None)
        elif self._tracer and outermost and Coverage.current():
            self._tracer.start()


def coverage_init(_registry: Any, _options: Any) -> None:
    """What coverage.py calls as it begins."""
    greenlet.settrace(Follower())
