"""R15 to R17: so many members of a group, taken when, and who is left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.actors.record import memberships
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.groups import count_outcome
from multipolar.propositions.parse import parse
from multipolar.propositions.terms import QuantifierWord
from tests.propositions.fakes import ask, line, spell

SPELLS = (
    *(spell(key, "OTS", "2009-10-03") for key in ("AZE", "KAZ", "KGZ", "TUR")),
    spell("UZB", "OTS", "2019-10-15"),
    spell("HUN", "OTS", "2018-09-03", role="observer"),
    *(spell(key, "CIS", "1991-12-21") for key in ("AZE", "KAZ", "KGZ", "UZB", "RUS")),
)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("most OTS in CIS on 2022-11-11", "holds"),
        ("all OTS in CIS on 2022-11-11", "fails"),
        ("some OTS in CIS on 2022-11-11", "holds"),
        ("none OTS in CIS on 2022-11-11", "fails"),
        ("at least 4 OTS in CIS on 2022-11-11", "holds"),
        ("at least 5 OTS in CIS on 2022-11-11", "fails"),
        ("all OTS except TUR in CIS on 2022-11-11", "holds"),
        ("all {KAZ, KGZ} in CIS on 2022-11-11", "holds"),
        ("most OTS: not each in CIS on 2022-11-11", "fails"),
        ("most OTS in CIS on 2005-01-01", "undecided"),
    ],
)
def test_quantifiers_r16(text: str, result: str) -> None:
    assert ask(text, spells=SPELLS).result == result


def test_the_members_are_named_and_the_day_is_told_r15() -> None:
    result = ask("all OTS in CIS on 2022-11-11", spells=SPELLS)
    assert result.members is not None
    assert result.members.holds == ("AZE", "KAZ", "KGZ", "UZB")
    assert result.members.fails == ("TUR",)
    assert result.members.taken == "as of 2022-11-11"
    assert "fails for Türkiye" in result.reason
    fixed = ask("all OTS at 2015-01-01 in CIS on 2022-11-11", spells=SPELLS)
    assert fixed.members is not None
    assert fixed.members.taken == "fixed at 2015-01-01"
    assert "UZB" not in fixed.members.holds


def test_a_member_whose_entry_the_dates_leave_open_is_undecided_r2_r16() -> None:
    spells = (*SPELLS, spell("TKM", "OTS", "2022"))
    result = ask("all OTS except TUR in CIS on 2022-11-11", spells=spells)
    assert result.result == "undecided"
    assert result.members is not None
    assert result.members.undecided == ("TKM",)


def test_what_a_member_is_compared_with_is_left_out_r17() -> None:
    rows = [row for key in ("AZE", "KAZ", "KGZ", "UZB") for row in line("agreement", key, "RUS", 2012, [0.7])]
    result = ask("all CIS: agreement(each, RUS) > 0.5 in 2012", rows, SPELLS)
    assert result.result == "holds"
    assert result.members is not None
    assert result.members.left_out == ("RUS",)
    assert result.effect == 1


def test_the_organisation_of_the_group_is_not_counted_among_those_its_members_share_r17() -> None:
    panel, held = Panel.shipped(), memberships()
    alone = evaluate(parse("organisations(KAZ, KGZ) > 0 in 2019"), panel, held)
    among = evaluate(parse("all SCO: organisations(each, KGZ) > 0 in 2019"), panel, held)
    own = next(row for row in among.evidence if row.actors == ("KAZ", "KGZ"))
    (counted,) = (row.value for row in alone.evidence if row.kind == "measure")
    assert own.value is not None and own.value + 1 == counted
    assert own.what == "organisations(KAZ, KGZ) apart from SCO"
    assert "R17" in among.rules and "SCO itself is not counted" in among.reason


def test_a_member_without_data_is_undecided_not_counted_out_r1_r16() -> None:
    rows = line("democracy", "KAZ", None, 2012, [0.1]) + line("democracy", "KGZ", None, 2012, [0.1])
    assert ask("most OTS: democracy(each) < 0.5 in 2012", rows, SPELLS).result == "undecided"
    rows += line("democracy", "AZE", None, 2012, [0.1])
    assert ask("most OTS: democracy(each) < 0.5 in 2012", rows, SPELLS).result == "holds"
    assert ask("all OTS: democracy(each) < 0.5 in 2012", rows, SPELLS).result == "undecided"


words: st.SearchStrategy[QuantifierWord] = st.sampled_from(("all", "most", "some", "none", "at least"))


@given(words, st.integers(1, 6), st.integers(0, 6), st.integers(0, 6), st.integers(0, 6))
def test_what_is_decided_stays_so_however_the_open_members_fall_r16(
    word: QuantifierWord, count: int, holds: int, fails: int, open_: int
) -> None:
    total = holds + fails + open_
    now = count_outcome(word, count, holds, fails, total)
    later = {count_outcome(word, count, holds + turned, fails + open_ - turned, total) for turned in range(open_ + 1)}
    assert later == {now} if now != "undecided" or total == 0 else len(later) == 2


@given(st.integers(0, 20), st.integers(1, 20))
def test_most_is_more_than_half_r16(holds: int, fails: int) -> None:
    outcome = count_outcome("most", 0, holds, fails, holds + fails)
    assert outcome == ("holds" if 2 * holds > holds + fails else "fails")


@pytest.mark.parametrize(
    "text",
    [
        "some OTS at 2035-01-01 in CIS on 2022-11-11",
        "all CIS at 2035-01-01: democracy(each) < 0.5 in 2012",
        "RUS leads capability(CIS at 2035-01-01) in 2010",
    ],
)
def test_a_group_cannot_be_fixed_on_a_day_to_come_r3(text: str) -> None:
    found = ask(text, line("capability", "RUS", None, 2010, [0.1]), SPELLS)
    assert (found.result, found.rules) == ("undecided", ("R3",))
    assert "2035-01-01, lies past today" in found.reason


def test_a_group_cannot_be_fixed_after_the_knowledge_date_r3_r18() -> None:
    text = "some OTS at 2022-11-11 in CIS on 2012-11-11"
    assert ask(text, spells=SPELLS).result == "holds"
    assert "lies past the knowledge date" in ask(text, spells=SPELLS, as_known=date(2013, 1, 1)).reason


def test_no_organisation_is_left_out_of_a_named_group_r17() -> None:
    found = evaluate(parse("most central-asia: organisations(each, RUS) > 5 in 2010"), Panel.shipped(), memberships())
    assert "is not counted" not in found.reason
    assert {row.what for row in found.evidence if row.actors == ("KAZ", "RUS")} == {"organisations(KAZ, RUS)"}
