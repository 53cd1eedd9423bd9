"""The compiled sweep in plain NumPy: the reference that tests hold `kernel.sweep` against, number by number.

It reads the same streams of random numbers, block by block and call by call, and is some hundred times slower.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from multipolar.positions.kernel import BLOCKS, FURTHEST, FURTHEST_CUT, GUESS, LAPSED, STEP
from multipolar.positions.normal import LEAST, MOST

Floats = NDArray[np.float64]

_NORMAL = NormalDist()
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def uniforms(state: int, count: int) -> Floats:
    """The next numbers of a splitmix64 stream, shape (count,)."""
    with np.errstate(over="ignore"):
        z = np.uint64(state) + _GOLDEN * np.arange(1, count + 1, dtype=np.uint64)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z ^= z >> np.uint64(31)
    found: Floats = ((z >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53
    return found


def phi(x: Floats) -> Floats:
    """The normal distribution function."""
    return np.array([0.5 * math.erfc(-value / math.sqrt(2)) for value in np.ravel(x)]).reshape(np.shape(x))


def quantile(p: Floats | float) -> Floats:
    """The normal quantile."""
    inside = np.clip(p, LEAST, MOST)
    return np.array([_NORMAL.inv_cdf(value) for value in np.ravel(inside)]).reshape(np.shape(p))


def chance(choice: NDArray[np.int8], g1: float, g2: float, mean: Floats, lapse: float) -> Floats:
    """The probability of each vote of one call."""
    low, high = phi(g1 - mean), phi(g2 - mean)
    held = np.choose(choice - 1, [low, high - low, phi(mean - g2)])
    found: Floats = (1 - lapse) * held + lapse * GUESS
    return found


def sweep(
    choice: NDArray[np.int8],
    point: NDArray[np.int32],
    starts: NDArray[np.int64],
    theta: Floats,
    beta: Floats,
    cut1: Floats,
    cut2: Floats,
    latent: Floats,
    streams: NDArray[np.uint64],
    precision: Floats,
    weighted: Floats,
    lapse: float,
) -> None:
    """As `kernel.sweep`."""
    calls = starts.size - 1
    for block in range(BLOCKS):
        of_block = range(block * calls // BLOCKS, (block + 1) * calls // BLOCKS)
        votes = int(starts[of_block.stop] - starts[of_block.start])
        numbers = iter(uniforms(int(streams[block]), 4 * len(of_block) + 2 * votes))
        used = 0
        precision[block], weighted[block] = 0.0, 0.0
        for call in of_block:
            own = slice(starts[call], starts[call + 1])
            used += _call(choice[own], point[own], call, theta, beta, cut1, cut2, latent[own], numbers, lapse)
            told = latent[own] < LAPSED
            who = point[own][told]
            np.add.at(precision[block], who, beta[call] ** 2)
            np.add.at(weighted[block], who, beta[call] * latent[own][told])
        with np.errstate(over="ignore"):
            streams[block] += _GOLDEN * np.uint64(used)


def _call(
    choice: NDArray[np.int8],
    point: NDArray[np.int32],
    call: int,
    theta: Floats,
    beta: Floats,
    cut1: Floats,
    cut2: Floats,
    latent: Floats,
    numbers: Iterator[float],
    lapse: float,
) -> int:
    """New parameters and latent values of one call, in place; how many random numbers that took."""
    slope, g1, g2 = beta[call], cut1[call], cut2[call]
    mean = slope * theta[point]
    low, high = phi(np.array([(-FURTHEST_CUT - g1) / STEP, (g2 - g1) / STEP]))
    c1 = g1 + STEP * float(quantile(low + next(numbers) * (high - low)))
    low, high = phi(np.array([(c1 - g2) / STEP, (FURTHEST_CUT - g2) / STEP]))
    c2 = g2 + STEP * float(quantile(low + next(numbers) * (high - low)))
    edges = 1 - phi(np.array([(c1 - g2) / STEP, (g1 - c2) / STEP]))
    ratio = chance(choice, c1, c2, mean, lapse) / chance(choice, g1, g2, mean, lapse)
    if math.log(next(numbers)) < math.log(edges[0] / edges[1]) + np.log(ratio).sum():
        g1, g2 = c1, c2
    used = 4
    below, above = phi(g1 - mean), phi(g2 - mean)
    for at, vote in enumerate(choice):
        if lapse > 0:
            used += 1
            if next(numbers) < lapse * GUESS / chance(choice[at : at + 1], g1, g2, mean[at : at + 1], lapse)[0]:
                latent[at] = LAPSED
                continue
        used += 1
        u = next(numbers)
        if vote == 1:
            z = mean[at] + float(quantile(u * below[at]))
        elif vote == 3:
            z = mean[at] - float(quantile(u * (1 - above[at])))
        else:
            z = mean[at] + float(quantile(below[at] + u * (above[at] - below[at])))
        latent[at] = min(max(z, -FURTHEST), FURTHEST)
    told = latent < LAPSED
    values = theta[point][told]
    squared = 1 + (values**2).sum()
    slope = (values * latent[told]).sum() / squared + float(quantile(next(numbers))) / math.sqrt(squared)
    beta[call], cut1[call], cut2[call] = slope, g1, g2
    return used
