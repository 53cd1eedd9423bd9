"""R18 to R20 and the whole path on the shipped record."""

from __future__ import annotations

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.actors.record import memberships
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.parse import parse
from multipolar.propositions.result import Result
from multipolar.propositions.terms import Proposition
from tests.propositions.fakes import Row, ask, line, spell
from tests.propositions.generated import propositions

PUBLISHED = date(2022, 11, 15)


def check(text: str, as_of: date | None = None, as_known: date | None = None) -> Result:
    return evaluate(parse(text), Panel.shipped(), memberships(), as_of, as_known)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("HUN in OTS as observer on 2022-11-11", "holds"),
        ("all OTS in CIS on 2022-11-11", "fails"),
        ("most OTS in CIS on 2022-11-11", "holds"),
        ("RUS in NATO on 2010-01-01", "fails"),
        ("capability(CHN) > capability(USA) in 2022", "holds"),
        ("capability(RUS) rises from 1985 to 1995", "fails"),
        ("capability(RUS) falls from 1985 to 1995", "holds"),
        ("capability(RUS) falls since 2023", "undecided"),
        ("trade(KAZ, CHN) rises from 1995 to 2014", "holds"),
        ("RUS leads trade(KAZ, *) in 2012", "holds"),
        ("agreement(TUR, USA) < peers(TUR, NATO) from 2003 to 2019", "holds"),
        ("defence(TUR, USA) = 1 in 2018", "holds"),
        ("TUR in NATO since 1952", "holds"),
    ],
)
def test_the_shipped_record(text: str, result: str) -> None:
    assert check(text).result == result


@settings(max_examples=150, deadline=None)
@given(propositions, st.none() | st.dates(date(1995, 1, 1), date(2026, 1, 1)))
def test_every_proposition_can_be_tested(proposition: Proposition, as_known: date | None) -> None:
    result = evaluate(proposition, Panel.shipped(), memberships(), as_known=as_known)
    assert result.reason
    assert result.rules
    assert result.probability is None or 0 <= result.probability <= 1
    assert result.effect is None or math.isfinite(result.effect)
    for row in result.evidence:
        assert row.kind == "membership" or int(row.time) <= (as_known or date.max).year


def test_members_of_the_turkic_states_in_the_commonwealth() -> None:
    found = check("most OTS in CIS on 2022-11-11").members
    assert found is not None
    assert (found.holds, found.fails) == (("AZE", "KAZ", "KGZ", "UZB"), ("TUR",))
    assert "Türkiye" in check("all OTS in CIS on 2022-11-11").reason


def test_a_series_that_has_ended_says_when_r14() -> None:
    assert "the series ends in 2022" in check("capability(RUS) falls since 2023").reason


def test_the_date_of_asking_decides_what_is_stale_r14() -> None:
    assert check("agreement(TUR, USA) < peers(TUR, NATO) since 2003", as_of=PUBLISHED).result == "holds"
    late = check("agreement(TUR, USA) < peers(TUR, NATO) since 2003", as_of=date(2024, 1, 1))
    assert late.result == "undecided"
    assert "(up to then it holds)" in late.reason
    denied = ask("not capability(RUS) > 0.01 since 1990", line("capability", "RUS", None, 1990, [0.1] * 10))
    assert "(up to then it fails)" in denied.reason


def test_every_value_shown_has_source_and_year() -> None:
    for text in ("agreement(TUR, USA) < peers(TUR) from 2003 to 2010", "RUS leads trade(KAZ, *) in 2012"):
        found = check(text)
        assert found.evidence
        assert all(row.source and row.time and row.value is not None for row in found.evidence)


def test_a_conditional_is_kept_and_not_decided_r20() -> None:
    found = check("if capability(RUS) falls by 50% then trade(KAZ, CHN) rises by 2027")
    assert (found.result, found.reason) == ("undecided", "A conditional: kept for projection")
    assert found.english.startswith("On the condition that the capability of Russia fell")


ATOMS = {
    "holds": "KAZ in CIS on 2000-01-01",
    "fails": "BRA in CIS on 2000-01-01",
    "undecided": "KAZ in CIS on 1980-01-01",
}
KLEENE = {
    ("holds", "holds"): ("holds", "holds"),
    ("holds", "fails"): ("fails", "holds"),
    ("holds", "undecided"): ("undecided", "holds"),
    ("fails", "fails"): ("fails", "fails"),
    ("fails", "undecided"): ("fails", "undecided"),
    ("undecided", "undecided"): ("undecided", "undecided"),
}


@pytest.mark.parametrize(("pair", "expected"), KLEENE.items())
def test_and_or_not_r19(pair: tuple[str, str], expected: tuple[str, str]) -> None:
    """Kleene's strong three-valued logic, in either order."""
    spells = [spell("KAZ", "CIS", "1991-12-21")]
    for one, other in (pair, pair[::-1]):
        both = ask(f"{ATOMS[one]} and {ATOMS[other]}", spells=spells)
        either = ask(f"{ATOMS[one]} or {ATOMS[other]}", spells=spells)
        assert (both.result, either.result) == expected
        assert [part.result for part in both.parts] == [one, other]
    opposite = {"holds": "fails", "fails": "holds", "undecided": "undecided"}
    assert ask(f"not {ATOMS[pair[0]]}", spells=spells).result == opposite[pair[0]]


def test_not_turns_the_probability_r19() -> None:
    rows = line("agreement", "FRA", "USA", 2015, [0.6], width=0.1) + line(
        "agreement", "GBR", "USA", 2015, [0.5], width=0.1
    )
    plain = ask("agreement(FRA, USA) > agreement(GBR, USA) in 2015", rows)
    turned = ask("not agreement(FRA, USA) > agreement(GBR, USA) in 2015", rows)
    assert plain.probability is not None
    assert turned.probability == pytest.approx(1 - plain.probability)


def test_as_known_is_labelled_and_ends_at_what_was_released_r18() -> None:
    then = check("trade(KAZ, CHN) rises from 1995 to 2014", as_known=date(2012, 6, 1))
    assert then.result == "undecided"
    assert "pseudo-real-time" in then.knowledge
    assert "R18" in then.rules
    assert check("most OTS in CIS on 2022-11-11", as_known=date(2022, 11, 10)).result == "undecided"


PAST = date(2012, 6, 1)
QUESTIONS = (
    "trade(KAZ, CHN) rises from 2000 to 2010",
    "trade(KAZ, CHN) rises since 2000",
    "CHN leads trade(KAZ, {CHN, RUS}) since 2005",
    "trade(KAZ, CHN) > 0.1 since 2000",
    "trade(KAZ, CHN) < world in 2010",
    "trade(KAZ, CHN) < peers(KAZ, OTS) since 2000",
    "trade(KAZ, CHN) rises by 10% since 2001",
    "most OTS in CIS on 2012-01-01",
    "KAZ in OTS since 2009",
    "KAZ in OTS as observer since 2009",
    "all OTS: trade(each, CHN) < 0.9 in 2011",
)
KNOWN_ROWS = [
    *line("trade", "KAZ", "CHN", 2000, [0.1 + 0.01 * step for step in range(11)]),
    *line("trade", "KAZ", "RUS", 2000, [0.2] * 11),
]
KNOWN_SPELLS = [spell(key, body, "2009-10-03") for key in ("AZE", "KAZ", "KGZ", "TUR") for body in ("OTS", "CIS")]

future_rows = st.lists(
    st.builds(
        Row,
        st.just("trade"),
        st.sampled_from(("KAZ", "KGZ", "AZE", "TUR", "UZB", "BRA", "ARG")),
        st.sampled_from(("CHN", "RUS")),
        st.integers(1990, 2022),
        st.floats(0, 1),
        known=st.dates(date(2012, 6, 2), date(2026, 1, 1)),
    ),
    max_size=12,
    unique_by=lambda row: (row.state1, row.state2, row.year),
)
future_spells = st.lists(
    st.builds(
        lambda actor, body, role, known: spell(
            actor, body, "2009-12-01", role=role, known_from=str(known), checked_on=str(known)
        ),
        st.sampled_from(("KAZ", "UZB", "BRA", "HUN")),
        st.sampled_from(("OTS", "CIS")),
        st.sampled_from(("full", "observer", "suspended")),
        st.dates(date(2012, 6, 2), date(2026, 1, 1)),
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(future_rows, future_spells, st.sampled_from(QUESTIONS))
def test_what_became_known_later_changes_no_answer_about_the_past_r18(
    rows: list[Row], spells: list[object], question: str
) -> None:
    before = ask(question, KNOWN_ROWS, KNOWN_SPELLS, as_of=None, as_known=PAST)
    after = ask(question, [*KNOWN_ROWS, *rows], [*KNOWN_SPELLS, *spells], as_of=None, as_known=PAST)  # type: ignore[list-item]
    assert after == before


def test_an_end_that_lay_ahead_was_not_known_r18() -> None:
    spells = [spell("KAZ", "CIS", "1991-12-21", "2015-01-01")]
    result = ask("KAZ in CIS since 1991", spells=spells, as_of=None, as_known=PAST)
    assert result.result == "holds"
    assert result.evidence[0].time == "1991-12-21 to now"
