"""Plans: reminded of on the day, asked about once afterwards (rule 6)."""

from __future__ import annotations

from bot.chat.buttons import Rows, button
from bot.chat.cards import View, line
from bot.chat.letters.writing import Desk, Letter, Reader, Skip, about
from bot.records import Reminder
from bot.services.campaigns import workdays
from bot.services.planning import asked_about
from db import entries

CARRIED_OUT = "carried_out"
"""The question that is open once somebody was asked how a plan went."""


@about("plan")
async def plan(desk: Desk, reminder: Reminder, reader: Reader) -> Letter | Skip:
    """What was planned; before it happens, or asking how it went."""
    found = await entries.load(desk.session, [reminder.subject_id])
    if not found or found[0].state == "withdrawn":
        return Skip("withdrawn")
    entry, t = found[0], reader.t
    if entry.state != "planned":
        return Skip("done")
    if entry.held_on is None or entry.held_on.toordinal() != reminder.round:
        return Skip("moved")
    what = line(View(t, desk.today), entry)
    asked = asked_about(entry.held_on, await workdays(desk.session))
    if desk.today > (entry.held_on if reminder.step == "plan_day" else asked.end):
        return Skip("over", "missed")
    if reminder.step == "plan_day":
        return Letter(t("reminder.plan_day", what=what, day=t.date(entry.held_on, desk.today)), ())
    return Letter(
        t("reminder.plan_after", what=what), after_buttons(reader, entry.id), (CARRIED_OUT, entry.id)
    )


def after_buttons(reader: Reader, entry_id: int) -> Rows:
    """Done, or not after all."""
    t = reader.t
    done = button(t("reminder.button.plan_done"), "p_done", entry_id)
    return ((done, button(t("reminder.button.plan_not"), "undo", entry_id)),)
