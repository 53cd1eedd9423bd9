"""Roll calls of the UN General Assembly: one row per roll call and state."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources.verify import verified

FILE = DataFile(
    name="un_votes.parquet",
    columns={
        "rcid": Column("Int32", 1, 20_000),
        "session": Column("Int16", 1, 74),
        "date": Column("String"),
        "year": Column("Int16", 1946, 2020),
        "resolution": Column("String", missing=True),
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String", missing=True),
        "country": Column("Categorical"),
        "vote": Column("Categorical"),
        "source_vintage": Column("Categorical"),
        "amend": Column("Int16", 0, 1, missing=True),
        "para": Column("Int16", 0, 1, missing=True),
        "importantvote": Column("Int16", 0, 1, missing=True),
        "issue_me": Column("Boolean"),
        "issue_nu": Column("Boolean"),
        "issue_di": Column("Boolean"),
        "issue_co": Column("Boolean"),
        "issue_hr": Column("Boolean"),
        "issue_ec": Column("Boolean"),
        "short_description": Column("String", missing=True),
    },
    rows=(930_000, 960_000),
    sha256="0b798cac2a575488ca55a3f7878cef921b05d81c8e4e84e13b365b28a922b6f0",
)

DATASET = Dataset(
    key="un-votes",
    title="United Nations General Assembly Voting Data",
    publisher="Erik Voeten, Anton Strezhnev and Michael Bailey, Harvard Dataverse",
    version="sessions 1 to 74, to 14 January 2020",
    citation=(
        'Voeten, Erik (2013), "Data and Analyses of Voting in the UN General Assembly", Routledge Handbook of '
        'International Organization; Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017), "Estimating Dynamic '
        'State Preferences from United Nations Voting Data", Journal of Conflict Resolution 61(2), 430-456'
    ),
    licence="CC0 1.0",
    url="https://doi.org/10.7910/DVN/LEJUQZ",
    covers=(1946, 2019),
    files=(FILE,),
)
"""2020 is left out of `covers`: the file holds one roll call of its January."""

VOTES = ("yes", "abstain", "no")


def read(folder: Path) -> pl.DataFrame:
    """Votes cast, sorted: `rcid` roll call, `year` of the vote, `ccode`, `vote` 1 yes, 2 abstain, 3 no.

    Absences are dropped: after 2015 the file cannot tell them from not being a member, and they say nothing of
    agreement. COW 713 holds the seat of China until October 1971, 710 from then on.
    """
    code = {vote: number for number, vote in enumerate(VOTES, start=1)}
    frame = verified(DATASET, FILE, folder)
    return (
        frame.select(
            "rcid",
            pl.col("year").cast(pl.Int32),
            "ccode",
            pl.col("vote").cast(pl.String).replace_strict(code, default=0, return_dtype=pl.Int8),
        )
        .filter(pl.col("vote") > 0)
        .sort("year", "rcid", "ccode")
    )
