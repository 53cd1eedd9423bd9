"""Votes over a window that is no calendar year: a span of years as a whole, or one session.

A window pools the roll calls and not the yearly values. Its interval is a jackknife over resolutions where the world
holds the ballots. Where it holds yearly tables alone, what the votes are worth is taken from the year in which they
are worth most: the same resolutions recur from year to year, so that more years need not tell more. That errs wide.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import polars as pl

from multipolar.errors import InputError
from multipolar.measures import similarity
from multipolar.measures.catalogue import Measure
from multipolar.measures.kinds import VOTES, similar_votes
from multipolar.measures.panel import Panel
from multipolar.measures.resampling import Z95, cluster_interval, wilson
from multipolar.measures.similarity import Floats, Tables
from multipolar.measures.table import Selection
from multipolar.measures.votes import CELLS, CHOICES, by_cluster, chosen, contested

BALLOTS = "ballots"

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
    if BALLOTS in panel.world.tables:
        rows = _ballots(panel, votes).filter(pl.col("year").is_between(first, last))
        found = next(iter(_windows(rows.with_columns(window=pl.lit(0)), measure, one, other)), None)
        return None if found is None else replace(found, first=first, last=last)
    table = panel.world.table(VOTES + votes)
    pair = table.codes((one,)), table.codes((other,))
    found_rows = table.select(Selection(*pair, first, last)).rows
    if not found_rows.size:
        return None
    cells = np.stack([table.columns[name][found_rows] for name in CELLS]).astype(np.float64)
    counts = cells.sum(axis=1).reshape(3, 3, 1)
    worth = np.array([table.columns["effective"][found_rows].max()], dtype=np.float64)
    value, low, high = (float(bound[0]) for bound in similar_votes(measure, counts, worth))
    return Window(first, last, value, low, high, int(counts.sum()), BY_YEAR)


def by_session(panel: Panel, measure: Measure, one: str, other: str, votes: str) -> tuple[Window, ...]:
    """Every session in which the two share a vote; `first` and `last` are its number. Needs a world with ballots."""
    rows = _ballots(panel, votes).with_columns(window=pl.col("session"))
    return tuple(_windows(rows, measure, one, other))


def by_year(panel: Panel, measure: Measure, one: str, other: str, votes: str) -> tuple[Window, ...]:
    """Every year in which the two share a vote of the choice. Needs a world with ballots."""
    rows = _ballots(panel, votes).with_columns(window=pl.col("year"))
    return tuple(_windows(rows, measure, one, other))


def _ballots(panel: Panel, votes: str) -> pl.DataFrame:
    """Votes of a choice with `year`, `session` and `cluster`, to the last year known."""
    if BALLOTS not in panel.world.tables:
        raise InputError(
            "this needs the ballots, which do not ship",
            mend="`multipolar data build --from FOLDER` makes a world of them",
        )
    calls = panel.world.frame("roll_calls")
    cast = panel.world.frame(BALLOTS).with_columns(pl.col("state").cast(pl.String))
    dated = calls.select("rcid", "session", pl.col("year").cast(pl.Int32), "cluster")
    limit = panel.limit("un-votes")
    rows = cast.join(dated, on="rcid").filter(pl.col("year") <= limit)
    if votes in CHOICES:
        return chosen(rows, calls, votes)
    head, *powers = votes.split("-")
    if head != "contested" or len(powers) != 2:
        raise InputError(
            f"no choice of roll calls is called {votes[:60]!r}",
            mend=f"Write one of {', '.join(CHOICES)}, or contested-USA-IND with two states",
        )
    return contested(rows, *powers)


def _windows(rows: pl.DataFrame, measure: Measure, one: str, other: str) -> Iterator[Window]:
    """Each value of the column `window` with a shared vote."""
    sides = rows.filter(pl.col("state").is_in([one, other]))
    compute = similarity.MEASURES[measure.column]
    for part in sides.sort("window").partition_by("window", maintain_order=True) if sides.height else ():
        tables = by_cluster(part, one, other)
        if not tables.any():
            continue
        total = tables.sum(axis=2, keepdims=True)
        value = float(compute(Tables(total))[0])
        low, high = cluster_interval(compute, tables, (measure.low, measure.high))
        if measure.column == "agreement":
            low, high = _score(value, low, high, tables)
        window = int(part["window"][0])
        yield Window(window, window, value, low, high, int(total.sum()), BY_RESOLUTION)


def _score(share: float, low: float, high: float, tables: Floats) -> tuple[float, float]:
    """The score interval of a share from its jackknife interval, with the resolutions where nothing varies."""
    spread = max(high - share, share - low) / Z95
    resolutions = int(tables.any(axis=(0, 1)).sum())
    worth = share * (1 - share) / spread**2 if spread > 0 else float(resolutions)
    worth = max(min(worth, float(tables.sum())), 1.0)
    bounds = wilson(np.array([share]), worth)
    return float(bounds[0][0]), float(bounds[1][0])
