"""The reader on annotated documents of several registers, three of them set aside while it was written.

The floors are what it reaches now: a change that loses ground fails here. docs/evaluation.md has the figures.
"""

from __future__ import annotations

import pytest

from multipolar.reading.intake import load
from multipolar.reading.read import read
from tests.reading.scoring import CORPUS, DEVELOPMENT, documents, reading_of, total


def rates(development: bool) -> dict[str, float]:
    counts = total([path for path in documents() if (path.stem in DEVELOPMENT) == development])
    pairs = {
        "claims": ("claims right", "claims wanted"),
        "mode": ("mode right", "claims right"),
        "roles": ("roles right", "roles wanted"),
    }
    return {name: counts[right] / counts[wanted] for name, (right, wanted) in pairs.items()}


def test_most_annotated_claims_are_found_in_every_register() -> None:
    assert rates(development=True)["claims"] >= 0.95
    assert rates(development=False)["claims"] >= 0.95


def test_no_argued_passage_is_read_as_a_reported_fact() -> None:
    assert total(documents())["false reported facts"] == 0


def test_no_role_or_participant_is_made_up() -> None:
    counts = total(documents())
    assert counts["roles right"] == counts["roles found"] > 0
    assert counts["participants right"] == counts["participants found"] > 0


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_quotes_are_verbatim(path: object) -> None:
    got = reading_of(path)  # type: ignore[arg-type]
    assert all(got.document.text[c.quote.start : c.quote.end] == c.quote.text for c in got.claims)


@pytest.mark.parametrize("name", ["recipe", "match-report", "weather"])
def test_texts_on_other_things_yield_no_rows_and_say_so(name: str) -> None:
    got = read(load(str(CORPUS / f"nothing-{name}.txt")))
    assert not (got.claims or got.meetings or got.roles or got.priorities or got.offices)
    assert got.document.notices
