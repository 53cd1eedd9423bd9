"""The shipped outlines against what is known of the states, and what each view of borders truly draws."""

from __future__ import annotations

import math

import pytest

from multipolar.actors.record import registry
from multipolar.briefs.frames import islands, sizes
from multipolar.briefs.outlines import (
    DEFAULT_VIEW,
    VIEWS,
    areas_of,
    disputed,
    outlines,
    place_of,
    ring,
    view,
)
from multipolar.errors import InputError
from multipolar.facts import path, rows
from multipolar.facts.vocabulary import BORDERS

EARTH = 6371.0
"""Mean radius of the Earth in km."""

AREAS = {
    "KAZ": 2_724_900,
    "UZB": 447_400,
    "HUN": 93_028,
    "KEN": 580_367,
    "BRA": 8_515_770,
    "ISL": 103_000,
    "FJI": 18_274,
}
"""Total area in km², The World Factbook."""

GOLAN, SUKHUMI, TIRASPOL, ITURUP = (35.75, 33.0), (41.05, 43.03), (29.64, 46.84), (147.76, 45.04)
IN_CRIMEA, IN_THE_WEST_OF_SAHARA, IN_ITS_EAST = (34.2, 45.3), (-14.0, 24.5), (-11.5, 26.1)


def encloses(state: str, view_key: str, place: tuple[float, float]) -> bool:
    """Whether a view draws a place inside a state (even-odd rule over all its rings)."""
    x, y = place
    inside = False
    for area in areas_of(state, view_key):
        for numbers in outlines().areas[area]:
            points = ring(numbers, outlines().arcs)
            for (a, b), (c, d) in zip(points, [*points[1:], points[0]], strict=True):
                if (b > y) != (d > y) and x < a + (y - b) * (c - a) / (d - b):
                    inside = not inside
    return inside


@pytest.mark.parametrize("state", [s.key for s in registry().states.values() if s.status != "former"])
def test_every_state_of_today_has_an_outline_or_a_place(state: str) -> None:
    assert state in outlines().areas or place_of(state, DEFAULT_VIEW) is not None


@pytest.mark.parametrize(("state", "known"), AREAS.items())
def test_the_size_of_a_state_is_as_published(state: str, known: float) -> None:
    assert sizes()[state] * EARTH**2 == pytest.approx(known, rel=0.04)


def test_kazakhstan_lies_where_it_is() -> None:
    """48 N, 68 E in The World Factbook."""
    largest = max((ring(numbers, outlines().arcs) for numbers in outlines().areas["KAZ"]), key=len)
    twice = [x * v - u * y for (x, y), (u, v) in zip(largest, [*largest[1:], largest[0]], strict=True)]
    pairs = list(zip(largest, [*largest[1:], largest[0]], strict=True))
    east = sum((a[0] + b[0]) * t for (a, b), t in zip(pairs, twice, strict=True)) / (3 * sum(twice))
    north = sum((a[1] + b[1]) * t for (a, b), t in zip(pairs, twice, strict=True)) / (3 * sum(twice))
    assert (east, north) == pytest.approx((68, 48), abs=1.5)


@pytest.mark.parametrize(
    ("borders", "place", "holder", "other"),
    [
        ("natural-earth", IN_CRIMEA, "RUS", "UKR"),
        ("visionscarto", IN_CRIMEA, "UKR", "RUS"),
        ("natural-earth", IN_THE_WEST_OF_SAHARA, "MAR", "ESH"),
        ("visionscarto", IN_THE_WEST_OF_SAHARA, "ESH", "MAR"),
        ("natural-earth", IN_ITS_EAST, "ESH", "MAR"),
        ("visionscarto", IN_ITS_EAST, "ESH", "MAR"),
        ("natural-earth", GOLAN, "ISR", "SYR"),
        ("visionscarto", GOLAN, "ISR", "SYR"),
        ("natural-earth", SUKHUMI, "GEO", "RUS"),
        ("natural-earth", TIRASPOL, "MDA", "UKR"),
        ("natural-earth", ITURUP, "RUS", "JPN"),
    ],
)
def test_who_is_drawn_with_what(borders: str, place: tuple[float, float], holder: str, other: str) -> None:
    assert encloses(holder, borders, place)
    assert not encloses(other, borders, place)


@pytest.mark.parametrize("borders", VIEWS)
def test_what_is_disputed_is_so_in_every_view(borders: str) -> None:
    found = {area.key: area for area in disputed(borders)}
    assert {"crimea", "western-sahara-west", "kashmir", "golan", "southern-kurils", "falklands", "siachen"} <= set(
        found
    )
    assert {s.key for s in registry().states.values() if s.status == "disputed"} <= set(found)
    for area in found.values():
        assert area.note.endswith(".")
        assert (area.place is None) == (area.key in outlines().areas)
        assert not area.drawn_as or area.drawn_as in registry().states


def test_the_views_are_those_of_the_options_and_of_the_table() -> None:
    assert tuple(VIEWS) == BORDERS
    assert DEFAULT_VIEW in VIEWS
    known = {row["key"] for row in rows("sources")}
    assert {of.source for of in VIEWS.values()} <= known
    columns = {name.replace("_", "-") for name in rows("disputed_areas")[0]}
    assert set(VIEWS) <= columns


def test_a_view_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="Choose one of natural-earth, visionscarto"):
        view("official")


def test_areas_and_their_keys_fit_the_record() -> None:
    extra = {"other", "crimea", "western-sahara-west", "southern-kurils", "siachen", "falklands"}
    assert set(outlines().areas) - extra <= set(registry().states)
    assert place_of("XAB", DEFAULT_VIEW) == (41.02, 43.0)
    assert place_of("KAZ", DEFAULT_VIEW) is None


def test_a_border_is_kept_once() -> None:
    used: dict[int, int] = {}
    for its in outlines().areas.values():
        for number in (number for numbers in its for number in numbers):
            used[max(number, ~number)] = used.get(max(number, ~number), 0) + 1
    assert set(used) == set(range(len(outlines().arcs)))
    assert max(used.values()) == 2


def test_all_places_are_on_the_globe_and_the_file_is_small() -> None:
    for arc in outlines().arcs:
        assert all(-360 <= east <= 360 and -90 <= north <= 90 for east, north in arc)
    assert path("outlines.json").stat().st_size < 200_000
    land = sum(sizes().values()) / (4 * math.pi)
    assert land == pytest.approx((148.94 - 14.0) / 510.07, rel=0.03)  # The World Factbook, without Antarctica


def test_islands_share_no_border() -> None:
    assert {"ISL", "CYP", "FJI", "JAM", "LKA"} <= islands()
    assert not {"KAZ", "IRL", "HTI", "TLS"} & islands()
