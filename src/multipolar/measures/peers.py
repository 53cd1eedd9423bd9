"""Whom a number is compared with: peers of a state, and where it stands among them and in the world."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from multipolar.actors.record import memberships, registry
from multipolar.actors.registry import State
from multipolar.errors import InputError
from multipolar.measures.panel import Panel, Slice

PEERS_NEEDED = 5
"""Peers with a value, below which they say nothing."""

NAMED_NEEDED = 2
"""The same of peers that the user named."""

NEAREST = 20
"""States in a peer group by development."""

DEVELOPMENT = "development"


@dataclass(frozen=True, slots=True)
class Peers:
    """A peer group: its name in words, its states in a year, and how many of them make a median.

    The state itself is left out by the comparison.
    """

    name: str
    in_year: Callable[[int], frozenset[str]]
    needed: int = PEERS_NEEDED


def region(state: str, covered: Set[str]) -> tuple[str, frozenset[str]]:
    """The default peers of a state, in words and as keys: the states of its UN M49 subregion.

    covered: states that have a value. Where fewer than PEERS_NEEDED of the subregion do, the region takes its place.
    """
    home = registry().states[state]
    near = _of("subregion", home.subregion)
    if len((near & covered) - {state}) >= PEERS_NEEDED:
        return f"states of {home.subregion} (UN M49)", near
    return f"states of {home.region} (UN M49)", _of("region", home.region)


@lru_cache(maxsize=256)
def _of(level: str, name: str) -> frozenset[str]:
    """The states of a region or subregion; a user's facts add none."""
    return frozenset(key for key, state in registry().states.items() if getattr(state, level) == name)


def peers(panel: Panel, state: str, named: str, covered: Set[str]) -> Peers:
    """The peers that a user names: empty for the default, an organisation or group, "development", or a list of keys.

    An organisation's or a group's peers are its full members on 31 December of each year, as known. Those by
    development are the NEAREST states by GDP per head in the year; only a world that holds it has them.
    """
    if not named:
        words, keys = region(state, covered)
        return Peers(words, lambda _: keys)
    if named == DEVELOPMENT:
        return Peers(f"the {NEAREST} states nearest in GDP per head", lambda year: _developed(panel, state, year))
    parts = [part.strip() for part in named.split(",") if part.strip()]
    actors = [registry().actor(part) for part in parts]
    if all(isinstance(actor, State) for actor in actors):
        listed = frozenset(parts)
        return Peers(", ".join(actor.name for actor in actors), lambda _: listed, NAMED_NEEDED)
    if len(actors) > 1:
        raise InputError(
            f"{named[:60]!r} mixes states with others",
            mend="Name one organisation or group, or states divided by commas",
        )
    body = parts[0]
    words = f"full members of {actors[0].name} at the end of each year"
    return Peers(words, lambda year: _members(panel, body, year), NAMED_NEEDED)


def _members(panel: Panel, body: str, year: int) -> frozenset[str]:
    day = min(date(year, 12, 31), panel.known_on or date.today())
    rows = memberships().on(body, day, as_known=panel.known_on)
    return frozenset(row.actor for row in rows if row.actor in registry().states)


def _developed(panel: Panel, state: str, year: int) -> frozenset[str]:
    found = panel.slice("gdp_per_head", year)
    if not found.states:
        reason = panel.reason("gdp_per_head", state, None, year)
        raise InputError(f"peers by development need GDP per head: {reason}", mend="Name other peers")
    if state not in found.states:
        return frozenset()
    apart = np.abs(np.log(found.values) - np.log(found.values[found.states.index(state)]))
    order = np.argsort(apart, kind="stable")
    return frozenset(found.states[place] for place in order[1 : NEAREST + 1])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a value stands among others of its year.

    rank: 1 for the highest, of `count` with the state itself. median: of the others, None where too few have a
    value. distance: the value less the median.
    """

    rank: int
    count: int
    median: float | None
    distance: float | None


def standing(
    found: Slice, state: str, fixed: Iterable[str] = (), among: Set[str] | None = None, needed: int = PEERS_NEEDED
) -> Standing | None:
    """Where a state stands in a slice; `fixed`, the other state of a pair, is left out. None without its value.

    among: the states it is compared with; all others of the slice by default. needed: how many make a median.
    """
    if state not in found.states:
        return None
    own = float(found.values[found.states.index(state)])
    left_out = {state, *fixed}
    others = np.array(
        [
            value
            for key, value in zip(found.states, found.values.tolist(), strict=True)
            if key not in left_out and (among is None or key in among)
        ]
    )
    rank = 1 + int((others > own).sum())
    if others.size < needed:
        return Standing(rank, others.size + 1, None, None)
    median = float(np.median(others))
    return Standing(rank, others.size + 1, median, own - median)
