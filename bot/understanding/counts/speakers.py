"""Who came to talk, or is told of in the talk: numbers of people that are no audience."""

from __future__ import annotations

from bot.understanding.counts import hints
from bot.understanding.counts.surroundings import CROWD, Surroundings


def is_staff(near: Surroundings) -> bool:
    """Whether it counts those who came to talk."""
    if (hints.STAFF_BEFORE.search(near.before) and not _guests(near)) or _sent(near):
        return True
    named = near.unit in hints.PERSONS and not near.people_after
    return (hints.STAFF_NAMED if named else hints.STAFF_AFTER).match(near.text, near.end) is not None


def _guests(near: Surroundings) -> bool:
    """Whether they are a party of pupils who went somewhere (孩子们到司法所参观,一行33人)."""
    return near.before.endswith("一行") and hints.PARTY.search(near.text, 0, near.number.begins) is not None


def _sent(near: Surroundings) -> bool:
    """Whether it counts whom an office sent along (消防站来了5名队员), and no guests of it.

    Or a few whom the writer's own office sent (我们中队每次去2个人).
    """
    if hints.SENDING.isdisjoint(near.before[-6:]):
        return False
    own = (near.number.value or CROWD) < CROWD and hints.OWN_SENT.search(near.before)
    if not own and not hints.SENT.search(near.before):
        return False
    if any(word in near.unit for word in hints.PEOPLE["pupils"]):
        return False
    return hints.VISITS.match(near.text, near.end) is None


def is_few(near: Surroundings) -> bool:
    """Whether it counts a few people told of by the way (两个人去的, 我一个人讲的)."""
    if (near.number.value or CROWD) >= CROWD:
        return False
    if hints.FEW_BEFORE.search(near.before):
        return True
    if (
        near.before.endswith("+")
        or near.people_before
        or hints.TOLD_TO.search(near.before)
        or hints.LISTED.search(near.before)
    ):
        return False
    single = near.number.value == 1 and near.unit in hints.UNITS["singles"]
    acts = hints.ACT_NOW if near.unit in hints.UNITS["persons_named"] else hints.ACTS
    return bool(single or hints.FEW_AFTER.match(near.text, near.end) or acts.match(near.text, near.end))
