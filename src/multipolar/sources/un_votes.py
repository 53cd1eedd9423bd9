"""Roll calls of the UN General Assembly: the votes of states, and what each was about."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources import ideal_points
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

ISSUES = ("issue_me", "issue_nu", "issue_di", "issue_co", "issue_hr", "issue_ec")
"""Palestine and the Middle East, nuclear weapons, disarmament, colonialism, human rights, economic development."""

ROLL_CALLS = DataFile(
    name="un_roll_calls.parquet",
    columns={
        "rcid": Column("Int32", 1, 20_000),
        "session": Column("Int16", 1, 74),
        "date": Column("String"),
        "year": Column("Int16", 1946, 2020),
        "resolution": Column("String", missing=True),
        "amend": Column("Int16", 0, 1, missing=True),
        "para": Column("Int16", 0, 1, missing=True),
        "importantvote": Column("Int16", 0, 1, missing=True),
        **{issue: Column("Boolean") for issue in ISSUES},
        "short_description": Column("String", missing=True),
        "description": Column("String", missing=True),
        "n_yes": Column("Int16", 0, 193),
        "n_abstain": Column("Int16", 0, 193),
        "n_no": Column("Int16", 0, 193),
    },
    rows=(6_203, 6_203),
    sha256="6c0fb59494656c279f8adc0d2f88c39d28e4ccf5cea70262f700df387bed9b9f",
)

CALLS = replace(DATASET, key="un-roll-calls", title=f"{DATASET.title}: roll calls", files=(ROLL_CALLS,))
"""Of the same release as the votes; a dataset of its own, since what ships rests on the votes alone."""

RECENT = DataFile(
    name="un_votes_recent.parquet",
    columns={
        "resolution": Column("String"),
        "session": Column("String"),
        "date": Column("String"),
        "year": Column("Int16", 2022, 2022),
        "ccode": Column("Int32", 2, 990),
        "iso3": Column("String"),
        "country": Column("String"),
        "vote": Column("String"),
        "short_description": Column("String"),
    },
    rows=(193, 193),
    sha256="f9a23f43ca9ab338a369cf3d9ae8c2d7949308c7e7b7b20ff7c1d9e70651d35e",
)

AGGRESSION = Dataset(
    key="un-votes-recent",
    title="Recorded vote on resolution ES-11/1, Aggression against Ukraine",
    publisher="United Nations General Assembly",
    version="2 March 2022",
    citation="United Nations General Assembly, A/RES/ES-11/1, recorded vote of 2 March 2022",
    licence="not stated by the publisher's copy; cite",
    url="https://digitallibrary.un.org/",
    covers=(2022, 2022),
    files=(RECENT,),
)
"""One roll call: 2022 is not covered beyond it."""

LINKED = ideal_points.LINKED

VOTES = ("yes", "abstain", "no")


def read(folder: Path) -> pl.DataFrame:
    """Votes cast, sorted: `rcid` roll call, `session`, `year` of the vote, `ccode`, `vote` 1 yes, 2 abstain, 3 no.

    Absences are dropped: after 2015 the file cannot tell them from not being a member, and they say nothing of
    agreement. COW 713 holds the seat of China until October 1971, 710 from then on.
    """
    code = {vote: number for number, vote in enumerate(VOTES, start=1)}
    frame = verified(DATASET, FILE, folder)
    return (
        frame.select(
            "rcid",
            pl.col("session", "year").cast(pl.Int32),
            "ccode",
            pl.col("vote").cast(pl.String).replace_strict(code, default=0, return_dtype=pl.Int8),
        )
        .filter(pl.col("vote") > 0)
        .sort("year", "rcid", "ccode")
    )


def read_roll_calls(folder: Path) -> pl.DataFrame:
    """One row per roll call: `rcid`, `session`, `year`, `resolution`, what it was about, and how it went.

    `amend`, `para`: on an amendment, on a paragraph; known in part until 1985, in some later years, else null.
    `important`: named so by the US State Department, from 1983; false before, null where not known. `issue_*` as in
    `ISSUES`. `n_yes`, `n_abstain`, `n_no`: votes counted. Descriptions are null where there is none.
    """
    return verified(CALLS, ROLL_CALLS, folder).select(
        "rcid",
        pl.col("session", "year").cast(pl.Int32),
        "resolution",
        pl.col("amend", "para").cast(pl.Boolean),
        pl.col("importantvote").cast(pl.Boolean).alias("important"),
        *ISSUES,
        "short_description",
        pl.col("description").replace("0", None),
        pl.col("n_yes", "n_abstain", "n_no").cast(pl.Int32),
    )


def read_linked(folder: Path) -> pl.DataFrame:
    """Pairs of roll calls on one text in different years, `rcid1` the earlier: they bridge sessions in ideal points.

    Eight of the numbers are of roll calls that the votes do not hold.
    """
    return verified(ideal_points.REFERENCE, LINKED, folder)


def read_recent(folder: Path) -> pl.DataFrame:
    """The vote on ES-11/1 of each of 193 members: `resolution`, `date`, `ccode`, `vote` yes, abstain, no or absent."""
    return verified(AGGRESSION, RECENT, folder).select(
        "resolution", pl.col("date").str.to_date("%Y-%m-%d"), "ccode", "vote"
    )
