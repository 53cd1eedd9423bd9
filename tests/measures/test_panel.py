from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.actors.registry import POWERS
from multipolar.errors import InputError
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.kinds import Query
from multipolar.measures.panel import Panel
from multipolar.measures.peers import standing

SHIPPED = Panel.shipped().measures


@pytest.fixture(scope="module")
def panel() -> Panel:
    return Panel.shipped()


def test_the_powers_are_the_twelve(panel: Panel) -> None:
    assert panel.powers == POWERS


def partner(measure: str) -> tuple[str, ...]:
    return ("RUS",) if MEASURES[measure].dyadic else ()


STATES = ("KAZ", "USA", "DDR", "CHN", "BRA", "TUV", "XKX", "ZZZ")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(SHIPPED), st.sampled_from(STATES[:-1]), st.integers(1950, 2020))
def test_series_slice_and_rows_agree(measure: str, state: str, year: int) -> None:
    panel, other = Panel.shipped(), partner(measure)
    series = panel.series(measure, state, *other)
    assert series.years.tolist() == sorted(set(series.years.tolist()))
    at = dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
    cut = panel.slice(measure, year, *other)
    assert list(cut.states) == sorted(set(cut.states))
    in_slice = dict(zip(cut.states, cut.values.tolist(), strict=True))
    assert in_slice.get(state) == pytest.approx(at.get(year))
    block = panel.rows(measure, Query((state,), other or None, year, year))
    assert block.values.tolist() == pytest.approx([at[year]] if year in at else [])
    assert bool(len(series)) != bool(series.reason)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SHIPPED), st.integers(1946, 2014))
def test_values_keep_their_bounds_and_intervals_hold_them(measure: str, year: int) -> None:
    told, cut = MEASURES[measure], Panel.shipped().slice(measure, year, *partner(measure))
    assert ((cut.values >= told.low - 1e-9) & (cut.values <= told.high + 1e-9)).all()
    known = ~np.isnan(cut.low)
    assert (cut.low[known] <= cut.values[known] + 1e-9).all()
    assert (cut.values[known] <= cut.high[known] + 1e-9).all()


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([name for name in SHIPPED if MEASURES[name].symmetric]), st.sampled_from(STATES[:5]))
def test_a_symmetric_measure_is_the_same_from_either_side(measure: str, state: str) -> None:
    there, back = Panel.shipped().series(measure, state, "RUS"), Panel.shipped().series(measure, "RUS", state)
    assert there.years.tolist() == back.years.tolist()
    assert there.values.tolist() == pytest.approx(back.values.tolist())


def test_what_is_not_covered_is_empty_and_says_why(panel: Panel) -> None:
    for asked, why in (
        (("agreement", "VAT", "USA"), "has no agreement of VAT with USA"),
        (("trade", "USA", "USA"), "with itself"),
        (("capability", "PSE"), "has no capability of PSE"),
        (("gdp", "KAZ"), "gdp does not ship"),
        (("mission", "KAZ", "USA"), "`multipolar data build --from FOLDER` makes a world that has it"),
        (("organisations", "DDR", "XKX"), "the record has not both of DDR with XKX as states"),
    ):
        series = panel.series(*asked)
        assert len(series) == series.values.size == 0
        assert series.reason.startswith("not covered: ")
        assert why in series.reason
    assert panel.slice("trade", 2015, "CHN").states == ()
    assert panel.slice("capability", 1700).states == ()
    assert "covers 1870 to 2014" in panel.reason("trade", "KAZ", "CHN", 2015)
    assert "covers 1945 to " in panel.reason("organisations", "USA", "FRA", 1900)
    assert "leaves it open after an exit" in panel.reason("defence", "UZB", "RUS", 2001)
    early = panel.as_known(date(1990, 1, 1))
    assert early.reason("trade", "KAZ", "CHN", 1995).startswith("not covered: no year of it had been released")
    assert {"USA", "FRA"} <= set(panel.coverage("organisations").states)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("capabilty", "USA"), "no measure is called 'capabilty'. Did you mean capability"),
        (("trade", "KAZ"), "trade is between two states. Name a second one, as USA, RUS, CHN"),
        (("capability", "KAZ", "USA"), "capability is of one state and takes no second"),
        (("capability", "KAX"), "no state has the key 'KAX'. Did you mean "),
        (("trade", "KAZ", "usa"), "no state has the key 'usa'. Did you mean USA"),
    ],
)
def test_names_that_mean_nothing_are_refused_with_the_nearest(panel: Panel, asked: tuple[str, ...], told: str) -> None:
    with pytest.raises(InputError) as caught:
        panel.series(*asked)
    assert told in caught.value.line()


def test_a_slice_between_states_needs_the_power(panel: Panel) -> None:
    with pytest.raises(InputError, match="between two states"):
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


def test_choices_of_roll_calls_are_named(panel: Panel) -> None:
    assert {"all", "important", "palestine", "contested-CHN-USA"} <= set(panel.choices)
    with pytest.raises(InputError, match=r"no choice of roll calls is called 'importand'\. Did you mean important"):
        panel.series("agreement", "USA", "RUS", votes="importand")
    with pytest.raises(InputError, match="trade is not made of votes"):
        panel.series("trade", "USA", "RUS", votes="important")


def test_contested_votes_are_those_on_which_the_powers_differ(panel: Panel) -> None:
    assert panel.series("agreement", "CHN", "USA", votes="contested-CHN-USA").values.tolist() == [0.0] * 49


def test_kazakhstan_with_china_on_contested_votes_is_ordinary(panel: Panel) -> None:
    """Among states that rarely vote with the United States, four in five votes with China are nothing special."""
    cut = panel.slice("agreement", 2018, "CHN", votes="contested-CHN-USA")
    found = standing(cut, "KAZ", ("CHN",))
    assert found is not None
    assert found.rank > 40
    assert abs(found.distance or 1) < 0.05
