"""Precedents: known history is found, cases do not overlap, and few of them give no percentage."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from multipolar.cli import root
from multipolar.dynamics.conditions import Condition, parse_condition
from multipolar.dynamics.precedents import FEW, Case, Precedents, _periods, precedents
from multipolar.errors import InputError
from multipolar.measures.panel import Panel

FALLS = "capability(RUS) falls by 30% within 10 years"


@cache
def found(text: str = FALLS, strongest: int = 6) -> Precedents:
    return precedents(parse_condition(text), Panel.shipped(), strongest)


def case(state: str, year: int, text: str = FALLS) -> Case:
    (one,) = [c for c in found(text).cases if c.state == state and c.first <= year <= c.last]
    return one


def test_the_soviet_case_is_there_with_the_states_that_came_out_of_it() -> None:
    soviet = case("RUS", 1990)
    assert {"UKR", "KAZ", "UZB", "BLR"} <= set(soviet.succession)
    assert {"POL", "HUN", "ROU", "BGR"} <= set(soviet.bound)
    assert soviet.kept == 0
    assert soviet.change < -0.3


def test_the_defeats_of_the_world_wars_are_there() -> None:
    for state, year in (("RUS", 1917), ("DEU", 1919), ("DEU", 1943), ("FRA", 1940), ("JPN", 1945)):
        assert case(state, year).change <= -0.3


def test_successors_of_the_russian_empire() -> None:
    assert {"FIN", "EST", "LVA", "LTU", "POL"} <= set(case("RUS", 1917).succession)


def test_every_case_meets_its_condition_and_none_overlaps_another_of_its_state() -> None:
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in found().cases:
        assert one.after <= 0.7 * one.before
        assert 0 < one.last - one.first <= 10
        assert one.change == pytest.approx(one.after / one.before - 1)
        assert 0 <= one.kept <= one.asked <= len(one.bound)
        spans.setdefault(one.state, []).append((one.first, one.last))
    for own in spans.values():
        assert all(before[1] < after[0] for before, after in pairwise(sorted(own)))


def test_a_rise_is_found_too() -> None:
    """China's share of capability doubled from the fifties; Germany's more than doubled from 1933 to the war."""
    rises = found("milex_share(DEU) rises by 100% within 6 years")
    assert any(c.state == "DEU" and 1932 <= c.first <= 1936 for c in rises.cases)
    assert all(c.after >= 2 * c.before for c in rises.cases)


def test_fewer_comparable_states_give_fewer_cases() -> None:
    assert len(found(FALLS, 3).cases) < len(found(FALLS, 6).cases) < len(found(FALLS, 12).cases)


def test_overlapping_cases_are_of_one_time() -> None:
    assert _periods([(1900, 1905), (1904, 1907), (1907, 1908), (1910, 1911)]) == [1, 1, 1, 2]
    assert _periods([]) == []


def test_as_known_earlier_nothing_later_is_used() -> None:
    """Adding later years never changes an answer about the past."""
    then = precedents(parse_condition(FALLS), Panel.shipped().as_known(date(2008, 1, 1)), 6)
    assert then.until <= 2001
    now = {(c.state, c.first, c.last) for c in found().cases}
    assert {(c.state, c.first, c.last) for c in then.cases} <= now
    assert all(c.last <= then.until for c in then.cases)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("capability(RUS) falls", "is no condition"),
        ("capability(RUS) falls by 0% within 10 years", "a change by 0 %"),
        ("capability(RUS) falls by 100% within 10 years", "a change by 100 %"),
        ("capability(RUS) falls by 30% within 500 years", "a span of 500 years"),
        ("capability(RUS) falls by 30% within 0 years", "a span of 0 years"),
        ("trade(RUS) falls by 30% within 10 years", "is no size of one state"),
        ("polity(RUS) falls by 30% within 10 years", "is no size of one state"),
        ("magic(RUS) falls by 30% within 10 years", "no measure is called"),
        ("capability(ATL) falls by 30% within 10 years", "no state has the key"),
        ("capability(RUS) falls by NaN% within 10 years", "is no condition"),
        ("x" * 100_000, "is no condition"),
    ],
)
def test_what_is_no_condition_says_why(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_condition(text)


def test_a_condition_reads_back() -> None:
    told = parse_condition("  capability( RUS )  falls by 12.5%  within 1 year")
    assert told == Condition("capability", "RUS", True, 0.125, 1)
    assert parse_condition(str(told)) == told


def run(*words: str) -> Result:
    return CliRunner().invoke(root, ["precedents", *words])


def test_few_times_give_no_percentage_and_many_do() -> None:
    assert found(FALLS, 3).periods < FEW
    few, many = (run(FALLS, "--strongest", count).output for count in ("3", "6"))
    assert "no percentage is given" in few
    assert "no percentage is given" not in many
    assert "An order in time, not a cause." in many


def test_rows_and_charts_for_the_next_tool(tmp_path: Path) -> None:
    rows = json.loads(run(FALLS, "--strongest", "6", "--json").stdout)
    assert len(rows) == len(found().cases)
    assert run(FALLS, "-o", str(tmp_path / "p.csv")).exit_code == 0
    assert (tmp_path / "p.csv").read_text(encoding="utf-8").startswith("state,name,first,last")
    assert run(FALLS, "-o", str(tmp_path / "p.svg")).exit_code == 0
    assert "<svg" in (tmp_path / "p.svg").read_text(encoding="utf-8")


def test_nothing_found_is_said() -> None:
    assert "no case of one of" in run("capability(RUS) falls by 99% within 1 year").output
