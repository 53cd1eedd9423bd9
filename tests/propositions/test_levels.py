"""R5 to R7, R12 to R14: levels against numbers, measures, peers and the world."""

from __future__ import annotations

import math
from datetime import date

import pytest

from multipolar.actors.record import memberships, registry
from multipolar.errors import InputError
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.levels import judge
from multipolar.propositions.parse import parse
from tests.propositions.fakes import ask, line, spell

# The other covered states of Western Asia (UN M49) and, beyond the subregion, of Asia.
PEERS = ("ARM", "AZE", "GEO", "IRQ", "ISR")
RIVALS = [
    row
    for key, value in zip(PEERS, (0.1, 0.2, 0.3, 0.4, 0.5), strict=True)
    for row in line("agreement", key, "USA", 2000, [value] * 10)
]


def test_one_year_is_compared_as_it_stands() -> None:
    rows = line("capability", "CHN", None, 2022, [0.23]) + line("capability", "USA", None, 2022, [0.12])
    result = ask("capability(CHN) > capability(USA) in 2022", rows)
    assert (result.result, result.unit) == ("holds", "share of the world total, 0 to 1")
    assert result.effect == pytest.approx(0.11)
    assert result.probability is None
    assert ask("capability(CHN) <= capability(USA) in 2022", rows).result == "fails"


def test_peers_are_the_subregion_and_are_named_r5() -> None:
    rows = [*RIVALS, *line("agreement", "TUR", "USA", 2000, [0.25] * 10)]
    result = ask("agreement(TUR, USA) < peers(TUR) in 2005", rows)
    assert result.result == "holds"
    assert result.effect == pytest.approx(-0.05)
    assert "the median of 5 states of Western Asia (UN M49)" in result.reason
    assert [row.kind for row in result.evidence] == ["measure", "median"]


def test_peers_widen_to_the_region_where_fewer_than_five_are_covered_r5() -> None:
    rows = [row for row in RIVALS if row.state1 != "ISR"] + line("agreement", "TUR", "USA", 2000, [0.25] * 10)
    narrow = ask("agreement(TUR, USA) < peers(TUR) in 2005", rows)
    assert narrow.result == "undecided"
    assert "Fewer than 5 peers" in narrow.reason
    wide = ask("agreement(TUR, USA) < peers(TUR) in 2005", [*rows, *line("agreement", "KAZ", "USA", 2000, [0.9] * 10)])
    assert "the median of 5 states of Asia (UN M49)" in wide.reason


def test_peers_in_an_organisation_are_those_of_each_year_r5_r15_r17() -> None:
    spells = [spell("TUR", "NATO", "1952-02-18"), spell("USA", "NATO", "1949-08-24")]
    spells += [spell(key, "NATO", "1949-08-24") for key in ("BEL", "NLD", "LUX", "DNK")]
    spells += [spell("ALB", "NATO", "2009-04-01"), spell("HRV", "NATO", "2009-04-01")]
    rows = line("agreement", "TUR", "USA", 2005, [0.3] * 8)
    for key in ("BEL", "NLD", "LUX", "DNK", "ALB", "HRV", "USA"):
        rows += line("agreement", key, "USA", 2005, [0.5] * 8)
    before = ask("agreement(TUR, USA) < peers(TUR, NATO) in 2008", rows, spells)
    assert "Fewer than 5 peers" in before.reason
    after = ask("agreement(TUR, USA) < peers(TUR, NATO) in 2010", rows, spells)
    assert after.result == "holds"
    assert "the median of 6 full members of NATO" in after.reason  # neither TUR itself nor the USA


def test_a_bare_number_is_shown_beside_the_peers_r5() -> None:
    rows = [row for key in PEERS for row in line("democracy", key, None, 2020, [0.4])]
    result = ask("democracy(TUR) < 0.25 in 2020", [*rows, *line("democracy", "TUR", None, 2020, [0.2])])
    assert result.result == "holds"
    assert "the median of 5 states of Western Asia (UN M49) was 0.4 in 2020" in result.reason


def test_the_world_is_all_other_covered_states() -> None:
    rows = [*RIVALS, *line("agreement", "TUR", "USA", 2000, [0.25] * 10)]
    assert "the median of 5 other states covered" in ask("agreement(TUR, USA) < world in 2005", rows).reason


def test_either_order_of_a_symmetric_pair_finds_its_series() -> None:
    rows = [*RIVALS, *line("agreement", "KAZ", "USA", 2000, [0.25])]
    one, other = (ask(f"agreement({pair}) < world in 2000", rows) for pair in ("KAZ, USA", "USA, KAZ"))
    assert one.result == "holds"
    assert one.effect == pytest.approx(-0.05)
    assert (other.result, other.effect) == (one.result, one.effect)


@pytest.mark.parametrize(
    ("below", "result"), [(9, "holds"), (6, "holds"), (5, "undecided"), (4, "undecided"), (3, "fails"), (0, "fails")]
)
def test_a_span_needs_two_thirds_of_its_years_r6(below: int, result: str) -> None:
    rows = line("democracy", "UZB", None, 2000, [0.1] * below + [0.4] * (9 - below))
    found = ask("democracy(UZB) < 0.25 from 2000 to 2008", rows)
    assert found.result == result
    assert f"in {below} of 9 years" in found.reason


def test_a_span_also_needs_the_mean_r6() -> None:
    rows = line("democracy", "UZB", None, 2000, [0.24] * 7 + [0.9] * 2)
    assert ask("democracy(UZB) < 0.25 from 2000 to 2008", rows).result == "undecided"


@pytest.mark.parametrize(("width", "result"), [(0.04, "holds"), (0.2, "undecided")])
def test_a_difference_within_the_stated_error_is_undecided_r7(width: float, result: str) -> None:
    rows = line("agreement", "FRA", "USA", 2015, [0.6], width=width) + line(
        "agreement", "GBR", "USA", 2015, [0.5], width=width
    )
    found = ask("agreement(FRA, USA) > agreement(GBR, USA) in 2015", rows)
    spread = math.sqrt(2) * width / 1.959964
    assert found.result == result
    assert found.probability == pytest.approx(0.5 * (1 + math.erf(0.1 / spread / math.sqrt(2))), abs=1e-6)
    assert found.probability is not None
    turned = ask("agreement(FRA, USA) < agreement(GBR, USA) in 2015", rows)
    assert turned.probability == pytest.approx(1 - found.probability)


@pytest.mark.parametrize(
    ("share", "agrees", "probability", "outcome"),
    [
        (1.0, True, None, "holds"),
        (1.0, True, 0.94, "undecided"),
        (1.0, True, 0.96, "holds"),
        (0.0, False, 0.04, "fails"),
        (0.0, False, 0.06, "undecided"),
        (0.5, True, 0.99, "undecided"),
    ],
)
def test_judge_r6_r7(share: float, agrees: bool, probability: float | None, outcome: str) -> None:
    assert judge(share, agrees, probability) == outcome


def test_a_year_that_is_not_covered_is_not_zero_r1() -> None:
    rows = line("capability", "KAZ", None, 1991, [0.01] * 5)
    before = ask("capability(KAZ) > 0.1 in 1980", rows)
    assert (before.result, before.effect) == ("undecided", None)
    assert "begins in 1991" in before.reason
    nowhere = ask("capability(UZB) < 0.1 in 1993", rows)
    assert nowhere.result == "undecided"
    assert "not covered by the record in any year" in nowhere.reason
    other = ask("capability(KAZ) > capability(UZB) in 1993", [*rows, *line("capability", "UZB", None, 1980, [0.01])])
    assert other.result == "undecided"
    assert "ends in 1980" in other.reason


def test_less_than_half_of_a_span_decides_nothing_r13() -> None:
    rows = line("democracy", "UZB", None, 2000, [0.1] * 10)
    assert ask("democracy(UZB) < 0.25 from 2000 to 2012", rows).result == "holds"
    sparse = ask("democracy(UZB) < 0.25 from 1988 to 2012", rows)
    assert sparse.result == "undecided"
    assert "Only 10 of 25 years from 1988 to 2012 are covered" in sparse.reason
    assert "(up to then it holds)" in sparse.reason
    assert len(sparse.evidence) == 10


def test_a_record_that_ends_long_before_decides_nothing_r14() -> None:
    rows = line("democracy", "UZB", None, 2000, [0.1] * 10)
    assert ask("democracy(UZB) < 0.25 from 2000 to 2012", rows).result == "holds"
    stale = ask("democracy(UZB) < 0.25 from 2000 to 2013", rows)
    assert stale.result == "undecided"
    assert "The last value is of 2009, more than 3 years before 2013; earlier record:" in stale.reason


def test_since_runs_to_the_end_of_coverage_or_the_day_of_asking_r12() -> None:
    rows = line("democracy", "UZB", None, 2000, [0.1] * 10 + [0.5] * 20)
    early = ask("democracy(UZB) < 0.25 since 2000", rows, as_of=date(2009, 6, 1))
    assert (early.result, early.coverage.last) == ("holds", "2009")
    ended = ask("democracy(UZB) < 0.25 since 2000", rows[:10], as_of=date(2012, 6, 1))
    assert (ended.result, ended.coverage.text) == ("holds", "10 of 10 years from 2000 to 2009")
    assert ask("democracy(UZB) < 0.25 since 2000", rows[:10], as_of=date(2013, 6, 1)).result == "undecided"
    assert "R12" in early.rules


def test_the_median_of_peers_is_surer_than_one_of_them_r7() -> None:
    """Nine peers with a standard deviation of .1 each: sqrt(pi / 2) * .1 / 3 for their median."""
    peers = [key for key, state in registry().states.items() if state.subregion == "Western Asia" and key != "TUR"][:9]
    rows = [row for key in peers for row in line("agreement", key, "USA", 2000, [0.3], width=0.196)]
    found = ask(
        "agreement(TUR, USA) > peers(TUR) in 2000", [*rows, *line("agreement", "TUR", "USA", 2000, [0.4], width=0.0196)]
    )
    median = found.evidence[-1]
    assert median.kind == "median"
    assert median.high is not None
    assert median.high - 0.3 == pytest.approx(1.96 * (3.14159265 / 2) ** 0.5 * 0.1 / 3, rel=1e-3)
    assert found.result == "holds"


def test_an_organisation_is_not_counted_among_those_that_its_members_as_peers_share_r17() -> None:
    found = evaluate(parse("organisations(TUR, RUS) > peers(TUR, CIS) in 2010"), Panel.shipped(), memberships())
    assert found.result == "holds"  # counted with the CIS itself, which Türkiye cannot share, they would be equal
    own, peers = found.evidence
    assert (own.what, own.value) == ("organisations(TUR, RUS) apart from CIS", 12)
    assert set(peers.peers) >= {"KAZ", "BLR", "ARM"} and not {"TUR", "RUS"} & set(peers.peers)


def test_classes_over_a_span_are_decided_by_their_years_r6() -> None:
    rows = line("defence", "KAZ", "RUS", 1991, [0, 0, *[1] * 10])
    assert ask("defence(KAZ, RUS) = 1 from 1991 to 2002", rows).result == "holds"
    assert ask("defence(KAZ, RUS) = 0 from 1991 to 2002", rows).result == "fails"
    assert ask("defence(KAZ, RUS) = 1 from 1991 to 1994", rows).result == "undecided"


@pytest.mark.parametrize("relation", ["=", ">=", "<"])
def test_a_symmetric_pair_is_the_same_in_either_order(relation: str) -> None:
    with pytest.raises(InputError, match="a measure is compared with itself"):
        parse(f"agreement(TUR, USA) {relation} agreement(USA, TUR) in 2010")
    parse(f"trade(TUR, USA) {relation} trade(USA, TUR) in 2010")
