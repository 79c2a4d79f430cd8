"""Telegram's HTML, read and refused as Telegram does (tdlib, MessageEntity.cpp, parse_html)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.practice.entities import Formatted, units
from bot.practice.refusals import bad_request
from bot.practice.store import Json

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "a": "text_link",
    "span": "spoiler", "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]+)|#(?P<decimal>[0-9]+)|(?P<name>[a-zA-Z]+));?")
SPACE = re.compile(r"\s*")
TAG_NAME = re.compile(r"</?([^\s>]*)")
ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*")


@dataclass(slots=True)
class _Open:
    """A tag waiting for its end."""

    tag: str
    attributes: dict[str, str]
    offset: int
    begins: int
    slot: int


def parse_html(html: str) -> Formatted:
    """The text of `html` and its entities.

    Raises:
        RefusedError: "can't parse entities: …", with Telegram's reason and its byte offset.
    """
    return _Reader(html).read()


class _Reader:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.text = ""
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def read(self) -> Formatted:
        while self.at < len(self.html):
            if self.html.startswith("</", self.at):
                self._end_tag()
            elif self.html[self.at] == "<":
                self._start_tag()
            else:
                self._character()
        if self.open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        return Formatted(self.text, tuple(_merged(self.entities)))

    def _character(self) -> None:
        character, self.at = _decoded(self.html, self.at)
        self.text += character
        self.offset += units(character)

    def _start_tag(self) -> None:
        begin = _bytes(self.html, self.at)
        tag = self._take(TAG_NAME, 1).lower()
        if self._done():
            raise _broken(f"Unclosed start tag at byte offset {begin}")
        if tag not in TAGS:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {begin}')
        attributes = dict(iter(lambda: self._attribute(tag, begin), None))
        self.at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self.open.append(_Open(tag, attributes, self.offset, len(self.text), len(self.entities)))
        self.entities.append({})  # entities come in the order of their start tags

    def _attribute(self, tag: str, begin: int) -> tuple[str, str] | None:
        """The next attribute of a start tag; None at its end."""
        self._take(SPACE)
        if self.html.startswith(">", self.at):
            return None
        name = self._take(ATTRIBUTE_NAME).lower()
        if not name:
            raise _broken(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._take(SPACE)
        if not self._done() and self.html[self.at] != "=":
            return name, ""
        self.at += 1
        self._take(SPACE)
        if self._done():
            raise _broken(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self._quoted() if self.html[self.at] in "'\"" else self._name_token()
        if self._done():
            raise _broken(f"Unclosed start tag at byte offset {begin}")
        return name, value

    def _quoted(self) -> str:
        quote, value = self.html[self.at], ""
        self.at += 1
        while not self._done() and self.html[self.at] != quote:
            character, self.at = _decoded(self.html, self.at)
            value += character
        self.at += 1
        return value

    def _name_token(self) -> str:
        begin = _bytes(self.html, self.at)
        value = self._take(NAME_TOKEN).lower()
        if not self._done() and not (self.html[self.at].isspace() or self.html[self.at] == ">"):
            raise _broken(f"Unexpected end of name token at byte offset {begin}")
        return value

    def _end_tag(self) -> None:
        begin = _bytes(self.html, self.at)
        if not self.open:
            raise _broken(f"Unexpected end tag at byte offset {begin}")
        tag = self._take(TAG_NAME, 1).lower()
        self._take(SPACE)
        if not self.html.startswith(">", self.at):
            raise _broken(f"Unclosed end tag at byte offset {begin}")
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise _broken(
                f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.offset > opened.offset:
            self.entities[opened.slot] = _entity(opened, self.text[opened.begins :], self.offset)

    def _take(self, pattern: re.Pattern[str], group: int = 0) -> str:
        match = pattern.match(self.html, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match.group(group)

    def _done(self) -> bool:
        return self.at >= len(self.html)


def _entity(opened: _Open, inside: str, end: int) -> Json:
    """The entity of a closed tag, empty if it makes none."""
    entity: Json = {"type": TAGS[opened.tag], "offset": opened.offset, "length": end - opened.offset}
    attributes = opened.attributes
    if opened.tag == "a":
        url = _link(attributes.get("href") or inside)
        return {**entity, "url": url} if url else {}
    if opened.tag == "tg-emoji":
        return {**entity, "custom_emoji_id": attributes.get("emoji-id", "")}
    if opened.tag == "blockquote" and "expandable" in attributes:
        return {**entity, "type": "expandable_blockquote"}
    if opened.tag == "code" and attributes.get("class", "").startswith("language-"):
        return {**entity, "language": attributes["class"].removeprefix("language-")}
    return entity


def _link(url: str) -> str:
    """`url` as Telegram keeps it, empty for what is no link."""
    parts = urlsplit(url.strip() if "://" in url else f"http://{url.strip()}")
    if parts.scheme not in {"http", "https", "tg", "ton"} or not parts.netloc or " " in parts.netloc:
        return ""
    if parts.scheme.startswith("http") and "." not in parts.netloc and parts.hostname != "localhost":
        return ""
    return parts._replace(path=parts.path or "/").geturl()


def _merged(entities: list[Json]) -> list[Json]:
    """Entities in order; `pre` and `code` around the same text become one, with the code's language."""
    spans: dict[tuple[int, int, str], Json] = {
        (entity["offset"], entity["length"], entity["type"]): entity for entity in entities if entity
    }
    for (offset, length, kind), entity in list(spans.items()):
        language = entity.pop("language", "") if kind == "code" else ""
        if language and (offset, length, "pre") in spans:
            spans[offset, length, "pre"]["language"] = language
            del spans[offset, length, "code"]
    return sorted(spans.values(), key=lambda entity: (entity["offset"], -entity["length"]))


def _decoded(html: str, at: int) -> tuple[str, int]:
    """The character at `at`, a reference decoded, and where the next one begins."""
    match = REFERENCE.match(html, at)
    if match is None:
        return html[at], at + 1
    if match["name"]:
        known = NAMED.get(match["name"])
        return (known, match.end()) if known else ("&", at + 1)
    code = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
    if not 0 < code <= 0x10FFFF:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise _broken(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code), match.end()


def _bytes(html: str, at: int) -> int:
    return len(html[:at].encode())


def _broken(reason: str) -> Exception:
    return bad_request(f"can't parse entities: {reason}")
