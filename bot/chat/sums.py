"""Sums in words: `法治讲座 3 场,4 课时,1 条未报课时,760余 人次`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from bot import data
from bot.chat import cards
from bot.chat.wording import Wording
from bot.records import Dimension, Measures, Row, Totals

BETWEEN = Markup("; ")


def kind_sums(t: Wording, key: str, sums: Measures) -> Markup:
    """What one kind adds up to, with what its entries lack."""
    details = Markup("")
    if sums.class_hours:
        details += t("summary.hours", hours=f"{sums.class_hours:g}")
    if sums.audience:
        more = approximately(t, sums.audience_approximate)
        details += t("summary.audience", audience=sums.audience, approximate=more)
    for name, count in (("hours", sums.class_hours_missing), ("audience", sums.audience_missing)):
        if count:
            details += t(f"summary.missing_{name}", count=count)
    return t(
        "summary.sums",
        kind=t(f"kind.{key}"),
        quantity=sums.quantity,
        approximate=approximately(t, sums.quantity_approximate),
        unit=cards.unit(t, data.kinds()[key]),
        details=details,
    )


def all_kinds(t: Wording, by_kind: Mapping[str, Measures]) -> Markup:
    """Several kinds in one line."""
    return BETWEEN.join(kind_sums(t, key, sums) for key, sums in by_kind.items())


def kinds_in_lines(t: Wording, found: Totals) -> Iterator[Markup]:
    """Each kind, and below it the positions that are counted apart."""
    for key, sums in found.kinds.items():
        yield t("summary.kind", sums=kind_sums(t, key, sums))
        for position, row in data.positions().items():
            if row.apart and (part := found.positions[position].get(key)):
                yield t(
                    "summary.apart",
                    position=t(f"position.{position}"),
                    quantity=part.quantity,
                    approximate=approximately(t, part.quantity_approximate),
                    unit=cards.unit(t, data.kinds()[key]),
                )


def report_line(t: Wording, key: str, value: int, *, approximate: bool) -> Markup:
    """A line of the year's report, named as there."""
    row, more = data.report_lines()[key], approximately(t, approximate)
    return t("summary.line", name=row.zh, value=value, approximate=more, unit=row.unit)


def row_name(t: Wording, by: Dimension, row: Row) -> str:
    """What a row is called."""
    if row.name or by == "month":
        return row.name or str(row.key)
    key = f"{by}.{row.key}"
    return str(t(key if t.has(key) else f"summary.none.{by}"))


def approximately(t: Wording, approximate: bool) -> Markup:
    """余, where a figure is approximate."""
    return t("card.more") if approximate else Markup("")


def difference(now: float, before: float) -> str:
    """How much more or less, with its sign."""
    return f"{now - before:+g}"
