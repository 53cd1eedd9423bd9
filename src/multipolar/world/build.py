"""A world computed from the source files: the same files always give the same tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from multipolar import __version__
from multipolar.actors.record import registry
from multipolar.measures.catalogue import MEASURES, Measure
from multipolar.origins import Dataset
from multipolar.sources.catalogue import DATASETS
from multipolar.world.generation import FORMAT, checksum
from multipolar.world.tables import TABLES, Sources, WorldTable

STATES = ("state", "state1", "state2")
"""Columns that hold keys of states."""

KEYS = ("year", "rcid", *STATES, "igo")
"""Columns that tell rows apart."""


@dataclass(frozen=True, slots=True)
class World:
    """Computed tables by name, and what is known about them."""

    tables: dict[str, pl.DataFrame]
    manifest: dict[str, Any]


def build(source_folder: Path, *, shipped: bool = False, tell: Callable[[str], None] = lambda _: None) -> World:
    """Compute the tables from the files in a folder; DataError if one is not right.

    shipped: only those that ship. tell: is given the name of each table before it is computed.
    """
    wanted = [table for table in TABLES.values() if table.ships or not shipped]
    tables = dict(_computed(wanted, Sources(source_folder), tell))
    return World(tables, _manifest(tables))


def _computed(
    wanted: Iterable[WorldTable], sources: Sources, tell: Callable[[str], None]
) -> Iterator[tuple[str, pl.DataFrame]]:
    keys = pl.Enum(sorted(registry().states))
    for table in wanted:
        tell(table.name)
        yield table.name, _tidy(table.compute(sources), keys)


def _tidy(frame: pl.DataFrame, keys: pl.Enum) -> pl.DataFrame:
    """The frame in the types and the order in which it is kept: by its key columns, states as one Enum."""
    by = [name for name in KEYS if name in frame.columns]
    typed = frame.with_columns(
        *(pl.col(name).cast(keys) for name in STATES if name in frame.columns),
        *(pl.col("year").cast(pl.Int16) for _ in range("year" in frame.columns)),
    )
    return typed.select(*by, pl.exclude(by)).sort(by)


def _manifest(tables: dict[str, pl.DataFrame]) -> dict[str, Any]:
    sums = {name: checksum(frame) for name, frame in tables.items()}
    used = {key for name in tables for key in TABLES[name].datasets}
    return {
        "format": FORMAT,
        "tool": f"multipolar {__version__}",
        "checksum": checksum(pl.DataFrame({"table": sorted(sums), "checksum": [sums[name] for name in sorted(sums)]})),
        "states": sorted(registry().states),
        "datasets": {key: _dataset(DATASETS[key]) for key in sorted(used)},
        "tables": {name: _table(TABLES[name], frame, sums[name]) for name, frame in tables.items()},
        "measures": {
            name: _measure(measure, tables[measure.table])
            for name, measure in MEASURES.items()
            if measure.table in tables
        },
    }


def _dataset(dataset: Dataset) -> dict[str, Any]:
    return {
        "title": dataset.title,
        "publisher": dataset.publisher,
        "version": dataset.version,
        "citation": dataset.citation,
        "licence": dataset.licence,
        "url": dataset.url,
        "covers": list(dataset.covers),
        "files": {file.name: file.sha256 for file in dataset.files},
    }


def _table(table: WorldTable, frame: pl.DataFrame, found: str) -> dict[str, Any]:
    return {
        "file": f"{table.name}.parquet",
        "checksum": found,
        "rows": frame.height,
        "row": table.rows,
        "columns": {name: table.columns.get(name, name) for name in frame.columns if name not in KEYS},
        "datasets": list(table.datasets),
        "symmetric": table.symmetric,
    }


def _measure(measure: Measure, frame: pl.DataFrame) -> dict[str, Any]:
    """What is known of a measure; first and last year and states are those with a figure in its table."""
    seen = frame if measure.column not in frame.columns else frame.filter(pl.col(measure.column).is_not_null())
    states = pl.concat([seen[name].cast(pl.String) for name in ("state1", "state2") if name in seen.columns])
    years = seen["year"].filter(seen["year"] > 0)
    first, last = DATASETS[measure.dataset].covers
    return {
        "description": measure.description,
        "arguments": list(measure.arguments),
        "unit": measure.unit,
        "denominator": measure.denominator,
        "error": measure.error,
        "licence": measure.licence,
        "source": measure.dataset,
        "first": years.min() if years.len() else first,
        "last": years.max() if years.len() else last,
        "states": states.n_unique(),
        "rows": seen.height,
    }


def differences(
    old: Mapping[str, Any], new: Mapping[str, Any], tables: Callable[[str], tuple[pl.DataFrame, pl.DataFrame]]
) -> list[str]:
    """What changed between two manifests in words: tables, rows, states, years and the largest changes of a number.

    tables: gives the old and the new frame of a table whose checksum differs.
    """
    before, after = old["tables"], new["tables"]
    found = [f"{name}: new, {after[name]['rows']:,} rows" for name in after if name not in before]
    found += [f"{name}: no longer there" for name in before if name not in after]
    for name in after:
        if name in before and before[name]["checksum"] != after[name]["checksum"]:
            found.append(f"{name}: {'; '.join(_changes(*tables(name)))}")
    return found


def _changes(old: pl.DataFrame, new: pl.DataFrame) -> list[str]:
    told = [f"{new.height:,} rows, {new.height - old.height:+,}"]
    for column in ("state1", "state"):
        if column in new.columns and column in old.columns:
            keys = [set(frame[column].cast(pl.String).unique()) for frame in (old, new)]
            told += [f"{word} {', '.join(sorted(part)[:8])}" for word, part in
                     (("states gained", keys[1] - keys[0]), ("states lost", keys[0] - keys[1])) if part]  # fmt: skip
    if "year" in new.columns and "year" in old.columns:
        spans = [f"{frame['year'].min()!s} to {frame['year'].max()!s}" for frame in (old, new)]
        told += [f"years {spans[1]} where they were {spans[0]}"] * (spans[0] != spans[1])
    by = [name for name in KEYS if name in new.columns and name in old.columns]
    text = {name: pl.String for name in STATES if name in by}
    both = old.cast(text).join(new.cast(text), on=by, suffix="_new")  # type: ignore[arg-type]
    for column in new.columns:
        if f"{column}_new" in both.columns and new.schema[column].is_numeric():
            moved = (both[f"{column}_new"].cast(pl.Float64) - both[column].cast(pl.Float64)).abs()
            if (most := moved.max()) and isinstance(most, float):
                row = both.row(int(moved.arg_max() or 0), named=True)
                where = " ".join(str(row[name]) for name in by)
                changed = int((moved > 0).sum())
                told.append(
                    f"{column} changed in {changed:,} rows, most at {where}: {row[column]} to {row[column + '_new']}"
                )
    return told
