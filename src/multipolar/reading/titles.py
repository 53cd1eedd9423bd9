"""Offices spoken of by their title alone ("the President", "its foreign minister", "the Executive Secretary"): whose they are."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator

from multipolar.actors.record import registry
from multipolar.reading.anaphora import LOOK_BACK
from multipolar.reading.document import PLACES, Document, Mention, OfficeMention, Part, Quote
from multipolar.reading.issuers import issuer
from multipolar.reading.mentions import Mentions

_TITLE = re.compile(
    r"\b(?:(?P<whose>the|its|their|whose)\s+)?(?:(?:acting|deputy|vice|first|new|visiting|outgoing)[ -])*"
    r"(?P<title>(?:prime|foreign|defen[cs]e|trade|interior|finance|energy)\s+minister|minister\s+(?:of|for)\s+(?:foreign|external)\s+(?:affairs|relations)"
    r"|president|premier|chancellor|king|emir|sultan|minister|foreign\s+secretary|(?:executive\s+)?secretary(?:[- ]general)?"
    r"|high\s+representative|chair(?:man|woman|person)?|ambassador|envoy|delegate|head\s+of\s+(?:state|government)|spokes(?:man|woman|person)|(?:foreign\s+)?ministry|secretariat)\b"
    r"(?!\s+of\s+(?:the\s+)?(?!foreign|external|defen[cs]e|state|government)[a-z])",
    re.I,
)
_OF_BODY = re.compile(r"secretar|chair|high\s+representative|spokes", re.I)
"""Titles that an organisation gives; without another it is the one that the text has named most, of equals the first."""
_OF_A_MINISTRY = re.compile(r"(?<!prime )minist|spokes|ambassador")
"""Titles that stand before a name in a release of that ministry; a president named in it may be anybody's."""
_OF = re.compile(r"\s+(?:of|for|from)\s+(?:the\s+)?(?:republic\s+of\s+|kingdom\s+of\s+)?\Z", re.I)
_ADJOINING = re.compile(r"(?:'s|’s|['’])?\s+(?:[a-z][\w-]+\s+)?\Z")
NEAR, RECENT = 250, 2500
"""Characters back to the state of "its minister", and to the last holder of a title."""


def find_titles(document: Document, mentions: Mentions, offices: tuple[OfficeMention, ...]) -> list[Mention]:
    """Titles without a name as bearers of the state or organisation whose they are; where the text leaves it open, none."""
    issued_by = issuer(document)
    return [
        row
        for part in document.parts
        if part.kind in ("news", "comment")
        for row in _in_part(document.text, part, mentions, offices, issued_by)
    ]


def _in_part(
    text: str, part: Part, mentions: Mentions, offices: tuple[OfficeMention, ...], issued_by: str
) -> Iterator[Mention]:
    starts = [office.quote.start for office in offices]
    held: dict[str, tuple[str, int]] = {}
    for match in _TITLE.finditer(text, part.start, part.end):
        title = " ".join(match["title"].lower().split())
        near = offices[max(0, bisect.bisect_right(starts, match.end()) - 1) :][:1]
        person = next((o for o in near if o.quote.start <= match.start("title") and match.end() <= o.quote.end), None)
        actor = person.actor if person else _named(text, mentions, match)
        if not actor and person is None:
            actor = _meant(text, mentions, match, title, held, issued_by)
            if actor and not mentions.between(match.start(), match.end()):
                yield Mention(Quote(match.start(), match.end(), match.group()), actor, "office")
        if actor:
            held[title] = held[title.split()[-1]] = (actor, match.start())


def _named(text: str, mentions: Mentions, match: re.Match[str]) -> str:
    """The actor that stands with a title: "Turkey's foreign minister", "the minister of Japan"."""
    for row in reversed(mentions.between(max(0, match.start("title") - 45), match.start("title"))):
        if row.kind not in PLACES and _ADJOINING.fullmatch(text, row.quote.end, match.start("title")):
            return row.actor
    for row in mentions.between(match.end(), match.end() + 45)[:1]:
        if _OF.fullmatch(text, match.end(), row.quote.start):
            return row.actor
    return ""


def _owner(text: str, mentions: Mentions, match: re.Match[str], whose: str) -> str:
    """The state of "its minister": the only one of the sentence so far, else the only one of the sentence before."""
    states = registry().states
    floor = max(0, match.start() - NEAR)
    stops = [m.end() for m in _STOP.finditer(text, floor, match.start())]
    here = stops[-1] if stops else floor
    before = stops[-2] if len(stops) > 1 else floor
    for start, end in ((here, match.start()), (before, here)):
        near = [r.actor for r in mentions.between(start, end) if r.actor in states and r.kind not in PLACES]
        if len(set(near)) == 1 or (near and whose == "whose"):
            return near[-1]
        if near:
            return _subject(text, mentions, start, end)
    return ""


def _subject(text: str, mentions: Mentions, start: int, end: int) -> str:
    """The last state of a sentence that something else does not govern, if it stands alone ("Oman has kept its channels
    to Iran open, and its minister ...")."""
    free = [
        r
        for r in mentions.between(start, end)
        if r.kind not in PLACES and not _GOVERNED.search(text, start, r.quote.start)
    ]
    if not free or free[-1].actor not in registry().states:
        return ""
    joined = len(free) > 1 and _AND.fullmatch(text, free[-2].quote.end, free[-1].quote.start)
    return "" if joined else free[-1].actor


_AND = re.compile(r",?\s+(?:(?:and|or)\s+)?(?:the\s+)?")
_GOVERNED = re.compile(
    r"\b(?:in|of|from|with|at|to|by|for|on|against|between|under|over|near|than|as|like)\s+(?:the\s+)?\Z"
)


def _most_named(mentions: Mentions, end: int) -> str:
    """The organisation named most in the stretch before a place, of equals the first."""
    bodies = registry().organisations
    counted = Counter(m.actor for m in mentions.between(max(0, end - LOOK_BACK), end) if m.actor in bodies)
    return next((body for body, _ in counted.most_common(1)), "")


_STOP = re.compile(r"[.!?;]\s+|\n\n")
_A_NAME = re.compile(r"\s[A-Z][\w'’-]+")


def _meant(
    text: str, mentions: Mentions, match: re.Match[str], title: str, held: dict[str, tuple[str, int]], issued_by: str
) -> str:
    whose = (match["whose"] or "").lower()
    named = match["title"][0].isupper() and _A_NAME.match(text, match.end()) is not None
    if not whose and not named:
        return ""
    known = registry()
    if whose not in ("the", ""):
        return _owner(text, mentions, match, whose)
    if issued_by in known.states and match["title"][0].isupper() and (whose or _OF_A_MINISTRY.search(title)):
        return issued_by
    actor, at = held.get(title) or held.get(title.rsplit(maxsplit=1)[-1]) or ("", 0)
    if whose and actor and match.start() - at <= RECENT:
        return actor
    if _OF_BODY.match(title):
        return issued_by or _most_named(mentions, match.start())
    return ""
