"""R11: who leads, among whom, and what happens where a contender is not covered."""

from __future__ import annotations

import pytest

from tests.propositions.fakes import ask, line, spell

TRADE = (
    line("trade", "KAZ", "RUS", 2010, [0.3, 0.3, 0.3])
    + line("trade", "KAZ", "CHN", 2010, [0.1, 0.2, 0.4])
    + line("trade", "KAZ", "USA", 2010, [0.05] * 3)
    + line("trade", "KAZ", "TUR", 2010, [0.02] * 2)
)


def test_leads_in_a_year_r11() -> None:
    result = ask("RUS leads trade(KAZ, *) in 2011", TRADE)
    assert result.result == "holds"
    assert result.effect == pytest.approx(0.1)
    assert "highest among 4 contenders" in result.reason
    assert "against 0.2 for China" in result.reason
    assert len(result.evidence) == 4
    assert ask("CHN leads trade(KAZ, *) in 2011", TRADE).result == "fails"


def test_a_contender_that_is_not_covered_leaves_the_year_open_r1_r11() -> None:
    assert ask("CHN leads trade(KAZ, *) in 2012", TRADE).result == "undecided"
    assert ask("CHN leads trade(KAZ, {CHN, RUS, USA}) in 2012", TRADE).result == "holds"


def test_leads_over_a_span_by_its_years_r6_r11() -> None:
    rows = [row for row in TRADE if row.state2 != "TUR"]
    result = ask("RUS leads trade(KAZ, {CHN, RUS, USA}) from 2010 to 2012", rows)
    assert result.result == "holds"
    assert "in 2 of 3 years" in result.reason


def test_a_tie_is_no_lead_r11() -> None:
    rows = line("capability", "CHN", None, 2020, [0.2]) + line("capability", "USA", None, 2020, [0.2])
    assert ask("CHN leads capability({CHN, USA}) in 2020", rows).result == "fails"


def test_a_lead_within_the_stated_error_is_undecided_r7_r11() -> None:
    rows = line("agreement", "TUR", "CHN", 2019, [0.62], width=0.05) + line(
        "agreement", "TUR", "RUS", 2019, [0.6], width=0.05
    )
    result = ask("CHN leads agreement(TUR, {CHN, RUS}) in 2019", rows)
    assert result.result == "undecided"
    assert result.probability is not None
    assert 0.5 < result.probability < 0.95


def test_a_power_drops_out_of_the_star_where_it_is_the_pair_r17() -> None:
    rows = [
        row
        for power in ("USA", "CHN", "TUR")
        for row in line("trade", "RUS", power, 2012, [0.1 + 0.1 * (power == "CHN")])
    ]
    assert ask("CHN leads trade(RUS, *) in 2012", rows).result == "holds"


def test_a_group_contends_with_its_members_of_the_time_r15() -> None:
    spells = [spell("KAZ", "OTS", "2009-10-03"), spell("TUR", "OTS", "2009-10-03"), spell("UZB", "OTS", "2019-10-15")]
    rows = [
        row
        for key, value in (("KAZ", 0.1), ("TUR", 0.2), ("UZB", 0.3))
        for row in line("capability", key, None, 2015, [value] * 6)
    ]
    assert ask("TUR leads capability(OTS) in 2015", rows, spells).result == "holds"
    assert ask("TUR leads capability(OTS) in 2020", rows, spells).result == "fails"
    assert ask("TUR leads capability(OTS at 2015-01-01) in 2020", rows, spells).result == "holds"
    assert ask("UZB leads capability(OTS) in 2015", rows, spells).result == "undecided"


def test_the_contenders_of_a_group_are_told_r15() -> None:
    spells = [spell(key, "OPEC", "1960-09-14") for key in ("IRN", "IRQ")]
    rows = line("capability", "IRN", None, 1962, [0.3]) + line("capability", "IRQ", None, 1962, [0.1])
    found = ask("IRN leads capability(OPEC) in 1962", rows, spells)
    assert (found.result, found.rules) == ("holds", ("R6", "R11", "R15"))
    assert found.reason.endswith("Petroleum Exporting Countries (as of 1962-12-31): Iran, Iraq")
    assert [row.actors for row in found.evidence if row.kind == "membership"] == [("IRN",), ("IRQ",)]


def test_contenders_whose_dates_do_not_settle_it_decide_what_they_could_turn_r16() -> None:
    spells = [spell(key, "OPEC", "1960-09-14") for key in ("IRN", "IRQ")] + [spell("IDN", "OPEC", "1962")]
    rows = line("capability", "IRN", None, 1962, [0.3]) + line("capability", "IRQ", None, 1962, [0.1])
    smaller, larger = (rows + line("capability", "IDN", None, 1962, [value]) for value in (0.2, 0.4))
    text = "{} leads capability(OPEC at 1962-06-01) in 1962"
    assert ask(text.format("IRN"), smaller, spells).result == "holds"
    assert ask(text.format("IRQ"), smaller, spells).result == "fails"
    for leader in ("IRN", "IDN"):
        open_ = ask(text.format(leader), larger, spells)
        assert open_.result == "undecided"
        assert "do not settle whether these were among the contenders: Indonesia" in open_.reason
