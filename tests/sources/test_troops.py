from __future__ import annotations

import polars as pl
import pytest

from multipolar.sources import states, troops
from tests.source_files import FOLDER, needs_sources
from tests.sources.facts import one_row_each, row

pytestmark = needs_sources


@pytest.fixture(scope="module")
def hosts() -> pl.DataFrame:
    return troops.read(FOLDER)


def test_germany_hosts_tens_of_thousands(hosts: pl.DataFrame) -> None:
    germany = hosts.filter(pl.col("ccode") == 260)
    assert sorted(germany["year"]) == list(range(1950, 2026))
    assert germany["troops"].min() > 30_000
    assert row(hosts, ccode=260, year=2025) == {
        "ccode": 260,
        "year": 2025,
        "troops": 36_436,
        "month": 12,
        "source": "December 2025",
        "inflated": False,
    }


@pytest.mark.parametrize(
    ("ccode", "year", "least"),
    [(645, 2003, 130_000), (700, 2005, 19_000), (740, 2004, 36_000), (740, 2022, 50_000), (260, 2003, 70_000)],
)
def test_a_hole_in_a_report_is_no_withdrawal(hosts: pl.DataFrame, ccode: int, year: int, least: int) -> None:
    assert row(hosts, ccode=ccode, year=year)["troops"] >= least


def test_hosts_are_states_other_than_the_united_states_once_a_year(hosts: pl.DataFrame) -> None:
    assert one_row_each(hosts, "ccode", "year")
    assert hosts["troops"].null_count() == 0
    assert set(hosts["ccode"]) <= set(states.read(FOLDER)["ccode"]) - {troops.UNITED_STATES}
    unknown = hosts.filter(pl.col("troops") == 0)
    assert unknown["month"].null_count() == unknown.height
    assert set(hosts["month"].drop_nulls()) <= {3, 6, 9, 12}


def test_figures_that_are_counted_twice_are_marked(hosts: pl.DataFrame) -> None:
    korea = row(hosts, ccode=732, year=2013)
    assert korea["troops"] > 55_000  # about 28,500 were there
    assert korea["inflated"]
    assert row(hosts, ccode=817, year=1968)["inflated"]  # about 537,000 were in Vietnam at most
    assert row(hosts, ccode=260, year=1953)["inflated"]
    marked = hosts.filter(pl.col("inflated"), pl.col("year") > 1956).with_columns(even=pl.col("troops") % 2 == 0)
    assert marked["even"].mean() > 0.99
    other = hosts.filter(~pl.col("inflated"), pl.col("troops") > 0).with_columns(even=pl.col("troops") % 2 == 0)
    assert 0.45 < other["even"].mean() < 0.55
