from __future__ import annotations

import inspect
import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.briefs import words
from multipolar.checking import verdict
from tests.briefs.fixture import BRIEF, CLAIMS, EMPTY, HOSTILE, poison
from tests.briefs.test_compose import made


def test_the_summary_counts_every_claim_once() -> None:
    assert words.summary(BRIEF) == (
        "9 claims: record agrees with 1, record disagrees with 1, proxies consistent with 1, "
        "proxies inconsistent with 1, proxies mixed on 1, 4 not decidable here."
    )
    assert words.summary(EMPTY) == "Nothing was read from this text."
    assert words.summary(msgspec.structs.replace(BRIEF, claims=CLAIMS[:1])) == "1 claim: record agrees with 1."


def test_an_unknown_verdict_keeps_its_words_and_is_shown_with_the_decided() -> None:
    claims = (msgspec.structs.replace(CLAIMS[0], verdict="pending"), CLAIMS[6])
    brief = msgspec.structs.replace(BRIEF, claims=claims)
    assert words.summary(brief) == "2 claims: 1 not decidable here, 1 pending."
    assert words.decided(brief) == [claims[0]]
    assert words.undecided(brief) == [claims[1]]


def test_the_six_verdicts_have_six_shapes() -> None:
    rows = words.VERDICTS.values()
    assert len(rows) == len({row.slug for row in rows}) == len({row.mark for row in rows}) == 6


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "no value"),
        (math.nan, "no value"),
        (math.inf, "no value"),
        (0.0, "0"),
        (-0.0, "0"),
        (3.0, "3"),
        (1234567.0, "1,234,567"),
        (1234.56, "1,235"),
        (0.66666, "0.667"),
        (0.5, "0.5"),
        (-0.004, "-0.004"),
        (0.0163, "0.0163"),
        (98.76, "98.8"),
        (0.000001234, "1.23e-06"),
        (1e20, "1.00e+20"),
    ],
)
def test_numbers_are_shown_to_three_digits(value: float | None, text: str) -> None:
    assert words.number(value) == text


@given(st.floats(-1e300, 1e300))
def test_a_number_shown_is_near_the_number_meant(value: float) -> None:
    shown = float(words.number(value).replace(",", ""))
    assert math.isclose(shown, value, rel_tol=0.0051)


def test_a_value_without_error_says_so() -> None:
    bare, _ = BRIEF.claims[2].checks[0].evidence[:2]
    assert words.measured(bare) == "0.112 (no error published)"
    assert words.measured(BRIEF.claims[3].checks[0].evidence[0]) == "0.61 (0.55 to 0.67, n = 74)"
    assert words.measured(BRIEF.claims[0].checks[0].evidence[0]) == ""


def test_names_come_from_the_brief_and_a_key_without_one_stands_for_itself() -> None:
    names = words.names(BRIEF)
    assert names.join(("XAA", "XCM", "ZZZ")) == "Arland, Council of the Middle Sea, ZZZ"
    assert names[""] == ""


def test_what_is_asserted_reads_as_one_line() -> None:
    names = words.names(BRIEF)
    assert words.asserted(CLAIMS[0].assertions[0], names) == (
        "belongs to, most: Council of the Middle Sea → Customs Compact"
    )
    assert words.asserted(CLAIMS[4].assertions[0], names) == "not: strongest power: Hestmark"


@pytest.mark.parametrize(
    ("written", "shown"),
    [("2019-05-14", "14 May 2019"), ("2019-05", "May 2019"), ("2019", "2019"), ("14 May", "14 May"), ("", "")],
)
def test_a_date_is_shown_as_far_as_it_is_known(written: str, shown: str) -> None:
    assert words.day(written) == shown


def test_an_open_date_is_not_filled_in() -> None:
    assert words.published(EMPTY.document) == "date of publication not known"
    assert words.known_on(EMPTY) == "Facts as of an open date, as known now."


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_never_stop_a_summary(text: str) -> None:
    assert words.summary(poison(BRIEF, lambda _: text)).startswith("9 claims: ")


def test_why_claims_are_not_decidable_is_told_by_the_reasons_that_verdicts_give() -> None:
    source = inspect.getsource(verdict)
    assert [opening for opening, _ in words._WHY if f'"{opening}' not in source] == []
    undecided = words.undecided(made())
    groups = words.by_kind_of_reason(undecided)
    assert sorted(claim.number for _, claims in groups for claim in claims) == [claim.number for claim in undecided]
    assert [len(claims) for _, claims in groups] == sorted((len(claims) for _, claims in groups), reverse=True)
