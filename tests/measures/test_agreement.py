from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.measures.agreement import compute, wilson
from multipolar.measures.panel import Panel


def decade(one: str, other: str) -> tuple[float, int]:
    """Agreement over the 1980s, from the yearly shares and their numbers of shared votes."""
    series = Panel.shipped().series("agreement", one, other)
    inside = (series.years >= 1980) & (series.years <= 1989)
    same = np.rint(series.values[inside] * series.n[inside])
    return float(same.sum() / series.n[inside].sum()), int(series.n[inside].sum())


@pytest.mark.parametrize(
    ("one", "other", "share", "votes"),
    [
        ("USA", "RUS", 0.107, 1380),
        ("USA", "GBR", 0.602, 1387),
        ("DDR", "RUS", 0.986, 1382),
        ("CSK", "RUS", 0.991, None),
    ],
)
def test_known_agreement_of_the_1980s(one: str, other: str, share: float, votes: int | None) -> None:
    found, n = decade(one, other)
    assert round(found, 3) == share
    assert votes is None or n == votes


def test_agreement_is_the_same_from_either_side() -> None:
    panel = Panel.shipped()
    for one, other in (("USA", "RUS"), ("TUR", "CHN"), ("IND", "PAK")):
        there, back = panel.series("agreement", one, other), panel.series("agreement", other, one)
        assert there.years.tolist() == back.years.tolist()
        assert there.values.tolist() == back.values.tolist()


def test_the_seat_of_china_passes_in_1971() -> None:
    panel = Panel.shipped()
    assert panel.series("agreement", "TWN", "USA").years[-1] == 1971
    assert panel.series("agreement", "CHN", "USA").years[0] == 1971


def test_ukraine_and_belarus_voted_before_they_were_independent() -> None:
    panel = Panel.shipped()
    for state in ("UKR", "BLR"):
        assert panel.series("agreement", state, "RUS").years[0] == 1946


def test_a_year_that_is_not_over_in_the_source_is_not_covered() -> None:
    assert Panel.shipped().coverage("agreement").last == 2019


def test_the_votes_of_1990_are_those_of_one_germany_and_one_yemen() -> None:
    panel = Panel.shipped()
    for state in ("DEU", "YEM"):
        series = panel.series("agreement", state, "USA")
        assert (series.years == 1990).sum() == 1
        assert series.n[series.years == 1990] > 60


def test_wilson_interval_of_eight_in_ten() -> None:
    # R's binom.wilson(8, 10) of the package binom
    low, high = wilson(np.array([0.8]), np.array([10]))
    assert (low[0], high[0]) == pytest.approx((0.4901625, 0.9433178), abs=1e-7)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_interval_holds_the_share_and_stays_within_bounds(same_of: tuple[int, int]) -> None:
    same, n = same_of
    low, high = wilson(np.array([same / n]), np.array([n]))
    assert 0 <= low[0] <= same / n <= high[0] <= 1
    assert low[0] < high[0]


votes = st.dictionaries(
    st.tuples(st.sampled_from(["AAA", "BBB", "USA"]), st.integers(1, 12)), st.integers(1, 3), min_size=1, max_size=36
)


@given(votes)
def test_agreement_equals_a_count_by_hand(cast: dict[tuple[str, int], int]) -> None:
    year = {call: 2000 + call // 5 for call in range(1, 13)}
    rows = [(state, call, year[call], vote) for (state, call), vote in cast.items()]
    frame = pl.DataFrame(
        rows, schema={"state": pl.String, "rcid": pl.Int32, "year": pl.Int32, "vote": pl.Int8}, orient="row"
    )
    by_hand = {}
    for state in ("AAA", "BBB"):
        for when in set(year.values()):
            shared = [c for c in year if year[c] == when and (state, c) in cast and ("USA", c) in cast]
            if shared:
                same = sum(cast[state, c] == cast["USA", c] for c in shared)
                by_hand[state, when] = (same / len(shared), len(shared))
    if not any(state == "USA" for state, _ in cast):
        return
    found = compute(frame, ["USA"])
    assert {(r["state1"], r["year"]): (r["value"], r["n"]) for r in found.iter_rows(named=True)} == by_hand
