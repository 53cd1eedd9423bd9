from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.reading.dating import dating_in, is_relative
from multipolar.reading.document import Dating

YEAR = (date(2012, 1, 1), date(2012, 12, 31))
APRIL = (date(2012, 4, 1), date(2012, 4, 30))
DAY = (date(2012, 4, 1),) * 2


@pytest.mark.parametrize(
    ("words", "kind", "days"),
    [
        ("since 2012", "since", YEAR),
        ("ever since the spring of 2012", "since", YEAR),
        ("in the summer of 2012", "in", YEAR),
        ("in the course of 2012", "in", YEAR),
        ("in April 2012", "in", APRIL),
        ("since early April 2012", "since", APRIL),
        ("on 1 April 2012", "in", DAY),
        ("on April 1, 2012", "in", DAY),
        ("since the first of April 2012", "since", DAY),
        ("on the 1st of April 2012", "in", DAY),
        ("on 2012-04-01", "in", DAY),
        ("until April 2012", "until", APRIL),
        ("by 2012", "by", YEAR),
        ("by the beginning of 2012", "by", (date(2012, 1, 1),) * 2),
        ("by the end of 2012", "by", (date(2012, 12, 31),) * 2),
        ("before April 2012", "before", APRIL),
        ("after the war of 2008, in April 2012", "in", APRIL),
    ],
)
def test_dates_in_figures_and_in_words(words: str, kind: str, days: tuple[date, date]) -> None:
    found = dating_in(words, 0, len(words))
    assert found is not None
    assert (found.kind, found.begin, found.exact) == (kind, days, True)


def test_from_one_date_to_another() -> None:
    for words in ("from April 2012 until 1 June 2014", "between April 2012 and 1 June 2014"):
        assert dating_in(words, 0, len(words)) == Dating("from", APRIL, (date(2014, 6, 1),) * 2)


@pytest.mark.parametrize("words", ["since the 1990s", "since at least 1995", "since as early as 1995"])
def test_a_loose_date_says_nothing_of_the_time_before(words: str) -> None:
    found = dating_in(words, 0, len(words))
    assert found is not None
    assert not found.exact


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("since the 1990s", 1999),
        ("since the late 1990s", 1999),
        ("since the mid-1990s", 1997),
        ("since the early 1990s", 1994),
        ("by the early 1990s", 1994),
        ("by the beginning of the 1990s", 1994),
    ],
)
def test_a_part_of_a_decade_ends_before_the_decade_does(words: str, last: int) -> None:
    found = dating_in(words, 0, len(words))
    assert found is not None
    assert (found.begin, found.exact) == ((date(1990, 1, 1), date(last, 12, 31)), False)


def test_last_year_is_counted_from_the_day_asked_about() -> None:
    assert dating_in("joined last year", 0, 16) == Dating("in", back=1)
    assert dating_in("joined earlier this year", 0, 24) == Dating("in", back=0)


@pytest.mark.parametrize(
    "words", ["", "in 31 June 20123", "since Tuesday", "on 31 June 2012", "the 2012 summit", "in May"]
)
def test_what_dates_nothing(words: str) -> None:
    assert dating_in(words, 0, len(words)) is None


@pytest.mark.parametrize(
    "words", ["two years later", "a decade ago", "the following March the same year", "soon thereafter"]
)
def test_dates_by_another_event(words: str) -> None:
    assert is_relative(words, 0, len(words))


PIECES = st.sampled_from(
    ["since ", "in ", "the ", "first ", "of ", "April ", "31 ", "2012", "2011", " until ", "by ", "early ", "spring ",
     "from ", ", "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join))
def test_bounds_run_forward(words: str) -> None:
    found = dating_in(words, 0, len(words))
    if found is not None and found.begin is not None:
        assert found.begin[0] <= found.begin[1]
        assert found.finish is None or found.begin[1] < found.finish[0]
