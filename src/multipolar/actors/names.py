"""Finding actors by their names in running text: one compiled matcher over all names of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import ahocorasick_rs

from multipolar.dates import Span, span
from multipolar.facts import Rows

OUTLIVES = 80
"""Years for which texts go on using a name that was given up: a lifetime."""

TABLES = ("names/states", "names/organisations", "names/groups")
OTHERS = "names/others"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one actor. kind: common, official, former, adjective, demonym, capital, city, metonym, ...

    `caution` says which other common meaning the string has, or is empty.
    """

    text: str
    actor: str
    kind: str
    span: Span
    caution: str
    source: str = ""
    layer: str = ""

    def used_on(self, day: date | None) -> bool:
        """Whether a text of that day can mean it as an actor; None is a text of today.

        Names outlive what they name, but not for ever: Bavaria is no longer the kingdom. They do not precede it.
        """
        if self.span.end is not None and (day or date.today()).year - self.span.end.year > OUTLIVES:
            return False
        return day is None or self.span.start is None or self.span.start.first <= day


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the text where one or more actors' names stand."""

    start: int
    end: int
    names: tuple[Name, ...]


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the match is not a piece of a longer word; a full stop inside "U.S." does not count as one."""
    before_ok = start == 0 or not (_is_word(text[start - 1]) and _is_word(text[start]))
    after_ok = end == len(text) or not (_is_word(text[end]) and _is_word(text[end - 1]))
    return before_ok and after_ok


def _writings(name: Name) -> set[str]:
    """The name as recorded, with a typographic apostrophe, and as headlines in capitals have it."""
    found = {name.text}
    if name.kind in ("common", "official", "short") and len(name.text) > 4:
        found.add(name.text.upper())
    return found | {text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for text in found}


class WordMatcher:
    """Finds many strings in a text: case-sensitive, whole words, the longest of overlapping ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._automaton = ahocorasick_rs.AhoCorasick(texts)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end and number of each string found, in text order, none overlapping another: the leftmost goes
        first, then the longest."""
        found = [
            (start, -end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _stands_alone(text, start, end)
        ]
        found.sort()
        hits: list[tuple[int, int, int]] = []
        covered = 0
        for start, minus_end, index in found:
            if start >= covered:
                covered = -minus_end
                hits.append((start, covered, index))
        return hits


class NameMatcher:
    """Finds the names of actors in a text; `others` are longer strings that hold a name and name somebody else."""

    def __init__(self, names: Iterable[Name], others: Iterable[str] = ()) -> None:
        by_text: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for written in _writings(name):
                by_text[written].append(name)
        for text in others:
            by_text.setdefault(text, [])
        self._by_text = {text: tuple(dict.fromkeys(found)) for text, found in by_text.items()}
        self._names = tuple(self._by_text.values())
        self._words = WordMatcher(tuple(self._by_text))

    def find(self, text: str) -> list[Hit]:
        """All hits in text order, none overlapping another: the leftmost first, then the longest."""
        found = self._words.find(text)
        return [Hit(start, end, self._names[index]) for start, end, index in found if self._names[index]]

    def named(self, text: str) -> tuple[Name, ...]:
        """The names that are exactly this string."""
        return self._by_text.get(text, ())


def read_names(rows: Rows) -> tuple[Name, ...]:
    """Every name from the tables of names, with its dates."""
    return tuple(
        Name(
            row["name"],
            row["actor"],
            row["kind"],
            span(row["start"], row["end"]),
            row["caution"],
            row["source"],
            row.get("layer", ""),
        )
        for table in TABLES
        for row in rows(table)
    )
