from __future__ import annotations

import polars as pl
import pytest

from multipolar.measures import alliances
from multipolar.measures.panel import Panel


def at(measure: str, state: str, power: str, year: int) -> float | None:
    series = Panel.shipped().series(measure, state, power)
    found = series.values[series.years == year]
    return float(found[0]) if found.size else None


@pytest.mark.parametrize(
    ("state", "power", "year"),
    [("CAN", "USA", 2018), ("KAZ", "RUS", 2018), ("DEU", "USA", 1990), ("USA", "JPN", 2018), ("GBR", "FRA", 1950)],
)
def test_known_defence_pacts(state: str, power: str, year: int) -> None:
    assert at("defence", state, power, year) == 1


def test_obligations_are_directed() -> None:
    # the treaties of 1951 and 1960 bind the United States to defend Japan, not Japan to defend the United States
    assert at("defence", "USA", "JPN", 1955) == 1
    assert at("defence", "JPN", "USA", 1955) == 0


def test_a_broad_pledge_not_to_attack_is_no_defence_pact() -> None:
    assert at("nonaggression", "KAZ", "USA", 2000) == 1
    assert at("defence", "KAZ", "USA", 2000) == 0


def test_defence_is_left_open_after_a_dated_exit_from_the_collective_security_treaty() -> None:
    series = Panel.shipped().series("defence", "UZB", "RUS")
    held = dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
    assert [year for year in range(1992, 2019) if year not in held] == [*range(2000, 2006), *range(2013, 2019)]
    assert {held[year] for year in (1995, 1999, 2006, 2012)} == {1.0}
    assert at("nonaggression", "UZB", "RUS", 2015) == 1


def test_nothing_is_said_of_years_without_both_states() -> None:
    assert Panel.shipped().series("defence", "KAZ", "USA").years[0] == 1991
    assert Panel.shipped().series("defence", "KAZ", "USA").years[-1] == 2018
    assert Panel.shipped().series("defence", "TUR", "DEU").years.tolist().count(1950) == 0


def test_exits_are_left_open_and_touch_nothing_else() -> None:
    owed = pl.DataFrame(
        {
            "state1": ["AAA", "AAA", "BBB"],
            "state2": ["BBB", "CCC", "AAA"],
            "year": [2000, 2000, 2000],
            "defence": [1, 1, 0],
            "nonaggression": [1, 0, 1],
        }
    )
    gone = pl.DataFrame({"state1": ["AAA", "BBB"], "state2": ["BBB", "AAA"], "year": [2000, 2000]})
    found = alliances.without_exits(owed, gone).sort("state1", "state2")
    assert found["defence"].to_list() == [None, 1, 0]
    assert found["nonaggression"].to_list() == [1, 0, 1]


def test_exits_count_for_every_pair_that_the_treaty_joined() -> None:
    series = Panel.shipped().series("defence", "UZB", "ARM")
    held = dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
    assert held[2012] == 1
    assert not {2001, 2005, 2013, 2018} & set(held)


def test_a_pair_without_a_treaty_is_zero_only_where_both_were_states() -> None:
    series = Panel.shipped().series("defence", "KAZ", "BRA")
    assert series.years.tolist() == list(range(1991, 2019))
    assert set(series.values.tolist()) == {0.0}
