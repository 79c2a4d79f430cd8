"""What is told beside the events of a message, each rule where a sign calls for it."""

from __future__ import annotations

from bot.understanding.changes import changed, left_out, tails
from bot.understanding.changes.asides import forget_remarks
from bot.understanding.changes.bystanders import forget_bystanders
from bot.understanding.changes.changed import forget_first_intentions, only_said
from bot.understanding.changes.left_out import forget_what_was_off
from bot.understanding.changes.other_times import forget_other_times
from bot.understanding.changes.tails import STILL, forget_sessions_not_held, forget_tails
from bot.understanding.days.led_up import LED_UP, drop_what_led_up
from bot.understanding.events.clauses import Clause, signs_of
from bot.understanding.events.passing import drop_passing_topics


def forget(text: str, clauses: list[Clause]) -> None:
    """Removes what was only meant, is still to come, or is told by the way."""
    signs = signs_of(clauses)
    if len(clauses) > 1:
        if not left_out.CALLS.isdisjoint(signs):
            forget_what_was_off(clauses)
        if not changed.CALLS.isdisjoint(signs) or any(map(only_said, clauses)):
            forget_first_intentions(clauses)
        if not tails.CALLS.isdisjoint(signs) or STILL.search(text):
            forget_tails(clauses)
        if LED_UP.search(text):
            drop_what_led_up(clauses)
        forget_other_times(clauses)
        forget_bystanders(clauses, signs)
        if "ordinal" in signs:
            forget_sessions_not_held(clauses)
    drop_passing_topics(clauses)
    forget_remarks(clauses, signs)
