"""The plain frozen dataclasses that travel between layers, and the clock."""

from bot.records.campaigns import Campaign, Reminder
from bot.records.entries import Entry
from bot.records.roster import Account, Act, Appointment, Person, School
from bot.records.time import Clock, Period
from bot.records.totals import (
    NO_ID,
    NONE,
    Coverage,
    Dimension,
    Entered,
    Line,
    Measures,
    Part,
    Quote,
    Revised,
    Row,
    Scope,
    Table,
    Totals,
)

__all__ = [
    "NONE",
    "NO_ID",
    "Account",
    "Act",
    "Appointment",
    "Campaign",
    "Clock",
    "Coverage",
    "Dimension",
    "Entered",
    "Entry",
    "Line",
    "Measures",
    "Part",
    "Period",
    "Person",
    "Quote",
    "Reminder",
    "Revised",
    "Row",
    "School",
    "Scope",
    "Table",
    "Totals",
]
