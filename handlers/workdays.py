"""Working days: what officers know better than the published calendar."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from bot.chat.buttons import Pressed
from bot.chat.work import Work
from bot.services import campaigns as keeping
from bot.services import steering
from bot.services.saying_days import workdays_in
from db import chats
from db.chats import Asked, Message

FIELD = "workdays"
KEYS = {True: "workdays.works", False: "workdays.off", None: "workdays.back"}


async def show(work: Work, pressed: Pressed) -> None:
    """The days ahead that are otherwise; more may be typed from now on."""
    t, days = work.t, await keeping.workdays(work.session)
    years = range(work.today.year, work.today.year + 3)
    known = max((year for year in years if days.known(year)), default=work.today.year - 1)
    ahead = {day: works for day, works in days.overrides.items() if day >= work.today}
    lines = _lines(work, ahead) or [t("workdays.none")]
    head = t("workdays.head", years=t("workdays.published", year=known))
    work.say(Markup("\n").join([head, "", *lines]))
    work.toast(pressed.callback_id)
    await chats.ask(work.session, Asked(work.chat_id, None, FIELD), work.clock.now())


def _lines(work: Work, days: Mapping[date, bool | None]) -> list[Markup]:
    return [work.t(KEYS[works], day=work.t.date(day, work.today)) for day, works in sorted(days.items())]


async def typed(work: Work, _asked: Asked, said: Message) -> bool:
    """Days that are worked or not; the question stays open for more of them."""
    days = workdays_in(said.text, work.today)
    if days is None or not work.me.admits:
        return False
    await steering.say_workdays(work.session, days, work.act("message"), work.today)
    work.say(Markup("\n").join([work.t("workdays.set"), *_lines(work, days)]))
    return True
