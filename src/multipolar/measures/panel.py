"""The shipped measures as arrays: one series, one year over all states, and what is covered, now or as known then."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from multipolar import facts
from multipolar.actors.record import registry
from multipolar.actors.registry import nearest
from multipolar.dates import FIRST_YEAR, LAST_YEAR
from multipolar.errors import DataError, InputError
from multipolar.measures.catalogue import MEASURES, Measure
from multipolar.measures.releases import last_known_year

Floats = NDArray[np.float64]
_MEND = "Install multipolar again, or compute the table with `multipolar data build`"


@dataclass(frozen=True, slots=True)
class Series:
    """A measure of a state, or of a state and a power, over the years that it is covered, in order.

    years: shape (k,), int16. values: shape (k,), in the unit of the measure. low, high: 95 % bounds, nan where no
    error is published. n: observations behind each value, -1 where that means nothing. dataset: key of what it was
    computed from. reason: why there is nothing, or empty; an empty series is never to be read as zero.
    """

    measure: str
    state1: str
    state2: str | None
    years: NDArray[np.int16]
    values: Floats
    low: Floats
    high: Floats
    n: NDArray[np.int32]
    dataset: str
    reason: str = ""

    def __len__(self) -> int:
        return self.years.size


class Slice(NamedTuple):
    """A measure in one year: the states covered, in order of their keys, and arrays of shape (states,)."""

    states: tuple[str, ...]
    values: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Coverage:
    """First and last year of a measure and the states that it covers in any of them; None and () if nothing is."""

    first: int | None
    last: int | None
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The table as arrays sorted by measure, state1, state2 and year; names are positions in `measures`, `states`."""

    measures: tuple[str, ...]
    states: tuple[str, ...]
    spans: Mapping[str, tuple[int, int]]
    state1: NDArray[np.int16]
    state2: NDArray[np.int16]
    years: NDArray[np.int16]
    values: Floats
    low: Floats
    high: Floats
    n: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Panel:
    """The measures of the record. `limits` cuts a measure at the last year that was known, None if none was."""

    rows: _Rows
    manifest: Mapping[str, Any]
    limits: Mapping[str, int | None]
    known_on: date | None = None

    @staticmethod
    def shipped() -> Panel:
        """The panel that comes with the package, read once; DataError if table and manifest do not fit."""
        return _shipped()

    @staticmethod
    def read(table: bytes, manifest: bytes) -> Panel:
        """A panel from the bytes of measures.parquet and measures.json; DataError if they do not fit."""
        told = _manifest(manifest)
        if hashlib.sha256(table).hexdigest() != told["file"]["sha256"]:
            raise DataError("the table is not the one that its manifest names", place=told["file"]["name"], mend=_MEND)
        return Panel(_rows(table), told, {})

    @property
    def powers(self) -> tuple[str, ...]:
        """States whose ties with all others are in the panel."""
        return tuple(self.manifest["powers"])

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of all measures."""
        return self.rows.measures

    def as_known(self, day: date) -> Panel:
        """The panel cut, measure by measure, at the last year released by the end of that day.

        Coverage as released, values as revised: pseudo-real-time, not the numbers that stood in the release.
        """
        limits = {name: last_known_year(MEASURES[name].dataset, day) for name in self.rows.measures}
        return Panel(self.rows, self.manifest, limits, day)

    def series(self, measure: str, state1: str, state2: str | None = None) -> Series:
        """All covered years of a measure. InputError for unknown names or a missing or needless power.

        Outside the record the series is empty and its `reason` says why.
        """
        told, rows = self._checked(measure, state1, state2), self.rows
        first, last = self._find(measure, state1, state2)
        known = first + int(np.searchsorted(rows.years[first:last], self._limit(measure), side="right"))
        found = np.s_[first:known]
        reason = "" if known > first else self._reason(told, state1, state2, unreleased=last > known)
        return Series(
            measure,
            state1,
            state2,
            rows.years[found],
            rows.values[found],
            rows.low[found],
            rows.high[found],
            rows.n[found],
            told.dataset,
            reason,
        )

    def slice(self, measure: str, year: int, state2: str | None = None) -> Slice:
        """All states that a measure covers in a year; InputError as for `series`. Empty where nothing is covered."""
        self._checked(measure, None, state2)
        rows, (first, last) = self.rows, self.rows.spans[measure]
        here = (rows.years[first:last] == year) & (year <= self._limit(measure))
        if state2 is not None:
            here &= rows.state2[first:last] == self._position(state2)
        found = first + np.flatnonzero(here)
        states = tuple(rows.states[code] for code in rows.state1[found])
        return Slice(states, rows.values[found], rows.low[found], rows.high[found])

    def coverage(self, measure: str) -> Coverage:
        """The years and states of a measure, within what was known."""
        self._measure(measure)
        first, last = self.rows.spans[measure]
        known = self.rows.years[first:last] <= self._limit(measure)
        years = self.rows.years[first:last][known]
        if not years.size:
            return Coverage(None, None, ())
        codes = np.unique(self.rows.state1[first:last][known])
        return Coverage(int(years.min()), int(years.max()), tuple(self.rows.states[code] for code in codes))

    def _limit(self, measure: str) -> int:
        """The last year of a measure that may be spoken of."""
        limit = self.limits.get(measure, LAST_YEAR)
        return FIRST_YEAR if limit is None else limit

    def _find(self, measure: str, state1: str, state2: str | None) -> tuple[int, int]:
        """Where the rows of a series begin and end; the same place twice where there are none."""
        first, last = self.rows.spans[measure]
        for codes, state in ((self.rows.state1, state1), (self.rows.state2, state2)):
            if state is None:
                continue
            code = self._position(state)
            low, high = np.searchsorted(codes[first:last], (code, code + 1))
            first, last = first + int(low), first + int(high)
        return first, last

    def _position(self, state: str) -> int:
        position = int(np.searchsorted(self.rows.states, state))
        return position if position < len(self.rows.states) and self.rows.states[position] == state else -2

    def _measure(self, name: str) -> Measure:
        if name not in self.rows.spans:
            raise InputError(f"no measure is called {name[:60]!r}", mend=nearest(name, self.rows.measures))
        return MEASURES[name]

    def _checked(self, measure: str, state1: str | None, state2: str | None) -> Measure:
        told = self._measure(measure)
        for state in (state1, state2):
            if state is not None and state not in registry().states:
                raise InputError(f"no state has the key {state[:60]!r}", mend=nearest(state, registry().states))
        if told.dyadic and state2 is None:
            raise InputError(f"{measure} is between a state and a power", mend=f"Name one of {', '.join(self.powers)}")
        if not told.dyadic and state2 is not None:
            raise InputError(f"{measure} is of one state and takes no power", mend=f"Ask for {measure}({state1})")
        return told

    def _reason(self, measure: Measure, state1: str, state2: str | None, *, unreleased: bool) -> str:
        title = self.manifest["datasets"][measure.dataset]["title"]
        if unreleased:
            return f"not covered: no year of it had been released by {self.known_on} ({title})"
        if state2 is not None and state2 not in self.powers:
            return f"not covered: {measure.name} is computed with {', '.join(self.powers)} only"
        if state1 == state2:
            return f"not covered: {measure.name} of a state with itself says nothing"
        pair = state1 if state2 is None else f"{state1} with {state2}"
        return f"not covered: {title} has no {measure.name} of {pair}"


@cache
def _shipped() -> Panel:
    try:
        table, manifest = (facts.path(name).read_bytes() for name in ("measures.parquet", "measures.json"))
    except OSError as error:
        raise DataError(f"the measures cannot be read ({error.strerror})", place="facts", mend=_MEND) from error
    return Panel.read(table, manifest)


def _manifest(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
        fits = told["format"] == 1 and {"powers", "datasets", "measures"} <= told.keys() and told["file"]["sha256"]
    except (ValueError, TypeError, KeyError):
        fits = False
    if not fits:
        raise DataError("this is no manifest of format 1", place="measures.json", mend=_MEND)
    return dict(told)


def _rows(table: bytes) -> _Rows:
    try:
        frame = pl.read_parquet(io.BytesIO(table))
        codes = {name: frame[name].to_physical().cast(pl.Int16) for name in ("measure", "state1", "state2")}
        names = {name: _categories(frame[name].dtype) for name in ("measure", "state1")}
        measure = codes["measure"].to_numpy()
        edges = np.searchsorted(measure, np.arange(len(names["measure"]) + 1)).tolist()
        return _Rows(
            measures=names["measure"],
            states=names["state1"],
            spans={name: (first, last) for name, first, last in zip(names["measure"], edges, edges[1:], strict=False)},
            state1=_fixed(codes["state1"]),
            state2=_fixed(codes["state2"].fill_null(-1)),
            years=_fixed(frame["year"]),
            values=_fixed(frame["value"]),
            low=_fixed(frame["low"].fill_null(float("nan"))),
            high=_fixed(frame["high"].fill_null(float("nan"))),
            n=_fixed(frame["n"].fill_null(-1)),
        )
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DataError(
            f"the table cannot be read ({str(error).splitlines()[0][:120]})", place="measures.parquet", mend=_MEND
        ) from error


def _categories(dtype: pl.DataType) -> tuple[str, ...]:
    if not isinstance(dtype, pl.Enum):
        raise DataError(f"a column of names is {dtype} where Enum is expected", place="measures.parquet", mend=_MEND)
    return tuple(dtype.categories)


def _fixed(column: pl.Series) -> NDArray[Any]:
    """The column as an array that no caller can change."""
    array = column.to_numpy()
    array.flags.writeable = False
    return array
