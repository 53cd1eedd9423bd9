"""Reading the panel: the series of a measure, or the median of its peers, as plain arrays by year."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from multipolar.measures.catalogue import MEASURES
from multipolar.measures.resampling import Z95
from multipolar.propositions.english import measure_words
from multipolar.propositions.peers import PeerGroup, peer_group
from multipolar.propositions.record import Record
from multipolar.propositions.render import measure_text
from multipolar.propositions.result import Evidence
from multipolar.propositions.rules import PEERS_NEEDED
from multipolar.propositions.signatures import varied_slot
from multipolar.propositions.terms import Level, Measure, Number, Operand, Peers

Floats = NDArray[np.float64]

MEDIAN_ERROR = float(np.sqrt(np.pi / 2))
"""Standard deviation of the median of many normal draws, in those of one over the root of their number."""


@dataclass(frozen=True, slots=True)
class Observed:
    """Yearly values, years increasing and none missing. All arrays have shape (years,).

    low, high: 95 % interval, nan where no error is published. n: observations behind a value, or peers behind a
    median; -1 where unknown. label: what was observed, `words` the same in plain English.
    kind, actors, source: for the evidence rows.
    """

    label: str
    kind: str
    actors: tuple[str, ...]
    source: str
    unit: str
    years: NDArray[np.int16]
    values: Floats
    low: Floats
    high: Floats
    n: NDArray[np.int64]
    words: str = ""

    def within(self, first: int, last: int) -> Observed:
        """The years from first to last, both included."""
        return self.only((self.years >= first) & (self.years <= last))

    def in_years(self, years: NDArray[np.int16]) -> Observed:
        """The years that are among others."""
        return self if np.array_equal(self.years, years) else self.only(np.isin(self.years, years))

    def only(self, chosen: NDArray[np.bool_]) -> Observed:
        """The years chosen by a mask of shape (years,)."""
        if chosen.all():
            return self
        return replace(
            self,
            years=self.years[chosen],
            values=self.values[chosen],
            low=self.low[chosen],
            high=self.high[chosen],
            n=self.n[chosen],
        )

    @property
    def spread(self) -> Floats:
        """Standard deviation that the stated interval implies, nan where no error is published."""
        return (self.high - self.low) / (2 * Z95)

    @property
    def last_year(self) -> Observed:
        """The last year alone."""
        return self.only(self.years == self.years[-1:])

    def evidence(self) -> tuple[Evidence, ...]:
        """A row for each year."""
        return tuple(
            Evidence(
                "median" if self.kind == "median" else "measure",
                self.label,
                self.actors,
                str(int(year)),
                float(value),
                _known(low),
                _known(high),
                int(n) if n >= 0 else None,
                self.unit,
                self.source,
            )
            for year, value, low, high, n in zip(self.years, self.values, self.low, self.high, self.n, strict=True)
        )


def shared_years(one: NDArray[np.int16], other: NDArray[np.int16]) -> NDArray[np.int16]:
    """Years that are in both."""
    return one if np.array_equal(one, other) else np.intersect1d(one, other)


def _known(bound: float) -> float | None:
    return None if np.isnan(bound) else float(bound)


def observe(measure: Measure, record: Record) -> Observed:
    """The series of a measure whose slots all hold states.

    An interval that is one error of all values of the state in a year is left out: in a comparison it cancels.
    """
    states = tuple(str(slot) for slot in measure.slots)
    series = record.panel.series(measure.name, *states)
    seen = ~np.isnan(series.values)
    common = np.full(seen.size, np.nan) if MEASURES[measure.name].common_error else None
    return Observed(
        measure_text(measure),
        "measure",
        tuple(str(slot) for slot in measure.slots),
        series.dataset,
        MEASURES[measure.name].unit,
        series.years,
        series.values,
        series.low if common is None else common,
        series.high if common is None else common,
        series.n.astype(np.int64),
        measure_words(measure),
    ).only(seen)


def compared(term: Level, operand: Operand, left: Observed, record: Record) -> tuple[Observed, str]:
    """The right side of a comparison in the years of the left one, and who stands behind it in words."""
    match operand:
        case Number(value):
            same = np.full(len(left.years), value)
            counts = np.full(len(left.years), -1)
            return replace(left, label="number", kind="number", values=same, low=same, high=same, n=counts), ""
        case Measure():
            return observe(operand, record), ""
        case Peers(state):
            slot = varied_slot(term.left, state)
            covered = _covered(term.left, slot or 0, left, record)
            group = peer_group(operand, covered)
            return _median(term.left, slot or 0, left, group, record), group.name
        case _:
            slot = varied_slot(term.left, None)
            return _median(term.left, slot or 0, left, None, record), "other states covered"


def _fixed(measure: Measure, slot: int) -> tuple[str, ...]:
    return tuple(str(other) for index, other in enumerate(measure.slots) if index != slot)


def _covered(measure: Measure, slot: int, left: Observed, record: Record) -> set[str]:
    """States that the measure covers in the last year of the left side."""
    if not len(left.years):
        return set()
    states, values, _, _ = record.panel.slice(measure.name, int(left.years[-1]), *_fixed(measure, slot))
    if not np.isnan(values).any():
        return set(states)
    return {state for state, value in zip(states, values, strict=True) if not np.isnan(value)}


def _median(measure: Measure, slot: int, left: Observed, group: PeerGroup | None, record: Record) -> Observed:
    """Median of the measure over the peers of each year, the state itself and the fixed one left out (R5, R17).

    The peers' errors are taken as independent of one another: the median's is that of the middle one of n normal draws,
    sqrt(pi / 2) times the peers' usual standard deviation over sqrt(n) (R7).
    """
    fixed, own = _fixed(measure, slot), str(measure.slots[slot])
    left_out = {own, *fixed}
    rows: list[tuple[int, float, float, float, int]] = []
    for year in left.years.tolist():
        states, values, low, high = record.panel.slice(measure.name, year, *fixed)
        wanted = None if group is None else group.in_year(year, record)
        chosen = [
            place
            for place, key in enumerate(states)
            if key not in left_out and (wanted is None or key in wanted) and values[place] == values[place]
        ]
        count = len(chosen)
        if count >= PEERS_NEEDED:
            median = float(np.median(values[chosen]))
            reach = np.nan
            if not MEASURES[measure.name].common_error:
                reach = float(np.median(high[chosen] - low[chosen])) / 2 * MEDIAN_ERROR / np.sqrt(count)
            rows.append((year, median, median - reach, median + reach, count))
    years, medians, lows, highs, counts = (
        (np.array(column) for column in zip(*rows, strict=True)) if rows else (np.array([]) for _ in range(5))
    )
    return replace(
        left,
        label=f"median of {measure.name} over {group.name if group else 'other states covered'}",
        kind="median",
        actors=fixed,
        years=years.astype(np.int16),
        values=medians.astype(np.float64),
        low=lows.astype(np.float64),
        high=highs.astype(np.float64),
        n=counts.astype(np.int64),
    )
