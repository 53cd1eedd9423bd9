"""Facts about publishers: found by any of their names, sourced, and without a word of judgement."""

from __future__ import annotations

from datetime import date

import pytest

from multipolar import facts
from multipolar.actors.publishers import publisher
from multipolar.actors.record import registry
from multipolar.briefs.compose import compose
from multipolar.briefs.words import on_publisher
from multipolar.checking.examine import examine
from multipolar.reading import read
from multipolar.reading.intake import Intake


@pytest.mark.parametrize(
    ("name", "kind", "state"),
    [
        ("Xinhua", "news agency", "CHN"),
        ("New China News Agency", "news agency", "CHN"),
        ("tass.com", "news agency", "RUS"),
        ("DEUTSCHE WELLE", "broadcaster", "DEU"),
        ("Guardian", "newspaper", "GBR"),
        ("the Guardian", "newspaper", "GBR"),
        ("Stockholm International Peace Research Institute", "think tank", "SWE"),
    ],
)
def test_a_publisher_is_found_by_any_of_its_names(name: str, kind: str, state: str) -> None:
    found = publisher(name)
    assert found is not None
    assert (found.kind, found.state) == (kind, state)


@pytest.mark.parametrize("name", ["", "The Lantern Quarterly", "a guardian of peace", "Reuters Institute"])
def test_nothing_is_told_of_who_is_not_on_record(name: str) -> None:
    assert publisher(name) is None


def test_every_row_has_a_source_and_no_judgement() -> None:
    sources = {row["key"] for row in facts.rows("sources")}
    judging = ("propagand", "mouthpiece", "reliab", "credib", "biased", "respected", "notorious", "unbiased", "trusted")
    for row in facts.rows("publishers"):
        assert row["source"] in sources
        assert not row["state"] or row["state"] in registry().states
        assert not [word for word in judging if word in f"{row['operator']} {row['note']}".casefold()]


def test_no_name_stands_for_two_publishers() -> None:
    """The first row of a name would else hide the others."""
    for row in facts.rows("publishers"):
        for name in (row["name"], row["host"], *filter(None, row["aliases"].split(";"))):
            found = publisher(name)
            assert found is not None
            assert found.name == row["name"], name


TEXT = "Comment: a summit\n\nMost members of the Organization of Turkic States are members of the CIS.\n"


def test_the_brief_tells_it_and_the_verdicts_do_not_change() -> None:
    made = {
        name: compose(examine(read(Intake(TEXT, publisher=name), published=date(2022, 11, 15)), today=date(2026, 1, 1)))
        for name in ("TASS", "The Lantern Quarterly")
    }
    assert len({tuple(claim.verdict for claim in brief.claims) for brief in made.values()}) == 1
    told = made["TASS"].document.on_publisher
    assert told is not None
    assert "seat in Russia" in on_publisher(told)
    assert told.source in {row.key for row in made["TASS"].sources}
    assert made["The Lantern Quarterly"].document.on_publisher is None
