"""People told of who did not sit and listen: expected, away, told of by the way; and what was handed out."""

from __future__ import annotations

from bot.understanding.counts import hints
from bot.understanding.counts.surroundings import NEAR, Surroundings

_MOST_ASIDE = 100
"""So many do nothing by the way: they are all who were there (402名师生上台签名)."""


def is_expected(near: Surroundings) -> bool:
    """Whether it is only what was planned (本来定了300人), or told of others than those who listened."""
    if (hints.EXPECTED.search(near.before) and not near.actual) or hints.SPOKE.search(near.before):
        return True
    if near.elsewhen or _money(near) or _against(near) or _away(near):
        return True
    return near.text.startswith(" ", near.end) and hints.SIGNED_UP.match(near.text, near.end) is not None


def _money(near: Surroundings) -> bool:
    """Whether it is money that somebody lost, or paid, not how many they were (骗走老师3万8)."""
    return not near.unit and hints.CHEATED.search(near.before) is not None


def _away(near: Surroundings) -> bool:
    """Whether it counts who stayed away; not where others follow who did (家长33个孩子没参加)."""
    if hints.AWAY.match(near.text, near.end):
        return True
    uncounted = "算" in near.text or "计入" in near.text
    if uncounted and near.unit and not near.people_before and hints.NOT_COUNTED.match(near.text, near.end):
        return True
    after = near.text[near.end : near.end + NEAR]
    if hints.ABSENCE.isdisjoint(after) or not hints.ABSENT.match(near.text, near.end):
        return False
    return not (near.unit in hints.UNITS["persons_named"] and near.people_before)


def is_by_the_way(near: Surroundings) -> bool:
    """Whether it tells what some of the audience did beside listening (12名学生上台)."""
    also = near.people_before and near.text.startswith("也", near.end)  # 家长有二十来个也站着听
    some = (near.number.value or 0) < _MOST_ASIDE and not (also or came_too(near) or _performs(near))
    if near.text.startswith(" ", near.end):
        return some and hints.ENGLISH_ASIDE.match(near.text, near.end) is not None
    return some and hints.ASIDE.match(near.text, near.end) is not None


def _performs(near: Surroundings) -> bool:
    """Whether it counts those who played a scene that is told of (模拟法庭演完了,37个人上台)."""
    if not hints.PERFORMING.match(near.text, near.end):
        return False
    return hints.PLAYED.search(near.text, 0, near.number.start) is not None


def came_too(near: Surroundings) -> bool:
    """Whether it tells that others were there too (还有3个家长, 另外还有六个班主任在后面站着听)."""
    if not near.before.removesuffix("约").endswith(hints.MORE_CAME):
        return False
    named = near.unit not in hints.UNITS["any_people"] or near.people_after
    return named and hints.THERE_TOO.match(near.text, near.end) is not None


def _against(near: Surroundings) -> bool:
    """Whether it is told of another time, against which there were more or fewer (比去年的180人多)."""
    if "比" not in near.before or not hints.AGAINST.search(near.before):
        return False
    return hints.MORE.match(near.text, near.number.end) is not None


def is_handed_out(near: Surroundings) -> bool:
    """Whether it counts leaflets and the like (发放传单200份)."""
    if near.unit == "个" and (hints.GAVE.search(near.before) or hints.GIVEN.search(near.before)):
        return True
    if near.unit in ("份", "封") and hints.HANDED_AFTER.match(near.text, near.end):
        return True
    return near.unit in hints.PIECES and hints.HANDED_OUT.search(near.before) is not None


def is_habitual(near: Surroundings) -> bool:
    """Whether it tells how many there are as a rule (热线一天要接20来个电话)."""
    before = near.before
    return ("天" in before or "每" in before or "一" in before) and bool(hints.HABITUAL.search(before))
