"""Alliance portfolios: what a state owes every state of the system in a year, and how alike two of them are.

Valued as 3 for a duty to defend or to join in war, 2 for neutrality or consultation, 1 for non-aggression, 0 for none,
and 3 to oneself (after Signorino and Ritter 1999; Chiba, Johnson and Leeds 2015). A non-aggression pledge that both
states share with the same ten others or more, as in the OSCE area, scores nothing: it ties everybody with everybody.
"""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from multipolar.measures.similarity import Floats

LEVELS = 4
"""Values of an alliance tie, 0 to 3."""

SELF = 3
"""What a state owes itself."""

BROAD = 10
"""States with which both sides share a non-aggression pledge, from which on it counts as a broad multilateral one."""

OBLIGATIONS = ("defence", "offence", "neutrality", "nonaggression", "consultation")


def valued(
    defence: NDArray[np.int8],
    offence: NDArray[np.int8],
    neutrality: NDArray[np.int8],
    nonaggression: NDArray[np.int8],
    consultation: NDArray[np.int8],
) -> NDArray[np.int8]:
    """Portfolios of one year as values 0 to 3, from 0/1 matrices of shape (states, states), the owing state by rows."""
    tie = np.where(narrow(nonaggression), 1, 0)
    tie = np.where((neutrality > 0) | (consultation > 0), 2, tie)
    tie = np.where((defence > 0) | (offence > 0), 3, tie).astype(np.int8)
    np.fill_diagonal(tie, SELF)
    return tie


def narrow(nonaggression: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Which pledges of non-aggression are of no broad circle: fewer than BROAD others share them with both sides."""
    pledged = (nonaggression > 0).astype(np.float32)
    return (nonaggression > 0) & (pledged @ pledged.T < BROAD)


def tables(ones: NDArray[np.int8], others: NDArray[np.int8], weights: Floats | None = None) -> Floats:
    """Contingency tables of each of some portfolios with each of others, shape (LEVELS, LEVELS, ones, others).

    ones, others: shape (portfolios, states of the system), values 0 to 3. weights: of those states, 1 each by
    default. Every portfolio covers the whole system, so the row and column of value 0 follow from the totals.
    """
    w = np.ones(ones.shape[1], np.float32) if weights is None else weights  # counts are exact in single precision
    left = [(ones == level).astype(w.dtype) * w for level in range(1, LEVELS)]
    right = [(others == level).astype(w.dtype) for level in range(1, LEVELS)]
    found: Floats = np.zeros((LEVELS, LEVELS, len(ones), len(others)))
    for i, j in product(range(1, LEVELS), repeat=2):
        found[i, j] = left[i - 1] @ right[j - 1].T
    for level in range(1, LEVELS):
        found[level, 0] = left[level - 1].sum(axis=1)[:, None] - found[level, 1:].sum(axis=0)
        found[0, level] = (right[level - 1] @ w)[None, :] - found[1:, level].sum(axis=0)
    found[0, 0] = w.sum() - found.sum(axis=(0, 1))
    return np.maximum(found, 0)
