"""Spans of years and sizes of change that a clause gives in words: "since the mid-1990s", "by more than half"."""

from __future__ import annotations

import re

from multipolar.reading.document import Quote

_DECADE = r"(?P<part{0}>early |mid[- ]|late )?(?P<decade{0}>(?:19|20)\d0)s"
_EVENTS = {
    "cold war": 1991,
    "soviet union": 1991,
    "soviet collapse": 1991,
    "second world war": 1945,
    "independence": 1991,
}
"""Ends and events that commentary dates by; the year after which the span runs."""

_IN_WORDS = {"seventies": 1970, "eighties": 1980, "nineties": 1990}
_WITHIN = (
    r"(?:(?:early|mid|late)[- ]|(?:beginning|start|end|middle|spring|summer|autumn|fall|winter|first half|second half)\s+of\s+(?:the\s+)?"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:of\s+)?"
    r"|(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?\s+(?:of\s+)?(?=(?-i:[A-Z]))){0,3}"
)
_SINCE = re.compile(
    rf"\b(?:since|after|from|than\s+(?:it|they|he|she)\s+(?:did|was|were|had|had\s+been)(?:\s+back)?\s+(?:in|at))\s+(?:the\s+)?(?:{_WITHIN}(?P<year>(?:18|19|20)\d\d)\b(?!\s*(?:(?:to|until)\s+(?:the\s+|early\s+|mid-?\s*|late\s+)?(?:\d|present|today)|-|–))|{_DECADE.format('a')}"
    r"|(?P<century>(?:turn|beginning|start|dawn|opening)\s+of\s+(?:the|this)\s+(?:new\s+|present\s+|twenty-first\s+|21st\s+)?(?:century|millennium))"
    r"|(?:early\s+|mid-?\s*|late\s+)?(?P<worded>seventies|eighties|nineties)\b"
    r"|(?:end|fall|collapse|break-?up|dissolution) of (?:the )?(?P<event>cold war|soviet union|second world war)|(?P<event2>soviet collapse))",
    re.I,
)
_FROM_TO = re.compile(
    r"\b(?:from|between)\s+(?P<a>(?:18|19|20)\d\d)\s+(?:to|and|until|through)\s+(?P<b>(?:18|19|20)\d\d)\b", re.I
)
_IN_DECADE = re.compile(rf"\b(?:in|during|over|throughout)\s+the\s+{_DECADE.format('b')}", re.I)
_IN_YEAR = re.compile(rf"\b(?:in|by)\s+(?:the\s+)?{_WITHIN}(?P<year>(?:18|19|20)\d\d)\b", re.I)
_LAST_YEARS = re.compile(
    r"\b(?:over|in|for|during)\s+(?:the\s+)?(?:past|last|recent|previous)?\s*(?P<n>two|three|four|five|six|seven|eight|ten|fifteen|twenty|thirty|\d{1,2})\s+(?P<unit>years|decades)\b",
    re.I,
)
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
_SHARE = re.compile(
    r"\bby\s+(?:more than\s+|at least\s+|about\s+|around\s+|nearly\s+|almost\s+|some\s+)?(?:(?P<n>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)|(?P<word>half|a half|one half|a third|one third|two thirds|a quarter|one quarter|three quarters|a fifth|a tenth)\b)"
    r"|\b(?P<verb>halved|doubled|tripled|trebled)\b",
    re.I,
)
_SHARES = {
    "half": 0.5, "a half": 0.5, "one half": 0.5, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 0.25, "one quarter": 0.25,
    "three quarters": 0.75, "a fifth": 0.2, "a tenth": 0.1, "halved": 0.5, "doubled": 1.0, "tripled": 2.0, "trebled": 2.0,
}  # fmt: skip


def _decade(match: re.Match[str], name: str) -> int:
    part = (match.group(f"part{name}") or "").strip(" -").lower()
    return int(match.group(f"decade{name}")) + {"early": 2, "mid": 5, "late": 8}.get(part, 0)


def years_of(text: str, start: int, end: int) -> tuple[int | None, int | None, Quote] | None:
    """First and last year of the span that a clause names, None on the side it leaves open, with the words for it.

    (None, -n) stands for the n years before the date asked about.
    """
    if match := _FROM_TO.search(text, start, end):
        return int(match.group("a")), int(match.group("b")), _quote(match)
    if match := _SINCE.search(text, start, end):
        if match.group("year"):
            return int(match.group("year")), None, _quote(match)
        if match.group("century"):
            return 2000, None, _quote(match)
        if match.group("worded"):
            return _IN_WORDS[match.group("worded").lower()], None, _quote(match)
        event = (match.group("event") or match.group("event2") or "").lower()
        return (_EVENTS[event] if event else _decade(match, "a")), None, _quote(match)
    if match := _IN_DECADE.search(text, start, end):
        first = int(match.group("decadeb"))
        return first, first + 9, _quote(match)
    if match := _LAST_YEARS.search(text, start, end):
        count = _NUMBERS.get(match.group("n").lower()) or int(match.group("n"))
        return None, -count * (10 if match.group("unit").lower() == "decades" else 1), _quote(match)
    if match := _IN_YEAR.search(text, start, end):
        return int(match.group("year")), int(match.group("year")), _quote(match)
    return None


def share_of(text: str, start: int, end: int) -> float | None:
    """The relative change that a clause names (0.5 for "by more than half"), or None."""
    match = _SHARE.search(text, start, end)
    if match is None:
        return None
    if match.group("n"):
        return float(match.group("n")) / 100
    return _SHARES[(match.group("word") or match.group("verb")).lower()]


def _quote(match: re.Match[str]) -> Quote:
    return Quote(match.start(), match.end(), match.group())
