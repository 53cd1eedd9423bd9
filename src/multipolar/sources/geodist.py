"""CEPII GeoDist: distances between states, common languages and colonial ties, at one time for all years."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

TIES = ("contig", "comlang_off", "comlang_ethno", "colony", "comcol", "curcol", "col45", "smctry")
DISTANCES = ("dist", "distcap", "distw", "distwces")

FILE = DataFile(
    name="distance_language_cepii.parquet",
    columns={
        "iso_o": Column("String"),
        "iso_d": Column("String"),
        "iso3_o": Column("String", missing=True),
        "iso3_d": Column("String", missing=True),
        **{tie: Column("Int8", 0, 1) for tie in TIES},
        "dist": Column("Float32", 0, 20_100),
        "distcap": Column("Float32", 0, 20_100),
        "distw": Column("Float32", 0, 20_100, missing=True),
        "distwces": Column("Float32", 0, 20_100, missing=True),
    },
    rows=(50_176, 50_176),
    sha256="8ff442124ac2c75e1d35b84a6a952f3b9e9bc1d3f4d4a4ea09cc0b5b03d7b522",
)

DATASET = Dataset(
    key="cepii-geodist",
    title="GeoDist",
    publisher="CEPII",
    version="2011",
    citation=(
        'Mayer, Thierry and Soledad Zignago (2011), "Notes on CEPII\'s Distances Measures: The GeoDist Database", '
        "CEPII Working Paper 2011-25"
    ),
    licence="reported as Etalab Open Licence 2.0",
    url="http://cepii.fr/CEPII/fr/bdd_modele/presentation.asp?id=6",
    covers=(2011, 2011),
    files=(FILE,),
)
"""Static: `covers` is the year in which it was described, and nothing in it is of a year."""


def read(folder: Path) -> pl.DataFrame:
    """Directed pairs of ISO 3166-1 alpha-3 codes `iso3_o`, `iso3_d`, each once; the pair of a state with itself too.

    Ties, 0 or 1: `contig` common border; `comlang_off`, `comlang_ethno` a common official language, one that at
    least 9% of both populations speak; `colony` ever a colonial link, `comcol` a common coloniser after 1945,
    `curcol` a link now, `col45` after 1945; `smctry` were or are the same country. Distances in km: `dist` between
    the largest cities, `distcap` capitals, `distw` and `distwces` weighted by the population of cities, null where
    unknown.

    The keys are the copy's current codes. Five of the source's are old ones, PAL, ROM, TMP, YUG and ZAR, which stand
    for PSE, ROU, TLS, SRB and COD and for nothing else in the file, so that no pair is there twice; the rows of ANT,
    the Netherlands Antilles, have no current code and are dropped. 66 pairs of `smctry` differ by direction.
    """
    return (
        verified(DATASET, FILE, folder)
        .drop_nulls(["iso3_o", "iso3_d"])
        .select("iso3_o", "iso3_d", *TIES, *(pl.col(distance).cast(pl.Float64) for distance in DISTANCES))
    )
