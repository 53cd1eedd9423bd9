"""Memberships told in passing: rows of a text, and never propositions."""

from __future__ import annotations

from datetime import date

import pytest

from multipolar.checking.examine import compiled, examine
from multipolar.reading.document import Reading
from multipolar.reading.read import read


def reading_of(sentence: str) -> Reading:
    return read(f"Comment:\n\nAllies and rivals met at the United Nations. {sentence}", published=date(2021, 6, 1))


def roles(sentence: str) -> set[tuple[str, str, str]]:
    return {(r.actor, r.organisation, r.role) for r in reading_of(sentence).roles}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "NATO counts Bahrain and Kuwait among its partners.",
            {("BHR", "NATO", "partner"), ("KWT", "NATO", "partner")},
        ),
        (
            "The Eurasian Economic Union, of which Russia and Armenia are members, trades little.",
            {("RUS", "EAEU", "full"), ("ARM", "EAEU", "full")},
        ),
        (
            "GUAM, whose members Georgia and Moldova have a charter, is alive.",
            {("GEO", "GUAM", "full"), ("MDA", "GUAM", "full")},
        ),
        ("Jordan, in the Arab League from the start, lives on grants.", {("JOR", "LAS", "full")}),
        ("NATO's newest member, North Macedonia, is small.", {("MKD", "NATO", "full")}),
        ("Mercosur suspended Paraguay last week.", {("PRY", "MERCOSUR", "suspended")}),
    ],
)
def test_a_role_is_read_from_many_wordings(sentence: str, expected: set[tuple[str, str, str]]) -> None:
    assert roles(sentence) >= expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Ukraine wants to be a member of NATO.",
        "Most members of the African Union, Kenya said, are poor.",
        "Turkey would be a strange member of the European Union.",
        "Serbia, a former member of nothing, rejects NATO.",
        "If Georgia were a member of NATO, Russia would object.",
        "Britain left the European Union last year.",
    ],
)
def test_what_is_wished_denied_or_over_is_no_role(sentence: str) -> None:
    assert roles(sentence) == set()


def test_what_is_told_in_passing_is_no_proposition() -> None:
    reading = reading_of("NATO's newest member, North Macedonia, is small.")
    loose = [r for r in reading.roles if not r.exact]
    assert [(r.actor, r.organisation) for r in loose] == [("MKD", "NATO")]
    assert not [a for c in reading.claims for a in c.assertions if a.relation == "membership"]
    assert not any(claim.candidates for claim in compiled(reading))


def test_what_is_told_in_passing_is_not_held_against_the_record() -> None:
    reading = reading_of("NATO's newest member, North Macedonia, is small. Turkey joined NATO in 1952.")
    checked = [(role.statement.actor, role.statement.organisation) for role in examine(reading).roles]
    assert checked == [("TUR", "NATO")]
