"""The local stand-in for Telegram and its chat page: practice without an account, tests without a network."""

from bot.practice.faults import Fault
from bot.practice.server import PracticeServer
from bot.practice.world import Scene

__all__ = ["Fault", "PracticeServer", "Scene"]
