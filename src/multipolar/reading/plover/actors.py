"""Who is named in a sentence: states and bodies by name, and people, forces and offices that belong to them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from multipolar.actors.names import WordMatcher
from multipolar.actors.record import matcher, offices, registry
from multipolar.reading.plover.lexicon import lexicon, small_words
from multipolar.reading.plover.words import Words

BODY = "IGO"
"""Code of an organisation of states."""
ADJECTIVES = frozenset({"adjective", "demonym"})
_LINKS = small_words("belongs")
_SKIPPED = small_words("article")
_REACH = 4
"""Words between an adjective and the noun it belongs to."""


@dataclass(frozen=True, slots=True)
class Party:
    """A named or described party: words from `first` to before `last`.

    code: ISO 3166 alpha-3 of the state it belongs to, IGO, or "" where nothing says. sector: GOV, MIL and so on, or "".
    place: whether it is named as a place ("in Iraq") only. owner: an adjective, or a name with a possessive ending, whose
    noun is nobody ("Sweden's decision"): it can be an object, and no subject.
    """

    first: int
    last: int
    code: str
    sector: str
    place: bool = False
    owner: bool = False


@cache
def _groups() -> tuple[WordMatcher, tuple[str, ...]]:
    names = lexicon().groups
    return WordMatcher(tuple(names)), tuple(names.values())


def parties(text: str, words: Words, day: date | None) -> list[Party]:
    """The parties of a sentence in their order, none overlapping another."""
    if not words:
        return []
    named = _named(text, words, day)
    agents = _agents(words, named)
    return _places(_joined(words, named, agents), words)


def _named(text: str, words: Words, day: date | None) -> list[tuple[int, int, str, bool]]:
    """Names: first word, end, code, whether it is an adjective."""
    begin, end = words.starts[0], words.ends[-1]
    piece = text[begin:end]
    places = {start: at for at, start in enumerate(words.starts)}
    found: list[tuple[int, int, str, bool]] = []
    for hit in matcher().find(piece):
        names = [name for name in hit.names if name.used_on(day)]
        at = places.get(begin + hit.start)
        if not names or at is None:
            continue
        states = [name for name in names if name.actor in registry().states]
        if len({name.actor for name in states}) > 1:
            states = [name for name in states if registry().states[name.actor].exists(day or date.today())] or states
            states = [name for name in states if not name.caution] or states
        code = states[0].actor if states else (BODY if any(n.actor in registry().organisations for n in names) else "")
        if not code:
            continue
        chosen = (states or names)[0]
        people = chosen.kind == "demonym" and chosen.text.endswith("s")  # "Palestinians", who need no noun
        found.append((at, _last(words, begin + hit.end, at), code, chosen.kind in ADJECTIVES and not people))
    taken = {word for first, last, *_ in found for word in range(first, last)}
    automaton, codes = _groups()
    for start, stop, index in automaton.find(piece):
        at = places.get(begin + start)
        if at is not None and at not in taken:
            found.append((at, _last(words, begin + stop, at), codes[index], False))
            taken |= set(range(*found[-1][:2]))
    for start, stop, person in offices().find(piece):
        at = places.get(begin + start)
        if at is not None and at not in taken and _is_surname(words, at, person):
            found.append((at, _last(words, begin + stop, at), _state_of(person, day), False))
            taken |= set(range(*found[-1][:2]))
    return sorted(found)


def _is_surname(words: Words, at: int, name: str) -> bool:
    """Whether a name of one word stands as an office-holder's surname, and not as part of another person's name."""
    if " " in name:
        return True
    following = words.text[at + 1] if at + 1 < len(words) else ""
    before = words.text[at - 1] if at else ""
    return not following[:1].isupper() and (not before[:1].isupper() or before.lower() in lexicon().agents or at == 1)


def _state_of(person: str, day: date | None) -> str:
    """The actor whose office a person held on a day, or last."""
    held = offices().by_surname[person]
    now = [holder for holder in held if day is not None and holder.span.covers(day)]
    return (now or held)[-1].actor


def _last(words: Words, end: int, first: int) -> int:
    last = first + 1
    while last < len(words) and words.starts[last] < end:
        last += 1
    return last


def _agents(words: Words, named: list[tuple[int, int, str, bool]]) -> list[tuple[int, int, str]]:
    """Nouns that stand for people, forces and offices: first word, end, sector."""
    known = lexicon().agents
    taken = {word for first, last, *_ in named for word in range(first, last)}
    found, at = [], 0
    while at < len(words):
        match = None
        if at not in taken:
            match = next(
                ((pattern, sector) for pattern, sector in known.get(words.lower[at], ())
                 if words.lower[at : at + len(pattern)] == pattern), None,
            )  # fmt: skip
        if match is None:
            at += 1
        else:
            found.append((at, at + len(match[0]), match[1]))
            at += len(match[0])
    return found


def _joined(words: Words, named: list[tuple[int, int, str, bool]], agents: list[tuple[int, int, str]]) -> list[Party]:
    """Names and nouns that belong together as one party: "Kenyan riot police", "rebels in Chad", "Iraq's army"."""
    found: list[Party] = []
    used: set[int] = set()
    by_start = {first: (first, last, sector) for first, last, sector in agents}
    for first, last, code, adjective in named:
        owned = words.owned[last - 1]
        noun = _noun_after(words, last, by_start) if adjective or owned else _title_after(words, last, by_start)
        if noun is None and adjective:
            noun = _people_after(words, last)
        if noun is not None:
            used.add(noun[0])
            found.append(Party(first, noun[1], code, noun[2]))
        else:
            found.append(Party(first, last, code, "", owner=owned or adjective))
    for first, last, sector in agents:
        if first in used:
            continue
        link = last
        while link < len(words) and words.lower[link] in _LINKS | _SKIPPED:
            link += 1
        behind = next((party for party in found if party.first == link), None) if link > last else None
        if behind is not None and words.lower[last] in _LINKS - {"to"} and (words.lower[last] != "in" or sector):
            found[found.index(behind)] = replace(behind, first=first, sector=behind.sector or sector)
        else:
            found.append(Party(first, last, "", sector))
    found.sort(key=lambda party: (party.first, -party.last))
    kept: list[Party] = []
    for party in found:
        if kept and party.first < kept[-1].last:
            continue
        kept.append(party)
    return kept


def _noun_after(words: Words, last: int, agents: dict[int, tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """The noun that an adjective or owner belongs to, a few words on; not past a comma or a small word."""
    found = None
    at = last
    while at < min(last + _REACH, len(words)):
        if at in agents:
            found = agents[at]
            at = found[1]
            continue
        if not words.lower[at].replace("-", "").isalpha() or words.lower[at] in _STOPS:
            break
        at += 1
    return found


def _people_after(words: Words, last: int) -> tuple[int, int, str] | None:
    """People whom the form of a noun behind an adjective shows as such: "Italian metalworkers", "French lorry drivers"."""
    for at in range(last, min(last + 3, len(words))):
        word = words.lower[at]
        if not word.replace("-", "").isalpha() or word in _STOPS:
            return None
        if _PEOPLE.search(word):
            return at, at + 1, "CVL"
    return None


_PEOPLE = re.compile(r"(?:workers|drivers|ers|eers|ors|ists|ians|men|women|crats|folk|nationals|migrants|residents)$")
_STOPS = small_words("ends a noun phrase")


def _title_after(words: Words, last: int, agents: dict[int, tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """A noun that stands right behind a name: "Israel army", "the US government"."""
    return agents.get(last)


def _places(found: list[Party], words: Words) -> list[Party]:
    """The same, names of states behind "in", "near" or "from" marked as places where no noun belongs to them."""
    marked = []
    for party in found:
        before = party.first - 1
        while before >= 0 and words.lower[before] in {"the", "northern", "southern", "eastern", "western", "central"}:
            before -= 1
        place = before >= 0 and words.lower[before] in _WHERE and not party.sector
        marked.append(replace(party, place=True) if place else party)
    return marked


_WHERE = small_words("where")
