"""Who issues a release, and from which town: what the lines around its headline say."""

from __future__ import annotations

import re

from multipolar.actors.record import matcher, registry
from multipolar.reading.document import Document, Part, Quote

_ISSUER = re.compile(
    r"(?:(?:the\s+)?(?:office|ministry|embassy|government|secretariat|presidency|chancellery|cabinet|press\s+(?:service|office)|permanent\s+(?:mission|representation))\s+(?:of|for)\b"
    r"|[^,:.]{3,60}\b(?:ministry|secretariat|presidency|embassy|government|press\s+(?:service|office))\b[^.:]{0,40}\Z)",
    re.I,
)

HEAD = 600
"""Characters of a text in which it can say who issues it."""
_TOWN = re.compile(
    r"^(?P<town>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}),\s+(?:\d{1,2}(?:st|nd|rd|th)? [A-Z]|[A-Z][a-z]+ \d)", re.M
)
"""A town with the day beside it."""


def issuer(document: Document) -> str:
    """The state or organisation that a release names as its own issuer above the headline or below it, or ""."""
    head = (p for p in document.parts if p.kind in ("boilerplate", "title") and p.start < HEAD)
    for part in head:
        for line in document.text[part.start : min(part.end, HEAD)].splitlines():
            if _ISSUER.match(line.strip()) is None:
                continue
            for hit in matcher().find(line.title().replace(" Of ", " of ") if line.isupper() else line):
                name = next((n for n in hit.names if n.kind in ("name", "adjective", "abbreviation")), hit.names[0])
                return name.actor
    return ""


def town_of_issue(document: Document, part: Part) -> tuple[Quote | None, str]:
    """The town that a release sets before its day, with the state, where the record knows it as a capital or city."""
    start = max(0, part.start - HEAD)
    for match in _TOWN.finditer(document.text, start, part.start) if issuer(document) else ():
        for name in matcher().named(match["town"]):
            if name.actor in registry().states and name.kind in ("capital", "city"):
                return Quote(match.start("town"), match.end("town"), match["town"]), name.actor
    return None, ""
