"""The words of a text, taken once, and where a pattern of the tables can begin: one pass instead of one per pattern."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from re import _parser  # the only description of a pattern that there is
from typing import Any

_TOKEN = re.compile(r"\w+|['’]s\b|[^\w\s]")
Hits = dict[str, tuple[list[int], list[int]]]
"""By group: where its patterns can begin, in order of place, and which of them."""
MAX_KNOWN = 50_000
"""Words whose patterns are remembered."""
MAX_FORMS = 4000
"""Opening words that one pattern may have; one with more is tried at every word."""


class Words:
    """The words of a text in lower case, each with where it starts; signs of punctuation count as words."""

    __slots__ = ("_hits", "starts", "words")

    def __init__(self, text: str) -> None:
        found = [(m.start(), m.group()) for m in _TOKEN.finditer(text)]
        self.starts = [start for start, _ in found]
        self.words = [word.lower() for _, word in found]
        self._hits: dict[Patterns, Hits] = {}

    def hits(self, patterns: Patterns) -> Hits:
        """Where patterns can begin, found once."""
        known = self._hits.get(patterns)
        if known is None:
            known = self._hits[patterns] = patterns.find(self)
        return known


SHORT = 500
"""Characters; the words of a text up to this length are taken anew, so that they do not push out those of a document."""


def words_of(text: str) -> Words:
    """The words of a text; those of the last few documents are kept, since every room of the reader asks for them."""
    return Words(text) if len(text) <= SHORT else _kept(text)


@lru_cache(maxsize=4)
def _kept(text: str) -> Words:
    return Words(text)


class Patterns:
    """Patterns by group, looked for together. Each is tried only at words with which a match of it can begin."""

    def __init__(self, groups: Mapping[str, Sequence[re.Pattern[str]]]) -> None:
        self._patterns = {group: tuple(patterns) for group, patterns in groups.items()}
        self._by_opening: dict[str, list[tuple[tuple[str, int], bool]]] = {}
        self._anywhere: dict[str, list[int]] = {}
        self._known: dict[str, tuple[tuple[str, int], ...]] = {}
        self._longest = 1
        for group, patterns in self._patterns.items():
            for index, pattern in enumerate(patterns):
                self._add((group, index), pattern)

    def _add(self, key: tuple[str, int], pattern: re.Pattern[str]) -> None:
        found = openings(pattern.pattern)
        if found is None:
            self._anywhere.setdefault(key[0], []).append(key[1])
        for word, whole in found or ():
            self._by_opening.setdefault(word, []).append((key, whole))
            self._longest = max(self._longest, len(word))

    def find(self, words: Words) -> Hits:
        """Places and indices of all patterns that can begin at a word of the text, by group."""
        hits: Hits = {group: ([], []) for group in self._patterns}
        known = self._known
        for start, word in zip(words.starts, words.words, strict=True):
            able = known.get(word)
            if able is None:
                able = self._able(word)
            for group, index in able:
                places, which = hits[group]
                places.append(start)
                which.append(index)
        return hits

    def _able(self, word: str) -> tuple[tuple[str, int], ...]:
        found: set[tuple[str, int]] = set()
        for length in range(1, min(len(word), self._longest) + 1):
            for key, whole in self._by_opening.get(word[:length], ()):
                if not whole or length == len(word):
                    found.add(key)
        able = tuple(sorted(found))
        if len(self._known) < MAX_KNOWN:
            self._known[word] = able
        return able

    def matches(self, group: str, text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches between two offsets with their pattern's index in the group, none overlapping one of the same."""
        patterns = self._patterns[group]
        if group in self._anywhere:
            found = [(i, m) for i in self._anywhere[group] for m in patterns[i].finditer(text, start, end)]
            found += self._at_words(group, text, start, end)
            return iter(sorted(found, key=lambda each: (each[1].start(), each[0])))
        return self._at_words(group, text, start, end)

    def _at_words(self, group: str, text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
        places, which = words_of(text).hits(self)[group]
        patterns = self._patterns[group]
        until: dict[int, int] = {}
        for at in range(bisect.bisect_left(places, start), bisect.bisect_left(places, end)):
            place, index = places[at], which[at]
            if place < until.get(index, 0):
                continue
            match = patterns[index].match(text, place, end)
            if match is not None:
                until[index] = match.end()
                yield index, match

    def first(self, group: str, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first match of a group between two offsets."""
        return next((match for _, match in self.matches(group, text, start, end)), None)


GROWING, WHOLE, OPEN = range(3)
"""Of an opening: more may be added to it, it is the whole first word, or the word may go on in ways not followed."""

Opening = tuple[str, int]


def openings(pattern: str) -> frozenset[tuple[str, bool]] | None:
    """The words with which a match can begin, in lower case, each with whether the whole word is known; None where
    a pattern may begin with any word."""
    words: set[tuple[str, bool]] = set()
    for prefix, state in _sequence(_parser.parse(pattern, re.IGNORECASE), {("", GROWING)}):
        head = _HEAD.match(prefix.lower())
        if head is None:
            return None
        words.add((head.group(), state == WHOLE or head.end() < len(prefix)))
    return frozenset(words)


_HEAD = re.compile(r"\w+|['’]s|[^\w\s]")
_IN_A_WORD = re.compile(r"\w*|['’]s?")


def _sequence(items: Any, begun: set[Opening]) -> set[Opening]:
    """What texts can begin with, after `begun`, where these items of a pattern follow."""
    found = begun
    for kind, value in items:
        growing = {f for f in found if f[1] == GROWING}
        if not growing:
            break
        found = (found - growing) | {_closed(f) for f in _item(str(kind), value, growing)}
        if len(found) > MAX_FORMS:
            return {("", OPEN)}
    return found


def _closed(opening: Opening) -> Opening:
    """An opening that has gone beyond its first word grows no more."""
    prefix, state = opening
    return opening if state != GROWING or _IN_A_WORD.fullmatch(prefix) else (prefix, WHOLE)


def _item(name: str, value: Any, begun: set[Opening]) -> set[Opening]:
    if name in ("ASSERT", "ASSERT_NOT"):
        return begun
    if name == "AT":
        at_end = str(value) == "AT_BOUNDARY"
        return {(prefix, WHOLE if prefix and at_end else state) for prefix, state in begun}
    if name == "LITERAL":
        return {(prefix + chr(value), GROWING) for prefix, _ in begun}
    if name == "IN" and [str(kind) for _, kind in value] == ["CATEGORY_DIGIT"]:
        return {(prefix + digit, OPEN) for prefix, _ in begun for digit in "0123456789"}
    if name == "IN" and len(value) <= 8 and all(str(k) == "LITERAL" for k, _ in value):
        return {(prefix + chr(code), GROWING) for prefix, _ in begun for _, code in value}
    if name == "SUBPATTERN":
        return _sequence(value[-1], begun)
    if name == "BRANCH":
        return {found for branch in value[1] for found in _sequence(branch, begun)}
    if name in ("MAX_REPEAT", "MIN_REPEAT"):
        low, high, inner = value
        once = _sequence(inner, begun)
        if high > 1:
            once = {(prefix, OPEN if state == GROWING else state) for prefix, state in once}
        return once | begun if low == 0 else once
    return {(prefix, OPEN) for prefix, _ in begun}
