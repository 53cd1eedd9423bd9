"""Measures of many states and pairs as one table, long or wide, with a codebook: what the next tool reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from multipolar import __version__
from multipolar.actors.record import codes, current
from multipolar.dates import LAST_YEAR
from multipolar.errors import InputError
from multipolar.measures.catalogue import MEASURES, RECORD, Measure
from multipolar.measures.kinds import SYSTEM_DATASET, Block, Query
from multipolar.measures.organisations import FIRST_YEAR, existing
from multipolar.measures.panel import Panel

COLUMNS = {
    "measure": "Name of the measure; the codebook says what it is",
    "state1": "Key of the first state: ISO 3166-1 alpha-3, formerly used ones and own keys where it has none",
    "state2": "Key of the second state; empty for a measure of one state",
    "ccode1": "Correlates of War number of the first state in that year; empty where the COW system does not count it",
    "ccode2": "The same of the second state",
    "year": "Calendar year",
    "value": "The value in the unit of the measure; empty where it is not covered, never zero for missing",
    "low": "Lower bound of the interval that the measure's error describes; empty where no error is known",
    "high": "Upper bound of the same",
    "n": "Observations behind the value, such as shared votes; empty where that means nothing",
    "coverage": "`covered`, or why there is no value",
    "source": "Key of the dataset that the value is computed from; `record` for the membership record",
}
"""The columns of the long table, with what they hold."""

COVERED = "covered"

_MEASURES = pl.Enum(list(MEASURES))
_SOURCES = pl.Enum(sorted({measure.dataset for measure in MEASURES.values()}))


@dataclass(frozen=True, slots=True)
class Ask:
    """What a table is to hold.

    measures: names. states, partners: keys of the first and of the second states, None for all; the pairs of a
    symmetric measure stand once where both sides are the same states. first, last: years, both included.
    """

    measures: tuple[str, ...]
    states: tuple[str, ...] | None
    partners: tuple[str, ...] | None
    first: int
    last: int
    votes: str = "all"
    without: tuple[str, ...] = ()


def long_table(panel: Panel, ask: Ask) -> pl.DataFrame:
    """One row for each measure, state or pair, and year, with missing as missing; columns as in COLUMNS.

    A row stands for every state or pair that existed on 31 December of the year, or of which there is a value.
    """
    if not ask.measures:
        raise InputError("no measure is named", mend="Name some, divided by commas; `multipolar data show` lists them")
    if ask.first > ask.last:
        raise InputError(f"the span ends before it has begun: {ask.first} to {ask.last}", mend="Turn the years round")
    there = _existing(panel, ask)
    parts = [_measured(panel, MEASURES[name], ask, there) for name in ask.measures]
    table = pl.concat(parts)
    numbers = _cow_numbers(panel.world.states, range(ask.first, ask.last + 1))
    for side in ("1", "2"):
        numbered = numbers.rename({"state": f"state{side}", "ccode": f"ccode{side}"})
        table = table.join(numbered, on=[f"state{side}", "year"], how="left", maintain_order="left")
    return table.select(list(COLUMNS)).sort("measure", "state1", "state2", "year", nulls_last=False)


def _existing(panel: Panel, ask: Ask) -> dict[str, pl.DataFrame]:
    """The states, and the pairs, that are asked about and existed at the end of each year."""
    states = panel.world.states
    years = range(ask.first, ask.last + 1)
    held = existing(current(), states, years)
    first = _mask(states, ask.states)
    second = _mask(states, ask.partners)
    names = _names(states)
    year, one = np.nonzero(held & _mask(states, _either(ask)))
    alone = pl.DataFrame({"state1": names.gather(one), "state2": names.clear(one.size), "year": year + years.start})
    both = (held & first)[:, :, None] & (held & second)[:, None, :]
    year, one, other = np.nonzero(both)
    apart = one != other
    pairs = pl.DataFrame(
        {
            "state1": names.gather(one[apart]),
            "state2": names.gather(other[apart]),
            "year": year[apart] + years.start,
        }
    )
    return {"alone": alone.cast({"year": pl.Int16}), "pairs": pairs.cast({"year": pl.Int16})}


def _names(states: Sequence[str]) -> pl.Series:
    return pl.Series(states, dtype=pl.Enum(states))


def _mask(states: Sequence[str], chosen: Iterable[str] | None) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    wanted = set(states if chosen is None else chosen)
    return np.array([state in wanted for state in states], dtype=bool)


def _measured(panel: Panel, measure: Measure, ask: Ask, there: dict[str, pl.DataFrame]) -> pl.DataFrame:
    votes = ask.votes if measure.kind == "similarity" else "all"
    without = ask.without if measure.kind == "organisations" else ()
    others = ask.partners if measure.dyadic else None
    firsts = ask.states if measure.dyadic else _either(ask)
    block = panel.rows(measure.name, Query(firsts, others, ask.first, ask.last, votes, without=without))
    values = _frame(block, panel.world.states, measure)
    grid = there["pairs" if measure.dyadic else "alone"]
    by = ["state1", "state2", "year"]
    if measure.symmetric and _same(ask):
        values, grid = (part.filter(pl.col("state1") < pl.col("state2")) for part in (values, grid))
    joined = grid.join(values, on=by, how="full", coalesce=True, nulls_equal=True)
    return joined.select(
        measure=pl.lit(measure.name, dtype=_MEASURES),
        state1="state1",
        state2="state2",
        year="year",
        value="value",
        low="low",
        high="high",
        n="n",
        coverage=_coverage(panel, measure),
        source=pl.lit(measure.dataset, dtype=_SOURCES),
    )


def _either(ask: Ask) -> tuple[str, ...] | None:
    """The states of either side, of which a measure of one state is told."""
    if ask.states is None or ask.partners is None:
        return None
    return tuple(sorted({*ask.states, *ask.partners}))


def _same(ask: Ask) -> bool:
    return ask.states == ask.partners or (ask.states is not None and set(ask.states) == set(ask.partners or ()))


def _frame(block: Block, states: Sequence[str], measure: Measure) -> pl.DataFrame:
    names = _names(states)
    second = names.gather(block.others) if measure.dyadic else names.clear(block.years.size)
    numbers = {name: pl.Series(getattr(block, part)).fill_nan(None)
               for name, part in (("value", "values"), ("low", "low"), ("high", "high"))}  # fmt: skip
    n = pl.Series(block.n, dtype=pl.Int32)
    return pl.DataFrame(
        {
            "state1": names.gather(block.ones),
            "state2": second,
            "year": pl.Series(block.years, dtype=pl.Int16),
            **numbers,
            "n": n.set(n < 0, None),
        }
    )


def _coverage(panel: Panel, measure: Measure) -> pl.Expr:
    """Why there is no value, year by year, as `Panel.reason` says it of a pair."""
    one, other = ("the first", "the second") if measure.dyadic else ("the state", None)
    first, last = _covers(panel, measure)
    limit = panel.limit(measure.dataset)
    reasons = {
        "early": panel.reason(measure.name, one, other, first - 1),
        "late": panel.reason(measure.name, one, other, last + 1),
        "unreleased": panel.reason(measure.name, one, other, max(limit + 1, first)),
        "missing": panel.reason(measure.name, one, other, max(first, min(last, limit))),
    }
    year = pl.col("year")
    released = pl.lit(value=True) if measure.kind == "static" and limit >= first else year <= limit
    return (
        pl.when(pl.col("value").is_not_null())
        .then(pl.lit(COVERED))
        .when(year < first)
        .then(pl.lit(reasons["early"]))
        .when(year > last)
        .then(pl.lit(reasons["late"]))
        .when(~released)
        .then(pl.lit(reasons["unreleased"]))
        .otherwise(pl.lit(reasons["missing"]))
    )


def _covers(panel: Panel, measure: Measure) -> tuple[int, int]:
    if measure.dataset == RECORD:
        return FIRST_YEAR, (panel.known_on or date.today()).year - 1
    if measure.name not in panel.measures:
        return FIRST_YEAR, LAST_YEAR
    return panel.world.covers(SYSTEM_DATASET if measure.kind == "static" else measure.dataset)


def _cow_numbers(states: Sequence[str], years: range) -> pl.DataFrame:
    """`state`, `year` and the `ccode` that COW counts the state under in that year."""
    on = codes().on
    rows = [
        (state, year, int(held[0].code))
        for state in states
        for year in years
        if (held := on(state, "cow", date(year, 12, 31)))
    ]
    schema: dict[str, Any] = {"state": pl.Enum(states), "year": pl.Int16, "ccode": pl.Int32}
    return pl.DataFrame(rows, schema=schema, orient="row")


def wide_table(table: pl.DataFrame) -> pl.DataFrame:
    """The long table with a row for each state or pair and year, and a column for each measure.

    Beside each measure stand `_low`, `_high` and `_n` where any row has them, and `_coverage` where any lacks a value.
    In a table of pairs a measure of one state stands twice, as `_1` and `_2`. Symmetric pairs keep their order.
    """
    pairs = table.filter(pl.col("state2").is_not_null())
    alone = table.filter(pl.col("state2").is_null())
    by = ["state1", "state2", "ccode1", "ccode2", "year"]
    if not pairs.height:
        return _columns(alone, ["state1", "ccode1", "year"], "").rename({"state1": "state", "ccode1": "ccode"})
    found = _columns(pairs, by, "")
    for side in ("1", "2"):
        if alone.height:
            half = _columns(alone, ["state1", "year"], f"_{side}").rename({"state1": f"state{side}"})
            found = found.join(half, on=[f"state{side}", "year"], how="left", maintain_order="left")
    return found


def _columns(rows: pl.DataFrame, by: list[str], suffix: str) -> pl.DataFrame:
    """One row for each `by`, with a column for each measure and each of its bounds that are known."""
    found = rows.select(by).unique(maintain_order=True)
    for (name,), part in rows.group_by("measure", maintain_order=True):
        named = {"value": f"{name}{suffix}"}
        known = [end for end in ("low", "high", "n") if part[end].null_count() < part.height]
        named |= {end: f"{name}_{end}{suffix}" for end in known}
        named |= {"coverage": f"{name}_coverage{suffix}"} if part["value"].null_count() else {}
        found = found.join(
            part.select(*by, *named).rename(named), on=by, how="left", nulls_equal=True, maintain_order="left"
        )
    return found


CODEBOOK = ("variable", "holds", "unit", "low", "high", "error", "dataset", "version", "covers", "licence", "citation")


def codebook(panel: Panel, table: pl.DataFrame, measures: Sequence[str]) -> list[dict[str, str]]:
    """What a long or a wide table holds: a row for each of its columns, and in a long one for each measure.

    A measure has its definition, unit, bounds, error, dataset, version, terms and citation.
    """
    rows = [_described(panel, column, measures) for column in table.columns]
    long = "measure" in table.columns
    return rows + [_measure_row(panel, MEASURES[name], name) for name in measures if long]


_ENDS = {
    "low": "lower bound of the interval",
    "high": "upper bound of the interval",
    "n": "observations behind the value",
    "coverage": "`covered`, or why there is no value",
}
_KEYS = COLUMNS | {"state": "Key of the state", "ccode": COLUMNS["ccode1"]}


def _described(panel: Panel, column: str, measures: Sequence[str]) -> dict[str, str]:
    if column in _KEYS:
        return dict.fromkeys(CODEBOOK, "") | {"variable": column, "holds": _KEYS[column]}
    stem, side = (column[:-2], column[-1]) if column[-2:] in ("_1", "_2") else (column, "")
    of = f", of state{side}" if side else ""
    if stem in measures:
        row = _measure_row(panel, MEASURES[stem], column)
        return row | {"holds": f"{row['holds']}{of}"}
    name, _, end = stem.rpartition("_")
    return dict.fromkeys(CODEBOOK, "") | {"variable": column, "holds": f"{name}: {_ENDS[end]}{of}"}


def _measure_row(panel: Panel, measure: Measure, variable: str) -> dict[str, str]:
    told = panel.world.manifest["datasets"].get(measure.dataset, {})
    first, last = _covers(panel, measure)
    return {
        "variable": variable,
        "holds": measure.description,
        "unit": measure.unit,
        "low": f"{measure.low:g}",
        "high": f"{measure.high:g}",
        "error": measure.error,
        "dataset": told.get("title", "the membership record of multipolar"),
        "version": told.get("version", __version__),
        "covers": f"{first} to {last}",
        "licence": measure.licence,
        "citation": told.get("citation", "multipolar: see CITATION.cff"),
    }
