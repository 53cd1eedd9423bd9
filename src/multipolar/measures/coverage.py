"""Which states and years each dataset and each measure covers."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from multipolar.measures.catalogue import MEASURES, RECORD, Measure
from multipolar.measures.kinds import World, in_system
from multipolar.measures.table import Table

if TYPE_CHECKING:
    from multipolar.measures.panel import Panel


@lru_cache(maxsize=256)
def covered(world: World, measure: Measure) -> dict[int, frozenset[int]]:
    """The codes of the states that a measure has a value of, by year; the years in order.

    Where what is not listed counts as none, as of alliances, these are the states of the system.
    """
    if measure.kind in ("listed", "portfolio", "static"):
        first, last = world.covers(measure.dataset)
        held = in_system(world, range(first, last + 1))
        return {first + at: frozenset(np.flatnonzero(row).tolist()) for at, row in enumerate(held) if row.any()}
    table = world.table(measure.table)
    found = {}
    for year in np.unique(table.years).tolist():
        first, last = np.searchsorted(table.years, (year, year + 1))
        rows = np.arange(first, last)
        codes = np.unique(np.concatenate(_seen(table, measure, rows)))
        states = frozenset(codes[codes >= 0].tolist())
        if states:
            found[year] = states
    return found


def _seen(table: Table, measure: Measure, rows: np.ndarray[Any, Any]) -> list[np.ndarray[Any, Any]]:
    """The codes of rows that have a value, of either side."""
    if measure.kind == "share":
        sides = zip(("share1", "share2"), (table.state1, table.state2), strict=True)
        return [codes[rows[~np.isnan(table.columns[name][rows])]] for name, codes in sides]
    if measure.column in table.columns:
        rows = rows[~np.isnan(table.columns[measure.column][rows].astype(np.float64))]
    return [table.state1[rows], table.state2[rows]]


def matrix(panel: Panel, *, by_measure: bool = False) -> list[dict[str, Any]]:
    """Rows of `name`, `year` and `states`: how many have a value in the year, of a measure or of any of a dataset's."""
    found: dict[str, dict[int, frozenset[int]]] = defaultdict(lambda: defaultdict(frozenset))
    for name in panel.measures:
        measure = MEASURES[name]
        if measure.dataset == RECORD:
            continue
        for year, states in covered(panel.world, measure).items():
            if year <= panel.limit(measure.dataset):
                found[name if by_measure else measure.dataset][year] |= states
    return [
        {"name": name, "year": year, "states": len(found[name][year])}
        for name in sorted(found)
        for year in sorted(found[name])
    ]
