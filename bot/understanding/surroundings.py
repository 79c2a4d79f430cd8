"""A number in its text, and what the words around it tell of what it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.understanding import hints
from bot.understanding.noise import BLOT
from bot.understanding.numbers import Number

_NEAR = 14
"""Characters before a number that may tell what it counts."""
_NEAR_LATIN = 30
"""The same after one, in English."""
CROWD = 10
"""A number without a unit, said as a guess, is an audience from this."""
_TWICE = ("遍", "遍,", "遍 ")  # before 都是: a count was made again (数了两遍都是186)
_MOST_ASIDE = 100
"""So many do nothing by the way: they are all who were there (402名师生上台签名)."""


class Surroundings(NamedTuple):
    """A number in its text: `before` it, its unit, and where both end."""

    text: str
    number: Number
    before: str
    unit: str
    end: int

    @property
    def staff(self) -> bool:
        """Whether it counts those who came to talk."""
        if hints.STAFF_BEFORE.search(self.before) or self.sent:
            return True
        named = self.unit in hints.PERSONS and not self.people_after
        return (hints.STAFF_NAMED if named else hints.STAFF_AFTER).match(self.text, self.end) is not None

    @property
    def sent(self) -> bool:
        """Whether it counts whom an office sent along (消防站来了5名队员), and no guests of it."""
        if hints.SENDING.isdisjoint(self.before[-6:]) or not hints.SENT.search(self.before):
            return False
        if any(word in self.unit for word in hints.PEOPLE["pupils"]):
            return False
        return hints.VISITS.match(self.text, self.end) is None

    @property
    def people_after(self) -> bool:
        return hints.HEADS_AFTER.match(self.text, self.end) is not None

    @property
    def people_before(self) -> bool:
        return hints.HEADS_BEFORE.search(self.before) is not None

    @property
    def few(self) -> bool:
        """Whether it counts a few people told of by the way (两个人去的, 我一个人讲的)."""
        if (self.number.value or CROWD) >= CROWD:
            return False
        if hints.FEW_BEFORE.search(self.before):
            return True
        if self.people_before or hints.TOLD_TO.search(self.before) or hints.LISTED.search(self.before):
            return False
        single = self.number.value == 1 and self.unit in hints.UNITS["singles"]
        acts = hints.ACT_NOW if self.unit in hints.UNITS["persons_named"] else hints.ACTS
        return bool(single or hints.FEW_AFTER.match(self.text, self.end) or acts.match(self.text, self.end))

    @property
    def question(self) -> bool:
        """Whether it counts questions whose subject stands between (一个关于体罚的问题)."""
        return self.unit in ("个", "条") and hints.QUESTION.match(self.text, self.end) is not None

    @property
    def one_of(self) -> bool:
        """Whether it is told of one of several (一个39,一个33人)."""
        return hints.ONE_OF.search(self.before) is not None

    @property
    def compared(self) -> bool:
        """Whether it says how many more or fewer than others there were (下午比上午多10人)."""
        return "比" in self.before and not self.elsewhen and hints.COMPARED.search(self.before) is not None

    @property
    def elsewhen(self) -> bool:
        """Whether it is said against another time (比上次多40人), which changes nothing here."""
        told = "比" in self.before or "上" in self.before or "前" in self.before or "时候" in self.before
        return told and hints.ELSEWHEN.search(self.before) is not None

    @property
    def total(self) -> bool:
        return hints.TOTAL.search(self.before) is not None

    @property
    def counted_as(self) -> bool:
        """Whether the writer says what it is to be counted as (算一件)."""
        return hints.COUNTED_AS.search(self.before) is not None

    @property
    def expected(self) -> bool:
        """Whether it is only what was planned (本来定了300人), or told of others than those who listened."""
        before = hints.EXPECTED.search(self.before) or hints.SPOKE.search(self.before) or self.elsewhen
        return bool(before or self.against or self.away)

    @property
    def away(self) -> bool:
        """Whether it counts who stayed away; not where others follow who did (家长33个孩子没参加)."""
        if hints.AWAY.match(self.text, self.end):
            return True
        after = self.text[self.end : self.end + _NEAR]
        if hints.ABSENCE.isdisjoint(after) or not hints.ABSENT.match(self.text, self.end):
            return False
        return not (self.unit in hints.UNITS["persons_named"] and self.people_before)

    @property
    def by_the_way(self) -> bool:
        """Whether it tells what some of the audience did beside listening (12名学生上台)."""
        some = (self.number.value or 0) < _MOST_ASIDE
        if self.text.startswith(" ", self.end):
            return some and hints.ENGLISH_ASIDE.match(self.text, self.end) is not None
        return some and hints.ASIDE.match(self.text, self.end) is not None

    @property
    def against(self) -> bool:
        """Whether it is told of another time, against which there were more or fewer (比去年的180人多)."""
        if "比" not in self.before or not hints.AGAINST.search(self.before):
            return False
        return hints.MORE.match(self.text, self.number.end) is not None

    @property
    def actual(self) -> bool:
        """Whether it is those who came, of more said before (高三800人,到了763人)."""
        return hints.ACTUAL.search(self.before) is not None

    @property
    def handed_out(self) -> bool:
        """Whether it counts leaflets and the like (发放传单200份)."""
        if self.unit == "个" and (hints.GAVE.search(self.before) or hints.GIVEN.search(self.before)):
            return True
        if self.unit in ("份", "封") and hints.HANDED_AFTER.match(self.text, self.end):
            return True
        return self.unit in hints.PIECES and hints.HANDED_OUT.search(self.before) is not None

    @property
    def habitual(self) -> bool:
        """Whether it tells how many there are as a rule (热线一天要接20来个电话)."""
        before = self.before
        return ("天" in before or "每" in before or "一" in before) and bool(hints.HABITUAL.search(before))

    @property
    def part(self) -> bool:
        """Whether it is some of a number said before (前两场)."""
        return hints.PART.search(self.before) is not None

    @property
    def label(self) -> str:
        """The field that a form's label before it names, if any (课时:2)."""
        match = hints.LABEL.search(self.before)
        return hints.LABELS[match["label"]] if match else ""

    @property
    def each(self) -> str:
        """What it is said of each of: `sessions`, `classes`, `schools`, `one`, `any`, or nothing."""
        each = hints.EACH.search(self.before)
        if each and not self.before.endswith(_TWICE, 0, each.start()):
            return str(hints.UNITS["each"][each["each"]])
        if self.single:
            return self.single
        of = self._each_after or hints.OF.search(self.before)
        return (of.lastgroup or "any") if of else ""

    @property
    def single(self) -> str:
        """What it is said of one of (一批90人); not the first of several (一班48二班47)."""
        if "班" in self.before and hints.NEXT_CLASS.match(self.text, self.end):
            return ""
        one = None if "一" not in self.before or self.total else hints.EACH_ONE.search(self.before)
        return str(hints.UNITS["each_one"][one["one"]]) if one else ""

    @property
    def until(self) -> int:
        """Where it ends with the words after it that say of what each it is said (200人一场)."""
        after = self._each_after
        return after.end() if after else self.end

    @property
    def _each_after(self) -> re.Match[str] | None:
        return hints.EACH_AFTER.match(self.text, self.end) if self.unit in hints.HEADS else None

    @property
    def online(self) -> bool:
        return hints.ONLINE.search(self.beside) is not None

    @property
    def beside(self) -> str:
        """The words near it, with no pause in between."""
        start, end = self.number.start, self.end
        before = hints.PAUSE.split(self.text[max(0, start - 8) : start])[-1]
        if hints.LATIN_AFTER.match(self.text, end):
            return f"{before},{hints.LATIN_PAUSE.split(self.text[end : end + _NEAR_LATIN])[0]}"
        after = hints.PAUSE.split(self.text[max(start, end - 1) : end + 6].replace(" ", ","))[0]
        return f"{before},{after}"

    @property
    def closed(self) -> bool:
        """Whether nothing follows that it could count."""
        after = self.text[self.end : self.end + 1]
        entered = not self.unit and after in hints.UNITS["entered"]
        if not after.isalnum() or after == "一" or after in hints.UNITS["after_bare"] or entered:
            return True
        if after in hints.NUMERALS and self.text[self.end - 1] in hints.NUMERALS:
            return True
        if hints.CLASS_AFTER.match(self.text, self.end) or hints.GROUP_AFTER.match(self.text, self.end):
            return True
        many = (self.number.value or 0) >= CROWD
        return many and after.isalpha() and hints.NUMBERED.search(self.before) is not None

    @property
    def alone(self) -> bool:
        """Whether it stands by itself: after a pause, or as a guess."""
        before = self.before[-1:]
        if not before.isalnum() or before in hints.UNITS["before_bare"]:
            return True
        return self.number.begins < self.number.start and (self.number.value or 0) >= CROWD

    @property
    def after_years(self) -> bool:
        """Whether it follows a year of pupils, already blotted out (初三380)."""
        return BLOT in self.before and hints.AFTER_YEARS.search(self.before) is not None


def around(text: str, number: Number, unit: str, end: int) -> Surroundings:
    """The surroundings of a number whose unit, if any, ends at `end`."""
    return Surroundings(text, number, text[max(0, number.begins - _NEAR) : number.begins], unit, end)
