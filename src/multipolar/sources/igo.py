"""COW Intergovernmental Organizations: who was in which organisation, year by year, and how many two states shared."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

MEMBERSHIPS = DataFile(
    name="igo_memberships.parquet",
    columns={
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String", missing=True),
        "year": Column("Int32", 1816, 2014),
        "igo": Column("Categorical"),
        "role": Column("Categorical"),
    },
    rows=(535_000, 543_000),
    sha256="13c8b4e498ea72dda0f10622a150f855f55429a42f3ac7c204a37a9ec6bab0f7",
)

ORGANISATIONS = DataFile(
    name="igo_organisations.parquet",
    columns={
        "igo": Column("String"),
        "orgname": Column("String"),
        "longorgname": Column("String"),
        "ionum": Column("Int32", 10, 4580),
        "igocode": Column("Int32", 1, 461, missing=True),
        "sdate": Column("Int32", 1815, 2014),
        "deaddate": Column("Int32", 1900, 2014, missing=True),
        "dead": Column("Int32", 0, 1),
        "integrated": Column("Int32", 0, 1),
        "replaced": Column("Int32", 0, 1),
        "political": Column("Int32", 0, 1),
        "social": Column("Int32", 0, 1),
        "economic": Column("Int32", 0, 1),
        "igo_lower": Column("String"),
    },
    rows=(534, 534),
    sha256="dffd2fc8d4dc6d7d252a75c3c43b1afd605bac0293a461920eba0bda9a344ebd",
)

DYADS = DataFile(
    name="igo_dyad_year.parquet",
    columns={
        "ccode1": Column("Int32", 2, 990),
        "iso3_1": Column("String", missing=True),
        "ccode2": Column("Int32", 2, 990),
        "iso3_2": Column("String", missing=True),
        "year": Column("Int32", 1816, 2014),
        "dyadigos": Column("Int16", 0, 120),
    },
    rows=(910_000, 925_000),
    sha256="7df35b939f15e852f816c34dc54dc3817375df82e8e10f0709023f676fadded7",
)

STATES = DataFile(
    name="igo_state_year.parquet",
    columns={
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String", missing=True),
        "year": Column("Int32", 1816, 2014),
        "sum_igo_full": Column("Int16", 0, 150),
        "sum_igo_associate": Column("Int16", 0, 10),
        "sum_igo_observer": Column("Int16", 0, 10),
        "sum_igo_anytype": Column("Int16", 0, 150),
    },
    rows=(15_500, 15_600),
    sha256="4b85ab55996df4cce1151d20f927fe20ce591f44872df5ee97d1daf9c6d1ab24",
)

DATASET = Dataset(
    key="cow-igo",
    title="Intergovernmental Organizations",
    publisher="Correlates of War Project",
    version="3.0",
    citation=(
        'Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus and Anne Spencer Jamison (2020), "Tracking '
        'Organizations in the World: The Correlates of War IGO Version 3.0 Datasets", Journal of Peace Research '
        "57(3), 492-503"
    ),
    licence="free to use with citation",
    url="https://correlatesofwar.org/data-sets/IGOs",
    covers=(1816, 2014),
    files=(MEMBERSHIPS, ORGANISATIONS, DYADS, STATES),
)

ROLES = ("full", "associate", "observer")


def read(folder: Path) -> pl.DataFrame:
    """Memberships held: `ccode`, `year`, `igo` (acronym in lower case), `role` full, associate or observer.

    Every year since 1816. What is not listed was not held, or is missing in the source, which the copy no longer
    tells apart.
    """
    return verified(DATASET, MEMBERSHIPS, folder).select(
        "ccode", "year", pl.col("igo").cast(pl.String), pl.col("role").cast(pl.String)
    )


def read_organisations(folder: Path) -> pl.DataFrame:
    """Organisations, one row each: `igo` as in the memberships, `ionum` the publisher's number, `name`.

    `start`, `end`: first and last year, `end` null where it lived on after 2014. `political`, `social`, `economic`:
    its fields, as true or false.
    """
    fields = [pl.col(field).cast(pl.Boolean) for field in ("political", "social", "economic")]
    return verified(DATASET, ORGANISATIONS, folder).select(
        pl.col("igo_lower").alias("igo"),
        "ionum",
        pl.col("longorgname").alias("name"),
        pl.col("sdate").alias("start"),
        pl.col("deaddate").alias("end"),
        *fields,
    )


def read_shared(folder: Path) -> pl.DataFrame:
    """`shared`: organisations of which both were full members, by `ccode1` < `ccode2` and `year`.

    All pairs of states of a year, 0 where they share none. In the later years it is one to three higher than a count
    from the memberships for some pairs: the copies are of different hands.
    """
    return verified(DATASET, DYADS, folder).select(
        "ccode1", "ccode2", "year", pl.col("dyadigos").cast(pl.Int32).alias("shared")
    )


def read_counts(folder: Path) -> pl.DataFrame:
    """Memberships of each state and year, by role: `full`, `associate`, `observer`, and `total`, all counts."""
    counts = [pl.col(f"sum_igo_{role}").cast(pl.Int32).alias(role) for role in ROLES]
    total = pl.col("sum_igo_anytype").cast(pl.Int32).alias("total")
    return verified(DATASET, STATES, folder).select("ccode", "year", *counts, total)
