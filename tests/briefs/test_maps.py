"""Maps: what they show and where, roles without colour, hostile names, size."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

import pytest

from multipolar.actors.record import memberships, registry
from multipolar.briefs import map_words
from multipolar.briefs.brief import MapRow, MapState
from multipolar.briefs.frames import EVERYWHERE, WIDTH, frame, sheet
from multipolar.briefs.maps import LARGEST, draw, file, on_map
from multipolar.briefs.whereabouts import whereabouts
from multipolar.reading import read
from tests.briefs.fixture import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
DAY = date(2022, 11, 15)


def state(
    key: str, role: str = "full", *, took_part: bool = False, named: bool = True, power: bool = False
) -> MapState:
    return MapState(key, registry().label(key), role, took_part, named, power)


def row(*states: MapState, view: str = "natural-earth", organisation: str = "OTS") -> MapRow:
    return MapRow(
        "A map", view, organisation, "Organization of Turkic States", "2022-11-15", states, (), "natural-earth"
    )


def drawn(of: MapRow) -> Element:
    return fromstring(draw(of, "m"))


def words(svg: Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


TURKIC = ("KAZ", "UZB", "KGZ", "TUR", "AZE")


def test_a_map_is_cropped_to_its_states() -> None:
    of = frame([state(key) for key in TURKIC], "natural-earth")
    assert of is not None
    assert 50 < of.middle < 65
    for east, north in ((26.3, 39.0), (87.3, 49.1)):  # the west of Türkiye, the east of Kazakhstan
        assert of.holds(of.spot((east, north)), 10)
    for east, north in ((-0.1, 51.5), (116.4, 39.9), (77.2, 20.0)):  # London, Beijing, the south of India
        assert not of.holds(of.spot((east, north)))


def test_a_power_that_is_only_named_does_not_widen_a_map_and_is_told_beside_it() -> None:
    small = frame([state(key) for key in TURKIC], "natural-earth")
    with_power = (*(state(key) for key in TURKIC), state("USA", "", power=True))
    assert frame(with_power, "natural-earth") == small
    assert "Not in view, or only a small part: United States." in words(drawn(row(*with_power)))


def test_powers_alone_are_a_map_of_them() -> None:
    of = frame([state("USA", "", power=True), state("CHN", "", power=True)], "natural-earth")
    assert of is not None
    assert of.holds(of.spot((-98, 39)))
    assert of.holds(of.spot((104, 35)))


@pytest.mark.parametrize(
    ("keys", "west", "east"), [(("RUS",), 100, 115), (("FJI",), 176, 182), (("NZL", "FJI", "TON"), 170, 185)]
)
def test_the_antimeridian_is_no_edge(keys: tuple[str, ...], west: float, east: float) -> None:
    states = [state(key) for key in keys]
    of = frame(states, "natural-earth")
    assert of is not None
    assert west <= of.middle % 360 <= east
    for ring in (ring for key in keys for ring in sheet(of, 0.4).rings[key]):
        assert max(abs(a[0] - b[0]) for a, b in pairwise(ring)) < WIDTH / 3


def test_far_islands_do_not_widen_a_map() -> None:
    """French Guiana is drawn with France, and Hawaii with the United States."""
    of = frame([state("FRA")], "natural-earth")
    assert of is not None
    assert not of.holds(of.spot((-53, 4)))
    assert of.holds(of.spot((2.35, 48.86)))


def test_members_everywhere_are_a_map_of_the_world() -> None:
    of = frame([state(key) for key in ("BRA", "RUS", "IND", "CHN", "ZAF", "AUS", "USA")], "natural-earth")
    assert of is not None
    assert EVERYWHERE == 300
    for place in ((-120, 40), (150, -30), (20, -30), (100, 65)):
        assert of.holds(of.spot(place))


def test_roles_are_told_without_colour() -> None:
    states = (
        state("KAZ"),
        state("HUN", "observer"),
        state("TKM", "partner"),
        state("UKR", ""),
        state("RUS", "", power=True),
        state("GEO", "", named=False, took_part=True),
    )
    svg = drawn(row(*states))
    fills = [
        (path.get("fill"), path.get("fill-opacity"))
        for path in svg.iter(f"{SVG}path")
        if "m" in (path.get("class") or "") and path.get("stroke-opacity") == "0.9"
    ]
    assert len(fills) == len(set(fills)) == len(states)
    ids = {of.get("id") for of in svg.iter(f"{SVG}pattern")}
    assert {fill.removeprefix("url(#").removesuffix(")") for fill, _ in fills if fill and "url" in fill} <= ids
    shapes = {of.find(f"{SVG}path").get("d") for of in svg.iter(f"{SVG}pattern")}  # type: ignore[union-attr]
    assert len(shapes) == len(ids)
    said = words(svg)
    for meaning in ("Full member", "Observer", "Partner", "Named in the text, not in it", "Power named, not in it"):
        assert meaning in said
    assert "Took part in the meeting" in said


@pytest.mark.parametrize("view", ["natural-earth", "visionscarto"])
def test_crimea_is_hatched_in_every_view(view: str) -> None:
    svg = drawn(row(state("UKR", ""), state("RUS", "", power=True), view=view))
    assert "crimea" in on_map((state("UKR", ""),), view)
    hatched = [path for path in svg.iter(f"{SVG}path") if path.get("fill") == "url(#m-hatch)"]
    assert hatched
    assert all(path.get("stroke-dasharray") for path in hatched)


def test_states_without_a_visible_outline_are_points() -> None:
    svg = drawn(row(state("NRU"), state("TUV"), state("FJI"), state("AUS")))
    points = [circle for circle in svg.iter(f"{SVG}circle") if circle.get("r") == "5"]
    assert len(points) == 3  # Nauru, Tuvalu and the sign of the legend
    assert {"Nauru", "Tuvalu", "Fiji", "Australia"} <= set(words(svg))


def test_a_state_that_no_set_draws_has_a_point_where_it_is() -> None:
    svg = drawn(row(state("GEO"), state("XAB", ""), state("XSO", "")))
    assert {"Georgia", "Abkhazia", "South Ossetia"} <= {w for text in words(svg) for w in re.split(r"; \d |^\d ", text)}


def test_every_state_in_view_is_named_or_numbered() -> None:
    keys = [m.actor for m in memberships().on("EU", DAY)]
    svg = drawn(row(*(state(key) for key in keys), organisation="EU"))
    text = "; ".join(words(svg))
    whole = " ".join(words(svg))
    for key in keys:
        label = registry().label(key)
        assert label in text or label in whole


def test_a_screen_reader_is_told_what_there_is() -> None:
    of = row(state("KAZ", took_part=True), state("HUN", "observer"), state("RUS", "", power=True))
    svg = drawn(of)
    told = svg.find(f"{SVG}desc")
    assert svg.get("role") == "img"
    assert told is not None
    assert told.text == (
        "Full member: Kazakhstan. Observer: Hungary. Power named, not in it: Russia. "
        "Took part in the meeting: Kazakhstan."
    )
    assert (svg.get("aria-labelledby") or "").split() == ["m-title", "m-desc"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_only_text(text: str) -> None:
    hostile = MapState("KAZ", text, "full", True, True, False)
    of = MapRow(text, "natural-earth", text, text, "2022-11-15", (hostile, state("UZB")), (), "x")
    svg = fromstring(draw(of, "m"))
    allowed = {"svg", "title", "desc", "defs", "pattern", "rect", "path", "clipPath", "g", "circle", "text"}
    assert {node.tag.removeprefix(SVG) for node in svg.iter()} <= allowed
    assert not [name for node in svg.iter() for name in node.attrib if name.startswith("on") or "href" in name]
    fromstring(file(of))


BODIES = ["EU", "AU", "CIS", "PIF", "OSCE", "OIC"]


@pytest.mark.parametrize("body", BODIES)
def test_maps_stay_small(body: str) -> None:
    states = [state(m.actor, m.role) for m in memberships().on(body, DAY, roles=("full", "observer", "partner"))]
    of = row(*(s for s in states if s.state in registry().states), organisation=body)
    assert 1_000 < len(draw(of, "m")) <= LARGEST


def test_nothing_that_can_be_drawn_is_no_map() -> None:
    assert draw(row(MapState("YUG", "Yugoslavia", "full", False, True, False)), "m") == ""
    assert file(row(MapState("XZZ", "Nowhere", "full", False, True, False))) == ""
    assert draw(row(state("KAZ"), view="another"), "m") == ""


TEXT = """Comment:

Most members of the Shanghai Cooperation Organisation are members of the CIS. India votes with Russia more often than
with the United States. Kazakhstan leans on China, and Uzbekistan on Russia."""


def test_a_text_has_its_states_and_those_of_its_organisation() -> None:
    of = whereabouts(read(TEXT, published=date(2019, 6, 1)), date(2019, 6, 1), None, "natural-earth")
    assert of is not None
    roles = {s.state: s.role for s in of.states}
    assert of.organisation == "SCO"
    assert roles["IND"] == roles["PAK"] == roles["TJK"] == "full"
    assert roles["MNG"] == roles["IRN"] == roles["BLR"] == "observer"
    assert roles["USA"] == ""
    named = {s.state for s in of.states if s.named}
    assert {"IND", "RUS", "USA", "KAZ", "CHN", "UZB"} == named
    assert "Kashmir" in {area.name for area in of.disputed}
    told = dict(map_words.lists(of))
    assert "Crimea (drawn with Russia)" in told["Disputed, hatched"]
    assert "1 June 2019" in of.title


def test_another_view_draws_and_tells_otherwise() -> None:
    reading = read(TEXT, published=date(2019, 6, 1))
    of = whereabouts(reading, date(2019, 6, 1), None, "visionscarto")
    assert of is not None
    assert "Crimea (drawn with Ukraine)" in dict(map_words.lists(of))["Disputed, hatched"]
    caption = map_words.caption(of)
    assert caption.startswith("Borders as Visionscarto draws them")
    assert "--borders natural-earth" in caption


def test_without_a_day_no_role_is_told() -> None:
    of = whereabouts(read(TEXT), None, None, "natural-earth")
    assert of is not None
    assert not of.organisation
    assert {s.role for s in of.states} == {""}
    assert "MNG" not in {s.state for s in of.states}


def test_a_text_without_states_has_no_map() -> None:
    assert whereabouts(read("Comment:\n\nNothing happened."), DAY, None, "natural-earth") is None
