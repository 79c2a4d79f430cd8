"""/summary, and questions in words: answered where they are understood, and asked back where they are not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from markupsafe import Markup
from telegram import Update

from bot.chat.buttons import Button, button, in_rows
from bot.chat.inquiries import arguments
from bot.chat.work import Context, Work
from bot.records import Part, Period
from bot.services.hearing import Heard, heard
from bot.services.inquiries import Inquiry
from bot.understanding import Understanding
from handlers import quota
from handlers.summary import named, show


async def command(_update: Update, context: Context) -> None:
    work, text = context.work, " ".join(context.args or [])
    said = await _heard(work, text, work.clock.now())
    if await _asked_back(work, said, text):
        return
    if said.unclear:
        work.say(work.t("summary.which", said=said.unclear))
    else:
        await _show(work, said)


async def answer(work: Work, text: str, sent_at: datetime, read: Understanding) -> None:
    """Answer a question in words; what of it narrows nothing is said."""
    said = await _heard(work, text, sent_at, read)
    if await _asked_back(work, said, text):
        return
    if not said.says and said.unclear:
        work.say(work.t("summary.which", said=text))
    else:
        await _show(work, said, work.t("summary.unclear", said=said.unclear) if said.unclear else "")


async def asked(work: Work, text: str, sent_at: datetime, read: Understanding) -> bool:
    """Whether the message is nothing but a period or a view, and maybe a filter; then that is shown."""
    said = await _heard(work, text, sent_at, read)
    if not said.alone or said.unclear:
        return False
    if not await _asked_back(work, said, text):
        await _show(work, said)
    return True


async def compare(work: Work) -> None:
    """A claim about a whole period: nothing is added; what is recorded already is shown beside it."""
    await show(work, Inquiry(Period.year(work.today.year)), work.t("nothing.cumulative"))


async def _heard(work: Work, text: str, at: datetime, read: Understanding | None = None) -> Heard:
    return await heard(work.session, text, at.astimezone(work.clock.zone), work.me, read)


async def _asked_back(work: Work, said: Heard, text: str) -> bool:
    """Whether it can't be answered as it stands: that is said, with what may be meant."""
    t, wanted = work.t, said.inquiry
    if said.backwards:
        work.say(t("summary.backwards", said=text))
    elif said.schools:
        schools = [(one.name, replace(wanted.part, school_id=one.id)) for one in said.schools]
        buttons = [_looks(name, wanted, part) for name, part in schools]
        work.say(t("summary.which_school", said=said.unclear), in_rows(buttons, 2))
    elif said.unlisted:
        work.say(t("summary.unlisted", said=text))
    elif said.beyond:
        whole = _looks(t("summary.unnarrowed"), wanted, wanted.part)
        work.say(t("summary.beyond", said=said.beyond), ((whole,),))
    else:
        return False
    return True


async def _show(work: Work, said: Heard, below: str = "") -> None:
    """The answer; where several were named of which it is about one, it says which and offers the others."""
    wanted = said.inquiry
    if wanted.view == "quota" and not work.access_is("admit"):
        await quota.say_own(work, wanted)
        return
    now = await named(work, wanted.part)
    several = [(await named(work, part), part) for part in said.besides]
    lines = [work.t("summary.besides", name=_only(now, names)) for names, _ in several[:1]]
    others = [_looks(_only(names, now), wanted, part) for names, part in several]
    await show(work, wanted, below=Markup("\n").join(filter(None, (below, *lines))), more=in_rows(others, 2))


def _only(names: list[str], others: list[str]) -> str:
    """What is named in the one and not in the other."""
    return " · ".join(one for one in names if one not in others)


def _looks(label: object, inquiry: Inquiry, part: Part) -> Button:
    """A button that shows the same of another part."""
    return button(label, "sum", *arguments(replace(inquiry, part=part, page=0)))
