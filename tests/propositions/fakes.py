"""A panel and membership rows small enough to see through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace

import numpy as np

from multipolar.actors.memberships import Membership, Memberships
from multipolar.actors.record import registry
from multipolar.actors.registry import POWERS
from multipolar.dates import parse, span
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Slice
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.parse import parse as read
from multipolar.propositions.result import Result

NAN = float("nan")


@dataclass(frozen=True)
class Row:
    """A value of the fake panel; `known` is the day on which it became public."""

    measure: str
    state1: str
    state2: str | None
    year: int
    value: float
    low: float = NAN
    high: float = NAN
    known: date = date(1900, 1, 1)


@dataclass(frozen=True, eq=False)
class FakePanel:
    """Keeps the contract of measures.panel.Panel that testing a proposition relies on."""

    rows: tuple[Row, ...] = ()
    powers: tuple[str, ...] = POWERS
    manifest: dict[str, str] = field(default_factory=dict)

    def as_known(self, day: date) -> FakePanel:
        return replace(self, rows=tuple(row for row in self.rows if row.known <= day))

    def series(
        self, measure: str, state1: str, state2: str | None = None, *, without: tuple[str, ...] = ()
    ) -> SimpleNamespace:
        pairs = {(state1, state2), (state2, state1)} if MEASURES[measure].symmetric else {(state1, state2)}
        rows = sorted(
            (row for row in self.rows if row.measure == measure and (row.state1, row.state2) in pairs),
            key=lambda row: row.year,
        )
        return SimpleNamespace(
            years=np.array([row.year for row in rows], dtype=np.int16),
            values=np.array([row.value for row in rows], dtype=np.float64),
            low=np.array([row.low for row in rows], dtype=np.float64),
            high=np.array([row.high for row in rows], dtype=np.float64),
            n=np.full(len(rows), -1, dtype=np.int32),
            dataset=MEASURES[measure].dataset,
            reason="" if rows else "not covered",
        )

    def slice(self, measure: str, year: int, state2: str | None = None, *, without: tuple[str, ...] = ()) -> Slice:
        rows = [row for row in self.rows if (row.measure, row.year, row.state2) == (measure, year, state2)]
        values, low, high = (np.array([getattr(row, part) for row in rows], float) for part in ("value", "low", "high"))
        return Slice(tuple(row.state1 for row in rows), values, low, high)


def line(
    measure: str, state1: str, state2: str | None, first: int, values: Iterable[float], *, width: float = NAN
) -> list[Row]:
    """A row for each year from `first`, with intervals `width` to either side where given."""
    return [Row(measure, state1, state2, first + i, v, v - width, v + width) for i, v in enumerate(values)]


def spell(
    actor: str,
    body: str,
    start: str,
    end: str = "",
    *,
    role: str = "full",
    known_from: str = "",
    checked_on: str = "2026-11-23",
) -> Membership:
    return Membership(
        actor, body, role, span(start, end), parse(known_from or start), None, "treaty", "test", checked_on, ""
    )


def record(*spells: Membership) -> Memberships:
    return Memberships(registry(), spells)


def ask(
    text: str,
    rows: Iterable[Row] = (),
    spells: Iterable[Membership] = (),
    as_of: date | None = date(2022, 11, 15),
    as_known: date | None = None,
) -> Result:
    """Test a written proposition on a fake record."""
    return evaluate(read(text), FakePanel(tuple(rows)), record(*spells), as_of, as_known)  # type: ignore[arg-type]
