"""Shared organisations: counted and weighed from the record, as of a day and as known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.actors.record import current, memberships, registry
from multipolar.measures import organisations
from multipolar.measures.panel import Panel

STATES = ("KAZ", "UZB", "TUR", "HUN", "USA", "RUS")


def at(measure: str, one: str, other: str, year: int, **asked: tuple[str, ...]) -> float:
    series = Panel.shipped().series(measure, one, other, **asked)  # type: ignore[arg-type]
    return float(series.values[series.years == year][0])


@settings(max_examples=25, deadline=None)
@given(st.sampled_from(STATES), st.sampled_from(STATES), st.integers(1950, 2025))
def test_the_count_is_that_of_the_record(one: str, other: str, year: int) -> None:
    series = Panel.shipped().series("organisations", one, other)
    found = dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
    day = date(year, 12, 31)
    if one == other or not all(registry().states[key].exists(day) for key in (one, other)):
        assert year not in found
        return
    held = [
        {
            m.organisation
            for m in memberships().of(key, day)
            if m.role == "full" and m.organisation in registry().organisations
        }
        for key in (one, other)
    ]
    assert found[year] == len(held[0] & held[1])


def test_the_turkic_organisation_counts_which_the_cow_data_has_not() -> None:
    assert at("organisations", "KAZ", "TUR", 2012) - at("organisations", "KAZ", "TUR", 2012, without=("OTS",)) == 1


def test_an_organisation_can_be_left_out_of_its_own_evidence() -> None:
    whole = at("organisations", "FRA", "DEU", 2020)
    assert at("organisations", "FRA", "DEU", 2020, without=("EU", "NATO")) == whole - 2


def test_a_universal_body_says_little_and_a_rare_one_much() -> None:
    held = np.zeros((100, 3), dtype=bool)
    held[:, 0] = True
    held[:10, 1] = True
    weights = organisations.weights(held, 100, "rarity")
    assert weights.tolist() == pytest.approx([0, 1, 0])
    assert organisations.weights(held, 100, "count").tolist() == [1, 1, 1]
    without_un = at("organisations_rare", "FRA", "DEU", 2020, without=("UN",))
    assert at("organisations_rare", "FRA", "DEU", 2020) - without_un < 0.05


def test_a_year_that_is_not_over_is_not_counted() -> None:
    assert Panel.shipped().series("organisations", "FRA", "DEU").years[-1] == date.today().year - 1
    known = Panel.shipped().as_known(date(2010, 6, 1)).series("organisations", "FRA", "DEU")
    assert known.years[-1] == 2009


@settings(max_examples=15, deadline=None)
@given(st.dates(date(1995, 1, 1), date(2025, 1, 1)), st.sampled_from(STATES))
def test_what_was_known_then_rests_on_nothing_later(day: date, state: str) -> None:
    then = Panel.shipped().as_known(day).series("organisations", state, "POL")
    _, held = organisations.members(current(), [state, "POL"], range(1990, (day + timedelta(1)).year), as_known=day)
    values = (held[:, 0] & held[:, 1]).sum(axis=1)
    assert then.values[then.years >= 1990].tolist() == values[-len(then.values[then.years >= 1990]) :].tolist()
    later = Panel.shipped().as_known(date(2025, 12, 31)).series("organisations", state, "POL")
    assert set(then.years.tolist()) <= set(later.years.tolist())
