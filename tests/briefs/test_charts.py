from __future__ import annotations

import math
from itertools import pairwise
from xml.etree import ElementTree

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.briefs.brief import SeriesRow
from multipolar.briefs.charts import HEIGHT, WIDTH, Pane, Sheet, chart_file, line_chart, sheet_file
from multipolar.briefs.safe import line
from tests.briefs.fixture import BRIEF, HOSTILE
from tests.briefs.test_safe import ANY_TEXT

SVG = "{http://www.w3.org/2000/svg}"
TRADE = BRIEF.series[0]


def drawing(series: SeriesRow) -> ElementTree.Element:
    return ElementTree.fromstring(line_chart(series, "k"))


def small(*values: tuple[float | None, ...], first: int = 2000) -> SeriesRow:
    years = tuple(range(first, first + len(values[0])))
    return SeriesRow(1, "title", "unit", tuple(f"line {n}" for n in range(len(values))), years, values, "source")


def texts(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def test_a_gap_breaks_the_line_and_a_lone_value_is_a_dot() -> None:
    svg = drawing(small((1.0, 2.0, None, 4.0, None, 6.0, 7.0)))
    assert len(list(svg.iter(f"{SVG}path"))) == 2
    assert len(list(svg.iter(f"{SVG}circle"))) == 2  # 2003 alone, and the end of the last line
    told = svg.findtext(f"{SVG}desc")
    assert told == "line 0: 1 in 2000, 7 in 2006; no value in 2002 to 2002, 2004 to 2004."


def test_missing_is_never_drawn_as_zero() -> None:
    svg = drawing(small((5.0, None, 6.0, 7.0)))
    heights = [float(pair.split()[1]) for path in svg.iter(f"{SVG}path") for pair in path.attrib["d"][1:].split(" L")]
    assert len(heights) == 2


def test_the_end_of_coverage_is_marked() -> None:
    said = texts(drawing(TRADE))
    assert "covered to 2017" in said
    assert "with Dunmark to 2014" in said
    assert [rect.attrib["class"] for rect in drawing(TRADE).iter(f"{SVG}rect")] == ["uncovered"]
    assert not [text for text in texts(drawing(small((1.0, 2.0)))) if text.startswith("covered")]


def test_the_drawing_says_what_it_shows() -> None:
    svg = drawing(TRADE)
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == "k-title k-desc"
    assert svg.findtext(f"{SVG}title") == "Arland's trade, share of total trade"
    assert svg.findtext(f"{SVG}desc") == (
        "with Cestria: 0.06 in 1995, 0.241 in 2017. with Hestmark: 0.38 in 1995, 0.2 in 2017. "
        "with Dunmark: 0.11 in 1995, 0.113 in 2014; no value in 2003 to 2005."
    )


def test_nothing_to_draw_draws_nothing() -> None:
    assert line_chart(small((None, None)), "k") == ""
    assert line_chart(small((math.nan, math.inf)), "k") == ""
    assert line_chart(msgspec.structs.replace(TRADE, values=()), "k") == ""


def test_the_same_series_gives_the_same_drawing() -> None:
    assert line_chart(TRADE, "k") == line_chart(TRADE, "k")


def test_labels_of_lines_that_end_together_do_not_cover_each_other() -> None:
    svg = drawing(small(*((1.0, 1.0 + n / 1000) for n in range(6))))
    heights = sorted(float(text.attrib["y"]) for text in svg.iter(f"{SVG}text") if "name" in text.attrib["class"])
    assert all(below - above >= 12 for above, below in pairwise(heights))


def test_the_year_of_a_chart_of_one_year_stands_under_its_dot() -> None:
    svg = drawing(small((1.0,)))
    year = next(text for text in svg.iter(f"{SVG}text") if text.text == "2000")
    dot = next(svg.iter(f"{SVG}circle"))
    assert (year.attrib["text-anchor"], year.attrib["x"]) == ("middle", dot.attrib["cx"])


def test_dots_of_one_year_stand_abreast() -> None:
    places = [float(dot.attrib["cx"]) for dot in drawing(small((1.0,), (1.0,), (1.0,))).iter(f"{SVG}circle")]
    assert all(right - left >= 10 for left, right in pairwise(places))


def sheet(*panes: Pane) -> ElementTree.Element:
    return ElementTree.fromstring(sheet_file(Sheet("Fails: so it is.", panes, ("source: here",))))


def of_class(svg: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in svg.iter() if name in element.attrib.get("class", "").split()]


def test_a_number_asked_about_is_a_dashed_line_inside_the_axis_and_has_a_name() -> None:
    svg = sheet(Pane(small((0.03, 0.04)), asked=(5.0,)))
    (asked,) = of_class(svg, "asked")
    assert asked.attrib["y1"] == asked.attrib["y2"]
    assert 22 <= float(asked.attrib["y1"]) <= 166
    assert asked.attrib["stroke-dasharray"]
    assert "asked: 5" in texts(svg)
    assert "Asked about: 5." in "".join(svg.itertext())


def test_an_interval_is_a_band_and_of_a_lone_year_a_whisker_all_inside_the_axis() -> None:
    values, low, high = (2.0, 2.5, None, 3.0), (1.0, 1.5, None, -8.0), (3.0, 3.5, None, 90.0)
    (group,) = of_class(sheet(Pane(small(values), (low,), (high,))), "interval")
    band, whisker = group
    outline = [float(pair.split()[1]) for pair in band.attrib["d"][1:-2].split(" L")]
    assert len(outline) == 4
    ends = [float(whisker.attrib["y1"]), float(whisker.attrib["y2"])]
    assert ends[0] > outline[0] > outline[-1] > ends[1]
    assert all(22 <= height <= 166 for height in (*outline, *ends))


def test_lines_without_a_name_are_drawn_grey_and_counted() -> None:
    svg = sheet(Pane(small((1.0, 2.0)), others=tuple((n / 10, n / 10) for n in range(190))))
    (others,) = of_class(svg, "others")
    assert len(list(others)) == 190
    assert len(of_class(svg, "name")) == 1
    assert "190 more without a name: 0 to 18.9." in "".join(svg.itertext())


def test_panes_of_a_sheet_stand_one_below_another_and_carry_names_of_their_own() -> None:
    one, other = small((1.0, 2.0)), msgspec.structs.replace(small((7.0, 8.0)), unit="tonnes")
    svg = sheet(Pane(one), Pane(other))
    assert svg.findtext(f"{SVG}title") == "Fails: so it is."
    first, second = svg.findall(f"{SVG}svg")
    assert float(second.attrib["y"]) >= float(first.attrib["y"]) + HEIGHT
    assert float(second.attrib["y"]) + HEIGHT < float(svg.attrib["viewBox"].split()[3])
    assert {"unit", "tonnes", "source: here"} <= set(texts(svg))
    identities = [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]
    assert len(identities) == len(set(identities)) == 6


def test_long_titles_and_notes_are_whole_or_visibly_cut() -> None:
    title, note = "word " * 40, "note " * 300
    svg = ElementTree.fromstring(chart_file(msgspec.structs.replace(TRADE, title=title), note))
    said = texts(svg)
    assert " ".join(said).count("word") == 40
    assert said[-1].endswith("...")
    height = float(svg.attrib["viewBox"].split()[3])
    assert all(float(text.attrib["y"]) < height for text in svg.findall(f"{SVG}text"))


def test_a_sheet_without_a_value_is_empty() -> None:
    assert sheet_file(Sheet("t", (Pane(small((None,))),), ())) == ""


finite = st.floats(-1e12, 1e12).map(lambda value: round(value, 6))


@given(st.lists(st.lists(st.none() | finite, min_size=1, max_size=30), min_size=1, max_size=8))
def test_every_point_lies_inside_the_drawing(rows: list[list[float | None]]) -> None:
    length = min(map(len, rows))
    series = small(*(tuple(row[:length]) for row in rows))
    if not any(value is not None for values in series.values for value in values):
        assert line_chart(series, "k") == ""
        return
    svg = drawing(series)
    for circle in svg.iter(f"{SVG}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= WIDTH
        assert 0 <= float(circle.attrib["cy"]) <= HEIGHT
    for path in svg.iter(f"{SVG}path"):
        for pair in path.attrib["d"][1:].split(" L"):
            x, y = map(float, pair.split())
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_are_only_text(text: str) -> None:
    shape = [element.tag for element in drawing(msgspec.structs.replace(TRADE, labels=("x",) * 3)).iter()]
    svg = drawing(msgspec.structs.replace(TRADE, title=text, unit=text, labels=(text,) * 3))
    assert [element.tag for element in svg.iter()] == shape
    assert line(text) in (svg.findtext(f"{SVG}desc") or "")


@given(ANY_TEXT)
def test_any_label_leaves_the_drawing_well_formed(text: str) -> None:
    assert drawing(msgspec.structs.replace(TRADE, title=text, unit=text, labels=(text,) * 3)).tag == f"{SVG}svg"
