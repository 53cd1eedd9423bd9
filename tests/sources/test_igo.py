"""Membership counts are those of the organisations' own histories."""

from __future__ import annotations

import polars as pl
import pytest

from multipolar.sources import igo
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


@pytest.fixture(scope="module")
def memberships() -> pl.DataFrame:
    return igo.read(FOLDER)


@pytest.mark.parametrize(
    ("body", "year", "members"),
    [("nato", 1950, 12), ("nato", 1952, 14), ("nato", 1999, 19), ("nato", 2014, 28), ("un", 2011, 193)],
)
def test_organisations_have_as_many_full_members_as_they_had(
    memberships: pl.DataFrame, body: str, year: int, members: int
) -> None:
    held = memberships.filter(pl.col("igo") == body, pl.col("year") == year, pl.col("role") == "full")
    assert held.height == members


def test_every_membership_is_once_and_of_a_described_organisation(memberships: pl.DataFrame) -> None:
    assert one_row_each(memberships, "ccode", "year", "igo")
    assert set(memberships["role"].unique()) == set(igo.ROLES)
    assert memberships["year"].n_unique() == 199
    bodies = igo.read_organisations(FOLDER)
    assert one_row_each(bodies, "igo")
    assert one_row_each(bodies, "ionum")
    assert set(memberships["igo"].unique()) == set(bodies["igo"])


def test_nato_is_a_political_organisation_of_1949() -> None:
    nato = row(igo.read_organisations(FOLDER), igo="nato")
    assert nato["ionum"] == 3700
    assert (nato["start"], nato["end"]) == (1949, None)
    assert (nato["political"], nato["economic"]) == (True, False)


def test_shared_organisations_are_those_in_which_both_are_full_members(memberships: pl.DataFrame) -> None:
    shared = igo.read_shared(FOLDER)
    assert one_row_each(shared, "ccode1", "ccode2", "year")
    assert (shared["ccode1"] < shared["ccode2"]).all()
    for year, most in ((1900, 0), (1938, 0), (1990, 1), (2010, 3)):
        full = memberships.filter(pl.col("year") == year, pl.col("role") == "full")
        pairs = full.join(full, on="igo", suffix="2").group_by(ccode1="ccode", ccode2="ccode2").len()
        told = shared.filter(pl.col("year") == year).join(pairs, on=["ccode1", "ccode2"], how="left")
        more = told["shared"] - told["len"].fill_null(0).cast(pl.Int32)
        assert more.is_between(0, most).all(), year


def test_the_counts_of_a_state_are_those_of_its_memberships(memberships: pl.DataFrame) -> None:
    counts = igo.read_counts(FOLDER)
    assert one_row_each(counts, "ccode", "year")
    full = memberships.filter(pl.col("role") == "full").group_by("ccode", "year").len()
    told = counts.join(full, on=["ccode", "year"], how="left")
    assert (told["full"] == told["len"].fill_null(0)).all()
