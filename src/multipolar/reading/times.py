"""Dates as a text gives them: full, by month or year, or without the year, which then stays open."""

from __future__ import annotations

import re
from datetime import date, timedelta

from multipolar.dates import FIRST_YEAR, LAST_YEAR, MONTHS, DayInYear, PartialDate
from multipolar.errors import InputError
from multipolar.reading.document import DateMention, Quote

_MONTH = "|".join(MONTHS) + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_DAY = r"(?P<{0}>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
    | (?:{_DAY.format("d1")}\s*(?:-|–|to|and)\s*)?{_DAY.format("d2")}\s+(?:of\s+)?(?P<m1>{_MONTH})\.?(?:,?\s+(?P<y1>\d{{4}}))?
    | (?P<m2>{_MONTH})\.?\s+{_DAY.format("d3")}(?:\s*(?:-|–|to|and)\s*(?P<d4>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)?(?:,?\s+(?P<y2>\d{{4}}))?
    | (?P<m3>{_MONTH})\s+(?:of\s+)?(?P<y3>(?:1[6-9]|20|21)\d{{2}})
    | (?i:in|since|by|from|until|to|of|during|before|after|between|and)\s+(?P<y4>(?:1[6-9]|20|21)\d{{2}})
    )\b(?!\s*(?:%|percent|per\ cent|million|billion|troops|people|soldiers))""",
    re.VERBOSE,
)
_WEEKDAY = re.compile(
    r"\b(?P<which>(?i:on|last|this))\s+(?P<day>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_NEAR = re.compile(r"\b(?P<word>yesterday|today)\b", re.I)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _month(name: str) -> int:
    return next(i for i, month in enumerate(MONTHS, 1) if month.startswith(name[:3]))


def _written(match: re.Match[str]) -> PartialDate | DayInYear | None:
    """The date as written, or None for an impossible one ("31 June")."""
    got = match.groupdict()
    try:
        if got["iso"]:
            year, month, day = (int(x) for x in got["iso"].split("-"))
            date(year, month, day)
            return PartialDate(year, month, day)
        if got["m3"]:
            return _in_range(PartialDate(int(got["y3"]), _month(got["m3"])))
        if got["y4"]:
            return _in_range(PartialDate(int(got["y4"])))
        month = _month(got["m1"] or got["m2"])
        day = int(got["d1"] or got["d2"] or got["d3"])  # the first day of "8-9 July" dates the meeting
        written_year = got["y1"] or got["y2"]
        if written_year is None:
            return DayInYear(month, day)
        date(int(written_year), month, day)
        return _in_range(PartialDate(int(written_year), month, day))
    except ValueError:
        return None


def _in_range(written: PartialDate) -> PartialDate | None:
    return written if FIRST_YEAR <= written.year <= LAST_YEAR else None


def _resolved(written: PartialDate | DayInYear, published: date | None) -> tuple[PartialDate | None, str]:
    if isinstance(written, PartialDate):
        return written, "explicit"
    if published is None:
        return None, "open"
    try:
        day = written.latest_before(published)
    except InputError:
        return None, "open"
    return PartialDate(day.year, day.month, day.day), "relative to publication"


def date_mentions(text: str, start: int, end: int, published: date | None) -> list[DateMention]:
    """Dates between two offsets, in text order. A weekday counts only where a publication date settles it."""
    found: list[DateMention] = []
    for match in _DATE.finditer(text, start, end):
        written = _written(match)
        if written is None:
            continue
        begin = next(match.start(g) for g in ("iso", "d1", "d2", "m2", "m3", "y4") if match.start(g) >= 0)
        day, basis = _resolved(written, published)
        found.append(DateMention(Quote(begin, match.end(), text[begin : match.end()]), written, day, basis))
    if published is not None:
        for match in _NEAR.finditer(text, start, end):
            meant = published - timedelta(days=match.group("word").lower() == "yesterday")
            near = PartialDate(meant.year, meant.month, meant.day)
            found.append(
                DateMention(Quote(match.start(), match.end(), match.group()), near, near, "relative to publication")
            )
        for match in _WEEKDAY.finditer(text, start, end):
            back = (published.weekday() - _WEEKDAYS.index(match.group("day"))) % 7
            if back == 0 and match.group("which").lower() == "last":
                back = 7
            meant = published - timedelta(days=back)
            resolved = PartialDate(meant.year, meant.month, meant.day)
            begin = match.start("day")
            quote = Quote(begin, match.end(), text[begin : match.end()])
            found.append(DateMention(quote, resolved, resolved, "relative to publication"))
    return sorted(found, key=lambda mention: mention.quote.start)
