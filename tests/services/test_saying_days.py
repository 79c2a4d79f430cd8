"""Which days are worked, as officers type it."""

from __future__ import annotations

from datetime import date

import pytest

from bot.services.saying_days import workdays_in

TODAY = date(2024, 6, 26)
OFF, ON, BACK = False, True, None


def october(days: dict[int, bool | None]) -> dict[date, bool | None]:
    return {date(2024, 10, day): works for day, works in days.items()}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10月8日放假", {8: OFF}),
        ("10月11日上班", {11: ON}),
        ("恢复 10月8日", {8: BACK}),
        ("10.8放假", {8: OFF}),
        ("10月8日、9日放假", {8: OFF, 9: OFF}),
        ("10月8日和10月9日上班", {8: ON, 9: ON}),
        ("10月1日到3日放假,10月12日补班", {1: OFF, 2: OFF, 3: OFF, 12: ON}),
        ("10月8日放假 10月11日上班。", {8: OFF, 11: ON}),
        ("10月8日放假;恢复10月9日、10日", {8: OFF, 9: BACK, 10: BACK}),
        ("10月8日放假,恢复10月9日", {8: OFF, 9: BACK}),
        ("10月8日放假\n10月11日上班", {8: OFF, 11: ON}),
    ],
)
def test_each_group_of_days_has_its_verb(text: str, days: dict[int, bool | None]) -> None:
    assert workdays_in(text, TODAY) == october(days)


def test_tomorrow_is_a_day() -> None:
    assert workdays_in("明天放假", TODAY) == {date(2024, 6, 27): OFF}


@pytest.mark.parametrize(
    "text",
    [
        *("", "谢谢", "放假", "10月8日", "10月8日放假谢谢", "10月8日放假,10月9日", "恢复10月8日,10月9日放假"),
        "今天在龙洲小学给300名学生讲了防欺凌",
    ],
)
def test_what_says_more_less_or_something_else_is_none_of_it(text: str) -> None:
    assert workdays_in(text, TODAY) is None


def test_a_range_of_months_is_a_mistake() -> None:
    assert workdays_in("2024年7月1日到2025年6月30日放假", TODAY) is None
