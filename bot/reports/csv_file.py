"""The entries as a CSV file, with the mark that Excel knows UTF-8 by."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import tzinfo
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.records import Entered
from bot.reports.cells import columns, entry_cells, harmless


class CsvFile:
    """A CSV file being written; entries are added as they come."""

    def __init__(self, path: Path, zone: tzinfo) -> None:
        self._file, self._zone = path.open("w", encoding="utf-8-sig", newline=""), zone
        self._rows = csv.writer(self._file)
        self._rows.writerow([head for head, _ in columns("entries")])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add_entries(self, several: Iterable[Entered]) -> None:
        """Add entries below those that are there."""
        self._rows.writerows([harmless(cell) for cell in entry_cells(one, self._zone)] for one in several)
