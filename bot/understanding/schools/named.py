"""A school that a text names."""

from __future__ import annotations

from typing import NamedTuple

from bot.records import School


class Named(NamedTuple):
    """A school named in the text: one school, several candidates, or (none) a name nobody knows."""

    start: int
    end: int
    schools: tuple[School, ...]
    why: str = ""
    """`typo`: sounds or looks like it; `part`: perhaps only the end of a name nobody knows; `stem`: a
    beginning of names; `short`: a stem that another mention settles; `carried`: said of an event before;
    empty: as written."""

    @property
    def school(self) -> School | None:
        return self.schools[0] if len(self.schools) == 1 else None
