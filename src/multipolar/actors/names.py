"""Finding actors by their names in running text: one compiled matcher over all names of the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import ahocorasick_rs

from multipolar.actors.registry import Registry
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


_CALLED = ("common", "former", "short", "official", "variant")
"""Kinds of names that an actor may go by, the likeliest first."""


class Called:
    """What actors were called on a day, from the dated names of the record.

    An actor goes by today's common name unless that name was not yet, or no longer, in use, or a common name of a time
    of its own covers the day: the Soviet Union in 1980. A name that is another actor's own stays with that one.
    """

    def __init__(self, registry: Registry, names: Iterable[Name]) -> None:
        self._registry = registry
        self._names: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            self._names[name.actor].append(name)
        self._owners: dict[str, set[str]] = defaultdict(set)
        for key in (*registry.states, *registry.organisations, *registry.groups):
            self._owners[registry.label(key)].add(key)

    def common(self, key: str, day: date | None) -> str:
        """The common name of an actor on a day; today's where no day is asked for or the record has no other."""
        today = self._registry.label(key)
        lasting = [name for name in self._names[key] if name.text == today]
        if day is None or not lasting:
            return today
        used = [name for name in self._names[key] if name.kind in _CALLED and name.span.covers(day)]
        own = [name for name in used if self._owners.get(name.text, {key}) == {key}]
        spans = [name.span for name in lasting if name.span.covers(day)]
        if spans:
            passing = [n for n in own if n.kind == "common" and any(_passed_within(n.span, span) for span in spans)]
            return min(passing, key=_shortest).text if passing else today
        return min(own, key=_shortest).text if own else today

    def official(self, key: str, day: date) -> str:
        """The official name of an actor on a day, the latest to be given; empty where the record has none then."""
        used = [n for n in self._names[key] if n.kind == "official" and n.span.covers(day)]
        return max(used, key=_given).text if used else ""

    def of(self, key: str) -> tuple[Name, ...]:
        """All names of an actor, in the order of the record."""
        return tuple(self._names[key])


def _given(name: Name) -> date:
    return name.span.start.first if name.span.start else date.min


def _shortest(name: Name) -> tuple[int, int, str]:
    return _CALLED.index(name.kind), len(name.text), name.text


def _passed_within(inner: Span, outer: Span) -> bool:
    """Whether a span lies within another that goes on after it."""
    if inner.end is None or (outer.end is not None and outer.end.first <= inner.end.last):
        return False
    return outer.start is None or (inner.start is not None and inner.start.first >= outer.start.first)


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
