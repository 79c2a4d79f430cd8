"""Where words say nothing: in quotations and titles, of a mere room, in forms' empty fields, at a school."""

from __future__ import annotations

import re

from bot import data
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.numbers import alternatives
from bot.understanding.text.spans import covered

_QUOTED = re.compile(r"《[^》]{0,60}》|“[^”]{0,60}”|「[^」]{0,60}」|\"[^\"]{0,60}\"")
_MOODS = ("wh", "surely", "help", "plan", "withdraw", "unheld", "correct", "notice", "asking", "verb")
"""Words that say what a message is for, unless they stand in a title or a quotation."""
_TOLD = ("lecture", "legal_matter", "consultation")
"""Words of these kinds within a topic's phrase are what was told, not what was done (讲 in 学宪法讲宪法)."""
_INDOORS = re.compile(
    r"(?:改|挪|搬|移|换|转|调整|缩短|压缩|延长)(?:成了?|到了?|在了?|为|进了?|去了?)"
    r"(?:[一-龥]{0,4}?(?:室|厅|馆|堂|操场|走廊|里|楼|棚|线上|网上|直播|广播|视频|分班)"
    r"|[\d一二两三四五六七八九十半.]{1,3}(?:个半?小时|小时|个钟头|分钟|刻钟|个半天))"
)
_TO_FIGURE = re.compile(
    r"(?:改到|推到|挪到|延到|改成|换成|改为)[ ]?\d+(?:人|名|个人|人次|课时|件|份|篇|场)?(?=[,。;!? \n]|$)"
)
"""Some value is changed to a figure (从260改到280): nothing was moved to another day."""
_BY_OTHERS = re.compile(
    r"(?:让|叫|要求|建议|请)(?:他们|她们|对方|学校|校长|校方|人家|甲方|乙方|园方|园长|厂家|公司|供货商|供应商|食堂|房东|物业)"
    r"(?:把[^,。;]{0,8})?(?:给)?(?:改|换|调整|更正|修改)[一了]?[下成为到]"
)
"""Others were told to change something, in their papers (我让他们改成百分之十)."""
_CHANGES = ("correct", "amend", "unheld", "moved")
"""Words of these groups change an entry or an event, unless only the room was another one."""
_HIDDEN = frozenset({*_MOODS, *_CHANGES})
"""Without a word of these groups nothing has to be hidden that a quotation or a room would hide."""
_OF_SCHOOL = re.compile(r"(?:他们|学校|校园|校内|该校)的?(?:(?![去到赴进组带来])[一-龥]){0,4}$")
"""Before a place to visit: it is the school's own (参观了他们的法治教育馆)."""
_EMPTY = re.compile(r"人?[ ]?:[ ]?(?:暂?无|没有|空|/|-+)?[ ]?(?:\n|$)")
"""After the label of a form: nothing is filled in."""
_NUMBER = re.compile(
    r"(?:号码?)?[是为: ]{0,3}(?:\+?86[ -]?)?(?:0\d{2,3}[ -]?)?\d{7,11}(?!\d)|(?:号码?)?[是为: ]{0,2}1[3-9]x+"
)
"""After 电话: a number one can be called at, no call that was answered (电话:13900000000)."""
_INVITES = re.compile(
    r"[^,。;\n]{0,6}?(?:能不能|可不可以|能否|可否|有没有空|有没有时间|有空没|有无时间|[啥什]么?时候|哪天|几号|几时|下[周月个次回]|明年|要不要)"
    r"[^,。;\n]{0,8}?(?:(?<=[啥么]时候|.几时|.哪天)[上开办搞讲]|再?[来去]讲|再讲|再[来去](?!告|找|要|闹)|[来去](?:他们|她们|我们|那边|那里|学校)|讲[一两堂场课讲]|上[课堂节]|上[一两][堂节])"
)
_ASKS_FOR = re.compile(f"问{_INVITES.pattern}")
"""After a call or a question: it only asks for a talk to come (打电话问能不能再讲一场)."""
_STAYS = re.compile(
    rf"(?:{alternatives(data.load('words/certain')['stays'])})(?:再|急着|给我|帮我|把它|to)?[ ]?$"
)
"""Just before a word that takes an entry back: the entry stays (上一条不用删)."""
_NOT_FAR = 12
_SAYING = 10
"""Characters at most between a call and what it says is off."""
_SAYS, _PAUSES = re.compile("说|通知|告知|告诉"), re.compile("[,。;\n]")
_OPEN = re.compile(r"[^,。;\n]{0,12}开放")


def hiding(text: str, words: dict[str, list[Hit]], topics: list[Hit]) -> dict[str, set[int]]:
    """The places where the words of a group say nothing: in quotations, in other words, of a mere room."""
    silent = {"kind": _idle_kinds(text, words, topics)}
    if "court" in words:
        silent["court"] = covered(h for h in words.get("kind", ()) if h.key == "activity") | {
            place.start for place in words["court"] if _is_of_school(text, place)
        }
    if not _HIDDEN.isdisjoint(words):
        silent.update(_unmeant(text, words))
    return silent


def _unmeant(text: str, words: dict[str, list[Hit]]) -> dict[str, set[int]]:
    """Where words say neither what the message is for nor that an event changed: in quotations, of a room."""
    quoted = _matched(_QUOTED, text)
    indoors = _matched(_INDOORS, text) | quoted
    if "改" in text or "换" in text:
        indoors |= _matched(_BY_OTHERS, text)
    silent = dict.fromkeys(_MOODS, quoted) | dict.fromkeys(_CHANGES, indoors)
    if "withdraw" in words:
        kept = (h for h in words["withdraw"] if _STAYS.search(text, max(0, h.start - _NOT_FAR), h.start))
        silent["withdraw"] = quoted | {hit.start for hit in kept}
    if "unheld" in words or "moved" in words:
        silent |= dict.fromkeys(("unheld", "moved"), indoors | _matched(_TO_FIGURE, text))
    return silent


def _idle_kinds(text: str, words: dict[str, list[Hit]], topics: list[Hit]) -> set[int]:
    """Where words for a kind name nothing that was done: in a form's empty field, a topic, an invitation."""
    kinds = words.get("kind", ())
    idle = {h.start for h in kinds if _EMPTY.match(text, h.end)} if ":" in text else set()
    if "问" in text:
        idle |= {h.start for h in kinds if h.key == "consultation" and _INVITES.match(text, h.end)}
    if "unheld" in words:
        idle |= {h.start for h in kinds if h.key == "consultation" and _puts_off(text, h, words["unheld"])}
    if "电话" in text:
        idle |= {hit.start for hit in kinds if _NUMBER.match(text, hit.end)}
    if kinds and ("”" in text or "》" in text):
        begins = {h.start for h in kinds}
        titles = (m for m in _QUOTED.finditer(text) if m.end() in begins)
        idle |= {place for title in titles for place in range(*title.span())}
    if topics and kinds:
        told = covered(topics)
        idle |= {h.start for h in kinds if h.key in _TOLD and h.start in told and h.end - 1 in told}
    return idle


def _matched(pattern: re.Pattern[str], text: str) -> set[int]:
    """The places of the text that the matches of a pattern cover."""
    return {place for match in pattern.finditer(text) for place in range(*match.span())}


def _puts_off(text: str, call: Hit, unheld: list[Hit]) -> bool:
    """Whether a call only says that something is off (学校来电说改天)."""
    between = (text[call.end : off.start] for off in unheld if 0 < off.start - call.end <= _SAYING)
    return any(_SAYS.search(words) and not _PAUSES.search(words) for words in between)


def _is_of_school(text: str, place: Hit) -> bool:
    """Whether a place to visit is a school's own, and not open to visitors (校内的基地开放参观)."""
    if text[place.start] in "来到":
        return False  # 三所学校来院参观
    own = _OF_SCHOOL.search(text, max(0, place.start - 9), place.start)
    return own is not None and not _OPEN.match(text, place.end)


def invitations(text: str) -> list[Hit]:
    """Where somebody only asks for a talk to come (打电话问能不能再讲一场)."""
    return [Hit(*match.span(), "invites") for match in _ASKS_FOR.finditer(text)]
