"""Officers are asked whether dates that a yearly notice sets are right."""

from __future__ import annotations

from bot.chat.buttons import button
from bot.chat.letters.campaign import days, title
from bot.chat.letters.writing import Desk, Letter, Reader, Skip, about
from bot.records import Reminder
from bot.services.access import Access


@about("dates")
async def dates(desk: Desk, reminder: Reminder, reader: Reader) -> Letter | Skip:
    """The dates by default, to be confirmed or changed."""
    campaign = await desk.campaign(reminder.subject_id)
    if not Access(reader.account, desk.today).admits:
        return Skip("gone")
    if campaign is None or not (campaign.active and campaign.provisional):
        return Skip("settled")
    if desk.today > campaign.period.start:
        return Skip("over", "missed")
    t = reader.t
    text = t("reminder.confirm", title=title(t, campaign), days=days(t, campaign, desk.today))
    yes = button(t("reminder.button.confirm"), "c_confirm", campaign.id)
    return Letter(text, ((yes, button(t("reminder.button.dates"), "c_dates", campaign.id)),))
