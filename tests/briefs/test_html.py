from __future__ import annotations

import base64
import hashlib
import re
from itertools import cycle, pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.briefs.brief import Brief, PlaceRow
from multipolar.briefs.html import html
from multipolar.briefs.safe import line, link
from tests.briefs.fixture import BRIEF, EMPTY, HOSTILE, WITH_TEXT, poison
from tests.briefs.page import Page
from tests.briefs.test_safe import ANY_TEXT

BRIEFS = pytest.mark.parametrize("brief", [BRIEF, WITH_TEXT, EMPTY], ids=["brief", "with text", "empty"])
LOADING = ("src", "srcset", "poster", "data", "action", "formaction", "background", "ping", "manifest", "style")


@BRIEFS
def test_the_page_is_well_formed(brief: Brief) -> None:
    source = html(brief)
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>\n")
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    within = [href[1:] for href in page.all("href") if href.startswith("#")]
    assert set(within) <= set(ids)
    for attribute in ("aria-labelledby", "aria-describedby"):
        assert {name for names in page.all(attribute) for name in names.split()} <= set(ids)


@BRIEFS
def test_a_screen_reader_finds_its_way(brief: Brief) -> None:
    page = Page(html(brief))
    assert page.tags[0] == ("html", {"lang": "en"})
    for landmark in ("main", "header", "nav", "footer"):
        assert page.names.count(landmark) == 1
    levels = [int(name[1]) for name in page.names if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    heads = [attributes for name, attributes in page.tags if name == "th"]
    assert all(attributes.get("scope") in ("row", "col") for attributes in heads)
    for name, attributes in page.tags:
        if name == "svg":
            assert attributes.get("role") == "img" or attributes.get("aria-hidden") == "true"
    drawn = len(brief.series) + sum(len(row.states) for row in brief.ties) + (brief.map is not None)
    assert page.names.count("title") - 1 == page.names.count("desc") == drawn


@BRIEFS
def test_nothing_runs_and_nothing_is_fetched(brief: Brief) -> None:
    page = Page(html(brief))
    assert not {"script", "iframe", "img", "link", "object", "embed", "base", "form", "image"} & set(page.names)
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in LOADING]
    for name, attributes in page.tags:
        href = attributes.get("href")
        if href and re.match(r"data:(text/csv|image/svg\+xml);base64,[A-Za-z0-9+/=]+\Z", href):
            assert attributes["download"].endswith((".csv", ".svg"))
        elif href and not href.startswith("#"):
            assert (name, link(href), attributes["rel"]) == ("a", href, "noopener noreferrer")
    assert not re.search(r"url\((?!#map-)|@import|expression\(", html(brief))


def test_the_policy_allows_this_style_sheet_and_nothing_else() -> None:
    source = html(BRIEF)
    style = source.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(attributes["content"] for _, attributes in Page(source).tags if "http-equiv" in attributes)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_the_first_page_tells_what_there_is() -> None:
    text = " ".join(Page(html(BRIEF)).text.split())
    for said in (
        "The Lantern Quarterly · 16 May 2019 (date given by the user)",
        "9 claims: record agrees with 1",
        "A verdict is about what was tested, not about the author.",
        "Facts as of 14 May 2019, as known now.",
        "Portavel, Cestria",
        "observer (stated)",
        "member (implied)",
        "Would decide it Named statements with dates.",
        "Check this first",
        "By which roll calls is it so?",
        'Condition: "If the port is finished". By when: "within five years".',
        "the author: 7 argued, 1 forecast (claims 1 to 6); on belongs to, leans on.",
        "It is Dunmark, which the text does not name",
        "share of trade with Cestria: 0.245 in 2017 (no error published); median of peers: 0.021",
        "Other choices: 2 variants",
        "the customs offices of the states named",
        "Who is in what on 14 May 2019",
        "Full member: Arland.",
        "Disputed, hatched: Skerry of Lorn (drawn with Arland).",
        "Held by Arland and claimed by Borvia.",
        "0.61 (0.55 to 0.67, n = 74)",
        "0.112 (no error published)",
    ):
        assert said in text


def test_claims_stand_in_the_order_of_the_text_and_the_undecidable_apart() -> None:
    ids = [name for name in Page(html(BRIEF)).all("id") if re.fullmatch(r"claim-\d+|undecided", name)]
    assert ids == [*(f"claim-{n}" for n in range(1, 6)), "undecided", *(f"claim-{n}" for n in range(6, 10))]


def test_the_text_is_there_only_when_the_brief_carries_it() -> None:
    assert "mark" not in Page(html(BRIEF)).names
    assert Page(html(WITH_TEXT)).names.count("mark") == len(BRIEF.claims)


def test_the_byline_is_there_only_when_the_brief_carries_it() -> None:
    signed = msgspec.structs.replace(BRIEF, document=msgspec.structs.replace(BRIEF.document, byline="Q. Writer"))
    assert "Q. Writer" in html(signed)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://example.org/", "data:text/html,x", "//example.org"])
def test_an_address_that_is_not_https_is_no_link(url: str) -> None:
    sources = (msgspec.structs.replace(BRIEF.sources[1], url=url),)
    places = (PlaceRow("somewhere", url),)
    claims = tuple(msgspec.structs.replace(claim, elsewhere=places) for claim in BRIEF.claims)
    page = Page(html(msgspec.structs.replace(BRIEF, sources=sources, claims=claims, ties=(), map=None)))
    assert [href for href in page.all("href") if not href.startswith("#")] == []


def skeleton(source: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags with the names of their attributes: what no text may change."""
    page = Page(source)
    assert page.others == []
    return [(name, tuple(attributes)) for name, attributes in page.tags]


PLAIN = skeleton(html(poison(BRIEF, lambda _: "x")))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    source = html(poison(BRIEF, lambda _: text))
    assert skeleton(source) == PLAIN
    assert line(text) in " ".join(Page(source).text.split())


OWN_WORDS = {"holds", "fails", "undecided", "disputed", "record", "proxy", "presupposition", "membership"}
"""What the page goes by: such a word in its own field changes the page, as it should."""


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT.filter(lambda text: text and text not in OWN_WORDS))
def test_any_text_in_any_field_is_only_text(text: str) -> None:
    assert skeleton(html(poison(BRIEF, lambda _: text))) == PLAIN


@settings(max_examples=40, deadline=None)
@given(st.lists(ANY_TEXT | st.sampled_from(HOSTILE), min_size=1))
def test_no_mix_of_texts_adds_a_tag_that_the_page_does_not_have(texts: list[str]) -> None:
    supply = cycle(texts)
    page = Page(html(poison(WITH_TEXT, lambda _: next(supply))))
    assert set(page.names) <= set(Page(html(WITH_TEXT)).names)
    assert page.others == []
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]


def test_a_directional_override_cannot_turn_the_page_around() -> None:
    source = html(poison(WITH_TEXT, lambda text: f"\u202e{text}\u2067"))
    assert "\u202e" not in source
    assert "&lt;U+202E&gt;" in source
