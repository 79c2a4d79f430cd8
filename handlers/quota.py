"""How far people in post are with what is expected of them: officers see all, everybody their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from markupsafe import Markup

from bot import data
from bot.chat.buttons import Pressed, Rows, in_rows
from bot.chat.paging import A_PAGE, page_of
from bot.chat.work import Work
from bot.records import Part
from bot.services.inquiries import Inquiry
from bot.services.quota import STATES, Standing, standings
from handlers.entry import NotYoursError
from handlers.shown import Shown, opens


async def everybody(work: Work, inquiry: Inquiry) -> Shown:
    """The standing of everybody asked for, what is not reached first; for officers only."""
    if not work.access_is("admit"):
        raise NotYoursError
    found = await standings(work.session, _day(work, inquiry), inquiry.part)
    ordered = sorted(found, key=lambda one: STATES.index(one.state))
    shown = page_of(ordered, inquiry.page)
    return Shown(_lines(work, found, shown), _opening(shown), -(-len(ordered) // A_PAGE))


async def own(work: Work, pressed: Pressed) -> None:
    """One's own standing at each school."""
    assert work.me.person is not None
    found = await standings(work.session, work.today, Part(person_id=work.me.person.id))
    work.say(Markup("\n").join(_lines(work, found, found)), _opening(found))
    work.toast(pressed.callback_id)


async def say_own(work: Work, inquiry: Inquiry) -> None:
    """What is asked for, as far as it is one's own standing."""
    assert work.me.person is not None
    part = replace(inquiry.part, person_id=work.me.person.id)
    found = await standings(work.session, _day(work, inquiry), part)
    if found and inquiry.part.person_id in (None, part.person_id):
        work.say(Markup("\n").join(_lines(work, found, found)), _opening(found))
    else:
        work.say(work.t("quota.not_yours"))


def _day(work: Work, inquiry: Inquiry) -> date:
    """The day of its period on which one looks: today, or the nearest to it."""
    return min(max(inquiry.period.start, work.today), inquiry.period.end)


def _opening(shown: Sequence[Standing]) -> Rows:
    """A button for each that has entries to open."""
    buttons = [
        opens(f"{one.given.person} {one.given.school}", Inquiry(one.period), one.part)
        for one in shown
        if one.given.amount or one.given.unsaid
    ]
    return in_rows(buttons, 2)


def _lines(work: Work, found: Sequence[Standing], shown: Sequence[Standing]) -> list[Markup]:
    """Each rule with how many reach it, and below it those shown."""
    lines = []
    for rule in data.quotas().values():
        ones = [one for one in found if one.rule == rule]
        if ones:
            lines += [*_head(work, rule, ones), *(_line(work, one) for one in shown if one.rule == rule)]
    return lines or [work.t("quota.none")]


def _head(work: Work, rule: data.Quota, ones: Sequence[Standing]) -> list[Markup]:
    called: str = getattr(rule, work.t.language)
    period = ones[0].period
    counts = {state: sum(one.state == state for one in ones) for state in STATES}
    head = work.t(
        "quota.head", rule=called.format(least=f"{rule.least:g}"), start=period.start, end=period.end
    )
    return [head, work.t("quota.counts", **counts)]


def _line(work: Work, one: Standing) -> Markup:
    given = one.given
    return work.t(
        f"quota.{one.state}",
        who=work.t("quota.who", person=given.person, school=given.school),
        amount=f"{given.amount:g}",
        unit=work.t(f"quota.{one.rule.measure}"),
        gap=f"{one.rule.least - given.amount:g}",
        unsaid=given.unsaid,
    )
