"""The chart of a period: its months against last year's, how many schools are reached, what it was about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO

import pylopdf_fonts_zh_cn
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from bot.records import NONE, Measures, Totals
from bot.reports.material import Material, period_text, wording
from bot.reports.placeholders import row_name

NOW, BEFORE = "#2F6DB5", "#C3CCD8"
INCHES, DPI = (11, 8.2), 120
MOST_TOPICS = 8


@cache
def font(size: float = 11) -> FontProperties:
    """The font that Chinese labels are drawn with: Noto Sans SC, of a package (SIL Open Font License)."""
    return FontProperties(fname=str(pylopdf_fonts_zh_cn.sans_path()), size=size)


def draw(material: Material) -> bytes:
    """The chart as a PNG. It takes some 0.7 s and 90 MB: not for the event loop."""
    stream = BytesIO()
    plot(material).savefig(stream, format="png")
    return stream.getvalue()


def plot(material: Material) -> Figure:
    """The chart, its parts as axes."""
    figure = Figure(figsize=INCHES, dpi=DPI, layout="constrained")
    FigureCanvasAgg(figure)
    title = wording()["chart"]["title"].format(period=period_text(material.period))
    figure.suptitle(title + material.about, fontproperties=font(16))
    grid = figure.add_gridspec(2, 2)
    _months(figure.add_subplot(grid[0, :]), material)
    if not material.about:  # of one school or person, how many others are reached says nothing
        _coverage(figure.add_subplot(grid[1, 0]), material.totals)
    _topics(figure.add_subplot(grid[1, 0 if material.about else 1 :]), material)
    return figure


def _months(axes: Axes, material: Material) -> None:
    words = wording()["chart"]
    now, before = _by_month(material.totals), _by_month(material.before) if material.before else {}
    last = {_a_year_later(month): count for month, count in before.items()}
    shown = sorted({*now, *last})
    places = range(len(shown))
    aside = 0.2 if last else 0.0
    if last:
        left = [x - aside for x in places]
        axes.bar(left, [last.get(one, 0) for one in shown], 0.4, color=BEFORE, label=words["last_year"])
    right = [x + aside for x in places]
    bars = axes.bar(right, [now.get(one, 0) for one in shown], 0.4, color=NOW, label=words["this_year"])
    axes.bar_label(bars, padding=2, fontsize=9)
    axes.set_xticks(list(places), [f"{int(month[5:])}月" for month in shown])
    _dress(axes, words["months"])
    if shown:
        axes.legend(prop=font(10), frameon=False)


def _by_month(totals: Totals) -> dict[str, int]:
    return {month: sum(kinds.values(), Measures()).entries for month, kinds in totals.months.items()}


def _a_year_later(month: str) -> str:
    return f"{int(month[:4]) + 1:04}{month[4:]}"


def _coverage(axes: Axes, totals: Totals) -> None:
    words, schools = wording()["chart"], totals.schools
    rows = [(words["covered"], schools.with_entries), (words["led"], schools.with_vice_principal)]
    _lying(axes, [(name, count, schools.total - count) for name, count in reversed(rows)])
    _dress(axes, words["coverage"])


def _topics(axes: Axes, material: Material) -> None:
    named = [row for row in material.tables["topic"].rows if row.key != NONE]
    most = sorted(named, key=lambda row: -row.whole.entries)[:MOST_TOPICS]
    _lying(axes, [(row_name(row, "topic"), row.whole.entries, 0) for row in reversed(most)])
    _dress(axes, wording()["chart"]["topics"])


def _lying(axes: Axes, rows: Sequence[tuple[str, int, int]]) -> None:
    """Bars to the right, each with its number; what is lacking in grey behind it."""
    places = range(len(rows))
    bars = axes.barh(places, [count for _, count, _ in rows], 0.6, color=NOW)
    axes.barh(places, [lacking for *_, lacking in rows], 0.6, [count for _, count, _ in rows], color=BEFORE)
    axes.bar_label(bars, padding=3, fontsize=9)
    axes.set_yticks(list(places), [name for name, *_ in rows])
    axes.set_xlim(0, 1.12 * max((count + lacking for _, count, lacking in rows), default=1))


def _dress(axes: Axes, title: str) -> None:
    axes.set_title(title, fontproperties=font(12), loc="left")
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font(10))
    axes.spines[["top", "right"]].set_visible(False)
