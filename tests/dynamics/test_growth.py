"""When organisations grew before: known enlargements, what came after, and what is refused."""

import json

import pytest
from click.testing import CliRunner

from multipolar.commands.precedents import command
from multipolar.dynamics.growth import growths, is_growth, parse_growth
from multipolar.errors import InputError
from multipolar.measures.panel import Panel


def test_known_enlargements_are_found() -> None:
    cases = growths(parse_growth("members(OTS) rises by 100% within 10 years"), Panel.shipped())
    found = {(case.organisation, case.first, case.last): case for case in cases}
    # Twelve members at the end of 1994, fifteen from 1995, twenty-five after 1 May 2004 (European Union).
    union = found["EU", 1994, 2004]
    assert (union.before, union.after, union.later) == (12, 25, 28)
    assert {"POL", "HUN", "SWE"} <= set(union.joined)
    assert union.left == ()
    # Five members until 2023, Egypt, Ethiopia, Iran and the United Arab Emirates from 2024 on.
    assert any(key[0] == "BRICS" and key[1] == 2023 for key in found)
    assert all(case.after >= 2 * case.before >= 6 for case in cases)


def test_ties_of_members_stand_beside_those_of_others() -> None:
    (union,) = [
        case
        for case in growths(parse_growth("members(EU) rises by 100% within 10 years"), Panel.shipped())
        if case.organisation == "EU"
    ]
    trade, votes = union.ties
    assert (trade.measure, votes.measure) == ("trade", "agreement")
    assert trade.sphere_before is not None
    assert trade.others_before is not None
    assert trade.sphere_before > 0.5 > trade.others_before
    assert votes.sphere_before is not None
    assert votes.sphere_before > 0.85


def test_bodies_shrink_too() -> None:
    cases = growths(parse_growth("members(ANDEAN) falls by 10% within 5 years"), Panel.shipped())
    assert all(case.after < case.before for case in cases)
    assert any(case.left for case in cases)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("members(OTS) doubles", "is no condition"),
        ("members(NOBODY) rises by 100% within 10 years", "no organisation has the key 'NOBODY'"),
        ("members(OTS) falls by 150% within 10 years", "a change by 150 %"),
        ("members(OTS) rises by 0% within 10 years", "a change by 0 %"),
        ("members(OTS) rises by 100% within 500 years", "a span of 500 years"),
    ],
)
def test_what_cannot_be_asked_is_refused(text: str, words: str) -> None:
    assert is_growth(text)
    with pytest.raises(InputError, match=words):
        parse_growth(text)


def test_the_command_lists_them_and_gives_rows() -> None:
    asked = "members(OTS) rises by 100% within 10 years"
    done = CliRunner().invoke(command, [asked])
    assert done.exit_code == 0, done.output
    assert "none of them of the one asked about" in done.output
    assert "European Union" in done.output
    rows = json.loads(CliRunner().invoke(command, [asked, "--json"]).stdout)
    assert {row["organisation"] for row in rows} >= {"EU", "BRICS", "NONALIGNED"}
    none = CliRunner().invoke(command, ["members(OTS) rises by 9000% within 1 years"])
    assert "no case in the record" in none.output
