"""Reference classes: all cases in which a condition held of a comparable state, by name and year, and what came after.

An outside view (Kahneman and Tversky 1979; Kahneman and Lovallo 1993, Management Science 39, 17-31): before a forecast
is believed one asks how it went before. The cases are listed and counted; few of them, and cases of one war, say
little, and the list says so instead of giving a percentage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np

from multipolar.actors.record import registry
from multipolar.dynamics.conditions import Condition
from multipolar.measures.panel import Panel, Slice

COMPARABLE = 10
"""Strongest states by capability among which a state has to be, in the year a case begins, to be comparable."""
AFTER = 10
"""Years after a case at which is looked what became of the ties."""
FEW = 10
"""Separate times below which no percentage is given."""
MARGIN = 2
"""Years by which a value may be missed at the start or after a case."""


class Ties(msgspec.Struct, frozen=True):
    """A tie of states with the one whose measure changed: medians at the start and AFTER years after, None where none.

    sphere: of the states bound to it by a defence pact at the start; others: of all other states covered.
    """

    measure: str
    sphere_before: float | None
    sphere_after: float | None
    others_before: float | None
    others_after: float | None
    states: int


class Case(msgspec.Struct, frozen=True):
    """One time at which the condition held.

    first, last: the year it began, and the one in which the change was reached. change: last value over first, less 1.
    succession: states that came out of it between the two years; then what changed is partly the state itself. bound:
    states with a defence pact with it at the start; kept: those of them that still had one AFTER years after `last`,
    of `asked` that were still states and covered. period: number of the time that it shares with other cases.
    line: the measure as a share of its first value, from ten years before to twenty after; None where not covered.
    """

    state: str
    name: str
    first: int
    last: int
    before: float
    after: float
    change: float
    succession: tuple[str, ...]
    bound: tuple[str, ...]
    asked: int
    kept: int
    ties: tuple[Ties, ...]
    period: int
    line: tuple[float | None, ...]


class Precedents(msgspec.Struct, frozen=True):
    """All cases of a condition, those of the state asked about among them, in the order of their years."""

    condition: Condition
    since: int
    until: int
    cases: tuple[Case, ...]
    periods: int

    @property
    def few(self) -> bool:
        """Whether there are too few separate times for any share of them to mean something."""
        return self.periods < FEW


LINE = range(-10, 21)


def precedents(condition: Condition, panel: Panel, strongest: int = COMPARABLE) -> Precedents:
    """Every case since the measure begins in which it changed so for one of the strongest states.

    A case begins where the measure was highest (of a rise lowest) before the change; those of a state do not overlap.
    """
    covered = panel.coverage(condition.measure)
    if covered.first is None or covered.last is None:
        return Precedents(condition, 0, 0, (), 0)
    strong = _strongest(panel, strongest)
    ever = sorted(frozenset().union(*strong.values()) & set(covered.states))
    found = [
        (state, *span)
        for state in ever
        for span in _spans(condition, panel, state)
        if state in strong.get(span[0], frozenset())
    ]
    found.sort(key=lambda case: (case[1], case[0]))
    numbers = _periods([(first, last) for _, first, last in found])
    cases = tuple(
        _case(condition, panel, state, first, last, number)
        for (state, first, last), number in zip(found, numbers, strict=True)
    )
    return Precedents(condition, covered.first, covered.last, cases, len(set(numbers)))


def _strongest(panel: Panel, count: int) -> dict[int, frozenset[str]]:
    """So many strongest states of each year."""
    covered = panel.coverage("capability")
    if covered.first is None or covered.last is None:
        return {}
    return {year: _top(panel.slice("capability", year), count) for year in range(covered.first, covered.last + 1)}


def _top(found: Slice, count: int) -> frozenset[str]:
    order = np.argsort(-found.values, kind="stable")[:count]
    return frozenset(found.states[place] for place in order)


def _spans(condition: Condition, panel: Panel, state: str) -> Iterator[tuple[int, int]]:
    """First and last years of the changes of a state, none overlapping another."""
    series = panel.series(condition.measure, state)
    years, values = series.years.tolist(), series.values.tolist()
    factor = 1 - condition.share if condition.falls else 1 + condition.share
    place = 0
    while place < len(years):
        reached = _reached(years, values, place, condition, factor)
        if reached is None:
            place += 1
            continue
        # The fall began at the highest value within the stretch, a rise at the lowest.
        sign = 1 if condition.falls else -1
        start = max(range(place, reached + 1), key=lambda at: (sign * values[at], at))
        end = _reached(years, values, start, condition, factor)
        if end is None:
            start, end = place, reached
        yield years[start], years[end]
        place = end + 1


def _reached(years: list[int], values: list[float], start: int, condition: Condition, factor: float) -> int | None:
    """The first place within the years of the condition at which the change from `start` is reached."""
    if not values[start] > 0:
        return None
    for at in range(start + 1, len(years)):
        if years[at] - years[start] > condition.years:
            return None
        ratio = values[at] / values[start]
        if ratio <= factor if condition.falls else ratio >= factor:
            return at
    return None


def _periods(spans: list[tuple[int, int]]) -> list[int]:
    """The number of the time that each span belongs to, for spans by their first years; overlapping ones share it."""
    numbers: list[int] = []
    end = None
    for first, last in spans:
        if end is None or first > end:
            numbers.append(len(set(numbers)) + 1)
            end = last
        else:
            numbers.append(numbers[-1])
            end = max(end, last)
    return numbers


def _case(condition: Condition, panel: Panel, state: str, first: int, last: int, period: int) -> Case:
    series = panel.series(condition.measure, state)
    by_year = dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
    pacts = panel.slice("defence", first, state)
    bound = tuple(key for key, value in zip(pacts.states, pacts.values.tolist(), strict=True) if value > 0)
    later = panel.slice("defence", last + AFTER, state)
    kept = dict(zip(later.states, later.values.tolist(), strict=True))
    asked = [key for key in bound if key in kept]
    return Case(
        state,
        registry().label(state),
        first,
        last,
        by_year[first],
        by_year[last],
        by_year[last] / by_year[first] - 1,
        _successors(state, first, last),
        bound,
        len(asked),
        sum(kept[key] > 0 for key in asked),
        tuple(tie for measure in ("trade", "agreement") if (tie := _ties(panel, measure, state, first, last, bound))),
        period,
        tuple(_share(by_year.get(first + offset), by_year[first]) for offset in LINE),
    )


def _share(value: float | None, of: float) -> float | None:
    return None if value is None else value / of


def _successors(state: str, first: int, last: int) -> tuple[str, ...]:
    """States that came out of a state between two years, both included."""
    found = []
    for key, other in registry().states.items():
        begun = other.spells[0].span.start
        if state in other.predecessor and begun is not None and first <= begun.first.year <= last + 1:
            found.append(key)
    return tuple(sorted(found))


def _ties(panel: Panel, measure: str, state: str, first: int, last: int, bound: Iterable[str]) -> Ties | None:
    """What became of a tie of those bound to a state, beside all others; None where it is covered for neither time."""
    before, after = (_near(panel, measure, year, state) for year in (first, last + AFTER))
    if before is None or after is None:
        return None
    inside = set(bound)
    told = [_median(found, inside, within) for within in (True, False) for found in (before, after)]
    if told[0] is None and told[2] is None:
        return None
    states = len(inside & set(before.states) & set(after.states))
    return Ties(measure, told[0], told[1], told[2], told[3], states)


def _near(panel: Panel, measure: str, year: int, state: str) -> Slice | None:
    """The measure in a year, or in the nearest within MARGIN that has any; None where none has."""
    for offset in sorted(range(-MARGIN, MARGIN + 1), key=abs):
        found = panel.slice(measure, year + offset, state)
        if found.states:
            return found
    return None


def _median(found: Slice, inside: set[str], within: bool) -> float | None:
    values = [v for key, v in zip(found.states, found.values.tolist(), strict=True) if (key in inside) == within]
    return float(np.median(values)) if values else None
