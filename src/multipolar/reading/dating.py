"""When a membership began, ended or held, as finely as the words say it: to the day, the month or the year."""

from __future__ import annotations

import calendar
import re
from datetime import date

from multipolar.dates import MONTHS
from multipolar.reading.document import Dating

_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_ORDINALS = (*_ONES, *_TEENS, "twentieth", *(f"twenty-{one}" for one in _ONES), "thirtieth", "thirty-first")
_MONTH = "|".join(MONTHS)
_DAY = rf"(?:{'|'.join(reversed(_ORDINALS))}|(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)"
_PART = (
    r"(?:very\s+)?(?:early|mid|late|(?:the\s+)?(?:very\s+)?(?:beginning|start|opening|turn|end|close|middle|course|"
    r"(?:first|second)\s+half|spring|summer|autumn|fall|winter|year)(?:\s+of)?|spring|summer|autumn|winter)"
)
_WHEN = rf"""(?:the\s+)?(?:(?P<part>{_PART})[\s-]+)?(?:the\s+)?
    (?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d)
    |(?:(?P<day>{_DAY})\s+(?:day\s+)?(?:of\s+)?)?(?:(?P<month>{_MONTH})\s*,?\s*)?
     (?:(?P<day2>{_DAY})\s*,?\s+)?(?:of\s+)?(?P<year>(?:19|20)\d\d)(?P<decade>s)?)\b"""
_DATED = re.compile(
    rf"\b(?P<prep>(?:ever\s+)?since|as\s+of|from|between|in|on|during|throughout|by|before|prior\s+to|until|till|up\s+to|after|following)\s+(?P<loose>(?:at\s+(?:the\s+)?(?:very\s+)?least|at\s+the\s+latest|as\s+(?:early|late|long\s+ago)\s+as|about|around|roughly|some\s+time\s+in)\s+)?{_WHEN}",
    re.VERBOSE | re.IGNORECASE,
)
_UNTIL = re.compile(rf"\s*,?\s*(?:to|until|till|up\s+to|through|and|[-–])\s+{_WHEN}", re.VERBOSE | re.IGNORECASE)
_NEAR = re.compile(r"\b(?:earlier |later )?(?P<which>this|last) (?:year|spring|summer|autumn|fall|winter)\b", re.I)
_RELATIVE = re.compile(
    r"\b(?:years?|months?|weeks?|days?|decades?)\s+(?:later|earlier|after\w*|before\w*|ago|previously|on)\b"
    r"|\bthe\s+(?:same|following|next|previous|preceding)\s+(?:year|month|week|day|spring|summer|autumn|winter)\b"
    r"|\b(?:this|last|next)\s+(?:month|week|decade|century)\b|\b(?:afterwards|thereafter|beforehand)\b",
    re.I,
)
_LOOSE = re.compile(r"\b(?:well|long|already)\s+$", re.I)
_KINDS = {
    "since": "since", "ever since": "since", "as of": "since", "in": "in", "on": "in", "during": "in", "throughout": "in", "by": "by",
    "from": "since", "between": "after", "before": "before", "prior to": "before", "until": "until", "till": "until", "up to": "until", "after": "after",
    "following": "after",
}  # fmt: skip


def dating_in(text: str, start: int, end: int) -> Dating | None:
    """The first date between two offsets that a preposition introduces, or None. It stands in the text to the day
    ("on 4 April 2023", "since the first of January 2012"), the month or the year; a season dates by its year."""
    for match in _DATED.finditer(text, start, end):
        days = _days(match)
        if days is None:
            continue
        prep = re.sub(r"\s+", " ", match.group("prep").lower())
        kind = _KINDS[prep]
        part = (match.group("part") or "").lower()
        if kind in ("by", "before") and not match.group("month"):
            days = _turned(days, part)
        if prep in ("from", "between"):
            until = _UNTIL.match(text, match.end(), end)
            finish = _days(until) if until else None
            if finish is not None and finish[0] > days[1]:
                return Dating("from", days, finish)
        before = text[max(start, match.start() - 12) : match.start()]
        exact = not (match.group("decade") or match.group("loose") or _LOOSE.search(before))
        return Dating(kind, days, exact=exact)
    if near := _NEAR.search(text, start, end):
        return Dating("in", back=int(near.group("which").lower() == "last"))
    return None


def is_relative(text: str, start: int, end: int) -> bool:
    """Whether a stretch dates by another event ("two years later"), which only a reader can place."""
    return _RELATIVE.search(text, start, end) is not None


def _days(match: re.Match[str]) -> tuple[date, date] | None:
    """The first and last day that a date can mean; None for an impossible one."""
    try:
        if match.group("iso"):
            day = date.fromisoformat(match.group("iso"))
            return day, day
        year, month = int(match.group("year")), match.group("month")
        if match.group("decade"):
            return date(year, 1, 1), date(year + _last_of_decade(match.group("part") or ""), 12, 31)
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        number = [m.lower() for m in MONTHS].index(month.lower()) + 1
        named = match.group("day") or match.group("day2")
        if named is None:
            return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
        day = date(year, number, _number(named))
    except ValueError:
        return None
    return day, day


def _last_of_decade(part: str) -> int:
    """The last year that a part of a decade can mean ("the early 1990s"): the end bounds it, its beginning is left."""
    part = part.lower()
    if re.search(r"early|beginning|start|opening|turn|first", part):
        return 4
    return 7 if re.search(r"mid", part) else 9


def _number(word: str) -> int:
    word = word.lower()
    return _ORDINALS.index(word) + 1 if word in _ORDINALS else int(re.sub(r"\D", "", word))


def _turned(days: tuple[date, date], part: str) -> tuple[date, date]:
    """Of a year, the edge that "by the beginning of" or "by the end of" it names; of a decade only its end."""
    if re.search(r"end|close", part):
        return days[1], days[1]
    if days[0].year != days[1].year:
        return days
    if re.search(r"beginning|start|opening|turn", part):
        return days[0], days[0]
    return (days[0], date(days[0].year, 3, 31)) if "early" in part else days
