"""What a message is for where its words leave no doubt, however whole the event is that it names."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.changes.corrections import COUNTS, sets_anew
from bot.understanding.changes.set_figures import set_figures
from bot.understanding.intents.manual import asks_how_to_use, begins_with_how
from bot.understanding.intents.reading import Reading
from bot.understanding.result import Intent
from bot.understanding.text.numbers import alternatives

_WORDS = data.load("words/certain")
_N = r"(?:(?<!\d)\d{1,6}(?:\.\d{1,2})?|[一二两三四五六七八九十百千]{1,7})"
_COUNTED = rf"{_N}[^\W\d]{{0,3}}"
_NOT = "(?:不是|并非|而非|not |instead of |rather than )"
_DENIED_FIGURE = re.compile(
    rf"{_NOT}[ ]?{_COUNTED}[, ]{{0,2}}而?(?:应该|应当)?[是为有] ?{_COUNTED}"
    rf"|{_COUNTED}[, ]{{0,2}}而?{_NOT}[ ]?{_COUNTED}"
    rf"|{_COUNTED}(?:改(?:[成为到作]|(?=[\d一二三四五六七八九]))|→|->|=>)[ ]?{_COUNTED}"
)
"""A figure beside one that is denied, or that it takes the place of (不是170,是117; 260改到280)."""
_BECOMES = alternatives(_WORDS["becomes"])
_FIGURES = [word for words in data.load("words/corrections")["figures"].values() for word in words]
_SET_ANEW = re.compile(
    rf"(?:{alternatives(_FIGURES)})[^,。;\n]{{0,8}}?(?:[, ]{{0,2}}(?:{_BECOMES})|改[成为到至])[ ]?"
    rf"{_N}(?!\d|[^\W\d]{{0,3}}了)"
    rf"|{_COUNTED}[, (]{{0,2}}(?:{_BECOMES})[ ]?{_COUNTED}"
    rf"|(?<![\d:.点改])\d{{2,4}}[人名]?[ ]?改[ ]?\d{{2,4}}(?![\d:.点室])"
    rf"|(?:{alternatives(_FIGURES)})[都又也给我]{{0,2}}[写填登报记录打输][错反串]了?"
    rf"[^。;\n]{{0,12}}?[为是][ ]?{_N}"
    rf"|(?:{alternatives(_WORDS['entered'])})[ ]?{_COUNTED}[, ]{{0,2}}(?:其实|{_BECOMES})是?[ ]?{_COUNTED}"
)
"""A figure of an entry is set right, whether or not one is pointed at (人数200改成210, 180人应为108人)."""
_LEFT_OUT = re.compile(rf"(?:{alternatives(_WORDS['fields'])})(?:[忘漏没未少]|还没)[了填写报登记上加有]")
"""A field of an entry that was left empty (人数没写, 课时忘填了)."""
_FIELD_DENIED = re.compile(
    rf"[\W_]*(?:{alternatives(_WORDS['fields'])}){_NOT}[^,。;\n]+,?(?:而|应该?)?是[^,。;\n]+"
)
"""A field that was filled in wrong, and what it is, and nothing more (主题不是网络安全,是防性侵)."""
_WITHDRAWN = re.compile(
    rf"(?:^|[,。;\n (【\[])[\[【( ]{{0,3}}(?:{alternatives(_WORDS['withdrawn'])})"
    r"[\]】) !。:]{0,3}(?:$|(?<=[\]】):]))"
)
"""Nothing but the word that takes an entry back, at the beginning or the end (【撤回】9月10日…)."""
_VERBS, _ENTRIES = alternatives(_WORDS["takes_back"]), alternatives(_WORDS["entries"])
_KEPT = re.compile(
    rf"(?:{alternatives(_WORDS['stays'])})(?:再|急着|给我|帮我|把它|to)?[ ]?(?:{_VERBS})|留着|保留"
)
"""An entry is not to be taken back (上午那条不用删,把学校换成四中)."""
_POLITELY = alternatives(_WORDS["politely"])
_ONE = "(?:[这此该一两]?[条遍次个]|重复的)?"
_ENDED = r"(?:一下|下|了|掉|吧|哈|啊|算了|谢谢|one)*(?=[ ]?(?:[,。;!:\n)】]|$))"
_TAKEN_BACK = re.compile(
    rf"(?<![分纪罪天话])(?:{_ENTRIES})[ ]?(?:[都请就给我先要应该得 ]|麻烦|帮忙)*(?:{_VERBS}){_ENDED}"
    rf"|(?:\d[人名]?|(?:^|[,。;\n ])(?:{_POLITELY}|[ ]){{0,3}}+)(?:{_VERBS}){_ONE}{_ENDED}"
    rf"|\b(?:please|pls|kindly|can you|could you) (?:{_VERBS})\b"
)
"""An entry is taken back (…的记录作废, …240人作废, …240人,麻烦撤销)."""
_NAMED_TAKEN_BACK = re.compile(
    rf"^[\W_]*+(?:{_POLITELY}|[ ,])*+(?:{_VERBS})(?![了过])[^,。;\n]+"
    rf"|(?:把|将)[^。;\n]{{1,40}}(?:{_VERBS}){_ENDED}"
    rf"|(?:不用|不要|不必|无需|别)再?[登记报录入填]{{1,2}}了(?=[ ]?(?:[,。;!\n]|$))"
)
"""The same, if a clause of it says what was entered (删除昨天二小…, 把昨天二小…撤掉, 二小那场不用登了)."""
_NOT_COUNTED = re.compile(
    r"[这那上](?:一?[个条场次笔]|一)[都就也]?(?:不算|不要|别算)(?:数|了|的)?(?=[,。;! \n]|$)"
)
"""What is pointed at does not count (刚才那个不算)."""
_FIGURE_ASKED = re.compile(
    rf"(?<!算)是不是(?:只?有|就|约|大概|一共|共)?[ ]?{_COUNTED}[啊呀呢]?(?:[?。,]|$)"
    rf"|(?:{_COUNTED}|[吗么])[?, ]{{0,2}}还是(?:只?有|约|大概)?[ ]?{_COUNTED}[啊呀呢来着]{{0,2}}[?。]?$"
    rf"|(?<!第){_N}[人场次名位份件][吗么?]?[ ]?[?]?$(?<=[吗么?])"
)
"""A figure of an entry that is asked for (登记的是不是286, 有1200人吗 还是1100, 是讲了一场还是两场)."""
_ENGLISH_QUESTION = re.compile(
    r"\s*(?:was|were|did|does|do|is|are|has|have|how many|which|who)\b[^?]{1,200}[?]\s*$"
)
_ALTERNATIVE = re.compile(r"是[^,。;]{1,14}还是[^,。;]{1,14}[?]?$")
"""Which of two it was is asked (那场是讲禁毒还是讲反诈)."""
_ASKED = re.compile(rf"(?:{alternatives(_WORDS['asked'])})")
_CONGRATULATES = re.compile(r"[\W_]*(?:热烈)?(?:恭喜|祝贺|恭贺|congratulations|congrats)")
_LOOSELY = frozenset(_WORDS["loosely"])
_SIGNS = frozenset(
    {"untold", "dropped", "refer", "entry", "withdraw", "unheld", "correct", "unlike", "verb", "how"}
)
_SIGNS |= {"praise", "notice", "wh", "asking", "next", "few", "surely"}
_MARKS = re.compile("[?→>]")
"""The groups of words, and the marks, one of which stands wherever an intent is said outright."""
_UNSURE = re.compile("记不|没数|不清|忘了|不知道|没看")


def surely(reading: Reading) -> Intent | None:
    """What a message is for beyond doubt; None where it has to be weighed."""
    outright = None
    if not reading.said.isdisjoint(_SIGNS) or _MARKS.search(reading.text):
        outright = _said_outright(reading)
    return outright or ("plan" if reading.surely_coming else None)


def _said_outright(reading: Reading) -> Intent | None:
    """What words say a message is for, whatever it tells."""
    if _takes_back(reading):
        return "cancel"
    if reading.cue("how") and not reading.past and asks_how_to_use(reading.text, asked=False):
        return "help"
    if _passed_on(reading) or (reading.cue("dropped") and reading.only_invited):
        return "smalltalk"
    denied = reading.cue("untold") and _FIELD_DENIED.fullmatch(reading.text.rstrip("。! "))
    if (
        (denied and reading.fix)
        or (_points_at_an_entry(reading) and _sets_right(reading))
        or _sets_anew(reading)
    ):
        return "correct"
    return "query" if _asks_for_a_figure(reading) else None


def _takes_back(reading: Reading) -> bool:
    """Whether an entry is withdrawn, whole, and nothing put in its place or cut from a paper."""
    if reading.cue("refer") and _NOT_COUNTED.search(reading.text):
        return not reading.counted_heads
    if not reading.any_cue("withdraw", "unheld") or (reading.cue("how") and begins_with_how(reading.text)):
        return False
    if reading.cue("withdraw") and _WITHDRAWN.search(reading.text):
        return True
    if reading.any_cue("papers", "object", "moved"):
        return False
    named = _NAMED_TAKEN_BACK.search(reading.text)
    if named is None:
        return _TAKEN_BACK.search(reading.text) is not None
    within = (c for c in reading.clauses if c.start < named.end() and c.end > named.start())
    return any(c.schools or c.days or c.has_any("entry", "refer") for c in within)


def _passed_on(reading: Reading) -> bool:
    """Whether somebody is congratulated, or a notice passed on, and nothing was done."""
    if reading.cue("praise") and _CONGRATULATES.match(reading.text):
        return not reading.counted_heads
    if reading.cue("praise") and not any(e.schools or e.days or e.amounts for e in reading.events):
        return True
    listed = reading.cue("agenda") and sum(bool(e.schools and e.days) for e in reading.events) > 1
    return reading.cue("notice") and reading.cue("circular") and not (reading.cue("done") or listed)


def _points_at_an_entry(reading: Reading) -> bool:
    """Whether one of several is pointed at (那场, 上一条), and not in passing (刚才, 那个)."""
    if reading.cue("entry") or not reading.cue("refer"):
        return reading.cue("entry")
    return any(
        clause.text[hit.start - clause.start : hit.end - clause.start] not in _LOOSELY
        for clause in reading.clauses
        for hit in clause.words.get("refer", ())
    )


def _sets_right(reading: Reading) -> bool:
    """Whether an entry is pointed at, and said to be corrected, or a figure in it denied or filled in."""
    words = reading.text
    denied, left_out = _DENIED_FIGURE.search(words), _LEFT_OUT.search(words)
    anew = _KEPT.search(words) and (sets_anew(words, reading.clauses) or set_figures(words))
    firmly = (reading.cue("entry") and reading.cue("correct")) or anew
    if not (denied or left_out or firmly):
        return False
    return not COUNTS.isdisjoint(reading.fix) or bool((left_out or firmly) and reading.fix)


def _sets_anew(reading: Reading) -> bool:
    """Whether a field of what was entered is set right, and not one that was only meant at first."""
    arrow = "→" in reading.text or ">" in reading.text
    if not (arrow or reading.any_cue("correct", "unlike", "verb")) or reading.any_cue(
        "instead", "papers", "object"
    ):
        return False
    said = sum(len(event.heads) for event in reading.events)
    if (said > 1 and reading.cue("repair")) or sum(event.crowd for event in reading.past) > 1:
        return False
    if not _SET_ANEW.search(reading.text):
        return False
    return not COUNTS.isdisjoint(reading.fix)


def _asks_for_a_figure(reading: Reading) -> bool:
    """Whether it is asked if a figure is right, which it is, or whether somebody has entered the event."""
    words = reading.text.rstrip()
    if not (words.endswith("?") or reading.any_cue("wh", "asking", "next", "few", "surely")):
        return False
    if all(event.empty for event in reading.events) or _UNSURE.search(words):
        return False
    if _ENGLISH_QUESTION.match(words) or _FIGURE_ASKED.search(words) or _ASKED.search(words):
        return True
    return _ends_asking(reading)


def _ends_asking(reading: Reading) -> bool:
    """Whether the last clause surely asks, and nobody was counted (那场反诈 谁去讲的)."""
    last = reading.clauses[-1]
    told = any(event.heads or event.counted("cases") for event in reading.past)
    if not (told or reading.cue("help")) and _ALTERNATIVE.search(reading.text):
        return True
    return last.has("surely") and not told and not last.counted("audience", "bare") and last in reading.asking
