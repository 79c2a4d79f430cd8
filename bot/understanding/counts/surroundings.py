"""A number in its text, and what the words around it tell of what it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.understanding.counts import hints
from bot.understanding.text.noise import BLOT
from bot.understanding.text.numbers import Number

NEAR = 14
"""Characters before a number that may tell what it counts."""
_NEAR_LATIN = 30
"""The same after one, in English."""
CROWD = 10
"""A number without a unit, said as a guess, is an audience from this."""
_TIMES = ("x", "×", "*")
_OF, _EACH_AFTER = (*_TIMES, " "), (" ", "一", "each", "apiece", "in ")
"""How the words before a number end, and those after it begin, that may say of what each it is said."""
_TWICE = ("遍", "遍,", "遍 ")  # before 都是: a count was made again (数了两遍都是186)


class Surroundings(NamedTuple):
    """A number in its text: `before` it, its unit, and where both end."""

    text: str
    number: Number
    before: str
    unit: str
    end: int

    @property
    def people_after(self) -> bool:
        return hints.HEADS_AFTER.match(self.text, self.end) is not None

    @property
    def people_before(self) -> bool:
        return hints.HEADS_BEFORE.search(self.before) is not None

    @property
    def question(self) -> bool:
        """Whether it counts questions whose subject stands between (一个关于体罚的问题)."""
        return self.unit in hints.QUESTIONS and hints.QUESTION.match(self.text, self.end) is not None

    @property
    def seats_taken(self) -> bool:
        """Whether it counts seats that were all taken, beside others who had none."""
        return "满" in self.text and hints.SEATS_TAKEN.match(self.text, self.number.end) is not None

    @property
    def families(self) -> bool:
        """Whether it counts the families who came for advice (来咨询的有三家)."""
        if self.unit not in hints.FAMILIES:
            return False
        return bool(hints.ASKED_BY.search(self.before) or hints.ASKING.match(self.text, self.end))

    @property
    def divided(self) -> bool:
        """Whether it counts the groups into which those who came were divided (分成3组)."""
        return self.unit in hints.GROUPS and self.before.endswith(hints.DIVIDED)

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
    def actual(self) -> bool:
        """Whether it is those who came, of more said before (高三800人,到了763人)."""
        if hints.ACTUALLY.isdisjoint(self.before):
            return False
        return hints.ACTUAL.search(self.before) is not None and not hints.ALSO_CAME.search(self.before)

    @property
    def part(self) -> bool:
        """Whether it is some of a number said before (前两场)."""
        return hints.PART.search(self.before) is not None

    @property
    def label(self) -> str:
        """The field that a form's label before it names (课时:2), or what was done so often (讲座x2)."""
        if match := hints.LABEL.search(self.before):
            return hints.LABELS[match["label"]]
        few = self.before.rstrip(" ").endswith(_TIMES) and (self.number.value or CROWD) < CROWD
        often = hints.SO_OFTEN.search(self.before) if few else None
        return (often.lastgroup or "") if often else ""

    @property
    def each(self) -> str:
        """What it is said of each of: `sessions`, `classes`, `schools`, `one`, `any`, or nothing."""
        each = hints.EACH.search(self.before)
        if each and not self.before.endswith(_TWICE, 0, each.start()):
            return str(hints.UNITS["each"][each["each"]])
        if self.single:
            return self.single
        of = self._each_after or (hints.OF.search(self.before) if self.before.endswith(_OF) else None)
        return (of.lastgroup or "any") if of else ""

    @property
    def single(self) -> str:
        """What it is said of one of (一批90人); not the first of several (一班48二班47)."""
        if "一" not in self.before or ("班" in self.before and hints.NEXT_CLASS.match(self.text, self.end)):
            return ""
        one = None if self.total else hints.EACH_ONE.search(self.before)
        return str(hints.UNITS["each_one"][one["one"]]) if one else ""

    @property
    def until(self) -> int:
        """Where it ends with the words after it that say of what each it is said (200人一场)."""
        after = self._each_after
        return after.end() if after else self.end

    @property
    def _each_after(self) -> re.Match[str] | None:
        if self.unit not in hints.HEADS or not self.text.startswith(_EACH_AFTER, self.end):
            return None
        return hints.EACH_AFTER.match(self.text, self.end)

    @property
    def online(self) -> bool:
        return hints.ONLINE.search(self.beside) is not None

    @property
    def beside(self) -> str:
        """The words near it, with no pause in between."""
        start, end = self.number.start, self.end
        before = hints.PAUSE.split(hints.SPACE.sub(",", self.text[max(0, start - 8) : start]))[-1]
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
    return Surroundings(text, number, text[max(0, number.begins - NEAR) : number.begins], unit, end)
