"""Clock times: what is fixed for a later hour of the day of sending lies ahead."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.understanding.text.numbers import parse

_CLOCK = re.compile(
    r"(?<![到至\d第拖忙-])(?P<part>上午|早上|中午|下午|傍晚|晚上|今晚)?[ ]?"
    r"(?:(?P<hour>\d{1,2}|[一二两三四五六七八九十]{1,3})"
    r"(?:点(?![多来评名赞])|时(?=[莅到在,。 ]|[0-5]\d分))(?P<half>半)?"
    r"|(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?![\d:]))"
    r"(?!钟?[^,。]{0,3}(?:结束|散|才|完|[到至]\d|[回走前]|-|~))"
)
OVER = re.compile("[讲上搞办开做]完|讲了|结束|完毕|刚|实到|圆满|顺利|到场|[到来]了")
"""What is told so is over, whatever hour is named."""
_AFTER_NOON = ("下午", "傍晚", "晚上", "今晚")
_LEAST = timedelta(minutes=10)


def later_today(text: str, part: str, moment: datetime) -> bool:
    """Whether a text names a clock time still to come on that day (今天下午3点到一小讲防溺水, sent at 8).

    Args:
        text: what tells of the event.
        part: the part of the day that the event is said to be in (`pm`).
        moment: the local moment of sending.
    """
    match = _CLOCK.search(text)
    if match is None:
        return False
    hour = int(parse(match["hour"]) or 0) if match["hour"] else int(match["h"])
    afternoon = match["part"] in _AFTER_NOON if match["part"] else part in ("pm", "eve")
    if hour < 12 and afternoon:
        hour += 12
    if hour > 23 or (hour < 8 and not match["part"]):
        return False
    minute = 30 if match["half"] else int(match["m"] or 0)
    return moment.replace(hour=hour, minute=minute, second=0) > moment + _LEAST
