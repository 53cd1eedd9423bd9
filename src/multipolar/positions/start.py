"""Where a fit starts: the first axis of the votes, oriented, and a few steps towards the joint mode.

It is no estimate. The joint mode of points and roll calls is a bad one (its errors are those of thousands of parameters
fitted at once, and sessions drift in scale), but a few steps towards it save a chain some hundred sweeps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import InputError
from multipolar.positions.votes import LOOSE, Votes

Floats = NDArray[np.float64]

RIGHT, LEFT = 2, 365
"""COW codes of the United States and of the Soviet Union and Russia: the scale is turned so that the first is above."""
AXIS_STEPS, MODE_STEPS = 10, 12
FARTHEST_STEP = 0.7


@dataclass(frozen=True, slots=True)
class Start:
    """theta: shape (points,). beta, cut1, cut2: shape (calls,)."""

    theta: Floats
    beta: Floats
    cut1: Floats
    cut2: Floats


def start(votes: Votes) -> Start:
    """The same for the same votes; InputError where the two states that turn the scale never vote together."""
    from multipolar.positions.kernel import BLOCKS
    from multipolar.positions.start_kernel import newton

    theta, beta = _axis(votes)
    points = theta.size
    cut1, cut2 = first_cuts(votes)
    precision, weighted = np.zeros((BLOCKS, points)), np.zeros((BLOCKS, points))
    prior = 1 / (votes.smooth * LOOSE)
    for _ in range(MODE_STEPS):
        newton(votes.choice, votes.point, votes.starts, theta, beta, cut1, cut2, precision, weighted)
        led = np.where(votes.before < 0, 0.0, theta[votes.before])
        found = (weighted.sum(axis=0) + prior * led) / (precision.sum(axis=0) + prior)
        theta = theta + np.clip(found - theta, -FARTHEST_STEP, FARTHEST_STEP)
        middle, spread = theta.mean(), theta.std()
        theta = (theta - middle) / spread
        cut1, cut2 = cut1 - beta * middle, cut2 - beta * middle
        beta = beta * spread
    return Start(theta, beta, cut1, cut2)


def first_cuts(votes: Votes) -> tuple[Floats, Floats]:
    """Cut points of each call from how often each vote was cast, shape (calls,)."""
    shares = np.stack([np.add.reduceat(votes.choice == c, votes.starts[:-1], dtype=float) for c in (1, 2)], axis=1)
    shares = np.cumsum(shares / np.diff(votes.starts)[:, None], axis=1)
    cut1, cut2 = (_logit(shares[:, side]) for side in (0, 1))
    return cut1, np.maximum(cut2, cut1 + 0.01)


def _logit(shares: Floats) -> Floats:
    """Cut points of a state at 0, from shares of votes below them; 1.7 turns the logistic scale into the normal one."""
    inside = np.clip(shares, 0.01, 0.99)
    return np.log(inside / (1 - inside)) / 1.7


def _axis(votes: Votes) -> tuple[Floats, Floats]:
    """Points and slopes by alternating regression of votes on each other, from the roll calls that divide the two."""
    calls = np.repeat(np.arange(votes.call_keys.size), np.diff(votes.starts))
    vote = votes.choice - 2.0
    vote -= (np.add.reduceat(vote, votes.starts[:-1]) / np.diff(votes.starts))[calls]
    beta = polarity(votes, calls)
    if not beta.any():
        raise InputError(
            "the United States and Russia are on two sides of no roll call, so that the scale has no direction",
            mend="Take more roll calls",
        )
    points = votes.states.size
    for _ in range(AXIS_STEPS):
        slope = beta[calls]
        theta = np.bincount(votes.point, slope * vote, points) / (np.bincount(votes.point, slope**2, points) + 1)
        theta = (theta - theta.mean()) / max(theta.std(), 1e-6)
        value = theta[votes.point]
        beta = np.add.reduceat(value * vote, votes.starts[:-1]) / (np.add.reduceat(value**2, votes.starts[:-1]) + 1)
    _turn(theta, beta, votes)
    return theta, beta * (0.5 / np.abs(beta).mean())


def _turn(theta: Floats, beta: Floats, votes: Votes) -> None:
    """Turn round, in place, each session in which the states stand the other way than in the sessions before it.

    The two states that turn the scale may stand side by side in one session, which then would keep either direction.
    """
    of_call = votes.sessions[votes.point[votes.starts[:-1]]]
    for session in np.unique(votes.sessions)[1:]:
        here = votes.sessions == session
        both = np.flatnonzero(here & (votes.gaps > 0))
        if both.size > 2 and np.corrcoef(theta[both - 1], theta[both])[0, 1] < 0:
            theta[here] *= -1
            beta[of_call == session] *= -1


def polarity(votes: Votes, calls: NDArray[np.int64]) -> Floats:
    """1 where the United States vote more against than Russia, -1 the other way round, else 0, shape (calls,)."""
    size = votes.call_keys.size
    means = []
    for code in (RIGHT, LEFT):
        own = votes.states[votes.point] == code
        cast = np.bincount(calls[own], minlength=size)
        means.append(np.where(cast > 0, np.bincount(calls[own], votes.choice[own], size) / np.maximum(cast, 1), np.nan))
    found: Floats = np.nan_to_num(np.sign(means[0] - means[1]))
    return found
