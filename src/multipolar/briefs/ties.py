"""The states named, side by side: their ties to the powers over time, and who is in what on a day."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from datetime import date

from multipolar.actors.memberships import Membership
from multipolar.actors.record import memberships, registry
from multipolar.actors.registry import DEFAULT_POWERS, POWERS
from multipolar.briefs.brief import OverlapRow, TiesOf, TiesRow
from multipolar.checking.omissions import MANY, Omission, organisation_of, subjects
from multipolar.facts.vocabulary import ROLES
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.reading.document import PLACES, Reading

DRAWN = {
    "trade": "Share of each power in the trade of the states named",
    "agreement": "Share of identical votes with each power in the UN General Assembly",
}
"""Measures drawn as small multiples, each with its title."""
YEARS = 30
MAX_STATES, MAX_POWERS, MAX_BODIES = 9, 4, 10


def ties(
    reading: Reading, omitted: tuple[Omission, ...], panel: Panel, day: date | None, as_known: date | None
) -> tuple[TiesRow, ...]:
    """A row of small multiples for each measure that covers any of the states: to the powers named, and to the one
    whose ties changed most.
    """
    states = subjects(reading, day, as_known)[:MAX_STATES]
    powers = _powers(reading, omitted)
    return tuple(row for measure in DRAWN if (row := _of(measure, states, powers, panel)) is not None)


def _powers(reading: Reading, omitted: tuple[Omission, ...]) -> tuple[str, ...]:
    """At most MAX_POWERS: whose ties moved most, those that the text names, then the usual ones."""
    named = Counter(m.actor for m in reading.mentions if m.kind not in PLACES)
    moved = [actor for o in omitted if o.kind == "power" for actor in o.actors]
    text = [key for key, _ in named.most_common() if key in POWERS]
    chosen = list(dict.fromkeys([*moved[:1], *text, *DEFAULT_POWERS]))[:MAX_POWERS]
    return tuple(sorted(chosen, key=POWERS.index))


def _of(measure: str, states: tuple[str, ...], powers: tuple[str, ...], panel: Panel) -> TiesRow | None:
    told = MEASURES[measure]
    last = panel.coverage(measure).last
    if last is None:
        return None
    years = tuple(range(last - YEARS + 1, last + 1))
    rows = []
    for state in states:
        values = tuple(_values(measure, state, power, years, panel) for power in powers)
        if any(value is not None for line in values for value in line):
            rows.append(TiesOf(state, registry().label(state), values))
    if not rows:
        return None
    names = tuple(registry().label(power) for power in powers)
    return TiesRow(measure, DRAWN[measure], told.unit, told.dataset, powers, names, years, tuple(rows), last)


def _values(measure: str, state: str, power: str, years: tuple[int, ...], panel: Panel) -> tuple[float | None, ...]:
    if state == power:
        return (None,) * len(years)
    series = panel.series(measure, state, power)
    known = dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
    return tuple(_finite(known.get(year)) for year in years)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def overlap(reading: Reading, day: date | None, as_known: date | None) -> OverlapRow | None:
    """The states named by the organisations named, and by the smaller ones that most of the states share."""
    if day is None:
        return None
    known = registry()
    named = [key for key, _ in Counter(m.actor for m in reading.mentions if m.kind not in PLACES).most_common()]
    states = [key for key in named if key in known.states]
    first = organisation_of(reading)
    if len(states) < 2 and first:
        states += [row.actor for row in memberships().on(first, day, as_known=as_known) if row.actor not in states]
    states = states[: MAX_STATES + MAX_POWERS]
    held = {state: {row.organisation: row for row in _roles(state, day, as_known)} for state in states}
    bodies = [key for key in named if key in known.organisations]
    shared = Counter(body for rows in held.values() for body, row in rows.items() if row.role == "full")
    pacts = [body for body, n in shared.items() if n > 1 and known.organisations[body].collective_defence]
    small = [b for b, n in shared.most_common() if n > 1 and len(memberships().on(b, day, as_known=as_known)) < MANY]
    bodies = list(dict.fromkeys([*([first] if first else []), *bodies, *sorted(pacts), *small]))[:MAX_BODIES]
    if not bodies or not states:
        return None
    cells = tuple(tuple(held[s][b].role if b in held[s] else "" for b in bodies) for s in states)
    cited = dict.fromkeys(held[s][b].cited for s in states for b in bodies if b in held[s])
    return OverlapRow(
        day.isoformat(),
        tuple(bodies),
        tuple(known.label(body) for body in bodies),
        tuple(states),
        tuple(known.label(state) for state in states),
        cells,
        tuple(cited),
    )


def _roles(state: str, day: date, as_known: date | None) -> Iterator[Membership]:
    """What a state is in on a day, so that of several roles in one organisation the fullest comes last."""
    rows = memberships().of(state, day, as_known=as_known)
    held = [row for row in rows if row.organisation in registry().organisations]
    yield from sorted(held, key=lambda row: -ROLES.index(row.role))
