from __future__ import annotations

from datetime import date

import polars as pl

from multipolar.sources import contiguity
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each

pytestmark = needs_sources


def neighbours(ccode: int, kind: int, day: date) -> set[int]:
    frame = contiguity.read(FOLDER)
    held = frame.filter(
        pl.col("ccode1") == ccode, pl.col("conttype") == kind, pl.col("start") <= day, pl.col("end") >= day
    )
    return set(held["ccode2"])


def test_the_united_states_border_on_canada_and_mexico() -> None:
    assert neighbours(2, contiguity.LAND, date(2016, 12, 1)) == {20, 70}


def test_the_united_states_and_the_soviet_union_are_contiguous_across_the_strait_since_alaska_is_a_state() -> None:
    assert 365 in neighbours(2, 2, date(1959, 1, 1))
    assert all(365 not in neighbours(2, kind, date(1958, 12, 1)) for kind in range(1, 6))


def test_spells_are_in_both_orders_and_of_a_known_kind() -> None:
    frame = contiguity.read(FOLDER)
    assert one_row_each(frame, "ccode1", "ccode2", "start")
    assert set(frame["conttype"].unique()) == {1, 2, 3, 4, 5}
    assert (frame["start"] <= frame["end"]).all()
    turned = frame.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(frame.columns)
    order = ["ccode1", "ccode2", "start"]
    assert frame.sort(order).equals(turned.sort(order))
