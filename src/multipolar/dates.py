"""Days and spans whose precision is part of the value, and dates that a text leaves open.

Dates are written in ISO 8601 of reduced precision: "1991-12-25", "1991-12" or "1991"; what is
written is what is known. Spans are half-open: `end` is the first day on which a fact no longer holds.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from multipolar.errors import InputError

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?\Z", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1648, 2200
"""Years the record may speak of; anything else is refused as a slip of the pen."""

MONTHS = tuple(calendar.month_name)[1:]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date known to the day, the month or the year (month and day are then None)."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def precision(self) -> str:
        """How finely the date is known: day, month or year."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text


@lru_cache(maxsize=8192)
def parse(text: str) -> PartialDate:
    """Read an ISO 8601 date of reduced precision; InputError for anything else, BCE and far future included."""
    match = _ISO.match(text)
    if match:
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if FIRST_YEAR <= year <= LAST_YEAR:
            try:
                date(year, 1 if month is None else month, 1 if day is None else day)
            except ValueError:
                pass
            else:
                return PartialDate(year, month, day)
    raise InputError(
        f"{text[:40]!r} is not a date",
        mend=f"Write YYYY-MM-DD, YYYY-MM or YYYY, from {FIRST_YEAR} to {LAST_YEAR}",
    )


def parse_day(text: str) -> date:
    """Read a full ISO 8601 day; a month or a year alone is refused rather than completed."""
    parsed = parse(text)
    if parsed.precision != "day":
        raise InputError(f"{text!r} names no day", mend="Write the day in full: YYYY-MM-DD")
    return parsed.first


@dataclass(frozen=True, slots=True)
class Span:
    """When something held: from `start` up to, not including, `end`; None is open on that side."""

    start: PartialDate | None
    end: PartialDate | None

    def covers(self, day: date) -> bool | None:
        """True or False where the precision settles it, None where it does not."""
        unsettled = False
        if self.start is not None:
            if day < self.start.first:
                return False
            unsettled = day < self.start.last
        if self.end is not None:
            if day >= self.end.last:
                return False
            unsettled = unsettled or day >= self.end.first
        return None if unsettled else True

    def as_known(self, day: date | None) -> Span:
        """The span as it read on a day, when an end that still lay ahead was not known; None leaves it whole."""
        if day is None or self.end is None or self.end.last <= day:
            return self
        return Span(self.start, None)

    def overlaps(self, other: Span) -> bool:
        """Whether the two surely or possibly share a day; a day that ends one and begins the other is not shared."""
        for one, two in ((self, other), (other, self)):
            if one.end is not None and two.start is not None and one.end.last <= two.start.last:
                return False
        return True

    def begun(self, day: date | None) -> bool:
        """Whether it had surely begun by a day; an open start always has."""
        return day is None or self.start is None or self.start.last <= day

    def __str__(self) -> str:
        return f"{self.start or '…'} to {self.end or 'now'}"


def span(start: str, end: str) -> Span:
    """A span from two written dates, each of which may be empty."""
    return Span(parse(start) if start else None, parse(end) if end else None)


@dataclass(frozen=True, slots=True)
class DayInYear:
    """A day and month whose year the text does not give ("11 November")."""

    month: int
    day: int

    def __post_init__(self) -> None:
        date(2000, self.month, self.day)  # a leap year: 29 February is a day

    def latest_before(self, published: date) -> date:
        """The last such day on or before the day of publication, which is what a report means by it."""
        for year in range(published.year, published.year - 9, -1):
            try:
                day = date(year, self.month, self.day)
            except ValueError:
                continue  # 29 February outside leap years
            if day <= published:
                return day
        raise InputError(f"no {self} before {published}")

    def __str__(self) -> str:
        return f"{self.day} {MONTHS[self.month - 1]}"
