"""Descriptions that stand for actors named before: "these two countries", "the region", "such organisations"."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from multipolar.actors.record import all_names, registry
from multipolar.reading.document import PLACES, Document, Mention, Part, Quote
from multipolar.reading.issuers import issuer
from multipolar.reading.mentions import Mentions

LOOK_BACK = 8000
"""How many characters back a description may find what it stands for."""

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2}
_COUNTED = re.compile(
    r"\b(?:these|those|the|all)?\s*(?P<n>two|three|four|five|six|both)\s+(?:countries|states|nations|capitals|governments|powers)\b",
    re.I,
)
_BODY = re.compile(
    r"\b(?:the|this|such|that|these)\s+(?:(?:enlarged|expanded|regional|whole|entire|young|old|new|wider|same)\s+)?(?:(?P<defence>alliances?)|organi[sz]ations?|blocs?|bod(?:y|ies)|groupings?|associations?|(?P<named>council|union|community|commonwealth|league|forum|commission|initiative|treaty organi[sz]ation))\b",
    re.I,
)
_COUNTRY = re.compile(r"\bthe (?:country|republic|kingdom|sultanate|emirate)\b(?! of| that| which)", re.I)
NEAR = 300
"""How many characters back "the country" may find the one state it stands for."""
_REGION = re.compile(
    r"\b(?:the|this|that|its)\s+(?:entire\s+|whole\s+)?region\b|\bregional (?:states|governments|capitals|leaders|regimes)\b",
    re.I,
)


def find_descriptions(document: Document, mentions: Mentions) -> list[Mention]:
    """Descriptions with the actors they stand for; where the text does not settle it, none."""
    text = document.text
    known = registry()
    found: list[Mention] = []
    for part in document.parts:
        if part.kind in ("boilerplate", "title"):
            continue
        for match in _COUNTED.finditer(text, part.start, part.end):
            wanted = _NUMBERS[match.group("n").lower()]
            actors = _last_distinct(mentions, part.start, match.start(), wanted, set(known.states))
            found += [_mention(text, match, actor) for actor in actors]
        for match in _COUNTRY.finditer(text, part.start, part.end):
            near = {m.actor for m in mentions.between(match.start() - NEAR, match.start()) if m.actor in known.states}
            found += [_mention(text, match, state) for state in near if len(near) == 1]
        for match in _REGION.finditer(text, part.start, part.end):
            regions = {key for key, group in known.groups.items() if group.kind == "region"}
            found += [
                _mention(text, match, actor)
                for actor in _last_distinct(mentions, match.start() - LOOK_BACK, match.start(), 1, regions)
            ]
        found += _bodies(document, part, mentions)
    return found


def _bodies(document: Document, part: Part, mentions: Mentions) -> list[Mention]:
    """Descriptions of organisations: "the alliance", "such organisations", "the Council"."""
    text, known, issued_by = document.text, registry(), issuer(document)
    found: list[Mention] = []
    for match in _BODY.finditer(text, part.start, part.end):
        if match.group("defence"):
            allied = {key for key, body in known.organisations.items() if body.collective_defence}
            body = next(iter(_last_distinct(mentions, match.start() - LOOK_BACK, match.start(), 1, allied)), "")
        else:
            noun = (match.group("named") or "").title()
            keys = _bodies_called(noun) if noun else frozenset(known.organisations)
            body = _main_body(mentions, match.start(), keys)
            body = body or (issued_by if issued_by in keys else "")
        named = any(m.quote.start < match.end() for m in mentions.between(match.start(), match.end() + 60))
        if body and not named:
            found.append(_mention(text, match, body))
    return found


@cache
def _bodies_called(noun: str) -> frozenset[str]:
    """The organisations with a noun in one of their names."""
    bodies = registry().organisations
    return frozenset(name.actor for name in all_names() if name.actor in bodies and noun in name.text)


def _main_body(mentions: Mentions, end: int, keys: frozenset[str]) -> str:
    """The actor of a kind that the text has spoken of most before a place: what "the organisation" then means."""
    return leading(Counter(m.actor for m in mentions.between(max(0, end - LOOK_BACK), end) if m.actor in keys))


def leading(counted: Counter[str]) -> str:
    """The actor counted most, or "" where two are counted as often."""
    first = counted.most_common(2)
    return first[0][0] if first and (len(first) == 1 or first[0][1] > first[1][1]) else ""


def _mention(text: str, match: re.Match[str], actor: str) -> Mention:
    return Mention(Quote(match.start(), match.end(), match.group()), actor, "description")


def _last_distinct(mentions: Mentions, start: int, end: int, count: int, keys: set[str]) -> list[str]:
    """The last `count` distinct actors of the given keys named before a place; none if there are fewer."""
    actors: list[str] = []
    for mention in reversed(mentions.between(start, end)):
        if mention.actor in keys and mention.kind not in PLACES and mention.actor not in actors:
            actors.append(mention.actor)
            if len(actors) == count:
                return actors[::-1]
    return []
