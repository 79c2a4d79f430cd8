"""Reports as people tell them, remarks and all: what else happened, who else came, what is to come."""

from __future__ import annotations

from tests.understanding.score import exact
from tests.understanding.sets import EXAMPLES, directory, free_speech, read_now


def test_reports_told_with_remarks_are_read_for_what_was_done() -> None:
    read = [read_now(message, directory(EXAMPLES)) for message in free_speech()]
    for one in read:
        one.got.pop("fix", None)  # the file does not say what a correction changes
    assert {one.text: one.got for one in read if not exact(one)} == {}
