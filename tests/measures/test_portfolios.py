"""Alliance portfolios: worked numbers of 1914, multilateral pledges, and what holds of any portfolios."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multipolar.measures import portfolios
from multipolar.measures.panel import Panel
from multipolar.measures.similarity import MEASURES, Tables, contingency
from tests.shared import shared

KEYS = {"GMY": "DEU", "RUS": "RUS", "FRN": "FRA", "AUH": "XAH"}
NAMES = {
    "S_abs": "alliance_s",
    "S_sq": "alliance_s_squared",
    "kappa_sq": "alliance_kappa",
    "pi_sq": "alliance_pi_squared",
}


def at(measure: str, one: str, other: str, year: int) -> float:
    series = Panel.shipped().series(measure, one, other)
    return float(series.values[series.years == year][0])


def test_the_powers_of_1914() -> None:
    expected = json.loads(shared("gold/measure_expected.json").read_text("utf-8"))["similarity"]
    compared = 0
    for pair, values in expected["atop_valued_1914_full_system_n45"].items():
        if isinstance(values, dict) and "-" in pair:
            one, other = (KEYS[state] for state in pair.split("-"))
            for name, value in values.items():
                assert at(NAMES[name], one, other, 1914) == pytest.approx(value, abs=1e-5), (pair, name)
                compared += 1
    assert compared == 9


def square(*pairs: tuple[int, int], states: int = 14) -> np.ndarray:
    found = np.zeros((states, states), dtype=np.int8)
    for one, other in pairs:
        found[one, other] = 1
    return found


def test_obligations_have_their_values_and_the_gravest_counts() -> None:
    none = square()
    tie = portfolios.valued(
        defence=square((0, 1)), offence=square((1, 0)), neutrality=square((0, 2), (0, 1)),
        nonaggression=square((0, 3), (3, 0)), consultation=square((2, 0)),
    )  # fmt: skip
    assert (tie[0, 1], tie[1, 0], tie[0, 2], tie[2, 0], tie[0, 3], tie[0, 4]) == (3, 3, 2, 2, 1, 0)
    assert (tie.diagonal() == 3).all()
    assert (portfolios.valued(none, none, none, none, none) - 3 * np.eye(14, dtype=np.int8) == 0).all()


def test_a_pledge_of_a_broad_circle_scores_nothing_and_one_beside_it_does() -> None:
    everybody = np.ones((14, 14), dtype=np.int8) - np.eye(14, dtype=np.int8)
    assert not portfolios.narrow(everybody).any()
    assert portfolios.narrow(square((0, 1), (1, 0)))[0, 1]


def test_kazakhstan_and_the_united_states_owe_each_other_nothing_that_counts() -> None:
    """The pledge of the OSCE area from 1992 on joins 50 states: it stands as nonaggression and scores nothing."""
    assert at("nonaggression", "KAZ", "USA", 2000) == 1
    assert at("alliance_s", "KAZ", "USA", 2000) < at("alliance_s", "KAZ", "RUS", 2000)


VALUES = arrays(np.int8, (5, 9), elements=st.integers(0, 3))


@given(VALUES, VALUES, arrays(np.float64, 9, elements=st.integers(0, 8).map(float)))
def test_tables_equal_those_of_each_pair_alone(ones: np.ndarray, others: np.ndarray, weights: np.ndarray) -> None:
    for given_weights in (None, weights):
        found = portfolios.tables(ones, others, given_weights)
        for i in range(5):
            for j in range(5):
                assert np.allclose(found[:, :, i, j], contingency(ones[i], others[j], [0, 1, 2, 3], given_weights))


@given(VALUES)
def test_a_portfolio_is_as_similar_to_itself_as_can_be(ones: np.ndarray) -> None:
    tables = Tables(portfolios.tables(ones, ones))
    assert np.allclose(MEASURES["s_absolute"](tables).diagonal(), 1)


def test_weighting_by_capability_is_that_of_the_formula() -> None:
    """S of 2000 between Canada and the United States, each partner by its share of capability."""
    panel = Panel.shipped()
    plain, weighted = (at(name, "CAN", "USA", 2000) for name in ("alliance_s", "alliance_s_weighted"))
    assert plain != weighted
    assert -1 <= weighted <= 1
    assert panel.series("alliance_s_weighted", "CAN", "USA").years[-1] == 2018
