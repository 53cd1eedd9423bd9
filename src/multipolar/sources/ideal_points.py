"""Ideal points of states from their votes in the UN General Assembly: two published runs of one model.

The scale is latent, about mean 0 and standard deviation 1 over all states and years of a run, the side of the United
States positive. Points of different runs are not on one scale.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

QUANTILES = (0, 5, 10, 50, 90, 95, 100)
_POINT = Column("Float32", -6, 6, missing=True)
_VOTES = Column("Int16", 1, 400, missing=True)
_NAMES = {0: "qo", **{q: f"q{q}" for q in QUANTILES if q}}

YEARS = DataFile(
    name="ideal_points_published.parquet",
    columns={
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String", missing=True),
        "iso3_source": Column("String", missing=True),
        "country": Column("String", missing=True),
        "year": Column("Int32", 1946, 2024),
        **{f"idealpoint{run}": _POINT for run in ("fp", "all", "legacy")},
        **{f"nvotes{run}": _VOTES for run in ("fp", "all", "legacy")},
        **{f"{name}{run}": _POINT for run in ("fp", "all") for name in _NAMES.values()},
    },
    rows=(11_400, 11_480),
    sha256="2f9d68b073d202e2732d6b941e9cc430697e22f5cef0527c58205308f2a250d8",
)

_QUANTILE_COLUMNS = {0: "QO%", **{q: f"Q{q}%" for q in QUANTILES if q}}

SESSIONS = DataFile(
    name="ideal_points_bsv_2020.parquet",
    columns={
        "ccode": Column("Int64", 2, 990),
        "session": Column("Int64", 1, 74),
        "NVotes": Column("Int64", 1, 400),
        "IdealPoint": Column("Float64", -6, 6),
        **{name: Column("Float64", -6, 6) for name in _QUANTILE_COLUMNS.values()},
        "iso3c": Column("String"),
        "Countryname": Column("String"),
    },
    rows=(10_469, 10_469),
    sha256="f3577a6dab79c6dadcd587228470858c8f125af88a0d65b0a48bb4fd2607ce74",
)

LINKED = DataFile(
    name="bsv_linked_votes.parquet",
    columns={"rcid1": Column("Int64", 1, 20_000), "rcid2": Column("Int64", 1, 20_000)},
    rows=(955, 955),
    sha256="ac83f91f6e6bb3a5c6f1affa16e7c9b594ef99890a356ccdb9b64bbb8b59a508",
)

_CITATION = (
    'Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017), "Estimating Dynamic State Preferences from United '
    'Nations Voting Data", Journal of Conflict Resolution 61(2), 430-456'
)

PUBLISHED = Dataset(
    key="ideal-points-2025",
    title="Ideal Point Estimates from United Nations Voting Data",
    publisher="Michael Bailey, Anton Strezhnev and Erik Voeten, Harvard Dataverse",
    version="July 2025",
    citation=_CITATION,
    licence="CC0 1.0",
    url="https://doi.org/10.7910/DVN/LEJUQZ",
    covers=(1946, 2024),
    files=(YEARS,),
)
"""2024 is covered by the run on final passage only; the two others end in 2023. No run has 1964."""

REFERENCE = Dataset(
    key="ideal-points-2020",
    title="United Nations General Assembly Votes and Ideal Points",
    publisher="Erik Voeten",
    version="April 2020, sessions 1 to 74",
    citation=_CITATION,
    licence="MIT",
    url="https://github.com/evoeten/United-Nations-General-Assembly-Votes-and-Ideal-Points",
    covers=(1946, 2019),
    files=(SESSIONS, LINKED),
)


def read(folder: Path) -> pl.DataFrame:
    """Points by `ccode` and calendar `year`, of three runs: `_final` votes on passage, `_all` votes, `_legacy`.

    `point`, the posterior mean; `q0`, `q5`, `q10`, `q50`, `q90`, `q95`, `q100`, quantiles of the posterior, of
    the first two runs; `n`, votes used. Null where a run has no point. No rows of 1964, when the Assembly did not
    vote.
    """
    columns: list[pl.Expr] = []
    for name, run in (("final", "fp"), ("all", "all"), ("legacy", "legacy")):
        columns.append(pl.col(f"idealpoint{run}").cast(pl.Float64).alias(f"point_{name}"))
        if run != "legacy":
            quantiles = ((q, pl.col(f"{column}{run}")) for q, column in _NAMES.items())
            columns += [value.cast(pl.Float64).alias(f"q{q}_{name}") for q, value in quantiles]
        columns.append(pl.col(f"nvotes{run}").cast(pl.Int32).alias(f"n_{name}"))
    return verified(PUBLISHED, YEARS, folder).select("ccode", "year", *columns)


def read_sessions(folder: Path) -> pl.DataFrame:
    """Points of the run of April 2020 by `ccode` and `session` (1 to 74 without 19): `point`, quantiles, `n` votes.

    The quantiles of the posterior are `q0`, `q5`, `q10`, `q50`, `q90`, `q95` and `q100`. No cell is null.
    """
    return verified(REFERENCE, SESSIONS, folder).select(
        pl.col("ccode", "session").cast(pl.Int32),
        pl.col("IdealPoint").alias("point"),
        *(pl.col(column).alias(f"q{q}") for q, column in _QUANTILE_COLUMNS.items()),
        pl.col("NVotes").cast(pl.Int32).alias("n"),
    )
