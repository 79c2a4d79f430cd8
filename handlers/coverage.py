"""覆盖情况: what the roster lacks by the rules, each line with the way to settle it."""

from __future__ import annotations

from markupsafe import Markup

from bot import data
from bot.chat.buttons import Button, Pressed, Rows, button
from bot.chat.paging import A_PAGE, MOST_PAGES, page_of, turns
from bot.chat.work import Work
from bot.services import coverage
from bot.services.coverage import Finding
from handlers import roster


def _title(work: Work, rule: data.CoverageRule) -> str:
    called: str = getattr(rule, work.t.language)
    return called.format(limit=rule.limit)


async def overview(work: Work, pressed: Pressed) -> None:
    """How much each rule finds."""
    found = await coverage.findings(work.session, work.today)
    lines = [work.t("coverage.head")]
    lines += [
        work.t("coverage.line", title=_title(work, rule), count=len(found[rule.key]))
        for rule in data.coverage().values()
    ]
    rows: Rows = tuple(
        (button(f"{_title(work, rule)} {len(found[rule.key])}", "lacking", rule.key, 0),)
        for rule in data.coverage().values()
        if found[rule.key]
    )
    roster.put(
        work, pressed, Markup("\n").join(lines), (*rows, (button(work.t("button.back"), "schools", "", 0),))
    )


async def lacking(work: Work, pressed: Pressed) -> None:
    """What one rule finds: each opens its card, where it can be settled."""
    rule, page = data.coverage()[pressed.arguments[0]], pressed.number(1, MOST_PAGES)
    found = (await coverage.findings(work.session, work.today))[rule.key]
    basis = work.t(f"coverage.basis.{rule.key}", limit=rule.limit)
    text = work.t("coverage.found", title=_title(work, rule), count=len(found))
    text += work.t("coverage.source", basis=basis, article=rule.article)
    if work.access_is("admit"):
        text += work.t(f"coverage.{rule.settle}")
    turning = turns(work.t, page, "lacking", rule.key, more=len(found) > (page + 1) * A_PAGE)
    rows = tuple(_row(work, rule, one) for one in page_of(found, page))
    roster.put(work, pressed, text, (*rows, turning, (button(work.t("button.back"), "coverage"),)))


def _row(work: Work, rule: data.CoverageRule, found: Finding) -> tuple[Button, ...]:
    """What is found, opening its card, and beside it the shortest way to settle it."""
    said = " ".join(filter(None, (found.name, str(found.number or ""), str(found.day or ""))))
    opens = button(said, found.kind, found.id)
    if rule.settle == "appoint" and work.access_is("admit"):
        return opens, button(work.t("button.appoint"), "hire", found.id, coverage.VICE_PRINCIPAL)
    return (opens,)
