"""The practice clock: real time plus an offset that the page moves and that lasts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.practice.store import Store
from bot.practice.waiting import Signal


class PracticeClock:
    """Tells the time that message dates follow, and that the assistant is asked to follow.

    Attributes:
        moved: fires whenever the clock is moved, so that what falls due needn't wait for the next tick.
    """

    def __init__(self, store: Store) -> None:
        self.moved = Signal()
        self._store = store
        self._offset = timedelta(seconds=store.setting("clock_offset", 0))

    @property
    def offset(self) -> timedelta:
        """How far ahead of real time the clock is; negative when behind."""
        return self._offset

    def now(self) -> datetime:
        """The practice time, in UTC."""
        return datetime.now(UTC) + self._offset

    def timestamp(self) -> int:
        """The practice time as Telegram writes dates: whole seconds since 1970."""
        return int(self.now().timestamp())

    def move_to(self, moment: datetime) -> None:
        """Makes it `moment` (with a zone) now; time goes on from there."""
        self._set(moment - datetime.now(UTC))

    def advance(self, by: timedelta) -> None:
        """Moves the clock by `by`, backwards when negative."""
        self._set(self._offset + by)

    def reset(self) -> None:
        """Back to real time."""
        self._set(timedelta())

    def _set(self, offset: timedelta) -> None:
        self._offset = offset
        self._store.set("clock_offset", offset.total_seconds())
        self.moved.fire()
