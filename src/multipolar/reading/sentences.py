"""Sentences and clauses of a text as offsets: nothing is copied, nothing is changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from multipolar.reading.lexicon import forms, table

MAX_SENTENCE = 4000
"""Longer stretches without an end are cut here, so that no text costs unbounded time."""

_ABBREVIATIONS = frozenset(
    [
        "h.e",
        "h.m",
        "hon",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "sgt",
        "st",
        "jr",
        "sr",
        "vs",
        "dept",
        "est",
        "approx",
        "inc",
        "ltd",
        "co",
        "corp",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "e.g",
        "i.e",
        "u.s",
        "u.k",
        "u.n",
        "a.m",
        "p.m",
    ]
)
_NUMBERED = frozenset(["no", "art", "fig"])
"""Words of their own unless a number follows."""
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n[ \t]*\n\s*")
_LAST_WORD = re.compile(r"[\w.]+\Z")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the text by offsets, without white space at its ends."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece itself."""
        return text[self.start : self.end]


def trimmed(text: str, start: int, end: int) -> Stretch | None:
    """The stretch without white space at its ends; None where nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(start, end) if start < end else None


def _ends_here(text: str, match: re.Match[str]) -> bool:
    mark = match.group()
    if "\n" in mark:
        return True
    rest = text[match.end() : match.end() + 40].lstrip()
    points = mark.rstrip("\"'”’)]")
    if points != ".":
        return not (points.endswith(("…", "..")) and rest[:1].islower())
    word = _LAST_WORD.search(text, max(0, match.start() - 12), match.start())
    if word is None:
        return True
    last = word.group().lower()
    if last in _NUMBERED:
        return not rest[:1].isdigit()
    if last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha()):
        return last in ("u.s", "u.k", "u.n", "a.m", "p.m") and rest[:4] in ("The ", "It i", "In t", "But ", "And ")
    return not rest[:1].islower()


@lru_cache(maxsize=64)
def sentences(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The sentences between two offsets; a blank line always ends one."""
    end = len(text) if end is None else end
    found: list[Stretch] = []
    begin = start

    def close(at: int) -> None:
        nonlocal begin
        while at - begin > MAX_SENTENCE:
            cut = text.rfind(" ", begin + 1, begin + MAX_SENTENCE)
            cut = cut if cut > begin else begin + MAX_SENTENCE
            _add(found, text, begin, cut)
            begin = cut
        _add(found, text, begin, at)
        begin = at

    for match in _END.finditer(text, start, end):
        if _ends_here(text, match):
            close(match.end())
    close(end)
    return found


def _add(found: list[Stretch], text: str, start: int, end: int) -> None:
    stretch = trimmed(text, start, end)
    if stretch is not None:
        found.append(stretch)


_BOUNDARY = re.compile(
    r"""
      \s*;\s+
    | \s+[–—]\s* | \s*—\s* | \s-\s
    | :\s+(?=\S)
    | ,?\s+(?=(?:most|many|some|all|none|several|half|the\ majority)\s+of\s+(?:which|whom)\b)
    | ,\s+(?=(?:from|in|by|with|through|of|under|to|over|at|on|for|after|among|behind|against|between)\s+(?:which|whom)\b)
    | ,?\s+(?=and\s+(?:then\s+|also\s+)?(?:called\s+(?:on|for)|urged|demanded|accused|warned|added|said|pledged|promised|announced|thanked|praised|condemned|welcomed|insisted|told)\b)
    | ,\s+(?=(?:which|who|whose|where|while|whereas|although|though)\b)
    | ,\s+(?=(?:but|yet|so|because|since)\s)
    | \s+(?=(?:because|whereas)\s)
    | \s+(?=as\s+(?:some|many|most|all|they|he|she|it|these|those)\b)
    | ,\s+(?=(?:and|or)\s+(?:in\s+\d{4}\s+)?(?:that|it|he|she|they|this|these|those|we|there|the|its|their|[A-Z]\w+)\s)
    | ,?\s+(?=given\s+(?:the\s+fact\s+)?that\b)
    | \s+(?=that\s+is\s+why\b)
    | \s+(?=and\s+[A-Z]\w+(?:\s[A-Z]\w+)?\s+(?:is|are|was|were|has|have|will|\w+s|\w+ed)\s+
        (?:on|to|with|from|against|for|in|at|by|the|a|an|its|their|no|not|more|less|most)\b)
    """,
    re.VERBOSE,
)
_VERB = re.compile(
    r"""\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|shall|can|could|may|might|must|should|
    cannot|won't|isn't|aren't|doesn't|don't|began|begun|became|become|becomes|fell|rose|grew|led|leads|lead|held|holds|
    took|takes|made|makes|met|meets|kept|keeps|lost|loses|won|wins|left|leaves|gave|gives|said|says|told|saw|seen|
    went|goes|came|comes|stood|stands|seeks|sought|feels?|felt|means?|remains?|depends?|implements?|serves?|controls?|
    dominates?|flee|needs?|wants?|shows?|looks?|turns?|votes?|relies|rely|brings?|brought|builds?|built|buys?|sells?|
    (?:(?-i:[A-Z]\w+)|it|he|she|which|who|that)\s+(?!(?:this|thus|always|perhaps|across|various|previous|numerous|less|unless|besides|towards|[\w]*ous|[\w]*ness)\b)\w{3,}s|\w{3,}ed|\w{3,}(?:ates|izes|ises|ifies|ens))\b""",
    re.VERBOSE | re.IGNORECASE,
)


@cache
def _finite() -> frozenset[str]:
    """Finite forms of common verbs that are seldom nouns (lexicon/common_verbs.csv)."""
    return frozenset(form for row in table("common_verbs") for form in forms(row["verb"])[1:3])


_WORD = re.compile(r"[A-Za-z]+")


@lru_cache(maxsize=1024)
def has_verb(piece: str) -> bool:
    """A rough test for a finite verb: enough to tell a clause from a fragment."""
    known = _finite()
    return _VERB.search(piece) is not None or any(word.lower() in known for word in _WORD.findall(piece))


@lru_cache(maxsize=1024)
def first_verb(text: str, piece: Stretch) -> int:
    """Where the first finite verb of a piece begins, or its end where none is found."""
    match = _VERB.search(text, piece.start, piece.end)
    found = piece.end
    if match is not None:
        last_word = max(match.group().rfind(" "), match.group().rfind("\n")) + 1  # it may begin with the subject
        found = match.start() + last_word
    known = _finite()
    for word in _WORD.finditer(text, piece.start, found):
        if word.group().lower() in known:
            return word.start()
    return found


@lru_cache(maxsize=512)
def clauses(text: str, sentence: Stretch, carries: object = None) -> list[Stretch]:
    """The clauses of a sentence, in order, covering all of it but its separators.

    A piece without a verb is joined to the clause before it unless `carries(piece)` says that it
    asserts something on its own ("– a zone of influence of X").
    """
    pieces: list[Stretch] = []
    begin = sentence.start
    depth_marks = _parenthesised(text, sentence)
    for match in _BOUNDARY.finditer(text, sentence.start, sentence.end):
        if any(a <= match.start() < b for a, b in depth_marks):
            continue
        piece = trimmed(text, begin, match.start())
        if piece is not None:
            pieces.append(piece)
            begin = match.end()
    last = trimmed(text, begin, sentence.end)
    if last is not None:
        pieces.append(last)
    joined: list[Stretch] = []
    for piece in pieces:
        words = piece.of(text)
        alone = (
            has_verb(words) or _RELATIVE_HEAD.match(words) is not None or (callable(carries) and bool(carries(words)))
        )
        if joined and not (alone and has_verb(joined[-1].of(text))):
            joined[-1] = Stretch(joined[-1].start, piece.end)
        else:
            joined.append(piece)
    return joined


_RELATIVE_HEAD = re.compile(r"(?:which|who|whose|whom)\s+\w+\s+\w+|(?:\w+\s+){1,3}(?:which|whom)\s+\w+\s+\w+", re.I)


def is_quoted(text: str, start: int, position: int) -> bool:
    """Whether a place lies inside quotation marks that open behind `start`."""
    lead = text[start:position]
    return lead.count('"') % 2 == 1 or lead.count("“") > lead.count("”")


def _parenthesised(text: str, sentence: Stretch) -> list[tuple[int, int]]:
    """Stretches inside round brackets or quotation marks, in which no clause is cut."""
    return [m.span() for m in _INSIDE.finditer(text, sentence.start, sentence.end)]


_INSIDE = re.compile(r"\([^()]{0,400}\)|[\"“][^\"“”]{0,600}[\"”]")
