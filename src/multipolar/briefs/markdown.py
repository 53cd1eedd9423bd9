"""The brief as Markdown in which no text of the document is markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from multipolar.briefs.blocks import Block, Figure, Heading, Items, Line, Quote, Span, Table, Text, blocks
from multipolar.briefs.brief import Brief
from multipolar.briefs.safe import line

_SPECIAL = re.compile(r"[\\`*_{}\[\]~|$^]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BLOCK_START = re.compile(r"(\d{0,9})(?:#{1,6}|[-+]|(?<=\d)[.)])(?=[\s-]|$)")
_AUTOLINK = re.compile(r"(?i)(www)\.|([a-z])://")


def escape(text: str) -> str:
    """Text on one line that renders as itself: no emphasis, link, HTML, table cell, heading, list or autolink."""
    safe = _SPECIAL.sub(lambda match: f"\\{match[0]}", line(text))
    safe = re.sub("[&<>]", lambda match: _ENTITIES[match[0]], safe)
    safe = _AUTOLINK.sub(lambda match: f"{match[1]}\\." if match[1] else f"{match[2]}\\://", safe)
    start = _BLOCK_START.match(safe)
    return f"{start[1]}\\{safe[start.end(1) :]}" if start else safe


def markdown(brief: Brief) -> str:
    """The whole brief in CommonMark with tables; quotes are block quotes, figures are told by their captions."""
    return written(blocks(brief))


def written(page: Iterable[Block]) -> str:
    """A run of blocks as Markdown."""
    return "\n".join(text for block in page for text in _block(block)).rstrip("\n") + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield f"{'#' * level} {escape(text)}"
        case Text(spans):
            yield _line(spans)
        case Quote(text):
            yield f"> {escape(text)}"
        case Items(lines, numbered):
            marks = [f"- \\[{place}\\] " if numbered else "- " for place in range(1, len(lines) + 1)]
            yield from (f"{mark}{_line(spans)}" for mark, spans in zip(marks, lines, strict=True))
        case Table(head, rows):
            yield f"| {' | '.join(map(escape, head))} |"
            yield f"|{' --- |' * len(head)}"
            yield from (f"| {' | '.join(map(escape, row))} |" for row in rows)
        case Figure(_, caption):
            yield f"Figure: {escape(caption)}"
    yield ""


def _line(spans: Line) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    if span.to.startswith("https://"):
        return f"<{span.to}>"
    body = escape(span.text)
    lead = " " if span.text[:1].isspace() else ""
    tail = " " if span.text[-1:].isspace() and span.text.strip() else ""
    return f"{lead}**{body}**{tail}" if span.style == "bold" and body else f"{lead}{body}{tail}"
