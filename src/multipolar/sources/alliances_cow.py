"""COW Formal Alliances: which kinds of alliance two states were in together."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

KINDS = {
    "defence": "cow_defense",
    "neutrality": "cow_neutral",
    "nonaggression": "cow_nonagg",
    "entente": "cow_entente",
}
"""Our name of each kind of alliance and the copy's column."""

FILE = DataFile(
    name="alliances_cow.parquet",
    columns={
        "ccode1": Column("Int32", 2, 990),
        "iso3_1": Column("String", missing=True),
        "ccode2": Column("Int32", 2, 990),
        "iso3_2": Column("String", missing=True),
        "year": Column("Int32", 1816, 2012),
        **{column: Column("Int8", 0, 1) for column in KINDS.values()},
    },
    rows=(120_000, 122_000),
    sha256="0ac434fd7b867c1515ff471966ead9d605b1ce01d297f8548a4c9804bb3fc837",
)

DATASET = Dataset(
    key="cow-alliances",
    title="Formal Alliances",
    publisher="Correlates of War Project",
    version="4.1",
    citation="Gibler, Douglas M. (2009), International Military Alliances, 1648-2008, CQ Press",
    licence="free to use with citation",
    url="https://correlatesofwar.org/data-sets/formal-alliances/",
    covers=(1816, 2012),
    files=(FILE,),
)


def read(folder: Path) -> pl.DataFrame:
    """Dyad-years that have an alliance, each in both orders with the same values: one 0/1 column per kind.

    Unlike ATOP the source knows no direction: the kinds are of the treaty. A pair that is not listed has no alliance,
    if both were states in that year.
    """
    return verified(DATASET, FILE, folder).select(
        "ccode1", "ccode2", "year", *(pl.col(column).alias(name) for name, column in KINDS.items())
    )
