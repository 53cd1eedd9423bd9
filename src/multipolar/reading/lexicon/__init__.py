"""The words the reader knows, as tables: data that can be read, checked and extended without touching code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from multipolar.tables import read_table


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one lexicon table."""
    return read_table(Path(__file__).parent, name)
