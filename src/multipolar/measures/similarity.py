"""Similarity of two states' portfolios (votes, alliance ties) from their contingency table, for any number of pairs.

A table holds how often, or with what weight, the first state chose category i where the second chose j. All measures
follow from the table alone. Tables of many pairs have the shape (k, k, ...), so that every step runs over all pairs.

Sources: Cohen (1960, 1968); Scott (1955); Signorino and Ritter (1999), ISQ 43, 115-144; Kendall (1945) for tau-b;
Häge (2011), Political Analysis 19, 287-305, for chance correction with valued categories and for A, which is S less
the S to be expected by chance.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def contingency(one: ArrayLike, other: ArrayLike, levels: ArrayLike, weights: ArrayLike | None = None) -> Floats:
    """The table of two portfolios: how much weight lies on each pair of levels.

    one, other: values of the same items, each one of `levels`; an item counts where both are finite. weights: of the
    items, 1 each by default. Result: shape (k, k), first portfolio by rows. ValueError for a value off the levels.
    """
    a, b, at = (np.asarray(x, dtype=np.float64) for x in (one, other, levels))
    w = np.ones_like(a) if weights is None else np.asarray(weights, dtype=np.float64)
    rows, columns = (x[:, None] == at[None, :] for x in (a, b))
    both = np.isfinite(a) & np.isfinite(b)
    if not (rows.any(axis=1) & columns.any(axis=1))[both].all():
        raise ValueError(f"values outside the levels {at.tolist()}")
    return np.asarray((rows * w[:, None]).T.astype(np.float64) @ columns)


def pair_tables(chosen: NDArray[np.int8], categories: int) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Contingency tables of every unordered pair of states with a shared item.

    chosen: shape (states, items), 1 to `categories`, 0 where a state has no choice. Results: tables of shape
    (categories, categories, pairs), and the places of the first and the second state of each pair, in order.
    """
    each = [(chosen == category).astype(np.float32) for category in range(1, categories + 1)]
    one, other = np.triu_indices(len(chosen), k=1)
    tables: Floats = np.empty((categories, categories, one.size))
    for i, j in product(range(categories), repeat=2):  # counts below 2**24 are exact in single precision
        tables[i, j] = (each[i] @ each[j].T)[one, other]
    shared = tables.any(axis=(0, 1))
    return (tables, one, other) if shared.all() else (tables[:, :, shared], one[shared], other[shared])


class Tables:
    """Contingency tables of many pairs and what the measures share: shares of items by distance, seen and by chance.

    counts: shape (k, k, ...). `observed`, `own` and `pooled` have the shape (k, ...): the share of items whose two
    categories lie d steps apart; as observed, and as expected if both chose independently by their own or by their
    pooled marginals. A pair without an item has NaN throughout.
    """

    def __init__(self, counts: Floats) -> None:
        self.counts = counts
        self.k = len(counts)

    @cached_property
    def items(self) -> Floats:
        """Items, or their weight, that both states have a category for."""
        return _total(self.counts.reshape(self.k * self.k, *self.counts.shape[2:]))

    @cached_property
    def _scale(self) -> Floats:
        with np.errstate(divide="ignore"):
            return np.where(self.items > 0, 1 / self.items, np.nan)

    @cached_property
    def _rows(self) -> Floats:
        return np.asarray(np.stack([_total(row) for row in self.counts]) * self._scale)

    @cached_property
    def _columns(self) -> Floats:
        return np.asarray(_total(self.counts) * self._scale)

    @cached_property
    def observed(self) -> Floats:
        """Share of items by the distance of the two categories."""
        found = np.zeros_like(self._rows)
        for i, j in product(range(self.k), repeat=2):
            found[abs(i - j)] += self.counts[i, j]
        return np.asarray(found * self._scale)

    @cached_property
    def own(self) -> Floats:
        """The same by chance, from each state's own marginals."""
        return _by_chance(self._rows, self._columns)

    @cached_property
    def pooled(self) -> Floats:
        """The same by chance, from the marginals of both together."""
        both = (self._rows + self._columns) / 2
        return _by_chance(both, both)

    @cached_property
    def concordance(self) -> Floats:
        """Share of pairs of items that both order alike less the share that they order contrarily."""
        found = np.zeros_like(self.items)
        beyond = np.zeros_like(self.counts[0])  # items in the rows after i, by column
        for i in reversed(range(self.k)):
            right = np.zeros_like(found)
            left = _total(beyond)
            for j in reversed(range(self.k)):
                left = left - beyond[j]
                found += self.counts[i, j] * (right - left)
                right = right + beyond[j]
            beyond = beyond + self.counts[i]
        return np.asarray(found * self._scale**2)

    @cached_property
    def untied(self) -> tuple[Floats, Floats]:
        """Share of pairs of items that each state does not put into one category."""
        shares = (1 - _total(x * x) for x in (self._rows, self._columns))
        first, second = (np.where(x > 1e-12, x, 0) / 2 for x in shares)  # rounding is no variation
        return first, second


def _total(parts: Floats) -> Floats:
    """The sum over the first axis, slice by slice: several times as fast as a reduction over a short axis."""
    found: Floats = np.zeros_like(parts[0])
    for part in parts:
        found += part
    return found


def _by_chance(rows: Floats, columns: Floats) -> Floats:
    found: Floats = np.zeros_like(rows)
    for i, j in product(range(len(rows)), repeat=2):
        found[abs(i - j)] += rows[i] * columns[j]
    return found


def _distance(by_step: Floats, power: float) -> Floats:
    """Mean distance, 1 between the outermost categories; `power` 1 absolute, 2 squared, 0 nominal (all alike)."""
    steps = len(by_step) - 1
    found: Floats = np.zeros_like(by_step[0])
    for step in range(1, steps + 1):
        found += by_step[step] * (step / steps) ** power
    return found


def _ratio(above: Floats, below: Floats) -> Floats:
    """A quotient, NaN where the divisor is zero but for rounding."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(above / np.where(below > 1e-12, below, np.nan))


def agreement(tables: Tables) -> Floats:
    """Share of items on which both chose the same category."""
    return np.asarray(tables.observed[0])


def s(tables: Tables, power: float = 1) -> Floats:
    """Signorino and Ritter's S, -1 to 1; `power` 1 for absolute distance, 2 for squared."""
    return 1 - 2 * _distance(tables.observed, power)


def a(tables: Tables, power: float = 1) -> Floats:
    """Häge's A: S less the S that both states' own marginals give by chance; 0 where they agree as chance has it."""
    return 2 * (_distance(tables.own, power) - _distance(tables.observed, power))


def kappa(tables: Tables, power: float = 2) -> Floats:
    """Cohen's kappa, weighted by distance: `power` 2 squared, 1 linear, 0 nominal. NaN where neither state varies."""
    return 1 - _ratio(_distance(tables.observed, power), _distance(tables.own, power))


def pi(tables: Tables, power: float = 0) -> Floats:
    """Scott's pi: as kappa with pooled marginals. `power` 0 nominal (Scott 1955), 2 squared (Häge 2011)."""
    return 1 - _ratio(_distance(tables.observed, power), _distance(tables.pooled, power))


def tau_b(tables: Tables) -> Floats:
    """Kendall's tau-b of the two portfolios, -1 to 1; NaN where one of them never varies."""
    first, second = tables.untied
    return _ratio(tables.concordance, np.sqrt(first * second))


MEASURES: dict[str, Callable[[Tables], Floats]] = {
    "agreement": agreement,
    "kappa_squared": kappa,
    "kappa_linear": lambda tables: kappa(tables, 1),
    "kappa_nominal": lambda tables: kappa(tables, 0),
    "pi_nominal": pi,
    "pi_squared": lambda tables: pi(tables, 2),
    "s_absolute": s,
    "s_squared": lambda tables: s(tables, 2),
    "tau_b": tau_b,
    "a_absolute": a,
}
"""Every measure by its name."""
