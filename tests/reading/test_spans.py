from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.reading.spans import share_of, years_of


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("has fallen since 1995", 1995, None, "since 1995"),
        ("has fallen since the 1990s", 1990, None, "since the 1990s"),
        ("has fallen since the early 1990s", 1992, None, "since the early 1990s"),
        ("has fallen since the mid-1990s", 1995, None, "since the mid-1990s"),
        ("has fallen since the late 1990s", 1998, None, "since the late 1990s"),
        ("since the end of the Cold War", 1991, None, "since the end of the Cold War"),
        ("after the collapse of the Soviet Union", 1991, None, "after the collapse of the Soviet Union"),
        ("after the end of the Second World War", 1945, None, "after the end of the Second World War"),
        ("fell from 1995 to 2014", 1995, 2014, "from 1995 to 2014"),
        ("fell between 1995 and 2014", 1995, 2014, "between 1995 and 2014"),
        ("fell in the 1990s", 1990, 1999, "in the 1990s"),
        ("fell over the past ten years", None, -10, "over the past ten years"),
        ("fell in two decades", None, -20, "in two decades"),
        ("fell over the last 15 years", None, -15, "over the last 15 years"),
        ("joined in 2004", 2004, 2004, "in 2004"),
    ],
)
def test_the_years_that_a_clause_names(text: str, first: int | None, last: int | None, words: str) -> None:
    found = years_of(text, 0, len(text))
    assert found is not None
    assert found[:2] == (first, last)
    assert found[2].text == words == text[found[2].start : found[2].end]


@pytest.mark.parametrize("text", ["", "has fallen", "since Tuesday", "in 20045", "after the war", "1995", "in 3000"])
def test_a_clause_without_years_names_none(text: str) -> None:
    assert years_of(text, 0, len(text)) is None


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("fell by 30%", 0.3),
        ("fell by 12.5 per cent", 0.125),
        ("fell by more than half", 0.5),
        ("rose by a third", 1 / 3),
        ("rose by almost two thirds", 2 / 3),
        ("fell by a quarter", 0.25),
        ("was halved", 0.5),
        ("doubled", 1.0),
        ("has tripled", 2.0),
        ("fell", None),
        ("fell by half-measures of 1,000%", 0.5),
        ("is 30% of all", None),
    ],
)
def test_the_change_that_a_clause_names(text: str, share: float | None) -> None:
    assert share_of(text, 0, len(text)) == share


PIECES = st.sampled_from(
    ["since ", "the ", "mid-", "1990s", "1991", " to ", "from ", "in ", "past ", "ten ", "years", "99", "by ", "%",
     "half", "end of ", "Cold War", "over ", "decades", "0", " "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_spans_stand_in_the_text_and_run_forward(text: str) -> None:
    found = years_of(text, 0, len(text))
    if found is not None:
        first, last, quote = found
        assert quote.text == text[quote.start : quote.end]
        assert first is not None or last is not None
        assert first is None or 1800 <= first <= 2099
    share = share_of(text, 0, len(text))
    assert share is None or 0 <= share < 10
