"""Small multiples: one small chart a state, all on one scale, with a line for each power.

Each is an SVG of its own, so that a page sets them in as many columns as it has room for; `sheet` joins them into one
drawing to save. A line is told by its place at the right, its dashes and its colour.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from multipolar.briefs.brief import TiesOf, TiesRow
from multipolar.briefs.drawing import DASHES, Runs, Scale, letters, path, stroke, tick, ticks, unbroken
from multipolar.briefs.safe import line, shorten
from multipolar.briefs.words import number

WIDTH, HEIGHT = 210, 130
LEFT, RIGHT, TOP, BOTTOM = 32, 178, 22, 112
ROW = 10.5
"""Distance of two labels at the right."""
COLUMNS = 3
"""Charts abreast in a sheet."""
HEAD, FOOT = 34, 30
_STYLE = (
    "text { font-family: system-ui, 'Liberation Sans', 'DejaVu Sans', sans-serif; } .heading { font-weight: 600; } "
    ".s0 { color: #14557f; } .s1 { color: #b34700; } .s2 { color: #00705a; } .s3 { color: #8a3a7d; }"
)


def charts(row: TiesRow, key: str) -> list[str]:
    """The states of a row as SVG elements, in order; `key` makes their ids unique in a page."""
    scale = _scale(row)
    return [
        tostring(_chart(row, of, scale, f"{key}-{place}"), encoding="unicode") for place, of in enumerate(row.states)
    ]


def sheet(row: TiesRow) -> str:
    """All charts of a row as one SVG that stands alone, with title, powers and source."""
    scale = _scale(row)
    rows = -(-len(row.states) // COLUMNS)
    width, height = COLUMNS * WIDTH + 16, HEAD + rows * HEIGHT + FOOT
    size = {"viewBox": f"0 0 {width} {height}", "width": f"{1.5 * width:.0f}", "height": f"{1.5 * height:.0f}"}
    told = {"role": "group", "aria-labelledby": "multiples-title multiples-desc", "color": "#222"}
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size | told)
    SubElement(svg, "title", {"id": "multiples-title"}).text = line(row.title)
    SubElement(svg, "desc", {"id": "multiples-desc"}).text = line(f"{legend(row)}. Source: {row.source}.")
    SubElement(svg, "style").text = _STYLE
    SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    letters(svg, "heading", 8, 16, shorten(row.title, 100), anchor="start")
    letters(svg, "legend", 8, 30, shorten(legend(row), 120), anchor="start")
    for place, of in enumerate(row.states):
        body = _chart(row, of, scale, f"multiple-{place}")
        at = {"x": f"{8 + place % COLUMNS * WIDTH}", "y": f"{HEAD + place // COLUMNS * HEIGHT}"}
        body.attrib |= at | {"width": f"{WIDTH}", "height": f"{HEIGHT}"}
        svg.append(body)
    letters(svg, "source", 8, height - 10, shorten(f"{row.unit}; source: {row.source}", 120), anchor="start")
    return tostring(svg, encoding="unicode") + "\n"


def legend(row: TiesRow) -> str:
    """Which letters stand for which power, and where the data end."""
    powers = ", ".join(f"{key} {name}" for key, name in zip(row.powers, row.names, strict=True))
    return f"{powers}; data to {row.covered_to}"


def rows(row: TiesRow) -> list[tuple[str, str, int, float]]:
    """State, power, year and value of all that is drawn, for the next tool."""
    return [
        (of.state, power, year, value)
        for of in row.states
        for power, values in zip(row.powers, of.values, strict=True)
        for year, value in zip(row.years, values, strict=True)
        if value is not None
    ]


def _scale(row: TiesRow) -> list[float]:
    """The ticks that all charts of a row share; zero is one of them."""
    return ticks([0.0, *(value for _, _, _, value in rows(row))])


def _chart(row: TiesRow, of: TiesOf, scale: list[float], key: str) -> Element:
    first, last = row.years[0], row.years[-1]
    x, y = Scale(first, last, LEFT, RIGHT), Scale(scale[0], scale[-1], BOTTOM, TOP)
    runs = [unbroken(row.years, values) for values in of.values]
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chart multiple",
            "role": "img",
            "viewBox": f"0 0 {WIDTH} {HEIGHT}",
            "aria-labelledby": f"{key}-title {key}-desc",
        },
    )
    SubElement(svg, "title", {"id": f"{key}-title"}).text = line(f"{of.name}: {row.title}")
    SubElement(svg, "desc", {"id": f"{key}-desc"}).text = line(" ".join(_told(row, runs)))
    letters(svg, "heading", LEFT, 12, shorten(of.name, 26), anchor="start")
    _frame(svg, x, y, scale)
    ends: list[tuple[float, int, str]] = []
    for index, (power, of_power) in enumerate(zip(row.powers, runs, strict=True)):
        if of_power:
            _draw(svg, of_power, index, x, y)
            ends.append((y(of_power[-1][-1][1]), index, power))
    _labels(svg, ends)
    return svg


def _told(row: TiesRow, runs: list[Runs]) -> list[str]:
    said = []
    for name, of_power in zip(row.names, runs, strict=True):
        if of_power:
            (begun, start), (ended, end) = of_power[0][0], of_power[-1][-1]
            said.append(f"{name}: {number(start)} in {begun}, {number(end)} in {ended}.")
    return said


def _frame(svg: Element, x: Scale, y: Scale, scale: list[float]) -> None:
    for mark in scale:
        stroke(svg, "zero" if mark == 0 else "grid", (x.start, y(mark)), (x.end, y(mark)), width="0.5")
        letters(svg, "tick", x.start - 4, y(mark) + 3.5, tick(mark), anchor="end")
    letters(svg, "tick", x.start, BOTTOM + 13, str(int(x.low)), anchor="start")
    letters(svg, "tick", x.end, BOTTOM + 13, str(int(x.high)), anchor="end")


def _draw(svg: Element, runs: Runs, index: int, x: Scale, y: Scale) -> None:
    group = SubElement(svg, "g", {"class": f"series s{index % 6}"})
    style = {"fill": "none", "stroke": "currentColor", "stroke-width": "1.6", "stroke-linejoin": "round"}
    style |= {"stroke-dasharray": DASHES[index % 6]} if DASHES[index % 6] else {}
    for run in runs:
        if len(run) > 1:
            SubElement(group, "path", {"d": path(run, x, y)} | style)
    for run in runs:
        for year, value in run if len(run) == 1 else run[-1:] if run is runs[-1] else ():
            SubElement(group, "circle", {"cx": f"{x(year)}", "cy": f"{y(value)}", "r": "2", "fill": "currentColor"})


def _labels(svg: Element, ends: list[tuple[float, int, str]]) -> None:
    """The powers at the right, each as near the end of its line as the others let it be."""
    placed: list[float] = []
    wanted = sorted(ends)
    for height, _, _ in wanted:
        placed.append(max(height, placed[-1] + ROW) if placed else height)
    limit = float(BOTTOM)
    for position in range(len(placed) - 1, -1, -1):
        placed[position] = min(placed[position], limit)
        limit = placed[position] - ROW
    for height, (_, index, power) in zip(placed, wanted, strict=True):
        letters(svg, f"name s{index % 6}", RIGHT + 5, height + 3.5, power, anchor="start")
