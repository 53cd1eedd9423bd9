"""Equal Earth against published values, and cutting to a frame."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.briefs.projection import Point, equal_earth, extent, roomiest, turned, within

PUBLISHED = [
    ((122.0, 47.0), (1.55, 0.89), 0.005),  # the example of PROJ's page on eqearth, R = 1
    ((180.0, 0.0), (17263256.84 / 6378137, 0.0), 1e-8),  # PROJ, test/gie/builtins.gie, R = 6378137
    ((0.0, 90.0), (0.0, 1.3173627591574), 1e-9),  # MAX_Y of PROJ's source
]
DEGREES = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@pytest.mark.parametrize(("place", "known", "within_"), PUBLISHED)
def test_places_lie_as_published(place: Point, known: Point, within_: float) -> None:
    assert equal_earth(*place) == pytest.approx(known, abs=within_)


@given(DEGREES)
def test_it_is_symmetric(place: Point) -> None:
    x, y = equal_earth(*place)
    assert equal_earth(-place[0], -place[1]) == pytest.approx((-x, -y))


@given(st.floats(-170, 160), st.floats(-85, 80))
def test_areas_are_kept(east: float, north: float) -> None:
    """A small cell covers as much of the sheet as of the sphere."""
    step = 0.05
    corners = [(east, north), (east + step, north), (east + step, north + step), (east, north + step)]
    true = math.radians(step) * (math.sin(math.radians(north + step)) - math.sin(math.radians(north)))
    assert extent([equal_earth(*corner) for corner in corners]) == pytest.approx(true, rel=1e-3)


@given(st.lists(st.tuples(st.floats(-500, 500), st.floats(-500, 500)), min_size=3, max_size=12))
def test_what_is_cut_lies_in_the_box(ring: list[Point]) -> None:
    kept = within(ring, -100, -50, 100, 50)
    assert all(-100 <= x <= 100 and -50 <= y <= 50 for x, y in kept)


def test_a_box_across_the_edge_is_cut_to_what_is_inside() -> None:
    assert extent(within([(-10, -10), (30, -10), (30, 10), (-10, 10)], 0, 0, 100, 100)) == pytest.approx(300)
    assert within([(200, 0), (210, 0), (210, 5)], 0, 0, 100, 100) == []


def test_a_ring_over_the_seam_comes_in_again_from_the_other_side() -> None:
    pieces = turned([(170, 0), (190, 0), (190, 10), (170, 10)], 0)
    assert sorted(max(east for east, _ in piece) for piece in pieces) == [-170, 180]
    assert sum(map(extent, pieces)) == pytest.approx(200)
    (whole,) = turned([(170, 0), (190, 0), (190, 10), (170, 10)], 180)
    assert extent(whole) == pytest.approx(200)


def test_a_name_goes_where_there_is_most_room() -> None:
    """A hammer: a long handle below, a broad head above."""
    hammer = [(4, 0), (6, 0), (6, 10), (10, 10), (10, 14), (0, 14), (0, 10), (4, 10)]
    (x, y), room = roomiest([(float(a), float(b)) for a, b in hammer])
    assert 10 < y < 14
    assert x == pytest.approx(5)
    assert room <= 10
