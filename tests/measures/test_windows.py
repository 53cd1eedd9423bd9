"""Votes over windows: spans as a whole, sessions, and any contested pair."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from multipolar.errors import InputError
from multipolar.measures import ballots
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.measures.peers import standing
from multipolar.measures.table import Selection
from multipolar.measures.votes import CELLS
from multipolar.measures.windows import BY_RESOLUTION, BY_YEAR, pooled
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
    found = Panel(world).series("vote_s", "USA", "RUS", by="session")
    assert (found.years[0], found.n[0]) == (1, 43)
    assert found.values[0] == pytest.approx(-0.44186047011627897, abs=1e-8)
    assert (found.years[-1], found.n[-1]) == (74, 87)  # with the roll call of January 2020
    with pytest.raises(InputError, match="sessions need the ballots, which do not ship"):
        Panel.shipped().series("agreement", "USA", "RUS", by="session")


def test_sessions_have_standings_and_end_with_what_was_known(world: Generation) -> None:
    cut = Panel(world).slice("agreement", 40, "USA", by="session")
    found = standing(cut, "GBR", ("USA",))
    assert found is not None
    assert found.rank <= 3
    known = Panel(world).as_known(date(1990, 6, 1)).series("agreement", "USA", "GBR", by="session")
    assert known.years[-1] == 1989 - 1945


def test_any_two_powers_may_contest(world: Generation) -> None:
    kept = Panel.shipped().series("agreement", "KAZ", "CHN", votes="contested-CHN-USA")
    turned = Panel.shipped().series("agreement", "KAZ", "CHN", votes="contested-USA-CHN")
    assert turned.values.tolist() == kept.values.tolist()
    made = ballots.table(world, "contested-CHN-USA", "year")
    places = made.select(Selection(made.codes(("KAZ",)), made.codes(("CHN",)), 1946, 2019))
    counts = np.stack([made.columns[name][places.rows] for name in CELLS]).sum(axis=0)
    assert counts.tolist() == kept.n.tolist()
    between = Panel(world).series("agreement", "KAZ", "IND", votes="contested-USA-IND")
    assert between.years[0] == 1992
    cut = Panel(world).slice("agreement", 2015, "IND", votes="contested-IND-USA")
    assert len(cut.states) > 150
    for wrong in ("contested-IND", "contested-USA-USA", "contested-USA-XXX", "contested-usa-ind"):
        with pytest.raises(InputError):
            Panel(world).series("agreement", "KAZ", "IND", votes=wrong)
