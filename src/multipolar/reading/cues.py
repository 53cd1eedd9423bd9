"""Words that tell how something is said (lexicon/cues.csv): hedges, conditions, causes, forecasts, judgements and more."""

from __future__ import annotations

from functools import lru_cache

from multipolar.reading.document import Quote
from multipolar.reading.lexicon import cue_kinds, patterns


def cue(kind: str, text: str, start: int, end: int) -> Quote | None:
    """The first cue of a kind (lexicon/cues.csv) between two offsets."""
    found = _cues_in(text, start, end).get(kind)
    return found[0] if found else None


def cues(kind: str, text: str, start: int, end: int) -> tuple[Quote, ...]:
    """All cues of a kind between two offsets."""
    return tuple(_cues_in(text, start, end).get(kind, ()))


@lru_cache(maxsize=1024)
def _cues_in(text: str, start: int, end: int) -> dict[str, list[Quote]]:
    """All cues between two offsets by kind: a clause is asked for many kinds in turn."""
    found: dict[str, list[Quote]] = {}
    for index, match in patterns().matches("cue", text, start, end):
        found.setdefault(cue_kinds()[index], []).append(Quote(match.start(), match.end(), match.group()))
    return found
