"""Similarity of votes: known counts of the first session and of the 1980s, and what holds of any votes."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from multipolar.measures.similarity import MEASURES, Tables, contingency, pair_tables
from multipolar.measures.votes import similarity
from tests.shared import shared


@pytest.fixture(scope="module")
def sessions() -> pl.DataFrame:
    code = {"yes": 1, "abstain": 2, "no": 3}
    votes = pl.read_parquet(shared("data/un_votes.parquet"), columns=["rcid", "session", "ccode", "vote"])
    cast = votes.with_columns(pl.col("vote").cast(pl.String).replace_strict(code, default=0, return_dtype=pl.Int8))
    named = cast.filter(pl.col("vote") > 0).with_columns(state=pl.col("ccode").cast(pl.String).str.zfill(3))
    return similarity(named, "session")


def pair(sessions: pl.DataFrame, one: int, other: int) -> pl.DataFrame:
    return sessions.filter(pl.col("state1") == f"{one:03}", pl.col("state2") == f"{other:03}")


def test_the_first_session_is_as_recorded(sessions: pl.DataFrame) -> None:
    expected = json.loads(shared("gold/measure_expected.json").read_text("utf-8"))["similarity"]["un_session1_pairs"]
    for name, other in (("US-USSR", 365), ("US-UK", 200)):
        found = pair(sessions, 2, other).row(0, named=True)
        assert found["session"] == 1
        assert found["n"] == expected[name]["n"]
        assert found["s_absolute"] == pytest.approx(expected[name]["S_abs"], abs=1e-8)


def test_the_superpowers_in_the_1980s(sessions: pl.DataFrame) -> None:
    """The Soviet Union agreed with the United States on one vote in ten, with East Germany on almost all."""
    for one, other, share, calls in ((2, 365, 0.107, 1380), (2, 200, 0.602, None), (265, 365, 0.986, None)):
        years = pair(sessions, one, other).filter(pl.col("session").is_between(35, 44))
        n = years["n"].sum()
        assert (years["agreement"] * years["n"]).sum() / n == pytest.approx(share, abs=0.01)
        assert calls is None or abs(n - calls) < 60


def test_every_pair_that_shares_a_vote_in_a_session_has_one_row(sessions: pl.DataFrame) -> None:
    assert sessions.height == 826_638
    assert sessions.select("state1", "state2", "session").is_unique().all()
    assert (sessions["state1"] < sessions["state2"]).all()
    assert (sessions["n"] > 0).all()


@given(arrays(np.int8, (5, 12), elements=st.integers(0, 3)))
def test_a_pair_among_many_is_as_the_pair_alone(cast: np.ndarray[tuple[int, int], np.dtype[np.int8]]) -> None:
    tables, one, other = pair_tables(cast, 3)
    for place, (i, j) in enumerate(zip(one, other, strict=True)):
        both = (cast[i] > 0) & (cast[j] > 0)
        alone = contingency(cast[i][both], cast[j][both], [1, 2, 3])
        assert np.array_equal(tables[:, :, place], alone)
        for measure in MEASURES.values():
            assert np.allclose(measure(Tables(tables))[place], measure(Tables(alone)), equal_nan=True)
