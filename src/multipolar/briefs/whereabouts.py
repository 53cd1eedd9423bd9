"""Which states a map of the text shows: those named, those of the organisation it is about, those that took part."""

from __future__ import annotations

from collections import Counter
from datetime import date

from multipolar.actors.record import memberships, registry
from multipolar.actors.registry import POWERS
from multipolar.briefs.brief import DisputedRow, MapRow, MapState
from multipolar.briefs.maps import on_map
from multipolar.briefs.outlines import Disputed, disputed, view
from multipolar.briefs.words import day as day_in_words
from multipolar.checking.omissions import organisation_of
from multipolar.facts.vocabulary import ROLES
from multipolar.reading.document import PLACES, Reading

LARGE = 60
"""Actors in an organisation from which on a map of its members would be one of the world."""


def whereabouts(reading: Reading, day: date | None, as_known: date | None, borders: str) -> MapRow | None:
    """The map of a text in a view of borders; None where it names no state. Without a day no role is told."""
    of, known = view(borders), registry()
    named = [key for key, _ in Counter(m.actor for m in reading.mentions if m.kind not in PLACES).most_common()]
    present = {p.actor for meeting in reading.meetings for p in meeting.participants if p.actor in known.states}
    text = [key for key in named if key in known.states]
    if not text and not present:
        return None
    body = organisation_of(reading)
    roles = _roles(body, day, as_known) if body and day is not None else {}
    keys = dict.fromkeys([*text, *sorted(present), *roles])
    states = tuple(
        MapState(key, known.label(key), roles.get(key, ""), key in present, key in text, key in POWERS) for key in keys
    )
    shown = set(on_map(states, borders))
    areas = tuple(
        DisputedRow(area.name, _drawn_as(area), area.note, area.source)
        for area in sorted(disputed(borders), key=lambda area: area.name)
        if area.key in shown
    )
    told = body if roles else ""
    name = known.label(told) if told else ""
    asked = day.isoformat() if day is not None and told else ""
    title = (
        f"The states of the text and their roles: {name}, {day_in_words(asked)}" if told else "The states of the text"
    )
    return MapRow(title, borders, told, name, asked, states, areas, of.source)


def _drawn_as(area: Disputed) -> str:
    if area.drawn_as:
        return registry().label(area.drawn_as)
    return area.name if area.place is None else ""


def _roles(body: str, day: date, as_known: date | None) -> dict[str, str]:
    """The fullest role of each state in an organisation; nothing where it is so large that it says little."""
    rows = memberships().on(body, day, roles=ROLES, as_known=as_known)
    held: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: (-ROLES.index(row.role), row.actor)):
        if row.actor in registry().states:
            held[row.actor] = row.role
    return dict(sorted(held.items())) if len(held) < LARGE else {}
