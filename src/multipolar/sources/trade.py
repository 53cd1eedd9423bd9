"""COW Trade: flows between states and national totals, in million current US dollars."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

DYADS = DataFile(
    name="trade_dyad_year.parquet",
    columns={
        "ccode1": Column("Int32", 2, 990),
        "iso3_1": Column("String", missing=True),
        "ccode2": Column("Int32", 2, 990),
        "iso3_2": Column("String", missing=True),
        "year": Column("Int32", 1870, 2014),
        "imports_1_from_2": Column("Float32", 0, 1e6, missing=True),
        "imports_2_from_1": Column("Float32", 0, 1e6, missing=True),
        "smooth_imports_1_from_2": Column("Float32", 0, 1e6, missing=True),
        "smooth_imports_2_from_1": Column("Float32", 0, 1e6, missing=True),
    },
    rows=(670_000, 680_000),
    sha256="d49f4458e673d5bea2c71e179ce55916c0d66642b2f117511741d3ae06885348",
)

TOTALS = DataFile(
    name="trade_state_year.parquet",
    columns={
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String", missing=True),
        "year": Column("Int32", 1870, 2014),
        "imports": Column("Float64", 0, 1e7, missing=True),
        "exports": Column("Float64", 0, 1e7, missing=True),
    },
    rows=(14_200, 14_600),
    sha256="df71712a9a6042058b5bbae4bb8848968fa9d29e6ca8b53be5981e3aa7cce264",
)

DATASET = Dataset(
    key="cow-trade",
    title="Trade Data Set",
    publisher="Correlates of War Project",
    version="4.0",
    citation=(
        'Barbieri, Katherine, Omar M. G. Keshk and Brian Pollins (2009), "Trading Data: Evaluating our Assumptions '
        'and Coding Rules", Conflict Management and Peace Science 26(5), 471-491; Barbieri, Katherine and Omar M. G. '
        "Keshk (2016), Correlates of War Project Trade Data Set Codebook, Version 4.0"
    ),
    licence="free to use with citation",
    url="https://correlatesofwar.org/data-sets/bilateral-trade/",
    covers=(1870, 2014),
    files=(DYADS, TOTALS),
)


def read(folder: Path) -> pl.DataFrame:
    """Flows between two states, each pair once (`ccode1` < `ccode2`), null where the publisher has none.

    `flow1` is what 1 imported from 2, `flow2` what 2 imported from 1: exports are the partner's reported imports.
    Million current US dollars, rounded to whole millions in the copy that we read.
    """
    flows = pl.col("imports_1_from_2").alias("flow1"), pl.col("imports_2_from_1").alias("flow2")
    return verified(DATASET, DYADS, folder).select(
        "ccode1", "ccode2", "year", *(flow.cast(pl.Float64) for flow in flows)
    )


def read_totals(folder: Path) -> pl.DataFrame:
    """National `total` (imports plus exports, million current US dollars) by `ccode` and `year`, null if unknown."""
    total = (pl.col("imports") + pl.col("exports")).alias("total")
    return verified(DATASET, TOTALS, folder).select("ccode", "year", total)
