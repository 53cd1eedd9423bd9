from __future__ import annotations

from datetime import date

import polars as pl

from multipolar.sources import states
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


def test_the_list_ends_in_2016_with_195_states() -> None:
    frame = states.read(FOLDER)
    assert frame["end"].max() == date(*states.LAST_DAY)
    assert frame.filter(pl.col("end") == date(*states.LAST_DAY)).height == 195
    assert one_row_each(frame, "ccode", "start")
    assert (frame["start"] < frame["end"]).all()


def test_germany_was_two_states_from_1949_to_1990() -> None:
    frame = states.read(FOLDER)
    assert frame.filter(pl.col("ccode") == 255)["start"].to_list() == [date(1816, 1, 1), date(1990, 10, 3)]
    assert row(frame, ccode=265)["end"] == date(1990, 10, 2)


def test_major_powers() -> None:
    majors = states.read_majors(FOLDER)
    now = majors.filter(pl.col("end") == date(*states.LAST_DAY))
    assert sorted(now["ccode"]) == [2, 200, 220, 255, 365, 710, 740]
    assert row(majors, ccode=2)["start"] == date(1898, 8, 13)
    assert row(majors, ccode=300)["end"] == date(1918, 11, 3)
