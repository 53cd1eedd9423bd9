from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar import facts
from multipolar.dates import parse
from multipolar.measures.catalogue import MEASURES, RECORD
from multipolar.measures.panel import Panel
from multipolar.measures.releases import last_known_year

SHIPPED = sorted(name for name in Panel.shipped().measures if MEASURES[name].dataset != RECORD)
"""The measures that rest on a dataset."""

days = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("dataset", "day", "year"),
    [
        ("v-dem", date(2025, 3, 12), 2023),
        ("v-dem", date(2025, 3, 13), 2024),
        ("v-dem", date(2022, 3, 30), 2020),
        ("v-dem", date(2022, 3, 31), 2021),
        ("cow-nmc", date(2021, 7, 21), 2012),
        ("cow-nmc", date(2021, 7, 22), 2016),
        ("cow-trade", date(2016, 12, 30), 2009),
        ("cow-trade", date(2016, 12, 31), 2014),
        ("atop", date(2001, 1, 1), None),
        ("un-votes", date(1989, 12, 31), 1988),
        ("un-votes", date(1990, 1, 1), 1989),
        ("nothing of that name", date(2020, 1, 1), None),
    ],
)
def test_what_was_public_on_a_day(dataset: str, day: date, year: int | None) -> None:
    assert last_known_year(dataset, day) == year


def test_every_dataset_has_its_releases_and_the_last_covers_what_ships() -> None:
    panel = Panel.shipped()
    for name in SHIPPED:
        last = panel.coverage(name).last
        assert last is not None
        assert last_known_year(MEASURES[name].dataset, date(2026, 12, 31)) == last


@given(days, st.sampled_from(SHIPPED))
def test_as_known_shows_no_year_that_no_release_covered(day: date, name: str) -> None:
    released = [
        int(row["covers_to"])
        for row in facts.rows("releases")
        if row["dataset"] == MEASURES[name].dataset and parse(row["released_on"]).last <= day
    ]
    panel = Panel.shipped().as_known(day)
    series = panel.series(name, "KAZ", "RUS") if MEASURES[name].dyadic else panel.series(name, "KAZ")
    coverage = panel.coverage(name)
    if not released:
        assert len(series) == 0
        assert str(day) in series.reason
        assert coverage.last is None
    else:
        assert coverage.last is not None
        assert coverage.last <= max(released)
        assert not len(series) or series.years[-1] <= max(released)


@given(days, st.integers(0, 4000), st.sampled_from(SHIPPED))
def test_knowing_more_adds_years_and_changes_none(day: date, later: int, name: str) -> None:
    shipped, power = Panel.shipped(), (["RUS"] if MEASURES[name].dyadic else [])
    before = shipped.as_known(day).series(name, "KAZ", *power)
    after = shipped.as_known(day + timedelta(days=later)).series(name, "KAZ", *power)
    assert before.years.tolist() == after.years.tolist()[: len(before)]
    assert before.values.tolist() == after.values.tolist()[: len(before)]


@given(days, st.integers(1900, 2025))
def test_a_slice_of_a_year_that_was_not_known_is_empty(day: date, year: int) -> None:
    panel = Panel.shipped().as_known(day)
    known = last_known_year("cow-nmc", day)
    assert bool(panel.slice("capability", year).states) == (known is not None and year <= min(known, 2022))
