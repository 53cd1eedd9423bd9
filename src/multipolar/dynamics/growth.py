"""Reference classes of organisations: when the membership of others rose or fell so much, and what came after."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import msgspec
import numpy as np

from multipolar.actors.record import memberships, registry
from multipolar.actors.registry import nearest
from multipolar.dynamics.conditions import LONGEST
from multipolar.dynamics.precedents import AFTER, MARGIN, Ties
from multipolar.errors import InputError
from multipolar.measures.panel import Panel

FORM = "members(ORGANISATION) rises|falls by P% within N years"
_FORM = re.compile(
    r"\s*members\(\s*(?P<body>\w{1,40})\s*\)\s+(?P<way>falls|rises)\s+by\s+(?P<share>\d{1,4}(?:\.\d{1,4})?)\s*%"
    r"\s+within\s+(?P<years>\d{1,3})\s+years?\s*\Z"
)
FEWEST = 3
"""Full members that an organisation has to have when a case begins: of two, a third is a rise by half."""


class Growth(msgspec.Struct, frozen=True):
    """share: by how much of its first number the full members rise or fall, 1 for 100 %. years: within how many."""

    organisation: str
    falls: bool
    share: float
    years: int

    def __str__(self) -> str:
        way = "falls" if self.falls else "rises"
        return f"members({self.organisation}) {way} by {100 * self.share:g}% within {self.years} years"


class BodyCase(msgspec.Struct, frozen=True):
    """One time at which the condition held of an organisation.

    before, after: full members on 31 December of the first and last year; later: AFTER years after, None where that is
    to come. joined, left: who came and went between the two. ties: of the members of the first year with one another,
    beside those of all other states with them: sums of shares in trade, means of agreement in votes.
    """

    organisation: str
    name: str
    first: int
    last: int
    before: int
    after: int
    later: int | None
    joined: tuple[str, ...]
    left: tuple[str, ...]
    ties: tuple[Ties, ...]


def is_growth(text: str) -> bool:
    """Whether a condition speaks of the members of an organisation."""
    return text.strip().startswith("members(")


def parse_growth(text: str) -> Growth:
    """Read a condition; InputError for another form, an unknown organisation, a number out of bounds."""
    match = _FORM.match(text)
    if match is None:
        raise InputError(f"{text[:80]!r} is no condition", mend=f"Write {FORM}")
    body, share, years = match["body"], float(match["share"]) / 100, int(match["years"])
    if body not in registry().organisations:
        raise InputError(f"no organisation has the key {body!r}", mend=nearest(body, registry().organisations))
    falls = match["way"] == "falls"
    if share <= 0 or (falls and share > 1):
        raise InputError(f"a change by {match['share']} %", mend="Give one above 0, of a fall at most 100")
    if not 1 <= years <= LONGEST:
        raise InputError(f"a span of {years} years", mend=f"Give 1 to {LONGEST} years")
    return Growth(body, falls, share, years)


def growths(condition: Growth, panel: Panel) -> tuple[BodyCase, ...]:
    """All cases among the organisations of the record, by their first years; those of one do not overlap."""
    found = [
        _case(panel, body, first, last)
        for body in sorted(registry().organisations)
        for first, last in _spans(condition, _members(body))
    ]
    return tuple(sorted(found, key=lambda case: (case.first, case.organisation)))


@cache
def _members(body: str) -> dict[int, frozenset[str]]:
    """Full members on 31 December of each year in which there were any."""
    last = date.today().year - 1
    years = range(1816, last + 1)
    found = {year: frozenset(m.actor for m in memberships().on(body, date(year, 12, 31))) for year in years}
    return {year: actors for year, actors in found.items() if actors}


def _spans(condition: Growth, members: dict[int, frozenset[str]]) -> list[tuple[int, int]]:
    """First and last years of the changes of one organisation."""
    factor = 1 - condition.share if condition.falls else 1 + condition.share
    years = sorted(members)
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(years):
        reached = _reached(condition, members, years, start, factor)
        if reached is None:
            start += 1
            continue
        # The change is told from the last year of the number that it began with.
        begin = max(at for at in range(start, reached) if len(members[years[at]]) == len(members[years[start]]))
        spans.append((years[begin], years[reached]))
        start = reached
    return spans


def _reached(
    condition: Growth, members: dict[int, frozenset[str]], years: list[int], start: int, factor: float
) -> int | None:
    first = len(members[years[start]])
    if first < FEWEST:
        return None
    for at in range(start + 1, len(years)):
        if years[at] - years[start] > condition.years:
            return None
        ratio = len(members[years[at]]) / first
        if ratio <= factor if condition.falls else ratio >= factor:
            return at
    return None


def _case(panel: Panel, body: str, first: int, last: int) -> BodyCase:
    members = _members(body)
    before, after, later = members[first], members[last], members.get(last + AFTER)
    states = frozenset(registry().states)
    return BodyCase(
        body,
        registry().label(body),
        first,
        last,
        len(before),
        len(after),
        None if later is None else len(later),
        tuple(sorted(after - before)),
        tuple(sorted(before - after)),
        tuple(
            tie
            for measure in ("trade", "agreement")
            if (tie := _ties(panel, measure, before & states, first, last)) is not None
        ),
    )


def _ties(panel: Panel, measure: str, group: frozenset[str], first: int, last: int) -> Ties | None:
    """Medians of what the members, and all others, have with the group, at the start and AFTER years after."""
    told: list[float | None] = []
    states = 0
    for inside in (True, False):
        for year in (first, last + AFTER):
            found = _with_group(panel, measure, year, tuple(sorted(group)))
            values = [value for state, value in found.items() if (state in group) == inside]
            told.append(float(np.median(values)) if values else None)
            states = len(values) if inside else states
    return None if told[0] is None or told[1] is None else Ties(measure, told[0], told[1], told[2], told[3], states)


def _with_group(panel: Panel, measure: str, year: int, group: tuple[str, ...]) -> dict[str, float]:
    """Of each state the sum of its trade shares with a group, or its mean agreement with it, in the nearest year."""
    for offset in sorted(range(-MARGIN, MARGIN + 1), key=abs):
        parts: dict[str, list[float]] = {}
        for member in group:
            found = panel.slice(measure, year + offset, member)
            for state, value in zip(found.states, found.values.tolist(), strict=True):
                if state != member:
                    parts.setdefault(state, []).append(value)
        if parts:
            return {state: sum(v) if measure == "trade" else float(np.mean(v)) for state, v in parts.items()}
    return {}
