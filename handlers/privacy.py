"""/privacy: what is held about whoever asks, for how long; exported for them alone, or erased (rule 12)."""

from __future__ import annotations

from markupsafe import Markup
from telegram import Update

from bot.chat.buttons import Pressed, Rows, button
from bot.chat.posts import posts_text
from bot.chat.wording import Wording
from bot.chat.work import Context, Work
from bot.records import Appointment
from bot.services import privacy
from bot.services.access import Access
from bot.services.binding import LastOfficerError
from bot.services.pupils import likely_pupils
from db import particulars, people
from db.history import masked

ASKED = ("erase", "surely")
"""What is asked before somebody is erased, one after the other."""


async def command(_update: Update, context: Context) -> None:
    work = context.work
    work.say(*await _overview(work, _access(work)))


async def overview(work: Work, pressed: Pressed) -> None:
    """Back, with nothing erased."""
    work.rewrite(pressed.message_id, *await _overview(work, _access(work)))
    work.toast(pressed.callback_id)


def _access(work: Work) -> Access:
    """Whoever asks, a stranger too."""
    if work.access is None:
        raise PermissionError
    return work.access


async def _overview(work: Work, access: Access) -> tuple[Markup, Rows]:
    t, account = work.t, access.account
    lines = [t("privacy.head"), t("privacy.account", name=account.name, id=account.id)]
    if access.person is not None:
        row = await particulars.person(work.session, access.person.id)
        posts = posts_text(t, access.person.appointments)
        lines.append(t("privacy.person", name=row.name, posts=posts or "—"))
        known = {"employer": row.employer or row.dispatched_by, "telephone": masked(row.telephone)}
        lines += [t(f"privacy.{name}", said=said) for name, said in known.items() if said]
    held = await privacy.counts(work.session, access)
    lines.append(t("privacy.counts"))
    lines += [t(f"privacy.held.{kind}", count=count) for kind, count in held.items() if count]
    lines += [t("privacy.kept"), *(t(f"privacy.days.{k}", days=n) for k, n in privacy.kept_for().items())]
    rows = ((button(t("privacy.export"), "mydata"), button(t("privacy.erase"), "erase", ASKED[0])),)
    return Markup("\n").join(lines), rows


async def export(work: Work, pressed: Pressed) -> None:
    """Everything that is held about them, as a file for them alone."""
    content = await privacy.export(work.session, _access(work))
    work.document(f"{work.t('privacy.file')}.json", content, work.t("privacy.file_text"))
    work.toast(pressed.callback_id)


async def ask(work: Work, pressed: Pressed) -> None:
    """Ask whether they are sure; then once more."""
    step = ASKED.index(pressed.arguments[0])
    last = step + 1 == len(ASKED)
    go_on = ("erased",) if last else ("erase", ASKED[step + 1])
    rows = (
        (button(work.t("privacy.keep"), "privacy"), button(work.t(f"privacy.yes.{ASKED[step]}"), *go_on)),
    )
    work.rewrite(pressed.message_id, work.t(f"privacy.ask.{ASKED[step]}"), rows)
    work.toast(pressed.callback_id)


async def erase(work: Work, pressed: Pressed) -> None:
    """Erase them, and tell the officers."""
    access, officers = _access(work), await people.admitting(work.session, work.today)
    try:
        name, ended = await privacy.erase(work.session, access, work.act("button"))
    except LastOfficerError:
        work.toast(pressed.callback_id, work.t("privacy.last_officer"), alert=True)
        return
    work.rewrite(pressed.message_id, work.t("privacy.done", name=name or "—"))
    if access.person is not None:
        for officer in officers:
            if officer.person is None or officer.person.id != access.person.id:
                work.tell(officer.id, _told(Wording(officer.language), access.person.name, name, ended))
    work.toast(pressed.callback_id)


def _told(t: Wording, before: str, name: str, ended: tuple[Appointment, ...]) -> Markup:
    return t("privacy.told", before=before, name=name, posts=posts_text(t, ended) or "—")


async def remark(work: Work, text: str) -> Markup:
    """Ask whoever writes likely names of pupils not to; nothing where there are none."""
    if not likely_pupils(text):
        return Markup("")
    known = {one.name for one in await people.named_in(work.session, text)}
    names = likely_pupils(text, known)
    return work.t("privacy.pupils", names=work.t("card.and").join(names)) if names else Markup("")
