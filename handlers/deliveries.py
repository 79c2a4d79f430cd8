"""What became of reminders, for officers: counts, what may not have arrived, whom nothing reaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from markupsafe import Markup

from bot.chat.buttons import Pressed, Rows, button
from bot.chat.letters.campaign import title
from bot.chat.wording import Wording
from bot.chat.work import Work
from bot.records import Campaign, Reminder
from bot.services.campaigns import subject
from db import campaigns, deliveries, people, reminders
from handlers.campaign_card import campaign_of

STATES = ("due", "claimed", "sent", deliveries.UNCONFIRMED, "failed", "skipped", "missed")
EVERYTHING = 0
"""In place of a campaign's id."""
MOST = 10
"""Reminders in doubt that are shown at once: the next ones follow when these are settled."""
MOST_NAMED = 30


async def show(work: Work, pressed: Pressed) -> None:
    """The deliveries of a campaign, or of this year; in a message of its own."""
    work.say(*await _made(work, await _about(work, pressed, 0)))
    work.toast(pressed.callback_id)


async def _about(work: Work, pressed: Pressed, index: int) -> Campaign | None:
    return None if pressed.number(index) == EVERYTHING else await campaign_of(work, pressed, index)


async def _made(work: Work, campaign: Campaign | None) -> tuple[Markup, Rows]:
    t, about = work.t, subject(campaign) if campaign else None
    start = datetime.combine(date(work.today.year, 1, 1), time.min, work.clock.zone)
    counted = await deliveries.counts(work.session, about, None if campaign else start)
    doubted = await reminders.in_state(work.session, [deliveries.UNCONFIRMED], about)
    if campaign:
        head = t("delivery.head", title=title(t, campaign))
    else:
        head = t("delivery.overall", year=work.today.year)
    lines = [head, *_counts(t, counted)] if counted else [head, t("delivery.none")]
    lines += [*([t("delivery.doubted")] if doubted else []), *await _unreached(work)]
    scope = campaign.id if campaign else EVERYTHING
    return Markup("\n").join(lines), await _again_buttons(work, doubted, scope)


def _counts(t: Wording, counted: dict[tuple[str, str], int]) -> Iterator[Markup]:
    """Each state with its number, and under it the reasons that are given."""
    for state in STATES:
        reasons = {why: count for (one, why), count in counted.items() if one == state}
        if not reasons:
            continue
        yield t("delivery.line", state=t(f"delivery.{state}"), count=sum(reasons.values()))
        for why, count in reasons.items():
            if why:
                yield t("delivery.reason", reason=_why(t, why), count=count)


def _why(t: Wording, why: str) -> Markup:
    return t(f"delivery.why.{why}") if t.has(f"delivery.why.{why}") else t("delivery.why.other", reason=why)


async def _unreached(work: Work) -> list[Markup]:
    t, found = work.t, await deliveries.unreached(work.session)
    if not found:
        return []
    lines = [
        t("delivery.unreached_line", name=one.name, day=t.date(work.clock.day(one.since), work.today))
        for one in found[:MOST_NAMED]
    ]
    more = len(found) - len(lines)
    lines += [t("delivery.unreached_more", count=more)] if more else []
    return [Markup("\n") + t("delivery.unreached", count=len(found)), *lines]


async def _again_buttons(work: Work, doubted: Sequence[Reminder], scope: int) -> Rows:
    """One for each reminder in doubt, and one for all."""
    shown = doubted[:MOST]
    known = await people.persons(work.session, [one.person_id for one in shown if one.person_id])
    of = [one.subject_id for one in shown if one.about in ("campaign", "dates")]
    titles = {id_: title(work.t, one) for id_, one in (await campaigns.load(work.session, of)).items()}
    rows: list[Rows] = []
    for one in shown:
        person = known.get(one.person_id or 0)
        what = titles[one.subject_id] if one.about == "campaign" else work.t(f"delivery.about.{one.about}")
        label = work.t("delivery.again", name=person.name if person else one.recipient, what=what)
        rows.append(((button(label, "c_again", scope, one.id),),))
    if len(doubted) > 1:
        rows.append(((button(work.t("delivery.again_all", count=len(doubted)), "c_all", scope),),))
    return tuple(row for several in rows for row in several)


async def again(work: Work, pressed: Pressed) -> None:
    """Send one reminder again that may not have arrived."""
    await _again(work, pressed, [pressed.number(1)])


async def all_again(work: Work, pressed: Pressed) -> None:
    """Send all of them again."""
    campaign = await _about(work, pressed, 0)
    about = subject(campaign) if campaign else None
    doubted = await reminders.in_state(work.session, [deliveries.UNCONFIRMED], about)
    await _again(work, pressed, [one.id for one in doubted])


async def _again(work: Work, pressed: Pressed, ids: Sequence[int]) -> None:
    count = await deliveries.send_again(work.session, ids, work.clock.now())
    work.rewrite(pressed.message_id, *await _made(work, await _about(work, pressed, 0)))
    text = work.t("delivery.sending", count=count) if count else work.t("delivery.nothing_again")
    work.toast(pressed.callback_id, text)
