"""Share of identical votes in the UN General Assembly, with each power, by calendar year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

Z95 = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


def wilson(share: NDArray[np.float64], n: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """95 % score interval of a share of n independent trials (Wilson 1927, JASA 22), within 0 and 1."""
    centre = share + Z95**2 / (2 * n)
    reach = Z95 * np.sqrt(share * (1 - share) / n + Z95**2 / (4 * n.astype(np.float64) ** 2))
    scale = 1 + Z95**2 / n
    low, high = (centre - reach) / scale, (centre + reach) / scale
    return np.clip(low, 0.0, share), np.clip(high, share, 1.0)


def shared_votes(
    votes: NDArray[np.int8], power: int, starts: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Identical and shared votes of every state with one power.

    votes: shape (states, roll calls) in order of time, 0 where no vote was cast. power: row of the power. starts:
    first roll call of each year. Both results: shape (states, years).
    """
    both = (votes > 0) & (votes[power] > 0)
    same = both & (votes == votes[power])
    same_n, both_n = (np.add.reduceat(cells, starts, axis=1, dtype=np.int64) for cells in (same, both))
    return same_n, both_n


def compute(votes: pl.DataFrame, powers: Sequence[str]) -> pl.DataFrame:
    """`value`, `low`, `high` and `n` (shared votes) by `state1`, `state2` (a power) and `year`.

    votes: one row per `state`, `rcid` and `year` with `vote` 1, 2 or 3. Years without a shared vote have no row.
    """
    states = votes.get_column("state").unique().sort()
    calls = votes.select("year", "rcid").unique().sort("year", "rcid").with_row_index("call")
    placed = votes.join(calls, on=["year", "rcid"]).join(
        states.to_frame().with_row_index("place"), on="state", how="left"
    )
    cast = np.zeros((states.len(), calls.height), dtype=np.int8)
    cast[placed.get_column("place").to_numpy(), placed.get_column("call").to_numpy()] = placed.get_column("vote")
    years, starts = np.unique(calls.get_column("year").to_numpy(), return_index=True)
    names = states.to_list()
    tables = [
        _table(names, power, years, *shared_votes(cast, names.index(power), starts.astype(np.int64)))
        for power in powers
        if power in names
    ]
    return pl.concat(tables)


def _table(
    names: list[str], power: str, years: NDArray[np.int32], same: NDArray[np.int64], both: NDArray[np.int64]
) -> pl.DataFrame:
    both[names.index(power)] = 0
    state, year = np.nonzero(both)
    n = both[state, year]
    share = same[state, year] / n
    low, high = wilson(share, n)
    return pl.DataFrame(
        {
            "state1": pl.Series(names).gather(state),
            "state2": pl.repeat(power, state.size, dtype=pl.String, eager=True),
            "year": years[year],
            "value": share,
            "low": low,
            "high": high,
            "n": n.astype(np.int32),
        }
    )
