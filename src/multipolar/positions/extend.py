"""One more session beside a fit that stands: its positions by the published model, without fitting anything again.

Each point is led by the state's last position, as in the one-sided model, and each draw is laid on the scale of the
fit: the states that it has before keep their mean and spread, since votes hardly tell where a session lies as a whole.
Roll calls that recur from earlier sessions are taken as new: their parameters are not kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from multipolar.errors import InputError
from multipolar.positions.sampler import BOUND
from multipolar.positions.start import FARTHEST_STEP, first_cuts
from multipolar.positions.votes import LOOSE, Votes

Floats = NDArray[np.float64]

SWEEPS, BURN = 600, 100
FEWEST = 10
"""States in common below which one scale cannot be laid on the other."""
MODE_STEPS = 25


@dataclass(frozen=True, slots=True)
class Led:
    """What leads the points of a session: means and variances of their priors, and whether the fit has the state, shape
    (points,)."""

    mean: Floats
    variance: Floats
    known: NDArray[np.bool_]


def led_by(votes: Votes, fitted: pl.DataFrame) -> Led:
    """Priors of the points of one session, from the rows of a fit (`estimates.table`).

    InputError where the session is not a later one or has hardly a state in common. A state without a position is led
    by the mean of the others, loosely.
    """
    sessions = np.unique(votes.sessions)
    last = int(fitted["session"].max())  # type: ignore[arg-type]
    if sessions.size != 1 or sessions[0] <= last:
        raise InputError(
            f"sessions {', '.join(map(str, sessions[:5]))} are not one session after {last}",
            mend="Extend a fit by the session that follows, or fit anew",
        )
    latest = fitted.sort("session").group_by("ccode").agg(pl.col("position", "votes").last())
    known = {code: (position, cast) for code, position, cast in latest.select("ccode", "position", "votes").iter_rows()}
    found = [known.get(code) for code in votes.states.tolist()]
    if sum(row is not None for row in found) < FEWEST:
        raise InputError(f"fewer than {FEWEST} states of the session are in the fit", mend="Fit anew")
    middle = float(np.mean([row[0] for row in found if row]))
    mean = np.array([row[0] if row else middle for row in found])
    before = np.array([row[1] if row else 0 for row in found], dtype=np.float64)
    return Led(mean, LOOSE * votes.cast / (votes.cast + before), np.array([row is not None for row in found]))


def extended(votes: Votes, led: Led, seed: int = 1, sweeps: int = SWEEPS) -> NDArray[np.float32]:
    """Draws of the points of one session, shape (1, sweeps - BURN, points), float32; the same for a seed."""
    from multipolar.positions.kernel import BLOCKS, sweep
    from multipolar.positions.start_kernel import newton

    points, calls = votes.states.size, votes.call_keys.size
    draw = np.random.default_rng(seed)
    precision, weighted = np.zeros((BLOCKS, points)), np.zeros((BLOCKS, points))
    theta, prior = led.mean.copy(), 1 / led.variance
    beta = np.zeros(calls)
    cut1, cut2 = first_cuts(votes)
    for _ in range(MODE_STEPS):
        newton(votes.choice, votes.point, votes.starts, theta, beta, cut1, cut2, precision, weighted)
        found = (weighted.sum(axis=0) + prior * led.mean) / (precision.sum(axis=0) + prior)
        theta = theta + np.clip(found - theta, -FARTHEST_STEP, FARTHEST_STEP)
    latent, streams = np.zeros(votes.choice.size), draw.integers(1, 2**63, BLOCKS, dtype=np.uint64)
    kept = np.empty((1, sweeps - BURN, points), np.float32)
    for number in range(sweeps):
        sweep(
            votes.choice, votes.point, votes.starts, theta, beta, cut1, cut2, latent, streams, precision, weighted, 0.0
        )  # fmt: skip
        known = precision.sum(axis=0) + prior
        mean = (weighted.sum(axis=0) + prior * led.mean) / known
        theta = np.clip(mean + draw.standard_normal(points) / np.sqrt(known), -BOUND, BOUND)
        if number >= BURN:
            kept[0, number - BURN] = theta
    common, last = kept[0][:, led.known].astype(np.float64), led.mean[led.known]
    stretch = last.std() / common.std(axis=1, keepdims=True)
    kept[0] = (kept[0] - common.mean(axis=1, keepdims=True)) * stretch + last.mean()
    return kept
