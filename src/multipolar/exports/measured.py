"""Rows of one measure of a state or a pair: each value with its coverage, and where it stands among peers and all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import Any

from multipolar.errors import InputError
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel, Series
from multipolar.measures.peers import Peers, Standing, peers, standing
from multipolar.measures.windows import Window, pooled

Row = dict[str, Any]

COLUMNS = (
    "measure",
    "state1",
    "state2",
    "year",
    "last_year",
    "value",
    "low",
    "high",
    "n",
    "coverage",
    "source",
    "peers",
    "peer_median",
    "peer_distance",
    "peer_rank",
    "peer_count",
    "world_median",
    "world_distance",
    "world_rank",
    "world_count",
)
"""Columns of a row; `year` is a session where sessions are asked for, `last_year` is set where the row holds a span
together. Distance is the value less the median; ranks are 1 for the highest."""


@dataclass(frozen=True, slots=True)
class Question:
    """A measure of one or two states, by key, in some years.

    first, last: None for all that is covered. peers: as `measures.peers.peers` takes it. votes: the choice of roll
    calls. by: year or session. without: organisations left out of shared ones.
    """

    measure: str
    states: tuple[str, ...]
    first: int | None = None
    last: int | None = None
    peers: str = ""
    votes: str = "all"
    by: str = "year"
    without: tuple[str, ...] = ()


def rows(panel: Panel, asked: Question) -> list[Row]:
    """A row for each year, and for a measure of votes one of all years together.

    Years that are named and not covered have a row whose `coverage` says why.
    """
    if asked.first is not None and asked.last is not None and asked.first > asked.last:
        raise InputError(
            f"the span ends before it has begun: {asked.first} to {asked.last}", mend="Turn the years round"
        )
    series = panel.series(asked.measure, *asked.states, votes=asked.votes, by=asked.by, without=asked.without)
    return _yearly(panel, asked, series) + _together(panel, asked, series)


def _yearly(panel: Panel, asked: Question, series: Series) -> list[Row]:
    group = _peers(panel, asked, series)
    at = {year: place for place, year in enumerate(series.years.tolist())}
    found = []
    for year in _years(asked, series):
        row = _row(asked, year)
        if year not in at:
            first, second = asked.states[0], asked.states[1] if len(asked.states) > 1 else None
            found.append(
                row | {"coverage": panel.reason(asked.measure, first, second, year, votes=asked.votes, by=asked.by)}
            )
            continue
        place = at[year]
        value, low, high = (float(part[place]) for part in (series.values, series.low, series.high))
        row |= _value(value, low, high, int(series.n[place]))
        others = panel.slice(
            asked.measure, year, *asked.states[1:], votes=asked.votes, by=asked.by, without=asked.without
        )
        near = standing(others, asked.states[0], asked.states[1:], group.in_year(year), group.needed)
        wide = standing(others, asked.states[0], asked.states[1:])
        found.append(row | {"peers": group.name} | _standing("peer", near) | _standing("world", wide))
    return found


def _years(asked: Question, series: Series) -> list[int]:
    """The years, or sessions, asked about; where none are named, those covered, else the present one."""
    have = series.years.tolist() or [date.today().year]
    if asked.first is None and asked.last is None:
        return have
    first = min(have[0], asked.last or have[0]) if asked.first is None else asked.first
    last = max(have[-1], first) if asked.last is None else asked.last
    return list(range(first, last + 1))


def _peers(panel: Panel, asked: Question, series: Series) -> Peers:
    covered: tuple[str, ...] = ()
    if len(series):
        covered = panel.slice(
            asked.measure, int(series.years[-1]), *asked.states[1:], votes=asked.votes, by=asked.by
        ).states
    return peers(panel, asked.states[0], asked.peers, set(covered))


def _together(panel: Panel, asked: Question, series: Series) -> list[Row]:
    """All covered years of a measure of votes as one window."""
    measure = MEASURES[asked.measure]
    years = [year for year in _years(asked, series) if year in set(series.years.tolist())]
    if measure.kind != "similarity" or asked.by != "year" or len(years) < 2:
        return []
    one, other = asked.states
    window = pooled(panel, measure, one, other, years[0], years[-1], asked.votes)
    return [] if window is None else [_window(asked, window) | {"last_year": window.last}]


def _row(asked: Question, year: int) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
    states = {"state1": asked.states[0], "state2": asked.states[1] if len(asked.states) > 1 else None}
    return row | {"measure": asked.measure, "year": year, "source": MEASURES[asked.measure].dataset} | states


def _value(value: float, low: float, high: float, n: int) -> Row:
    bounds = {name: None if math.isnan(bound) else bound for name, bound in (("low", low), ("high", high))}
    return {"value": value, **bounds, "n": n if n >= 0 else None, "coverage": "covered"}


def _standing(whose: str, found: Standing | None) -> Row:
    if found is None:
        return {}
    return {
        f"{whose}_median": found.median,
        f"{whose}_distance": found.distance,
        f"{whose}_rank": found.rank,
        f"{whose}_count": found.count,
    }


def _window(asked: Question, window: Window) -> Row:
    told = _value(window.value, window.low, window.high, window.n)
    return _row(asked, window.first) | told | {"coverage": f"covered; {window.error}"}
