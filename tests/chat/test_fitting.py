"""Texts are cut to what Telegram takes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.work import LONGEST, fitting

LINES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="<>&\r"), max_size=300),
    min_size=1,
    max_size=60,
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(LINES)
def test_whatever_is_said_fits(lines: list[str]) -> None:
    assert units(fitting("<blockquote>" + "\n".join(lines) + "</blockquote>")) <= LONGEST


@given(LINES)
def test_what_fits_is_left_alone(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert units(text) > LONGEST or fitting(text) == text


def test_a_cut_text_ends_with_a_whole_line_and_has_no_mark_left_open() -> None:
    cut = fitting("<blockquote>" + "讲了防欺凌,两课时\n" * 1000 + "</blockquote>")
    assert cut.endswith("讲了防欺凌,两课时\n…")
    assert "<" not in cut
