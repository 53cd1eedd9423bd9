"""Small line charts as SVG: series over years with gaps, the end of coverage, and labels on the lines themselves.

The strokes they are made of are in `drawing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, tostring

from multipolar.briefs.brief import SeriesRow
from multipolar.briefs.drawing import DASHES, Runs, Scale, letters, path, stroke, tick, ticks, unbroken
from multipolar.briefs.safe import line, shorten
from multipolar.briefs.words import number

WIDTH, HEIGHT = 360, 190
TOP, BOTTOM, LEFT = 22, 166, 40
LABEL_LIMIT = 20
"""Characters of a label drawn at the end of a line; the description carries it in full."""
_LETTER, _ROW, _ABREAST = 6.7, 12.5, 14.0
"""Ample width of a letter, height of a row of labels and distance of dots of one year, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class Pane:
    """The lines of one unit, and what is drawn with them.

    low, high: 95 % intervals, shaped as the values of `series`; empty where none is published. others: lines without
    a name, in grey behind the named ones. asked: numbers that the values are compared with, as dashed lines.
    """

    series: SeriesRow
    low: tuple[tuple[float | None, ...], ...] = ()
    high: tuple[tuple[float | None, ...], ...] = ()
    others: tuple[tuple[float | None, ...], ...] = ()
    asked: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A chart that stands alone: its headline, panes one below another, and notes at the foot."""

    title: str
    panes: tuple[Pane, ...]
    notes: tuple[str, ...]


def line_chart(series: SeriesRow, key: str) -> str:
    """The series as one SVG element; `key` makes its ids unique in a page. "" where no year has a value.

    A line breaks where a year has no value; a value alone between gaps is a dot. Years after the last value of any
    series are shaded and named as not covered.
    """
    drawn = _chart(Pane(series), key)
    return "" if drawn is None else tostring(drawn, encoding="unicode")


def _chart(pane: Pane, key: str) -> Element | None:
    series = pane.series
    runs = [unbroken(series.years, values) for values in series.values]
    others = [unbroken(series.years, values) for values in pane.others]
    seen = _points([*runs, *others])
    if not seen:
        return None
    first, last = min(series.years), max(series.years)
    labels = [_label(name, run, seen) for name, run in zip(series.labels, runs, strict=False)]
    asked = [f"asked: {value:,.10g}" for value in pane.asked]
    right = WIDTH - 10 - min(LABEL_LIMIT + 2, max(map(len, [*labels, *asked]), default=0)) * _LETTER
    bounds = _points([unbroken(series.years, values) for values in (*pane.low, *pane.high)])
    marks = ticks([*(value for _, value in [*seen, *bounds]), *pane.asked])
    x = Scale(first, last, LEFT, right)
    y = Scale(marks[0], marks[-1], BOTTOM, TOP)

    svg = _root(pane, runs, others, key)
    _frame(svg, x, y, marks, max(year for year, _ in seen))
    _draw_others(svg, others, x, y)
    places = [x if first < last else _beside(x, index, len(runs)) for index in range(len(runs))]
    for index, (low, high) in enumerate(zip(pane.low, pane.high, strict=True)):
        _draw_interval(svg, unbroken(series.years, low), unbroken(series.years, high), index, places[index], y)
    for value in pane.asked:
        stroke(svg, "asked", (x.start, y(value)), (x.end, y(value)), dash="4 3", width="1.2", opacity="0.9")
    for index, line_runs in enumerate(runs):
        _draw(svg, line_runs, index, places[index], y)
    names = [
        (y(line_runs[-1][-1][1]), f"name s{index % 6}", label)
        for index, (line_runs, label) in enumerate(zip(runs, labels, strict=False))
        if line_runs
    ]
    names += [(y(value), "name", text) for value, text in zip(pane.asked, asked, strict=True)]
    _direct_labels(svg, names, x)
    return svg


def _beside(x: Scale, index: int, count: int) -> Scale:
    """The scale of one line of a single year, moved so that the dots and whiskers of `count` lines stand abreast."""
    shift = (index - (count - 1) / 2) * min(_ABREAST, (x.end - x.start) / count)
    return replace(x, start=x.start + shift, end=x.end + shift)


_STYLE = (
    "text { font-family: system-ui, sans-serif; } .heading { font-weight: 600; } .s0 { color: #14557f; } "
    ".s1 { color: #b34700; } .s2 { color: #00705a; } .s3 { color: #8a3a7d; } .s4 { color: #6b5900; } "
    ".s5 { color: #4a4a4a; }"
)
_LINE, _SMALL_LINE = 50, 84
"""Characters of a line of the title, and of a note."""
_LONG = 6
"""Lines after which a title or a note is cut, the cut shown."""


_UNIT_ROW = 14
"""Height of the row above a pane that names its unit."""


def chart_file(series: SeriesRow, *notes: str) -> str:
    """The series as an SVG that stands alone, with title, unit, source and notes. "" where no year has a value."""
    return sheet_file(Sheet(series.title, (Pane(series),), (f"source: {series.source}", *notes)))


def sheet_file(sheet: Sheet) -> str:
    """The sheet as an SVG, each pane under its unit. "" where no pane has a value."""
    drawn = [(pane.series.unit, _chart(pane, f"chart-{number}")) for number, pane in enumerate(sheet.panes, 1)]
    bodies = [(unit, body) for unit, body in drawn if body is not None]
    if not bodies:
        return ""
    heading = wrap(shorten(sheet.title, _LONG * _LINE), _LINE)
    small = [row for note in sheet.notes for row in wrap(shorten(note, _LONG * _SMALL_LINE), _SMALL_LINE)]
    head = 6 + 14 * len(heading)
    foot = head + len(bodies) * (_UNIT_ROW + HEIGHT)
    svg = _sheet_root(sheet, foot + 10 + 11 * len(small))
    for row, words in enumerate(heading):
        letters(svg, "heading", 8, 14 + 14 * row, words, anchor="start")
    for place, (unit, body) in enumerate(bodies):
        top = head + place * (_UNIT_ROW + HEIGHT)
        letters(svg, "unit", 8, top + 8, shorten(unit, 62), anchor="start")
        body.attrib |= {"y": f"{top + _UNIT_ROW}", "width": f"{WIDTH}", "height": f"{HEIGHT}"}
        svg.append(body)
    for row, words in enumerate(small):
        spot = {"x": "8", "y": f"{foot + 10 + 11 * row}", "font-size": "7.5", "fill": "currentColor"}
        SubElement(svg, "text", spot).text = line(words)
    return tostring(svg, encoding="unicode") + "\n"


def _sheet_root(sheet: Sheet, height: int) -> Element:
    """An empty white sheet: a group with a name, for the panes in it are images with names of their own."""
    size = {"viewBox": f"0 0 {WIDTH} {height}", "width": f"{2 * WIDTH}", "height": f"{2 * height}", "color": "#222"}
    told = {"role": "group", "aria-labelledby": "sheet-title sheet-desc"}
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size | told)
    SubElement(svg, "title", {"id": "sheet-title"}).text = line(sheet.title)
    SubElement(svg, "desc", {"id": "sheet-desc"}).text = line(". ".join(sheet.notes))
    SubElement(svg, "style").text = _STYLE
    SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    return svg


def _points(lines: Sequence[Runs]) -> list[tuple[int, float]]:
    return [point for runs in lines for run in runs for point in run]


def _label(name: str, runs: Runs, seen: list[tuple[int, float]]) -> str:
    """The name, and its own last year where the series ends before the others."""
    last = max(year for year, _ in seen)
    if runs and runs[-1][-1][0] < last:
        return f"{shorten(name, LABEL_LIMIT - 8)} to {runs[-1][-1][0]}"
    return shorten(name, LABEL_LIMIT)


def _root(pane: Pane, runs: list[Runs], others: list[Runs], key: str) -> Element:
    series = pane.series
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chart",
            "role": "img",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "aria-labelledby": f"{key}-title {key}-desc",
        },
    )
    SubElement(svg, "title", {"id": f"{key}-title"}).text = line(f"{series.title}, {series.unit}")
    told = [_told(name, line_runs) for name, line_runs in zip(series.labels, runs, strict=False)]
    told += [f"Asked about: {value:,.10g}." for value in pane.asked]
    if unnamed := [value for _, value in _points(others)]:
        told.append(f"{len(others)} more without a name: {number(min(unnamed))} to {number(max(unnamed))}.")
    SubElement(svg, "desc", {"id": f"{key}-desc"}).text = line(" ".join(told))
    return svg


def _told(name: str, runs: Runs) -> str:
    """A series in words, for who cannot see the drawing."""
    if not runs:
        return f"{name}: no value."
    (start, begin), (stop, end) = runs[0][0], runs[-1][-1]
    gaps = [f"{before[-1][0] + 1} to {after[0][0] - 1}" for before, after in pairwise(runs)]
    missing = f"; no value in {', '.join(gaps)}" if gaps else ""
    return f"{name}: {number(begin)} in {start}, {number(end)} in {stop}{missing}."


def _frame(svg: Element, x: Scale, y: Scale, marks: list[float], covered: int) -> None:
    """Grid, axes' labels, and the stretch of years that no series covers."""
    if covered < x.high:
        edge = x(covered)
        area = {"class": "uncovered", "fill": "currentColor", "fill-opacity": "0.07"}
        place = {"x": f"{edge}", "y": f"{TOP}", "width": f"{round(x.end - edge, 1)}", "height": f"{BOTTOM - TOP}"}
        SubElement(svg, "rect", area | place)
        stroke(svg, "coverage", (edge, TOP), (edge, BOTTOM), dash="3 2")
        letters(svg, "tick", edge, TOP - 8, f"covered to {covered}", anchor="end")
    for mark in marks:
        stroke(svg, "zero" if mark == 0 else "grid", (x.start, y(mark)), (x.end, y(mark)), width="0.6")
        letters(svg, "tick", x.start - 6, y(mark) + 3.5, tick(mark), anchor="end")
    ends = {x.low: "start", x.high: "end"} if x.low < x.high else {x.low: "middle"}
    for year, anchor in ends.items():
        letters(svg, "tick", x(year), BOTTOM + 16, str(int(year)), anchor=anchor)


def _draw(svg: Element, runs: Runs, index: int, x: Scale, y: Scale) -> None:
    group = SubElement(svg, "g", {"class": f"series s{index % 6}"})
    for run in runs:
        if len(run) > 1:
            style = {"fill": "none", "stroke": "currentColor", "stroke-width": "1.8", "stroke-linejoin": "round"}
            dash = {"stroke-dasharray": DASHES[index % 6]} if DASHES[index % 6] else {}
            SubElement(group, "path", {"d": path(run, x, y)} | style | dash)
        ends = run[-1:] if len(run) > 1 and run is runs[-1] else run if len(run) == 1 else []
        for year, value in ends:
            SubElement(group, "circle", {"cx": f"{x(year)}", "cy": f"{y(value)}", "r": "2.6", "fill": "currentColor"})


def _draw_others(svg: Element, lines: list[Runs], x: Scale, y: Scale) -> None:
    """The lines without a name, in one grey however many lie upon each other."""
    if not lines:
        return
    group = SubElement(svg, "g", {"class": "others", "opacity": "0.35"})
    for run in (run for runs in lines for run in runs):
        if len(run) > 1:
            style = {"fill": "none", "stroke": "currentColor", "stroke-width": "1"}
            SubElement(group, "path", {"d": path(run, x, y)} | style)
        else:
            ((year, value),) = run
            SubElement(group, "circle", {"cx": f"{x(year)}", "cy": f"{y(value)}", "r": "2", "fill": "currentColor"})


def _draw_interval(svg: Element, lows: Runs, highs: Runs, index: int, x: Scale, y: Scale) -> None:
    """The interval about a line: a light band, and a whisker where a year stands alone."""
    group = SubElement(svg, "g", {"class": f"interval s{index % 6}"})
    for low, high in zip(lows, highs, strict=True):
        if len(low) > 1:
            outline = f"{path(low, x, y)} L{path(high[::-1], x, y)[1:]} Z"
            SubElement(group, "path", {"d": outline, "fill": "currentColor", "fill-opacity": "0.15"})
        else:
            ((year, bottom),), ((_, top),) = low, high
            stroke(group, "whisker", (x(year), y(bottom)), (x(year), y(top)), width="1.5")


def _direct_labels(svg: Element, names: list[tuple[float, str, str]], x: Scale) -> None:
    """Names (height, class, text) at the right, each as near its height as the others let it be, in the same order."""
    wanted = sorted(names, key=lambda name: name[0])
    heights: list[float] = []
    for height, _, _ in wanted:
        heights.append(max(height, heights[-1] + _ROW) if heights else height)
    limit = HEIGHT - 6.0
    for position in range(len(heights) - 1, -1, -1):
        heights[position] = min(heights[position], limit)
        limit = heights[position] - _ROW
    for height, (_, kind, text) in zip(heights, wanted, strict=True):
        letters(svg, kind, x.end + 7, height + 3.5, text, anchor="start")
