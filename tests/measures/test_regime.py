from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.measures import regime
from multipolar.measures.panel import Panel


@pytest.mark.parametrize(("score", "kind"), [(-10, -1), (-6, -1), (-5, 0), (0, 0), (5, 0), (6, 1), (10, 1)])
def test_classes_of_the_polity_score(score: int, kind: int) -> None:
    polity = pl.DataFrame({"state": ["AAA"], "year": [2000], "polity2": [float(score)]})
    assert regime.regime_type(polity)["value"].to_list() == [kind]


@given(st.lists(st.integers(0, 6).map(lambda score: score / 10), min_size=2, max_size=12))
def test_rank_is_the_share_below_plus_half_the_ties(scores: list[float]) -> None:
    states = [f"S{number:02}" for number in range(len(scores))]
    table = regime.democracy(pl.DataFrame({"state": states, "year": 2000, "polyarchy": scores}))
    ranks = dict(zip(table["state"], table["value"], strict=True))
    for state, score in zip(states, scores, strict=True):
        below = sum(other < score for other in scores)
        ties = scores.count(score) - 1
        assert ranks[state] == pytest.approx((below + ties / 2) / (len(scores) - 1))


def test_a_state_alone_has_no_rank_and_one_without_a_score_is_no_peer() -> None:
    table = regime.democracy(
        pl.DataFrame({"state": ["AAA", "AAA", "BBB"], "year": [1, 2, 2], "polyarchy": [0.5, 0.5, None]})
    )
    assert table.height == 0


def test_known_regimes() -> None:
    panel = Panel.shipped()
    for state, kind in (("USA", 1), ("PRK", -1), ("DDR", -1)):
        series = panel.series("regime_type", state)
        assert series.values[series.years == 1980] == kind
    assert panel.coverage("regime_type").last == 2018
    ranks = panel.slice("democracy", 2020)
    rank = dict(zip(ranks.states, ranks.values.tolist(), strict=True))
    assert rank["SWE"] > 0.95
    assert rank["PRK"] < 0.05


def test_germany_of_1990_is_ranked_by_the_number_that_has_a_score() -> None:
    series = Panel.shipped().series("democracy", "DEU")
    assert (series.years == 1990).sum() == 1
    assert series.values[series.years == 1990] > 0.9
