"""Names on a map: each where it has room and hides no other, else a number that a list below tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from multipolar.briefs.projection import Point

SIZE, LETTER, HEIGHT = 11.5, 6.8, 13.0
"""Size of the letters, ample width of one and height of a row, in units of the drawing."""
DOT = 9.0
"""Room for the dot of a state that took part: in it, or before a name that stands aside."""
SPILL = 2.6
"""How many times the room in a state its name may take; longer ones would stand on the neighbours."""
LEAST_ROOM = 26.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Label:
    lines: tuple[str, ...]
    middle: Point
    dot: Point | None


@dataclass(slots=True)
class Labels:
    """Names placed one after another on a sheet; `numbered` lists those that found no room."""

    width: float
    height: float
    numbered: list[str] = field(default_factory=list)
    _taken: list[Box] = field(default_factory=list)
    _labels: list[_Label] = field(default_factory=list)

    def block(self, point: Point, reach: float) -> None:
        """Keep names off a sign at a place."""
        self._taken.append((point[0] - reach, point[1] - reach, point[0] + reach, point[1] + reach))

    def place(self, name: str, point: Point, room: float, reach: Point | None, *, dot: bool) -> None:
        """Write a name at a place, or beside what reaches so far about it, or a number where it has no room."""
        for lines in _settings(name):
            wide = max(map(len, lines)) * LETTER
            if reach is None and wide > SPILL * max(room, LEAST_ROOM):
                continue
            if self._try(lines, point, reach, dot):
                return
        self.numbered.append(name)
        number = (str(len(self.numbered)),)
        if not self._try(number, point, reach, dot):
            beside = (point[0] + DOT, point[1]) if dot else point
            self._put(_Label(number, beside, point if dot else None), _box(number, beside))

    def told(self) -> str:
        """The numbers and the names they stand for, in one line."""
        return "; ".join(f"{number} {name}" for number, name in enumerate(self.numbered, 1))

    def draw(self, svg: Element) -> None:
        """Write all names, each on a rim that parts it from the pattern below."""
        for label in self._labels:
            x, y = label.middle
            if label.dot is not None:
                spot = {"cx": f"{label.dot[0]:.1f}", "cy": f"{label.dot[1]:.1f}", "r": "3"}
                rim = {"fill": "#222", "stroke": "#fff", "stroke-width": "1.2", "class": "took-part"}
                SubElement(svg, "circle", spot | rim)
            for row, text in enumerate(label.lines):
                down = y + 4 + (row - (len(label.lines) - 1) / 2) * (HEIGHT - 1)
                place = {"x": f"{x:.1f}", "y": f"{down:.1f}", "text-anchor": "middle", "font-size": f"{SIZE}"}
                rim = {"fill": "#222", "stroke": "#fff", "stroke-width": "3", "paint-order": "stroke"}
                rim |= {"stroke-linejoin": "round", "class": "label"}
                SubElement(svg, "text", place | rim).text = text

    def _try(self, lines: tuple[str, ...], point: Point, reach: Point | None, dot: bool) -> bool:
        for middle in _places(lines, point, reach, dot):
            left, top, right, bottom = _box(lines, middle)
            mark = None
            if dot and reach is None:
                mark = point
                left, top = min(left, point[0] - DOT / 2), min(top, point[1] - DOT / 2)
                right, bottom = max(right, point[0] + DOT / 2), max(bottom, point[1] + DOT / 2)
            elif dot:
                mark, left = (left - DOT / 2, middle[1]), left - DOT
            if self._free((left, top, right, bottom)):
                self._put(_Label(lines, middle, mark), (left, top, right, bottom))
                return True
        return False

    def _put(self, label: _Label, box: Box) -> None:
        self._labels.append(label)
        self._taken.append(box)

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < 3 or top < 3 or right > self.width - 3 or bottom > self.height - 3:
            return False
        return not any(left < r and right > lo and top < b and bottom > t for lo, t, r, b in self._taken)


def _settings(name: str) -> Iterator[tuple[str, ...]]:
    """The name on one line, then, if it has several words, on two."""
    yield (name,)
    words = name.split(" ")
    if len(words) > 1:
        halves = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
        yield min(halves, key=lambda pair: max(map(len, pair)))


def _places(lines: tuple[str, ...], point: Point, reach: Point | None, dot: bool) -> Iterator[Point]:
    """Middles to try: about the place, or around what stands on it."""
    x, y = point
    wide, high = max(map(len, lines)) * LETTER / 2, len(lines) * HEIGHT / 2
    if reach is not None:
        across, down = wide + reach[0] + 1, high + reach[1]
        x += DOT if dot else 0
        yield from ((x + across, y), (x + across, y - high), (x + across, y + high), (x, y + down), (x, y - down))
        yield from ((x - across, y), (x - across, y - high), (x - across, y + high))
        return
    near = high + DOT / 2
    for down in (near, -near) if dot else (0, -9, 9, -18, 18):
        for aside in (0, -6, 6, -12, 12, -24, 24):
            yield x + aside, y + down
    if dot:
        yield from ((x + wide + DOT / 2, y), (x - wide - DOT / 2, y))


def _box(lines: tuple[str, ...], middle: Point) -> Box:
    wide, high = max(map(len, lines)) * LETTER / 2, len(lines) * HEIGHT / 2
    return middle[0] - wide, middle[1] - high, middle[0] + wide, middle[1] + high
