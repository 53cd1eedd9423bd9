"""Other choices: what they change, that they change one thing, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings

from multipolar.actors.record import memberships
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate, evaluate_all
from multipolar.propositions.multiverse import (
    OTHERS,
    OTHERS_COMPARED,
    Multiverse,
    Variant,
    multiverse,
    variants,
)
from multipolar.propositions.parse import parse
from multipolar.propositions.render import render
from multipolar.propositions.result import Evidence, Result
from multipolar.propositions.terms import Proposition
from multipolar.propositions.why import lists_read, why
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
    assert found["RUS in NATO in 2010"] == found["trade(KAZ, RUS) > 0.1 in 2010"] == "part"


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
    assert found.counted() == {"same": 12, "other": 0, "undecided": 0}
    assert found.summary() == "12 of 12 other choices give the same answer."


def test_the_paragraph_has_a_footnote_for_each_source() -> None:
    text = why(told("trade(KAZ, CHN) rises from 1995 to 2014"), lambda key: f"<{key}>")
    first, _, notes = text.partition("\n\n")
    assert first.startswith("“The share of China in the trade of Kazakhstan rose from 1995 to 2014.” On the record")
    assert "[1]" in first
    assert notes == "[1] <cow-trade>"


def test_every_source_of_memberships_has_a_footnote_that_says_whom_it_is_for() -> None:
    rows = tuple(Evidence("membership", "full in CIS", (f"S{n}",), "2000", source=f"s{n % 6}") for n in range(48))
    result = Result("holds", "so it is", evidence=rows, english="It was so.")
    text = why(Multiverse(result, ()), str)
    assert "so it is[1–6]." in text
    assert "[6] s5 (S5, S11, S17, S23, S29, S35 and 2 more in CIS)" in text
    assert "No other choice" in text


def test_who_is_not_listed_is_shown_the_list() -> None:
    asked = parse("RUS in NATO on 2010-01-01 and RUS in CIS on 2010-01-01")
    result = evaluate(asked, Panel.shipped(), memberships())
    lists = lists_read(asked, result, memberships())
    text = why(Multiverse(result, ()), lambda key: f"<{key}>", lists=lists)
    checked = max(row.checked_on for row in memberships().by_body["NATO"])
    assert f"<nato-treaty-1949> (members of NATO, last checked {checked})" in text
    assert {row.source for row in memberships().by_body["NATO"]} == {row.source for row in lists}


def test_then_and_now_stand_side_by_side_each_against_choices_of_its_day() -> None:
    then, now = (told("capability(CHN) > capability(USA) in 2012", known) for known in (date(2013, 6, 1), None))
    text = why(now, str, then)
    assert "As known then (as known on 2013-06-01; pseudo-real-time" in text
    assert "it was undecided" in text
    assert "As known now it is such that it holds" in text
    assert "As known now: 8 of 9 other choices give the same answer; another one with milex_share (fails)." in text
    assert "As known then: 9 of 9 other choices leave it undecided too." in text


def test_peers_are_those_of_bodies_known_then_and_held_at_the_end() -> None:
    asked = "agreement(KAZ, RUS) > peers(KAZ) since 1995"
    then, now = (
        [v.words for v in told(asked, known).variants if v.choice == "peers"] for known in (date(2014, 1, 1), None)
    )
    assert then == ["all states", *(f"other members of {body}" for body in ("CSTO", "SCO", "TURKSOY"))]
    assert "other members of C5PLUS1" in now  # founded in 2015
    assert "peers(KAZ, C5PLUS1)" not in " ".join(others("agreement(KAZ, RUS) > peers(KAZ) from 1995 to 2014"))


def test_since_is_also_ended_where_the_record_ends() -> None:
    found = told("agreement(TUR, USA) < peers(TUR) since 2003")
    ended = {v.words: v.result.result for v in found.variants if v.choice == "years"}
    assert ended == {
        "since 2000": "undecided",
        "since 2006": "undecided",
        "from 2003 to 2016": "fails",
        "from 2003 to 2019": "fails",
    }
    assert found.summary() == (
        "9 of 11 other choices leave it undecided too; "
        "2 decide it: from 2003 to 2016 (fails); from 2003 to 2019 (fails)."
    )


def test_one_that_decides_is_said_in_the_singular() -> None:
    unsettled, settled = Result("undecided", ""), Result("holds", "")
    found = Multiverse(unsettled, (Variant("years", "in 1", "", unsettled), Variant("years", "in 2", "", settled)))
    assert found.summary() == "1 of 2 other choices leave it undecided too; 1 decides it: in 2 (holds)."


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ("agreement(TUR, USA) rises from 1990 to 2010", ["1987 to 2010", "1993 to 2010", "1990 to 2007", "1990 to 2013",
                                                         "1987 to 2007", "1993 to 2013"]),
        ("agreement(TUR, USA) rises from 2000 to 2024", ["1997 to 2024", "2003 to 2024", "2000 to 2021", "1997 to 2021",
                                                         "2000 to 2019"]),
        ("TUR in NATO from 1960-02-29 to 1990-06-30", ["1957-02-28 to 1990-06-30", "1963-02-28 to 1990-06-30",
                                                       "1960-02-29 to 1987-06-30", "1960-02-29 to 1993-06-30",
                                                       "1957-02-28 to 1987-06-30", "1963-02-28 to 1993-06-30"]),
    ],
)  # fmt: skip
def test_a_span_is_ended_later_as_far_as_the_record_goes(asked: str, years: list[str]) -> None:
    found = [words for choice, words, _ in variants(parse(asked), Panel.shipped()) if choice == "years"]
    assert found == [f"from {span}" for span in years]


@pytest.mark.parametrize(
    ("day", "shifted"),
    [("2020-01-01", ["2019-01-01", "2021-01-01"]), ("2020-02-29", ["2019-02-28", "2021-02-28"])],
)
def test_a_day_is_moved_by_a_year_of_the_calendar(day: str, shifted: list[str]) -> None:
    found = others(f"RUS in NATO on {day}")
    assert [text for text, choice in found.items() if choice == "years"] == [f"RUS in NATO on {d}" for d in shifted]


def test_no_year_is_offered_that_had_not_come() -> None:
    asked = parse("RUS in NATO on 2013-01-01")
    found = [words for _, words, _ in variants(asked, Panel.shipped(), as_known=date(2013, 6, 1))]
    assert found == ["on 2012-01-01", "in any role"]


def test_another_source_is_named() -> None:
    found = told("democracy(CHN) > democracy(USA) in 2012")
    assert [v.words for v in found.variants if v.choice == "measure"] == ["regime_type, from polity instead of v-dem"]
    assert "measure" not in others("democracy(CHN) rises from 1990 to 2012").values()  # classes have no trend


def test_a_world_that_holds_more_measures_offers_their_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Panel, "measures", property(lambda _: tuple(MEASURES)))

    def instead(text: str) -> list[str]:
        found = variants(parse(text), Panel.shipped())
        return [words for choice, words, _ in found if choice == "measure" and "instead of" in words]

    assert instead("capability(CHN) > capability(USA) in 2012") == ["gdp, from fariss-gdp instead of cow-nmc"]
    assert instead("capability(CHN) rises from 1990 to 2012") == []
    assert instead("organisations(KAZ, TUR) > peers(KAZ) in 2012") == [
        "cow_organisations, from cow-igo instead of the record"
    ]
    assert instead("democracy(CHN) rises from 1990 to 2012") == [
        "polity, from polity instead of v-dem",
        "uds, from uds instead of v-dem",
    ]


def test_measures_that_stand_in_for_others_are_of_the_catalogue_and_take_the_same_states() -> None:
    for table in (OTHERS, OTHERS_COMPARED):
        for name, instead in table.items():
            for other in instead:
                assert MEASURES[other].arguments == MEASURES[name].arguments
                assert MEASURES[other].symmetric == MEASURES[name].symmetric
    assert not any(MEASURES[other].classes for instead in OTHERS.values() for other in instead)


def test_many_are_tested_as_each_alone() -> None:
    texts = ["RUS in NATO on 2010-01-01", "capability(CHN) > capability(USA) in 2022", "RUS in NATO on 2010-01-01"]
    asked = [parse(text) for text in texts]
    found = evaluate_all(asked, Panel.shipped(), memberships())
    assert found == [evaluate(p, Panel.shipped(), memberships()) for p in asked]
    assert [result.result for result in found] == ["fails", "holds", "fails"]


@pytest.mark.parametrize("text", ["if capability(RUS) falls by 50% then RUS in NATO by 2030"])
def test_a_conditional_has_no_other_choices(text: str) -> None:
    assert others(text) == {}
