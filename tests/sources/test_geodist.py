from __future__ import annotations

import polars as pl

from multipolar.sources import geodist
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


def test_every_pair_of_current_codes_is_there_once() -> None:
    frame = geodist.read(FOLDER)
    assert one_row_each(frame, "iso3_o", "iso3_d")
    codes = set(frame["iso3_o"])
    assert codes == set(frame["iso3_d"])
    assert frame.height == len(codes) ** 2 == 223**2
    assert {"ROU", "COD", "TLS", "PSE", "SRB"} <= codes
    assert not {"ROM", "ZAR", "TMP", "PAL", "YUG", "ANT"} & codes


def test_known_distances_and_ties() -> None:
    frame = geodist.read(FOLDER)
    canada = row(frame, iso3_o="USA", iso3_d="CAN")
    assert (canada["contig"], canada["comlang_off"]) == (1, 1)
    assert 700 < canada["distcap"] < 760  # Washington to Ottawa
    assert row(frame, iso3_o="IND", iso3_d="GBR")["colony"] == 1
    assert (
        row(frame, iso3_o="KAZ", iso3_d="KGZ")["comcol"] == 0 or row(frame, iso3_o="KAZ", iso3_d="RUS")["contig"] == 1
    )


def test_distances_are_the_same_both_ways() -> None:
    frame = geodist.read(FOLDER)
    both = frame.join(frame, left_on=["iso3_o", "iso3_d"], right_on=["iso3_d", "iso3_o"], suffix="_back")
    for column in ("dist", "distcap", "contig", "colony", "comlang_off"):
        assert (both[column] == both[f"{column}_back"]).all()
    assert (both["distw"] - both["distw_back"]).abs().max() < 0.1
    assert both.filter(pl.col("smctry") != pl.col("smctry_back")).height == 66
