"""Votes over a span of years as a whole.

A window pools the roll calls and not the yearly values. Its interval is a jackknife over resolutions where the world
holds the ballots. Where it holds yearly tables alone, what the votes are worth is taken from the year in which they
are worth most: the same resolutions recur from year to year, so that more years need not tell more. That errs wide.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from multipolar.measures import ballots, similarity
from multipolar.measures.catalogue import Measure
from multipolar.measures.kinds import VOTES, similar_votes
from multipolar.measures.panel import Panel
from multipolar.measures.resampling import Z95, cluster_interval, wilson
from multipolar.measures.similarity import Floats, Tables
from multipolar.measures.table import Selection
from multipolar.measures.votes import CELLS, by_cluster

BY_RESOLUTION = "95 % jackknife interval over resolutions"
BY_YEAR = "95 % interval; the votes of all years are taken to be worth no more than those of the best year"


@dataclass(frozen=True, slots=True)
class Window:
    """A similarity of votes over a window: `n` shared votes, 95 % bounds or nan, and what the bounds rest on."""

    first: int
    last: int
    value: float
    low: float
    high: float
    n: int
    error: str


def pooled(panel: Panel, measure: Measure, one: str, other: str, first: int, last: int, votes: str) -> Window | None:
    """All roll calls of a choice in a span of years as one window; None where the two share no vote in it."""
    choice = panel.choice(votes)
    if ballots.BALLOTS in panel.world.tables:
        rows = ballots.cast(panel.world, choice).filter(
            pl.col("year").is_between(first, min(last, panel.limit("un-votes"))), pl.col("state").is_in([one, other])
        )
        return _by_resolution(by_cluster(rows, one, other), measure, first, last)
    table = panel.world.table(VOTES + choice)
    found = table.select(Selection(table.codes((one,)), table.codes((other,)), first, last)).rows
    if not found.size:
        return None
    cells = np.stack([table.columns[name][found] for name in CELLS]).astype(np.float64)
    counts = cells.sum(axis=1).reshape(3, 3, 1)
    worth = np.array([table.columns["effective"][found].max()], dtype=np.float64)
    value, low, high = (float(bound[0]) for bound in similar_votes(measure, counts, worth))
    return Window(first, last, value, low, high, int(counts.sum()), BY_YEAR)


def _by_resolution(tables: Floats, measure: Measure, first: int, last: int) -> Window | None:
    """The window of a pair from the contingency table of each resolution, shape (3, 3, resolutions)."""
    if not tables.any():
        return None
    compute = similarity.MEASURES[measure.column]
    total = tables.sum(axis=2, keepdims=True)
    value = float(compute(Tables(total))[0])
    low, high = cluster_interval(compute, tables, (measure.low, measure.high))
    if measure.column == "agreement":
        low, high = _score(value, low, high, tables)
    return Window(first, last, value, low, high, int(total.sum()), BY_RESOLUTION)


def _score(share: float, low: float, high: float, tables: Floats) -> tuple[float, float]:
    """The score interval of a share from its jackknife interval, with the resolutions where nothing varies."""
    spread = max(high - share, share - low) / Z95
    resolutions = int(tables.any(axis=(0, 1)).sum())
    worth = share * (1 - share) / spread**2 if spread > 0 else float(resolutions)
    worth = max(min(worth, float(tables.sum())), 1.0)
    bounds = wilson(np.array([share]), worth)
    return float(bounds[0][0]), float(bounds[1][0])
