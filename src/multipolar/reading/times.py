"""Dates in running text: kept as the text gives them, resolved only where text or publication date settle it."""

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
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(
    rf"\b(?:(?P<which>(?i:on|last|this|next|coming|late|early|since|until|by))\s+)?(?P<day>{'|'.join(_WEEKDAYS)})\b"
    rf"(?!s?,?\s+(?:the\s+)?(?:{_DAY.format('d5')}\s+(?:of\s+)?(?:{_MONTH})|(?:{_MONTH})\.?\s+\d))"
)
_NAMED_DAY = re.compile(r"(?:\b(?i:every|each|a|most)|[A-Z][a-z]+)\s$")
"""What stands before a weekday that is no day of this week: "every Friday", "Black Friday"."""
_NEAR = re.compile(
    r"\b(?P<word>yesterday|today|tomorrow|tonight|this (?:morning|afternoon|evening)|last night|the day after tomorrow|the day before yesterday)\b",
    re.I,
)
_NEAR_DAYS = {
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "the day before yesterday": -2,
}
_SAME = re.compile(
    r"\b(?P<word>(?:on )?the same (?:day|evening|afternoon)|later (?:in|that) (?:the )?(?:day|evening|afternoon)|the (?:next|following) (?:day|morning)|"
    r"(?:a|one) day (?:later|after\w*)|two days later|the (?:previous day|day before)|a day (?:earlier|before))\b",
    re.I,
)
_AHEAD = re.compile(
    r"\b(?P<future>(?:(?<!said it )(?:will|shall|would)|'ll|(?:is|are|was|were) (?:to|due|set|scheduled|expected|slated|planned|billed|about|likely|going)|due|scheduled|planned|slated|upcoming|forthcoming|"
    r"(?:leaders|ministers|presidents|heads|government|members|officials|delegates|states) (?:meet|gather|convene|assemble|travel)|agreed to|plans? to|intends? to|opens|begins|starts|convenes|meets|resumes|visits|travels|flies|arrives|to be held|(?:is|are) (?:meeting|travelling|traveling|visiting|flying|hosting|holding|gathering|convening|arriving))\b"
    r"(?: (?:not|also|then|\w+ly|to|for))*(?: (?:be|have))?(?: (?!on\b|in\b|at\b)[a-z]+)?)"
    r"|\b(?P<past>was|were|had|met|held|said|told|took|came|went|began|gave|sent|left|flew|spoke|saw|sat|put|led|won|made|brought|"
    r"(?!(?:united|armed|allied|unmanned|need|indeed|agreed)\b)[a-z]{2,}ed)\b",
    re.I,
)
"""Of what a verb tells: of what is to come, or of what is over."""
_STOP = re.compile(r"[.!?;]\s|\n\s*\n")


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


def _resolved(written: PartialDate | DayInYear, published: date | None, ahead: bool) -> tuple[PartialDate | None, str]:
    if isinstance(written, PartialDate):
        return written, "explicit"
    if published is None:
        return None, "open"
    if ahead:
        day = _next(written, published)
    else:
        try:
            day = written.latest_before(published)
        except InputError:
            day = None
    return (_partial(day), "relative to publication") if day else (None, "open")


def _next(written: DayInYear, published: date) -> date | None:
    """The first such day from the day of publication on."""
    for year in range(published.year, published.year + 9):
        try:
            day = date(year, written.month, written.day)
        except ValueError:
            continue
        if day >= published:
            return day
    return None


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


REACH = 200
"""How many characters before and behind a date its verb is looked for."""


def is_ahead(text: str, start: int, end: int) -> bool:
    """Whether the verb of a date speaks of what is to come: the last before it, or where none stands there the first
    behind it."""
    stops = [m.end() for m in _STOP.finditer(text, max(0, start - REACH), start)]
    begin = stops[-1] if stops else max(0, start - REACH)
    found = list(_AHEAD.finditer(text, begin, start))
    before = found[-1] if found else None
    if before is None:
        stop = _STOP.search(text, end, end + REACH)
        before = _AHEAD.search(text, end, stop.start() if stop else min(len(text), end + REACH))
    return before is not None and before.group("future") is not None


def date_mentions(text: str, start: int, end: int, published: date | None) -> list[DateMention]:
    """Dates between two offsets, in text order. A weekday counts only where a publication date settles it: the last
    such day up to publication, or the next one where its verb speaks of what is to come."""
    found: list[DateMention] = []
    for match in _DATE.finditer(text, start, end):
        written = _written(match)
        if written is None:
            continue
        begin = next(match.start(g) for g in ("iso", "d1", "d2", "m2", "m3", "y4") if match.start(g) >= 0)
        ahead = isinstance(written, DayInYear) and published is not None and is_ahead(text, begin, match.end())
        day, basis = _resolved(written, published, ahead)
        found.append(DateMention(Quote(begin, match.end(), text[begin : match.end()]), written, day, basis))
    if published is None:
        return sorted(found, key=lambda mention: mention.quote.start)
    for match in _NEAR.finditer(text, start, end):
        meant = published + timedelta(days=_NEAR_DAYS.get(match.group("word").lower(), 0))
        found.append(_relative(match.start(), match, meant))
    for match in _WEEKDAY.finditer(text, start, end):
        meant_day = _weekday(text, match, published)
        if meant_day is not None:
            found.append(_relative(match.start("day"), match, meant_day))
    found.sort(key=lambda mention: mention.quote.start)
    return _with_days_after(text, start, end, found)


def _relative(begin: int, match: re.Match[str], meant: date) -> DateMention:
    quote = Quote(begin, match.end(), match.string[begin : match.end()])
    return DateMention(quote, _partial(meant), _partial(meant), "relative to publication")


def _weekday(text: str, match: re.Match[str], published: date) -> date | None:
    """The day that a weekday means, or None where it is part of a name or of every week."""
    which = (match.group("which") or "").lower()
    if not which and _NAMED_DAY.search(text, max(0, match.start() - 20), match.start()):
        return None
    back = (published.weekday() - _WEEKDAYS.index(match.group("day"))) % 7
    if which in ("next", "coming") or (which != "last" and is_ahead(text, match.start(), match.end())):
        forth = -back % 7
        return published + timedelta(days=forth or (7 if which in ("next", "coming") else 0))
    if back == 0 and which == "last":
        back = 7
    return published - timedelta(days=back)


def _with_days_after(text: str, start: int, end: int, found: list[DateMention]) -> list[DateMention]:
    """With days that are counted from the one named before them ("the same day", "a day later")."""
    added: list[DateMention] = []
    for match in _SAME.finditer(text, start, end):
        word = match.group("word").lower()
        anchor = next((d for d in reversed(found) if d.quote.start < match.start()), None)
        if anchor is None or anchor.day is None or anchor.day.precision != "day":
            continue
        if "same" in word or word.startswith("later"):
            shift = 0
        elif "previous" in word or "before" in word or "earlier" in word:
            shift = -1
        else:
            shift = 2 if word.startswith("two") else 1
        added.append(_relative(match.start(), match, anchor.day.first + timedelta(days=shift)))
    return sorted([*found, *added], key=lambda mention: mention.quote.start) if added else found


_COUNTS = {
    w: n for n, words in enumerate(("", "a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")) for w in words.split()
}  # fmt: skip
_NUMBER = "|".join(_COUNTS) + r"|\d{1,2}"
_BACK = re.compile(
    rf"\b(?:(?P<near>yesterday|today|last night|this morning)|(?P<which>this|last) (?P<span>week|month)"
    rf"|(?P<n>{_NUMBER})\s+(?P<unit>day|week|month|year)s?\s+(?P<way>ago|later|earlier|afterwards|after that|on)\b"
    rf"|within\s+(?P<within>{_NUMBER})\s+(?P<unit2>month|year)s?\b"
    rf"|(?:in|last|this)\s+(?:(?:early|late|mid)[ -])?(?P<month>{'|'.join(MONTHS)})\b(?!\s+(?:of\s+)?\d)"
    rf"|(?:on\s+|last\s+)?(?P<day>{'|'.join(_WEEKDAYS)})\b)",
    re.I,
)
"""Spans that are counted from the day of publication or from a date before them."""


def relative_span(
    text: str, start: int, end: int, published: date | None, anchor: tuple[date, date] | None
) -> tuple[date, date] | None:
    """The first and last day that the first such span between two offsets means: "two years ago", "in December" and
    "this week" from the day of publication, "two months later" and "within a year" from a date before them."""
    match = _BACK.search(text, start, end)
    if match is None:
        return None
    got = match.groupdict()
    try:
        if got["within"]:
            return (anchor[0], _moved(anchor[1], got["unit2"], _count(got["within"]))) if anchor else None
        if got["way"] and got["way"].lower() != "ago":
            back = -1 if got["way"].lower() == "earlier" else 1
            return _around(anchor, got["unit"], back * _count(got["n"])) if anchor else None
        return _from_publication(got, match, published) if published else None
    except (ValueError, OverflowError):
        return None


def _from_publication(got: dict[str, str | None], match: re.Match[str], published: date) -> tuple[date, date] | None:
    if got["near"]:
        day = published - timedelta(days=got["near"].lower() in ("yesterday", "last night"))
        return day, day
    if got["n"]:
        return _around((published, published), got["unit"] or "", -_count(got["n"]))
    if got["month"]:
        number = [m.lower() for m in MONTHS].index(got["month"].lower()) + 1
        year = published.year - (
            number > published.month or (number == published.month and match.group().lower().startswith("last"))
        )
        return _month_of(date(year, number, 1))
    if got["day"]:
        back = (published.weekday() - [d.lower() for d in _WEEKDAYS].index(got["day"].lower())) % 7
        day = published - timedelta(days=back)
        return day, day
    last = (got["which"] or "").lower() == "last"
    if got["span"] == "week":
        monday = published - timedelta(days=published.weekday() + 7 * last)
        return monday, min(monday + timedelta(days=6), published)
    first, _ = _month_of(_moved(published.replace(day=1), "month", -1 if last else 0))
    return first, min(_month_of(first)[1], published)


def _count(word: str | None) -> int:
    return _COUNTS.get((word or "").lower()) or int(word or 0)


def _moved(day: date, unit: str | None, count: int) -> date:
    unit = (unit or "").lower()
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, 28))


def _month_of(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, _moved(first, "month", 1) - timedelta(days=1)


def _around(days: tuple[date, date], unit: str | None, count: int) -> tuple[date, date]:
    """A span moved by so many units, as wide as the unit."""
    first, last = _moved(days[0], unit, count), _moved(days[1], unit, count)
    unit = (unit or "").lower()
    if unit == "year":
        return date(first.year, 1, 1), date(last.year, 12, 31)
    if unit == "month":
        return _month_of(first)[0], _month_of(last)[1]
    return (first - timedelta(days=3), last + timedelta(days=3)) if unit == "week" else (first, last)
