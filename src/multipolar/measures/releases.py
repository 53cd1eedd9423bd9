"""What was public when: the last year that any release of a dataset covered on a day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from multipolar import facts
from multipolar.dates import parse


@lru_cache(maxsize=4096)
def last_known_year(dataset: str, day: date) -> int | None:
    """The last year covered by what had been released of a dataset by the end of a day, or None before the first.

    From facts/releases.csv. A release dated to a month or a year counts from its last day, so nothing is taken for
    known too early; releases whose date could not be checked are not in the table, so some is taken for known late.
    """
    covered = [
        int(row["covers_to"])
        for row in facts.rows("releases")
        if row["dataset"] == dataset and parse(row["released_on"]).last <= day
    ]
    return max(covered, default=None)
