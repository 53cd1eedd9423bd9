"""Reading a CSV table that lies inside a package."""

from __future__ import annotations

import csv
import io
from pathlib import Path


def read_table(folder: Path, name: str) -> tuple[dict[str, str], ...]:
    """The rows of a shipped CSV, keyed by its header; a row that does not fit its header is an error in the package."""
    text = (folder / f"{name}.csv").read_text(encoding="utf-8")
    rows = tuple(csv.DictReader(io.StringIO(text), strict=True))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise ValueError(f"{folder.name}/{name}.csv line {number} does not fit the header")
    return rows
