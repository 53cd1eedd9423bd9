"""How a clause asserts: its mode, with the words that settle it, its strength, tense, horizon, grounds and effect."""

from __future__ import annotations

import re

from multipolar.reading.cues import cue, cues
from multipolar.reading.document import Quote, Voice
from multipolar.reading.sentences import Stretch, first_verb

_WOULD = re.compile(
    r"(?<!\b[Ii]t )(?<!\b[Ww]e )(?<!\bI )\bwould\b(?!\s+(?:have|like|love|rather|prefer|hope|wish|say|add|seem|appear|argue|do\s+well|be\s+(?:the\s+|an?\s+)?(?:more\s+|most\s+|less\s+)?(?:wise|foolish|better|best|wrong|right|honest|mistake|folly|naive|unwise|absurd|fair))\b)"
)
_PAST = re.compile(r"(?:was|were|had|did|\w{2,}ed|began|became|took|gave|held|met|went|came|said|told|fell|rose|grew|lost|won|left|led|sent|brought|signed|kept|made|saw|sought|bought|sold|built|broke|spoke|wrote)\b", re.I)  # fmt: skip
JUDGES = ("argued", "mind", "qualifier", "evaluative", "judgement")
"""Kinds of cues that make of a comment's sentence an argued one."""


def mode(text: str, piece: Stretch, part: str, voices: tuple[Voice, ...], verb: Quote | None) -> tuple[str, str]:
    """The mode of a clause (see MODES) and the rule with its words. A comment part never yields a reported fact.

    `verb` are the words that tell of the speaking where somebody else than the text speaks.
    """
    spoken = voices[-1].kind not in ("publisher", "author")
    beside = _asides(text, piece)
    second = _second_predicate(text, piece, beside)
    if found := _first("forecast", text, piece, beside, second):
        return "forecast", f"speaks of what is to come: {found.text!r}"
    if would := _WOULD.search(text, piece.start, second):
        return "forecast", f"speaks of what would come: {would.group()!r}"
    if verb and (found := cue("demanding", text, verb.start, verb.end)):
        return "wish or demand", f"the speaker demands or wishes: {found.text!r}"
    if found := _first("demand", text, piece, beside, second):
        return "wish or demand", f"says what should be: {found.text!r}"
    if spoken:
        return (
            "reported statement",
            f"somebody is said to say it: {verb.text!r}" if verb else "somebody is said to say it",
        )
    if part == "news":
        return "reported fact", "a news part in its own voice"
    return _argued_or_not(text, piece, beside)


_ASIDE = re.compile(
    r",\s+(?:which|who|whose|whom|where|in\s+which|of\s+which|to\s+which|an?|the|one\s+of|both|itself|once|now|long|for\s+now|neutral|"
    r"(?:in|inside|at|with|under|since|after|despite|unlike|like)\s|\w+ed\s(?:in|by|from|to)\b)[^,;:]{3,120},"
)


def _asides(text: str, piece: Stretch) -> list[tuple[int, int]]:
    """The insertions between commas: what they say is not what the clause asserts."""
    return [match.span() for match in _ASIDE.finditer(text, piece.start, piece.end)]


_THEN = re.compile(
    r",?\s+(?:and|but)\s+(?:that\s+|(?:it|they|he|she)\s+)?(?=(?:will|would|is|are|ought|should|must|may|might)\b|[A-Z]\w+\s+(?:will|would)\b|\w+\s+(?:will|would)\s)"
)
_SUBORDINATE = re.compile(r"(?:if|when|once|as|while|until|unless|because|although|though|should|were)\b", re.I)


def _second_predicate(text: str, piece: Stretch, beside: list[tuple[int, int]]) -> int:
    """Where a second predicate joined by "and" begins, which does not settle the mode of the first; else the end."""
    if _SUBORDINATE.match(text, piece.start):
        return piece.end
    verb = first_verb(text, piece)
    then = next((m for m in _THEN.finditer(text, verb, piece.end) if not _within(m.start(), beside)), None)
    return then.start() if then else piece.end


def _within(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _first(kind: str, text: str, piece: Stretch, beside: list[tuple[int, int]], end: int) -> Quote | None:
    """The first cue of a kind in what the clause asserts first."""
    found = (c for c in cues(kind, text, piece.start, piece.end) if c.start < end and not _within(c.start, beside))
    return next(found, None)


_DONE = re.compile(r"\b(?:has|have|had)\s+(?:\w+\s+)?(?:\w{2,}(?:ed|en|wn|ung|ost|ent|elt|uilt|ought|ade|old|eld|et)|won|begun|become|gone|come|put|cut|run|led)\b", re.I)  # fmt: skip


def _argued_or_not(text: str, piece: Stretch, beside: list[tuple[int, int]]) -> tuple[str, str]:
    """What a comment says in its own voice: argued unless it tells, more than it judges, what could be looked up.

    Where as many words tell as judge, an act that is over is told.
    """
    judging = [c for kind in JUDGES for c in cues(kind, text, piece.start, piece.end) if not _within(c.start, beside)]
    telling = [c for c in cues("factual", text, piece.start, piece.end) if not _within(c.start, beside)]
    done = _PAST.match(text, first_verb(text, piece), piece.end) or _DONE.search(text, piece.start, piece.end)
    over = done is not None and not re.match(r"(?:was|were|had)\b", done.group())
    if telling and len(telling) + over > len(judging):
        words = telling[0].text
        return "unsourced assertion", f"a comment in its own voice that tells what could be looked up: {words!r}"
    if judging:
        return "argued", f"a comment that judges or reasons: {judging[0].text!r}"
    return "argued", "a comment in its own voice that tells nothing to look up"


def strength(text: str, piece: Stretch) -> str:
    """ "hedged", "stressed" or "" by the first cue of either kind."""
    hedge = cue("hedge", text, piece.start, piece.end)
    stress = cue("stress", text, piece.start, piece.end)
    if hedge and not (stress and stress.start < hedge.start):
        return "hedged"
    return "stressed" if stress else ""


def tense(text: str, piece: Stretch, mode_: str) -> str:
    """future for a forecast, else past or present by the first finite verb."""
    if mode_ == "forecast":
        return "future"
    return "past" if _PAST.match(text, first_verb(text, piece), piece.end) else "present"


def horizon(text: str, piece: Stretch, mode_: str) -> Quote | None:
    """The words for when a forecast is to come true."""
    return cue("horizon", text, piece.start, piece.end) if mode_ == "forecast" else None


def grounds(text: str, piece: Stretch) -> Quote | None:
    """What a claim is said to rest on."""
    return cue("grounds", text, piece.start, piece.end)


def effect(text: str, piece: Stretch, cause: Quote | None) -> Quote | None:
    """What a cause is said to bring about: the rest of its clause, where it stands before or behind all of that."""
    if cause is None:
        return None
    before, behind = (piece.start, cause.start), (cause.end, piece.end)
    start, end = max(before, behind, key=lambda span: span[1] - span[0])
    words = text[start:end]
    lead = len(words) - len(words.lstrip(" ,;:"))
    kept = words.strip(" ,;:.")
    return Quote(start + lead, start + lead + len(kept), kept) if len(kept) > 3 else None


def evaluative(text: str, piece: Stretch) -> tuple[Quote, ...]:
    """Words that praise or blame, of whichever camp."""
    return cues("evaluative", text, piece.start, piece.end)
