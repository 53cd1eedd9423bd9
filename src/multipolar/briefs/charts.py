"""Small line charts as SVG: series over years with gaps, the end of coverage, and labels on the lines themselves.

Built as an XML tree, so that any text in a label is escaped by construction. Lines carry classes for the page's
colours and a dash pattern of their own; outside the page they fall back to the colour of the text.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, tostring

from multipolar.briefs.brief import SeriesRow
from multipolar.briefs.safe import line, shorten
from multipolar.briefs.words import number

WIDTH, HEIGHT = 360, 190
TOP, BOTTOM, LEFT = 22, 166, 40
LABEL_LIMIT = 20
"""Characters of a label drawn at the end of a line; the description carries it in full."""
_DASHES = ("", "6 3", "2 3", "9 3 2 3", "1 2", "12 4")
_LETTER, _ROW = 6.7, 12.5
"""Ample width of a letter and height of a row of labels, in units of the drawing."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """A linear scale from data to the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.start + share * (self.end - self.start), 1)


def line_chart(series: SeriesRow, key: str) -> str:
    """The series as one SVG element; `key` makes its ids unique in a page. "" where no year has a value.

    A line breaks where a year has no value; a value alone between gaps is a dot. Years after the last value of any
    series are shaded and named as not covered.
    """
    drawn = _chart(series, key)
    return "" if drawn is None else tostring(drawn, encoding="unicode")


def _chart(series: SeriesRow, key: str) -> Element | None:
    runs = [_runs(series.years, values) for values in series.values]
    seen = [point for line_runs in runs for run in line_runs for point in run]
    if not seen:
        return None
    first, last = min(series.years), max(series.years)
    labels = [_label(name, run, seen) for name, run in zip(series.labels, runs, strict=False)]
    right = WIDTH - 10 - min(LABEL_LIMIT + 2, max(map(len, labels), default=0)) * _LETTER
    ticks = _ticks([value for _, value in seen])
    x = _Scale(first, last, LEFT, right)
    y = _Scale(ticks[0], ticks[-1], BOTTOM, TOP)

    svg = _root(series, runs, key)
    _frame(svg, x, y, ticks, max(year for year, _ in seen))
    for index, line_runs in enumerate(runs):
        _draw(svg, line_runs, index, x, y)
    _direct_labels(svg, labels, runs, x, y)
    return svg


_STYLE = (
    "text { font-family: system-ui, sans-serif; } .heading { font-weight: 600; } .s0 { color: #14557f; } "
    ".s1 { color: #b34700; } .s2 { color: #00705a; } .s3 { color: #8a3a7d; } .s4 { color: #6b5900; } "
    ".s5 { color: #4a4a4a; }"
)
_LINE, _SMALL_LINE = 50, 84
"""Characters of a line of the title, and of a note."""


def chart_file(series: SeriesRow, *notes: str) -> str:
    """The series as an SVG that stands alone, with title, unit, source and notes. "" where no year has a value."""
    body = _chart(series, "chart")
    if body is None:
        return ""
    heading = wrap(line(shorten(series.title, 3 * _LINE)), _LINE)
    head = 20 + 14 * len(heading)
    small = [part for text in (f"source: {series.source}", *notes) for part in wrap(line(text), _SMALL_LINE)[:3]]
    height = HEIGHT + head + 10 + 11 * len(small)
    size = {"viewBox": f"0 0 {WIDTH} {height}", "width": f"{2 * WIDTH}", "height": f"{2 * height}", "color": "#222"}
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size)
    SubElement(svg, "style").text = _STYLE
    SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    for row, words in enumerate(heading):
        _text(svg, "heading", 8, 14 + 14 * row, words, anchor="start")
    _text(svg, "unit", 8, 14 + 14 * len(heading), shorten(series.unit, 62), anchor="start")
    body.attrib |= {"y": f"{head}", "width": f"{WIDTH}", "height": f"{HEIGHT}"}
    svg.append(body)
    for row, text in enumerate(small):
        place = {"x": "8", "y": f"{HEIGHT + head + 10 + 11 * row}", "font-size": "7.5", "fill": "currentColor"}
        SubElement(svg, "text", place).text = line(text)
    return tostring(svg, encoding="unicode") + "\n"


def _runs(years: tuple[int, ...], values: tuple[float | None, ...]) -> list[list[tuple[int, float]]]:
    """Unbroken stretches of (year, value), in the order of the years."""
    runs: list[list[tuple[int, float]]] = []
    broken = True
    for year, value in sorted(zip(years, values, strict=False), key=lambda point: point[0]):
        if value is None or not math.isfinite(value):
            broken = True
            continue
        if broken:
            runs.append([])
        runs[-1].append((year, value))
        broken = False
    return runs


def _ticks(values: list[float]) -> list[float]:
    """Three to six round values that enclose the data; zero is one of them unless the data lie far from it."""
    low, high = min(values), max(values)
    if low > 0 and low < 0.6 * high:
        low = 0.0
    if high < 0 and high > 0.6 * low:
        high = 0.0
    if high - low <= 1e-9 * max(abs(low), abs(high)):
        reach = abs(high) / 2 or 1.0
        low, high = low - reach, high + reach
    rough = (high - low) / 4
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(nice * power for nice in (1, 2, 5, 10) if nice * power >= rough * 0.999)
    start, stop = math.floor(low / step + 1e-6), math.ceil(high / step - 1e-6)
    return [round(index * step, 12) if abs(step) > 1e-9 else index * step for index in range(start, stop + 1)]


def _label(name: str, runs: list[list[tuple[int, float]]], seen: list[tuple[int, float]]) -> str:
    """The name, and its own last year where the series ends before the others."""
    last = max(year for year, _ in seen)
    if runs and runs[-1][-1][0] < last:
        return f"{shorten(name, LABEL_LIMIT - 8)} to {runs[-1][-1][0]}"
    return shorten(name, LABEL_LIMIT)


def _root(series: SeriesRow, runs: list[list[list[tuple[int, float]]]], key: str) -> Element:
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
    SubElement(svg, "desc", {"id": f"{key}-desc"}).text = line(" ".join(told))
    return svg


def _told(name: str, runs: list[list[tuple[int, float]]]) -> str:
    """A series in words, for who cannot see the drawing."""
    if not runs:
        return f"{name}: no value."
    (start, begin), (stop, end) = runs[0][0], runs[-1][-1]
    gaps = [f"{before[-1][0] + 1} to {after[0][0] - 1}" for before, after in pairwise(runs)]
    missing = f"; no value in {', '.join(gaps)}" if gaps else ""
    return f"{name}: {number(begin)} in {start}, {number(end)} in {stop}{missing}."


def _frame(svg: Element, x: _Scale, y: _Scale, ticks: list[float], covered: int) -> None:
    """Grid, axes' labels, and the stretch of years that no series covers."""
    if covered < x.high:
        edge = x(covered)
        area = {"class": "uncovered", "fill": "currentColor", "fill-opacity": "0.07"}
        place = {"x": f"{edge}", "y": f"{TOP}", "width": f"{round(x.end - edge, 1)}", "height": f"{BOTTOM - TOP}"}
        SubElement(svg, "rect", area | place)
        _line(svg, "coverage", (edge, TOP), (edge, BOTTOM), dash="3 2")
        _text(svg, "tick", edge, TOP - 8, f"covered to {covered}", anchor="end")
    for tick in ticks:
        _line(svg, "zero" if tick == 0 else "grid", (x.start, y(tick)), (x.end, y(tick)), width="0.6")
        _text(svg, "tick", x.start - 6, y(tick) + 3.5, _tick(tick), anchor="end")
    years = sorted({int(x.low), int(x.high)})
    for year in years:
        _text(svg, "tick", x(year), BOTTOM + 16, str(year), anchor="start" if year == x.low else "end")


def _tick(value: float) -> str:
    """A number short enough for the margin: 150k, 1.2M."""
    for unit, sign in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= max(unit, 1e4):
            return f"{value / unit:g}{sign}"
    return number(value)


def _draw(svg: Element, runs: list[list[tuple[int, float]]], index: int, x: _Scale, y: _Scale) -> None:
    group = SubElement(svg, "g", {"class": f"series s{index % 6}"})
    for run in runs:
        if len(run) > 1:
            points = " L".join(f"{x(year)} {y(value)}" for year, value in run)
            style = {"fill": "none", "stroke": "currentColor", "stroke-width": "1.8", "stroke-linejoin": "round"}
            dash = {"stroke-dasharray": _DASHES[index % 6]} if _DASHES[index % 6] else {}
            SubElement(group, "path", {"d": f"M{points}"} | style | dash)
        ends = run[-1:] if len(run) > 1 and run is runs[-1] else run if len(run) == 1 else []
        for year, value in ends:
            SubElement(group, "circle", {"cx": f"{x(year)}", "cy": f"{y(value)}", "r": "2.6", "fill": "currentColor"})


def _direct_labels(
    svg: Element, labels: list[str], runs: list[list[list[tuple[int, float]]]], x: _Scale, y: _Scale
) -> None:
    """Names at the right, each as near the end of its line as the others let it be, in the same order."""
    wanted = sorted((y(line_runs[-1][-1][1]), index) for index, line_runs in enumerate(runs) if line_runs)
    heights: list[float] = []
    for height, _ in wanted:
        heights.append(max(height, heights[-1] + _ROW) if heights else height)
    limit = HEIGHT - 6.0
    for position in range(len(heights) - 1, -1, -1):
        heights[position] = min(heights[position], limit)
        limit = heights[position] - _ROW
    for height, (_, index) in zip(heights, wanted, strict=True):
        if index < len(labels):
            _text(svg, f"name s{index % 6}", x.end + 7, height + 3.5, labels[index], anchor="start")


def _line(
    svg: Element, name: str, start: tuple[float, float], end: tuple[float, float], *, dash: str = "", width: str = "1"
) -> None:
    place = {"x1": f"{start[0]}", "y1": f"{start[1]}", "x2": f"{end[0]}", "y2": f"{end[1]}"}
    style = {"class": name, "stroke": "currentColor", "stroke-width": width, "stroke-opacity": "0.4"}
    SubElement(svg, "line", place | style | ({"stroke-dasharray": dash} if dash else {}))


def _text(svg: Element, name: str, x: float, y: float, text: str, *, anchor: str) -> None:
    style = {"class": name, "font-size": "10.5", "fill": "currentColor", "text-anchor": anchor}
    SubElement(svg, "text", {"x": f"{round(x, 1)}", "y": f"{round(y, 1)}"} | style).text = line(text)
