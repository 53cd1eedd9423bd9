"""Similarity measures against published worked examples and what holds of any two portfolios."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multipolar.measures import similarity
from multipolar.measures.similarity import Tables
from tests.shared import shared

NAMES = {
    "tau_b": "tau_b",
    "S_abs": "s_absolute",
    "S_sq": "s_squared",
    "kappa_sq": "kappa_squared",
    "kappa_lin": "kappa_linear",
    "kappa_nominal": "kappa_nominal",
    "pi_nominal": "pi_nominal",
    "pi_sq": "pi_squared",
    "A_abs": "a_absolute",
    "agree": "agreement",
}


def cases() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(shared("gold/measure_expected.json").read_text("utf-8"))["similarity"][
        "cases"
    ]
    return found


def table(case: dict[str, Any], *, weighted: bool = False) -> similarity.Floats:
    if "a" in case:
        weights = case["weights"] if weighted else None
        return similarity.contingency(case["a"], case["b"], case["levels"], weights)
    return np.array(case["contingency_rows_us_cols_mexico_yes_abstain_no"], dtype=np.float64)


def test_published_examples_to_the_eighth_digit() -> None:
    compared = 0
    for case in cases():
        for name, value in (case["published"] | case["derived"]).items():
            plain = name.removesuffix("_weighted")
            found = similarity.MEASURES[NAMES[plain]](Tables(table(case, weighted=plain != name)))
            assert found == pytest.approx(value, abs=case["tol"]), (case["name"], name)
            compared += 1
    assert compared >= 20


def test_signorino_and_ritter_germany_and_russia_in_1914() -> None:
    """ISQ 43 (1999), Table 6: S is .4 unweighted and -.46 by capabilities."""
    germany = [3, 0, 0, 0, 3, 3, *[0] * 5, 3, *[0] * 8]
    russia = [0, 3, 1, 3, 0, 1, *[0] * 14]
    shares = [0.25, 0.21, 0.2, 0.08, 0.08, 0.05, 0.03, 0.03, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01, *[0] * 6]
    levels = [0, 1, 2, 3]
    assert similarity.s(Tables(similarity.contingency(germany, russia, levels))) == pytest.approx(0.4)
    assert similarity.s(Tables(similarity.contingency(germany, russia, levels, shares))) == pytest.approx(-0.46)


TABLES = arrays(np.float64, (3, 3), elements=st.integers(0, 40).map(float)).filter(lambda t: t.sum() > 0)


@given(TABLES)
def test_measures_are_symmetric_bounded_and_indifferent_to_scale(cells: similarity.Floats) -> None:
    for name, measure in similarity.MEASURES.items():
        value = float(measure(Tables(cells)))
        assert np.isnan(value) or -2.000001 <= value <= 1.000001 or name.startswith(("kappa", "pi"))
        assert np.allclose(value, measure(Tables(cells.T)), equal_nan=True), name
        assert np.allclose(value, measure(Tables(cells * 7)), equal_nan=True), name


@given(arrays(np.float64, 3, elements=st.integers(1, 40).map(float)))
def test_equal_portfolios_are_as_similar_as_can_be(diagonal: similarity.Floats) -> None:
    for name, measure in similarity.MEASURES.items():
        if name != "a_absolute":  # its top is what chance leaves
            assert float(measure(Tables(np.diag(diagonal)))) == pytest.approx(1), name


def test_no_shared_item_is_no_number() -> None:
    for measure in similarity.MEASURES.values():
        assert np.isnan(measure(Tables(np.zeros((3, 3)))))


def test_a_state_that_never_varies_has_no_chance_corrected_value() -> None:
    always_yes = Tables(np.array([[30.0, 0, 0], [0, 0, 0], [0, 0, 0]]))
    assert np.isnan(similarity.kappa(always_yes))
    assert np.isnan(similarity.tau_b(always_yes))
    assert similarity.s(always_yes) == 1


def test_many_tables_at_once_are_each_alone() -> None:
    rng = np.random.default_rng(1)
    many = rng.integers(0, 30, (3, 3, 50, 4)).astype(np.float64)
    for measure in similarity.MEASURES.values():
        assert np.allclose(measure(Tables(many))[7, 2], measure(Tables(many[:, :, 7, 2])), equal_nan=True)


def test_tau_b_is_that_of_scipy_where_it_is_installed() -> None:
    stats = pytest.importorskip("scipy.stats", reason="scipy is not installed")
    rng = np.random.default_rng(2)
    one, other = rng.integers(1, 4, 60), rng.integers(1, 4, 60)
    found = similarity.tau_b(Tables(similarity.contingency(one, other, [1, 2, 3])))
    assert found == pytest.approx(stats.kendalltau(one, other).statistic)


def test_a_value_outside_the_levels_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the levels"):
        similarity.contingency([1, 5], [1, 1], [1, 2, 3])
