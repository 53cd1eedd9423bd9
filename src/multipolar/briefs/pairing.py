"""Which claim of one brief is which of another: by their words, their place in the text, or most of their words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache

from multipolar.briefs.brief import Brief, ClaimRow, QuoteRow

Pair = tuple[ClaimRow | None, ClaimRow | None]
HALF = 0.5
"""Share of the shorter quote that two quotes have to have in common to be of one claim."""
ALIKE = 0.6
"""Share of all words of two quotes that are in both, for one claim in two versions of a text."""
_WORD = re.compile(r"\w+")


def pairs(old: Brief, new: Brief) -> Iterator[Pair]:
    """Each claim of the older brief with its own in the newer, or None; behind them the claims that are new.

    The same words are the same claim, in their order where they stand twice. Of the rest, claims are paired that share
    most of their place, where the text is the same, or most of their words, where it is another.
    """
    places = defaultdict(list)
    for j, claim in enumerate(new.claims):
        places[claim.quote.text].append(j)
    found: dict[int, int] = {}
    for i, claim in enumerate(old.claims):
        if places[claim.quote.text]:
            found[i] = places[claim.quote.text].pop(0)
    taken = set(found.values())
    same_text = old.document.sha256 == new.document.sha256
    likeness: Callable[[QuoteRow, QuoteRow], float] = _shared_place if same_text else _shared_words
    least = HALF if same_text else ALIKE
    scored = [
        (-likeness(claim.quote, other.quote), i, j)
        for i, claim in enumerate(old.claims)
        if i not in found
        for j, other in enumerate(new.claims)
        if j not in taken
    ]
    for unlike, i, j in sorted(scored):
        if -unlike >= least and i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    for i, claim in enumerate(old.claims):
        yield claim, new.claims[found[i]] if i in found else None
    for j, claim in enumerate(new.claims):
        if j not in taken:
            yield None, claim


def _shared_place(one: QuoteRow, other: QuoteRow) -> float:
    """How much of the shorter quote lies within the other, from 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(0, shared) / max(1, min(one.end - one.start, other.end - other.start))


def _shared_words(one: QuoteRow, other: QuoteRow) -> float:
    """The share of words, from 0 to 1, that are in both of all that are in either (Jaccard)."""
    first, second = _words(one.text), _words(other.text)
    return len(first & second) / max(1, len(first | second))


@lru_cache(maxsize=2048)
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
