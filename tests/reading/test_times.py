from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.dates import DayInYear, PartialDate
from multipolar.reading.times import date_mentions, is_ahead

PUBLISHED = date(2022, 11, 15)  # a Tuesday


def written(text: str, published: date | None = None) -> list[str]:
    return [str(m.written) for m in date_mentions(text, 0, len(text), published)]


def days(text: str, published: date | None = None) -> list[str | None]:
    return [str(m.day) if m.day else None for m in date_mentions(text, 0, len(text), published)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on 2022-11-11 they met", "2022-11-11"),
        ("on 11 November 2022 they met", "2022-11-11"),
        ("on 11th of November, 2022", "2022-11-11"),
        ("on November 11, 2022", "2022-11-11"),
        ("on Nov. 11 2022", "2022-11-11"),
        ("on Sept 3, 2018", "2018-09-03"),
        ("on 8-9 July 1997", "1997-07-08"),
        ("on 8 and 9 July 1997", "1997-07-08"),
        ("on July 8–9, 1997", "1997-07-08"),
        ("in March 1999", "1999-03"),
        ("since 1991", "1991"),
        ("from 1995", "1995"),
        ("Since 1991 Russia led", "1991"),
        ("In 2004, they joined", "2004"),
    ],
)
def test_what_a_text_gives_is_what_is_taken(text: str, day: str) -> None:
    (mention,) = date_mentions(text, 0, len(text), None)
    assert str(mention.day) == day
    assert mention.day == mention.written
    assert mention.basis == "explicit"
    assert text[mention.quote.start : mention.quote.end] == mention.quote.text


@pytest.mark.parametrize("text", ["on 11 November", "on November 11th", "on 11–12 November", "on Nov 11"])
def test_a_day_without_year_stays_open(text: str) -> None:
    (mention,) = date_mentions(text, 0, len(text), None)
    assert (mention.written, mention.day, mention.basis) == (DayInYear(11, 11), None, "open")
    (mention,) = date_mentions(text, 0, len(text), PUBLISHED)
    assert (mention.day, mention.basis) == (PartialDate(2022, 11, 11), "relative to publication")


def test_a_day_later_in_the_year_was_last_year() -> None:
    assert days("on 31 December", PUBLISHED) == ["2021-12-31"]
    assert days("on 15 November", PUBLISHED) == ["2022-11-15"]
    assert days("on 29 February", PUBLISHED) == ["2020-02-29"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Friday", "2022-11-11"),
        ("on Tuesday", "2022-11-15"),
        ("last Tuesday", "2022-11-08"),
        ("On Friday", "2022-11-11"),
        ("Last Tuesday", "2022-11-08"),
        ("this Monday", "2022-11-14"),
    ],
)
def test_a_weekday_needs_a_day_of_publication(text: str, day: str) -> None:
    assert days(text) == []
    assert days(text, PUBLISHED) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "on 31 June",
        "on 30 February 2020",
        "on 29 February 2019",
        "on 2022-02-30",
        "on 2022-13-01",
        "on 0 May",
        "on 32 May",
        "in 44 BC",
        "in 3022",
        "about 2000 soldiers",
        "in 2000 troops",
        "by 1900 percent",
        "in the May of her life",
        "they may 11 times",
        "Article 5",
        "the G20",
        "from 1500 people",
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert written(text) == []


def test_dates_come_in_the_order_of_the_text() -> None:
    text = "On Friday, after 1991 and before 3 May 2004, they met on 11 November."
    found = date_mentions(text, 0, len(text), PUBLISHED)
    assert [m.quote.text for m in found] == ["Friday", "1991", "3 May 2004", "11 November"]


def test_only_what_lies_between_the_offsets_is_read() -> None:
    text = "On 1 May 2001 and on 2 May 2002."
    assert [m.quote.text for m in date_mentions(text, 14, len(text), None)] == ["2 May 2002"]
    assert [m.quote.text for m in date_mentions(text, 0, 14, None)] == ["1 May 2001"]


PIECES = st.sampled_from(
    ["11 ", "November", " 2022", "-", "–", "in ", "1991", " to ", "31", "0", "May ", "th", ",", ".", "last ", "Friday",
     "2022-11-11", "999999", "é", "\u202e", "٣", "of "]
)  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)), st.sampled_from([None, PUBLISHED]))
def test_every_date_stands_in_the_text_and_none_is_made_up(text: str, published: date | None) -> None:
    found = date_mentions(text, 0, len(text), published)
    assert [m.quote.start for m in found] == sorted(m.quote.start for m in found)
    for mention in found:
        assert text[mention.quote.start : mention.quote.end] == mention.quote.text
        if published is None and isinstance(mention.written, DayInYear):
            assert mention.day is None
        if mention.basis == "relative to publication":
            assert published is not None
            assert mention.day is not None
            told_ahead = is_ahead(text, mention.quote.start, mention.quote.end)
            assert mention.day.first <= published or told_ahead or mention.quote.text.lower() == "tomorrow"
        if mention.day is not None and published is None:
            assert str(mention.day.year) in mention.quote.text


@pytest.mark.parametrize("text", ["1" * 500_000, "11 " * 200_000, "May " * 200_000, "in " * 200_000, "1-" * 300_000])
def test_no_text_costs_unbounded_time(text: str) -> None:
    begun = time.perf_counter()
    date_mentions(text, 0, len(text), PUBLISHED)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("They will meet on Friday.", "2022-11-18"),
        ("The talks are to be held in Oslo on 3 December.", "2022-12-03"),
        ("On Saturday the ministers will sit down.", "2022-11-19"),
        ("The two met Monday in Paris.", "2022-11-14"),
        ("He said that he will visit next Tuesday.", "2022-11-22"),
        ("They meet tomorrow.", "2022-11-16"),
        ("The summit opens on 30 August.", "2023-08-30"),
        ("The summit opened on 30 August.", "2022-08-30"),
    ],
)
def test_a_verb_says_whether_a_day_is_to_come(text: str, day: str) -> None:
    assert days(text, PUBLISHED) == [day]


def test_a_day_after_another() -> None:
    assert days("He came on 3 October. A day later he left.", PUBLISHED) == ["2022-10-03", "2022-10-04"]
    assert days("Shops were full on Black Friday.", PUBLISHED) == []
