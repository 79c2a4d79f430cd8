"""`pufa understand`: one line in, one line out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from tests.understanding.sets import EXAMPLES

SCHOOLS = str(EXAMPLES / "schools.json")
MESSAGE = {"id": "m1", "sent_at": "2026-11-25T16:00:00+08:00", "text": "昨天在一小讲了防溺水,200人"}


def understand(*lines: str, zone: str = "Asia/Shanghai") -> Result:
    return CliRunner().invoke(
        main, ["understand", "--schools", SCHOOLS], input="\n".join(lines), env={"PUFA_TIMEZONE": zone}
    )


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_message_is_answered_in_the_interchange_format() -> None:
    result = understand(json.dumps(MESSAGE))
    item = {
        "kind": "lecture",
        "date": "2026-11-24",
        "school": "第一小学",
        "topic": ["drowning"],
        "audience": 200,
    }
    item |= {"sessions": 1, "class_hours": None, "cases": None}
    assert answers(result) == [{"id": "m1", "intent": "log", "items": [item]}]
    assert result.exit_code == 0


def test_only_a_correction_has_a_fix() -> None:
    (answer,) = answers(understand(json.dumps(MESSAGE | {"text": "刚才人数打错 应为280"})))
    assert answer == {"id": "m1", "intent": "correct", "items": [], "fix": {"audience": 280}}


def test_schools_known_for_one_message_are_found_in_it() -> None:
    schools = [{"name": "桥北乡中心学校", "aliases": ["桥北学校"], "kind": "九年一贯制"}]
    (answer,) = answers(
        understand(json.dumps(MESSAGE | {"text": "昨天在桥北学校讲宪法62人", "schools": schools}))
    )
    assert answer["items"][0]["school"] == "桥北乡中心学校"


def test_an_invalid_line_is_answered_in_its_place_and_the_exit_code_says_so() -> None:
    wrong = ["no json", "[]", '{"id": "m2"}', json.dumps(MESSAGE | {"id": "m3", "sent_at": "yesterday"})]
    result = understand(json.dumps(MESSAGE), *wrong, json.dumps(MESSAGE | {"id": "m4"}))
    got = answers(result)
    assert [answer["id"] for answer in got] == ["m1", None, None, "m2", "m3", "m4"]
    assert ["error" in answer for answer in got] == [False, True, True, True, True, False]
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sent_at": "2026-11-25T16:00:00"}, "sent_at"),
        ({"sent_at": "0001-01-01T00:00:00+14:00"}, "sent_at"),
        ({"sent_at": 5}, "sent_at"),
        ({"text": 5}, "text"),
        ({"schools": ["一小"]}, "schools"),
        ({"schools": [{"name": 5}]}, "schools"),
    ],
)
def test_an_error_is_a_sentence_that_names_the_field(change: dict[str, Any], field: str) -> None:
    (answer,) = answers(understand(json.dumps(MESSAGE | change)))
    assert answer["id"] == "m1"
    assert answer["error"].startswith(f"The field {field} ")
    assert answer["error"].endswith(".")


def test_days_are_reckoned_in_the_zone_of_the_setting() -> None:
    (answer,) = answers(understand(json.dumps(MESSAGE), zone="Pacific/Kiritimati"))
    assert answer["items"][0]["date"] == "2026-11-24"
    late = json.dumps(MESSAGE | {"sent_at": "2026-11-25T23:00:00+08:00"})
    (answer,) = answers(understand(late, zone="Pacific/Kiritimati"))
    assert answer["items"][0]["date"] == "2026-11-25"


def test_an_explanation_names_and_underlines_every_finding() -> None:
    arguments = [
        "understand",
        "--schools",
        SCHOOLS,
        "--sent-at",
        MESSAGE["sent_at"],
        "--explain",
        MESSAGE["text"],
    ]
    lines = CliRunner().invoke(main, arguments).stdout.splitlines()
    assert lines[0] == MESSAGE["text"]
    assert "      ‾‾‾‾ school = 第一小学" in lines
    assert "intent: log" in lines
