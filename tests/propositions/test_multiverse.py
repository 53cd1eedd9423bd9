"""Other choices: what they change, that they change one thing, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from multipolar.actors.record import memberships
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate, evaluate_all
from multipolar.propositions.multiverse import Multiverse, multiverse, variants
from multipolar.propositions.parse import parse
from multipolar.propositions.render import render
from multipolar.propositions.result import Evidence, Result
from multipolar.propositions.terms import Proposition
from multipolar.propositions.why import why
from tests.propositions.generated import propositions


def others(text: str) -> dict[str, str]:
    """The variants of a proposition: their text, with the choice that each changes."""
    return {render(other): choice for choice, _, other in variants(parse(text), Panel.shipped())}


def told(text: str, as_known: date | None = None) -> Multiverse:
    return multiverse(parse(text), Panel.shipped(), memberships(), as_known=as_known)


def test_years_measures_and_peers_are_changed_one_at_a_time() -> None:
    assert others("agreement(TUR, USA) < peers(TUR) from 2003 to 2018") == {
        "agreement(TUR, USA) < peers(TUR) from 2000 to 2018": "years",
        "agreement(TUR, USA) < peers(TUR) from 2006 to 2018": "years",
        "agreement(TUR, USA) < peers(TUR) from 2003 to 2015": "years",
        "agreement(TUR, USA) < peers(TUR) from 2000 to 2015": "years",
        "vote_s(TUR, USA) < peers(TUR) from 2003 to 2018": "measure",
        "vote_kappa(TUR, USA) < peers(TUR) from 2003 to 2018": "measure",
        "vote_pi(TUR, USA) < peers(TUR) from 2003 to 2018": "measure",
        "agreement(TUR, USA) < world from 2003 to 2018": "peers",
        "agreement(TUR, USA) < peers(TUR) from 2003 to 2018": "peers",
        "agreement(TUR, USA) < peers(TUR, TURKSOY) from 2003 to 2018": "peers",
        "agreement(TUR, USA) < peers(TUR, D8) from 2003 to 2018": "peers",
        "agreement(TUR, USA) < peers(TUR, ECO) from 2003 to 2018": "peers",
    }


def test_a_bare_number_keeps_its_measure() -> None:
    assert "measure" not in others("agreement(TUR, USA) < 0.4 in 2015").values()
    assert "measure" in others("agreement(TUR, USA) < agreement(TUR, RUS) in 2015").values()


def test_memberships_are_asked_a_year_away_and_in_any_role() -> None:
    assert others("HUN in OTS on 2022-11-11") == {
        "HUN in OTS on 2021-11-11": "years",
        "HUN in OTS on 2023-11-11": "years",
        "HUN in OTS in any role on 2022-11-11": "role",
    }


def test_joined_propositions_are_tested_without_each_part() -> None:
    found = others("RUS in NATO in 2010 and trade(KAZ, RUS) > 0.1 in 2010")
    assert found["RUS in NATO in 2010"] == found["trade(KAZ, RUS) > 0.1 in 2010"] == "source"


def test_a_group_is_tried_as_of_the_beginning() -> None:
    found = others("most EU: trade(each, CHN) rises from 2000 to 2014")
    assert found["most EU at 2000-01-01: trade(each, CHN) rises from 2000 to 2014"] == "group"


@settings(max_examples=60, deadline=None)
@given(propositions)
def test_every_variant_is_a_proposition_that_can_be_written_and_tested(proposition: Proposition) -> None:
    for _, words, other in list(variants(proposition, Panel.shipped()))[:12]:
        assert words
        text = render(other)
        if len(text) < 2_000:
            assert evaluate(other, Panel.shipped(), memberships()).result in ("holds", "fails", "undecided")


def test_counts_add_up_and_flips_are_named() -> None:
    found = told("agreement(TUR, USA) > peers(TUR, NATO) from 2013 to 2019")
    counted = found.counted()
    assert sum(counted.values()) == len(found.variants)
    assert found.asked.result == "fails"
    assert counted["other"] > 0
    assert "another one with all states (holds)" in found.summary()


def test_a_firm_answer_is_said_to_be_firm() -> None:
    found = told("capability(RUS) rises from 1985 to 1995")
    assert found.counted() == {"same": 10, "other": 0, "undecided": 0}
    assert found.summary() == "10 of 10 other choices give the same answer."


def test_the_paragraph_has_a_footnote_for_each_source() -> None:
    text = why(told("trade(KAZ, CHN) rises from 1995 to 2014"), lambda key: f"<{key}>")
    first, _, notes = text.partition("\n\n")
    assert first.startswith("“The share of China in the trade of Kazakhstan rose from 1995 to 2014.” On the record")
    assert "[1]" in first
    assert notes == "[1] <cow-trade>"


def test_more_sources_than_fit_are_counted() -> None:
    rows = tuple(Evidence("membership", "full", ("KAZ",), "2000", source=f"s{n}") for n in range(6))
    result = Result("holds", "so it is", evidence=rows, english="It was so.")
    text = why(Multiverse(result, ()), str)
    assert "[4] s3\nand 2 more sources" in text
    assert "No other choice" in text


def test_then_and_now_stand_side_by_side() -> None:
    then = told("capability(RUS) falls from 2010 to 2020", date(2020, 7, 1))
    now = evaluate(parse("capability(RUS) falls from 2010 to 2020"), Panel.shipped(), memberships())
    text = why(Multiverse(now, then.variants), str, then.asked)
    assert "As known then (as known on 2020-07-01; pseudo-real-time" in text
    assert "it was undecided" in text
    assert "As known now it is such that it holds" in text


def test_many_are_tested_as_each_alone() -> None:
    texts = ["RUS in NATO on 2010-01-01", "capability(CHN) > capability(USA) in 2022", "RUS in NATO on 2010-01-01"]
    asked = [parse(text) for text in texts]
    found = evaluate_all(asked, Panel.shipped(), memberships())
    assert found == [evaluate(p, Panel.shipped(), memberships()) for p in asked]
    assert [result.result for result in found] == ["fails", "holds", "fails"]


@pytest.mark.parametrize("text", ["if capability(RUS) falls by 50% then RUS in NATO by 2030"])
def test_a_conditional_has_no_other_choices(text: str) -> None:
    assert others(text) == {}
