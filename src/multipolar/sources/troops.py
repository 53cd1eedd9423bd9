"""US troops: active-duty personnel of the United States by host state and year.

Known for one sender only: there is no such table for any other state, so it can never enter a comparison of powers.

The copy is of a release whose publisher has since corrected many of its values (news of package version 1.1.0): hosts
that reports and lists spell in two ways are counted twice, and for 1950 to 1956 two sources are added up. `inflated`
marks these; nothing is halved here. That the same befell June since 2014 touches a handful of persons below.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

COUNT = Column("Int32", 0, 3_000_000)
KNOWN_IN_PART = Column("Int32", 0, 3_000_000, missing=True)

FILE = DataFile(
    name="us_troops_deployed.parquet",
    columns={
        "ccode": Column("Int32", 2, 10_101),
        "iso3": Column("String", missing=True),
        "iso3_source": Column("String", missing=True),
        "countryname": Column("String"),
        "year": Column("Int32", 1950, 2025),
        "month": Column("String"),
        "quarter": Column("Int32", 1, 4),
        "source": Column("String", missing=True),
        "troops_ad": COUNT,
        "army_ad": KNOWN_IN_PART,
        "navy_ad": KNOWN_IN_PART,
        "air_force_ad": KNOWN_IN_PART,
        "marine_corps_ad": KNOWN_IN_PART,
        "space_force_ad": KNOWN_IN_PART,
        "total_selected_reserve": COUNT,
        "army_civilian": COUNT,
        "navy_civilian": COUNT,
        "marine_corps_civilian": COUNT,
        "air_force_civilian": COUNT,
        "dod_civilian": COUNT,
        "total_civilian": COUNT,
        "troops_all": KNOWN_IN_PART,
        "region": Column("String"),
    },
    rows=(29_500, 29_800),
    sha256="b7062bc5d01f2bdf8f626738485c79a8cd5be05e7f223645c19baf3f42ebb771",
)

DATASET = Dataset(
    key="us-troops",
    title="troopdata: US military deployments",
    publisher="Michael A. Allen, Michael E. Flynn and Carla Martinez Machain",
    version="to December 2025, before package version 1.1.0",
    citation=(
        'Allen, Michael A., Michael E. Flynn and Carla Martinez Machain (2022), "US Global Military Deployments, '
        '1950-2020", Conflict Management and Peace Science 39(3), 351-370'
    ),
    licence="GPL-3, as the package; the figures are of the US government",
    url="https://meflynn.github.io/troopdata/",
    covers=(1950, 2025),
    files=(FILE,),
)

UNITED_STATES = 2
LAST_STATE = 990
NOT_COW = (340, 396, 972)
"""Serbia, Abkhazia and Tonga under numbers of other lists; in COW Serbia is 345 and Tonga 955."""

TWICE = frozenset(
    {52, 115, 316, 325, 343, 346, 360, 365, 370, 437, 439, 484, 490, 510, 552, 630, 640, 678, 703, 732, 780, 811, 817}
)
"""Hosts of which the copy counts reports twice: their figures are even, and double those of Kane where both exist."""


def read(folder: Path) -> pl.DataFrame:
    """One row per host `ccode` and `year`: `troops` persons, `month` 3, 6, 9 or 12, `source` and `inflated`.

    `troops` is the last figure of the year above 0, for the copy writes 0 where a report lists no such host or leaves
    a deployment out (Iraq in September 2003, all hosts in December 2022); 0 where no report of the year has a figure,
    which then also stands for unknown, as in Iraq and Syria since 2022. `month` is that of the figure and `source`
    what it is from: a report by its month, Kane 2006, or Stepwise Imputation (1951 and 1952); null where the copy
    names none, both null with 0. `inflated` is true where the figure is known to be counted twice, at least.

    Regions and dependencies, which have numbers above 990, hosts under numbers that are not COW's and the United
    States themselves are dropped. Germany is 260 and Yemen 678 throughout.
    """
    found = pl.col("troops_ad") > 0
    latest = [pl.col(name).filter(found).last() for name in ("troops_ad", "quarter", "source")]
    report = pl.col("source").str.contains(r"^(March|June|September|December) \d{4}$")
    twice = report & pl.col("ccode").is_in(list(TWICE))
    return (
        verified(DATASET, FILE, folder)
        .filter(pl.col("ccode") <= LAST_STATE, ~pl.col("ccode").is_in([UNITED_STATES, *NOT_COW]))
        .sort("ccode", "year", "quarter")
        .group_by("ccode", "year", maintain_order=True)
        .agg(latest)
        .select(
            "ccode",
            "year",
            pl.col("troops_ad").fill_null(0).alias("troops"),
            (pl.col("quarter") * 3).alias("month"),
            "source",
        )
        .with_columns(inflated=(pl.col("troops") > 0) & ((pl.col("year") <= 1956) | twice).fill_null(value=False))
    )
