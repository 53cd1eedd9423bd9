"""R2 to R4, R14: memberships, their dates and the precision of these."""

from __future__ import annotations

from datetime import date

import pytest

from multipolar.actors.record import memberships
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.parse import parse
from tests.propositions.fakes import FakePanel, ask, spell

SPELLS = (
    spell("AZE", "CIS", "1991-12-21", "1992-10"),
    spell("AZE", "CIS", "1993-09-24"),
    spell("KAZ", "CIS", "1991-12-21"),
    spell("MNG", "CIS", "2008", role="observer"),
    spell("AFG", "CIS", "2006-03", "2012-06-07", role="observer"),
    spell("UKR", "CIS", "1991-12-08", "2014-03"),
    spell("UKR", "CIS", "2014-03", "2018-05-19", role="suspended"),
)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        # R2: full member unless a role is named; the day of entry is in, the day of exit is out
        ("KAZ in CIS on 1991-12-21", "holds"),
        ("KAZ in CIS as observer on 2000-01-01", "fails"),
        ("KAZ in CIS in any role on 2000-01-01", "holds"),
        ("MNG in CIS on 2012-01-01", "fails"),
        ("MNG in CIS as observer on 2012-01-01", "holds"),
        ("AFG in CIS as observer on 2012-06-06", "holds"),
        ("AFG in CIS as observer on 2012-06-07", "fails"),
        ("BRA in CIS on 2012-01-01", "fails"),
        # R2: the written precision decides what is settled
        ("AZE in CIS on 1992-09-30", "holds"),
        ("AZE in CIS on 1992-10-10", "undecided"),
        ("AZE in CIS on 1992-11-01", "fails"),
        ("MNG in CIS as observer on 2008-06-01", "undecided"),
        # R2: suspension is neither in nor out
        ("UKR in CIS on 2016-01-01", "undecided"),
        ("UKR in CIS as suspended on 2016-01-01", "holds"),
        ("UKR in CIS on 2019-01-01", "fails"),
        # R3: nobody can be in what was not there yet, nor be asked about what has not come
        ("KAZ in CIS on 1990-01-01", "undecided"),
        ("KAZ in CIS on 2150-01-01", "undecided"),
        ("DDR in CIS on 2000-01-01", "undecided"),
        ("KAZ in CIS as partner on 2000-01-01", "undecided"),
        # R4: a year as a bound is met by any of its days, a day is exact
        ("KAZ in CIS since 1991", "holds"),
        ("KAZ in CIS since 1991-12-21", "holds"),
        ("KAZ in CIS from 1991 to 2020", "holds"),
        ("AZE in CIS from 1991 to 2020", "fails"),
        ("AZE in CIS from 1993 to 2020", "holds"),
        ("AZE in CIS from 1993-09-01 to 2020-01-01", "fails"),
        ("KAZ in CIS in 2000", "holds"),
        ("AZE in CIS in 1993", "undecided"),
        ("BRA in CIS in 1993", "fails"),
    ],
)
def test_membership_r2_r3_r4(text: str, result: str) -> None:
    assert ask(text, spells=SPELLS).result == result


def test_the_result_shows_the_rows_and_their_sources() -> None:
    result = ask("AZE in CIS on 2000-01-01", spells=SPELLS)
    assert [(row.actors, row.what, row.time, row.source) for row in result.evidence] == [
        (("AZE",), "full in CIS", "1991-12-21 to 1992-10", "test"),
        (("AZE",), "full in CIS", "1993-09-24 to now", "test"),
    ]
    assert result.coverage.text == "membership record of CIS, last checked 2026-11-23"
    assert result.probability is None
    assert result.effect is None


def test_a_role_that_the_record_does_not_keep_is_not_zero_r1() -> None:
    result = ask("BRA in CIS as partner on 2000-01-01", spells=SPELLS)
    assert result.result == "undecided"
    assert "keeps nobody with the role partner" in result.reason


def test_a_record_checked_long_before_the_day_decides_nothing_r14() -> None:
    old = spell("KAZ", "CIS", "1991-12-21", checked_on="2010-01-01")
    assert ask("KAZ in CIS on 2013-06-01", spells=[old]).result == "holds"
    late = ask("KAZ in CIS on 2014-06-01", spells=[old])
    assert late.result == "undecided"
    assert "last checked on 2010-01-01" in late.reason


def test_since_runs_to_the_day_of_asking_r12() -> None:
    assert ask("UKR in CIS since 1992", spells=SPELLS, as_of=date(2010, 1, 1)).result == "holds"
    assert ask("UKR in CIS since 1992", spells=SPELLS, as_of=date(2020, 1, 1)).result == "fails"


@pytest.mark.parametrize(
    ("text", "result", "rule", "words"),
    [
        # R1: what the record knows itself to leave out is neither so nor not so
        ("LBN in CICA as observer in 2004", "undecided", "R1", "Australia and Lebanon were observers"),
        ("not AUS in CICA as observer in 2004", "undecided", "R1", "Australia and Lebanon were observers"),
        ("BRA in CICA as observer in 2004", "fails", "R2", "in no role"),
        ("CIS in UN in any role in 2010", "undecided", "R1", "organisations with observer status are left out"),
        ("PSE in UN as observer in 2000", "undecided", "R1", "observer 2012-11-29 to now; but"),
        ("PSE in UN as observer in 2020", "holds", "R2", "observer 2012-11-29"),
        ("RUS in UN as observer in 2010", "fails", "R2", "full 1945-10-24"),
        # R3: days on which body or actor was not there are not asked about, a row before a beginning stands
        ("UKR in UN in 1950", "holds", "R2", "full 1945-10-24"),
        ("UKR in UN since 1945", "holds", "R4", "full 1945-10-24"),
        ("UKR in UN in 1930", "undecided", "R3", "after the time asked about"),
        ("DDR in WARSAWPACT from 1988 to 1995", "undecided", "R3", "ended on 1990-10-03, within"),
        ("DDR in WARSAWPACT from 1988 to 1989", "holds", "R4", "full 1955-05-14"),
        ("KAZ in CIS from 1985 to 2000", "undecided", "R3", "came into being on 1991-12-16, within"),
        ("UZB in EU from 1980 to 2000", "fails", "R4", "in no role"),
        ("RUS in NATO on 2010-01-01", "fails", "R2", "in no role"),
    ],
)
def test_the_shipped_record_r1_r2_r3_r4(text: str, result: str, rule: str, words: str) -> None:
    found = evaluate(parse(text), FakePanel(), memberships())  # type: ignore[arg-type]
    assert (found.result, rule in found.rules) == (result, True)
    assert words in found.reason
