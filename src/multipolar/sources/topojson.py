"""Areas that share their borders: reading TopoJSON, and cutting rings into arcs of which each is kept once.

The format: Bostock and Metcalf, The TopoJSON Format Specification (2013, https://github.com/topojson/topojson-specification).
A ring here is a list of points without the repeated last one; an arc is an open list, or a ring that nothing divides.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Any

Point = tuple[int, int]
Ring = list[Point]


def areas(topology: dict[str, Any], name: str, grid: int) -> Iterator[tuple[dict[str, Any], list[Ring]]]:
    """Each geometry of the collection with its rings, outer ones and holes alike, in units of 1/`grid` degree.

    Longitudes run on across the antimeridian, so that no ring jumps; they may leave -180 to 180.
    """
    arcs = [_degrees(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"][name]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [_on_grid(_joined(ring, arcs), grid) for polygon in polygons for ring in polygon]
        yield geometry, [ring for ring in rings if len(ring) > 2]


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """An arc with its deltas added up and put back from the grid of the file."""
    (x, y), (left, bottom) = transform["scale"], transform["translate"]
    columns = (accumulate(column) for column in zip(*arc, strict=True))
    return [(x * east + left, y * north + bottom) for east, north in zip(*columns, strict=True)]


def _joined(ring: list[int], arcs: list[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    pieces = (arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring)
    return [point for piece in pieces for point in piece[:-1]]


def _on_grid(points: list[tuple[float, float]], grid: int) -> Ring:
    """The points as whole numbers, running on across the antimeridian, none like the one before."""
    ring: Ring = []
    turn = 0
    for (before, _), (east, north) in pairwise([points[0], *points]):
        turn += -360 if east - before > 180 else 360 if before - east > 180 else 0
        point = (round((east + turn) * grid), round(north * grid))
        if not ring or ring[-1] != point:
            ring.append(point)
    return ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring


def cut(named: dict[str, list[Ring]]) -> tuple[list[list[Point]], dict[str, list[list[int]]]]:
    """The arcs of all areas, each once, and the rings of each area as numbers of arcs; ~n is arc n backwards.

    An arc ends where the neighbours of a point differ from ring to ring: there a border parts or begins.
    """
    neighbours: dict[Point, frozenset[Point]] = {}
    ends: set[Point] = set()
    for ring in (ring for rings in named.values() for ring in rings):
        for before, point, after in zip([ring[-1], *ring], ring, [*ring[1:], ring[0]], strict=False):
            beside = frozenset((before, after))
            if neighbours.setdefault(point, beside) != beside:
                ends.add(point)
    arcs: list[list[Point]] = []
    known: dict[tuple[Point, ...], int] = {}

    def number(arc: list[Point]) -> int:
        there, back = tuple(arc), tuple(reversed(arc))
        if there in known:
            return known[there]
        if back in known:
            return ~known[back]
        known[there] = len(arcs)
        arcs.append(arc)
        return known[there]

    return arcs, {key: [[number(arc) for arc in _parted(ring, ends)] for ring in rings] for key, rings in named.items()}


def _parted(ring: Ring, ends: set[Point]) -> list[list[Point]]:
    """A ring as arcs from end to end; one without ends begins at its lowest point, to be told again from elsewhere."""
    stops = [place for place, point in enumerate(ring) if point in ends] or [ring.index(min(ring))]
    turned = ring[stops[0] :] + ring[: stops[0]]
    stops = [place - stops[0] for place in stops] + [len(ring)]
    arcs = [[*turned[start:stop], turned[stop % len(turned)]] for start, stop in pairwise(stops)]
    return [min(arc, arc[::-1]) if arc[0] == arc[-1] and len(stops) == 2 else arc for arc in arcs]


def simplified(arc: list[Point], least: float) -> list[Point]:
    """The arc without the points whose triangle with their neighbours is smaller than `least`; its ends stay.

    Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points, The Cartographic Journal
    30(1). Areas are in squares of the grid at the equator: they shrink with the cosine of the latitude, which is
    taken in hundredths of a degree.
    """
    before, after = list(range(-1, len(arc) - 1)), list(range(1, len(arc) + 1))
    kept = [True] * len(arc)
    size = {place: _triangle(arc[place - 1], arc[place], arc[place + 1]) for place in range(1, len(arc) - 1)}
    heap = [(area, place) for place, area in size.items()]
    heapq.heapify(heap)
    left = len(arc)
    fewest = 4 if arc[0] == arc[-1] else 2
    while heap and left > fewest:
        area, place = heapq.heappop(heap)
        if area >= least:
            break
        if not kept[place] or area != size[place]:
            continue
        kept[place] = False
        left -= 1
        one, other = before[place], after[place]
        after[one], before[other] = other, one
        for beside in (one, other):
            if beside in size:
                size[beside] = max(area, _triangle(arc[before[beside]], arc[beside], arc[after[beside]]))
                heapq.heappush(heap, (size[beside], beside))
    return [point for place, point in enumerate(arc) if kept[place]]


def _triangle(one: Point, two: Point, three: Point) -> float:
    doubled = (two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])
    return abs(doubled) / 2 * math.cos(math.radians(two[1] / 100))


def extent(ring: Iterable[Point]) -> float:
    """The area of a ring in squares of the grid at the equator (see `simplified`)."""
    points = list(ring)
    doubled = sum(x * v - u * y for (x, y), (u, v) in zip(points, [*points[1:], points[0]], strict=True))
    middle = sum(y for _, y in points) / len(points)
    return abs(doubled) / 2 * math.cos(math.radians(middle / 100))
