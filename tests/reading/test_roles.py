"""Memberships that sentences of many wordings state, and those that they do not."""

from __future__ import annotations

import time
from datetime import date

import pytest

from multipolar.reading.document import Assertion, Dating
from multipolar.reading.read import read


def stated(sentence: str) -> list[tuple[str, str, str, str, bool]]:
    return [
        (said.subjects[0], said.objects[0], said.domain, said.timing, said.negated)
        for said in said_in(sentence)
        if not said.quantifier
    ]


def said_in(sentence: str) -> list[Assertion]:
    reading = read(f"Comment:\n\nAllies and rivals met at the United Nations. {sentence}", published=date(2021, 6, 1))
    claims = [claim for claim in reading.claims if claim.quote.start >= reading.document.text.index(sentence)]
    return [said for claim in claims for said in claim.assertions if said.relation == "membership"]


@pytest.mark.parametrize(
    "verb",
    [
        "joined",
        "acceded to",
        "entered",
        "was admitted to",
        "was taken into",
        "was received into",
        "became a full member of",
        "became part of",
        "took up membership of",
        "took its seat in",
        "was promoted from observer to full member of",
        "did not join",
    ],
)
def test_entries(verb: str) -> None:
    until = "until" if verb.startswith("did") else "in"
    (said,) = said_in(f"Croatia {verb} the European Union {until} July 2013.")
    assert (said.subjects, said.objects, said.domain, said.timing, said.negated) == (
        ("HRV",), ("EU",), "full", "entry", False,
    )  # fmt: skip
    assert said.dated == Dating("in", (date(2013, 7, 1), date(2013, 7, 31)))


@pytest.mark.parametrize(
    "verb", ["left", "quit", "withdrew from", "pulled out of", "ceased to be a member of", "gave up its membership of"]
)
def test_exits(verb: str) -> None:
    assert stated(f"Tbilisi {verb} the CIS in August 2009.") == [("GEO", "CIS", "full", "exit", False)]


@pytest.mark.parametrize(
    ("sentence", "role", "negated"),
    [
        ("Serbia remains a member of the CIS.", "full", False),
        ("Serbia continues to be a member of the CIS.", "full", False),
        ("Belgrade still belongs to the CIS.", "full", False),
        ("Today's Serbia belongs to the CIS.", "full", False),
        ("The government in Belgrade is one of the members of the CIS.", "full", False),
        ("Serbia is a CIS member.", "full", False),
        ("Serbia, a member of the CIS since 2006, is small.", "full", False),
        ("A member of the CIS since 2006, Serbia is small.", "full", False),
        ("Serbia, though surrounded by members of NATO, is a member of the CIS.", "full", False),
        ("Serbia has held observer status in the CIS since May 2013.", "observer", False),
        ("Serbia has enjoyed the status of a candidate for the CIS since 2012.", "candidate", False),
        ("Serbia takes part in the CIS merely as an associate.", "associate", False),
        ("Serbia is no more than an observer in the CIS.", "observer", False),
        ("Serbia's membership of the CIS has been suspended since 2013.", "suspended", False),
        ("Serbia has been suspended from the CIS since 2013.", "suspended", False),
        ("Serbia is no longer a member of the CIS.", "full", True),
        ("Serbia has never been a member of the CIS.", "full", True),
        ("Serbia has not joined the CIS.", "full", True),
        ("Serbia remains outside the CIS.", "full", True),
        ("Serbia does not belong to the CIS.", "full", True),
        ("Neither Serbia nor anybody else knows that Serbia is outside the CIS.", "full", True),
    ],
)
def test_states_of_membership(sentence: str, role: str, negated: bool) -> None:
    assert stated(sentence) == [("SRB", "CIS", role, "", negated)]


def test_phrases_that_open_a_sentence() -> None:
    assert stated("Admitted in April 2020, Colombia is the third Latin American state in the OECD.") == [
        ("COL", "OECD", "full", "entry", False)
    ]
    assert stated("Having left the CIS in 2009, Georgia moved on.") == [("GEO", "CIS", "full", "exit", False)]
    assert stated("Shut out of the Arab League in November 2011, Syria protested.") == [
        ("SYR", "LAS", "none", "entry", False)
    ]


def test_several_bodies_and_several_states() -> None:
    found = stated("Poland and Hungary joined NATO and the European Union.")
    assert {row[:2] for row in found} == {("POL", "NATO"), ("POL", "EU"), ("HUN", "NATO"), ("HUN", "EU")}
    (first, second) = said_in("Poland joined NATO in March 1999 and the European Union in May 2004.")
    assert (first.objects, second.objects) == (("NATO",), ("EU",))
    assert second.dated == Dating("in", (date(2004, 5, 1), date(2004, 5, 31)))
    assert stated("Neither Armenia nor Azerbaijan is a member of the European Union.") == [
        ("ARM", "EU", "full", "", True),
        ("AZE", "EU", "full", "", True),
    ]
    assert stated("Turkey is a member of NATO but not of the European Union.")[-1] == ("TUR", "EU", "full", "", True)


def test_a_but_behind_a_verb_excepts_nobody() -> None:
    assert stated("France is a member of the EU but Turkey is a member of NATO.") == [
        ("FRA", "EU", "full", "", False),
        ("TUR", "NATO", "full", "", False),
    ]


def test_a_bare_member_is_one_of_the_organisation_named_last() -> None:
    found = stated("Hungary is an observer in the CIS, and Kyrgyzstan is a full member.")
    assert found[-1] == ("KGZ", "CIS", "full", "", False)
    found = stated("Finland became a member of NATO in 2023, and Sweden is a member too.")
    assert found[-1] == ("SWE", "NATO", "full", "", False)
    # an organisation that is not on record is nearer than the one of the sentence before
    assert not stated("Hungary is a member of the Visegrad Pact, and Kyrgyzstan is a full member.")
    found = stated("Hungary is a member of NATO and the European Union, and Serbia is a full member.")
    assert {row[0] for row in found} == {"HUN"}  # of which of the two is open
    assert stated("Serbia is a full member, and NATO is large.") == [("SRB", "UN", "full", "", False)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Malta is a member of the EU and of the Commonwealth but not of the euro area.",
        "Malta is a member of the EU and of the Commonwealth, but not of the euro area.",
    ],
)
def test_what_is_denied_behind_a_list(sentence: str) -> None:
    assert [(row[1], row[4]) for row in stated(sentence)] == [
        ("EU", False), ("COMMONWEALTH", False), ("EUROZONE", True),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["full", "fully fledged", "full-fledged", "loyal", "proud", "long-standing", "fellow"])
def test_adjectives_that_claim_no_more(kind: str) -> None:
    assert stated(f"Serbia is a {kind} member of the CIS.") == [("SRB", "CIS", "full", "", False)]


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        (
            "Egypt joined the Arab League in 1945, was suspended in 1979 and rejoined in 1980.",
            [("LAS", "full", "entry", 1945), ("LAS", "suspended", "entry", 1979), ("LAS", "full", "entry", 1980)],
        ),
        (
            "Uzbekistan joined the CSTO in 2006 and left it in 2010.",
            [("CSTO", "full", "entry", 2006), ("CSTO", "full", "exit", 2010)],
        ),
        (
            "Georgia joined the CIS in 1993, but left it in 2009.",
            [("CIS", "full", "entry", 1993), ("CIS", "full", "exit", 2009)],
        ),
        ("Britain, a member of the EU since 1973, left in 2020.", [("EU", "full", "exit", 2020)]),
        (
            "Georgia joined the Council of Europe in 1999 and left the CIS in 2009.",
            [("COE", "full", "entry", 1999), ("CIS", "full", "exit", 2009)],
        ),
        (
            "Georgia joined the Council of Europe in 1999 and left the CIS.",
            [("COE", "full", "entry", 1999), ("CIS", "full", "exit", 0)],
        ),
        ("Georgia joined the CIS in 1993 and left much to be done.", [("CIS", "full", "entry", 1993)]),
    ],
)
def test_later_verbs_of_one_subject(sentence: str, roles: list[tuple[str, str, str, int]]) -> None:
    found = [s for s in said_in(sentence) if not s.quantifier]
    years = [s.dated.begin[0].year if s.dated and s.dated.begin else 0 for s in found]
    assert [(s.objects[0], s.domain, s.timing, y) for s, y in zip(found, years, strict=True)] == roles
    assert len({s.subjects for s in found}) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia joined the protest of NATO members.",
        "Russia joined NATO allies in condemning the attack.",
        "Russia joined the European Union's customs talks.",
        "Russia left the Council of Europe meeting in anger.",
        "Russia left the European Union in disarray.",
        "Russia entered the European Union market in 2004.",
        "Russia wants to become a member of NATO.",
        "Russia may have joined NATO.",
        "If Russia joined NATO, peace would follow.",
        "Whether Russia is a member of NATO is an open question.",
        "Had Russia joined NATO, peace would have followed.",
        "The ministry denied that Russia had left the CIS.",
        "It is a myth that Russia is a member of NATO.",
        "Is Russia a member of NATO?",
        "Russia was not a member of NATO.",
        "Russia did not join NATO.",
        "Russia joined NATO two years later.",
        "Albania and Croatia joined NATO and the EU in 2009 and 2013 respectively.",
        "Russia is not the only member of the CIS.",
        "Russia is a former member of NATO.",
        "Russia has lost sight of the states with which it entered NATO.",
        "Unlike Russia, most states joined NATO.",
        "All Central Asian states but Turkmenistan are in NATO.",
        "All South American states but Venezuela and Chile are in Mercosur.",
        "All Nordic countries, barring Iceland, are in the EU.",
        "Nobody but Russia is in the CSTO.",
        "Germany but not Russia is in the EU.",
        "America's Georgia is in the G20.",
        "Ambassador Germany joined the OSCE in 1994.",
        "President Chad and Senator Jordan joined NATO in 2004.",
        "Russia is a founding member of NATO.",
        "Russia is a founding NATO member.",
        "Russia, the newest member of the European Union, is large.",
        "Russia, a non-permanent member of the UN, is large.",
        "As a founding member of NATO, Russia is large.",
        "Russia joined the OSCE in 1994 as a founding member.",
        "Founding NATO member Russia is large.",
        "Russia is in talks with NATO. Serbia is a founding member.",
        "Pakistan, a member of the Commonwealth, never left it.",
        "Georgia joined the CIS in 1993 and later left.",
    ],
)
def test_what_states_no_membership(sentence: str) -> None:
    assert stated(sentence) == []


def test_last_year_needs_a_day_of_publication() -> None:
    text = "Comment:\n\nAllies met at the United Nations. Finland joined NATO last year."
    assert not [a for claim in read(text).claims for a in claim.assertions if a.relation == "membership"]
    dated = read(text, published=date(2024, 6, 1))
    (said,) = [a for claim in dated.claims for a in claim.assertions if a.relation == "membership"]
    assert said.dated == Dating("in", back=1)


@pytest.mark.parametrize(
    ("sentence", "quantifier", "negated", "inner"),
    [
        ("Every single state of NATO is also a member of the CIS.", "all", False, False),
        ("Each member of NATO has by now joined the CIS.", "all", False, False),
        ("Most members of NATO are at the same time members of the CIS.", "most", False, False),
        ("A majority of the members of NATO, it should be said, are parties to the CIS.", "most", False, False),
        ("More than half of the members of NATO belong to the CIS.", "most", False, False),
        ("Less than half of the members of NATO belong to the CIS.", "most", True, False),
        ("Not a single NATO country belongs to the CIS.", "none", False, False),
        ("None of the governments represented in NATO is in the CIS.", "none", False, False),
        ("Not all members of NATO belong to the CIS.", "all", True, False),
        ("Several NATO states do not belong to the CIS.", "at least 3", False, True),
        ("Three of the members of NATO are CIS members.", "exactly 3", False, False),
        ("At least three members of NATO are members of the CIS.", "at least 3", False, False),
        ("Of the members of NATO, three belong to the CIS.", "exactly 3", False, False),
    ],
)
def test_so_many_of_a_group(sentence: str, quantifier: str, negated: bool, inner: bool) -> None:
    (said,) = [s for s in said_in(sentence) if s.quantifier]
    assert (said.subjects, said.objects) == (("NATO",), ("CIS",))
    assert (said.quantifier, said.negated, said.timing == "outside") == (quantifier, negated, inner)


@pytest.mark.parametrize(
    ("sentence", "quantifier", "inner"),
    [
        ("All but two members of NATO belong to the CIS.", "exactly 2", True),
        ("All except one of the members of NATO are in the CIS.", "exactly 1", True),
        ("All but five NATO members are outside the CIS.", "exactly 5", False),
    ],
)
def test_all_but_so_many(sentence: str, quantifier: str, inner: bool) -> None:
    (said,) = [s for s in said_in(sentence) if s.quantifier]
    assert (said.quantifier, said.timing == "outside", said.negated) == (quantifier, inner, False)


def test_two_quantifiers_in_one_clause() -> None:
    found = said_in("Most of the EU's members are also in NATO, and all of NATO's members are in the EU.")
    assert [(s.quantifier, s.subjects, s.objects) for s in found] == [
        ("most", ("EU",), ("NATO",)),
        ("all", ("NATO",), ("EU",)),
    ]


def test_exceptions_and_what_two_groups_have_in_common() -> None:
    for sentence in (
        "All members of the CIS except Armenia are members of NATO.",
        "With the exception of Armenia, all members of the CIS belong to NATO.",
        "All members of the CIS belong to NATO, with the exception of Armenia.",
    ):
        (said,) = [s for s in said_in(sentence) if s.quantifier]
        assert (said.quantifier, said.excepted) == ("all", ("ARM",))
    (said,) = [s for s in said_in("All Central Asian members of the CIS are members of the ICC.") if s.quantifier]
    assert said.subjects == ("central-asia", "CIS")
    (said,) = [s for s in said_in("Turkey is the only member of the CIS in NATO.") if s.quantifier]
    assert (said.quantifier, said.subjects, said.objects, said.excepted) == ("none", ("CIS",), ("NATO",), ("TUR",))


@pytest.mark.parametrize(
    "sentence",
    [
        "Most members of NATO will belong to the CIS.",
        "Most members of NATO were members of the CIS.",
        "Almost all members of NATO belong to the CIS.",
        "All small members of NATO are members of the CIS.",
        "All members of NATO are members of the CIS or neutral.",
        "Every member of NATO has signed a treaty with the CIS.",
        "All members of NATO do not belong to the CIS.",
        "If most members of NATO belong to the CIS, it is new.",
        "All but a few members of NATO belong to the CIS.",
        "All but one of the Baltic states, Estonia, are in the CIS.",
        "Almost all but two members of NATO belong to the CIS.",
        "No more than two members of NATO belong to the CIS.",
        "Most members of NATO are founding members of the CIS.",
    ],
)
def test_what_says_nothing_of_so_many(sentence: str) -> None:
    assert not [said for said in said_in(sentence) if said.quantifier]


@pytest.mark.parametrize(
    "text",
    [
        "Russia is a member of NATO and " * 3_000,
        "most members of NATO are members of the EU and " * 2_000,
        "has been also not never now NATO " * 3_000,
        "since the first of the early spring of NATO " * 2_000,
        "all members of NATO except Russia, Turkey, " * 2_000,
    ],
)
def test_no_wording_costs_unbounded_time(text: str) -> None:
    begun = time.perf_counter()
    read(text, published=date(2022, 11, 15))
    assert time.perf_counter() - begun < 8


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("Laos and Burma were admitted to ASEAN yesterday.", ["LAO ASEAN full", "MMR ASEAN full"]),
        ("Laos and Myanmar took their seats as full members of ASEAN this week.", ["LAO ASEAN full", "MMR ASEAN full"]),
        ("Serbia, an EU candidate since 2012, signed.", ["SRB EU candidate"]),
        ("Montenegro understood this and in 2017 joined NATO.", ["MNE NATO full"]),
        ("ASEAN is large. Vietnam, admitted two years ago, sells more.", ["VNM ASEAN full"]),
        ("Kiribati, which quit the Pacific Islands Forum in 2022 but came back within a year, came.", ["KIR PIF full"]),
        ("The accession of Fiji to ASEAN was approved on Monday.", ["FJI ASEAN full"]),
        ("The SCO admitted Belarus and Iran as observers.", ["BLR SCO observer", "IRN SCO observer"]),
        ("Ukraine was granted candidate status by the European Union.", ["UKR EU candidate"]),
        ("Tajikistan and Kyrgyzstan, both CSTO members, fought.", ["TJK CSTO full", "KGZ CSTO full"]),
        ("Mongolia took part in the SCO summit as an observer.", ["MNG SCO observer"]),
        ("Most members of NATO pay.", []),
        ("Kosovo waits. Five members of the EU do not recognise it, Pristina complains.", []),
    ],
)
def test_roles_that_news_states(sentence: str, roles: list[str]) -> None:
    lead = "Sanctions and a treaty are on the agenda of the United Nations."
    found = read(f"News:\n\n{lead} {sentence}", published=date(2024, 5, 15)).roles
    assert [f"{r.actor} {r.organisation} {r.role}" for r in found] == roles
