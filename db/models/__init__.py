"""The tables, by subject. Importing this package makes all of them known to `Base.metadata`."""

from db.base import Base
from db.models.campaigns import (
    Campaign,
    CampaignKind,
    CampaignReply,
    CampaignSchool,
    CampaignTopic,
    DayOverride,
    HandTie,
)
from db.models.chat import Answer, Card, CardEntry, InboxRow, Question, Text
from db.models.entries import Change, Duplicate, Entry, EntryFlag, EntryPerson, EntrySource, EntryTopic
from db.models.evidence import Evidence
from db.models.figures import Compilation, Figure, Template
from db.models.history import Noted
from db.models.marks import Mark
from db.models.reminders import Reminder
from db.models.roster import (
    Account,
    Appointment,
    Invitation,
    Person,
    Preference,
    School,
    SchoolAlias,
)

__all__ = [
    "Account",
    "Answer",
    "Appointment",
    "Base",
    "Campaign",
    "CampaignKind",
    "CampaignReply",
    "CampaignSchool",
    "CampaignTopic",
    "Card",
    "CardEntry",
    "Change",
    "Compilation",
    "DayOverride",
    "Duplicate",
    "Entry",
    "EntryFlag",
    "EntryPerson",
    "EntrySource",
    "EntryTopic",
    "Evidence",
    "Figure",
    "HandTie",
    "InboxRow",
    "Invitation",
    "Mark",
    "Noted",
    "Person",
    "Preference",
    "Question",
    "Reminder",
    "School",
    "SchoolAlias",
    "Template",
    "Text",
]
