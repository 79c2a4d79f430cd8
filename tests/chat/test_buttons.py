"""What a button says: plain, versioned, short, and worth nothing by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import Press, Pressed, button, in_rows, keyboard

words = st.text(st.characters(codec="ascii", exclude_characters=":"), min_size=1, max_size=12)


@given(words, st.lists(words, max_size=3))
def test_what_a_button_says_is_read_back(action: str, arguments: list[str]) -> None:
    press = Press(action, tuple(arguments))
    assert Press.read(press.data) == press


@pytest.mark.parametrize("data", ["", "1", "0:undo:1", "2:undo:1", "undo:1"])
def test_data_of_another_version_says_nothing(data: str) -> None:
    assert Press.read(data) is None


def test_data_is_at_most_64_bytes() -> None:
    assert len(Press("a", ("字" * 20,)).data.encode()) == 64
    with pytest.raises(ValueError, match="64 bytes"):
        _ = Press("a", ("字" * 21,)).data


@pytest.mark.parametrize("argument", ["x", "-1", "2147483648", "1e3"])
def test_an_argument_that_is_no_id_is_an_error(argument: str) -> None:
    with pytest.raises(ValueError, match=argument):
        Pressed("1", 1, (argument,)).number(0)


def test_an_argument_that_is_missing_is_an_error() -> None:
    with pytest.raises(LookupError):
        Pressed("1", 1, ()).number(0)


def test_buttons_are_laid_out_in_rows_and_empty_rows_left_out() -> None:
    three = [button(label, "open", label) for label in "abc"]
    shown = keyboard((*in_rows(three, 2), ()))["inline_keyboard"]
    assert [[one["text"] for one in row] for row in shown] == [["a", "b"], ["c"]]
    assert shown[1][0]["callback_data"] == "1:open:c"
