from __future__ import annotations

from datetime import date

import polars as pl

from multipolar.sources import un_votes
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


def test_roll_calls_count_the_votes_that_were_cast() -> None:
    calls, votes = un_votes.read_roll_calls(FOLDER), un_votes.read(FOLDER)
    assert votes.columns == ["rcid", "session", "year", "ccode", "vote"]
    assert one_row_each(votes, "rcid", "ccode")
    assert one_row_each(calls, "rcid")
    counted = votes.group_by("rcid").agg(
        (pl.col("vote") == code).sum().cast(pl.Int32).alias(f"n_{name}")
        for code, name in enumerate(un_votes.VOTES, start=1)
    )
    columns = ["rcid", "n_yes", "n_abstain", "n_no"]
    assert calls.select(columns).sort("rcid").equals(counted.select(columns).sort("rcid"))


def test_known_roll_calls() -> None:
    calls = un_votes.read_roll_calls(FOLDER)
    crimea = calls.filter(pl.col("resolution") == "R/68/262").row(0, named=True)
    assert (crimea["n_yes"], crimea["n_no"], crimea["n_abstain"]) == (100, 11, 58)
    assert (crimea["session"], crimea["year"]) == (68, 2014)
    assert calls.filter(pl.col("session") == 19).height == 1
    assert calls["important"].dtype == calls["issue_me"].dtype == pl.Boolean
    assert calls.filter("important")["year"].min() == 1983
    assert "0" not in calls["description"]


def test_linked_roll_calls_follow_one_another() -> None:
    linked = un_votes.read_linked(FOLDER)
    assert linked.height == 955
    assert (linked["rcid1"] < linked["rcid2"]).all()
    known = set(un_votes.read_roll_calls(FOLDER)["rcid"])
    assert len({*linked["rcid1"], *linked["rcid2"]} - known) <= 8


def test_the_vote_on_the_aggression_against_ukraine() -> None:
    vote = un_votes.read_recent(FOLDER)
    assert one_row_each(vote, "ccode")
    assert vote["date"].unique().to_list() == [date(2022, 3, 2)]
    assert dict(vote["vote"].value_counts().iter_rows()) == {"yes": 141, "no": 5, "abstain": 35, "absent": 12}
    assert {row(vote, ccode=code)["vote"] for code in (365, 370, 652, 731, 531)} == {"no"}
    assert row(vote, ccode=710)["vote"] == "abstain"
