"""Which of the names found in a text are schools that something is told of."""

from __future__ import annotations

import re
from collections.abc import Container, Set
from itertools import zip_longest

from bot.records import School
from bot.understanding.schools.directory import Directory
from bot.understanding.schools.named import Named
from bot.understanding.schools.naming import find_schools
from bot.understanding.schools.spellings import ENDING, WORDS
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.spans import covered

_AFTER_STEMS: str = WORDS["after_stems"]
_COUNTED = re.compile(r"等?[两二三四五六七八九十\d]+(?:所|个)?(?:中小学|学校|小学|中学|校)")
"""After the last name of a list: what is named are schools (育英、文澜两所学校)."""
_PASSED, _WITH = (re.compile(rf"(?:{alternatives(WORDS[group])})$") for group in ("passed", "with"))
_STOPPED = re.compile("[,]?(?:顺便|顺道|顺带|时|又)*(?:接受|给|讲|处理|开展|解答|调解)")
"""After a school that is passed by: something was done there (路过二小接受家长咨询6人次)."""
_HEADED = re.compile(r"[两二三四五六七八九十\d][所家个](?P<level>小学|中学|学校|幼儿园):")
"""Before a list of schools cut short (三所幼儿园:阳光50人、向阳60人)."""
_LEFT, _LANDMARK = (re.compile(alternatives(WORDS[group])) for group in ("left", "landmarks"))
_PERSON = re.compile(
    rf"的?[一-龥]{{0,2}}(?:{alternatives(WORDS['persons'])})(?:[今昨前]天|[上下]午|也|还|专门|亲自)*"
)
_GUEST = re.compile(
    rf"(?:(?![一二两三四五六七八九十百])[一-龥]){{0,6}}?(?:{alternatives(WORDS['guests'])})(?![0-9一二两三四五六七八九十])"
    r"|的?(?:[一二两三四五六七八九十\d]{1,2}[个名位])?(?:老师|教师|校长|同行|班主任)们?也?"
    r"(?:来|到|赶到|过来)[一-龥]{0,8}(?:听|观摩|学习|取经)"
    rf"|(?:{alternatives(WORDS['errands'])})(?!,?[帮给替]他们)"
)
"""After a school: those who come from there are guests at another, or somebody only runs an errand there."""
_COMPARING = ("跟", "和", "与", "同")
_MORE = re.compile("[^,。;\n]{0,6}?[多少强好高低旺乖]|[^,。;\n]{0,4}热闹")
_MEASURED = re.compile(r"[^,。;\n]{0,8}比[^,。;\n]{0,4}(?:多|少|强|高|低)")
"""A school beside which so many more or fewer came (跟二小那场比多了40)."""
_LEADS = tuple(WORDS["leads"])
_PAIR = re.compile(r"(?P<first>前者|前一[所家个](?:学校)?)|后者|后一[所家个](?:学校)?")
"""One of two schools just named."""
_CAMPUS_END = re.compile(r"[东西南北新老]校区$")
_IN_NAMES = ("only_then", "pupils")
"""Groups of words that may be parts of known names: 才 in 育才讲, 幼儿 in 幼儿园."""
_STOP = re.compile(r"[;。\n]")


def schools_meant(
    text: str, directory: Directory, words: dict[str, list[Hit]], topics: list[Hit]
) -> list[Named]:
    """The schools named; guesses at names (a typo, a stem, an unknown one) give way to other words.

    Not to 才讲 and the like: a name may end with 才 (在育才讲), or with a campus.
    """
    found = find_schools(text, directory)
    if len(found) > 1:
        found = [one for one, after in zip_longest(found, found[1:]) if not _goes_on(one, after)]
    sure = {n.start: n.school for n in found if n.school and not n.why}
    schools = found if len(sure) == len(found) else _believed(text, found, sure, words, topics)
    if len(schools) < 2:
        return schools
    schools += _of_a_pair(text, schools)
    passed = [named for named in schools if _in_passing(text, named)]
    if not passed:
        return schools
    placed = [named for named in schools if named not in passed]
    return [n for n in schools if n not in passed or not any(_together(text, n, p) for p in placed)]


def _believed(
    text: str, found: list[Named], sure: dict[int, School], words: dict[str, list[Hit]], topics: list[Hit]
) -> list[Named]:
    """The names found without the guesses that something speaks against."""
    said, starts = _said(words, topics), {hit.start for hit in topics}
    pupils = covered(words.get("pupils", ()))
    headed = _HEADED.search(text) if ":" in text else None
    schools = []
    for one in found:
        named = one
        if one.why == "stem" and (_COUNTED.match(text, one.end) or _only_cut_short(text, one)):
            named = one._replace(why="short")
        elif one.why == "stem" and headed and headed.end() <= one.start:
            fitting = tuple(s for s in one.schools if headed["level"] in s.name + s.kind)
            named = one._replace(schools=fitting or one.schools, why="short")
        if named.why == "stem" and not _ends_as_name(text, named.end, starts):
            continue
        if named.start in sure:
            schools.append(named)
        elif (
            _is_free(text, named, said - _of_name(text, named, topics))
            and (named.schools or _is_free(text, named, pupils))
            and not _beside(named, text, sure)
        ):
            meant = tuple({s.name: s for s in named.schools if s in sure.values()}.values())
            schools.append(named._replace(schools=meant, why="short") if len(meant) == 1 else named)
    return schools


def _of_name(text: str, named: Named, topics: list[Hit]) -> set[int]:
    """The places of topics that are part of the one name that is misspelt (落水动小学 for 落水洞小学)."""
    if named.why != "typo" or named.school is None:
        return set()
    within = (hit for hit in topics if named.start <= hit.start and hit.end <= named.end)
    return covered(hit for hit in within if text[hit.start : hit.end] in named.school.name)


def _said(words: dict[str, list[Hit]], topics: list[Hit]) -> set[int]:
    """The places of other words, before which a guess at a name gives way."""
    others = (hit for group, hits in words.items() if group not in _IN_NAMES for hit in hits)
    return covered([*topics, *(hit for hit in others if hit.end - hit.start > 1)])


def _goes_on(one: Named, after: Named | None) -> bool:
    """Whether a school's name is only the beginning of the next, its campus (实验小学江北校区)."""
    if after is None or one.end != after.start or not (one.school and after.school):
        return False
    return after.school.name.startswith(one.school.name)


def _only_cut_short(text: str, stem: Named) -> bool:
    """Whether one school alone begins so, by a name of its own, and no ending follows that may be another."""
    quoted = text[stem.start - 1 : stem.start] in ('"', "“")
    own = not quoted and not text.startswith(tuple(WORDS["generic"]), stem.start)
    return own and len(stem.schools) == 1 and not ENDING.match(text, stem.end)


def _is_free(text: str, named: Named, said: Set[int]) -> bool:
    """Whether no other word stands within a guess."""
    return said.isdisjoint(range(named.start, _campus(text, named)))


def _campus(text: str, named: Named) -> int:
    """Where a misspelt name ends, without its campus, which is a word of its own (文唱小学北校区)."""
    campus = _CAMPUS_END.search(text, named.start, named.end) if named.schools else None
    return campus.start() if campus else named.end


def _of_a_pair(text: str, schools: list[Named]) -> list[Named]:
    """Where one of just two schools is meant by its order (前者讲禁毒,后者讲反诈)."""
    pairs = list(_PAIR.finditer(text))
    before = [named for named in schools if pairs and named.end <= pairs[0].start()]
    if len(before) != 2:
        return []
    return [before[0 if m["first"] else 1]._replace(start=m.start(), end=m.end(), why="short") for m in pairs]


def _ends_as_name(text: str, end: int, topics: Container[int]) -> bool:
    """Whether what follows a name cut short may follow a school (云台反诈275人, but not 铁路沿线)."""
    after = text[end : end + 1]
    return not after.isalnum() or after.isdigit() or after in _AFTER_STEMS or end in topics


def _beside(named: Named, text: str, sure: Container[int]) -> bool:
    """Whether a full name follows at once and says it better (实验学校海韵校区, 外国语学校(岚外))."""
    return named.end in sure or (text[named.end : named.end + 1] == "(" and named.end + 1 in sure)


def _in_passing(text: str, named: Named) -> bool:
    """Whether a school is only passed by, or says where another is or where somebody comes from."""
    before, after = text[max(0, named.start - 5) : named.start], named.end
    if before[-1:] in _COMPARING and _MEASURED.match(text, after):
        return True
    if before[-1:] == "比" and _MORE.match(text, after):
        return True
    stopped = _STOPPED.match(text, after) is not None
    if (_PASSED.search(before) and not stopped) or _LANDMARK.match(text, after) or _GUEST.match(text, after):
        return True
    came = before.endswith("从") and _LEFT.match(text, after)
    led = _PERSON.match(text, after)
    if led and text.startswith(_LEADS, led.end()):
        return True
    return bool(came or (_WITH.search(before) and _PERSON.match(text, after)))


def _together(text: str, one: Named, other: Named) -> bool:
    """Whether two schools are named in one sentence."""
    return not _STOP.search(text, min(one.end, other.end), max(one.start, other.start))
