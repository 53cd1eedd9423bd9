"""A stored text cut into pieces: which part each stands in, and which claims quote it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from multipolar.briefs.brief import Brief


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in which the same claims hold throughout; `opens` are the claims that begin with it."""

    text: str
    claims: tuple[int, ...]
    opens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """A part of the document by its kind, as pieces that together are its text."""

    kind: str
    pieces: tuple[Piece, ...]


def marked(brief: Brief) -> tuple[MarkedPart, ...]:
    """The full text by parts, nothing lost: stretches outside any part come with an empty kind, blank ones not at all.

    Empty where the brief does not carry the text. Offsets beyond the text are cut back to it.
    """
    text = brief.document.text
    spans = [(claim.quote.start, claim.quote.end, claim.number) for claim in brief.claims]
    parts = []
    for kind, start, end in _covering(brief.document.parts, len(text)):
        if kind or text[start:end].strip():
            parts.append(MarkedPart(kind, tuple(_pieces(text, start, end, spans))))
    return tuple(parts)


def _covering(parts: tuple[tuple[str, int, int], ...], length: int) -> list[tuple[str, int, int]]:
    """The parts in order, with what lies between them, from 0 to `length`."""
    covering, at = [], 0
    for kind, start, end in sorted(parts, key=lambda part: part[1:]):
        first, last = max(start, at), min(end, length)
        if first >= last:
            continue
        if first > at:
            covering.append(("", at, first))
        covering.append((kind, first, last))
        at = last
    if at < length:
        covering.append(("", at, length))
    return covering


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, int, int]]) -> list[Piece]:
    cuts = {start, end}
    cuts.update(cut for low, high, _ in spans if low < high for cut in (low, high) if start < cut < end)
    ordered = sorted(cuts)
    return [
        Piece(
            text[low:high],
            tuple(number for first, last, number in spans if first <= low and high <= last),
            tuple(number for first, last, number in spans if first == low and high <= last),
        )
        for low, high in pairwise(ordered)
    ]
