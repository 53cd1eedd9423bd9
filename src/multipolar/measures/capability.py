"""Composite Index of National Capability, computed from its six components."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

COMPONENTS = ("milex", "milper", "irst", "pec", "tpop", "upop")
"""Military expenditure and personnel, iron and steel, energy, total and urban population."""


def component_shares(years: NDArray[np.int64], components: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each state's shares of the world totals of its year, shape (rows, 6), 0 to 1.

    years: shape (rows,). components: shape (rows, 6), nan where the publisher has no figure; a share is then nan,
    and so is one of which the whole world has none in that year.
    """
    since = years - years.min()
    known = np.where(np.isnan(components), 0.0, components)
    world = np.column_stack([np.bincount(since, weights=column) for column in known.T])[since]
    shares: NDArray[np.float64] = np.full_like(components, np.nan)
    np.divide(components, world, out=shares, where=world > 0)
    return shares


def cinc(years: NDArray[np.int64], components: NDArray[np.float64]) -> NDArray[np.float64]:
    """CINC of each state-year: the mean of its shares of the world total, over the components it has.

    Arguments as for `component_shares`. A missing component is left out of the state's mean. Share, 0 to 1.

    Singer, Bremer and Stuckey (1972). Equal to the published index to 1e-6 for all state-years of version 7.0.
    """
    return np.asarray(np.nanmean(component_shares(years, components), axis=1), dtype=np.float64)


def shares(capabilities: pl.DataFrame) -> pl.DataFrame:
    """`capability` and its six parts by `ccode` and `year`, null where a part is missing.

    On COW numbers, before states are keyed: the world total is the publisher's.
    """
    ordered = capabilities.sort("year", "ccode")
    years = ordered.get_column("year").to_numpy().astype(np.int64)
    components = ordered.select(pl.col(COMPONENTS).fill_null(float("nan"))).to_numpy()
    parts = component_shares(years, components)
    return ordered.select("ccode", "year", capability=pl.Series(cinc(years, components))).with_columns(
        pl.Series(f"{name}_share", part).fill_nan(None) for name, part in zip(COMPONENTS, parts.T, strict=True)
    )
