from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.dates import FIRST_YEAR, LAST_YEAR, DayInYear, PartialDate, parse, parse_day, span
from multipolar.errors import InputError

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
NEAR = st.dates(date(1990, 1, 1), date(1992, 12, 31))


def written(days: st.SearchStrategy[date]) -> st.SearchStrategy[str]:
    return st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))


WRITTEN, WRITTEN_NEAR = written(DAYS), written(NEAR)


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("1991-12-25", "day", date(1991, 12, 25), date(1991, 12, 25)),
        ("1991-12", "month", date(1991, 12, 1), date(1991, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("1900-02", "month", date(1900, 2, 1), date(1900, 2, 28)),
        ("1991", "year", date(1991, 1, 1), date(1991, 12, 31)),
    ],
)
def test_what_is_written_is_what_is_known(text: str, precision: str, first: date, last: date) -> None:
    read = parse(text)
    assert (read.precision, read.first, read.last, str(read)) == (precision, first, last, text)


@given(WRITTEN)
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    assert str(parse(text)) == text
    assert parse(text).first <= parse(text).last


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1991",
        "1991 ",
        "1991\n",
        "-0044-03-15",
        "0044-03-15",
        "44 BC",
        "1647",
        "1647-12-31",
        "2201",
        "9999-12-31",
        "12022-11-11",
        "2023-02-29",
        "1900-02-29",
        "2022-04-31",
        "2022-13",
        "2022-00",
        "2022-11-00",
        "2022-11-32",
        "2022-1-1",
        "11.11.2022",
        "2022/11/11",
        "2022-11-11T00:00",
        "٢٠٢٢-١١-١١",
        "last Tuesday",
        "11 November",
        "today",
        "9" * 5000,
    ],
)
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputError, match="is not a date") as caught:
        parse(text)
    line = caught.value.line()
    assert "\n" not in line
    assert len(line) < 200
    assert "YYYY-MM-DD" in line


@given(st.text(max_size=20))
def test_no_text_reads_as_a_date_that_it_is_not(text: str) -> None:
    try:
        read = parse(text)
    except InputError:
        return
    assert str(read) == text
    assert FIRST_YEAR <= read.year <= LAST_YEAR


@pytest.mark.parametrize("text", ["2022", "2022-11"])
def test_a_day_is_not_made_up_from_a_month_or_a_year(text: str) -> None:
    with pytest.raises(InputError, match="names no day"):
        parse_day(text)


@given(DAYS)
def test_a_full_day_is_that_day(day: date) -> None:
    assert parse_day(day.isoformat()) == day


def test_a_span_ends_before_its_last_day() -> None:
    """Germany's two states until 3 October 1990: on that day there was one."""
    divided = span("1949-10-07", "1990-10-03")
    assert divided.covers(date(1949, 10, 6)) is False
    assert divided.covers(date(1949, 10, 7)) is True
    assert divided.covers(date(1990, 10, 2)) is True
    assert divided.covers(date(1990, 10, 3)) is False


def test_a_span_that_lasts_covers_every_later_day() -> None:
    assert span("1945-10-24", "").covers(date(LAST_YEAR, 12, 31)) is True
    assert span("", "").covers(date(FIRST_YEAR, 1, 1)) is True
    assert str(span("", "")) == "… to now"
    assert str(span("1955", "1991-07")) == "1955 to 1991-07"


def test_a_month_leaves_its_own_days_open() -> None:
    """Azerbaijan's parliament voted against the CIS in October 1992; the record has the month alone."""
    held = span("1991-12-21", "1992-10")
    assert held.covers(date(1992, 9, 30)) is True
    assert held.covers(date(1992, 10, 1)) is None
    assert held.covers(date(1992, 10, 30)) is None
    assert held.covers(date(1992, 10, 31)) is False  # whichever day ended it, it was over by the last one


def test_a_year_leaves_its_own_days_open() -> None:
    held = span("2003", "")
    assert held.covers(date(2002, 12, 31)) is False
    assert held.covers(date(2003, 6, 1)) is None
    assert held.covers(date(2003, 12, 31)) is True  # whichever day it began, it held by the last one


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [("1993", "1993-09-24", date(1993, 10, 1)), ("1993", "1993-05", date(1993, 8, 1))],
)
def test_an_end_settles_what_an_imprecise_start_leaves_open(start: str, end: str, day: date) -> None:
    assert span(start, end).covers(day) is False


@given(WRITTEN_NEAR, WRITTEN_NEAR, NEAR)
def test_an_answer_is_given_only_where_every_reading_of_the_dates_gives_it(start: str, end: str, day: date) -> None:
    held = span(start, end)
    first, last = parse(start), parse(end)
    readings = {a <= day < b for a in (first.first, first.last) for b in (last.first, last.last)}
    assert held.covers(day) is (readings.pop() if len(readings) == 1 else None)


@given(WRITTEN_NEAR, WRITTEN_NEAR, st.sampled_from([-400, -40, -1, 0, 1, 40, 400]))
def test_so_it_is_near_the_ends(start: str, end: str, away: int) -> None:
    first, last = parse(start), parse(end)
    for near in (first.first, first.last, last.first, last.last):
        day = near + timedelta(days=away)
        readings = {a <= day < b for a in (first.first, first.last) for b in (last.first, last.last)}
        assert span(start, end).covers(day) is (readings.pop() if len(readings) == 1 else None)


@given(st.dates(date(2000, 1, 1), date(2000, 12, 31)), st.dates(date(1700, 1, 1), date(2100, 12, 31)))
def test_a_day_without_year_is_never_after_publication(named: date, published: date) -> None:
    meant = DayInYear(named.month, named.day).latest_before(published)
    assert (meant.month, meant.day) == (named.month, named.day)
    assert meant <= published
    if (named.month, named.day) != (2, 29):
        assert (published - meant).days < 366


@pytest.mark.parametrize(
    ("month", "day", "published", "meant"),
    [
        (11, 11, date(2022, 11, 15), date(2022, 11, 11)),
        (11, 11, date(2022, 11, 11), date(2022, 11, 11)),
        (12, 31, date(2023, 1, 1), date(2022, 12, 31)),
        (2, 29, date(2023, 6, 1), date(2020, 2, 29)),
        (2, 29, date(1903, 6, 1), date(1896, 2, 29)),
    ],
)
def test_a_report_means_the_last_such_day(month: int, day: int, published: date, meant: date) -> None:
    assert DayInYear(month, day).latest_before(published) == meant


@pytest.mark.parametrize(("month", "day"), [(2, 30), (6, 31), (13, 1), (0, 1), (1, 0)])
def test_a_day_that_no_year_has_is_refused(month: int, day: int) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        DayInYear(month, day)


def test_partial_dates_and_days_are_said_in_words_a_reader_knows() -> None:
    assert str(PartialDate(2022, 11)) == "2022-11"
    assert str(DayInYear(11, 11)) == "11 November"
