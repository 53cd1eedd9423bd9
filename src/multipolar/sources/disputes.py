"""GML MID: militarised interstate disputes, seen from each state towards each opponent, year by year."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

FILE = DataFile(
    name="mid_gml_dyad_year.parquet",
    columns={
        "dispnum": Column("Int32", 1, 5_000),
        "ccode1": Column("Int32", 2, 990),
        "iso3_1": Column("String", missing=True),
        "ccode2": Column("Int32", 2, 990),
        "iso3_2": Column("String", missing=True),
        "year": Column("Int32", 1816, 2010),
        "midongoing": Column("Int32", 1, 1),
        "midonset": Column("Int32", 0, 1),
        "sidea1": Column("Int32", 0, 1),
        "sidea2": Column("Int32", 0, 1),
        "fatality1": Column("Int32", -9, 6),
        "fatality2": Column("Int32", -9, 6),
        "fatalpre1": Column("Int32", -9, 10_000_000),
        "fatalpre2": Column("Int32", -9, 10_000_000),
        "hiact1": Column("Int32", 0, 21),
        "hiact2": Column("Int32", 0, 21),
        "hostlev1": Column("Int32", 1, 5),
        "hostlev2": Column("Int32", 1, 5),
        "orig1": Column("Int32", 0, 1),
        "orig2": Column("Int32", 0, 1),
        "fatality": Column("Int32", -9, 6),
        "hostlev": Column("Int32", 1, 5),
        "recip": Column("Int32", 0, 1),
        "mindur": Column("Int32", 1, 5_000),
        "maxdur": Column("Int32", 1, 5_000),
        "stmon": Column("Int32", 1, 13),
    },
    rows=(9_200, 9_400),
    sha256="bd5096b92538ed59260ebbe64782b0b15b2e401b9694d5a448a9b3ca9d881436",
)

DATASET = Dataset(
    key="gml-mid",
    title="Gibler-Miller-Little Militarized Interstate Disputes",
    publisher="Douglas M. Gibler, Steven V. Miller and Erin K. Little",
    version="2.2.1",
    citation=(
        'Gibler, Douglas M., Steven V. Miller and Erin K. Little (2016), "An Analysis of the Militarized Interstate '
        'Dispute (MID) Dataset, 1816-2001", International Studies Quarterly 60(4), 719-730'
    ),
    licence="free to use with citation",
    url="https://doi.org/10.1093/isq/sqw045",
    covers=(1816, 2010),
    files=(FILE,),
)

MISSING = -9

WHOLE = ("fatality", "hostlev", "recip", "mindur", "maxdur")
"""Columns of the dispute as a whole, whoever else took part in it."""


def read(folder: Path) -> pl.DataFrame:
    """Directed dyad-dispute-years, each in both orders; a column that ends in 1 or 2 is of that state.

    `dispnum` the dispute; `onset` 1 in the year the two entered it; `sidea` on the side that acted first; `orig`
    there from the first day; `fatality` level 0 to 6 (0 none, 1 up to 25, 2 to 100, 3 to 250, 4 to 500, 5 to 999,
    6 more), `deaths` where they are known; `hiact` highest action 0 to 21; `hostlev` 1 none, 2 threat, 3 display,
    4 use of force, 5 war. Those without a number, with `recip` (answered), `mindur` and `maxdur` (days), are of the
    whole dispute; `stmon` is the month of its first day. Null is not known: the source's -9, and a month 13.
    A pair has one dispute a year at most, of several the copy keeps one: a new one first, then the gravest. A pair that
    is not listed had none.
    """
    frame = verified(DATASET, FILE, folder)
    states = [f"{name}{side}" for name in ("sidea", "orig", "fatality", "hiact", "hostlev") for side in (1, 2)]
    known = [pl.col(name).replace(MISSING, None) for name in (*states, *WHOLE)]
    deaths = [pl.col(f"fatalpre{side}").replace(MISSING, None).alias(f"deaths{side}") for side in (1, 2)]
    month = pl.when(pl.col("stmon") <= 12).then(pl.col("stmon")).alias("stmon")
    return frame.select(
        "dispnum", "ccode1", "ccode2", "year", pl.col("midonset").alias("onset"), *known, *deaths, month
    )
