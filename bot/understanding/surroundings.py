"""The words around a number, and what they tell of what it counts."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot import data
from bot.understanding.noise import BLOT
from bot.understanding.numbers import Number, alternatives

UNITS = data.load("words/units")
PEOPLE = data.load("words/people")["people"]
_LABELS: dict[str, str] = {word: field for field, words in UNITS["label"].items() for word in words}
_AUDIENCE, _STAFF = alternatives(PEOPLE["audience"]), alternatives(PEOPLE["staff"])
_HEADS = frozenset(["", *UNITS["unit"]["audience"], *UNITS["unit"]["person"]])
"""Units of people, and none."""
_PIECES = frozenset(["", *UNITS["unit"]["cases"], *UNITS["unit"]["person"], *UNITS["unit"]["other"]])
_NEAR = 14
"""Characters before a number that may tell what it counts."""
_CROWD = 10
"""A number without a unit, said as a guess, is an audience from this."""

_FILLERS = alternatives(UNITS["filler"])
_FILLER = rf"(?:{_FILLERS})*[ ]?$"
_HEADS_AFTER = re.compile(
    rf"的?(?:{_AUDIENCE})|[ ](?:{_AUDIENCE})(?![ ]?[共约有]?[0-9一二两三四五六七八九十])"
)
_GROUP_AFTER = re.compile(rf"{_AUDIENCE}|{alternatives(PEOPLE['attend'])}")
_STAFF_AFTER = re.compile(rf"(?:[ ](?=[a-z]))?的?(?:{_STAFF})(?!为|是|:)")
_STAFF_NAMED = re.compile(rf"[一-龥]{{0,4}}?(?:{_STAFF})")
_STAFF_BEFORE = re.compile(
    rf"(?=[{''.join(sorted({word[0] for word in PEOPLE['staff']}))}])(?<!小)(?:{_STAFF})"
    rf"(?:(?<!食堂工作人员)(?<!后勤工作人员)[\"”’」)]*[(:]?(?:共|一行|等|各)?[ ]?|[一-龥]{{0,5}}等)$|主讲$"
)
_HEADS_BEFORE = re.compile(rf"(?:{_AUDIENCE}|{alternatives(PEOPLE['attend'] + PEOPLE['online'])}){_FILLER}")
_EACH = re.compile(
    rf"(?P<each>{alternatives(list(UNITS['each']))})(?!位|类|种|界|方|级|单位|部门)(?:{_AUDIENCE})?"
    rf"(?:(?:{_FILLERS})*|(?:(?![一二两三四五六七八九十百半场])[一-龥]){{0,3}})[ ]?$"
)
_EACH_ONE = re.compile(rf"(?P<one>{alternatives(list(UNITS['each_one']))})(?:{_AUDIENCE})?{_FILLER}")
_NUMERALS = frozenset("一二三四五六七八九两")
_NO_NUMBER = "(?![ ]?[约近]?[0-9一二两三四五六七八九十百])"
_EACH_AFTER = re.compile(
    rf"[ ]?(?:each|apiece)\b|(?P<sessions>一场){_NO_NUMBER}|(?P<classes>一个?班){_NO_NUMBER}"
)
_OF = re.compile(
    r"(?P<sessions>(?:sessions|talks|lectures) (?:of|x|×|\*) )$"
    r"|(?P<classes>class(?:es)? (?:of|x|×|\*) |班[ ]?[x×*][ ]?)$"
)
_TOTAL = re.compile(rf"(?:{alternatives(UNITS['total'])})(?:{_AUDIENCE})?{_FILLER}")
_EXPECTED = re.compile(rf"(?:{alternatives(UNITS['expected'])}){_FILLER}")
_SPOKE = re.compile(rf"(?:{alternatives(UNITS['spoke'])})[了有共约]*$")
_GIVEN = re.compile(r"(?:发|赠|送|捐|奖)[放给]?了?[一-龥]{2,5}$")
_HANDED_OUT = re.compile(
    rf"(?:{alternatives(UNITS['handed_out'])})(?:一共|共计?|发放|发出|发了?|派发|领了?|送了?"
    r"|大?约|大概|近|了|有|为|:)*[ ]?$"
)
_LABEL = re.compile(rf"(?P<label>{alternatives(list(_LABELS))}){_FILLER}")
_FIGURE = "[0-9一二两三四五六七八九十]"
_ASIDE = re.compile(
    rf"[ ]?是上(?:回|次|周)|[^,。;\n ]{{0,3}}(?:{alternatives(UNITS['absent'])})(?![了约]?{_FIGURE})"
    rf"|(?!参加|听)[^,。;\n 嘛啊呢吧嗯哦]{{0,8}}(?:{alternatives(UNITS['aside'])})(?!品?{_FIGURE})"
)
_FEW_AFTER = re.compile(rf"[一-龥]?(?:{alternatives(UNITS['few_after'])})")
_TOLD_TO = re.compile(f"[给为对向]{BLOT}*$")
_ACT = rf"(?=[一-龥])(?!{alternatives(UNITS['joined'])})"
_ACTS, _ACT_NOW = re.compile(rf"的?(?:{_AUDIENCE}){_ACT}"), re.compile(_ACT)
"""After a few: they do something (两名学生哭了), rather than sit there."""
_FEW_BEFORE = re.compile(rf"(?:{alternatives(UNITS['few_before'])})$")
_ACTUAL = re.compile(
    rf"(?:^|[^\w]|[人名位]中?|[\d百十][多余]?[个名位]?(?:{_AUDIENCE}))"
    rf"(?:{alternatives(UNITS['actual'])})(?:约|大概|近|了|有|共|{BLOT})*[ ]?$"
)
_CLASS_AFTER = re.compile("[一二三四五六七八九]班")
_ONE_OF = re.compile(
    r"(?:一(?:个班?|班|批|拨|场|堂|节|组|队)|[二三四五六七八九]班)(?:是|有|约|来了|大概)?[ ]?$"
)
_COMPARED = re.compile(r"比[^,。;\n]{1,8}(?:多|少)了?$")
_ELSEWHEN = re.compile(rf"比(?:{alternatives(UNITS['elsewhen'])})[^,。;\n]{{0,6}}(?:多|少)了?$")
_AFTER_YEARS = re.compile(rf"{BLOT}{_FILLER}")
_PART = re.compile(r"(?<!前)(?:前|后|头)$")
ONLINE, WATCHED = (re.compile(alternatives(PEOPLE[group])) for group in ("online", "watched"))
_PAUSE = re.compile(r"[,;。!?\n、:+(嘛啊呢吧]|另|同步")


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
        if _STAFF_BEFORE.search(self.before):
            return True
        named = self.unit in ("名", "位") and not self.people_after
        return (_STAFF_NAMED if named else _STAFF_AFTER).match(self.text, self.end) is not None

    @property
    def people_after(self) -> bool:
        return _HEADS_AFTER.match(self.text, self.end) is not None

    @property
    def people_before(self) -> bool:
        return _HEADS_BEFORE.search(self.before) is not None

    @property
    def few(self) -> bool:
        """Whether it counts a few people told of by the way (两个人去的, 我一个人讲的)."""
        if (self.number.value or _CROWD) >= _CROWD:
            return False
        if _FEW_BEFORE.search(self.before):
            return True
        if self.people_before or _TOLD_TO.search(self.before):
            return False
        single = self.number.value == 1 and self.unit in UNITS["singles"]
        acts = _ACT_NOW if self.unit in UNITS["persons_named"] else _ACTS
        return bool(single or _FEW_AFTER.match(self.text, self.end) or acts.match(self.text, self.end))

    @property
    def one_of(self) -> bool:
        """Whether it is told of one of several (一个39,一个33人)."""
        return _ONE_OF.search(self.before) is not None

    @property
    def compared(self) -> bool:
        """Whether it says how many more or fewer than others there were (下午比上午多10人)."""
        return "比" in self.before and not self.elsewhen and _COMPARED.search(self.before) is not None

    @property
    def elsewhen(self) -> bool:
        """Whether it is said against another time (比上次多40人), which changes nothing here."""
        return "比" in self.before and _ELSEWHEN.search(self.before) is not None

    @property
    def total(self) -> bool:
        return _TOTAL.search(self.before) is not None

    @property
    def expected(self) -> bool:
        """Whether it is only what was planned (本来定了300人), or told by the way (12名学生提问)."""
        before = _EXPECTED.search(self.before) or _SPOKE.search(self.before) or self.elsewhen
        return bool(before or _ASIDE.match(self.text, self.end))

    @property
    def actual(self) -> bool:
        """Whether it is those who came, of more said before (高三800人,到了763人)."""
        return _ACTUAL.search(self.before) is not None

    @property
    def handed_out(self) -> bool:
        """Whether it counts leaflets and the like (发放传单200份)."""
        if self.unit == "个" and _GIVEN.search(self.before):
            return True
        return self.unit in _PIECES and _HANDED_OUT.search(self.before) is not None

    @property
    def part(self) -> bool:
        """Whether it is some of a number said before (前两场)."""
        return _PART.search(self.before) is not None

    @property
    def label(self) -> str:
        """The field that a form's label before it names, if any (课时:2)."""
        match = _LABEL.search(self.before)
        return _LABELS[match["label"]] if match else ""

    @property
    def each(self) -> str:
        """What it is said of each of: `sessions`, `classes`, `schools`, `one`, `any`, or nothing."""
        if each := _EACH.search(self.before):
            return str(UNITS["each"][each["each"]])
        if self.single:
            return self.single
        of = self._each_after or _OF.search(self.before)
        return (of.lastgroup or "any") if of else ""

    @property
    def single(self) -> str:
        """What it is said of one of (一批90人)."""
        one = None if self.total else _EACH_ONE.search(self.before)
        return str(UNITS["each_one"][one["one"]]) if one else ""

    @property
    def until(self) -> int:
        """Where it ends with the words after it that say of what each it is said (200人一场)."""
        after = self._each_after
        return after.end() if after else self.end

    @property
    def _each_after(self) -> re.Match[str] | None:
        return _EACH_AFTER.match(self.text, self.end) if self.unit in _HEADS else None

    @property
    def online(self) -> bool:
        return ONLINE.search(self.beside) is not None

    @property
    def beside(self) -> str:
        """The words near it, with no pause in between."""
        start, end = self.number.start, self.end
        before = _PAUSE.split(self.text[max(0, start - 8) : start])[-1]
        after = _PAUSE.split(self.text[max(start, end - 1) : end + 6].replace(" ", ","))[0]
        return f"{before},{after}"

    @property
    def closed(self) -> bool:
        """Whether nothing follows that it could count."""
        after = self.text[self.end : self.end + 1]
        if (
            after == "一"
            or (after in _NUMERALS and self.text[self.end - 1] in _NUMERALS)
            or _CLASS_AFTER.match(self.text, self.end)
            or _GROUP_AFTER.match(self.text, self.end)
        ):
            return True
        return not after.isalnum() or after in UNITS["after_bare"]

    @property
    def alone(self) -> bool:
        """Whether it stands by itself: after a pause, or as a guess."""
        before = self.before[-1:]
        if not before.isalnum() or before in UNITS["before_bare"]:
            return True
        return self.number.begins < self.number.start and (self.number.value or 0) >= _CROWD

    @property
    def after_years(self) -> bool:
        """Whether it follows a year of pupils, already blotted out (初三380)."""
        return _AFTER_YEARS.search(self.before) is not None


def around(text: str, number: Number, unit: str, end: int) -> Surroundings:
    """The surroundings of a number whose unit, if any, ends at `end`."""
    return Surroundings(text, number, text[max(0, number.begins - _NEAR) : number.begins], unit, end)
