"""A sentence as words: its tokens, in lower case too, with their places in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|\d[\d,.]*\d|[^\W_]+(?:['’\-&][^\W_]+)*(?:['’](?=\s))?|[^\w\s]")
_POSSESSIVE = re.compile(r"(?i)(?<=\w)['’]s$")
LONGEST = 400
"""Words of a sentence that are looked at: beyond it nothing is one sentence."""


@dataclass(frozen=True, slots=True)
class Words:
    """text: as written; lower: in lower case, without a possessive ending; starts, ends: offsets; owned: whether a word
    had a possessive ending. present: the words in lower case, each once."""

    text: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    owned: tuple[bool, ...]
    present: frozenset[str]

    def __len__(self) -> int:
        return len(self.text)


def words_of(text: str, start: int, end: int) -> Words:
    """The first words of a stretch of a text, at most LONGEST."""
    written, lower, starts, ends, owned = [], [], [], [], []
    for match in _TOKEN.finditer(text, start, end):
        word = bare = match.group()
        own = False
        if "'" in word or "’" in word:
            bare = _POSSESSIVE.sub("", word)
            own = bare != word or word.endswith(("s'", "s’"))
            bare = (bare.rstrip("'’") if own else word).replace("’", "'")
        written.append(word)
        lower.append(bare.lower())
        starts.append(match.start())
        ends.append(match.end())
        owned.append(own)
        if len(written) == LONGEST:
            break
    return Words(tuple(written), tuple(lower), tuple(starts), tuple(ends), tuple(owned), frozenset(lower))
