"""The copy has no codebook: which side sends is told from who is known to have no embassy where."""

from __future__ import annotations

import polars as pl
import pytest

from multipolar.sources import missions
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources

SMALL_ISLANDS = {"Saint Lucia": 56, "Saint Vincent": 57, "Saint Kitts and Nevis": 60, "Maldives": 781, "Tonga": 955}


@pytest.fixture(scope="module")
def pairs() -> pl.DataFrame:
    return missions.read(FOLDER)


@pytest.mark.parametrize("island", SMALL_ISLANDS.values(), ids=SMALL_ISLANDS.keys())
def test_small_islands_send_to_the_united_states_which_send_none_to_them(pairs: pl.DataFrame, island: int) -> None:
    assert row(pairs, ccode1=2, ccode2=island, year=2010)["mission"] == 0
    assert row(pairs, ccode1=island, ccode2=2, year=2010)["mission"] == 1


@pytest.mark.parametrize("year", missions.YEARS)
def test_belgium_hosts_more_missions_than_it_sends(pairs: pl.DataFrame, year: int) -> None:
    at = pairs.filter(pl.col("year") == year)
    sent = at.filter(pl.col("ccode1") == 211)["mission"].sum()
    hosted = at.filter(pl.col("ccode2") == 211)["mission"].sum()
    assert hosted > sent
    if year == 2010:
        assert (sent, hosted) == (85, 163)


def test_all_pairs_of_a_year_are_told_every_five_years(pairs: pl.DataFrame) -> None:
    assert one_row_each(pairs, "ccode1", "ccode2", "year")
    assert sorted(pairs["year"].unique()) == list(missions.YEARS)
    for year in missions.YEARS:
        at = pairs.filter(pl.col("year") == year)
        known = at["ccode1"].n_unique()
        assert at.height == known * (known - 1)
