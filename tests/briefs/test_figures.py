"""The figures of a brief as files to show and to compute with."""

from __future__ import annotations

import csv
import io
from itertools import cycle
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from multipolar.briefs import multiples
from multipolar.briefs.figures import save, table
from multipolar.briefs.multiples import sheet
from multipolar.errors import OutputError
from tests.briefs.fixture import BRIEF, EMPTY, HOSTILE, poison


def test_every_figure_has_its_drawing_and_its_numbers(tmp_path: Path) -> None:
    files = save(BRIEF, tmp_path / "figures")
    names = {file.stem for file in files}
    assert names == {"ties-trade", "map", "claim-3-1", "claim-4-2"}
    for name in names:
        drawing = (tmp_path / "figures" / f"{name}.svg").read_text(encoding="utf-8")
        assert fromstring(drawing).tag.endswith("svg")
    rows = list(csv.reader(io.StringIO((tmp_path / "figures" / "ties-trade.csv").read_text(encoding="utf-8"))))
    assert rows[0] == ["state", "power", "year", "value"]
    arland = BRIEF.ties[0].states[0]
    told = {(power, int(year)): float(value) for state, power, year, value in rows[1:] if state == "XAA"}
    for power, values in zip(BRIEF.ties[0].powers, arland.values, strict=True):
        for year, value in zip(BRIEF.ties[0].years, values, strict=True):
            assert told.get((power, year)) == value


def test_a_brief_without_figures_writes_none(tmp_path: Path) -> None:
    assert save(EMPTY, tmp_path) == []


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        save(BRIEF, tmp_path / "file" / "figures")


def test_charts_of_a_row_share_one_scale() -> None:
    drawn = [fromstring(svg) for svg in multiples.charts(BRIEF.ties[0], "m")]
    marks = [
        [text.text for text in svg.iter("{http://www.w3.org/2000/svg}text") if text.get("class") == "tick"]
        for svg in drawn
    ]
    assert len(drawn) == len(BRIEF.ties[0].states)
    assert marks[0] == marks[1]


def test_hostile_labels_are_text_in_drawings_and_tables() -> None:
    supply = cycle(HOSTILE)
    row = poison(BRIEF, lambda _: next(supply)).ties[0]
    tags = {element.tag.rpartition("}")[2] for element in fromstring(sheet(row)).iter()}
    assert tags <= {"svg", "title", "desc", "style", "rect", "text", "line", "g", "path", "circle"}
    formulas = poison(BRIEF, lambda _: "=HYPERLINK(1)").ties[0]
    cells = [cell for line in csv.reader(io.StringIO(table(formulas))) for cell in line]
    assert not [cell for cell in cells if cell.startswith("=")]
