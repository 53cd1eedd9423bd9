"""The verdicts on judged claims: few are wrong, and no ground is lost. docs/evaluation.md has the figures."""

from __future__ import annotations

import pytest

from tests.checking.judged.scoring import Score, claims, score

KEYS = {"id", "published", "text", "verdict", "acceptable", "reason"}


@pytest.fixture(scope="module")
def development() -> Score:
    return score(claims("development"))


def test_verdicts_given_are_right(development: Score) -> None:
    assert development.precision >= 0.97, development.wrong


def test_no_ground_is_lost(development: Score) -> None:
    assert development.reached >= 43


def test_what_is_set_aside_is_there_and_not_scored_here() -> None:
    assert len(claims("held_out")) == 40
    assert len(claims("development")) == 80
    assert all(set(claim) == KEYS for claim in claims("development"))
