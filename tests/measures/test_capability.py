from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from multipolar.measures.capability import COMPONENTS, cinc, component_shares, shares
from multipolar.measures.panel import Panel
from multipolar.sources import capabilities
from tests.source_files import FOLDER, needs_sources

PUBLISHED = 1e-6
"""What the published index may differ by: it is rounded to seven or eight decimals."""


@needs_sources
def test_equals_the_published_index_wherever_there_is_one() -> None:
    material = capabilities.read(FOLDER)
    both = shares(material).join(material.select("ccode", "year", "cinc"), on=["ccode", "year"])
    assert both.height == material.height
    assert (both["capability"] - both["cinc"]).abs().max() < PUBLISHED


@pytest.mark.parametrize(("state", "share"), [("CHN", 0.234), ("USA", 0.124)])
def test_known_shares_of_2022(state: str, share: float) -> None:
    series = Panel.shipped().series("capability", state)
    assert series.years[-1] == 2022
    assert round(float(series.values[-1]), 3) == share


def test_a_missing_component_is_left_out_and_not_taken_for_zero() -> None:
    nan = float("nan")
    whole = [[10.0, 1, 1, 1, 1, 1], [30.0, 1, 1, 1, 1, 1]]
    gap = [[10.0, 1, 1, nan, 1, 1], [30.0, 1, 1, nan, 1, 1]]
    years = np.array([1900, 1900])
    assert cinc(years, np.array(whole)).tolist() == pytest.approx([(0.25 + 5 * 0.5) / 6, (0.75 + 5 * 0.5) / 6])
    assert cinc(years, np.array(gap)).tolist() == pytest.approx([(0.25 + 4 * 0.5) / 5, (0.75 + 4 * 0.5) / 5])


@given(hnp.arrays(np.float64, st.tuples(st.integers(1, 8), st.just(6)), elements=st.floats(1, 1e9)))
def test_the_shares_of_a_year_sum_to_one_where_nothing_is_missing(components: np.ndarray) -> None:
    years = np.full(len(components), 1950)
    assert cinc(years, components).sum() == pytest.approx(1)


def test_the_parts_of_what_ships_sum_to_one_and_average_to_the_index() -> None:
    panel = Panel.shipped()
    for part in COMPONENTS:
        assert panel.slice(f"{part}_share", 2000).values.sum() == pytest.approx(1, abs=1e-9)
    china = [panel.series(f"{part}_share", "CHN") for part in COMPONENTS]
    assert np.mean([series.values[-1] for series in china]) == pytest.approx(
        panel.series("capability", "CHN").values[-1]
    )


def test_a_component_that_nobody_has_is_no_share() -> None:
    parts = component_shares(np.array([1816, 1816]), np.array([[1.0, 0, 1, 1, 1, 1], [3.0, 0, 1, 1, 1, 1]]))
    assert np.isnan(parts[:, 1]).all()
    assert parts[:, 0].tolist() == [0.25, 0.75]


def test_rows_come_back_with_their_own_values_whatever_their_order() -> None:
    rows = {"ccode": [2, 20, 2], "year": [1901, 1900, 1900]}
    parts = {name: [5.0, 1.0, 3.0] for name in ("milex", "milper", "irst", "pec", "tpop", "upop")}
    values = shares(pl.DataFrame(rows | parts)).sort("year", "ccode")["capability"].to_list()
    assert values == pytest.approx([0.75, 0.25, 1.0])
