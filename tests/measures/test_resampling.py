"""Intervals by resampling resolutions, against other programs and what must hold of any votes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multipolar.measures import similarity
from multipolar.measures.resampling import cluster_interval, effective_votes, table_interval, wilson
from multipolar.measures.similarity import Tables, agreement


def test_wilson_interval_of_eight_in_ten() -> None:
    # R's binom.wilson(8, 10) of the package binom
    low, high = wilson(np.array([0.8]), np.array([10]))
    assert (low[0], high[0]) == pytest.approx((0.4901625, 0.9433178), abs=1e-7)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_the_share_and_stays_within_bounds(same_of: tuple[int, int]) -> None:
    same, n = same_of
    low, high = wilson(np.array([same / n]), np.array([n]))
    assert 0 <= low[0] <= same / n <= high[0] <= 1
    assert low[0] < high[0]


def test_votes_alone_in_their_resolutions_are_worth_about_what_they_are() -> None:
    cast = np.array([[1, 1, 1, 2, 3, 3, 1, 2, 1, 1], [1, 1, 2, 2, 3, 1, 1, 2, 3, 1]], dtype=np.int8)
    worth, resolutions = effective_votes(cast, np.arange(10))
    assert resolutions[0, 1] == 10
    assert worth[0, 1] == pytest.approx(9)  # p(1 - p) / (p(1 - p) / (n - 1))


def test_votes_that_repeat_one_another_are_worth_their_resolutions() -> None:
    once = np.array([[1, 1, 2, 3, 1, 1], [1, 2, 2, 3, 3, 1]], dtype=np.int8)
    cast = np.repeat(once, 5, axis=1)
    worth, resolutions = effective_votes(cast, np.repeat(np.arange(6), 5))
    assert resolutions[0, 1] == 6
    assert worth[0, 1] == pytest.approx(5)


CAST = arrays(np.int8, (4, 12), elements=st.integers(0, 3))
CLUSTERS = arrays(np.int64, 12, elements=st.integers(0, 5))


@given(CAST, CLUSTERS)
def test_worth_is_between_one_and_the_shared_votes(cast: np.ndarray, clusters: np.ndarray) -> None:
    worth, resolutions = effective_votes(cast, clusters)
    for i in range(4):
        for j in range(4):
            both = (cast[i] > 0) & (cast[j] > 0)
            assert resolutions[i, j] == len(set(clusters[both].tolist()))
            if both.any():
                assert 1 <= worth[i, j] <= both.sum() + 1e-9


@given(CAST, CLUSTERS)
def test_the_closed_form_is_the_jackknife(cast: np.ndarray, clusters: np.ndarray) -> None:
    """The variance in linear form equals a sum over resolutions written out."""
    worth, _ = effective_votes(cast, clusters)
    both = (cast[0] > 0) & (cast[1] > 0)
    same = both & (cast[0] == cast[1])
    names = sorted(set(clusters[both].tolist()))
    n, p = both.sum(), same.sum() / max(both.sum(), 1)
    if len(names) < 2 or p in (0, 1):
        return
    parts = [(same[clusters == c].sum() - p * both[clusters == c].sum()) / n for c in names]
    variance = len(names) / (len(names) - 1) * sum(part**2 for part in parts)
    expected = min(p * (1 - p) / variance, n) if variance > 1e-15 else len(names)
    assert worth[0, 1] == pytest.approx(max(expected, 1))


def test_a_jackknife_by_hand() -> None:
    tables = np.zeros((3, 3, 3))
    tables[0, 0] = [2, 1, 0]
    tables[0, 2] = [0, 1, 1]
    low, high = cluster_interval(agreement, tables, (0, 1))
    left = np.array([1 / 3, 2 / 3, 3 / 4])  # agreement without each resolution
    variance = 2 / 3 * np.sum((left - left.mean()) ** 2)
    assert (low, high) == pytest.approx(
        (max(0.6 - 1.959964 * np.sqrt(variance), 0), min(0.6 + 1.959964 * np.sqrt(variance), 1))
    )


def test_one_resolution_tells_no_error() -> None:
    tables = np.zeros((3, 3, 2))
    tables[0, 0, 0] = 5
    assert np.isnan(cluster_interval(agreement, tables, (0, 1))).all()


def test_table_interval_of_a_share_is_the_usual_one() -> None:
    """For agreement the jackknife over votes gives p(1 - p) / (n - 1)."""
    counts = np.array([[6.0, 2, 1], [0, 5, 1], [2, 0, 3]])[:, :, None]
    low, high = table_interval(agreement, counts, np.array([20.0]), (0, 1))
    p = 14 / 20
    assert high[0] - p == pytest.approx(1.959964 * np.sqrt(p * (1 - p) / 19), abs=1e-6)
    assert p - low[0] == pytest.approx(high[0] - p)


@given(arrays(np.float64, (3, 3, 2), elements=st.integers(0, 30).map(float)))
def test_intervals_widen_where_votes_are_worth_less(counts: np.ndarray) -> None:
    n = counts.sum(axis=(0, 1))
    for name, measure in similarity.MEASURES.items():
        value = measure(Tables(counts))
        wide = table_interval(measure, counts, np.maximum(n / 4, 1), (-10, 10))
        narrow = table_interval(measure, counts, np.maximum(n, 1), (-10, 10))
        known = ~np.isnan(narrow[0])
        assert (wide[0][known] <= narrow[0][known] + 1e-9).all(), name
        assert (narrow[0][known] <= value[known]).all(), name
        assert (value[known] <= narrow[1][known]).all(), name
