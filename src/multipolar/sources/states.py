"""COW State System: which states there were, from which day to which, and which of them were major powers."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

SPELL = {
    "styear": Column("Int32", 1816, 2016),
    "stmonth": Column("Int32", 1, 12),
    "stday": Column("Int32", 1, 31),
    "endyear": Column("Int32", 1816, 2016),
    "endmonth": Column("Int32", 1, 12),
    "endday": Column("Int32", 1, 31),
    "version": Column("Int32", 2016, 2016),
}

FILE = DataFile(
    name="states_cow.parquet",
    columns={
        "stateabb": Column("String"),
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String", missing=True),
        "statenme": Column("String"),
        **SPELL,
    },
    rows=(243, 243),
    sha256="50c826b0f7f49653e86555124338cf3dc749f517d42715552d360bbc3f4ede70",
)

MAJORS = DataFile(
    name="major_powers_cow.parquet",
    columns={"ccode": Column("Int32", 2, 990), "iso3": Column("String", missing=True), **SPELL},
    rows=(14, 14),
    sha256="31c07eaabca49246731b145c586f6422c70ddecb578f5215add2af0c1fc1aab7",
)

DATASET = Dataset(
    key="cow-states",
    title="State System Membership",
    publisher="Correlates of War Project",
    version="2016",
    citation="Correlates of War Project (2017), State System Membership List, v2016",
    licence="free to use with citation",
    url="https://correlatesofwar.org/data-sets/state-system-membership",
    covers=(1816, 2016),
    files=(FILE, MAJORS),
)

LAST_DAY = (2016, 12, 31)
"""Last day of the list: a spell that ends on it went on."""


def read(folder: Path) -> pl.DataFrame:
    """Spells in the state system: `ccode`, `abbreviation`, `name`, `start` and `end`, first and last day of the spell.

    The list begins on 1 January 1816 and ends on 31 December 2016: a spell that begins or ends there began before or
    went on. A state that came back has several.
    """
    return verified(DATASET, FILE, folder).select(
        "ccode", pl.col("stateabb").alias("abbreviation"), pl.col("statenme").alias("name"), *_days()
    )


def read_majors(folder: Path) -> pl.DataFrame:
    """Spells as a major power: `ccode`, `start` and `end`, first and last day, on the same terms."""
    return verified(DATASET, MAJORS, folder).select("ccode", *_days())


def _days() -> tuple[pl.Expr, pl.Expr]:
    return (
        pl.date("styear", "stmonth", "stday").alias("start"),
        pl.date("endyear", "endmonth", "endday").alias("end"),
    )
