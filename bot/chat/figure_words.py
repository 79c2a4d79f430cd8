"""What is said of a yearly figure: what it is now and was, or why it can't be what was typed."""

from __future__ import annotations

from markupsafe import Markup

from bot import data
from bot.chat.wording import Wording
from bot.reports.material import Figure
from bot.reports.placeholders import said as in_words
from bot.services.figures import LONGEST, fault
from bot.understanding.figures.names import fits
from db.figures import Kept


def kept(t: Wording, year: int, row: data.Figure, before: Kept, kept: Kept) -> Markup:
    """What a figure is now, and what it was."""
    now, was = Figure(row, kept.value, kept.note), Figure(row, before.value, before.note)
    if now.blank:
        text = t("figures.blanked", year=year, name=row.name)
        text += Markup("") if row.text else t("figures.zero", name=row.name, unit=row.unit)
    else:
        text = t("figures.kept", year=year, name=row.name, value=in_words(now))
    if was == now:
        return text + t("figures.same")
    return text if was.blank else text + t("figures.was", value=in_words(was))


def problem(t: Wording, year: int, row: data.Figure, typed: Kept, unit: str = "") -> Markup | None:
    """Why a figure can't be that, as it was typed with this unit."""
    if not fits(unit, row):
        return t("figures.wrong_unit", year=year, name=row.name, unit=row.unit, said=unit)
    wrong = fault(row, typed) or ("share" if _unclear_share(row, typed.value, unit) else "")
    if not wrong:
        return None
    most = LONGEST if row.text else f"{row.most:.10g}"
    said = "" if typed.value is None else f"{typed.value:.12g}"
    return t(f"figures.wrong.{wrong}", year=year, name=row.name, said=said, unit=row.unit, most=most)


def _unclear_share(row: data.Figure, value: float | None, unit: str) -> bool:
    """Whether 1 may be one per cent, or all of a hundred."""
    return row.unit == "%" and unit != "%" and value is not None and 0 < value <= 1
