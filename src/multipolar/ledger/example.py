"""A ledger to try things on: forecasts written for multipolar after the pattern of statements of the past decade."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from multipolar.ledger.entries import Entry, identify, settled_by
from multipolar.ledger.register import sources_of
from multipolar.tables import read_table


def entries(vintage: str) -> Iterator[Entry]:
    """The rows of example.csv as entries, each registered on the day on which it is said to have been made."""
    for row in read_table(Path(__file__).parent, "example"):
        made = date.fromisoformat(row["made"])
        proposition, condition, due = settled_by(row["proposition"], made)
        yield Entry(
            id=identify("example", row["quote"], proposition),
            kind="forecast",
            method="own",
            publisher=row["speaker"],
            speaker=row["speaker"],
            made=made,
            quote=row["quote"],
            mode="forecast",
            proposition=proposition,
            condition=condition,
            probability=float(row["probability"]),
            basis=row["basis"],
            due=due,
            sources=sources_of(proposition, *([condition] if condition else [])),
            vintage=vintage,
            registered=made,
        )
