from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.actors.registry import POWERS
from multipolar.measures import trade
from multipolar.measures.panel import Panel

FLOWS = {"state1": pl.String, "state2": pl.String, "year": pl.Int32, "flow1": pl.Float64, "flow2": pl.Float64}
TOTALS = {"state": pl.String, "year": pl.Int32, "total": pl.Float64}
Row = tuple[str, str, int, float | None, float | None]


def shares(flows: list[Row], totals: list[tuple[str, int, float | None]]) -> dict[tuple[str, str, int], float]:
    whole = trade.without_false_zeros(pl.DataFrame(flows, schema=FLOWS, orient="row"))
    table = trade.compute(trade.with_shares(whole, pl.DataFrame(totals, schema=TOTALS, orient="row")))
    return {(one, other, year): value for one, other, year, value in table.iter_rows() if other in ("USA", "RUS")}


BRAZIL: list[Row] = [("ARG", "BRA", 2000, 10.0, 30.0), ("BRA", "USA", 2000, 40.0, 20.0)]


def test_a_share_is_imports_plus_exports_over_the_larger_of_total_and_sum() -> None:
    assert shares(BRAZIL, [])["BRA", "USA", 2000] == 60 / 100
    assert shares(BRAZIL, [("BRA", 2000, 120.0)])["BRA", "USA", 2000] == 60 / 120
    assert shares(BRAZIL, [("BRA", 2000, 80.0)])["BRA", "USA", 2000] == 60 / 100


@pytest.mark.parametrize("total", [30.0, 210.0])
def test_a_total_that_the_flows_contradict_leaves_the_year_out(total: float) -> None:
    assert ("BRA", "USA", 2000) not in shares(BRAZIL, [("BRA", 2000, total)])


def test_the_sum_will_not_do_alone_while_west_germany_is_missing_from_it() -> None:
    old = [(one, other, 1975, *flows) for one, other, _, *flows in BRAZIL]
    assert ("BRA", "USA", 1975) not in shares(old, [])
    assert ("BRA", "USA", 1975) in shares(old, [("BRA", 1975, 110.0), ("USA", 1975, 100.0)])


def test_the_known_half_of_a_pair_counts_in_the_sum_and_takes_the_year_where_it_is_large() -> None:
    """Botswana's imports from South Africa are reported and its exports there are not: most trade is in doubt."""
    flows: list[Row] = [("BWA", "ZAF", 2010, 400.0, None), ("BWA", "USA", 2010, 50.0, 50.0)]
    assert ("BWA", "USA", 2010) not in shares(flows, [])
    small: list[Row] = [("BWA", "ZAF", 2010, 5.0, None), ("BWA", "USA", 2010, 50.0, 50.0)]
    small += [("BRA", "USA", 2010, 900.0, 900.0)]
    assert shares(small, [])["BWA", "USA", 2010] == 100 / 105


def test_the_interval_reaches_from_the_larger_account_to_the_smaller() -> None:
    panel = Panel.shipped()
    china = panel.series("trade", "CHN", "USA")
    at = china.years == 2010
    # two accounts of China's trade in 2010, million US dollars: the sum over partners, used, and the national total
    assert china.high[at] == pytest.approx(china.values[at])
    assert china.low[at] / china.values[at] == pytest.approx(3_211_059 / 3_802_631, rel=1e-3)
    other = panel.series("trade", "KAZ", "CHN")
    assert (other.low <= other.values).all()
    assert (other.values <= other.high + 1e-12).all()


def test_the_break_of_kyrgyzstan_with_china_stands_as_the_source_has_it() -> None:
    """Imports of 728 million dollars in 2008 and 5,752 in 2009: a change of report that the docs warn of."""
    series = Panel.shipped().series("trade", "KGZ", "CHN")
    held = dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
    assert held[2008] < 0.2
    assert held[2009] > 0.6


def test_one_missing_flow_makes_the_share_missing() -> None:
    assert not shares([("BRA", "USA", 2000, 40.0, None), ("BRA", "ARG", 2000, 100.0, 100.0)], [])


def test_a_partner_that_reports_nothing_for_a_year_takes_the_year_with_it() -> None:
    flows: list[Row] = [("BRA", "USA", year, 20.0, 20.0) for year in (2000, 2001)]
    flows += [("ARG", "BRA", 2000, 30.0, 30.0), ("ARG", "BRA", 2001, None, 30.0)]
    assert set(shares(flows, [])) == {("BRA", "USA", 2000), ("USA", "BRA", 2000)} - {("USA", "BRA", 2000)}


def test_a_zero_between_young_successor_states_is_missing_and_one_between_old_ones_is_not() -> None:
    flows: list[Row] = []
    for year in range(1992, 2000):
        flows += [("KAZ", "RUS", year, 0.0, 5.0), ("KAZ", "USA", year, 100.0, 100.0), ("RUS", "USA", year, 900.0, 1.0)]
    found = shares(flows, [])
    assert [year for year in range(1992, 2000) if ("KAZ", "RUS", year) in found] == [1998, 1999]
    assert found["KAZ", "RUS", 1998] == 5 / 205


def test_a_zero_in_one_year_between_two_of_much_trade_is_missing() -> None:
    flows: list[Row] = [("BRA", "USA", year, 0.0 if year == 2001 else 50.0, 50.0) for year in range(2000, 2003)]
    flows += [("ARG", "USA", year, 500.0, 500.0) for year in range(2000, 2003)]
    flows += [("BRA", "CHL", year, 900.0, 900.0) for year in range(2000, 2003)]
    assert sorted(year for one, _, year in shares(flows, []) if one == "BRA") == [2000, 2002]


flow = st.one_of(st.none(), st.integers(0, 10_000).map(float))
pairs = st.tuples(st.sampled_from("ABCD"), st.sampled_from(["USA", "RUS"]), st.integers(1990, 2000))


@given(
    st.dictionaries(pairs, st.tuples(flow, flow), max_size=40),
    st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.integers(1990, 2000)), st.floats(1, 40_000), max_size=20),
)
def test_shares_never_leave_the_bounds(
    flows: dict[tuple[str, str, int], tuple[float | None, float | None]], totals: dict[tuple[str, int], float]
) -> None:
    found = shares([(*pair, *both) for pair, both in flows.items()], [(*key, value) for key, value in totals.items()])
    assert all(0 <= value <= 1 for value in found.values())


def test_shipped_shares_stay_within_bounds_and_sum_to_no_more_than_one() -> None:
    panel = Panel.shipped()
    for state in ("USA", "KAZ", "CHN", "DEU", "CAN", "GBR"):
        by_year: dict[int, float] = {}
        for power in POWERS:
            series = panel.series("trade", state, power)
            assert ((series.values >= 0) & (series.values <= 1)).all()
            for year, value in zip(series.years.tolist(), series.values.tolist(), strict=True):
                by_year[year] = by_year.get(year, 0) + value
        assert max(by_year.values()) <= 1 + 1e-12


def test_kazakhstan_with_russia_begins_where_it_was_reported() -> None:
    panel = Panel.shipped()
    assert panel.series("trade", "KAZ", "RUS").years[0] == 1994
    # nor may the others look large because Russia is missing beside them
    assert panel.series("trade", "KAZ", "CHN").years[0] == 1994


@pytest.mark.parametrize(
    ("one", "other", "years"), [("USA", "GBR", range(1939, 1948)), ("FRA", "DEU", range(1960, 1990))]
)
def test_years_of_which_the_source_knows_too_little_are_missing(one: str, other: str, years: range) -> None:
    assert not set(Panel.shipped().series("trade", one, other).years.tolist()) & set(years)


def test_east_and_west_germany_have_keys_of_their_own() -> None:
    panel = Panel.shipped()
    assert panel.series("trade", "DDR", "RUS").years[-1] == 1989
    assert 1990 in panel.series("trade", "DEU", "USA").years
