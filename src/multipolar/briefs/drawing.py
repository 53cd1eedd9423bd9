"""The strokes that charts are made of: scales, ticks, unbroken runs, lines and letters, as an XML tree.

Text is escaped by construction. Lines carry classes for the page's colours and a dash pattern of their own; outside
the page they fall back to the colour of the text.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from multipolar.briefs.safe import line as one_line
from multipolar.briefs.words import number

DASHES = ("", "6 3", "2 3", "9 3 2 3", "1 2", "12 4")
"""Dash patterns of lines, by the place of the line; with colours off they still tell lines apart."""

Runs = list[list[tuple[int, float]]]
"""Unbroken stretches of (year, value) of one line."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from data to the drawing."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value lies in the drawing."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.start + share * (self.end - self.start), 1)


def unbroken(years: tuple[int, ...], values: tuple[float | None, ...]) -> Runs:
    """Unbroken stretches of (year, value), in the order of the years."""
    runs: Runs = []
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


def ticks(values: list[float]) -> list[float]:
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


def tick(value: float) -> str:
    """A number short enough for the margin: 150k, 1.2M."""
    for unit, sign in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(value) >= max(unit, 1e4):
            return f"{value / unit:g}{sign}"
    return number(value)


def path(run: list[tuple[int, float]], x: Scale, y: Scale) -> str:
    """The outline of an unbroken run, for the attribute d of a path."""
    return "M" + " L".join(f"{x(year)} {y(value)}" for year, value in run)


def stroke(
    svg: Element,
    name: str,
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    dash: str = "",
    width: str = "1",
    opacity: str = "0.4",
) -> None:
    """Draw a straight line of the class `name`, in the colour of the text."""
    place = {"x1": f"{start[0]}", "y1": f"{start[1]}", "x2": f"{end[0]}", "y2": f"{end[1]}"}
    style = {"class": name, "stroke": "currentColor", "stroke-width": width, "stroke-opacity": opacity}
    SubElement(svg, "line", place | style | ({"stroke-dasharray": dash} if dash else {}))


def letters(svg: Element, name: str, x: float, y: float, text: str, *, anchor: str) -> None:
    """Write a text on one line, whatever it holds. anchor: start, middle or end."""
    style = {"class": name, "font-size": "10.5", "fill": "currentColor", "text-anchor": anchor}
    SubElement(svg, "text", {"x": f"{round(x, 1)}", "y": f"{round(y, 1)}"} | style).text = one_line(text)
