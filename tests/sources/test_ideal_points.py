from __future__ import annotations

import json

import polars as pl
import pytest

from multipolar.sources import ideal_points
from tests.shared import shared
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


def test_the_run_of_2020_is_as_published() -> None:
    frame = ideal_points.read_sessions(FOLDER)
    expected = json.loads(shared("gold/measure_expected.json").read_text("utf-8"))["ideal_points"]["published_points"]
    assert (expected[0]["ccode"], expected[0]["session"]) == (2, 1)
    for point in expected:
        found = row(frame, ccode=point["ccode"], session=point["session"])
        assert found["n"] == point["n_votes"]
        for name, told in (("point", "ideal_point"), ("q5", "q05"), ("q95", "q95")):
            assert found[name] == pytest.approx(point[told], abs=1e-6)
    assert one_row_each(frame, "ccode", "session")
    assert sorted(frame["session"].unique()) == [session for session in range(1, 75) if session != 19]


def test_the_published_points_of_years() -> None:
    frame = ideal_points.read(FOLDER)
    assert one_row_each(frame, "ccode", "year")
    assert set(range(1946, 2025)) - set(frame["year"]) == {1964}
    assert row(frame, ccode=2, year=1989)["point_final"] == pytest.approx(3.0438, abs=1e-3)
    assert row(frame, ccode=40, year=1989)["point_final"] < 0
    last = {run: frame.drop_nulls(f"point_{run}")["year"].max() for run in ("final", "all", "legacy")}
    assert last == {"final": 2024, "all": 2023, "legacy": 2023}
    known = frame.drop_nulls("point_all")
    assert (known["q5_all"] < known["point_all"]).all()
    assert (known["point_all"] < known["q95_all"]).all()


def test_quantiles_are_in_order() -> None:
    frame = ideal_points.read_sessions(FOLDER)
    for low, high in zip(ideal_points.QUANTILES, ideal_points.QUANTILES[1:], strict=False):
        assert frame.select((pl.col(f"q{low}") <= pl.col(f"q{high}")).all()).item()
