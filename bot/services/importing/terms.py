"""Which of somebody's appointments a row means, and what it makes of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from db.roster import Appointment


def overlap(one: Appointment, other: Appointment) -> bool:
    """Whether both could be in force on some day; a date that is not given is open."""
    return (one.starts_on or date.min) <= (other.ends_on or date.max) and (other.starts_on or date.min) <= (
        one.ends_on or date.max
    )


def meant(stated: Appointment, held: Sequence[Appointment], taken: Collection[int]) -> int | None:
    """Which of `held` a row speaks of (its index), leaving out those `taken` by other rows; None: a new one.

    The same role at the same school: first the one whose dates are exactly what the row says, else the last
    that overlaps, whose dates are then corrected. A term that overlaps none is a renewal and its own
    appointment, so that past years keep the people of their time.
    """
    candidates = [
        number
        for number, post in enumerate(held)
        if number not in taken and (post.role, post.school) == (stated.role, stated.school)
    ]
    exact = [number for number in candidates if corrected(held[number], stated) == held[number]]
    near = [number for number in candidates if overlap(held[number], stated)]
    if exact:
        return exact[0]
    return max(near, key=lambda number: held[number].starts_on or date.min, default=None)


def corrected(post: Appointment, stated: Appointment) -> Appointment:
    """The appointment with the dates that the row gives; an empty cell leaves a date as it is."""
    return replace(post, starts_on=stated.starts_on or post.starts_on, ends_on=stated.ends_on or post.ends_on)
