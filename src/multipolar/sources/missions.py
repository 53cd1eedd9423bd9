"""DIPCON: which state had a diplomatic mission in which, every five years from 1970 to 2010.

The copy comes without a codebook. That `ccode1` sends and `ccode2` hosts is told from what is known: the United
States have no embassy in Saint Lucia, Saint Kitts and Nevis or Maldives in 2010, which have one there, and Belgium
hosts far more missions than it sends, to the European Union's seat. Single pairs are doubtful: in 2010 the United
States are given no mission in the Netherlands or Luxembourg.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

FILE = DataFile(
    name="diplomatic_missions_dipcon.parquet",
    columns={
        "ccode1": Column("Int32", 2, 990),
        "iso3_1": Column("String", missing=True),
        "ccode2": Column("Int32", 2, 990),
        "iso3_2": Column("String", missing=True),
        "year": Column("Int32", 1970, 2010),
        "mission": Column("Int8", 0, 1),
    },
    rows=(256_000, 258_000),
    sha256="f99de3743c7843313fd924886912f0afbb193270409c2cfb7d4801c5c6dd2ba7",
)

DATASET = Dataset(
    key="dipcon",
    title="DIPCON",
    publisher="University of Arizona",
    version="3.0",
    citation="Rhamey, Cline, Thorne, Cramer, Miller and Volgy (2013), DIPCON, version 3.0, University of Arizona",
    licence="not stated by the publisher's copy; cite",
    url="https://github.com/sallyi/social-network-analysis",
    covers=(1970, 2010),
    files=(FILE,),
)
"""`url` is that of the copy. `covers` is every fifth year: 1970, 1975 to 2010."""

YEARS = tuple(range(1970, 2011, 5))


def read(folder: Path) -> pl.DataFrame:
    """Directed dyads of the years in `YEARS`: `ccode1` the sender, `ccode2` the host, `mission` 1 or 0.

    All pairs of the states that the source knows in a year, so that 0 is none; a state that is not listed is not known.
    """
    return verified(DATASET, FILE, folder).select("ccode1", "ccode2", "year", "mission")
