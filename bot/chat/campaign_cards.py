"""Campaigns as people see them: the card of one, with what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from bot import data
from bot.chat.buttons import Button, Rows, button
from bot.chat.cards import View
from bot.chat.letters.campaign import days, progress_counts, title
from bot.chat.wording import Wording
from bot.records import Campaign, School
from bot.services.progress import Progress
from bot.services.schedule import StepTime

MOST_NAMED = 12
"""Schools named on a card; of more, their number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A campaign with all that its card tells."""

    campaign: Campaign
    steps: Sequence[StepTime]
    unpublished: Sequence[int]
    """Years whose holidays are not known yet."""
    progress: Progress
    own: Sequence[School]
    """The reader's schools that it concerns."""
    is_draft: bool = False
    """Declared, and nobody has been told of it."""


def campaign_card(view: View, shown: Shown, *, counts: bool) -> Markup:
    """Everything about one campaign, in lines.

    Args:
        view: for whom.
        shown: the campaign.
        counts: whether the reader sees how far all schools are.
    """
    return Markup("\n").join(_lines(view, shown, counts=counts))


def _lines(view: View, shown: Shown, *, counts: bool) -> Iterator[Markup]:
    t, campaign = view.t, shown.campaign
    state = Markup("") if campaign.active else t("campaign.draft" if shown.is_draft else "campaign.off")
    yield t("campaign.head", title=title(t, campaign), state=state)
    yield _days(view, campaign)
    yield from _what(t, campaign)
    yield t("campaign.whom", schools=whom(t, shown.progress))
    yield from _steps(view, shown)
    if counts and campaign.active:
        yield t("campaign.progress", counts=progress_counts(t, shown.progress))
    for school in shown.own if campaign.active else ():
        yield own_line(t, shown.progress, school)


def _what(t: Wording, campaign: Campaign) -> Iterator[Markup]:
    """What is taught, collected and asked for."""
    theme = data.themes()[campaign.theme] if campaign.theme else None
    parts: dict[str, Sequence[str]] = {
        "laws": [f"《{law}》" for law in campaign.laws],
        "topics": [str(t(f"topic.{topic}")) for topic in campaign.topics],
        "kinds": [str(t(f"kind.{kind}")) for kind in campaign.kinds],
        "forms": theme.forms if theme else (),
        "asks": [campaign.asks] if campaign.asks else [],
        "note": [theme.note] if theme and theme.note else [],
    }
    for name, several in parts.items():
        if several:
            yield t(f"campaign.{name}", **{name: t("card.and").join(several)})


def _days(view: View, campaign: Campaign) -> Markup:
    when, count = days(view.t, campaign, view.today), (campaign.period.end - campaign.period.start).days + 1
    return view.t("campaign.day" if count == 1 else "campaign.days", days=when, count=count)


def whom(t: Wording, progress: Progress) -> Markup:
    """The schools that are asked: all, of which kinds, or by name."""
    campaign, count = progress.campaign, len(progress.schools)
    if not campaign.school_ids and not campaign.school_kinds:
        return t("campaign.every_school", count=count)
    named = list(campaign.school_kinds)
    if campaign.school_ids:
        named = [one.name for one in progress.schools.values()][:MOST_NAMED]
    return t("campaign.schools", names=t("card.and").join(named), count=count)


def _steps(view: View, shown: Shown) -> Iterator[Markup]:
    t = view.t
    if not shown.steps:
        yield t("campaign.no_steps")
    for one in shown.steps:
        late = one.is_late and not shown.campaign.active and not shown.campaign.theme
        values = {"step": t(f"step.{one.step.key}"), "at": moment(view, one.at)}
        yield t("campaign.step_late" if late else "campaign.step", **values) + _moved(view, one)
    for year in shown.unpublished:
        yield t("campaign.unpublished", year=year)


def _moved(view: View, one: StepTime) -> Markup:
    if one.at.date() == one.intended:
        return Markup("")
    return view.t("campaign.moved", day=view.t.date(one.intended, view.today))


def moment(view: View, at: datetime) -> str:
    """A day and the time of it: `11月27日 周三 10:00`."""
    return f"{view.t.date(at.date(), view.today)} {at:%H:%M}"


def own_line(t: Wording, progress: Progress, school: School) -> Markup:
    """How far one of the reader's schools is."""
    state = t(f"progress.{progress.states[school.id]}")
    return t("campaign.own", school=school.name, state=state)


def campaign_buttons(t: Wording, shown: Shown, *, steers: bool) -> Rows:
    """What may be done with a campaign; everybody may have it in their calendar."""
    campaign = shown.campaign

    def one(name: str, action: str, *more: object) -> Button:
        return button(t(f"campaign.button.{name}"), action, campaign.id, *more)

    last = (one("calendar", "c_file"), button(t("button.back"), "c_list", campaign.period.start.year, "-"))
    if not steers:
        return (last,)
    if shown.is_draft:
        return ((one("establish", "c_turn", 1), one("drop", "c_drop")), (one("dates", "c_dates"),))
    turn = one("off", "c_turn", 0) if campaign.active else one("on", "c_turn", 1)
    dates = [one("confirm", "c_confirm")] if campaign.provisional else []
    reminding = (one("steps", "c_steps"), one("preview", "c_preview"))
    following = (one("progress", "c_progress"), one("entries", "c_entries", 0), one("sent", "c_sent"))
    return ((turn, *dates, one("dates", "c_dates")), reminding, following if campaign.active else (), last)
