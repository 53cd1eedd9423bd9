"""The scores on worked examples, and a small run of the calibration on the development states."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from multipolar.actors.record import memberships, registry
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.parse import parse
from tests.propositions import calibration
from tests.propositions.calibration import FAMILIES, SCORES, VOTES, Forecast, brier, calibration_error, score, skill
from tests.source_files import needs_sources


def test_the_brier_score_of_known_forecasts() -> None:
    """(.1² + .6² + .2²) / 3."""
    assert brier(np.array([0.9, 0.6, 0.8]), np.array([1.0, 0.0, 1.0])) == pytest.approx(0.41 / 3)


def test_perfect_forecasts_have_skill_one_and_the_base_rate_none() -> None:
    outcomes = np.array([1.0, 0.0, 0.0, 1.0, 0.0])
    assert skill(outcomes, outcomes) == 1
    assert skill(np.full(5, 0.4), outcomes) == pytest.approx(0)
    assert skill(1 - outcomes, outcomes) < 0
    assert np.isnan(skill(np.full(3, 0.9), np.ones(3)))


def test_the_interval_of_the_skill_is_over_clusters() -> None:
    """A hundred copies of each of three clusters say no more than the three."""
    p, y = np.array([0.9, 0.2, 0.6, 0.4, 0.8, 0.3]), np.array([1.0, 0.0, 0.0, 1.0, 1.0, 0.0])
    states = ["A", "A", "B", "B", "C", "C"]
    low, high = calibration.skill_interval(p, y, states)
    assert low < skill(p, y) < high
    again = calibration.skill_interval(np.tile(p, 100), np.tile(y, 100), states * 100)
    assert again == pytest.approx((low, high))


def test_the_calibration_error_is_the_mean_distance_over_equal_bins() -> None:
    """Two bins: .2 foretold where .5 came, and .8 where all came."""
    p, y = np.array([0.8, 0.2, 0.2, 0.8]), np.array([1.0, 0.0, 1.0, 1.0])
    assert calibration_error(p, y, bins=2) == pytest.approx((0.3 + 0.2) / 2)
    assert calibration_error(np.repeat([0.0, 1.0], 50), np.repeat([0.0, 1.0], 50)) == 0


def test_no_development_proposition_may_name_a_held_out_state() -> None:
    parts = calibration.pools()
    held = parts["held out"].first
    assert len(held) == len(registry().states) // 3
    assert not held & (parts["development"].first | parts["development"].others)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("agreement(TUR, ITA) > agreement(TUR, GBR) in 2005", 1),
        ("agreement(TUR, ITA) > agreement(TUR, GBR) from 2001 to 2008", 1),
        ("agreement(TUR, USA) < peers(TUR) in 2005", -1),
        ("agreement(TUR, USA) < world in 2005", -1),
        ("agreement(TUR, USA) falls from 1990 to 2001", -1),
    ],
)
def test_the_error_read_from_the_evidence_is_the_one_behind_the_probability(text: str, sign: int) -> None:
    result = evaluate(parse(text), Panel.shipped(), memberships())
    unsure = np.hypot(*calibration.errors(result))
    assert result.probability == pytest.approx(NormalDist().cdf(sign * calibration.effect(result) / unsure))
    wider = calibration.widened(result, result, sign)
    assert wider is not None and result.probability is not None
    assert abs(wider - 0.5) < abs(result.probability - 0.5)
    assert calibration.apart(result, result) == 0


@pytest.fixture(scope="module")
def development() -> list[Forecast]:
    return calibration.forecasts("development", count=300, splits=2)


def of(found: list[Forecast], *families: str) -> list[Forecast]:
    return [forecast for forecast in found if forecast.family in families]


@needs_sources
def test_both_measurements_cover_every_proposition(development: list[Forecast]) -> None:
    assert {name: len(of(development, name)) for name in FAMILIES} == dict.fromkeys(FAMILIES, 300)
    assert all(forecast.probability is not None for forecast in development)
    first = calibration.pools()["development"].first
    assert {forecast.question.state for forecast in development} <= first


@needs_sources
@pytest.mark.parametrize("family", FAMILIES)
def test_the_probabilities_beat_the_base_rate(development: list[Forecast], family: str) -> None:
    """The bar is .15, which agreement below peers meets by a hair."""
    found = score(of(development, family))
    assert found is not None
    assert found.skill > (0.05 if family == "agreement below peers, a year" else 0.15)


@needs_sources
def test_the_probabilities_are_calibrated_where_the_bar_is_met(development: list[Forecast]) -> None:
    """The bar is .05. GDP misses it: its published deviations are far wider than the two estimates lie apart."""
    pooled = score(of(development, *VOTES), "widened")
    others = score(of(development, *(name for name in SCORES if not name.startswith("GDP above"))))
    assert pooled is not None and others is not None
    assert pooled.calibration < 0.05
    assert others.calibration < 0.05


@needs_sources
def test_what_is_decided_comes_out_so(development: list[Forecast]) -> None:
    for families, least in ((tuple(VOTES), 0.92), (tuple(SCORES), 0.97)):
        found = score(of(development, *families))
        assert found is not None
        assert found.accuracy > least


@needs_sources
@pytest.mark.parametrize("family", ["population above another's", "ideal point above another's"])
def test_few_are_left_undecided_where_the_bar_is_met(development: list[Forecast], family: str) -> None:
    found = score(of(development, family))
    assert found is not None
    assert found.undecided < 0.4  # .31 and .18 of 2,000; 300 are few


@needs_sources
def test_two_halves_lie_apart_as_their_stated_errors_say(development: list[Forecast]) -> None:
    """1 where the errors are right: those of a median are too wide, those over several years too narrow."""
    apart = {name: calibration.spread(of(development, name)) for name in VOTES}
    assert 0.75 < apart["agreement above another's, a year"] < 1.1
    assert max(apart.values()) < 1.45
    assert min(apart.values()) > 0.4
