from __future__ import annotations

import polars as pl
import pytest

from multipolar.errors import DataError
from multipolar.world.exits import parted
from multipolar.world.tidy import SINCE, keyed, one_each


def frame(rows: list[tuple[int, int, float | None]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"ccode": pl.Int32, "year": pl.Int32, "value": pl.Float64}, orient="row")


def test_keys_follow_number_and_year() -> None:
    rows = keyed(frame([(345, 1980, 1.0), (345, 2000, 2.0), (345, 2010, 3.0)]), {"ccode": "state"}, dataset="test")
    assert rows.sort("year")["state"].to_list() == ["YUG", "SCG", "SRB"]


@pytest.mark.parametrize(("old", "new", "state"), [(260, 255, "DEU"), (678, 679, "YEM")])
def test_of_two_numbers_for_one_state_the_one_that_goes_on_counts_if_it_has_a_figure(
    old: int, new: int, state: str
) -> None:
    both = keyed(frame([(new, 1990, 2.0), (old, 1990, 1.0)]), {"ccode": "state"}, dataset="test")
    assert one_each(both, ["state", "year"], known=["value"]).rows() == [(1990, 2.0, state)]
    only_old = keyed(frame([(new, 1990, None), (old, 1990, 1.0)]), {"ccode": "state"}, dataset="test")
    assert one_each(only_old, ["state", "year"], known=["value"]).rows() == [(1990, 1.0, state)]


def test_numbers_that_stand_for_nothing_are_all_listed() -> None:
    with pytest.raises(DataError, match="test: COW numbers that stand for no state in their year: 1, 260, 999"):
        keyed(
            frame([(999, 1990, 1.0), (260, 2000, 1.0), (1, 1990, 1.0), (2, 1990, 1.0)]), {"ccode": "s"}, dataset="test"
        )


def test_states_of_the_nineteenth_century_are_keyed() -> None:
    rows = keyed(frame([(300, 1910, 1.0), (345, 1910, 1.0), (730, 1900, 1.0)]), {"ccode": "state"}, dataset="test")
    assert rows["state"].to_list() == ["XAH", "SRB", "XKO"]


def test_both_sides_of_a_pair_are_keyed() -> None:
    pairs = pl.DataFrame(
        {"a": [255, 260], "b": [2, 2], "year": [1990, 1990]}, schema={"a": pl.Int32, "b": pl.Int32, "year": pl.Int32}
    )
    rows = keyed(pairs, {"a": "state1", "b": "state2"}, dataset="test")
    assert rows.select("state1", "state2").unique().rows() == [("DEU", "USA")]
    assert rows[SINCE].n_unique() == 2


def test_uzbekistan_parted_from_the_collective_security_treaty_twice() -> None:
    pairs = parted("CSTO", range(1990, 2019))
    years = pairs.filter(pl.col("state1") == "UZB", pl.col("state2") == "RUS")["year"].sort().to_list()
    assert years == [*range(2000, 2006), *range(2013, 2019)]
    assert pairs.filter(pl.col("state1") == "KAZ", pl.col("state2") == "RUS").height == 0
