"""What is wrong with a template of the report: the placeholder that is meant, as it stands in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from jinja2 import StrictUndefined, TemplateError, UndefinedError, meta
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

Wrong = Literal["unknown", "unclosed", "unpaired", "broken", "forbidden", "no_docx", "too_large"]
FAILURES = (TemplateError, TypeError, ArithmeticError, LookupError)
"""What a template can come to."""
_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STRAY = re.compile(r"(\{\{|\{%|\}\}|%\}).{0,30}")
_TAG = re.compile(r"\{%-?\s*(?:(?:tr|tc|p|r)\s+)?(?P<content>(?P<word>\w*).*?)-?%\}", re.DOTALL)
_ROW = re.compile(r"^\{([{%])-?(?:tr|tc|p|r)\s")
_AROUND = {
    "for": "{%% %s %%}{%% endfor %%}",
    "if": "{%% %s %%}{%% endif %%}",
    "elif": "{%% if 1 %%}{%% %s %%}{%% endif %%}",
    "else": "{%% if 1 %%}{%% %s %%}{%% endif %%}",
    "set": "{%% %s %%}",
}
"""What makes a whole of each tag that may stand between {% %}."""
_BELONGS = {"endfor": ("for",), "endif": ("if",), "elif": ("if",), "else": ("if", "for")}
"""Within what each of these stands."""
_ENDS = ("endfor", "endif")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and the placeholders that it is about, whole; none where it is the file itself."""

    wrong: Wrong
    places: tuple[str, ...] = ()


class TemplateProblemError(Exception):
    """A template can't be used."""

    def __init__(self, wrong: Wrong, *places: str) -> None:
        self.problem = Problem(wrong, places)
        super().__init__(
            " ".join((f"{wrong.replace('_', ' ')}:", *places)) if places else wrong.replace("_", " ")
        )


class Plain(ImmutableSandboxedEnvironment):
    """Jinja for people who restyle a document: names, conditions, rows; nothing that could run for ever."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.globals.clear()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        raise SecurityError(operator)


def check(texts: Sequence[str]) -> None:
    """That every brace is closed, every placeholder can be read, and what is begun is ended.

    Raises:
        TemplateProblemError: naming the first that is not.
    """
    for text in texts:
        if stray := _STRAY.search(_WHOLE.sub("", text)):
            raise TemplateProblemError("unclosed", stray[0])
    for placeholder in _placeholders(texts):
        _parse(placeholder)
    _check_pairs(texts)


def _parse(placeholder: str) -> None:
    try:
        Plain().parse(_alone(placeholder))
    except TemplateError:
        raise TemplateProblemError("broken", placeholder) from None


def _check_pairs(texts: Sequence[str]) -> None:
    begun: list[tuple[str, str]] = []
    for placeholder in _placeholders(texts):
        tag = _TAG.fullmatch(placeholder)
        word = tag["word"] if tag else ""
        if word in ("for", "if"):
            begun.append((word, placeholder))
        elif word in _BELONGS and not (begun and begun[-1][0] in _BELONGS[word]):
            raise TemplateProblemError("unpaired", placeholder)
        elif word in _ENDS:
            begun.pop()
    if begun:
        raise TemplateProblemError("unpaired", begun[-1][1])


def diagnosed(
    texts: Sequence[str], values: Mapping[str, Any], undeclared: Iterable[str], error: Exception | None = None
) -> TemplateProblemError:
    """What a template came to: every placeholder that is unknown, else the first that can't be worked out.

    Args:
        texts: the paragraphs.
        values: what there is to fill in.
        undeclared: names that neither the values nor the template's own loops know.
        error: what filling it in came to.
    """
    missing = frozenset(undeclared)
    found = [(one, _fault(one, values, missing)) for one in dict.fromkeys(_placeholders(texts))]
    unknown = [one for one, wrong in found if wrong == "unknown"]
    if unknown:
        return TemplateProblemError("unknown", *unknown)
    for one, wrong in found:
        if wrong:
            return TemplateProblemError(wrong, one)
    return _by_message(texts, error)


def _fault(placeholder: str, values: Mapping[str, Any], missing: frozenset[str]) -> Wrong | None:
    """What is wrong with one placeholder by itself; one that a loop's row is needed for is not tried."""
    alone = _alone(placeholder)
    try:
        names = meta.find_undeclared_variables(Plain().parse(alone))
        if not names - set(values):
            Plain().from_string(alone).render(values)
    except FAILURES as error:
        return _meaning(error)
    return "unknown" if names & missing else None


def _meaning(error: Exception) -> Wrong:
    """What an error says is wrong; a forbidden thing is one of the errors of templates."""
    if isinstance(error, SecurityError):
        return "forbidden"
    return "unknown" if isinstance(error, UndefinedError) else "broken"


def _by_message(texts: Sequence[str], error: Exception | None) -> TemplateProblemError:
    """The placeholders with the name that Jinja quotes last: 'dict object' has no attribute 'nam'."""
    quoted = re.findall(r"'([^']+)'", str(error))
    word = re.compile(rf"\b{re.escape(quoted[-1])}\b") if quoted else None
    places = [one for one in dict.fromkeys(_placeholders(texts)) if word and word.search(one)]
    return TemplateProblemError(_meaning(error) if error else "broken", *places)


def _placeholders(texts: Iterable[str]) -> Iterator[str]:
    return (one for text in texts for one in _WHOLE.findall(text))


def _alone(placeholder: str) -> str:
    """A placeholder as a template of its own."""
    tag = _TAG.fullmatch(placeholder)
    if tag is None:
        return _ROW.sub(r"{\1 ", placeholder)
    return "" if tag["word"] in _ENDS else _AROUND.get(tag["word"], "{%% %s %%}") % tag["content"]
