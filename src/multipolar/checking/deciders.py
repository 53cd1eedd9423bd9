"""What each relation is called, what would decide a claim of its kind (deciders.csv), and where that is kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from multipolar.reading.document import Claim
from multipolar.tables import read_table

PLACES = 5
"""Places to look that are named for one claim."""


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["relation"]: row for row in read_table(Path(__file__).parent, "deciders")}


@cache
def _places() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for row in read_table(Path(__file__).parent, "elsewhere"):
        found.setdefault(row["evidence"], []).append((row["title"], row["url"]))
    return found


def label(relation: str) -> str:
    """The plain name of a relation."""
    return _table()[relation]["label"]


def would_decide(claim: Claim) -> str:
    """What would decide a claim: by its relations, or by its mode where it asserts none."""
    relations = dict.fromkeys(a.relation for a in claim.assertions if not a.presupposed)
    found = "; ".join(dict.fromkeys(_table()[relation]["would_decide"] for relation in relations))
    if claim.mode == "forecast":
        later = "the record of the years it speaks of, once they are over"
        return f"{later}: {found}" if found else later
    if found:
        return found
    if claim.part == "news":
        return "a second report or an official record of the event"
    return "a statement of what was done, by whom and when, that could be looked up"


def elsewhere(claim: Claim) -> tuple[tuple[str, str], ...]:
    """Where else one could look for what would decide a claim: titles with their addresses, "" for none."""
    relations = dict.fromkeys(a.relation for a in claim.assertions if not a.presupposed)
    kinds = dict.fromkeys(kind for relation in relations for kind in _table()[relation]["elsewhere"].split(";") if kind)
    return tuple(dict.fromkeys(place for kind in kinds for place in _places()[kind]))[:PLACES]
