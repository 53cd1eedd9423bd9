from __future__ import annotations

import polars as pl

from multipolar.sources import disputes
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


def test_disputes_are_covered_to_2010_and_missing_values_are_null() -> None:
    frame = disputes.read(FOLDER)
    assert frame["year"].max() == disputes.DATASET.covers[1] == 2010
    assert one_row_each(frame, "ccode1", "ccode2", "year")
    assert not frame.select((pl.all() == disputes.MISSING).any()).row(0).count(True)
    assert frame["fatality"].null_count() == 366
    assert frame["stmon"].drop_nulls().is_between(1, 12).all()


def test_the_united_states_and_japan_were_at_war_in_1942() -> None:
    war = row(disputes.read(FOLDER), ccode1=2, ccode2=740, year=1942)
    assert (war["hostlev1"], war["hostlev2"], war["hostlev"], war["fatality"]) == (5, 5, 5, 6)
    assert war["dispnum"] == 258


def test_each_side_sees_what_the_other_does() -> None:
    frame = disputes.read(FOLDER)
    swap = {name: name[:-1] + ("2" if name[-1] == "1" else "1") for name in frame.columns if name[-1] in "12"}
    order = ["ccode1", "ccode2", "year"]
    assert frame.sort(order).equals(frame.rename(swap).select(frame.columns).sort(order))
