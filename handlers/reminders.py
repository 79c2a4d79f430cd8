"""The buttons under a reminder: log what was done, planned, later, not this time, silence for this year.

Only whoever was reminded may press them; every press is idempotent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.chat.buttons import Pressed
from bot.chat.letters import campaign as letters
from bot.chat.letters.writing import Desk
from bot.chat.work import Work
from bot.records import Campaign, Reminder, School
from bot.services import asking, recording, responding
from bot.services.progress import OPEN, Progress
from db import people, reminders
from handlers.entry import NotYoursError


@dataclass(frozen=True, slots=True)
class Reminded:
    """The reminder pressed, how its campaign goes, and the presser's schools in it."""

    reminder: Reminder
    progress: Progress
    schools: list[School]

    @property
    def campaign(self) -> Campaign:
        return self.progress.campaign


async def _reminded(work: Work, pressed: Pressed) -> Reminded:
    """What was pressed, by whoever was reminded.

    Raises:
        NotYoursError: it went to somebody else.
        LookupError: there is no such reminder, or its campaign is off.
    """
    reminder = await reminders.load(work.session, pressed.number(0))
    person = work.me.person
    if person is None or reminder.person_id != person.id:
        raise NotYoursError
    progress = await Desk(work.session, work.clock).progress(reminder.subject_id)
    if progress is None or reminder.about != "campaign":
        raise LookupError(reminder.subject)
    return Reminded(reminder, progress, responding.own_schools(progress, person, work.clock))


async def log(work: Work, pressed: Pressed) -> None:
    """Begin an entry that knows the campaign's topics and the school."""
    one = await _reminded(work, pressed)
    still = [school for school in one.schools if one.progress.states[school.id] in OPEN]
    entry = responding.prefilled(one.campaign, still, work.today)
    key = f"{work.bot_id}/{pressed.callback_id}"
    entry = await recording.start(work.session, work.me, entry, key, work.act("button"))
    work.toast(pressed.callback_id)
    await work.show([entry], await asking.next_question(work.session, work.me, [entry], {}))


async def planned(work: Work, pressed: Pressed) -> None:
    """The presser's schools have planned something."""
    one = await _reminded(work, pressed)
    await responding.say(work.session, one.campaign, one.schools, "planned", work.act("button"))
    _note(work, pressed, one, work.t("reminder.noted.planned"), (("log", "decline"),))


async def decline(work: Work, pressed: Pressed) -> None:
    """The presser's schools take no part this time; their people are not reminded again."""
    one = await _reminded(work, pressed)
    await responding.say(work.session, one.campaign, one.schools, "declined", work.act("button"))
    _note(work, pressed, one, work.t("reminder.noted.declined"), (("log", "planned"),))


async def later(work: Work, pressed: Pressed) -> None:
    """Again on the next working morning."""
    one = await _reminded(work, pressed)
    when = await responding.later(work.session, one.reminder, work.clock)
    day = work.t.date(when.astimezone(work.clock.zone).date(), work.today)
    rows = (("log", "planned"), ("decline",))
    _note(work, pressed, one, work.t("reminder.noted.later", day=day), rows)


async def mute(work: Work, pressed: Pressed) -> None:
    """No reminders of campaigns any more this year; /settings takes it back."""
    one = await _reminded(work, pressed)
    assert work.access is not None
    await people.prefer(work.session, work.access.account.id, letters.MUTE, str(work.today.year))
    _note(work, pressed, one, work.t("reminder.noted.muted"), (("log",),))


def _note(work: Work, pressed: Pressed, one: Reminded, noted: Markup, rows: Sequence[Sequence[str]]) -> None:
    """Write under the reminder what was said to it."""
    text = letters.campaign_text(work.t, one.campaign, work.today, one.schools)
    buttons = letters.campaign_buttons(work.t, one.reminder.id, rows)
    work.rewrite(pressed.message_id, Markup("{}\n\n{}").format(text, noted), buttons)
    work.toast(pressed.callback_id)
