"""Telegram's HTML, as tdlib's own tests have it (test/message_entities.cpp, check_parse_html)."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.practice.entities import Formatted, detected, trimmed, units
from bot.practice.markup import parse_html
from bot.practice.refusals import RefusedError

SURROGATE = (
    "Text contains invalid Unicode characters after decoding HTML entities, "
    "check for unmatched surrogate code units"
)
REFUSED = [
    ("&#57311;", SURROGATE),
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
    ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
    ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
    ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
    ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
    ("🏟 🏟&lt;<i>a</em   >", 'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"'),
    ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
]  # fmt: skip
READ: list[tuple[str, str, list[tuple[object, ...]]]] = [
    ("", "", []),
    ("&ge;&lt;&gt;&amp;&quot;&laquo;&raquo;&#12345678;", '&ge;<>&"&laquo;&raquo;&#12345678;', []),
    ("&#x6cd5;&#27861;", "法法", []),
    ("➡️ ➡️<i>➡️ ➡️</i><b>➡️ ➡️</b>", "➡️ ➡️➡️ ➡️➡️ ➡️", [("italic", 5, 5), ("bold", 10, 5)]),
    ("🏟 🏟<i>🏟 &gt;<b aba   =   caba>&lt🏟</b></i>", "🏟 🏟🏟 ><🏟", [("italic", 5, 7), ("bold", 9, 3)]),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.   >a</i>", "🏟 🏟<a", [("italic", 6, 1)]),
    ("🏟 🏟&lt;<i    aba  =  '&lt;&gt;&quot;'>a</>", "🏟 🏟<a", [("italic", 6, 1)]),
    ("🏟 🏟&lt;<b></b>", "🏟 🏟<", []),
    ("<del>a</del><ins>b</ins>", "ab", [("strikethrough", 0, 1), ("underline", 1, 1)]),
    ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
    ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
    ("<a href=telegram.org>a</a>", "a", [("text_link", 0, 1, "http://telegram.org/")]),
    ("<a   href=  'telegram.org?&lt;'   >a</a>", "a", [("text_link", 0, 1, "http://telegram.org/?<")]),
    ("<a>nowhere at all</a>", "nowhere at all", []),
    ('<pre><code class="language-fift">a</></>', "a", [("pre", 0, 1, "fift")]),
    ("<pre><code>a</code></pre>", "a", [("pre", 0, 1), ("code", 0, 1)]),
    ("<blockquote   expandable   asd>a&lt;</>", "a<", [("expandable_blockquote", 0, 2)]),
    ('<tg-emoji emoji-id="12345">➡️</tg-emoji>', "➡️", [("custom_emoji", 0, 2, "12345")]),
]  # fmt: skip


@pytest.mark.parametrize(("html", "reason"), REFUSED)
def test_broken_html_is_refused_with_tdlibs_reason(html: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(("html", "text", "entities"), READ)
def test_html_is_read_as_tdlib_reads_it(html: str, text: str, entities: list[tuple[object, ...]]) -> None:
    read = parse_html(html)
    assert read.text == text
    assert [tuple(entity.values()) for entity in read.entities] == entities


@given(st.text().filter(lambda text: "\r" not in text))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == Formatted(text)


@given(st.text(alphabet="<>/&;=\"' abi法🏟"))
def test_anything_else_is_read_or_refused(html: str) -> None:
    read = Formatted("")
    with suppress(RefusedError):
        read = parse_html(html)
    assert all(entity["offset"] + entity["length"] <= units(read.text) for entity in read.entities)


def test_white_space_around_a_text_goes_and_entities_move_along() -> None:
    read = trimmed(parse_html(" \n<b> 好 </b>\n<i> </i>"))
    assert read == Formatted("好", ({"type": "bold", "offset": 0, "length": 1},))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/log 讲座", [("bot_command", 0, 4)]),
        ("/start@pufa_practice_bot x", [("bot_command", 0, 24)]),
        ("3/4 and a/b", []),
        ("🎯 https://example.org/a。好", [("url", 3, 21)]),
        ("@pufa_practice_bot 好 #法治", [("mention", 0, 18), ("hashtag", 21, 3)]),
        ("a.b@example.org", [("email", 0, 15)]),
    ],
)
def test_telegram_finds_links_and_commands_itself(text: str, found: list[tuple[str, int, int]]) -> None:
    entities = detected(Formatted(text)).entities
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in entities] == found


def test_nothing_is_found_inside_code() -> None:
    code = parse_html("<code>/help</code>")
    assert detected(code) == code
