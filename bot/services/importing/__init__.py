"""Rosters, past entries and yearly figures from files: reading → checking → a plan to look at → applying it.

A file says what it says: an empty cell leaves things as they are, nobody and nothing is removed, and a row
that was applied already changes nothing. With one problem anywhere, nothing may be written.
"""

from bot.services.importing.applying import apply
from bot.services.importing.files import Source
from bot.services.importing.forms import forms
from bot.services.importing.plan import Change, Past, Plan
from bot.services.importing.planning import plan_import
from bot.services.importing.remarks import Place, Remark, sentences
from bot.services.importing.tables import Reading, read
from bot.services.importing.template import template
from bot.services.importing.yearly import Yearly

__all__ = [
    "Change",
    "Past",
    "Place",
    "Plan",
    "Reading",
    "Remark",
    "Source",
    "Yearly",
    "apply",
    "forms",
    "plan_import",
    "read",
    "sentences",
    "template",
]
