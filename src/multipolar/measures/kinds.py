"""How each kind of measure comes out of the tables of the world: one function a kind, from a query to rows.

column: a number that stands in a table. apart: how far apart it is of two states. share: trade, with the two accounts
of a state's trade as its interval. similarity: of votes, from the counted table of each pair. listed: 0 where both
were states of the system and nothing is listed. static: one number for all years in which both were. portfolio:
similarity of alliance portfolios. organisations: shared ones, from the membership record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from multipolar.actors.record import current
from multipolar.errors import InputError
from multipolar.measures import organisations, portfolios, similarity
from multipolar.measures.catalogue import Measure
from multipolar.measures.resampling import table_interval, wilson
from multipolar.measures.table import Codes, Floats, Found, Selection, Table
from multipolar.measures.votes import CELLS

VOTES = "votes_"
"""How the tables of votes begin, the choice of roll calls following."""

FIRST_SESSION = 1945
"""The year before session 1 of the Assembly; session 74 began in 2019."""

SYSTEM = "states"
"""Table of states by year, of which the column `in_system` says whether a state was one of the COW system."""

SYSTEM_DATASET = "cow-nmc"
"""The dataset that lists them."""


class World(Protocol):
    """What a kind reads from: the tables of a generation, and the states they may name, in order."""

    def __hash__(self) -> int:
        """Generations never change, so that what is derived from one can be kept."""

    @property
    def states(self) -> tuple[str, ...]:
        """Keys of all states, sorted; codes are places in it."""

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of its tables."""

    def table(self, name: str) -> Table:
        """A table by its name."""

    def counted(self, choice: str, by: str) -> Table:
        """The counted votes of a choice that is not kept, by year or session."""

    def covers(self, dataset: str) -> tuple[int, int]:
        """First and last year that a dataset covers."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of a measure.

    states1, states2: keys of first and second states, None for all. first, last: years, both included. votes: the
    choice of roll calls; by: "year", or "session" for votes, whose numbers then stand for years. without: organisations
    left out of shared ones. as_known: the knowledge date, None for today.
    """

    states1: tuple[str, ...] | None
    states2: tuple[str, ...] | None
    first: int
    last: int
    votes: str = "all"
    by: str = "year"
    without: tuple[str, ...] = ()
    as_known: date | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a measure, in no promised order. Codes are places in the world's states, -1 for no second state.

    low, high: 95 % bounds, nan where no error is known. n: observations behind a value, -1 where that means nothing.
    All arrays have shape (rows,). No value is nan.
    """

    ones: Codes
    others: Codes
    years: Codes
    values: Floats
    low: Floats
    high: Floats
    n: NDArray[np.int32]

    def only(self, chosen: NDArray[np.bool_] | Codes) -> Block:
        """Some of the rows, by a mask or by their places."""
        return Block(*(getattr(self, name)[chosen] for name in self.__slots__))


def nothing() -> Block:
    """A block without rows."""
    codes, numbers = np.zeros(0, dtype=np.int64), np.zeros(0)
    return Block(codes, codes, codes, numbers, numbers, numbers, np.zeros(0, dtype=np.int32))


def _selection(table: Table, query: Query) -> Selection:
    return Selection(table.codes(query.states1), table.codes(query.states2), query.first, query.last)


def _block(found: Found, values: Floats, low: Floats | None, high: Floats | None, n: NDArray[np.generic]) -> Block:
    none = np.full(values.shape, np.nan)
    block = Block(
        found.ones,
        found.others,
        found.years,
        values,
        none if low is None else low,
        none if high is None else high,
        np.asarray(n, dtype=np.int32),
    )
    seen = ~np.isnan(values)
    return block if seen.all() else block.only(seen)


def column(world: World, measure: Measure, query: Query) -> Block:
    """A column of a table, with the columns of its bounds and its number of observations where there are any."""
    table = world.table(measure.table)
    found = table.select(_selection(table, query))
    rows, have = found.rows, table.columns
    values, low, high = (
        have[name][rows].astype(np.float64) if name in have else None
        for name in (measure.column, f"{measure.column}_low", f"{measure.column}_high")
    )
    assert values is not None, measure.column
    counted = have.get(f"{measure.column}_n")
    n = np.full(rows.size, -1) if counted is None else np.nan_to_num(counted[rows], nan=-1)
    return _block(found, values, low, high, n)


def apart(world: World, measure: Measure, query: Query) -> Block:
    """How far apart a column of two states lies, with an interval as if their errors were independent."""
    sides = [
        column(world, measure, replace(query, states1=states, states2=None))
        for states in (query.states1, query.states2)
    ]
    parts = [_apart(*(side.only(side.years == year) for side in sides)) for year in np.unique(sides[0].years)]
    if not parts:
        return nothing()
    return Block(*(np.concatenate([getattr(part, name) for part in parts]) for name in Block.__slots__))


def _apart(one: Block, other: Block) -> Block:
    """All pairs of one year."""
    first, second = np.nonzero(one.ones[:, None] != other.ones[None, :])
    left, right = one.only(first), other.only(second)
    values = np.abs(left.values - right.values)
    reach = np.hypot(left.high - left.low, right.high - right.low) / 2
    low = np.maximum(values - reach, 0.0)
    return Block(left.ones, right.ones, left.years, values, low, values + reach, np.minimum(left.n, right.n))


def share(world: World, measure: Measure, query: Query) -> Block:
    """The share of trade of the first state with the second, bounded by the two accounts of the first one's trade."""
    table, states = world.table(measure.table), world.table(SYSTEM)
    found = table.select(_selection(table, query))
    sides = [table.columns[name][found.rows].astype(np.float64) for name in ("share1", "share2")]
    values = np.where(found.turned, sides[1], sides[0])
    place = states.find(found.ones, np.int64(-1), found.years)
    low, high = (
        np.where(place >= 0, values * states.columns[f"trade_{end}"][place], np.nan) for end in ("low", "high")
    )
    return _block(found, values, low, np.minimum(high, 1.0), np.full(values.size, -1))


def of_votes(world: World, measure: Measure, query: Query) -> Block:
    """A similarity of two states' votes, from how often each pair of votes was cast."""
    kept = query.by == "year" and VOTES + query.votes in world.tables
    table = world.table(VOTES + query.votes) if kept else world.counted(query.votes, query.by)
    found = table.select(_selection(table, query))
    if not found.rows.size:
        return nothing()
    counts = np.stack([table.columns[name][found.rows] for name in CELLS]).astype(np.float64).reshape(3, 3, -1)
    effective = table.columns["effective"][found.rows].astype(np.float64)
    values, low, high = similar_votes(measure, counts, effective)
    return _block(found, values, low, high, counts.sum(axis=(0, 1)))


def similar_votes(measure: Measure, counts: Floats, effective: Floats) -> tuple[Floats, Floats, Floats]:
    """Value and 95 % bounds of a similarity of votes, from tables of shape (3, 3, pairs) and what they are worth."""
    compute = similarity.MEASURES[measure.column]
    values = compute(similarity.Tables(counts))
    if measure.column == "agreement":
        return values, *wilson(values, effective)
    return values, *table_interval(compute, counts, effective, (measure.low, measure.high))


def listed(world: World, measure: Measure, query: Query) -> Block:
    """What is listed of a pair, and 0 where both were states of the system and nothing is."""
    table = world.table(measure.table)
    first, last = world.covers(measure.dataset)
    years = range(max(query.first, first), min(query.last, last) + 1)
    grid = _system_pairs(world, query, years)
    rows = table.find(grid.ones, grid.others, grid.years)
    values = np.where(rows >= 0, table.columns[measure.column][rows].astype(np.float64), 0.0)
    return _block(grid, values, None, None, np.full(rows.size, -1))


def static(world: World, measure: Measure, query: Query) -> Block:
    """A number of a pair that is kept once, under the year 0, in every year in which both were states of the system."""
    table = world.table(measure.table)
    first, last = world.covers(SYSTEM_DATASET)
    grid = _system_pairs(world, query, range(max(query.first, first), min(query.last, last) + 1))
    rows = table.find(grid.ones, grid.others, np.int64(0))
    values = np.where(rows >= 0, table.columns[measure.column][rows].astype(np.float64), np.nan)
    return _block(grid, values, None, None, np.full(rows.size, -1))


def in_system(world: World, years: range) -> NDArray[np.bool_]:
    """Whether each state was one of the COW system in each year, shape (years, states)."""
    table = world.table(SYSTEM)
    inside = (table.years >= years.start) & (table.years < years.stop) & (table.columns["in_system"] > 0)
    held = np.zeros((len(years), len(world.states)), dtype=bool)
    held[table.years[inside] - years.start, table.state1[inside]] = True
    return held


def _chosen(world: World, keys: tuple[str, ...] | None) -> Codes:
    codes = world.table(SYSTEM).codes(keys)
    return np.arange(len(world.states)) if codes is None else codes


def _system_pairs(world: World, query: Query, years: range) -> Found:
    """All pairs of a query of which both were states of the system, year by year."""
    ones, others = _chosen(world, query.states1), _chosen(world, query.states2)
    held = in_system(world, years)
    both = held[:, ones, None] & held[:, None, others] & (ones[:, None] != others[None, :])
    year, one, other = np.nonzero(both)
    size = year.size
    return Found(np.full(size, -1), ones[one], others[other], year + years.start, np.zeros(size, dtype=bool))


def portfolio(world: World, measure: Measure, query: Query) -> Block:
    """A similarity of two states' alliance portfolios, year by year over the whole system."""
    name, _, weighted = measure.column.partition(" ")
    compute = similarity.MEASURES[name]
    ones, others = _chosen(world, query.states1), _chosen(world, query.states2)
    parts: list[tuple[Found, Floats]] = []
    for year, (system, ties, capabilities) in _portfolios(world, measure.table, measure.dataset).items():
        if not query.first <= year <= query.last:
            continue
        left, right = (np.flatnonzero(np.isin(system, side)) for side in (ones, others))
        counts = portfolios.tables(ties[left], ties[right], capabilities if weighted else None)
        parts.append(_of_year(system[left], system[right], year, compute(similarity.Tables(counts))))
    return _joined(parts)


Portfolios = dict[int, tuple[Codes, NDArray[np.int8], Floats]]


@lru_cache(maxsize=2)
def _portfolios(world: World, name: str, dataset: str) -> Portfolios:
    """For each year the states of the system, their valued portfolios, and their capabilities, 0 where unknown."""
    table = world.table(name)
    first, last = world.covers(dataset)
    years = range(first, last + 1)
    held, weights = in_system(world, years), _capabilities(world, years)
    found = {}
    for index, year in enumerate(years):
        system = np.flatnonzero(held[index])
        rows = np.arange(*np.searchsorted(table.years, (year, year + 1)))
        found[year] = (
            system,
            portfolios.valued(*_matrices(table, rows, system)),
            np.nan_to_num(weights[index, system]),
        )
    return found


def _of_year(ones: Codes, others: Codes, year: int, values: Floats) -> tuple[Found, Floats]:
    """The pairs of different states of one year, from values of shape (ones, others)."""
    pairs = ones[:, None] != others[None, :]
    one, other = np.nonzero(pairs)
    none = np.full(one.size, -1)
    return Found(none, ones[one], others[other], np.full(one.size, year), none >= 0), values[pairs]


def _joined(parts: list[tuple[Found, Floats]]) -> Block:
    """One block of the pairs of several years."""
    if not parts:
        return nothing()
    found = Found(*(np.concatenate(arrays) for arrays in zip(*(part for part, _ in parts), strict=True)))
    values = np.concatenate([part for _, part in parts])
    return _block(found, values, None, None, np.full(values.size, -1))


def _matrices(table: Table, rows: Codes, system: Codes) -> list[NDArray[np.int8]]:
    """The obligations of one year as 0/1 matrices over the states of the system, an unsettled one as none."""
    ones, others = (np.searchsorted(system, codes[rows]) for codes in (table.state1, table.state2))
    found = []
    for name in portfolios.OBLIGATIONS:
        matrix = np.zeros((system.size, system.size), dtype=np.int8)
        matrix[ones, others] = np.nan_to_num(table.columns[name][rows].astype(np.float64)).astype(np.int8)
        found.append(matrix)
    return found


def _capabilities(world: World, years: range) -> Floats:
    table = world.table(SYSTEM)
    inside = (table.years >= years.start) & (table.years < years.stop)
    held = np.full((len(years), len(world.states)), np.nan)
    held[table.years[inside] - years.start, table.state1[inside]] = table.columns["capability"][inside]
    return held


def shared_organisations(world: World, measure: Measure, query: Query) -> Block:
    """Organisations of the record that both are full members of at the end of each year, counted or weighed."""
    day = query.as_known or date.today()
    last = min(query.last, day.year - ((day.month, day.day) != (12, 31)))
    years = range(max(query.first, organisations.FIRST_YEAR), last + 1)
    if not years:
        return nothing()
    record = current()
    _, held = organisations.members(record, world.states, years, as_known=query.as_known, without=query.without)
    existing = organisations.existing(record, world.states, years)
    ones, others = _chosen(world, query.states1), _chosen(world, query.states2)
    parts: list[tuple[Found, Floats]] = []
    for index, year in enumerate(years):
        here = existing[index]
        left, right = ones[here[ones]], others[here[others]]
        weights = organisations.weights(held[index], int(here.sum()), measure.column)
        parts.append(_of_year(left, right, year, organisations.shared(held[index, left], held[index, right], weights)))
    return _joined(parts)


KINDS: dict[str, Callable[[World, Measure, Query], Block]] = {
    "column": column,
    "apart": apart,
    "share": share,
    "similarity": of_votes,
    "listed": listed,
    "static": static,
    "portfolio": portfolio,
    "organisations": shared_organisations,
}


def read(world: World, measure: Measure, query: Query) -> Block:
    """The rows of a measure that a query asks for; InputError for a choice of votes that it does not take."""
    if (query.votes != "all" or query.by != "year") and measure.kind != "similarity":
        raise InputError(
            f"{measure.name} is not made of votes", mend="Choose roll calls for agreement or a vote_ measure"
        )
    return KINDS[measure.kind](world, measure, query)
