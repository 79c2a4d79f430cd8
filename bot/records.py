"""The plain frozen dataclasses that travel between layers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class School:
    """A school as messages name it: `name` is canonical; a name or alias belongs to one school only."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    id: int = 0
