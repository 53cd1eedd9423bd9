from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar import facts
from multipolar.actors.registry import POWERS
from multipolar.errors import DataError, InputError
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel

TABLE = facts.path("measures.parquet").read_bytes()
MANIFEST = facts.path("measures.json").read_bytes()


@pytest.fixture(scope="module")
def panel() -> Panel:
    return Panel.shipped()


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return pl.read_parquet(TABLE)


def test_the_powers_are_the_twelve(panel: Panel) -> None:
    assert panel.powers == POWERS


@settings(max_examples=60)
@given(st.data())
def test_a_series_is_the_rows_of_the_table(table: pl.DataFrame, panel: Panel, data: st.DataObject) -> None:
    row = table.row(data.draw(st.integers(0, table.height - 1)), named=True)
    rows = table.filter(
        pl.col("measure") == row["measure"],
        pl.col("state1") == row["state1"],
        pl.col("state2").eq_missing(pl.lit(row["state2"], dtype=table.schema["state2"])),
    )
    series = panel.series(row["measure"], row["state1"], row["state2"])
    assert series.years.tolist() == rows["year"].to_list()
    assert series.values.tolist() == rows["value"].to_list()
    assert [None if np.isnan(low) else low for low in series.low.tolist()] == rows["low"].to_list()
    assert [None if n < 0 else n for n in series.n.tolist()] == rows["n"].to_list()
    assert series.dataset == row["source"]
    assert not series.reason
    cut = panel.slice(row["measure"], row["year"], row["state2"])
    assert cut.values[cut.states.index(row["state1"])] == row["value"]
    assert list(cut.states) == sorted(set(cut.states))


def test_years_increase_and_values_keep_their_bounds(table: pl.DataFrame) -> None:
    keys = ["measure", "state1", "state2", "year"]
    assert table.select(keys).n_unique() == table.height
    assert table.sort(keys, nulls_last=False).equals(table)
    for name, measure in MEASURES.items():
        values = table.filter(pl.col("measure") == name)["value"]
        assert values.null_count() == 0
        assert values.is_between(measure.low, measure.high).all()


def test_what_is_not_covered_is_empty_and_says_why(panel: Panel) -> None:
    for asked, why in (
        (("agreement", "VAT", "USA"), "has no agreement of VAT with USA"),
        (("trade", "KAZ", "KGZ"), "trade is computed with USA, RUS"),
        (("trade", "USA", "USA"), "with itself"),
        (("capability", "PSE"), "has no capability of PSE"),
    ):
        series = panel.series(*asked)
        assert len(series) == series.values.size == 0
        assert series.reason.startswith("not covered: ")
        assert why in series.reason
    assert panel.slice("trade", 2015, "CHN").states == ()
    assert panel.slice("capability", 1700).states == ()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("capabilty", "USA"), "no measure is called 'capabilty'. Did you mean capability?"),
        (("trade", "KAZ"), "trade is between a state and a power. Name one of USA, RUS, CHN"),
        (("capability", "KAZ", "USA"), "capability is of one state and takes no power"),
        (("capability", "KAX"), "no state has the key 'KAX'. Did you mean "),
        (("trade", "KAZ", "usa"), "no state has the key 'usa'. Did you mean USA"),
    ],
)
def test_names_that_mean_nothing_are_refused_with_the_nearest(panel: Panel, asked: tuple[str, ...], told: str) -> None:
    with pytest.raises(InputError) as caught:
        panel.series(*asked)
    assert told in caught.value.line()


def test_a_slice_between_states_needs_the_power(panel: Panel) -> None:
    with pytest.raises(InputError, match="between a state and a power"):
        panel.slice("trade", 2000)


@pytest.mark.parametrize(
    ("measure", "first", "last"),
    [("capability", 1816, 2022), ("agreement", 1946, 2019), ("trade", 1870, 2014), ("defence", 1816, 2018)],
)
def test_coverage(panel: Panel, measure: str, first: int, last: int) -> None:
    coverage = panel.coverage(measure)
    assert (coverage.first, coverage.last) == (first, last)
    assert {"USA", "RUS", "CHN", "DDR", "KAZ"} <= set(coverage.states)


def test_coverage_as_known_leaves_out_states_that_came_later(panel: Panel) -> None:
    early = panel.as_known(date(1990, 6, 1)).coverage("agreement")
    assert early.last == 1989
    assert "KAZ" not in early.states
    assert "KAZ" in panel.coverage("agreement").states


@pytest.mark.parametrize(("state", "value"), [("DEU", 0.029267), ("YEM", 0.001965)])
def test_united_germany_and_united_yemen_stand_for_1990(panel: Panel, state: str, value: float) -> None:
    series = panel.series("capability", state)
    assert series.values[series.years == 1990].tolist() == pytest.approx([value], abs=1e-6)


def test_arrays_cannot_be_changed(panel: Panel) -> None:
    with pytest.raises(ValueError, match="read-only"):
        panel.series("capability", "USA").values[0] = 1


def test_it_is_read_once() -> None:
    assert Panel.shipped() is Panel.shipped()


@pytest.mark.parametrize("table", [b"", TABLE[:-10], TABLE[: len(TABLE) // 2], TABLE + b"x"])
def test_a_table_that_is_not_the_one_of_the_manifest_is_refused(table: bytes) -> None:
    with pytest.raises(DataError, match="not the one that its manifest names"):
        Panel.read(table, MANIFEST)


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[]", b"null", b"\xff", MANIFEST[:-20], b'{"format": 2}'])
def test_a_manifest_that_is_none_is_refused(manifest: bytes) -> None:
    with pytest.raises(DataError, match="no manifest"):
        Panel.read(TABLE, manifest)
