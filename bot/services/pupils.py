"""Likely names of pupils in a message: no record here may hold one, so the writer is told (rule 12).

Careful rather than complete: a surname with a given name counts only beside a word that makes it a pupil's.
The words are data, `bot/data/pupils.toml`; how seldom it errs is measured in tests/services/test_pupils.py.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache

from bot import data


def likely_pupils(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names in `text` that are likely pupils', each once, in its order; `known` ones are not."""
    found = (match["after"] or match["before"] for match in _pattern().finditer(text))
    return tuple(dict.fromkeys(name for name in found if name not in known))


@cache
def _pattern() -> re.Pattern[str]:
    """A name right after a word that makes it a pupil's, or right before one."""
    words = data.load("pupils")
    surname = rf"(?:{_any(words['compound'])}|[{''.join(words['surnames'].split())}])"
    name = rf"(?!{_any(words['never'])}){surname}[{''.join(words['given'].split())}]{{1,2}}"
    leading, marks = (
        _any([*words["before"], *words["measures"]]),
        _any([*words["called"], *words["suffered"]]),
    )
    after = rf"{leading}[::\s]?(?P<after>{name})(?=$|\W|{_any(words['ends'])}|{marks})"
    return re.compile(rf"{after}|(?P<before>{name})(?={marks})")


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"
