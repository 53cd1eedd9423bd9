"""The part of the world that a map shows, and outlines brought onto its sheet."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from multipolar.briefs.brief import MapState
from multipolar.briefs.outlines import Place, areas_of, outlines, place_of, ring
from multipolar.briefs.projection import Point, equal_earth, extent, turned, within

WIDTH, LOWEST, HIGHEST = 720, 330, 560
"""Width of every map, and the least and greatest height, in units of the drawing."""
MARGIN = 0.07
SMALLEST = 0.22
"""Least width of what is shown, in radians at the equator: about 1,400 km."""
BEYOND = 3.0
"""How far outlines run on beyond the edge, so that their ends are not seen."""
MOST_OF = 0.8
"""Share of a state's area that its largest parts must reach to say where it is: far islands widen no map."""
EVERYWHERE = 300
"""Degrees of longitude from which on a map shows the whole world."""
WORLD_MIDDLE = 11.0
_POLES = (-58.0, 84.0)
"""Latitudes that a map of the world ends at."""


@dataclass(frozen=True, slots=True)
class Frame:
    """middle: central meridian in degrees. scale: units of the drawing per radian. left, top: the corner, projected."""

    middle: float
    scale: float
    left: float
    top: float
    height: int

    def __call__(self, place: Place) -> Point:
        """Where a place lies on the sheet, whose longitude is counted from the middle already."""
        x, y = equal_earth(*place)
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def spot(self, place: Place) -> Point:
        """Where a place in degrees east and north lies on the sheet."""
        return self(((place[0] - self.middle + 180) % 360 - 180, place[1]))

    def holds(self, point: Point, inset: float = 0) -> bool:
        """Whether a point lies on the sheet, at least `inset` from its edges."""
        return inset <= point[0] <= WIDTH - inset and inset <= point[1] <= self.height - inset


def frame(states: Iterable[MapState], view: str) -> Frame | None:
    """The frame about the states that a map is of; None where none of them can be drawn.

    Powers without a role that took no part do not widen it, unless there are only such.
    """
    all_states = list(states)
    central = [s for s in all_states if s.role or s.took_part or (s.named and not s.power)] or all_states
    rings = [found for state in central for found in _main(state.state, view)]
    if not rings:
        return None
    middle, width = _middle(rings)
    if width >= EVERYWHERE:
        edges = [(east, north) for east in (-180.0, 180.0) for north in (*_POLES, 0.0)]
        return _fitted([equal_earth(*edge) for edge in edges], WORLD_MIDDLE)
    points = [((east - middle + 180) % 360 - 180, north) for found in rings for east, north in found]
    return _fitted([equal_earth(*point) for point in points], middle)


def _main(state: str, view: str) -> list[list[Place]]:
    """The largest rings of a state, until they make up MOST_OF it; its mark where it has no outline."""
    known = outlines()
    rings = [ring(numbers, known.arcs) for area in areas_of(state, view) for numbers in known.areas[area]]
    if not rings:
        place = place_of(state, view)
        return [[place]] if place else []
    sized = sorted(((_true_extent(found), found) for found in rings), key=lambda pair: -pair[0])
    whole, reached, kept = sum(size for size, _ in sized), 0.0, []
    for size, found in sized:
        kept.append(found)
        reached += size
        if reached >= MOST_OF * whole:
            break
    return kept


def _true_extent(found: list[Place]) -> float:
    """The area of a ring as the map will show it, whatever meridian is central."""
    return extent([(math.radians(east), math.sin(math.radians(north))) for east, north in found])


def _middle(rings: list[list[Place]]) -> tuple[float, float]:
    """The meridian midway between the ends of all rings, and the degrees between them: all but the widest gap."""
    spans = sorted((min(e for e, _ in r) % 360, max(e for e, _ in r) - min(e for e, _ in r)) for r in rings)
    reach, gap, start = spans[0][0] + spans[0][1], 0.0, spans[0][0]
    for west, width in [*spans[1:], (spans[0][0] + 360, 0.0)]:
        if west - reach > gap:
            gap, start = west - reach, west
        reach = max(reach, west + width)
    width = 360 - gap
    return (start + width / 2 + 180) % 360 - 180, width


def _fitted(points: list[Point], middle: float) -> Frame:
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    width = max((right - left) * (1 + 2 * MARGIN), SMALLEST)
    height = (top - bottom) * (1 + 2 * MARGIN)
    width = max(width, height * WIDTH / HIGHEST)
    height = max(height, width * LOWEST / WIDTH)
    scale = WIDTH / width
    return Frame(middle, scale, (left + right - width) / 2, (top + bottom + height) / 2, round(height * scale))


@dataclass(frozen=True, slots=True)
class Sheet:
    """All areas brought onto a frame: the visible rings of each, and how large the area is in all, in square units."""

    frame: Frame
    rings: dict[str, list[list[Point]]]
    sizes: dict[str, float]


@lru_cache(maxsize=8)
def sheet(of: Frame, least: float) -> Sheet:
    """The outlines on a frame, points nearer to the one before than `least` units left out, alike on both sides.

    It is shared between those who ask: a page draws the same sheet more than once.
    """
    known = outlines()
    degree = of.scale * math.pi / 180
    arcs = tuple(tuple(_spaced(arc, least / degree)) for arc in known.arcs)
    drawn = {area: list(_on_sheet(its, arcs, of)) for area, its in known.areas.items()}
    rings = {area: found for area, found in drawn.items() if found}
    return Sheet(of, rings, {area: size * of.scale**2 for area, size in sizes().items()})


@cache
def sizes() -> dict[str, float]:
    """The area of each area of the outlines, in squares of the radius of the globe."""
    known = outlines()
    return {area: sum(_true_extent(ring(numbers, known.arcs)) for numbers in its) for area, its in known.areas.items()}


@cache
def heart(area: str) -> Place:
    """The middle of the box about the largest ring of an area, in degrees."""
    known = outlines()
    largest = max((ring(numbers, known.arcs) for numbers in known.areas[area]), key=_true_extent)
    (west, east), (south, north) = ((min(values), max(values)) for values in zip(*largest, strict=True))
    return (west + east) / 2, (south + north) / 2


@cache
def islands() -> frozenset[str]:
    """Areas that share no border with another; Cyprus counts as one, whatever line divides it."""
    users: dict[int, set[str]] = {}
    for area, its in outlines().areas.items():
        for number in (number for numbers in its for number in numbers):
            users.setdefault(max(number, ~number), set()).add(area)
    joined = {area for areas in users.values() if len(areas - {"XNC"}) > 1 for area in areas}
    return frozenset(outlines().areas) - joined


def _on_sheet(
    its: tuple[tuple[int, ...], ...], arcs: tuple[tuple[Place, ...], ...], of: Frame
) -> Iterator[list[Point]]:
    for numbers in its:
        for piece in turned(ring(numbers, arcs), of.middle):
            seen = within([of(place) for place in piece], -BEYOND, -BEYOND, WIDTH + BEYOND, of.height + BEYOND)
            if len(seen) > 2:
                yield seen


def _spaced(arc: tuple[Place, ...], least: float) -> Iterator[Place]:
    """An arc without the points that lie nearer to the last kept than `least` degrees of a great circle; ends stay."""
    kept = arc[0]
    yield kept
    for place in arc[1:-1]:
        across = (place[0] - kept[0]) * math.cos(math.radians(place[1]))
        if math.hypot(across, place[1] - kept[1]) >= least:
            kept = place
            yield place
    yield arc[-1]
