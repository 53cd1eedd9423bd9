"""Which actors a text names, by name, adjective, capital, abbreviation or description, and what stays open."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from multipolar.actors.names import Hit, Name
from multipolar.actors.record import matcher, registry
from multipolar.reading.document import Document, Mention, Quote, within
from multipolar.reading.lexicon import table
from multipolar.reading.parts import dateline_end
from multipolar.reading.sentences import sentences

_KIND = {
    "common": "name",
    "official": "name",
    "short": "name",
    "former": "name",
    "variant": "name",
    "organ": "organ",
    "adjective": "adjective",
    "demonym": "demonym",
    "capital": "capital",
    "city": "city",
    "metonym": "metonym",
    "abbreviation": "abbreviation",
}
_LOCATED = re.compile(
    r"\b(?:in|at|near|outside|around|reached|visit(?:s|ed|ing)?|left|via|(?:travel\w*|trip|fl[eyi]\w+|flight|arriv\w+|return\w*|c[ao]me|coming|went|go(?:es|ing)?|visits?|journey\w*|invit\w+|summoned|called) (?:back |home )?(?:to|in|from|for))\s+$",
    re.I,
)
_OFFICIALS_IN = re.compile(
    r"\b(?:officials?|leaders?(?:hip)?|governments?|rulers?|regimes?|elites?|polic(?:y|ies)|policy-?makers?|politicians?|diplomats?|power|strategists?|decision-?makers?|planners?|mood|patrons?|masters?|sponsors?|handlers?|paymasters?|friends?|allies|those|voices|capitals?|hawks|generals?|cabinet|ministers?|administrations?|made|taken|decided)\s+(?:(?!(?:met|meeting|gathered|gathering|convened|assembled|arrived|spoke)\b)\w+\s+)?(?:in|at)\s+$",
    re.I,
)
_INTRODUCED = re.compile(
    r"\s*\(\s*(?:the\s+)?[\"“']?(?P<short>[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,4}|[A-Z]{2,8})[\"”']?\s*\)"
)
_BODY_SLOT = re.compile(
    r"\b(?:(?:status|membership|members?|observers?|seat|summit|charter|secretariat|states|countries|session)\s+"
    r"(?:in|of|at|within|to|with)\s+(?:the\s+)?(?P<a>[A-Z]{3,6})|(?P<b>[A-Z]{3,6})\s+(?:members?|member states|summit|countries|observers?))\b"
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of a document in text order, with what could not be settled."""

    rows: tuple[Mention, ...]
    ambiguous: tuple[str, ...]
    irregularities: tuple[str, ...]

    def between(self, start: int, end: int) -> list[Mention]:
        """Mentions that lie inside two offsets."""
        return within(self.rows, start, end)


def _certain(hit: Hit, day: date | None) -> set[str]:
    return {n.actor for n in hit.names if n.used_on(day) and not n.caution}


def _choose(
    hit: Hit, day: date | None, context: Counter[str], doubtful: set[frozenset[str]]
) -> tuple[Name | None, tuple[str, ...]]:
    """The name meant at a hit, or None with the actors it could be.

    A name with another common meaning counts only where the text names another state or organisation besides, if
    only by such a name too; one string of two actors goes to the one that the text names elsewhere, else it stays open.
    """
    usable = [n for n in hit.names if n.used_on(day)]
    if not usable:
        return None, ()
    current = [n for n in usable if day is None or n.span.covers(day) is not False] or usable
    actors = dict.fromkeys(n.actor for n in current)
    if len(actors) > 1:
        known = [a for a in actors if context[a]]
        if len(known) != 1:
            return None, tuple(actors)
        current = [n for n in current if n.actor == known[0]]
    name = min(current, key=lambda n: bool(n.caution))
    if name.caution:
        others = sum(count for actor, count in context.items() if actor != name.actor)
        others += sum(name.actor not in actors for actors in doubtful)
        if name.caution.startswith("rare"):
            if not context[name.actor]:
                return None, ()
        elif not others and not context[name.actor]:
            return None, (name.actor,)
    return name, ()


def _doubtful(hit: Hit, day: date | None) -> frozenset[str]:
    """The actors that a name can stand for which has another meaning, or is the name of several."""
    return frozenset(n.actor for n in hit.names if n.used_on(day) and not n.caution.startswith("rare"))


_WORD_BEFORE = re.compile(r"\b([A-Z][a-z]+)[ \n]\Z")


@cache
def _no_first_name() -> frozenset[str]:
    """Capitalised words before a name that are no first name ("Yesterday India", "President Jordan")."""
    return frozenset(row["word"] for row in table("fillers") if row["place"] == "name")


_MONEY = re.compile(r"\s+(?:dollars?|cents?|pounds?|francs?|roubles?|rubles?|rupees?|yen|kroner|lira|pesos?)\b", re.I)
_CONTINENT = re.compile(r"\b(?:South|North|Latin|Central)\s$")


def _is_surname(text: str, hit: Hit) -> bool:
    """Whether a name stands behind what looks like a first name ("Michael Jordan"), so that it names a person."""
    before = _WORD_BEFORE.search(text, max(0, hit.start - 24), hit.start)
    if before is None or _is_no_first_name(before.group(1)):
        return False
    return not _ends_a_name(text, hit.start - 1)


def _is_no_first_name(word: str) -> bool:
    return word.lower() in _no_first_name() or word.endswith("ly") or bool(matcher().named(word))


def _ends_a_name(text: str, end: int) -> bool:
    """Whether the words before a place are themselves a name of several words ("the United Nations Manila ...")."""
    words = text[max(0, end - 60) : end].split(" ")
    return any(matcher().named(" ".join(words[-count:])) for count in (2, 3, 4))


def _short_forms(text: str, hits: list[tuple[Hit, Name]]) -> dict[str, tuple[str, int]]:
    """Abbreviations that the text puts in brackets behind an organisation's name, with where."""
    short: dict[str, tuple[str, int]] = {}
    organisations = registry().organisations
    for hit, name in hits:
        if name.actor in organisations:
            match = _INTRODUCED.match(text, hit.end, hit.end + 40)
            if match:
                short.setdefault(match.group("short"), (name.actor, match.start("short")))
    return short


def _uses(text: str, word: str) -> list[int]:
    return [m.start() for m in re.finditer(rf"\b{re.escape(word)}\b", text)]


def find_mentions(document: Document) -> Mentions:
    """All mentions of actors outside boilerplate, resolved as of the day of publication where one is known."""
    text, day = document.text, document.published
    hits = [
        hit for part in document.parts if part.kind != "boilerplate" for hit in _shifted(text, part.start, part.end)
    ]
    context: Counter[str] = Counter(actor for hit in hits for actor in _certain(hit, day))
    doubtful = {_doubtful(hit, day) for hit in hits if not _is_surname(text, hit)} - {frozenset()}
    chosen: list[tuple[Hit, Name]] = []
    ambiguous: dict[str, None] = {}
    for hit in hits:
        if text[hit.start : hit.end] == "America" and _CONTINENT.search(text, max(0, hit.start - 8), hit.start):
            continue
        if (_is_surname(text, hit) and all(n.caution for n in hit.names)) or _MONEY.match(text, hit.end):
            continue
        city = _city_at(text, hit)
        name, could_be = (city, ()) if city else _choose(hit, day, context, doubtful)
        if name is not None:
            chosen.append((hit, name))
        elif could_be:
            ambiguous[f"{text[hit.start : hit.end]}: may be {' or '.join(could_be)}, left open"] = None
    rows = [Mention(_quote(text, h.start, h.end), n.actor, _kind(text, h, n)) for h, n in chosen]
    own, irregularities = _own_abbreviations(text, chosen, document)
    rows += own
    taken: list[Mention] = []
    for row in sorted(rows, key=lambda m: (m.quote.start, -m.quote.end)):
        if not taken or row.quote.start >= taken[-1].quote.end:
            taken.append(row)
    return Mentions(tuple(taken), tuple(ambiguous), tuple(irregularities))


def _city_at(text: str, hit: Hit) -> Name | None:
    """The capital meant where something happens in it, of a name that also stands for a body with its seat there."""
    capital = next((n for n in hit.names if n.kind == "capital"), None)
    if capital is None or len(hit.names) == 1:
        return None
    return capital if _is_located(text, hit) else None


def _is_located(text: str, hit: Hit) -> bool:
    """Whether something happens in a city, and not those who govern from it act."""
    before = text[max(0, hit.start - 60) : hit.start]
    return _LOCATED.search(before) is not None and not _OFFICIALS_IN.search(before)


def _kind(text: str, hit: Hit, name: Name) -> str:
    """The kind of a mention; a capital in which something happens is a place and does not stand for its state."""
    kind = _KIND.get(name.kind, name.kind)
    if kind != "capital":
        return kind
    return "place" if _is_located(text, hit) or dateline_end(text, hit.start) > hit.start else kind


def _shifted(text: str, start: int, end: int) -> list[Hit]:
    return [
        Hit(hit.start + start, hit.end + start, hit.names) for hit in matcher().find(text[start:end].replace("\n", " "))
    ]


def _quote(text: str, start: int, end: int) -> Quote:
    return Quote(start, end, text[start:end])


def _own_abbreviations(
    text: str, chosen: list[tuple[Hit, Name]], document: Document
) -> tuple[list[Mention], list[str]]:
    """Abbreviations only this text uses: introduced in brackets, or standing where only an organisation can.

    The second kind is read as the one organisation whose abbreviation the text introduced or, failing that,
    the one it names first, provided that no other organisation stands in the same sentence; each is reported.
    """
    organisations = registry().organisations
    rows: list[Mention] = []
    said: list[str] = []
    introduced = _short_forms(text, chosen)
    official = {n.text for _, n in chosen} | {o.abbreviation for o in organisations.values()} | set(organisations)
    for word, (actor, _) in introduced.items():
        if word != organisations[actor].abbreviation and word not in organisations:
            said.append(
                f"{word} stands for {organisations[actor].name} in this text; its usual abbreviation is {organisations[actor].abbreviation}"
            )
            rows += [
                Mention(_quote(text, at, at + len(word)), actor, "abbreviation", "introduced by the text")
                for at in _uses(text, word)
            ]
    named = [n.actor for _, n in chosen if n.actor in organisations]
    main = next(iter(actor for actor, _ in introduced.values()), named[0] if named else "")
    for part in document.parts:
        if part.kind == "boilerplate" or not main:
            continue
        for match in _BODY_SLOT.finditer(text, part.start, part.end):
            group = "a" if match.group("a") else "b"
            word, start = match.group(group), match.start(group)
            if word in official or word in introduced or matcher().named(word):
                continue
            sentence = next((s for s in sentences(text, part.start, part.end) if s.start <= start < s.end), None)
            if sentence and any(
                sentence.start <= h.start < sentence.end for h, n in chosen if n.actor in organisations
            ):
                continue
            rows.append(
                Mention(_quote(text, start, start + len(word)), main, "abbreviation", "not introduced by the text")
            )
            said.append(
                f"{word} is not introduced by the text; it is read as {organisations[main].name}, the organisation the text is about"
            )
    return rows, list(dict.fromkeys(said))
