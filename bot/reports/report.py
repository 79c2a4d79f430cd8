"""The Word report: a template with its placeholders filled in, what is missing marked yellow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx.enum.text import WD_COLOR_INDEX
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from docxtpl import DocxTemplate

from bot.reports import placeholders
from bot.reports.material import wording
from bot.reports.specimen import specimens
from bot.reports.template_problems import FAILURES, Plain, TemplateProblemError, check, diagnosed

MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes; a report without pictures is a thousandth of it."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def tried(template: bytes) -> frozenset[str]:
    """The placeholders of a template that can be used: it was rendered for a full and for an empty year.

    Raises:
        TemplateProblemError: it can't.
    """
    for material in specimens():
        render(template, placeholders.values(material))
    return frozenset(_opened(template).get_undeclared_template_variables(Plain()))


def render(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The template with these values, as a .docx.

    Raises:
        TemplateProblemError: a placeholder is unknown or broken, or the file is no .docx.
    """
    document, environment = _opened(template), Plain()
    texts = list(_texts(document))
    check(texts)
    undeclared: set[str] = set()
    try:
        undeclared = document.get_undeclared_template_variables(environment) - set(values)
        if not undeclared:
            document.render(_clean(values), environment)
    except FAILURES as error:
        raise diagnosed(texts, values, undeclared, error) from None
    if undeclared:
        raise diagnosed(texts, values, undeclared)
    _mark_missing(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _opened(template: bytes) -> DocxTemplate:
    document = DocxTemplate(BytesIO(template))
    try:
        with ZipFile(BytesIO(template)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise TemplateProblemError("too_large")
        document.init_docx()
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        raise TemplateProblemError("no_docx") from None
    return document


def _clean(value: Any) -> Any:
    """Without the characters that a .docx can't hold."""
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_clean(one) for one in value]
    return _CONTROL.sub("", value) if isinstance(value, str) and _CONTROL.search(value) else value


def _texts(document: DocxTemplate) -> Iterator[str]:
    return (paragraph.text for paragraph in _paragraphs(document))


def _paragraphs(document: DocxTemplate) -> Iterator[Paragraph]:
    """Those of the body, of every cell, and of what stands at the head and foot of pages."""
    around = (
        part.element
        for uri in (document.HEADER_URI, document.FOOTER_URI)
        for _, part in document.get_headers_footers(uri)
    )
    body = document.docx.element.body  # its `get_docx` would load the template anew
    return (Paragraph(one, document.docx) for root in (body, *around) for one in root.iter(qn("w:p")))


def _mark_missing(document: DocxTemplate) -> None:
    missing = wording()["missing"]
    for paragraph in _paragraphs(document):
        for run in paragraph.runs if missing in paragraph.text else ():
            _mark(run, missing)


def _mark(run: Run, missing: str) -> None:
    """Cut a run into what is missing, in yellow, and what is not."""
    for piece in re.split(f"({re.escape(missing)})", run.text):
        if piece:
            part = deepcopy(run._r)
            run._r.addprevious(part)
            cut = Run(part, run._parent)
            cut.text = piece
            if piece == missing:
                cut.font.highlight_color = WD_COLOR_INDEX.YELLOW
    run._r.getparent().remove(run._r)
