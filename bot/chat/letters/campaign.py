"""Reminders of a campaign: to the people of the schools that have not recorded anything for it yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from bot import data
from bot.campaigns.steps import FOLLOW_UP_LASTS, useful_until
from bot.chat.buttons import Rows, button
from bot.chat.letters.writing import Desk, Letter, Reader, Skip, about
from bot.chat.wording import Wording
from bot.records import Campaign, Clock, Reminder, School
from bot.services import responding
from bot.services.planning import steps_of
from bot.services.progress import OPEN, STATES, Progress
from db import people

FOLLOW_UP = "follow_up"
MUTE = "mute"
"""The preference that holds the year in which somebody wants no reminders of campaigns."""


@about("campaign")
async def campaign(desk: Desk, reminder: Reminder, reader: Reader) -> Letter | Skip:
    """What is coming, what is usually taught, and which of the reader's schools are still open."""
    progress = await desk.progress(reminder.subject_id)
    if progress is None:
        return Skip("off")
    if outdated := _outdated(progress.campaign, reminder, desk.clock):
        return outdated
    if await people.preference(desk.session, reader.account.id, MUTE) == str(desk.today.year):
        return Skip("muted")
    own = responding.own_schools(progress, reader.person, desk.clock)
    if not own:
        return Skip("gone")
    still = [one for one in own if progress.states[one.id] in OPEN]
    if not still:
        done = any(progress.states[one.id] == "done" for one in own)
        return Skip("done" if done else "declined")
    text = campaign_text(reader.t, progress.campaign, desk.today, still)
    return Letter(text, campaign_buttons(reader.t, reminder.id))


def _outdated(campaign: Campaign, reminder: Reminder, clock: Clock) -> Skip | None:
    """Why it is too late to remind; what somebody put off may come up to a week after the end."""
    if reminder.round < campaign.round:  # written down while the dates were being changed
        return Skip("moved")
    step = next((one for one in steps_of(campaign) if one.key == reminder.step), None)
    if step is None or reminder.round > campaign.round:
        over = clock.today() > campaign.period.end + FOLLOW_UP_LASTS
    else:
        over = clock.now() >= useful_until(step, campaign.period, reminder.due_at, clock.zone)
    return Skip("over", "missed") if over else None


def title(t: Wording, campaign: Campaign) -> str:
    """What the campaign is called."""
    return str(t(f"theme.{campaign.theme}")) if campaign.theme else campaign.title


def days(t: Wording, campaign: Campaign, today: date) -> Markup:
    """`12月4日 周三`, or from when to when; 暂定 where nobody confirmed the dates."""
    start, end = campaign.period.start, campaign.period.end
    text = t.date(start, today)
    if end != start:
        text = t("reminder.days", start=t.date(start, today), end=t.date(end, today))
    return t("reminder.provisional", days=text) if campaign.provisional else Markup.escape(text)


def campaign_text(t: Wording, campaign: Campaign, today: date, schools: Sequence[School]) -> Markup:
    """The reminder in lines."""
    return Markup("\n").join(_lines(t, campaign, today, schools))


def _lines(t: Wording, campaign: Campaign, today: date, schools: Sequence[School]) -> Iterator[Markup]:
    when = _when(t, campaign, today)
    yield t("reminder.head", title=title(t, campaign), days=days(t, campaign, today), when=when)
    if campaign.laws:
        yield t("reminder.laws", laws=t("card.and").join(f"《{law}》" for law in campaign.laws))
    forms = data.themes()[campaign.theme].forms if campaign.theme else ()
    if forms:
        yield t("reminder.forms", forms=t("card.and").join(forms))
    if campaign.asks:
        yield t("reminder.asks", asks=campaign.asks)
    yield t("reminder.open", schools=t("card.and").join(one.name for one in schools))


def _when(t: Wording, campaign: Campaign, today: date) -> Markup:
    ahead = (campaign.period.start - today).days
    if ahead > 0:
        return t("reminder.ahead", days=ahead)
    left = (campaign.period.end - today).days
    if campaign.kinds and left > 0:  # something is collected, until its last day
        return t("reminder.until", days=left)
    return t("reminder.now" if today <= campaign.period.end else "reminder.over")


EVERYTHING = (("log", "planned"), ("later", "decline"), ("mute",))


def campaign_buttons(t: Wording, reminder_id: int, rows: Sequence[Sequence[str]] = EVERYTHING) -> Rows:
    """What can be said to a reminder."""
    return tuple(
        tuple(button(t(f"reminder.button.{one}"), f"r_{one}", reminder_id) for one in row) for row in rows
    )


def progress_counts(t: Wording, progress: Progress) -> Markup:
    """How many schools are how far; what none is, is left out."""
    counted = [(state, len(progress.of(state))) for state in STATES]
    parts = [t("progress.count", state=t(f"progress.{state}"), count=n) for state, n in counted if n]
    return Markup(" · ").join(parts)
