"""Which claims are to be checked first, and what their author is asked."""

from __future__ import annotations

from datetime import date

from multipolar.checking.examine import examine
from multipolar.checking.questions import FIRST, Question, first_questions
from multipolar.reading import read

OPINION = """Comment: Who leads now

By a columnist

Russia fell into a severe collapse. Most of the Turkic states are members of the CIS.
Turkey only implements American plans. While Russia weakens, the influence of the Organization of Turkic States will
grow.
The Kremlin fears the future.
"""


def questions(text: str) -> tuple[Question, ...]:
    return first_questions(examine(read(text, published=date(2022, 11, 15)), today=date(2026, 1, 1)))


def test_three_claims_at_most_and_each_with_its_reasons() -> None:
    found = questions(OPINION)
    assert 0 < len(found) <= FIRST
    assert all(row.matters and row.weak and row.question.rstrip(".").strip() for row in found)
    assert len({row.claim for row in found}) == len(found)


def test_a_claim_that_the_record_bears_out_is_not_asked_about() -> None:
    checked = examine(read(OPINION, published=date(2022, 11, 15)), today=date(2026, 1, 1))
    agreed = {c.claim.number for c in checked.claims if c.verdict.word == "record agrees"}
    assert agreed
    assert agreed.isdisjoint(row.claim for row in first_questions(checked))


def test_what_was_measured_otherwise_is_put_to_the_author_with_the_number() -> None:
    asked = [row.question for row in questions(OPINION) if "capability of Russia" in row.question]
    assert asked
    assert "by which figure, and for which years, would it be so?" in asked[0]


def test_a_forecast_is_asked_for_its_measure_its_time_and_its_condition() -> None:
    asked = [row.question for row in questions(OPINION) if row.question.startswith("What that can be counted")]
    assert asked
    assert "and by when?" in asked[0]
    assert "While Russia weakens" in asked[0]


def test_what_others_are_said_to_say_is_not_asked_of_the_author() -> None:
    text = "Analysis\n\nBy a writer\n\nThe Kremlin spokesman said that Kazakhstan completely depends on Russia."
    assert questions(text) == ()


def test_the_order_does_not_depend_on_who_publishes() -> None:
    one, other = (questions(f"{OPINION}\n{name}\n") for name in ("The Lantern Quarterly", "Radio Free Harbour"))
    assert one == other
