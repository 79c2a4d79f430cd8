"""The folder of evidence: each content once, under its hash, whole or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = "evidence"
"""Within the data folder."""


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of files named by the SHA-256 of their content, spread over 256 folders."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the content of this hash lies, or would."""
        return self.folder / sha256[:2] / sha256

    def found(self, sha256: str) -> Path | None:
        """Where the content of this hash lies; None: it is gone."""
        path = self.path(sha256)
        return path if path.exists() else None

    def keep(self, content: bytes) -> str:
        """Keep a content; its hash."""
        sha256 = hashlib.sha256(content).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(content)
            part.replace(path)
        return sha256
