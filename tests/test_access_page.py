"""docs/access.md says who may do and see what, as the code does."""

from tests.access_page import PAGE, page


def test_the_page_is_what_the_registries_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew: python -m tests.access_page"
