"""From an examined reading to the rows of the first page, the cards and the ties."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from multipolar.briefs.brief import Brief, ClaimRow
from multipolar.briefs.cards import named
from multipolar.briefs.compose import compose
from multipolar.checking.examine import examine
from multipolar.reading import read

TEXT = """Leaders meet in Samarkand

News

The summit of the Organization of Turkic States was held in Samarkand on 11 November 2022. It was chaired by the
President of Uzbekistan Shavkat Mirziyoyev. It was attended by the presidents of Uzbekistan, Kazakhstan, Kyrgyzstan,
Azerbaijan and Turkey, and by Hungary as an observer.

Comment

Most of the Turkic states are members of the CIS. Russia fell into a severe collapse. Turkey votes with the United
States more than its neighbours do. If Russia grows weaker, the organization will grow.
"""


@cache
def made() -> Brief:
    return compose(examine(read(TEXT, published=date(2022, 11, 15)), today=date(2026, 1, 1)))


def card(words: str) -> ClaimRow:
    (found,) = [claim for claim in made().claims if words in claim.quote.text]
    return found


def test_the_first_page_tells_the_meeting_in_one_sentence() -> None:
    told = made().first.reported[0]
    for said in ("Organization of Turkic States", "11 November 2022", "Samarkand", "Mirziyoyev", "observer: Hungary"):
        assert said in told


def test_claims_are_counted_by_speaker_and_mode() -> None:
    rows = made().first.argued
    own = [claim for claim in made().claims if claim.mode != "reported fact"]
    assert sum(len(row.claims) for row in rows) == len(own)
    for row in rows:
        assert sum(count for _, count in row.modes) == len(row.claims)


def test_every_decided_claim_is_a_finding() -> None:
    decided = [(claim.number, claim.verdict) for claim in made().claims if claim.verdict != "not decidable here"]
    assert [(row.claim, row.verdict) for row in made().first.record] == decided


def test_the_forecast_stands_with_its_condition() -> None:
    (forecast,) = made().first.forecasts
    assert forecast.condition == "If Russia grows weaker"
    assert forecast.would_decide
    assert forecast.before.startswith("the capability of a state falls by 30 % within 10 years: ")
    assert "1985-1991" in forecast.before
    assert forecast.before.endswith("An order in time, not a cause.")


def test_a_card_has_the_number_with_its_year_and_its_peers() -> None:
    figure = card("severe collapse").figure
    assert re.match(r"the capability of Russia: 0\.03\d+ in 2022 \(no error published\)", figure)
    assert "Eastern Europe (UN M49)" in figure
    assert "it holds for 4 of 6" in card("members of the CIS").figure


def test_the_paragraph_cites_each_source_once_and_every_mark_leads_to_a_footnote() -> None:
    for claim in made().claims:
        marks = {int(number) for number in re.findall(r"\[(\d+)\]", claim.paragraph)}
        assert marks <= set(range(1, len(claim.footnotes) + 1))
        assert len(set(claim.footnotes)) == len(claim.footnotes)
    told = card("members of the CIS")
    assert told.quote.text.rstrip(".") in told.paragraph
    assert "Verdict: record agrees." in told.paragraph


def test_ties_are_drawn_for_the_states_named_to_one_set_of_powers() -> None:
    trade = next(row for row in made().ties if row.measure == "trade")
    assert {of.state for of in trade.states} >= {"KAZ", "UZB", "KGZ", "AZE"}
    assert {"RUS", "CHN"} <= set(trade.powers)
    assert trade.covered_to == 2014
    for of in trade.states:
        assert len(of.values) == len(trade.powers)
        assert all(len(values) == len(trade.years) for values in of.values)
        for year in range(len(trade.years)):
            assert sum(values[year] or 0.0 for values in of.values) <= 1.0


def test_who_is_in_what_is_as_of_the_day() -> None:
    overlap = made().overlap
    assert overlap is not None
    assert overlap.day == "2022-11-15"
    cells = {
        (state, body): role
        for state, roles in zip(overlap.states, overlap.roles, strict=True)
        for body, role in zip(overlap.organisations, roles, strict=True)
    }
    assert cells["KAZ", "OTS"] == "full"
    assert cells["HUN", "OTS"] == "observer"
    assert cells["RUS", "OTS"] == ""
    assert cells["TUR", "NATO"] == "full"


def test_every_source_that_is_named_is_listed() -> None:
    brief = made()
    listed = {row.key for row in brief.sources}
    assert {row.source for row in brief.ties} <= listed
    assert brief.overlap is not None
    assert set(brief.overlap.sources) <= listed


def test_a_measure_is_named_in_words() -> None:
    assert named("trade(KAZ, CHN)") == "the share of China in the trade of Kazakhstan"
    assert named("anything (else)") == "anything (else)"
