"""A tidy table of states or pairs of states by year, as sorted arrays that answer a selection without copying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Code = Codes | np.int64
Floats = NDArray[np.float64]

KEY_COLUMNS = ("state1", "state2", "year")


class Selection(NamedTuple):
    """Which rows are asked for: codes of first and of second states (None: all), first and last year, both included."""

    ones: Codes | None
    others: Codes | None
    first: int
    last: int


class Found(NamedTuple):
    """Rows found, in step: places in the table, codes of both states (-1 for a lone state's), years, and turned pairs.

    turned: whether the pair stands the other way round in the table, which keeps each pair once.
    """

    rows: Codes
    ones: Codes
    others: Codes
    years: Codes
    turned: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows sorted by year, state1 and state2; states are codes, places in `states`; lone states have -1 as state2.

    symmetric: each pair stands once, in the order of its codes. columns: all others, shape (rows,).
    """

    states: tuple[str, ...]
    symmetric: bool
    state1: Codes
    state2: Codes
    years: Codes
    columns: Mapping[str, NDArray[Any]]
    _keys: Codes
    _places: Mapping[str, int]

    @staticmethod
    def of(frame: pl.DataFrame, *, symmetric: bool = False) -> Table:
        """The table of a frame whose states are one Enum; ValueError where its rows are not sorted and each once."""
        names = tuple(frame.schema["state1"].categories)  # type: ignore[attr-defined]
        ones, years = _fixed(frame["state1"].to_physical()), _fixed(frame["year"])
        others = (
            _fixed(frame["state2"].to_physical()) if "state2" in frame.columns else np.full_like(ones, -1, dtype=int)
        )
        keys = _key(ones, others, years, len(names))
        if (np.diff(keys) <= 0).any() or (symmetric and (ones >= others).any()):
            raise ValueError("rows are not sorted by year, state1 and state2, each once")
        rest = {name: _column(frame[name]) for name in frame.columns if name not in KEY_COLUMNS}
        places = {name: place for place, name in enumerate(names)}
        return Table(names, symmetric, ones, others, years, rest, keys, places)

    def __len__(self) -> int:
        return self.years.size

    def code(self, state: str) -> int:
        """The place of a state in `states`, -2 for one that the table does not know."""
        return self._places.get(state, -2)

    def codes(self, states: tuple[str, ...] | None) -> Codes | None:
        """The places of states, unknown ones left out; None stays None."""
        if states is None:
            return None
        return np.array(sorted(code for code in map(self.code, states) if code >= 0), dtype=np.int64)

    def find(self, ones: Code, others: Code, years: Code) -> Codes:
        """The row of each state pair and year, -1 where there is none; arguments broadcast."""
        if self.symmetric:
            ones, others = np.minimum(ones, others), np.maximum(ones, others)
        wanted = _key(ones, others, years, len(self.states))
        if not len(self):
            return np.full(wanted.shape, -1)
        rows = np.minimum(np.searchsorted(self._keys, wanted), len(self) - 1)
        return np.asarray(np.where(self._keys[rows] == wanted, rows, -1), dtype=np.int64)

    def select(self, asked: Selection) -> Found:
        """The rows of a selection; a pair of a symmetric table in each order that the selection takes in."""
        if asked.ones is not None and asked.others is not None and asked.ones.size * asked.others.size <= 64:
            return self._of_pairs(asked, asked.ones, asked.others)
        there = self._found(self._where(self.state1, self.state2, asked), turned=False)
        if not self.symmetric:
            return there
        back = self._found(self._where(self.state2, self.state1, asked), turned=True)
        return Found(*(np.concatenate(pair) for pair in zip(there, back, strict=True)))

    def _of_pairs(self, asked: Selection, ones: Codes, others: Codes) -> Found:
        """As `select`, of few pairs: every year is looked up."""
        years = np.arange(max(asked.first, self._first), min(asked.last, self._last) + 1)
        pairs = ones.size * others.size
        one = np.repeat(ones, others.size * years.size)
        other = np.tile(np.repeat(others, years.size), ones.size)
        year = np.tile(years, pairs) if pairs != 1 else years
        rows = self.find(one, other, year)
        seen = np.flatnonzero(rows >= 0)
        one, other = one[seen], other[seen]
        turned = one > other if self.symmetric else np.zeros(seen.size, dtype=bool)
        return Found(rows[seen], one, other, year[seen], turned)

    @property
    def _first(self) -> int:
        return int(self.years[0]) if len(self) else 0

    @property
    def _last(self) -> int:
        return int(self.years[-1]) if len(self) else -1

    def _where(self, ones: Codes, others: Codes, asked: Selection) -> Codes:
        first, last = np.searchsorted(self.years, (asked.first, asked.last + 1))
        last = max(first, last)
        chosen = np.ones(last - first, dtype=bool)
        for codes, wanted in ((ones, asked.ones), (others, asked.others)):
            if wanted is not None:
                here = codes[first:last]
                chosen &= here == wanted[0] if wanted.size == 1 else np.isin(here, wanted)
        return np.asarray(first + np.flatnonzero(chosen), dtype=np.int64)

    def _found(self, rows: Codes, *, turned: bool) -> Found:
        ones, others = self.state1[rows], self.state2[rows]
        if turned:
            ones, others = others, ones
        return Found(rows, ones, others, self.years[rows], np.full(rows.size, turned))


def _key(ones: Any, others: Any, years: Any, states: int) -> Any:
    """One number that orders rows by the year and both states, of which the second may be -1."""
    key = (np.asarray(years, dtype=np.int64) * states + ones) * (states + 1) + others + 1
    return np.asarray(key, dtype=np.int64)


def _column(column: pl.Series) -> NDArray[Any]:
    if isinstance(column.dtype, pl.Enum):
        column = column.to_physical()
    if column.dtype.is_float() or column.null_count():
        column = column.cast(pl.Float64).fill_null(float("nan"))
    return _fixed(column)


def _fixed(column: pl.Series) -> NDArray[Any]:
    """The column as an array that no caller can change."""
    array = column.to_numpy()
    if array.dtype.kind in "iu" and column.name in KEY_COLUMNS:
        array = array.astype(np.int64)
    array.flags.writeable = False
    return array
