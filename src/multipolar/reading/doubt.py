"""Wordings under which nothing is asserted: unreal, denied, contrasted or left behind. In doubt the reader takes nothing."""

from __future__ import annotations

import re

from multipolar.reading.cues import cue
from multipolar.reading.sentences import Stretch

_TANGLED = re.compile(
    r"\b(?:no doubt|not only|not just|not merely|neither|nor)\b|,\s+not\s|\bnot\s+[^,;.]{1,40}\s+but\b|\byet to\b", re.I
)
_LEFT_BEHIND = re.compile(
    r"\b(?:until|used to|once|formerly|erstwhile|bygone|in the (?:\w+ )?\w+ century|no longer)\b", re.I
)
_ONCE_FRONTED = re.compile(r"^Once\s+\w+(?:ed|en|wn)\b[^,;.]{0,80},\s*")
_SHIFTED = re.compile(
    r"\b(?:before|prior to|after|by|ahead of|on the eve of)\s+(?:the\s+)?(?:end of\s+)?(?:18|19|20)\d\d\b|\byears?\s+(?:after|before|ago|later|earlier)\b",
    re.I,
)


def is_unreal(text: str, piece: Stretch) -> bool:
    """Whether a sentence imagines or denies what it words ("Had X joined ...", "It is a myth that ...")."""
    return cue("unreal", text, piece.start, piece.end) is not None


def is_tangled(words: str) -> bool:
    """Whether a negation stands so that it may hit another part of the clause ("not X but Y", "no doubt")."""
    return _TANGLED.search(words) is not None


def is_left_behind(words: str) -> bool:
    """Whether a clause speaks of what has ended ("until 1989", "used to", "no longer")."""
    return _LEFT_BEHIND.search(_ONCE_FRONTED.sub("", words)) is not None


def is_shifted(words: str) -> bool:
    """Whether a clause dates by another date ("by 2005", "five years after"), which only a reader can place."""
    return _SHIFTED.search(words) is not None


_NO_LONGER = re.compile(r"\bno longer\b", re.I)


def is_only_ended(words: str, cue: str) -> bool:
    """Whether "no longer" stands right before what a clause says, which is then denied of today, and nothing else
    speaks of the past."""
    lead, found, rest = words.partition(cue)
    near = _NO_LONGER.search(lead[-40:] + found) if found else None
    return near is not None and not is_left_behind(_NO_LONGER.sub("", lead + found, count=1) + rest)
