"""ATOP: which obligations alliance treaties put on each state towards each other state."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

OBLIGATIONS = {
    "defence": "atop_defense",
    "offence": "atop_offense",
    "neutrality": "atop_neutral",
    "nonaggression": "atop_nonagg",
    "consultation": "atop_consul",
}
"""Our measure of each obligation type and the publisher's column."""

FILE = DataFile(
    name="alliances_atop.parquet",
    columns={
        "ccode1": Column("Int32", 2, 990),
        "iso3_1": Column("String", missing=True),
        "ccode2": Column("Int32", 2, 990),
        "iso3_2": Column("String", missing=True),
        "year": Column("Int32", 1815, 2018),
        **{column: Column("Int8", 0, 1) for column in OBLIGATIONS.values()},
    },
    rows=(270_000, 276_000),
    sha256="5872279cd105838d55ec81349e164782c6b32a98ca101db3e42a31705d2f6b82",
)

DATASET = Dataset(
    key="atop",
    title="Alliance Treaty Obligations and Provisions",
    publisher="ATOP Project, Rice University",
    version="5.1",
    citation=(
        'Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long (2002), "Alliance Treaty '
        'Obligations and Provisions, 1815-1944", International Interactions 28(3), 237-260'
    ),
    licence="free to use with citation",
    url="http://www.atopdata.org/",
    covers=(1816, 2018),
    files=(FILE,),
)
"""`covers` begins in 1816 where the list of states begins, without which absence of a treaty cannot be told."""


def read(folder: Path) -> pl.DataFrame:
    """Directed dyad-years that have an alliance: what `ccode1` owes `ccode2`, one 0/1 column per obligation type.

    A pair that is not listed has no alliance, if both were states in that year.
    """
    return verified(DATASET, FILE, folder).select(
        "ccode1", "ccode2", "year", *(pl.col(column).alias(name) for name, column in OBLIGATIONS.items())
    )
