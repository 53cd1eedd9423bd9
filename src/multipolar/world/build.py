"""The table of measures that ships, computed from the source files: the same files always give the same table.

`build` reads and checks the sources, keys them by our states, computes every measure and describes the result in a
manifest. `write` puts table and manifest into place, or leaves what was there.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from multipolar import __version__
from multipolar.actors.registry import POWERS
from multipolar.errors import OutputError
from multipolar.measures import agreement, alliances, capability, regime, trade
from multipolar.measures.catalogue import MEASURES
from multipolar.origins import Dataset
from multipolar.sources import alliances as atop
from multipolar.sources import capabilities, un_votes
from multipolar.sources import regime as regimes
from multipolar.sources import trade as cow_trade
from multipolar.world.exits import parted
from multipolar.world.tidy import keyed, one_each

FORMAT = 1
TABLE, MANIFEST = "measures.parquet", "measures.json"

DATASETS: dict[str, Dataset] = {
    dataset.key: dataset
    for dataset in (
        capabilities.DATASET,
        un_votes.DATASET,
        cow_trade.DATASET,
        atop.DATASET,
        regimes.VDEM,
        regimes.POLITY,
    )
}

UN_SEATS = {(cow, year): key for cow, key in ((369, "UKR"), (370, "BLR")) for year in range(1946, 1992)}
"""Members of the United Nations from 1945 that were no states of the COW system before 1991."""

WEST_GERMANY = {(255, year): "DEU" for year in range(1946, 1990)}
"""The national trade totals keep Germany's number 255 for the Federal Republic before 1990; the flows have 260."""


@dataclass(frozen=True, slots=True)
class BuiltTable:
    """The computed measures, sorted by measure, state1, state2 and year, and what is known about them."""

    frame: pl.DataFrame
    manifest: dict[str, Any]


def build(source_folder: Path) -> BuiltTable:
    """Compute every measure for all states and years from the files in a folder; DataError if one is not right."""
    frame = _table(dict(_measures(source_folder)))
    return BuiltTable(frame, _manifest(frame))


def _measures(folder: Path) -> Iterator[tuple[str, pl.DataFrame]]:
    """Each measure's name and rows: `state1`, `year`, `value`, and those of `state2`, `low`, `high`, `n` it has."""
    material = capabilities.read(folder)
    yield "capability", _monadic(capability.compute(material), "cow-nmc")

    first, last = un_votes.DATASET.covers
    ballots = un_votes.read(folder).filter(pl.col("year").is_between(first, last))
    votes = keyed(ballots, {"ccode": "state"}, dataset="un-votes", other_seats=UN_SEATS)
    yield "agreement", agreement.compute(one_each(votes, ["year", "rcid", "state"]), POWERS)

    sides = {"ccode1": "state1", "ccode2": "state2"}
    flows = _each_pair_once(keyed(cow_trade.read(folder), sides, dataset="cow-trade"))
    totals = keyed(cow_trade.read_totals(folder), {"ccode": "state"}, dataset="cow-trade", other_seats=WEST_GERMANY)
    yield "trade", trade.compute(flows, one_each(totals, ["state", "year"], known=["total"]), POWERS)

    yield from _obligations(folder, material)

    scores = keyed(regimes.read(folder), {"ccode": "state"}, dataset="v-dem and polity")
    polity, polyarchy = (one_each(scores, ["state", "year"], known=[name]) for name in ("polity2", "polyarchy"))
    polity = polity.filter(pl.col("year") <= regimes.POLITY.covers[1])  # later scores in the copy are no release
    yield "regime_type", regime.regime_type(polity).rename({"state": "state1"})
    yield "democracy", regime.democracy(polyarchy).rename({"state": "state1"})


def _monadic(values: pl.DataFrame, dataset: str) -> pl.DataFrame:
    return one_each(keyed(values, {"ccode": "state1"}, dataset=dataset), ["state1", "year"])


def _each_pair_once(flows: pl.DataFrame) -> pl.DataFrame:
    """Flows between two states, the pair in the order of its keys, which is not always that of its COW numbers."""
    swap = pl.col("state1") > pl.col("state2")
    ordered = flows.with_columns(
        pl.when(swap).then(pl.col(right)).otherwise(pl.col(left)).alias(left)
        for left, right in (("state1", "state2"), ("state2", "state1"), ("flow1", "flow2"), ("flow2", "flow1"))
    )
    foreign = ordered.filter(pl.col("state1") != pl.col("state2"))
    return one_each(foreign, ["state1", "state2", "year"], known=["flow1", "flow2"])


def _obligations(folder: Path, material: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """The five obligation types. What either of a state's two numbers owes in a year, the state owes."""
    types = list(atop.OBLIGATIONS)
    first, last = atop.DATASET.covers
    inside = pl.col("year").is_between(first, last)
    system = keyed(material.filter(inside).select("ccode", "year"), {"ccode": "state"}, dataset="cow-nmc")
    sides = {"ccode1": "state1", "ccode2": "state2"}
    treaties = atop.read(folder).filter(inside)
    listed = material.select("ccode", "year")
    for code in sides:  # ATOP also lists members of alliances in years in which they were no states
        treaties = treaties.join(listed, left_on=[code, "year"], right_on=["ccode", "year"], how="semi")
    owed = keyed(treaties, sides, dataset="atop").group_by("state1", "state2", "year").agg(pl.col(types).max())
    table = alliances.compute(owed, one_each(system, ["state", "year"]), types, POWERS)
    left = parted("CSTO", range(first, last + 1))
    for kind in types:
        rows = table.select("state1", "state2", "year", pl.col(kind).alias("value"))
        if kind == "defence":
            carried = rows.filter(pl.col("value") == 1).join(left, on=["state1", "state2", "year"], how="semi")
            rows = rows.join(carried, on=["state1", "state2", "year"], how="anti")
        yield kind, rows


def _table(measures: dict[str, pl.DataFrame]) -> pl.DataFrame:
    """All measures in one frame, in the columns, types and order in which it ships."""
    everywhere = {
        "state2": pl.lit(None, dtype=pl.String),
        "low": pl.lit(None, dtype=pl.Float64),
        "high": pl.lit(None, dtype=pl.Float64),
        "n": pl.lit(None, dtype=pl.Int32),
    }
    parts = []
    for name, rows in sorted(measures.items()):
        lacking = [value.alias(column) for column, value in everywhere.items() if column not in rows.columns]
        named = rows.with_columns(
            *lacking,
            pl.col("year").cast(pl.Int16),
            measure=pl.lit(name),
            source=pl.lit(MEASURES[name].dataset),
        )
        parts.append(named.select("measure", "state1", "state2", "year", "value", "low", "high", "n", "source"))
    frame = pl.concat(parts)
    states = pl.Enum(pl.concat([frame["state1"], frame["state2"]]).drop_nulls().unique().sort())
    return frame.with_columns(
        pl.col("measure").cast(pl.Enum(sorted(measures))),
        pl.col("state1").cast(states),
        pl.col("state2").cast(states),
        pl.col("source").cast(pl.Enum(sorted(DATASETS))),
    ).sort("measure", "state1", "state2", "year", nulls_last=False)


def checksum(frame: pl.DataFrame) -> str:
    """SHA-256 of what the table says: names, values and gaps column by column, whatever file it is kept in.

    Columns are numbers or Enum: other types have no bytes that are the same everywhere.
    """
    digest = hashlib.sha256()
    for column in frame:
        digest.update(f"{column.name}:{column.dtype.base_type().__name__}\n".encode())
        digest.update(column.is_null().to_numpy().tobytes())
        if isinstance(column.dtype, pl.Enum):
            digest.update("\n".join(column.dtype.categories).encode())
        codes = column.to_physical().cast(pl.Int32) if isinstance(column.dtype, pl.Enum) else column
        assert codes.dtype.is_numeric(), column.name
        values = codes.fill_null(0).to_numpy()
        digest.update(values.astype(values.dtype.newbyteorder("<")).tobytes())
    return digest.hexdigest()


def _manifest(frame: pl.DataFrame) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "tool": f"multipolar {__version__}",
        "checksum": checksum(frame),
        "rows": frame.height,
        "powers": list(POWERS),
        "datasets": {key: _dataset(dataset) for key, dataset in sorted(DATASETS.items())},
        "measures": {name: _measure(name, rows) for (name,), rows in frame.group_by("measure", maintain_order=True)},
    }


def _dataset(dataset: Dataset) -> dict[str, Any]:
    return {
        "title": dataset.title,
        "publisher": dataset.publisher,
        "version": dataset.version,
        "citation": dataset.citation,
        "licence": dataset.licence,
        "url": dataset.url,
        "files": {file.name: file.sha256 for file in dataset.files},
    }


def _measure(name: str, rows: pl.DataFrame) -> dict[str, Any]:
    measure = MEASURES[name]
    return {
        "description": measure.description,
        "arguments": list(measure.arguments),
        "unit": measure.unit,
        "denominator": measure.denominator,
        "error": measure.error,
        "licence": measure.licence,
        "source": measure.dataset,
        "first": rows["year"].min(),
        "last": rows["year"].max(),
        "states": rows["state1"].n_unique(),
        "rows": rows.height,
    }


def write(built: BuiltTable, out_folder: Path) -> tuple[Path, Path]:
    """Put the table and its manifest into a folder, whole or not at all; the paths of both.

    Both are written into a temporary folder beside it first. OutputError, and what was there is untouched, where
    that fails. The manifest names the SHA-256 of the table's file, so that a pair that does not belong together is
    found out when it is read.
    """
    try:
        out_folder.mkdir(parents=True, exist_ok=True)
        with _folder_beside(out_folder) as draft:
            built.frame.write_parquet(draft / TABLE, compression="zstd", compression_level=15, statistics=False)
            sha256 = hashlib.sha256((draft / TABLE).read_bytes()).hexdigest()
            manifest = {**built.manifest, "file": {"name": TABLE, "sha256": sha256}}
            text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
            (draft / MANIFEST).write_text(text + "\n", encoding="utf-8")
            for name in (TABLE, MANIFEST):
                _flush(draft / name)
            for name in (TABLE, MANIFEST):
                (draft / name).replace(out_folder / name)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise OutputError(
            f"the table could not be written ({error})",
            place=str(out_folder),
            mend="What was there before is unchanged",
        ) from error
    return out_folder / TABLE, out_folder / MANIFEST


@contextlib.contextmanager
def _folder_beside(folder: Path) -> Iterator[Path]:
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
