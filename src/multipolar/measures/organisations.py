"""Organisations that two states share, from the membership record: how many, and weighted by how rare they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from multipolar.actors.record import Record
from multipolar.measures.similarity import Floats

FIRST_YEAR = 1945
"""The record of organisations begins here in earnest: earlier bodies are not in it."""

RARE = 10.0
"""An organisation of one state in ten weighs 1."""


def members(
    record: Record,
    states: Sequence[str],
    years: range,
    *,
    as_known: date | None = None,
    without: Collection[str] = (),
) -> tuple[tuple[str, ...], NDArray[np.bool_]]:
    """Full members on 31 December of each year: the organisations, and an array (years, states, organisations).

    without: organisations left out, as the one that defines a group that is being tested. A membership whose day the
    record does not settle counts where it surely held. as_known: only what the public could know by that day.
    """
    bodies = tuple(sorted(set(record.registry.organisations) - set(without)))
    place = {state: index for index, state in enumerate(states)}
    held = np.zeros((len(years), len(states), len(bodies)), dtype=bool)
    for index, body in enumerate(bodies):
        life = record.registry.organisations[body].span.as_known(as_known)
        for row in record.memberships.by_body.get(body, ()):
            if row.role != "full" or row.actor not in place or not row.known(as_known):
                continue
            span = row.as_known(as_known).span
            first = years[0] if span.start is None else span.start.last.year
            ends = [end.first.year - 1 for end in (span.end, life.end) if end is not None]
            first, last = max(first, years[0]), min([*ends, years[-1]])
            if first <= last:
                held[first - years[0] : last - years[0] + 1, place[row.actor], index] = True
    return bodies, held


def shared(ones: NDArray[np.bool_], others: NDArray[np.bool_], weights: Floats) -> Floats:
    """Shared organisations of each of some states with each of others, shape (ones, others), by their weights."""
    return np.asarray((ones * weights) @ others.T.astype(np.float64))


def existing(record: Record, states: Sequence[str], years: range) -> NDArray[np.bool_]:
    """Whether each state was an independent state on 31 December of each year, shape (years, states)."""
    known = (record.registry.states[key] for key in states)
    held = np.array([[state.exists(date(year, 12, 31)) is True for year in years] for state in known], dtype=bool)
    return held.reshape(len(states), len(years)).T


def weights(held: NDArray[np.bool_], states: int, by: str) -> Floats:
    """Weight of each organisation in one year, by `count` 1 each, by `rarity` the more the fewer belong to it.

    held: shape (states, organisations). states: how many exist. The rarity is the logarithm of states over members,
    1 where one in ten belongs, after the inverse document frequency of Spärck Jones (1972): an organisation of
    everybody weighs nothing.
    """
    sizes = held.sum(axis=0)
    if by == "count":
        return np.ones(sizes.size)
    rare = np.log(states / np.maximum(sizes, 1)) / np.log(RARE)
    return np.where(sizes > 0, np.maximum(rare, 0), 0.0)
