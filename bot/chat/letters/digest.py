"""The officers' digest."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from bot import data
from bot.chat.letters.campaign import progress_counts, title
from bot.chat.letters.writing import Desk, Letter, Reader, Skip, about
from bot.chat.wording import Wording
from bot.records import Reminder
from bot.services.access import Access
from bot.services.digest import Digest, digest


@about("digest")
async def daily(desk: Desk, reminder: Reminder, reader: Reader) -> Letter | Skip:
    """What is new since the last one; nothing where nothing is."""
    if not Access(reader.account, desk.today).admits:
        return Skip("gone")
    if reminder.subject != f"digest:{desk.today}":
        return Skip("over", "missed")
    found = await digest(desk.session, desk.clock, reader.person.id)
    return Letter(digest_text(reader.t, found)) if found.anything else Skip("nothing_new")


def digest_text(t: Wording, found: Digest) -> Markup:
    """The digest in lines."""
    return Markup("\n").join(_lines(t, found))


def _lines(t: Wording, found: Digest) -> Iterator[Markup]:
    yield t("digest.head")
    for kind in data.kinds():
        if kind in found.recorded:
            yield t("digest.recorded", kind=t(f"kind.{kind}"), count=found.recorded[kind])
    for name, count in found.waiting.items():
        if count:
            yield t(f"digest.{name}", count=count)
    for one in found.campaigns:
        yield t("digest.campaign", title=title(t, one.campaign), counts=progress_counts(t, one))
