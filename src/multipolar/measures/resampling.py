"""How sure a number drawn from roll calls is: intervals by resampling resolutions.

Roll calls are no independent draws: a resolution comes back year after year, and its amendments and paragraphs are
voted on beside it. All roll calls on one resolution are therefore one cluster, and the jackknife leaves out one
cluster at a time (Efron and Tibshirani 1993, ch. 11; for clusters, Shao and Tu 1995, ch. 6).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

from multipolar.measures.similarity import Tables

Floats = NDArray[np.float64]

Z95 = 1.959963984540054
"""The 97.5th percentile of the normal distribution."""


def wilson(share: Floats, n: ArrayLike) -> tuple[Floats, Floats]:
    """95 % score interval of a share of n draws (Wilson 1927, JASA 22), within 0 and 1; n need not be whole.

    With n the effective number of draws this is the interval of Korn and Graubard (1998, Survey Methodology 24).
    """
    draws = np.asarray(n, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        centre = share + Z95**2 / (2 * draws)
        reach = Z95 * np.sqrt(share * (1 - share) / draws + Z95**2 / (4 * draws**2))
        scale = 1 + Z95**2 / draws
        low, high = (centre - reach) / scale, (centre + reach) / scale
    return np.clip(low, 0.0, share), np.clip(high, share, 1.0)


def effective_votes(cast: NDArray[np.int8], clusters: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """How many independent votes the shared votes of each pair are worth, and on how many resolutions they fall.

    cast: shape (states, roll calls), 1 to 3, 0 where no vote was cast. clusters: shape (roll calls,), equal numbers
    for roll calls on one resolution. Both results: shape (states, states). The first is p(1 - p) / v, where p is the
    share of identical votes and v its jackknife variance over clusters in linear form, n clusters of one roll call
    each giving n; never more than the shared votes, at least 1, and the number of resolutions where all votes agree
    or none does, since then nothing varies.
    """
    shared, same, squares, resolutions = _by_cluster(cast, clusters)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = same / shared
        spread = (squares[0] - 2 * p * squares[1] + p**2 * squares[2]) / shared**2
        variance = spread * resolutions / (resolutions - 1)
        worth = p * (1 - p) / variance
    varies = (p > 0) & (p < 1) & (resolutions > 1) & (variance > 1e-15)
    worth = np.where(varies, np.minimum(worth, shared), resolutions)
    return np.maximum(worth, np.minimum(shared, 1)), resolutions


def _by_cluster(cast: NDArray[np.int8], clusters: NDArray[np.int64]) -> tuple[Floats, Floats, list[Floats], Floats]:
    """Of each pair: shared votes n, identical votes a; sums over clusters of a², an, n²; clusters that count."""
    states = len(cast)
    _, place, size = np.unique(clusters, return_inverse=True, return_counts=True)
    alone = size[place] == 1
    shared, same = _counts(cast[:, alone])
    squares = [same.copy(), same.copy(), shared.copy()]  # a roll call alone in its cluster is 0 or 1
    resolutions = shared.copy()
    for cluster in np.flatnonzero(size > 1):
        n, a = _counts(cast[:, place == cluster])
        shared += n
        same += a
        squares[0] += a * a
        squares[1] += a * n
        squares[2] += n * n
        resolutions += n > 0
    assert shared.shape == (states, states)
    return shared, same, squares, resolutions


def _counts(cast: NDArray[np.int8]) -> tuple[Floats, Floats]:
    """Shared and identical votes of every pair, exact."""
    voted = (cast > 0).astype(np.float32)
    same = sum((each := (cast == vote).astype(np.float32)) @ each.T for vote in (1, 2, 3))
    return (voted @ voted.T).astype(np.float64), np.asarray(same, dtype=np.float64)


def table_interval(
    measure: Callable[[Tables], Floats], counts: Floats, effective: Floats, bounds: tuple[float, float]
) -> tuple[Floats, Floats]:
    """95 % interval of a similarity measure from the contingency table alone, for many pairs at once.

    counts: shape (k, k, pairs). effective: shape (pairs,), what the shared votes are worth: the variance of a
    jackknife over single votes is stretched by shared over effective votes, as found for the share of identical
    votes. NaN where the table has one vote or does not vary, since then the votes tell no error.
    """
    n = counts.sum(axis=(0, 1))
    value = measure(Tables(counts))
    without: list[tuple[Floats, Floats]] = []
    for i, j in product(range(len(counts)), repeat=2):
        less = counts.copy()
        less[i, j] = np.maximum(less[i, j] - 1, 0)
        without.append((counts[i, j], np.where(counts[i, j] > 0, measure(Tables(less)), 0.0)))
    mean = sum(weight * left for weight, left in without) / np.where(n > 0, n, np.nan)
    spread = sum(weight * (left - mean) ** 2 for weight, left in without)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = spread * (n - 1) / n * n / effective
    return _about(value, np.asarray(variance), bounds)


def cluster_interval(
    measure: Callable[[Tables], Floats], by_cluster: Floats, bounds: tuple[float, float]
) -> tuple[float, float]:
    """95 % jackknife interval of a measure of one pair over any window of roll calls.

    by_cluster: shape (k, k, clusters), the contingency table of each resolution; clusters without a shared vote are
    left out. NaN where there are fewer than two or the measure is undefined without one of them.
    """
    tables = by_cluster[:, :, by_cluster.any(axis=(0, 1))]
    clusters = tables.shape[2]
    if clusters < 2:
        return float("nan"), float("nan")
    total = tables.sum(axis=2, keepdims=True)
    without = measure(Tables(total - tables))
    variance = (clusters - 1) / clusters * np.sum((without - without.mean()) ** 2)
    low, high = _about(measure(Tables(total))[0], np.asarray(variance), bounds)
    return float(low), float(high)


def _about(value: Floats, variance: Floats, bounds: tuple[float, float]) -> tuple[Floats, Floats]:
    reach = Z95 * np.sqrt(np.where(variance > 1e-15, variance, np.nan))
    return np.clip(value - reach, *bounds), np.clip(value + reach, *bounds)
