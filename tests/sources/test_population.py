from __future__ import annotations

import math

import polars as pl
import pytest

from multipolar.sources import population, states
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


def test_estimates_and_their_deviations() -> None:
    frame = population.read(FOLDER)
    assert one_row_each(frame, "ccode", "year")
    assert (frame["year"].min(), frame["year"].max()) == population.FARISS.covers
    china, america = (row(frame, ccode=code, year=2018) for code in (710, 2))
    assert 1_350 < china["population"] < 1_450
    assert 310 < america["population"] < 345
    assert 50_000 < america["gdp_per_head"] < 70_000
    assert china["gdp"] > 2e7  # million dollars
    assert all(0 < america[f"{name}_sd"] < america[name] for name in ("gdp", "gdp_per_head", "population"))
    for name in ("gdp", "gdp_per_head", "population"):
        assert frame[name].null_count() == frame[f"{name}_sd"].null_count() == 43


def test_the_two_price_bases_differ_by_an_eighth() -> None:
    frame = population.read(FOLDER).drop_nulls()
    assert (frame["gdp"] / frame["population"] / frame["gdp_per_head"]).median() == pytest.approx(1.13, abs=0.01)


def test_the_older_estimates_are_logarithms_of_cow_states() -> None:
    frame = population.read_logs(FOLDER)
    assert one_row_each(frame, "ccode", "year")
    assert set(frame["ccode"]) <= set(states.read(FOLDER)["ccode"])
    known = frame.drop_nulls("log_gdp")
    assert (known["year"].min(), known["year"].max()) == population.ANDERS.covers
    china = row(frame, ccode=710, year=2015)
    assert math.exp(china["log_population"]) == pytest.approx(1.35e9, rel=0.05)
    gap = known["log_gdp"] - known["log_population"] - known["log_gdp_per_head"]
    assert gap.abs().median() < 0.05
    poor = known.filter(pl.col("log_surplus") == 0)
    assert poor["log_gdp_per_head"].max() == pytest.approx(math.log(3 * 365), abs=0.01)
