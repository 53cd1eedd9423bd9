"""The Equal Earth projection, and cutting outlines to a frame.

Šavrič, Bojan, Tom Patterson and Bernhard Jenny (2019), The Equal Earth map projection, International Journal of
Geographical Information Science 33(3), https://doi.org/10.1080/13658816.2018.1504949. Areas keep their proportions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable

Point = tuple[float, float]

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


def equal_earth(east: float, north: float) -> Point:
    """x and y on a sphere of radius 1 of a place in degrees, with x measured from the central meridian `east` = 0."""
    theta = math.asin(_M * math.sin(math.radians(north)))
    square = theta * theta
    sixth = square * square * square
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(east) * math.cos(theta) / (_M * slope)
    return x, theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))


def turned(ring: list[Point], middle: float) -> list[list[Point]]:
    """A ring with longitudes counted from the meridian `middle`, cut where it leaves -180 to 180 and put in again
    from the other side.
    """
    shifted = [(east - middle, north) for east, north in ring]
    low, high = min(east for east, _ in shifted), max(east for east, _ in shifted)
    found = []
    for turn in range(math.ceil((-180 - high) / 360), math.floor((180 - low) / 360) + 1):
        piece = [(east + 360 * turn, north) for east, north in shifted]
        if low + 360 * turn < -180 or high + 360 * turn > 180:
            piece = cut(cut(piece, 0, -180, above=True), 0, 180, above=False)
        if len(piece) > 2:
            found.append(piece)
    return found


def within(ring: list[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The part of a ring inside a box (Sutherland and Hodgman 1974); parts that are joined outside stay joined."""
    for axis, bound, above in ((0, left, True), (0, right, False), (1, top, True), (1, bottom, False)):
        ring = cut(ring, axis, bound, above=above)
    return ring


def cut(ring: list[Point], axis: int, bound: float, *, above: bool) -> list[Point]:
    """The part of a ring on one side of a line across an axis."""
    inside: Callable[[Point], bool] = (lambda p: p[axis] >= bound) if above else (lambda p: p[axis] <= bound)
    kept: list[Point] = []
    before = ring[-1] if ring else (0.0, 0.0)
    held = inside(before) if ring else False
    for point in ring:
        holds = inside(point)
        if holds != held:
            share = (bound - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((bound, other) if axis == 0 else (other, bound))
        if holds:
            kept.append(point)
        before, held = point, holds
    return kept


def extent(ring: list[Point]) -> float:
    """The area inside a ring."""
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], *ring[:1]], strict=True))) / 2


def roomiest(ring: list[Point], rows: int = 12) -> tuple[Point, float]:
    """The middle of the widest level stretch inside a ring, where a name has most room, and the stretch's width."""
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best: tuple[Point, float] = (ring[0], 0.0)
    for row in range(1, rows):
        level = low + (high - low) * row / rows
        crossed = sorted(_crossings(ring, level))
        for start, stop in zip(crossed[::2], crossed[1::2], strict=False):
            central = 1 - abs(2 * row / rows - 1) / 2
            if (stop - start) * central > best[1]:
                best = ((start + stop) / 2, level), (stop - start) * central
    return best


def _crossings(ring: list[Point], level: float) -> Iterable[float]:
    for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y > level) != (v > level):
            yield x + (level - y) * (u - x) / (v - y)
