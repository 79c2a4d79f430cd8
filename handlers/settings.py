"""/settings: the language; for those who are reminded, silence; for officers, when the digest comes."""

from __future__ import annotations

from telegram import Update

from bot.chat.buttons import Button, Pressed, Rows, button
from bot.chat.letters.campaign import MUTE
from bot.chat.wording import LANGUAGES, Wording
from bot.chat.work import Context, Work
from bot.services import digest
from db import people

NAMES = {"zh": "中文", "en": "English"}


async def command(_update: Update, context: Context) -> None:
    work = context.work
    work.say(work.t("settings.head"), await _buttons(work))


async def _buttons(work: Work) -> Rows:
    """What can be set by whoever asks; what is set now is ticked."""
    assert work.access is not None
    rows = [tuple(button(NAMES[language], "language", language) for language in LANGUAGES)]
    if any(role.reminded for role in work.access.roles):
        muted = await people.preference(work.session, work.access.account.id, MUTE) == str(work.today.year)
        rows.append(
            (button(work.t("settings.unmute" if muted else "settings.mute"), "mute", int(not muted)),)
        )
    if work.access.admits:
        now = await people.preference(work.session, work.access.account.id, digest.PREFERENCE)
        rows.append(
            tuple(_time(work, at, digest.chosen(now) or digest.OFF) for at in (*digest.TIMES, digest.OFF))
        )
    return tuple(rows)


def _time(work: Work, at: str, now: str) -> Button:
    label = work.t("settings.no_digest") if at == digest.OFF else work.t("settings.digest", at=at)
    return button(f"✓ {label}" if at == now else label, "digest", at.replace(":", ""))


async def language(work: Work, pressed: Pressed) -> None:
    """Answer in this language from now on."""
    chosen = pressed.arguments[0]
    work.t = Wording(chosen if chosen in LANGUAGES else "zh")
    if work.access is not None:
        await people.speak(work.session, work.access.account.id, work.t.language)
    work.rewrite(pressed.message_id, work.t("settings.changed"))


async def mute(work: Work, pressed: Pressed) -> None:
    """No reminders of campaigns this year, or reminders again."""
    assert work.access is not None
    year = str(work.today.year) if pressed.number(0) else None
    await people.prefer(work.session, work.access.account.id, MUTE, year)
    await _redraw(work, pressed)


async def digest_at(work: Work, pressed: Pressed) -> None:
    """The digest comes at this time, or not at all."""
    assert work.access is not None
    chosen = {at.replace(":", ""): at for at in (*digest.TIMES, digest.OFF)}[pressed.arguments[0]]
    await people.prefer(work.session, work.access.account.id, digest.PREFERENCE, chosen)
    await _redraw(work, pressed)


async def _redraw(work: Work, pressed: Pressed) -> None:
    work.rewrite(pressed.message_id, work.t("settings.head"), await _buttons(work))
    work.toast(pressed.callback_id, work.t("settings.set"))
