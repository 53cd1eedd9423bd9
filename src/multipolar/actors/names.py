"""Finding actors by their names in running text: one compiled matcher over all names of the record."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

import ahocorasick_rs

from multipolar import facts
from multipolar.dates import Span, span

TABLES = ("names/states", "names/organisations", "names/groups")


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

    def used_on(self, day: date | None) -> bool:
        """Whether a text of that day can mean it: names outlive what they name, but do not precede it."""
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


class NameMatcher:
    """Finds names in a text: case-sensitive, whole words, the longest of overlapping ones."""

    def __init__(self, names: list[Name]) -> None:
        by_text: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for written in _writings(name):
                by_text[written].append(name)
        self._texts = tuple(by_text)
        self._names = tuple(tuple(dict.fromkeys(found)) for found in by_text.values())
        self._automaton = ahocorasick_rs.AhoCorasick(self._texts)

    def find(self, text: str) -> list[Hit]:
        """All hits in text order, none overlapping another: the leftmost first, then the longest."""
        found = [
            (start, end, index)
            for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True)
            if _stands_alone(text, start, end)
        ]
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        hits: list[Hit] = []
        covered = 0
        for start, end, index in found:
            if start >= covered:
                hits.append(Hit(start, end, self._names[index]))
                covered = end
        return hits

    def named(self, text: str) -> tuple[Name, ...]:
        """The names that are exactly this string."""
        try:
            return self._names[self._texts.index(text)]
        except ValueError:
            return ()


@cache
def all_names() -> tuple[Name, ...]:
    """Every name of the record, with its dates."""
    return tuple(
        Name(row["name"], row["actor"], row["kind"], span(row["start"], row["end"]), row["caution"])
        for table in TABLES
        for row in facts.rows(table)
    )


@cache
def matcher() -> NameMatcher:
    """The matcher over all names, compiled once."""
    return NameMatcher(list(all_names()))
