"""Reading TopoJSON, cutting rings into arcs that are kept once, and refusing other files than the known ones."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.errors import DataError
from multipolar.facts import path
from multipolar.sources.outlines import build, encloses, main
from multipolar.sources.topojson import areas, cut, extent, simplified

SQUARES: dict[str, Any] = {  # two squares of one degree side by side, as the specification stores them
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "1", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "2", "arcs": [[[~0, 2]]]},
            ],
        }
    },
    "arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]]],
}
"""Arc 0 is the border they share."""


def test_arcs_are_put_together_and_back_on_the_grid() -> None:
    (one, (left,)), (other, (right,)) = areas(SQUARES, "countries", 100)
    assert (one["id"], other["id"]) == ("1", "2")
    assert set(left) == {(1100, 2000), (1100, 2100), (1000, 2100), (1000, 2000)}
    assert set(right) == {(1100, 2000), (1100, 2100), (1200, 2100), (1200, 2000)}


def test_a_ring_across_the_antimeridian_runs_on() -> None:
    topology: dict[str, Any] = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {"countries": {"geometries": [{"type": "Polygon", "arcs": [[0]]}]}},
        "arcs": [[[170, 0], [-345, 0], [0, 5], [345, 0], [0, -5]]],
    }
    ((_, (ring,)),) = areas(topology, "countries", 100)
    assert sorted(ring) == [(17000, 0), (17000, 500), (18500, 0), (18500, 500)]


def test_a_shared_border_is_one_arc_told_from_both_sides() -> None:
    left = [(0, 0), (10, 0), (10, 10), (0, 10)]
    right = [(10, 0), (20, 0), (20, 10), (10, 10)]
    island = [(50, 50), (60, 50), (55, 60)]
    arcs, rings = cut({"left": [left], "right": [right], "hole": [island], "inside": [island[::-1]]})
    border = next(n for n, arc in enumerate(arcs) if set(arc) == {(10, 0), (10, 10)})
    uses = [number for ring in (*rings["left"], *rings["right"]) for number in ring if border in (number, ~number)]
    assert sorted(uses) == [~border, border]
    assert rings["hole"][0][0] in (rings["inside"][0][0], ~rings["inside"][0][0])
    assert len(arcs) == 4


@given(st.lists(st.tuples(st.integers(-900, 900), st.integers(-900, 900)), min_size=2, max_size=40))
def test_a_simpler_arc_keeps_its_ends_and_goes_through_points_of_the_old_one(arc: list[tuple[int, int]]) -> None:
    fewer = simplified(arc, 55)
    assert (fewer[0], fewer[-1]) == (arc[0], arc[-1])
    rest = iter(arc)
    assert all(point in rest for point in fewer)
    assert simplified(arc, 0) == arc


def test_small_bends_go_and_large_ones_stay() -> None:
    assert simplified([(0, 0), (100, 1), (200, 0), (300, 300)], 500) == [(0, 0), (200, 0), (300, 300)]


def test_extent_shrinks_with_the_latitude() -> None:
    def square(north: int) -> float:
        return extent([(0, north), (10, north), (10, north + 10), (0, north + 10)])

    assert square(-5) == pytest.approx(100)
    assert square(5995) == pytest.approx(50, rel=0.01)


def test_inside_and_outside() -> None:
    horseshoe = [(0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30)]
    assert encloses(horseshoe, (5, 20))
    assert not encloses(horseshoe, (15, 20))


def test_another_file_is_refused_by_name_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = tmp_path / "countries-50m.json"
    fake.write_text(json.dumps(SQUARES))
    with pytest.raises(DataError, match="SHA-256"):
        build(fake, fake)
    out = tmp_path / "outlines.json"
    assert main([str(fake), str(fake), str(out)]) == 4
    assert "countries-50m.json: its SHA-256 is" in capsys.readouterr().err
    assert main([str(tmp_path / "none.json"), str(fake), str(out)]) == 4
    assert main([str(fake)]) == 2
    assert not out.exists()


FOLDER = Path(os.environ.get("MULTIPOLAR_OUTLINES", "none"))


@pytest.mark.skipif(
    not FOLDER.is_dir(), reason="MULTIPOLAR_OUTLINES names no folder with countries-50m.json and 50m.json"
)
def test_the_shipped_outlines_are_what_the_published_files_give() -> None:
    built = build(FOLDER / "countries-50m.json", FOLDER / "50m.json")
    assert built == json.loads(path("outlines.json").read_text())
