"""What each relation is called and what would decide a claim of its kind (deciders.csv)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from multipolar.reading.document import Claim
from multipolar.tables import read_table


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["relation"]: row for row in read_table(Path(__file__).parent, "deciders")}


def label(relation: str) -> str:
    """The plain name of a relation."""
    return _table()[relation]["label"]


def would_decide(claim: Claim) -> str:
    """What would decide a claim: by its relations, or by its mode where it asserts none."""
    if claim.mode == "forecast":
        return "the record of the years it speaks of, once they are over"
    relations = dict.fromkeys(a.relation for a in claim.assertions if not a.presupposed)
    if relations:
        return "; ".join(dict.fromkeys(_table()[relation]["would_decide"] for relation in relations))
    if claim.part == "news":
        return "a second report or an official record of the event"
    return "a statement of what was done, by whom and when, that could be looked up"
