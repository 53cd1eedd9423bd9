"""Moves of whole stretches of sessions, compiled: up to a session, all points are shifted or stretched at once.

Votes hardly tell where a stretch of sessions lies as a whole and how wide it is, and steps that change one thing at a
time take thousands of sweeps to find out. Here the roll calls that lie before the session go along, which leaves the
probabilities of their votes as they were; only roll calls that lie on both sides have a say.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

from multipolar.positions.kernel import FURTHEST_CUT, _chance


@njit(fastmath=True, cache=True)
def _told(choice, point, starts, spanning, before, theta, beta, cut1, cut2, lapse, factor, move):
    """The change of the log probability of votes before a session on roll calls that lie on both sides of it."""
    change = 0.0
    for call in spanning:
        b, g1, g2 = beta[call], cut1[call], cut2[call]
        for at in range(starts[call], starts[call + 1]):
            who = point[at]
            if before[who]:
                old = _chance(choice[at], g1, g2, b * theta[who], lapse)
                new = _chance(choice[at], g1, g2, b * (factor * theta[who] + move), lapse)
                change += math.log(max(new, 1e-300) / max(old, 1e-300))
    return change


@njit(fastmath=True, cache=True)
def stretch(
    choice, point, starts, sessions, first_point, bond, low, high, theta, path, beta, cut1, cut2, tau, passing,
    entry, lapse, shape, variance, draws, steps, accepted,
):  # fmt: skip
    """Shift, then stretch, all that lies before each session in turn; in place.

    sessions: of points; first_point: whether a point is its state's first; bond: precision of the step to each point.
    low, high: first and last session of each call. draws: shape (sessions, 4), a normal value, a uniform, a normal, a
    uniform. steps: proposal of the logarithm of the stretch. accepted: shape (sessions, 2), is counted up.
    """
    for session in range(2, tau.size):
        before = sessions < session
        if not before.any() or before.all():
            continue
        inside = np.flatnonzero(high < session)
        spanning = np.flatnonzero((low < session) & (high >= session))
        # A shift: from its normal distribution given the steps over the boundary and the first points before it.
        precision, told = 0.0, 0.0
        for at in range(path.size):
            if before[at] and first_point[at]:
                precision += 1.0 / entry
                told -= path[at] / entry
            elif not before[at] and not first_point[at] and before[at - 1]:
                precision += bond[at]
                told += bond[at] * (path[at] - path[at - 1])
        move = told / precision + draws[session, 0] / math.sqrt(precision)
        fits = True
        for call in inside:
            by = beta[call] * move
            if cut1[call] + by < -FURTHEST_CUT or cut2[call] + by > FURTHEST_CUT:
                fits = False
        if fits:
            change = _told(choice, point, starts, spanning, before, theta, beta, cut1, cut2, lapse, 1.0, move)
            if math.log(draws[session, 1]) < change:
                accepted[session, 0] += 1
                for at in range(path.size):
                    if before[at]:
                        path[at] += move
                        theta[at] += move
                for call in inside:
                    cut1[call] += beta[call] * move
                    cut2[call] += beta[call] * move
        # A stretch, of points, of the variances of their sessions, and of slopes by its inverse.
        rate = steps[session] * draws[session, 2]
        factor = math.exp(rate)
        change = 0.0
        count = 0.0
        for at in range(path.size):
            if before[at] and first_point[at]:
                change -= (factor * factor - 1.0) * path[at] * path[at] / (2.0 * entry)
                count += 1.0
            elif not before[at] and not first_point[at] and before[at - 1]:
                old, new = path[at] - path[at - 1], path[at] - factor * path[at - 1]
                change -= (new * new - old * old) * bond[at] / 2.0
        for call in inside:
            change -= beta[call] * beta[call] * (1.0 / (factor * factor) - 1.0) / 2.0
            count -= 1.0
        for number in range(1, session):
            for scale in (tau[number], passing[number]):
                change -= 2.0 * shape * rate + shape * variance / scale * (1.0 / (factor * factor) - 1.0)
        change += count * rate
        change += _told(choice, point, starts, spanning, before, theta, beta, cut1, cut2, lapse, factor, 0.0)
        if math.log(draws[session, 3]) < change:
            accepted[session, 1] += 1
            for at in range(path.size):
                if before[at]:
                    path[at] *= factor
                    theta[at] *= factor
            for number in range(1, session):
                tau[number] *= factor * factor
                passing[number] *= factor * factor
            for call in inside:
                beta[call] /= factor
            for at in range(path.size):
                if before[at] and not first_point[at]:
                    bond[at] /= factor * factor
