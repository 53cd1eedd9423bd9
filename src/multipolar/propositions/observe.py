"""Reading the panel: the series of a measure, or the median of its peers, as plain arrays by year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import isnan
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from multipolar.actors.record import Record as Names
from multipolar.actors.record import current
from multipolar.measures.catalogue import MEASURES, RECORD
from multipolar.measures.resampling import Z95
from multipolar.propositions.english import measure_words
from multipolar.propositions.peers import PeerGroup, peer_group
from multipolar.propositions.record import Record
from multipolar.propositions.render import measure_text
from multipolar.propositions.result import Evidence, EvidenceKind
from multipolar.propositions.rules import PEERS_NEEDED
from multipolar.propositions.signatures import varied_slot
from multipolar.propositions.terms import Level, Measure, Number, Operand, Peers

if TYPE_CHECKING:
    from multipolar.measures.panel import Panel, Slice

Floats = NDArray[np.float64]

MEDIAN_ERROR = float(np.sqrt(np.pi / 2))
"""Standard deviation of the median of many normal draws, in those of one over the root of their number."""


@dataclass(frozen=True, slots=True)
class Observed:
    """Yearly values, years increasing and none missing. All arrays have shape (years,).

    low, high: 95 % interval, nan where no error is published. n: observations behind a value, or peers behind a
    median; -1 where unknown. label: what was observed, `words` the same in plain English.
    kind, actors, source: for the evidence rows. peers: states that a median was taken over in some year.
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
    peers: tuple[str, ...] = ()

    def within(self, first: int, last: int) -> Observed:
        """The years from first to last, both included."""
        begin, end = self.years.searchsorted((first, last + 1)).tolist()
        return self if begin == 0 and end == len(self.years) else self._cut(slice(begin, end))

    def in_years(self, years: NDArray[np.int16]) -> Observed:
        """The years named, all of which are here."""
        return self if len(self.years) == len(years) else self._cut(self.years.searchsorted(years))

    def only(self, chosen: NDArray[np.bool_]) -> Observed:
        """The years chosen by a mask of shape (years,)."""
        return self if chosen.all() else self._cut(chosen)

    def _cut(self, chosen: NDArray[np.bool_ | np.intp] | slice) -> Observed:
        return Observed(
            self.label,
            self.kind,
            self.actors,
            self.source,
            self.unit,
            self.years[chosen],
            self.values[chosen],
            self.low[chosen],
            self.high[chosen],
            self.n[chosen],
            self.words,
            self.peers,
        )

    @property
    def spread(self) -> Floats:
        """Standard deviation that the stated interval implies, nan where no error is published."""
        return (self.high - self.low) / (2 * Z95)

    @property
    def mean(self) -> float:
        """Mean of the values."""
        return float(np.add.reduce(self.values)) / len(self.values)

    @property
    def last_year(self) -> Observed:
        """The last year alone."""
        return self._cut(slice(-1, None))

    def evidence(self) -> tuple[Evidence, ...]:
        """A row for each year."""
        kind: EvidenceKind = "median" if self.kind == "median" else "measure"
        columns = (column.tolist() for column in (self.years, self.values, self.low, self.high, self.n))
        return tuple(
            [
                Evidence(
                    kind,
                    self.label,
                    self.actors,
                    str(year),
                    value,
                    None if isnan(low) else low,
                    None if isnan(high) else high,
                    n if n >= 0 else None,
                    self.unit,
                    self.source,
                    self.peers,
                )
                for year, value, low, high, n in zip(*columns, strict=True)
            ]
        )


def shared_years(one: NDArray[np.int16], other: NDArray[np.int16]) -> NDArray[np.int16]:
    """Years that are in both, each of them increasing."""
    if not len(one):
        return one
    begin, end = other.searchsorted((one[0], one[-1] + 1)).tolist()
    near = other[begin:end]
    return one if len(one) == len(near) and (one == near).all() else np.intersect1d(one, near, assume_unique=True)


def observe(measure: Measure, record: Record) -> Observed:
    """The series of a measure whose slots all hold states.

    An interval that is one error of all values of the state in a year is left out: in a comparison it cancels. So is
    the organisation that defines the group being tested, where organisations are counted (R17).
    """
    if MEASURES[measure.name].dataset == RECORD:
        return _observed(measure, record.panel, record.left_out)
    return _kept(measure, record.panel, current())


@lru_cache(maxsize=8192)
def _kept(measure: Measure, panel: Panel, named: Names) -> Observed:
    """For when it is asked again: a generation never changes, but what a user's own facts call its states may."""
    return _observed(measure, panel)


def _observed(measure: Measure, panel: Panel, without: tuple[str, ...] = ()) -> Observed:
    states = tuple(str(slot) for slot in measure.slots)
    series = panel.series(measure.name, *states, without=without)
    told = MEASURES[measure.name]
    no_error = np.full(series.values.size, np.nan) if told.common_error else None
    apart = f" apart from {', '.join(without)}" if without else ""
    return Observed(
        measure_text(measure) + apart,
        "measure",
        states,
        series.dataset,
        told.unit,
        series.years,
        series.values,
        series.low if no_error is None else no_error,
        series.high if no_error is None else no_error,
        series.n.astype(np.int64),
        measure_words(measure) + apart,
    ).only(~np.isnan(series.values))


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


def _slice(measure: Measure, slot: int, year: int, record: Record) -> Slice:
    """All states that a measure covers in a year, where they stand for the one in the slot."""
    without = record.left_out if MEASURES[measure.name].dataset == RECORD else ()
    return record.panel.slice(measure.name, year, *_fixed(measure, slot), without=without)


def _covered(measure: Measure, slot: int, left: Observed, record: Record) -> set[str]:
    """States that the measure covers in the last year of the left side."""
    if not len(left.years):
        return set()
    states, values, _, _ = _slice(measure, slot, int(left.years[-1]), record)
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
    peers: set[str] = set()
    for year in left.years.tolist():
        states, values, low, high = _slice(measure, slot, year, record)
        wanted = None if group is None else group.in_year(year, record)
        chosen = [
            place
            for place, key in enumerate(states)
            if key not in left_out and (wanted is None or key in wanted) and values[place] == values[place]
        ]
        if group is not None:
            peers.update(states[place] for place in chosen)
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
        peers=tuple(sorted(peers)),
    )
