"""The reader on documents annotated without sight of its rules, half of them held out (tests/corpus/README.md).

The floors are a little below what it reaches now: a change that loses ground fails here. docs/evaluation.md has the
figures and how far they are from what is wanted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from multipolar.reading.read import read
from tests.corpus.validate import problems
from tests.reading.scoring import CORPUS, PARTS, documents, figures, reading_of, total

FLOORS = {
    "development": {"actors": 0.95, "fields": 0.60, "claims": 0.85, "mode": 0.80, "speaker": 0.80, "relation": 0.65},
    "held_out": {"actors": 0.92, "fields": 0.60, "claims": 0.82, "mode": 0.68, "speaker": 0.75, "relation": 0.55},
}
ALL = [path for part in PARTS for path in documents(part)]


@pytest.mark.parametrize("part", PARTS)
def test_the_reader_keeps_what_it_reaches(part: str) -> None:
    reached = figures(total(documents(part)))
    assert {name: value for name, value in reached.items() if value < FLOORS[part].get(name, 0)} == {}


def test_no_argued_passage_is_read_as_a_reported_fact() -> None:
    assert total(ALL)["false reported facts"] == 0


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_quote_is_verbatim(path: Path) -> None:
    got = reading_of(path)
    quotes = [row.quote for rows in (got.claims, got.mentions, got.roles, got.meetings, got.dates) for row in rows]
    quotes += [a.cue for claim in got.claims for a in claim.assertions]
    assert all(got.document.text[q.start : q.end] == q.text for q in quotes)


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_annotations_fit_their_texts_and_the_record(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize("name", ["recipe", "match-report", "weather", "tile-fair", "town-council"])
def test_texts_on_other_things_yield_no_rows_and_say_so(name: str) -> None:
    got = read((CORPUS / "development" / f"nothing-{name}.txt").read_text(encoding="utf-8"))
    assert not (got.mentions or got.claims or got.meetings or got.roles or got.priorities or got.offices)
    assert got.document.notices
