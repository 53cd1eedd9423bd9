"""The words the reader knows, as tables: data that can be read, checked and extended without touching code."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from multipolar.reading.words import Patterns
from multipolar.tables import read_table


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one lexicon table."""
    return read_table(Path(__file__).parent, name)


@cache
def patterns() -> Patterns:
    """The patterns of relations ("relation"), cues and reporting (each by its kind), looked for in one pass."""
    groups: dict[str, list[re.Pattern[str]]] = {"relation": []}
    for row in table("relations"):
        groups["relation"].append(re.compile(row["pattern"], re.I))
    for name, column in (("cues", "cue"), ("reporting", "kind")):
        for row in table(name):
            groups.setdefault(row[column], []).append(re.compile(row["pattern"], re.I))
    return Patterns(groups)
