"""Whether chains have mixed: split R-hat and effective sample sizes of bulk and tail, of many quantities at once.

Vehtari, Gelman, Simpson, Carpenter and Bürkner (2021), "Rank-normalization, folding, and localization: an improved
R-hat for assessing convergence of MCMC", Bayesian Analysis 16(2), 667-718.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

R_HAT_BAR, ESS_BAR = 1.01, 400.0
"""What the paper asks for: R-hat below, and bulk and tail sizes of four chains above; a quantity that misses either is
said not to have mixed."""
TAIL = (0.05, 0.95)
_AT_ONCE = 512
"""Quantities worked on at once, which bounds memory."""


@dataclass(frozen=True, slots=True)
class Mixing:
    """Of each quantity, shape (quantities,)."""

    r_hat: Floats
    bulk: Floats
    tail: Floats

    @property
    def mixed(self) -> NDArray[np.bool_]:
        """Whether R-hat and both sizes are as they should be."""
        return (self.r_hat < R_HAT_BAR) & (self.bulk >= ESS_BAR) & (self.tail >= ESS_BAR)


def mixing(draws: NDArray[np.float32]) -> Mixing:
    """The mixing of draws of shape (chains, draws, quantities), of at least 4 draws a chain."""
    parts = [_mixing(draws[:, :, at : at + _AT_ONCE]) for at in range(0, draws.shape[2], _AT_ONCE)]
    return Mixing(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _mixing(draws: NDArray[np.float32]) -> tuple[Floats, Floats, Floats]:
    half = draws.shape[1] // 2
    split = np.concatenate([draws[:, :half], draws[:, -half:]]).astype(np.float64)
    ranked = _ranked(split)
    folded = _ranked(np.abs(split - np.median(split, axis=(0, 1))))
    tails = [_size((split <= np.quantile(split, share, axis=(0, 1))).astype(np.float64)) for share in TAIL]
    return np.maximum(_r_hat(ranked), _r_hat(folded)), _size(ranked), np.minimum(*tails)


_BINS = 4096
_NORMAL = np.array([NormalDist().inv_cdf((at + 0.5) / _BINS) for at in range(_BINS)])


def _ranked(draws: Floats) -> Floats:
    """Normal scores of the ranks over all chains; 0 for what never changes."""
    flat = draws.reshape(-1, draws.shape[2])
    ranks = np.argsort(np.argsort(flat, axis=0, kind="stable"), axis=0, kind="stable")
    share = (ranks + 1 - 0.375) / (flat.shape[0] + 0.25)
    scores = np.interp(share, (np.arange(_BINS) + 0.5) / _BINS, _NORMAL)
    found: Floats = np.where(np.ptp(flat, axis=0) > 0, scores.reshape(draws.shape), 0.0)
    return found


def _r_hat(draws: Floats) -> Floats:
    count = draws.shape[1]
    within = draws.var(axis=1, ddof=1).mean(axis=0)
    between = count * draws.mean(axis=1).var(axis=0, ddof=1)
    found: Floats = np.sqrt(((count - 1) / count * within + between / count) / np.maximum(within, 1e-300))
    return found


def _size(draws: Floats) -> Floats:
    """The effective sample size, by Geyer's initial monotone sequence of the autocorrelations over all chains."""
    chains, count, _ = draws.shape
    centred = draws - draws.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, 2 * count, axis=1)
    lagged = np.fft.irfft(spectrum * spectrum.conj(), axis=1)[:, :count].mean(axis=0) / count
    within = lagged[0] * count / (count - 1)
    total = lagged[0] + (draws.mean(axis=1).var(axis=0, ddof=1) if chains > 1 else 0.0)
    rho = 1 - (within - lagged) / np.maximum(total, 1e-300)
    rho[0] = 1.0
    pairs = rho[0 : count // 2 * 2 : 2] + rho[1 : count // 2 * 2 : 2]
    ended = np.cumsum(pairs < 0, axis=0) > 0
    falling = np.minimum.accumulate(np.where(ended, 0.0, pairs), axis=0)
    time = np.maximum(2 * falling.sum(axis=0) - 1, 1 / np.log10(chains * count))
    found: Floats = np.where(total > 0, chains * count / time, 0.0)
    return found
