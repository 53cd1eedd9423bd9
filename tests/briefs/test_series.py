"""Charts of the evidence of a proposition: the headline, the panes, the names of the lines and the notes."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

import pytest

from multipolar.actors.record import memberships
from multipolar.briefs.charts import HEIGHT, LABEL_LIMIT, Sheet, sheet_file
from multipolar.briefs.compose import compose
from multipolar.briefs.series import MAX_LINES, sheet_of_evidence
from multipolar.checking.examine import examine
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.parse import parse
from multipolar.reading.read import read

SVG = "{http://www.w3.org/2000/svg}"


def sheet(text: str) -> Sheet:
    proposition = parse(text)
    drawn = sheet_of_evidence(evaluate(proposition, Panel.current(), memberships()), proposition)
    assert drawn is not None
    return drawn


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("capability(RUS) > 0.1 in 2010", "Fails: The capability of Russia was higher than 0.1 in 2010."),
        ("capability(RUS) < 0.1 in 2010", "Holds: The capability of Russia was lower than 0.1 in 2010."),
        (
            "agreement(HUN, USA) > 0.5 in 2015",
            "Undecided: The voting agreement of Hungary with the United States was higher than 0.5 in 2015.",
        ),
    ],
)
def test_the_headline_begins_with_the_outcome_also_for_who_cannot_see_it(text: str, headline: str) -> None:
    svg = ElementTree.fromstring(sheet_file(sheet(text)))
    heading = [row.text or "" for row in svg.iter(f"{SVG}text") if row.attrib.get("class") == "heading"]
    assert " ".join(heading) == headline == svg.findtext(f"{SVG}title")
    pane = svg.find(f"{SVG}svg")
    assert pane is not None
    assert (pane.findtext(f"{SVG}title") or "").startswith(headline.rstrip("."))


def test_of_many_members_the_exceptions_and_the_highest_are_named_and_nothing_is_clipped() -> None:
    drawn = sheet("all UN: capability(each) < 0.1 in 2012")
    (pane,) = drawn.panes
    assert pane.series.labels == tuple(f"capability({state})" for state in ("CHN", "USA", "IND", "RUS", "JPN"))
    assert len(pane.others) == 188
    assert "5 of 193 series are named; the others are grey" in drawn.notes
    assert "medians of peers are not drawn" in drawn.notes
    names = [
        float(row.attrib["y"])
        for row in ElementTree.fromstring(sheet_file(drawn)).iter(f"{SVG}text")
        if row.attrib.get("class", "").startswith("name")
    ]
    assert len(names) == MAX_LINES + 1
    assert all(10 <= height <= HEIGHT for height in names)


def test_the_one_exception_is_named_though_it_is_the_lowest() -> None:
    (pane,) = sheet("all {ALB, CHN, IND, JPN, RUS, USA}: capability(each) > 0.02 in 2012").panes
    assert pane.series.labels[0] == "capability(ALB)"


def test_each_unit_has_a_pane_with_its_own_number_asked_about() -> None:
    drawn = sheet("capability(RUS) > 0.1 in 2010 and trade(KAZ, CHN) rises from 1995 to 2014")
    shares, trade = drawn.panes
    assert (shares.series.unit, shares.asked) == ("share of the world total, 0 to 1", (0.1,))
    assert (trade.series.labels, trade.asked, len(trade.series.years)) == (("trade(KAZ, CHN)",), (), 20)
    assert drawn.notes[0] == "source: cow-nmc, cow-trade"


def test_medians_are_named_by_whose_peers_they_are() -> None:
    drawn = sheet("capability(ARM) < peers(ARM) in 2010 and capability(TUR) < peers(TUR) in 2010")
    (pane,) = drawn.panes
    assert set(pane.series.labels) == {"capability(ARM)", "peers of ARM", "capability(TUR)", "peers of TUR"}
    # the same region, but each state is left out of its own peers
    medians = dict(zip(pane.series.labels, pane.series.values, strict=True))
    assert medians["peers of ARM"] != medians["peers of TUR"]
    assert "peers of ARM: median of capability over states of Western Asia (UN M49)" in drawn.notes


def test_medians_of_one_state_are_named_by_their_measure() -> None:
    (pane,) = sheet("irst_share(RUS) > 0.1 in 2010 and milex_share(RUS) > 0.1 in 2010").panes
    assert {"peers: irst_share", "peers: milex_share"} < set(pane.series.labels)


@pytest.mark.parametrize(
    "text",
    [
        "all CIS: democracy(each) < peers(each) in 2010",
        "alliance_kappa_linear(KAZ, RUS) > alliance_kappa_nominal(KAZ, RUS) in 2010",
        "alliance_kappa_linear(KAZ, RUS) > alliance_kappa_linear(KAZ, CHN) in 2010",
        "agreement(HUN, USA) > 0.5 in 2015 and agreement(TUR, USA) > 0.5 in 2015",
    ],
)
def test_names_differ_as_they_are_drawn(text: str) -> None:
    svg = ElementTree.fromstring(sheet_file(sheet(text)))
    names = [row.text for row in svg.iter(f"{SVG}text") if row.attrib.get("class", "").startswith("name")]
    assert len(names) == len(set(names)) > 1
    assert all(len(name or "") <= LABEL_LIMIT for name in names)


def test_published_intervals_are_drawn_and_said() -> None:
    drawn = sheet("agreement(HUN, USA) > 0.5 from 2000 to 2015")
    (pane,) = drawn.panes
    (value, low, high) = (rows[0][0] for rows in (pane.series.values, pane.low, pane.high))
    assert low is not None and value is not None and high is not None
    assert low < value < high
    assert "bands and whiskers: 95 % intervals" in drawn.notes
    assert "bands and whiskers: 95 % intervals" not in sheet("capability(RUS) > 0.1 in 2010").notes


def test_of_many_numbers_asked_about_a_part_is_drawn_and_said() -> None:
    drawn = sheet(" or ".join(f"capability(RUS) > 0.{digit} in 2010" for digit in range(1, 8)))
    assert drawn.panes[0].asked == (0.1, 0.2, 0.3, 0.4, 0.5)
    assert "5 of 7 numbers asked about are drawn" in drawn.notes


def test_a_brief_draws_a_rank_in_a_group_and_who_leads_it() -> None:
    text = "India is the strongest state in South Asia. Pakistan is a member of the Shanghai Cooperation Organisation."
    brief = compose(examine(read(text, published=date(2018, 3, 1))))
    (drawn,) = brief.series
    assert drawn.labels == ("India",)
    assert brief.claims[0].verdict == "proxies consistent"
