"""What reminders say: one writer for each kind of subject; each may find that nothing needs to be said."""

from bot.chat.letters import campaign, dates, digest, plan
from bot.chat.letters.writing import Desk, Letter, Reader, Skip, write

__all__ = ["Desk", "Letter", "Reader", "Skip", "campaign", "dates", "digest", "plan", "write"]
