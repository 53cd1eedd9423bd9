"""Probabilities from words, by a published scale (wordings.csv).

Source: Office of the Director of National Intelligence, Intelligence Community Directive 203, Analytic Standards
(2 January 2015), D.6.e.2, https://www.dni.gov/files/documents/ICD/ICD-203.pdf: seven terms of likelihood with ranges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from multipolar.tables import read_table

SCALE = "ICD 203"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of likelihood with the range of probabilities that the scale gives them, 0 to 1."""

    words: str
    low: float
    high: float

    @property
    def middle(self) -> float:
        """The middle of the range, which a forecast in these words is scored with."""
        return round((self.low + self.high) / 2, 3)


@cache
def scale() -> tuple[Wording, ...]:
    """All terms, the longest first, so that "very likely" is not read as "likely"."""
    rows = read_table(Path(__file__).parent, "wordings")
    found = [Wording(row["words"], float(row["low"]), float(row["high"])) for row in rows]
    return tuple(sorted(found, key=lambda w: -len(w.words)))


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(re.escape(w.words) for w in scale()) + r")\b", re.I)


_NOT = re.compile(r"\b(?:not|hardly|scarcely|no longer|less|more|least|most)\s+(?:very\s+)?$", re.I)


def worded(text: str) -> Wording | None:
    """The one term of likelihood in a text; None for none, for several that differ, and for one that is negated or
    compared ("not likely", "more likely"), of which the scale says nothing.
    """
    found = {}
    for match in _pattern().finditer(text):
        if _NOT.search(text[: match.start()]):
            return None
        term = match[1].lower()
        found[term] = next(w for w in scale() if w.words == term)
    ranges = {(w.low, w.high) for w in found.values()}
    return next(iter(found.values())) if len(ranges) == 1 else None
