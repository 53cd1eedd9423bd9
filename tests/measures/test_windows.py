"""Votes over windows: spans as a whole, sessions, and any contested pair."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.errors import InputError
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.measures.windows import BY_RESOLUTION, BY_YEAR, by_session, by_year, pooled
from multipolar.world.generation import Generation

AGREEMENT = MEASURES["agreement"]


@pytest.mark.parametrize(
    ("one", "other", "share", "n"),
    [
        ("USA", "RUS", 0.107, 1380),
        ("USA", "GBR", 0.602, 1387),
        ("DDR", "RUS", 0.986, 1382),
        ("CSK", "RUS", 0.991, None),
    ],
)
def test_known_agreement_of_the_1980s(one: str, other: str, share: float, n: int | None) -> None:
    found = pooled(Panel.shipped(), AGREEMENT, one, other, 1980, 1989, "all")
    assert found is not None
    assert round(found.value, 3) == share
    assert n is None or found.n == n
    assert found.low < found.value < found.high
    assert found.error == BY_YEAR


def test_the_ballots_give_the_same_value_and_a_narrower_interval(world: Generation) -> None:
    wide = pooled(Panel.shipped(), AGREEMENT, "USA", "RUS", 1980, 1989, "all")
    exact = pooled(Panel(world), AGREEMENT, "USA", "RUS", 1980, 1989, "all")
    assert wide is not None
    assert exact is not None
    assert (exact.value, exact.n, exact.error) == (wide.value, wide.n, BY_RESOLUTION)
    assert wide.low < exact.low < exact.value < exact.high < wide.high


def test_every_similarity_pools(world: Generation) -> None:
    for name in ("vote_s", "vote_kappa", "vote_pi", "vote_tau_b", "vote_a"):
        measure = MEASURES[name]
        one, other = (
            pooled(Panel(w), measure, "KAZ", "RUS", 2000, 2009, "all") for w in (world, Panel.shipped().world)
        )
        assert one is not None
        assert other is not None
        assert one.value == pytest.approx(other.value)
        assert one.low < one.value < one.high


def test_no_shared_vote_is_no_window(world: Generation) -> None:
    for panel in (Panel(world), Panel.shipped()):
        assert pooled(panel, AGREEMENT, "KAZ", "DDR", 1946, 2019, "all") is None


def test_sessions_are_those_of_the_assembly(world: Generation) -> None:
    """Known of the first session: the United States and the Soviet Union shared 43 votes, S is -.44."""
    found = by_session(Panel(world), MEASURES["vote_s"], "USA", "RUS", "all")
    assert (found[0].first, found[0].n) == (1, 43)
    assert found[0].value == pytest.approx(-0.44186046511627897, abs=1e-8)
    assert len({window.first for window in found}) == len(found)
    with pytest.raises(InputError, match="needs the ballots, which do not ship"):
        by_session(Panel.shipped(), AGREEMENT, "USA", "RUS", "all")


def test_any_two_powers_may_contest(world: Generation) -> None:
    kept = Panel.shipped().series("agreement", "KAZ", "CHN", votes="contested-CHN-USA")
    found = by_year(Panel(world), AGREEMENT, "KAZ", "CHN", "contested-CHN-USA")
    assert [window.first for window in found] == kept.years.tolist()
    assert np.allclose([window.value for window in found], kept.values)
    between = by_year(Panel(world), AGREEMENT, "KAZ", "IND", "contested-IND-USA")
    assert all(0 <= window.value <= 1 for window in between)
    with pytest.raises(InputError, match="Write one of all, important"):
        by_year(Panel(world), AGREEMENT, "KAZ", "IND", "contested-IND")
