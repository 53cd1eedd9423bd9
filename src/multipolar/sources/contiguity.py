"""COW Direct Contiguity: which states bordered on each other, by land or across water, from when to when."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

FILE = DataFile(
    name="contiguity_cow.parquet",
    columns={
        "ccode1": Column("Int32", 2, 990),
        "iso3_1": Column("String", missing=True),
        "ccode2": Column("Int32", 2, 990),
        "iso3_2": Column("String", missing=True),
        "conttype": Column("Int8", 0, 5),
        "stdate": Column("String"),
        "enddate": Column("String"),
    },
    rows=(1_860, 1_890),
    sha256="4d696a065b52819d77f663356b7c0ec6f3515cf9e5826fced081833be06897fa",
)

DATASET = Dataset(
    key="cow-contiguity",
    title="Direct Contiguity",
    publisher="Correlates of War Project",
    version="3.2",
    citation=(
        'Stinnett, Douglas M., Jaroslav Tir, Philip Schafer, Paul F. Diehl and Charles Gochman (2002), "The Correlates '
        'of War Project Direct Contiguity Data, Version 3", Conflict Management and Peace Science 19(2), 58-66'
    ),
    licence="free to use with citation",
    url="https://correlatesofwar.org/data-sets/direct-contiguity/",
    covers=(1816, 2016),
    files=(FILE,),
)

LAND = 1
"""Contiguous by land or across a river; 2 to 5 are across at most 12, 24, 150 and 400 miles of water."""


def read(folder: Path) -> pl.DataFrame:
    """Spells of contiguity, each in both orders: `ccode1`, `ccode2`, `conttype` 1 to 5, `start` and `end`.

    `start` and `end` are the first days of the first and of the last month: the source knows months only, and `end` in
    December 2016 is the end of the data. The copy's spells of no contiguity (type 0, of pairs that had one at another
    time) are dropped: a pair that is not listed at a time is not contiguous, if both were states. A kind of
    contiguity is no distance and its numbers no scale.
    """
    return (
        verified(DATASET, FILE, folder)
        .filter(pl.col("conttype") > 0)
        .select(
            "ccode1",
            "ccode2",
            "conttype",
            pl.col("stdate").str.to_date("%Y-%m-%d").alias("start"),
            pl.col("enddate").str.to_date("%Y-%m-%d").alias("end"),
        )
    )
