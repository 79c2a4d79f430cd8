"""What the mentions of a question come to together: a part, a view, and what no view answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.records import Part, Period
from bot.services.inquiries import Inquiry, View
from bot.services.mentions import WORDS, Mention
from bot.services.quota import expects

SEVERAL, SINGLE = ("kinds", "positions"), ("school_id", "person_id", "topic", "campaign_id")
"""The fields of a part that take several values, and those that take one."""
PLAIN = ("period", "idle", "crowd", "beyond")
"""Those that are no part's, and always understood."""
MOST = 2
"""Values of one field; a button holds no more."""
VIEWS_SAID: tuple[View, ...] = tuple(WORDS["views"])
TURNED: dict[str, View] = WORDS["turned"]
"""What is asked for where it says who has not."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What the mentions of a question come to, and those of them that it rests on."""

    part: Part
    view: View
    taken: tuple[Mention, ...]
    besides: tuple[Part, ...] = ()
    beyond: tuple[Mention, ...] = ()
    """What nothing can be narrowed to, such as a size."""
    unlisted: bool = False
    """It asks who has not, and no view lists them."""


def resolved(found: Sequence[Mention], period: Period, *, compared: bool = False) -> Meant:
    """What mentions, none over another, come to together in a period."""
    said: dict[str, list[Any]] = {}
    for one in found:
        if one.value not in said.setdefault(one.field, []):
            said[one.field].append(one.value)
    fields: dict[str, Any] = {field: said[field][0] for field in SINGLE if field in said}
    if "kinds" in said:
        said["kinds"] += [kind for kind in said.get("kinds_beside", ()) if kind not in said["kinds"]]
    if len(said.get("kinds", ())) > MOST:  # each is shown apart, so all of them answer it, too
        del said["kinds"]
    fields |= {field: tuple(_flat(said[field])) for field in SEVERAL if field in said}
    part = replace(Part(), **fields)
    view, uses = _view(said, Inquiry(period, part), compared=compared)
    others: list[dict[str, Any]] = [{field: value} for field in SINGLE for value in said.get(field, ())[1:]]
    uses |= {*SINGLE, *PLAIN, *(() if part.kinds else ("kinds", "kinds_beside"))}
    counted = {"kinds": part.kinds, "kinds_beside": part.kinds, "positions": part.positions}
    kept = [one for one in found if one.field in counted and {*one.value} <= {*counted[one.field]}]
    taken = (*(one for one in found if one.field in uses), *kept)
    besides = tuple(replace(part, **other) for other in others)
    beyond = tuple(one for one in found if one.field == "beyond")
    return Meant(part, view, taken, besides, beyond, unlisted=_unlisted(said, uses))


def _unlisted(said: dict[str, list[Any]], uses: set[str]) -> bool:
    lacking = "lacking" in said and "asked" in said and "lacking" not in uses
    return lacking or ("view" in said and "view" not in uses)


def _flat(values: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(key for value in values for key in value))[:MOST]


def _view(said: dict[str, list[Any]], about: Inquiry, *, compared: bool) -> tuple[View, set[str]]:
    """The way to look at it, and the fields that say so.

    Who has not is another question than who has; where no view answers it, its words are not used.
    """
    part = about.part
    told = [view for view in VIEWS_SAID if view in said.get("view", ())]
    asked: View | None = said.get("asked", [None])[0]
    whom = asked or ("person" if part.positions or "crowd" in said else "")
    turned = TURNED.get(whom) if "lacking" in said else None
    wanted: View | None = "compare" if compared else told[0] if told else turned
    if wanted and wanted in TURNED.values() and answers(wanted, about):
        return wanted, {"view", "asked", "lacking", "enough"}
    if wanted and wanted not in TURNED.values():
        return wanted, {"view", *(["asked"] if asked == wanted else [])}
    named = part.school_id or part.person_id or part.topic
    return asked or "overview", {"asked", *(["lacking"] if named and not asked else [])}


def answers(view: View, about: Inquiry) -> bool:
    """Whether a view of who has not exists: no school is missing from itself, quotas are of set periods."""
    return expects(about.part, about.period) if view == "quota" else about.part.school_id is None
