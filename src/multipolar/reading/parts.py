"""The parts of a document: title, news, comment, running text, boilerplate; publisher and byline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from multipolar.reading.document import Part, Quote
from multipolar.reading.lexicon import table
from multipolar.reading.sentences import Stretch, trimmed
from multipolar.reading.words import Patterns

_LINE = re.compile(r"[^\n]+")
_SIGNED = re.compile(
    r"^\W*(?:Written|Prepared|Published|Reported|Commentary|Analysis)\s+(?:for|in|by)\s+"
    r"(?P<publisher>(?:the\s+)?[^\n]{2,120}?)(?:\s+by\s+(?P<byline>[^\n]{2,80}?))?\s*[.\n]*$",
    re.I,
)
_BYLINE = re.compile(
    r"^\W*(?:By|Author:|Autho[ru]s:)\s+(?P<byline>[A-Z][^\n,;:]{2,60}?)(?:,\s*(?P<publisher>[A-Z][^\n]{2,60}))?\s*$"
)
_PUBLISHER = re.compile(
    r"^\W*(?:Publisher|Source|Outlet|Published (?:by|in))\s*:\s*(?P<publisher>[^\n]{2,120}?)\s*$", re.I
)
_DATED = re.compile(
    r"^\W*(?:Published(?: on)?|Date|Posted(?: on)?|Issued(?: on)?|Updated)\b\s*:?\s*(?P<date>[^\n]{4,40})$", re.I
)
_IMPRINT = re.compile(
    r"^\W*(?P<publisher>(?:The )?[A-Z][\w'’&.-]*(?: (?:of|and|the|for|[A-Z][\w'’&.-]*)){0,6}),\s+(?P<date>\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4})\W*$"
)
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w'’.-]+(?:[ /][A-Z][\w'’.-]+){0,3})(?:,\s*(?P<date>[^\n(–—-]{3,30}?))?\s*(?:\((?P<publisher>[^()\n]{2,60})\)\s*)?(?:–|—|--|-)\s",
)
_BOILERPLATE = re.compile(
    r"(?:https?://|www\.|©|\(c\)\s*\d{4}|all rights reserved|cookie|subscribe|newsletter|follow us|read more|share this"
    r"|related articles|terms of use|privacy policy|\bofficial website\b)",
    re.I,
)


_DATELINE_ONLY = (_DATELINE,)
MAX_FURNITURE = 240
"""Characters; a longer line is no sign-off, imprint or date line."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts with what the furniture of the page says. `dated` is the line of the date of publication."""

    parts: tuple[Part, ...]
    title: Quote | None
    publisher: Quote | None
    byline: Quote | None
    dated: Quote | None


@cache
def _headings() -> dict[str, str]:
    return {row["heading"]: row["kind"] for row in table("headings")}


def _heading(line: str) -> str:
    """The kind of part that a heading line opens, or ""."""
    words = line.strip().strip("#*_=-:–— \t").casefold()
    if len(words) >= 40:
        return ""
    pieces = [words]
    if not words.endswith((".", "!", "?")):  # "Comment – the long view", but no short sentence after a heading
        pieces += [piece.strip() for piece in re.split(r"[/|–—]", words)]
    return next((_headings()[piece] for piece in pieces if piece in _headings()), "")


def _inline_heading(line: str) -> tuple[str, int]:
    """For "News: On 3 May ..." the kind and the length of the heading, else ("", 0)."""
    match = re.match(r"\s*([A-Za-z][A-Za-z' -]{2,30}):\s+", line)
    return (_headings().get(match.group(1).casefold(), ""), match.end()) if match else ("", 0)


def _is_boilerplate(line: str) -> bool:
    return line.count("|") >= 2 or (len(line) < 300 and _BOILERPLATE.search(line) is not None)


def _group(text: str, match: re.Match[str], name: str, at: int) -> Quote | None:
    if match.group(name) is None:
        return None
    found = trimmed(text, at + match.start(name), at + match.end(name))
    return Quote(found.start, found.end, found.of(text)) if found else None


def _furniture(
    text: str,
    line: re.Match[str],
    patterns: tuple[re.Pattern[str], ...] = (_SIGNED, _BYLINE, _PUBLISHER, _IMPRINT, _DATED),
) -> dict[str, Quote]:
    """What a line of the page's furniture says of publisher, byline and date; empty for a line of the article."""
    if len(line.group()) > MAX_FURNITURE and patterns is not _DATELINE_ONLY:
        return {}
    for pattern in patterns:
        match = pattern.match(line.group())
        if match is None:
            continue
        said = {name: _group(text, match, name, line.start()) for name in match.groupdict() if name != "place"}
        found = {name: quote for name, quote in said.items() if quote is not None}
        if "date" not in found or re.search(r"\d", found["date"].text):
            return found
    return {}


def dateline_end(text: str, start: int) -> int:
    """Where the dateline ends that a part may begin with; its date is the day of publication, not of an event."""
    match = _DATELINE.match(text[start : start + MAX_FURNITURE])
    return start + match.end() if match else start


def lay_out(text: str) -> Layout:
    """Divide a text into its parts by its own headings; text without any is one `plain` stretch."""
    title = publisher = byline = dated = None
    kind = "plain"
    stretches: list[tuple[str, Stretch]] = []
    seen_body = False
    for match in _LINE.finditer(text):
        line = match.group()
        stretch = trimmed(text, match.start(), match.end())
        if stretch is None:
            continue
        heading = "" if _is_boilerplate(line) else _heading(line)
        inline, width = ("", 0) if heading else _inline_heading(line)
        if heading or inline:
            kind = heading or inline
            seen_body = True
            rest = trimmed(text, match.start() + width, match.end()) if inline else None
            if rest:
                stretches.append((kind, rest))
            continue
        furniture = _furniture(text, match)
        if furniture:
            publisher = publisher or furniture.get("publisher")
            byline = byline or furniture.get("byline")
            dated = dated or furniture.get("date")
            stretches.append(("boilerplate", stretch))
            continue
        if _is_boilerplate(line):
            stretches.append(("boilerplate", stretch))
            continue
        if title is None and not seen_body and _looks_like_title(stretch.of(text)):
            title = Quote(stretch.start, stretch.end, stretch.of(text))
            stretches.append(("title", stretch))
            continue
        dateline = {} if seen_body and kind == "plain" else _furniture(text, match, _DATELINE_ONLY)
        publisher = publisher or dateline.get("publisher")
        dated = dated or dateline.get("date")
        if kind == "plain" and dateline:
            kind = "news"
        seen_body = True
        stretches.append((kind, stretch))
    return Layout(_joined(stretches), title, publisher, byline, dated)


def _looks_like_title(line: str) -> bool:
    return (len(line) <= 200 and not line.endswith((".", "?!", ";"))) or (len(line) <= 90 and line.count(".") == 0)


def _joined(stretches: list[tuple[str, Stretch]]) -> tuple[Part, ...]:
    """Neighbouring lines of one kind as one part."""
    parts: list[Part] = []
    for kind, stretch in stretches:
        if parts and parts[-1].kind == kind:
            parts[-1] = Part(kind, parts[-1].start, stretch.end)
        else:
            parts.append(Part(kind, stretch.start, stretch.end))
    return tuple(parts)


@cache
def _register_cues() -> Patterns:
    rows = table("register")
    return Patterns(
        {
            register: [re.compile(row["pattern"], re.I) for row in rows if row["register"] == register]
            for register in ("news", "comment")
        }
    )


def settle_register(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Running text without headings read as news or as comment, whichever its wording speaks for; a tie is comment.

    The careful side is comment: there a sentence never counts as a reported fact.
    """
    plain = [p for p in parts if p.kind == "plain"]
    if not plain:
        return parts
    cues = _register_cues()
    reported, argued = (
        sum(1 for p in plain for _ in cues.matches(register, text, p.start, p.end)) for register in ("news", "comment")
    )
    kind = "news" if reported > argued else "comment"
    return tuple(Part(kind, p.start, p.end) if p.kind == "plain" else p for p in parts)
