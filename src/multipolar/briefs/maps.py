"""Maps as SVG: the states of a text with their roles, disputed areas hatched, states too small to see as points.

Roles are told by patterns, so that a map reads without colour; outside the page its colours fall back to fixed ones.
The projection is Equal Earth about the middle of what is shown, so that areas compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from multipolar.briefs.brief import MapRow, MapState
from multipolar.briefs.drawing import letters
from multipolar.briefs.frames import WIDTH, Frame, Sheet, frame, heart, islands, sheet
from multipolar.briefs.labels import Labels
from multipolar.briefs.map_words import KINDS, caption, kind, lists, meaning
from multipolar.briefs.outlines import VIEWS, areas_of, disputed, place_of
from multipolar.briefs.projection import Point, extent, roomiest
from multipolar.briefs.safe import line, shorten

LARGEST = 80_000
"""Characters of a map; points are thinned out until it is smaller."""
NEAR, COARSEST = 0.4, 12.0
"""Units of the drawing within which two points of an outline are one, at first and at most."""
SPECK, ISLET, SEEN = 14.0, 0.6, 0.3
"""Square units below which a state is a point, and an island is left out; the share of a state that must be seen."""
SMALL = 900.0
"""Square units below which the name of an island stands beside it."""
GLIMPSE = 400.0
"""Square units from which on a state counts as seen, however little of it that is."""
_ROW = 17

_STYLE = (
    "text { font-family: system-ui, 'Liberation Sans', 'DejaVu Sans', sans-serif; } .m0 { color: #14557f; } "
    ".m1 { color: #b34700; } .m2 { color: #8a3a7d; }"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a state is on the sheet: the place of its name, the room there, and whether it is drawn as a point.

    reach: how far from the place to write its name, in both directions, where the name must stand beside it.
    """

    state: MapState
    point: Point
    room: float
    speck: bool
    reach: Point | None


def draw(row: MapRow, key: str) -> str:
    """The map as one SVG element of at most LARGEST characters; `key` makes its ids unique in a page.

    "" where none of the states has an outline or a place, or the view of borders is one of another version.
    """
    drawn = _drawn(row, key)
    return "" if drawn is None else tostring(drawn, encoding="unicode")


def _drawn(row: MapRow, key: str) -> Element | None:
    """The map with as many points as its size allows."""
    of = frame(row.states, row.view) if row.view in VIEWS else None
    if of is None:
        return None
    near = NEAR
    while True:
        svg = _map(row, sheet(of, near), key)
        if near > COARSEST or len(tostring(svg)) <= LARGEST:
            return svg
        near *= 1.4


def file(row: MapRow, *, worded: bool = True) -> str:
    """The map as an SVG that stands alone, `worded` with its title above and its caption below. "" where none is."""
    body = _drawn(row, "map")
    if body is None:
        return ""
    low = float(body.attrib["viewBox"].split()[3])
    notes = list(_wrapped(caption(row), 125)) if worded else []
    top = 28 if worded else 0
    high = top + low + 14 * len(notes) + 8
    size = {"viewBox": f"0 0 {WIDTH} {high:g}", "width": f"{1.5 * WIDTH:g}", "height": f"{1.5 * high:g}"}
    told = {"role": "group", "aria-labelledby": "sheet-title", "color": "#222"}
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg"} | size | told)
    SubElement(svg, "title", {"id": "sheet-title"}).text = line(row.title)
    SubElement(svg, "style").text = _STYLE
    SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    if worded:
        letters(svg, "heading", 8, 17, shorten(row.title, 110), anchor="start")
    body.attrib |= {"y": f"{top}", "width": f"{WIDTH}", "height": f"{low:g}"}
    svg.append(body)
    for place, text in enumerate(notes):
        letters(svg, "note", 8, top + low + 12 + 14 * place, text, anchor="start")
    return tostring(svg, encoding="unicode") + "\n"


def on_map(states: tuple[MapState, ...], view: str) -> tuple[str, ...]:
    """Keys of the disputed areas that a map of these states shows."""
    of = frame(states, view)
    if of is None:
        return ()
    shown = sheet(of, NEAR)
    drawn = {key for key, rings in shown.rings.items() if sum(map(extent, rings)) >= 2}
    drawn |= {key for key, _ in _marks(view, of)}
    return tuple(area.key for area in disputed(view) if area.key in drawn)


def _map(row: MapRow, shown: Sheet, key: str) -> Element:
    of = shown.frame
    spots = [spot for state in row.states if (spot := _spot(state, row.view, shown)) is not None]
    labels = Labels(WIDTH, of.height)
    for point in [spot.point for spot in spots if spot.speck] + [point for _, point in _marks(row.view, of)]:
        labels.block(point, 6)
    for spot in sorted(spots, key=lambda s: (not (s.state.named or s.state.took_part), s.speck, -s.room)):
        labels.place(line(spot.state.name), spot.point, spot.room, spot.reach, dot=spot.state.took_part)
    notes = [*_wrapped(labels.told(), 118)] if labels.numbered else []
    outside = [state.name for state in row.states if state.state not in {spot.state.state for spot in spots}]
    notes += _wrapped(f"Not in view, or only a small part: {', '.join(outside)}.", 118) if outside else []
    entries = _legend_entries(row, spots)
    rows_of_legend = _legend_rows(entries)
    foot = of.height + 8 + _ROW * (len(rows_of_legend) + len(notes))
    svg = _root(row, key, foot)
    _patterns(svg, of.height, key)
    visible = SubElement(svg, "g", {"clip-path": f"url(#{key}-edge)"})
    _land(visible, row, shown, key)
    _disputed(visible, row.view, shown, key)
    for spot in spots:
        if spot.speck:
            _point(visible, spot, key)
    labels.draw(visible)
    place = {"width": f"{WIDTH - 1}", "height": f"{of.height - 1}", "x": "0.5", "y": "0.5"}
    SubElement(
        svg, "rect", place | {"class": "edge", "fill": "none", "stroke": "currentColor", "stroke-opacity": "0.3"}
    )
    _legend(svg, rows_of_legend, of.height + 8, key)
    for number, text in enumerate(notes):
        letters(svg, "list", 2, of.height + 8 + _ROW * (len(rows_of_legend) + number) + 11, text, anchor="start")
    return svg


def _root(row: MapRow, key: str, height: float) -> Element:
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "map",
            "role": "img",
            "viewBox": f"0 0 {WIDTH} {height:g}",
            "aria-labelledby": f"{key}-title {key}-desc",
        },
    )
    SubElement(svg, "title", {"id": f"{key}-title"}).text = line(row.title)
    told = [f"{head}: {'; '.join(names)}." for head, names in lists(row)]
    SubElement(svg, "desc", {"id": f"{key}-desc"}).text = line(" ".join(told))
    return svg


def _patterns(svg: Element, height: int, key: str) -> None:
    """The fills of roles and the hatch of what is disputed."""
    defs = SubElement(svg, "defs")
    ink = {"stroke": "currentColor", "stroke-width": "1.1", "stroke-opacity": "0.75", "fill": "none"}
    for name, size, marks, tint in (
        ("observer", 6, "M0 3a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0", "0.1"),
        ("other", 6, "M0 3h6", "0.08"),
        ("named", 6, "M3 0v6", "0.08"),
        ("power", 7, "M3.5 0v7M0 3.5h7", "0.08"),
        ("present", 6, "M3 1v2", "0.08"),
    ):
        of = {"id": f"{key}-{name}", "width": f"{size}", "height": f"{size}", "patternUnits": "userSpaceOnUse"}
        pattern = SubElement(defs, "pattern", of | {"class": _COLOUR[name]})
        SubElement(
            pattern, "rect", {"width": f"{size}", "height": f"{size}", "fill": "currentColor", "fill-opacity": tint}
        )
        style = {"fill": "currentColor"} if name == "observer" else ink
        SubElement(pattern, "path", {"d": marks} | style)
    hatch = {"id": f"{key}-hatch", "width": "5", "height": "5", "patternUnits": "userSpaceOnUse"}
    lines = SubElement(defs, "pattern", hatch | {"patternTransform": "rotate(45)"})
    SubElement(lines, "path", {"d": "M0 0v5", "class": "hatch", "stroke": "#222", "stroke-width": "2", "fill": "none"})
    clip = SubElement(defs, "clipPath", {"id": f"{key}-edge"})
    SubElement(clip, "rect", {"width": f"{WIDTH}", "height": f"{height}"})


_COLOUR = {"member": "m0", "observer": "m0", "other": "m0", "named": "m1", "power": "m2", "present": "m1"}


def _fill(name: str, key: str) -> dict[str, str]:
    if name == "member":
        return {"class": _COLOUR[name], "fill": "currentColor", "fill-opacity": "0.5"}
    return {"class": _COLOUR[name], "fill": f"url(#{key}-{name})"}


def _land(svg: Element, row: MapRow, shown: Sheet, key: str) -> None:
    """All land as one outline in grey, and above it each state of the text in the pattern of its role."""
    taken = {area: state for state in row.states for area in areas_of(state.state, row.view)}
    border = {"stroke-width": "0.8", "stroke-linejoin": "round", "fill-rule": "evenodd"}
    rest = "".join(_outline(r) for area, rings in shown.rings.items() if area not in taken for r in rings)
    grey = {"fill": "currentColor", "fill-opacity": "0.13", "stroke": "#fff", "class": "land"}
    SubElement(svg, "path", {"d": rest} | grey | border)
    for state in row.states:
        rings = [r for area in areas_of(state.state, row.view) for r in shown.rings.get(area, ())]
        drawn = "".join(map(_outline, rings))
        if drawn:
            edge = {"stroke": "currentColor", "stroke-opacity": "0.9"}
            SubElement(svg, "path", {"d": drawn} | _fill(kind(state), key) | edge | border)


def _outline(ring: list[Point]) -> str:
    """A ring for the attribute d of a path, in steps of a tenth; "" for one too small to be seen."""
    if extent(ring) < ISLET:
        return ""
    whole = [(round(10 * x), round(10 * y)) for x, y in ring]
    found = [f"M{_tenth(whole[0][0])}{_signed(whole[0][1])}l"]
    before = whole[0]
    for point in whole[1:]:
        if point != before:
            found.append(f"{_signed(point[0] - before[0])}{_signed(point[1] - before[1])}")
            before = point
    return "".join(found).replace("l ", "l") + "z" if len(found) > 2 else ""


def _tenth(value: int) -> str:
    """A number of tenths as short as it can be written: 1.5, -.3, 12."""
    sign, (whole, part) = "-" if value < 0 else "", divmod(abs(value), 10)
    return f"{sign}{whole if whole or not part else ''}{f'.{part}' if part else ''}"


def _signed(value: int) -> str:
    """The number with what parts it from the one before: its sign, or a space."""
    return _tenth(value) if value < 0 else f" {_tenth(value)}"


def _disputed(svg: Element, view: str, shown: Sheet, key: str) -> None:
    edge = {"stroke": "#222", "stroke-width": "1", "stroke-dasharray": "3 2", "class": "hatched"}
    for area in disputed(view):
        drawn = "".join(map(_outline, shown.rings.get(area.key, ())))
        fill = {"fill": f"url(#{key}-hatch)", "fill-rule": "evenodd"}
        if drawn:
            SubElement(svg, "path", {"d": drawn} | fill | edge)
    for _, (x, y) in _marks(view, shown.frame):
        fill = {"fill": f"url(#{key}-hatch)", "r": "4.5"}
        SubElement(svg, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}"} | fill | edge)


def _marks(view: str, of: Frame) -> list[tuple[str, Point]]:
    """Disputed areas without an outline that lie on the sheet, and where."""
    placed = [(area.key, of.spot(area.place)) for area in disputed(view) if area.place is not None]
    return [(key, point) for key, point in placed if of.holds(point, 6)]


def _spot(state: MapState, view: str, shown: Sheet) -> Spot | None:
    """Where a state is; None where no part of it that can be told is on the sheet."""
    of, areas = shown.frame, areas_of(state.state, view)
    areas = areas[:1]  # a disputed area that the view gives to a state says nothing of where that state is
    whole = sum(shown.sizes[area] for area in areas)
    if whole < SPECK:
        place = heart(areas[0]) if areas else place_of(state.state, view)
        point = of.spot(place) if place is not None else (-1.0, -1.0)
        return Spot(state, point, 0.0, speck=True, reach=(7, 7)) if of.holds(point, 6) else None
    rings = [ring for area in areas for ring in shown.rings.get(area, ())]
    if not rings or sum(map(extent, rings)) < min(GLIMPSE, SEEN * whole):
        return None
    if state.state in islands() and whole < SMALL:
        (left, right), (top, bottom) = ((min(v), max(v)) for v in zip(*(p for r in rings for p in r), strict=True))
        reach = ((right - left) / 2 + 3, (bottom - top) / 2 + 2)
        return Spot(state, ((left + right) / 2, (top + bottom) / 2), 0.0, speck=False, reach=reach)
    point, room = roomiest(max(rings, key=extent))
    return Spot(state, point, room, speck=False, reach=None) if of.holds(point) else None


def _point(svg: Element, spot: Spot, key: str) -> None:
    place = {"cx": f"{spot.point[0]:.1f}", "cy": f"{spot.point[1]:.1f}", "r": "5"}
    edge = {"stroke": "currentColor", "stroke-width": "1.5"}
    SubElement(svg, "circle", place | _fill(kind(spot.state), key) | edge)


Entry = tuple[str, str]
"""What a sign of the legend is, and what it means."""


def _legend_entries(row: MapRow, spots: list[Spot]) -> list[Entry]:
    kinds = {kind(spot.state) for spot in spots}
    entries = [(name, meaning(row, name)) for name in KINDS if name in kinds]
    entries += [("dot", "Took part in the meeting")] if any(spot.state.took_part for spot in spots) else []
    entries += [("point", "Too small to see")] if any(spot.speck for spot in spots) else []
    return entries + ([("hatch", "Disputed")] if row.disputed else [])


def _legend_rows(entries: list[Entry]) -> list[list[tuple[float, Entry]]]:
    """The entries with where each begins, in as many rows as they need."""
    rows: list[list[tuple[float, Entry]]] = [[]]
    left = 2.0
    for entry in entries:
        width = 42 + 5.9 * len(entry[1])
        if rows[-1] and left + width > WIDTH:
            rows.append([])
            left = 2.0
        rows[-1].append((left, entry))
        left += width
    return rows if rows[0] else []


def _legend(svg: Element, rows: list[list[tuple[float, Entry]]], top: float, key: str) -> None:
    for number, entries in enumerate(rows):
        for left, (sign, words) in entries:
            y = top + _ROW * number
            _sign(svg, sign, left, y, key)
            letters(svg, "key", left + 26, y + 10.5, words, anchor="start")


def _sign(svg: Element, sign: str, left: float, top: float, key: str) -> None:
    box = {"x": f"{left:g}", "y": f"{top:g}", "width": "20", "height": "12"}
    middle = {"cx": f"{left + 10:g}", "cy": f"{top + 6:g}"}
    if sign == "dot":
        SubElement(svg, "circle", middle | {"r": "3", "class": "took-part", "fill": "#222"})
    elif sign == "point":
        edge = {"fill": "none", "stroke": "currentColor", "stroke-width": "1.5"}
        SubElement(svg, "circle", middle | {"r": "5"} | edge)
    elif sign == "hatch":
        edge = {"stroke": "#222", "stroke-dasharray": "3 2", "class": "hatched"}
        SubElement(svg, "rect", box | {"fill": f"url(#{key}-hatch)"} | edge)
    else:
        SubElement(svg, "rect", box | _fill(sign, key) | {"stroke": "currentColor", "stroke-width": "0.8"})


def _wrapped(text: str, limit: int) -> Iterator[str]:
    from textwrap import wrap

    yield from wrap(line(text), limit)
