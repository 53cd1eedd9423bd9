"""Who publishes: ownership, seat and kind of a publisher, from sourced facts alone. No verdict ever rests on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from multipolar import facts


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher by its usual name. state: key of the state of its seat, "" where none is named.

    operator: who owns, runs or funds it, in the neutral words of the source, whose key `source` is.
    """

    name: str
    kind: str
    state: str
    operator: str
    note: str
    source: str
    checked_on: str


def publisher(name: str) -> Publisher | None:
    """The publisher of that name, other name or web host, as it stands under a text; None where none is on record."""
    return _known().get(_folded(name))


@cache
def _known() -> dict[str, Publisher]:
    found: dict[str, Publisher] = {}
    for row in facts.rows("publishers"):
        told = Publisher(*(row[c] for c in ("name", "kind", "state", "operator", "note", "source", "checked_on")))
        for name in (row["name"], row["host"], *row["aliases"].split(";")):
            if name:
                found.setdefault(_folded(name), told)
    return found


def _folded(name: str) -> str:
    """A name without its article, its case and the marks that divide its parts."""
    plain = re.sub(r"[\W_]+", " ", name.casefold()).strip()
    return plain.removeprefix("the ").removeprefix("www ")
