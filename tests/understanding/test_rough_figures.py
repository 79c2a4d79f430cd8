"""Figures that are only given roughly, whatever they count."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understanding import Directory, read

ZONE = ZoneInfo("Asia/Shanghai")
SENT_AT = datetime(2024, 9, 20, 18, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "cases", "rough"),
    [
        ("今天接局里电话咨询10余次，食堂承包合同的问题。", 10, True),
        ("今天给局机关提供法律咨询近20次，关于劳动合同", 20, True),
        ("今天给局机关提供法律咨询10次，关于劳动合同", 10, False),
    ],
)
def test_rough_consultations_are_marked_as_rough(text: str, cases: int, rough: bool) -> None:
    (item,) = read(text, SENT_AT, Directory(()), ZONE).items
    assert (item.kind, item.cases, item.quantity_approximate) == ("consultation", cases, rough)
