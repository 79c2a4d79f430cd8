"""The buttons of campaigns: what each needs of whoever presses it, and what it does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.chat.buttons import Pressed
from bot.chat.work import Work
from bot.services.access import Need
from handlers import (
    campaign_card,
    campaign_dates,
    campaign_files,
    campaign_progress,
    campaign_steps,
    campaign_ties,
    campaigns,
    declaring,
    deliveries,
    workdays,
)

ACTIONS: dict[str, tuple[Need, Callable[[Work, Pressed], Awaitable[None]]]] = {
    "c_list": ("member", campaigns.turn_page),
    "c_open": ("member", campaign_card.open_card),
    "c_card": ("member", campaign_card.redraw),
    "c_turn": ("admit", campaign_card.turn),
    "c_drop": ("admit", campaign_card.drop),
    "c_new": ("admit", declaring.ask),
    "c_confirm": ("admit", campaign_dates.confirm),
    "c_dates": ("admit", campaign_dates.ask),
    "c_at": ("admit", campaign_dates.choose),
    "c_steps": ("admit", campaign_steps.show),
    "c_step": ("admit", campaign_steps.switch),
    "c_when": ("admit", campaign_steps.set_time),
    "c_preview": ("admit", campaign_steps.preview),
    "c_sample": ("member", campaign_steps.sample),
    "c_progress": ("admit", campaign_progress.show),
    "c_state": ("admit", campaign_progress.list_state),
    "c_copy": ("admit", campaign_progress.copy),
    "c_nudge": ("admit", campaign_progress.ask_nudge),
    "c_nudged": ("admit", campaign_progress.nudge),
    "c_entries": ("admit", campaign_ties.list_tied),
    "c_others": ("admit", campaign_ties.list_others),
    "c_tie": ("admit", campaign_ties.tie_here),
    "e_ties": ("member", campaign_ties.of_entry),
    "e_tie": ("admit", campaign_ties.tie_entry),
    "c_sent": ("admit", deliveries.show),
    "c_again": ("admit", deliveries.again),
    "c_all": ("admit", deliveries.all_again),
    "c_file": ("member", campaign_files.one),
    "c_year": ("member", campaign_files.year),
    "c_days": ("admit", workdays.show),
}
