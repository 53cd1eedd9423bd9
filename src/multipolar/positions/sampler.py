"""Two dynamic ordinal probit models of votes, sampled: the published one-sided one, and a two-sided one of our own.

    y = 1, 2, 3 (yes, abstain, no) as z <= g1, g1 < z <= g2, z > g2;   z ~ N(beta theta, 1);   beta ~ N(0, 1)

One-sided (Bailey, Strezhnev and Voeten 2017): theta of a state in a session ~ N(mean of its theta in the session
before, s / 2), s its share of both sessions' votes; theta is standardised over all points in every sweep. Each point
is drawn given the session before only: what came later does not reach back.

Two-sided: theta = path + what passes. The path moves by steps of a t distribution, t(NU, 0, tau (t - t')), tau of each
session its own, from a first point ~ N(0, entry), and is drawn as a whole, so that later votes speak of earlier
points too and rare large steps stay large. What passes ~ N(0, passing), passing of each session its own, is what a
session's agenda makes of a state and the next one does not keep. A vote in LAPSE is explained by no position.
Variances are estimated. Draws are standardised afterwards, each by itself. An absence says nothing in either model.

Cut points move by a Metropolis step in both (Johnson and Albert 1999, p. 135).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from multipolar.positions.start import Start, start
from multipolar.positions.votes import LOOSE, Votes

Floats = NDArray[np.float64]

BOUND = 5.0
"""Points of the one-sided model are kept within it, as in the published run."""
NU = 3.0
"""Degrees of freedom of a step: finite variance, and room for a change of sides."""
LAPSE = 0.005
"""Share of votes that no position explains, in the two-sided model: without them a few outliers blur whole sessions."""
SHAPE, VARIANCE = 2.0, 0.05
"""Prior of the variances of each session, inverse gamma with this shape and mean."""
STRETCH = 0.03
"""Standard deviation of the logarithm by which all that lies before a session is tried to be stretched."""
MOVED_EVERY = 2
"""Sweeps from one move of whole stretches to the next; it takes about as long as a sweep."""
SCATTER = 0.5
"""Standard deviation of what is added to the points where a chain starts, so that chains start apart."""


class Model(StrEnum):
    """Which model of how points move."""

    ONE_SIDED = "one-sided"
    TWO_SIDED = "two-sided"


@dataclass(slots=True)
class Chain:
    """All that a chain needs to go on.

    theta: shape (points,). mean: of theta given the session before, of the one-sided model. Of the two-sided one, path;
    scale: mixing scale of the step to each point; tau, passing: variances by session, entry: of first points.
    beta, cut1, cut2: shape (calls,). latent: (votes,). precision, weighted: (blocks, points), what the votes say of
    each point since the last sweep.
    """

    model: Model
    theta: Floats
    mean: Floats
    path: Floats
    scale: Floats
    tau: Floats
    passing: Floats
    entry: float
    beta: Floats
    cut1: Floats
    cut2: Floats
    latent: Floats
    precision: Floats
    weighted: Floats
    streams: NDArray[np.uint64]
    generator: np.random.Generator
    moved: NDArray[np.int64]
    sweeps: int = 0


def begun(votes: Votes, model: Model, seed: int, first: Start | None = None) -> Chain:
    """A chain after a sweep over the roll calls at scattered starting points; the same for a seed.

    first: from `start`, where several chains share it.
    """
    from multipolar.positions.kernel import BLOCKS

    first = first or start(votes)
    generator = np.random.default_rng(seed)
    points, sessions = votes.states.size, int(votes.sessions.max()) + 1
    theta = first.theta + SCATTER * generator.standard_normal(points)
    chain = Chain(
        model=model,
        theta=theta,
        mean=theta.copy(),
        path=theta.copy(),
        scale=np.ones(points),
        tau=np.full(sessions, VARIANCE),
        passing=np.full(sessions, VARIANCE),
        entry=1.0,
        beta=first.beta.copy(),
        cut1=first.cut1.copy(),
        cut2=first.cut2.copy(),
        latent=np.zeros(votes.choice.size),
        precision=np.zeros((BLOCKS, points)),
        weighted=np.zeros((BLOCKS, points)),
        streams=generator.integers(1, 2**63, BLOCKS, dtype=np.uint64),
        generator=generator,
        moved=np.zeros((sessions, 2), np.int64),
    )
    _sweep(chain, votes)
    return chain


def advance(chain: Chain, votes: Votes) -> None:
    """One sweep: points given slopes and latent values, then cut points, latent values and slopes given the points."""
    if chain.model is Model.ONE_SIDED:
        _draw_points(chain, votes)
    else:
        _draw_paths(chain, votes)
        if chain.sweeps % MOVED_EVERY == 0:
            _move_stretches(chain, votes)
    _sweep(chain, votes)
    chain.sweeps += 1


def lapse(model: Model) -> float:
    """The share of votes that a model leaves unexplained."""
    return LAPSE if model is Model.TWO_SIDED else 0.0


def _sweep(chain: Chain, votes: Votes) -> None:
    from multipolar.positions.kernel import sweep

    sweep(
        votes.choice, votes.point, votes.starts, chain.theta, chain.beta, chain.cut1, chain.cut2, chain.latent,
        chain.streams, chain.precision, chain.weighted, lapse(chain.model),
    )  # fmt: skip


def _draw_points(chain: Chain, votes: Votes) -> None:
    prior = 1 / (votes.smooth * LOOSE)
    led = np.where(votes.before < 0, 0.0, chain.mean[votes.before])
    precision = chain.precision.sum(axis=0) + prior
    chain.mean = (chain.weighted.sum(axis=0) + prior * led) / precision
    theta = np.clip(chain.mean + chain.generator.standard_normal(chain.mean.size) / np.sqrt(precision), -BOUND, BOUND)
    chain.theta = standardised(theta)


def _draw_paths(chain: Chain, votes: Votes) -> None:
    from multipolar.positions.kernel import smooth

    draw = chain.generator
    steps, gaps = votes.gaps > 0, np.maximum(votes.gaps, 1)
    tau, passing = chain.tau[votes.sessions], chain.passing[votes.sessions]
    bond = np.where(steps, 1 / (tau * chain.scale * gaps), 1 / chain.entry)
    precision, weighted = chain.precision.sum(axis=0), chain.weighted.sum(axis=0)
    # The path with what passes integrated out, then what passes given the path.
    seen = 1 / (1 + precision * passing)
    smooth(votes.first, precision * seen, weighted * seen, bond, draw.standard_normal(tau.size), chain.path)
    own = precision + 1 / passing
    chain.theta = (weighted + chain.path / passing) / own + draw.standard_normal(tau.size) / np.sqrt(own)
    moved = np.where(steps, np.diff(chain.path, prepend=0.0), 0.0) ** 2 / gaps
    chain.scale = np.where(steps, (NU + moved / tau) / 2 / draw.standard_gamma((NU + 1) / 2, tau.size), 1.0)
    chain.tau = _variances(votes.sessions[steps], (moved / chain.scale)[steps], chain.tau.size, draw)
    chain.passing = _variances(votes.sessions, (chain.theta - chain.path) ** 2, chain.tau.size, draw)
    entered = chain.path[~steps]
    chain.entry = float((1 + (entered**2).sum() / 2) / draw.standard_gamma(1 + entered.size / 2))


def _move_stretches(chain: Chain, votes: Votes) -> None:
    from multipolar.positions.moves_kernel import stretch

    steps = votes.gaps > 0
    bond = np.where(steps, 1 / (chain.tau[votes.sessions] * chain.scale * np.maximum(votes.gaps, 1)), 0.0)
    draws = chain.generator.standard_normal((chain.tau.size, 4))
    draws[:, 1::2] = chain.generator.random((chain.tau.size, 2))
    stretch(
        votes.choice, votes.point, votes.starts, votes.sessions, ~steps, bond, votes.low, votes.high, chain.theta,
        chain.path, chain.beta, chain.cut1, chain.cut2, chain.tau, chain.passing, chain.entry, lapse(chain.model),
        SHAPE, VARIANCE, draws, np.full(chain.tau.size, STRETCH), chain.moved,
    )  # fmt: skip


def _variances(sessions: NDArray[np.int32], squares: Floats, size: int, draw: np.random.Generator) -> Floats:
    """A variance for each session given squared deviations, from its inverse gamma distribution."""
    count = np.bincount(sessions, minlength=size)
    total = np.bincount(sessions, squares, size)
    found: Floats = (SHAPE * VARIANCE + total / 2) / draw.standard_gamma(SHAPE + count / 2)
    return found


def standardised(theta: Floats) -> Floats:
    """Points with mean 0 and standard deviation 1 over all of them."""
    found: Floats = (theta - theta.mean()) / theta.std(ddof=1)
    return found
