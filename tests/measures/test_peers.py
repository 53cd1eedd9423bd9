"""Peers, and where a number stands among them."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.errors import InputError
from multipolar.measures.panel import Panel, Slice
from multipolar.measures.peers import peers, standing
from multipolar.world.generation import Generation

EVERYBODY = set(Panel.shipped().world.states)


def cut(**values: float) -> Slice:
    nothing = np.full(len(values), np.nan)
    return Slice(tuple(values), np.array(list(values.values())), nothing, nothing)


def test_rank_median_and_distance() -> None:
    found = standing(cut(AAA=1, BBB=2, CCC=3, DDD=4, EEE=5, FFF=6, GGG=9), "BBB", ("GGG",))
    assert found is not None
    assert (found.rank, found.count, found.median, found.distance) == (5, 6, 4.0, -2.0)


def test_ties_share_the_better_rank() -> None:
    found = standing(cut(AAA=1, BBB=2, CCC=2), "BBB")
    assert found is not None
    assert found.rank == 1


def test_too_few_peers_have_no_median() -> None:
    found = standing(cut(AAA=1, BBB=2, CCC=3), "AAA")
    assert found is not None
    assert (found.rank, found.median, found.distance) == (3, None, None)


def test_without_a_value_there_is_no_standing() -> None:
    assert standing(cut(AAA=1, BBB=2), "CCC") is None


def test_the_default_is_the_subregion_and_the_region_where_it_is_small() -> None:
    panel = Panel.shipped()
    assert peers(panel, "TUR", "", EVERYBODY).name == "states of Western Asia (UN M49)"
    assert peers(panel, "USA", "", EVERYBODY).name == "states of Americas (UN M49)"


def test_named_peers() -> None:
    panel = Panel.shipped()
    assert peers(panel, "KAZ", "OTS", EVERYBODY).in_year(2022) == {"AZE", "KAZ", "KGZ", "TUR", "UZB"}
    assert peers(panel, "KAZ", "OTS", EVERYBODY).in_year(2005) == frozenset()
    assert peers(panel, "KAZ", "central-asia", EVERYBODY).in_year(2022) == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
    assert peers(panel, "KAZ", "UZB,TUR", EVERYBODY).in_year(1) == {"UZB", "TUR"}
    with pytest.raises(InputError, match="mixes states with others"):
        peers(panel, "KAZ", "UZB,OTS", EVERYBODY)
    with pytest.raises(InputError, match="need GDP per head: not covered: gdp_per_head does not ship"):
        peers(panel, "KAZ", "development", EVERYBODY).in_year(2010)


def test_peers_by_development(world: Generation) -> None:
    panel = Panel(world)
    found = peers(panel, "DEU", "development", EVERYBODY).in_year(2010)
    assert len(found) == 20
    assert {"FRA", "GBR"} <= found
    assert not {"ETH", "DEU", "AFG"} & found
