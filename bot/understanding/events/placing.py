"""What was found in a text, given to the clauses in which it stands."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence

from bot.understanding.events.clauses import Clause
from bot.understanding.text.lexicon import Hit
from bot.understanding.text.noise import ORDINAL
from bot.understanding.text.spans import Span

_SEASON = re.compile(
    r"》?(?:(?:普法|法律|知识|口袋|图)*(?:读本|手册|口袋书|图书|书籍)|漫画(?!课)|绘本(?![课故讲])|读物|单行本|[约共]?\d+[本册套])|(?:安全)?(?:宣传|教育|活动|主题|普法)*(?:周|月|季)(?![一二三四五六日天末])|(?:日|节)?(?:那天|当天|当日)"
    r"|(?:宣传|教育|普法)?(?:传单|手册|读本|书籍|书(?![法记画])|海报|折页|小?册子|宣传[册单页]|资料|横幅"
    r"|名片|(?:联系|服务|便民|明白|提示)卡|卡片|扇子|手环|书签(?!制作|设计)|贴纸|光盘|挂历|日历|袋子?|徽章)"
)
"""After a topic's phrase: a season that frames the event (宪法宣传周), or what was only handed out."""
_GIVEN = re.compile(
    r"(?:[送捐赠发领]|人手|[每一]人|每个?班|每户|每家)[^,。;\n《]{0,8}?[本册套](?:《[^《》]{0,4})?$"
)
"""Before a topic's phrase: it is the title of books that were given (送了50本民法典, 一人一本《民法典》)."""


def owners(clauses: list[Clause], length: int) -> list[Clause]:
    """The clause of each place of a text so long, and of its end; what stands between two is the first's."""
    owned: list[Clause] = []
    for clause, end in zip(clauses, [*(c.start for c in clauses[1:]), length + 1], strict=True):
        owned += [clause] * (end - len(owned))
    return owned


def put(places: Sequence[Clause], name: str, found: Iterable[Span]) -> None:
    """Adds what was found to the lists of this name of the clauses it begins in."""
    for one in found:
        getattr(places[one.start], name).append(one)


def put_topics(places: Sequence[Clause], text: str, topics: Iterable[Hit], named: Container[int]) -> None:
    """Topics that are told of, and apart from them those that are denied; none in what is `named`."""
    gifts = "本" in text or "册" in text or "套" in text
    for hit in topics:
        start = hit.start
        if start in named or _SEASON.match(text, hit.end):
            continue
        if gifts and _GIVEN.search(text, max(0, start - 12), start):
            continue
        clause = places[start]
        if clause.denied(start):
            clause.words.setdefault("untold", []).append(hit)
        else:
            clause.topics.append(hit)


def put_words(
    places: Sequence[Clause],
    text: str,
    words: dict[str, list[Hit]],
    named: Container[int],
    hidden: Mapping[str, Container[int]],
) -> None:
    """The words of each group, but for those within what is `named`, or `hidden` where they stand."""
    for match in ORDINAL.finditer(text) if "场" in text else ():
        places[match.start()].words.setdefault("ordinal", []).append(Hit(*match.span(), match[0]))
    for group, hits in words.items():
        here = hidden.get(group, ())
        for hit in hits:
            start = hit.start
            if not (hit.key == "none" or start in named or start in here):
                places[start].words.setdefault(group, []).append(hit)
