"""One sweep over all roll calls, compiled: new cut points, latent values and slopes, and what the points need of them.

Roll calls are taken in fixed blocks with a stream of random numbers each, and sums are added block by block, so that
the numbers do not depend on how many threads there are. `plain.sweep` is the same in NumPy, for tests to compare.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit, prange

from multipolar.positions.normal import phi, quantile, uniform

BLOCKS = 64
"""Blocks of roll calls; the random numbers belong to the block, not to the thread."""
STEP = 0.2 / 3
"""Standard deviation of proposals of cut points, as in the published run."""
LAPSED = 1e3
"""Stands as the latent value of a lapse."""
GUESS = 1 / 3
"""The probability of each vote in a lapse: one that no position explains."""
FURTHEST_CUT, FURTHEST = 7.0, 9.0
"""Bounds of cut points and of latent values."""


@njit(inline="always", fastmath=True)
def _between(state, low, high):
    """A standard normal value between two bounds, given as probabilities."""
    return quantile(low + uniform(state) * (high - low))


@njit(inline="always", fastmath=True)
def _chance(y, g1, g2, mean, lapse):
    """The probability of a vote, given cut points, the mean of its latent value and the share of lapses."""
    if y == 1:
        held = phi(g1 - mean)
    elif y == 3:
        held = phi(mean - g2)
    else:
        held = phi(g2 - mean) - phi(g1 - mean)
    return (1.0 - lapse) * held + lapse * GUESS


@njit(parallel=True, fastmath=True, cache=True)
def sweep(choice, point, starts, theta, beta, cut1, cut2, latent, streams, precision, weighted, lapse):
    """Update cut1, cut2, latent and beta in place, given theta.

    lapse: the share of votes that say nothing of positions; 0 leaves them out of the model. A vote that is taken for
    one in this sweep gets the latent value LAPSED and tells nothing of slopes and points.

    precision, weighted: shape (BLOCKS, points), get the sums over each point's votes of beta squared and of beta times
    latent. streams: the random streams, shape (BLOCKS,), uint64, moved on in place.
    """
    calls = starts.size - 1
    for block in prange(BLOCKS):
        state = np.empty(1, np.uint64)
        state[0] = streams[block]
        squares, products = precision[block], weighted[block]
        squares[:] = 0.0
        products[:] = 0.0
        for call in range(block * calls // BLOCKS, (block + 1) * calls // BLOCKS):
            begin, end = starts[call], starts[call + 1]
            slope, g1, g2 = beta[call], cut1[call], cut2[call]
            # Proposals: g1 below the old g2, then g2 above the new g1 (Johnson and Albert 1999, p. 136).
            c1 = g1 + STEP * _between(state, phi((-FURTHEST_CUT - g1) / STEP), phi((g2 - g1) / STEP))
            c2 = g2 + STEP * _between(state, phi((c1 - g2) / STEP), phi((FURTHEST_CUT - g2) / STEP))
            log_ratio = math.log((1.0 - phi((c1 - g2) / STEP)) / max(1.0 - phi((g1 - c2) / STEP), 1e-300))
            product = 1.0
            for at in range(begin, end):
                mean = slope * theta[point[at]]
                old = _chance(choice[at], g1, g2, mean, lapse)
                if old > 1e-300:
                    product *= _chance(choice[at], c1, c2, mean, lapse) / old
                if product < 1e-200 or product > 1e200:
                    log_ratio += math.log(max(product, 1e-300))
                    product = 1.0
            log_ratio += math.log(max(product, 1e-300))
            if math.log(uniform(state)) < log_ratio:
                g1, g2 = c1, c2
                cut1[call], cut2[call] = c1, c2
            squared, cross = 1.0, 0.0
            for at in range(begin, end):
                value = theta[point[at]]
                mean = slope * value
                y = choice[at]
                if lapse > 0.0:
                    guessed = lapse * GUESS / _chance(y, g1, g2, mean, lapse)
                    if uniform(state) < guessed:
                        latent[at] = LAPSED
                        continue
                if y == 1:
                    z = mean + _between(state, 0.0, phi(g1 - mean))
                elif y == 3:
                    z = mean - _between(state, 0.0, phi(mean - g2))
                else:
                    z = mean + _between(state, phi(g1 - mean), phi(g2 - mean))
                z = min(max(z, -FURTHEST), FURTHEST)
                latent[at] = z
                squared += value * value
                cross += value * z
            slope = cross / squared + quantile(uniform(state)) / math.sqrt(squared)
            beta[call] = slope
            for at in range(begin, end):
                if latent[at] < LAPSED:
                    squares[point[at]] += slope * slope
                    products[point[at]] += slope * latent[at]
        streams[block] = state[0]


@njit(parallel=True, fastmath=True, cache=True)
def chances(choice, point, call, theta, beta, cut1, cut2, lapse, found):
    """Add the probability of each of some votes to `found`, shape (votes,)."""
    for at in prange(choice.size):
        place = call[at]
        mean = beta[place] * theta[point[at]]
        found[at] += _chance(choice[at], cut1[place], cut2[place], mean, lapse)


@njit(fastmath=True, cache=True)
def smooth(first, precision, weighted, bond, noise, theta):
    """Draw the points of all states, each state's as one chain, in place.

    first: place of the first point of each state, with the number of points at its end. precision, weighted: what the
    votes say of each point, shape (points,). bond: precision of the step that leads to it, of a first one that of
    its prior about 0. noise: standard normal values. The chain is a tridiagonal system (Rue 2001, Journal of the Royal
    Statistical Society B 63, 325-338): down with the factor, up with the draw.
    """
    diagonal, right = np.empty_like(theta), np.empty_like(theta)
    for state in range(first.size - 1):
        begin, end = first[state], first[state + 1]
        for at in range(begin, end):
            own = precision[at] + bond[at] + (bond[at + 1] if at + 1 < end else 0.0)
            told = weighted[at]
            if at > begin:
                share = bond[at] / diagonal[at - 1]
                own -= share * bond[at]
                told += share * right[at - 1]
            diagonal[at], right[at] = own, told
        for at in range(end - 1, begin - 1, -1):
            told = right[at] + (bond[at + 1] * theta[at + 1] if at + 1 < end else 0.0)
            theta[at] = told / diagonal[at] + noise[at] / math.sqrt(diagonal[at])
