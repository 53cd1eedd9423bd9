"""The measures of the world in force: one series, one year over all states, rows of many, and what is covered.

A panel reads a generation of the world (`world.generation`), the shipped one or one that the user built, and may be
cut to what was known on a day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from multipolar.actors.record import registry
from multipolar.actors.registry import POWERS, nearest
from multipolar.dates import FIRST_YEAR, LAST_YEAR
from multipolar.errors import InputError
from multipolar.measures import organisations
from multipolar.measures.catalogue import MEASURES, RECORD, UNSUPPORTED, Measure
from multipolar.measures.coverage import covered
from multipolar.measures.kinds import FIRST_SESSION, SYSTEM_DATASET, VOTES, Block, Query, nothing, read
from multipolar.measures.releases import last_known_year
from multipolar.world import generation
from multipolar.world.generation import Generation

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Series:
    """A measure of a state, or of two states, over the years that it is covered, in order.

    years: shape (k,), int16. values: shape (k,), in the unit of the measure. low, high: 95 % bounds, nan where no
    error is known. n: observations behind each value, -1 where that means nothing. dataset: key of what it was
    computed from. reason: why there is nothing, or empty; an empty series is never to be read as zero.
    """

    measure: str
    state1: str
    state2: str | None
    years: NDArray[np.int16]
    values: Floats
    low: Floats
    high: Floats
    n: NDArray[np.int32]
    dataset: str
    reason: str = ""

    def __len__(self) -> int:
        return self.years.size


class Slice(NamedTuple):
    """A measure in one year: the states covered, in order of their keys, and arrays of shape (states,)."""

    states: tuple[str, ...]
    values: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Coverage:
    """First and last year of a measure and the states that it covers in any of them; None and () if nothing is."""

    first: int | None
    last: int | None
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The measures of a generation. `known_on` cuts each at the last year that was known on that day."""

    world: Generation
    known_on: date | None = None

    @staticmethod
    def current() -> Panel:
        """The panel of the world in force; DataError, naming the file, if it cannot be read."""
        return Panel(generation.current())

    @staticmethod
    def shipped() -> Panel:
        """The panel of the world that comes with the package."""
        return Panel(generation.shipped())

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What is known of the world: its datasets, tables and measures."""
        return self.world.manifest

    @property
    def powers(self) -> tuple[str, ...]:
        """States that are compared as powers where none are named."""
        return POWERS

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the measures that this world holds."""
        return tuple(name for name, measure in MEASURES.items() if self._held(measure))

    @property
    def choices(self) -> tuple[str, ...]:
        """Choices of roll calls that vote measures can be asked for: all, important, by issue, contested."""
        return tuple(name.removeprefix(VOTES) for name in self.world.tables if name.startswith(VOTES))

    def choice(self, votes: str) -> str:
        """A choice of roll calls as it is kept; InputError for none, and where only the ballots could give it."""
        head, *powers = votes.split("-")
        if head == "contested" and len(powers) == 2:
            for power in powers:
                self._state(power)
            votes = "-".join((head, *sorted(powers)))
            if powers[0] == powers[1]:
                raise InputError(f"{powers[0]} cannot contest a vote with itself", mend="Name two states")
            if votes not in self.choices and not self.has_ballots:
                raise InputError(
                    f"{votes} needs the ballots, which do not ship",
                    mend="`multipolar data build --from FOLDER` makes a world of them",
                )
        elif votes not in self.choices:
            raise InputError(
                f"no choice of roll calls is called {votes[:60]!r}",
                mend=f"{nearest(votes, self.choices)} Or write contested-USA-IND with two states",
            )
        return votes

    @property
    def has_ballots(self) -> bool:
        """Whether the world holds every vote, and not only what was counted of them."""
        return "ballots" in self.world.tables

    def as_known(self, day: date) -> Panel:
        """The panel cut, measure by measure, at the last year released by the end of that day.

        Coverage as released, values as revised: pseudo-real-time, not the numbers that stood in the release.
        """
        return replace(self, known_on=day)

    def series(
        self,
        measure: str,
        state1: str,
        state2: str | None = None,
        *,
        votes: str = "all",
        by: str = "year",
        without: tuple[str, ...] = (),
    ) -> Series:
        """All covered years of a measure. InputError for unknown names or a missing or needless second state.

        votes: the choice of roll calls of a vote measure. by: "year", or "session" of the Assembly, whose numbers then
        stand for years. without: organisations left out of shared ones. Outside the record the series is empty and
        its `reason` says why.
        """
        told = self._checked(measure, state1, state2)
        seconds = None if state2 is None else (state2,)
        query = Query((state1,), seconds, 0, LAST_YEAR, votes, by, without)
        block = _ordered(self._read(told, query)) if told.dataset == RECORD else _kept(self, told, query)
        reason = "" if block.years.size else self.reason(measure, state1, state2, votes=votes)
        return Series(
            measure,
            state1,
            state2,
            block.years.astype(np.int16),
            block.values,
            block.low,
            block.high,
            block.n,
            told.dataset,
            reason,
        )

    def slice(
        self,
        measure: str,
        year: int,
        state2: str | None = None,
        *,
        votes: str = "all",
        by: str = "year",
        without: tuple[str, ...] = (),
    ) -> Slice:
        """All states that a measure covers in a year; InputError as for `series`. Empty where nothing is covered."""
        told = self._checked(measure, None, state2)
        seconds = None if state2 is None else (state2,)
        query = Query(None, seconds, year, year, votes, by, without)
        if told.dataset == RECORD:
            return self._slice(_ordered(self._read(told, query)))
        return _kept_slice(self, told, query)

    def rows(self, measure: str, query: Query) -> Block:
        """The rows of a measure for many states and years at once; InputError as for `series`."""
        told = self._measure(measure)
        for state in {*(query.states1 or ()), *(query.states2 or ())}:
            self._state(state)
        return self._read(told, query)

    def coverage(self, measure: str) -> Coverage:
        """The years and states of a measure, within what was known."""
        told = self._measure(measure)
        if not self._held(told):
            return Coverage(None, None, ())
        if told.dataset == RECORD:
            block = self._read(told, Query(None, ("USA",), FIRST_YEAR, LAST_YEAR))
            years, codes = set(block.years.tolist()), {*block.ones.tolist(), *block.others.tolist()}
        else:
            last = self._last(told, Query(None, None, 0, LAST_YEAR))
            known = {year: states for year, states in covered(self.world, told).items() if year <= last}
            years, codes = set(known), set().union(*known.values())
        if not years:
            return Coverage(None, None, ())
        return Coverage(min(years), max(years), tuple(self.world.states[code] for code in sorted(codes)))

    def reason(
        self,
        measure: str,
        state1: str,
        state2: str | None,
        year: int | None = None,
        *,
        votes: str = "all",
        by: str = "year",
    ) -> str:
        """Why nothing is covered of a measure, at all or in a year: begins with "not covered"."""
        told = self._measure(measure)
        pair = state1 if state2 is None else f"{state1} with {state2}"
        if state1 == state2:
            return f"not covered: {measure} of a state with itself says nothing"
        if told.dataset == RECORD:
            last = (self.known_on or date.today()).year - 1
            if year is not None and not organisations.FIRST_YEAR <= year <= last:
                return f"not covered: the record of organisations covers {organisations.FIRST_YEAR} to {last}"
            return f"not covered: the record has not both of {pair} as states{'' if year is None else ' in that year'}"
        if not self._held(told):
            return (
                f"not covered: {measure} does not ship, since its dataset is not ours to spread; "
                "`multipolar data build --from FOLDER` makes a world that has it"
            )
        title = self.world.manifest["datasets"][told.dataset]["title"]
        limit = self.limit(told.dataset)
        first, last = self.world.covers(told.dataset if told.kind != "static" else SYSTEM_DATASET)
        if limit < self.world.covers(told.dataset)[0]:
            return f"not covered: no year of it had been released by {self.known_on} ({title})"
        if year is not None and by == "year":
            if year > limit and told.kind != "static":
                return f"not covered: {title} had been released to {limit} by {self.known_on}"
            if not first <= year <= last:
                return f"not covered: {title} ({told.dataset}) covers {first} to {last}"
        when = "" if year is None else f" in that {by}"
        of = measure if votes == "all" else f"{measure} on {votes} roll calls"
        left = "" if measure != "defence" else ", or leaves it open after an exit from the organisation that made it"
        return f"not covered: {title} has no {of} of {pair}{when}{left}"

    def _held(self, measure: Measure) -> bool:
        return measure.dataset == RECORD or measure.table in self.world.tables

    def _slice(self, block: Block) -> Slice:
        states = self.world.states
        return Slice(tuple([states[code] for code in block.ones.tolist()]), block.values, block.low, block.high)

    def _read(self, measure: Measure, query: Query) -> Block:
        if not self._held(measure):
            return nothing()
        if measure.kind == "similarity":
            query = replace(query, votes=self.choice(query.votes))
            if query.by == "session" and not self.has_ballots:
                raise InputError(
                    "sessions need the ballots, which do not ship",
                    mend="`multipolar data build --from FOLDER` makes a world of them",
                )
        return read(self.world, measure, replace(query, last=self._last(measure, query), as_known=self.known_on))

    def _last(self, measure: Measure, query: Query) -> int:
        """The last year, or session, of a query that may be spoken of; a static measure goes on once it is known."""
        limit = self.limit(measure.dataset)
        if query.by == "session":
            limit -= FIRST_SESSION
        if measure.kind == "static" and limit >= self.world.covers(measure.dataset)[0]:
            return query.last
        return min(query.last, limit)

    def limit(self, dataset: str) -> int:
        """The last year of a dataset that may be spoken of: any, or the last that was known on the day."""
        if self.known_on is None or dataset == RECORD:
            return LAST_YEAR
        limit = last_known_year(dataset, self.known_on)
        return FIRST_YEAR - 1 if limit is None else limit

    def _measure(self, name: str) -> Measure:
        if name in UNSUPPORTED:
            raise InputError(f"{name} is not supported: {UNSUPPORTED[name]}")
        if name not in MEASURES:
            raise InputError(f"no measure is called {name[:60]!r}", mend=nearest(name, MEASURES))
        return MEASURES[name]

    def _state(self, state: str) -> None:
        if state not in registry().states:
            raise InputError(f"no state has the key {state[:60]!r}", mend=nearest(state, registry().states))

    def _checked(self, measure: str, state1: str | None, state2: str | None) -> Measure:
        told = self._measure(measure)
        for state in (state1, state2):
            if state is not None:
                self._state(state)
        if told.dyadic and state2 is None:
            raise InputError(f"{measure} is between two states", mend=f"Name a second one, as {', '.join(self.powers)}")
        if not told.dyadic and state2 is not None:
            raise InputError(f"{measure} is of one state and takes no second", mend=f"Ask for {measure}({state1})")
        return told


@lru_cache(maxsize=8192)
def _kept(panel: Panel, measure: Measure, query: Query) -> Block:
    """The rows of a small query, kept for when it is asked again: a generation never changes, the record may."""
    return _ordered(panel._read(measure, query))


@lru_cache(maxsize=2048)
def _kept_slice(panel: Panel, measure: Measure, query: Query) -> Slice:
    return panel._slice(_kept(panel, measure, query))


def _ordered(block: Block) -> Block:
    """The rows by year, and within one by state, closed to changes."""
    found = block.only(np.lexsort((block.ones, block.years)))
    for name in found.__slots__:
        getattr(found, name).flags.writeable = False
    return found
