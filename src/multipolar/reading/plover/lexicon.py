"""The lexicon of events, compiled: what each form of a verb or noun may tell, and words that stand for actors."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from multipolar.tables import read_table

FOLDER = Path(__file__).parents[1] / "lexicon" / "events"

QUADS = {
    "verbal cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD = {name: quad for quad, names in QUADS.items() for name in names}
TYPES = tuple(QUAD)

POSSESSIVES = frozenset({"its", "his", "her", "their", "our"})
"""Of these any stands for any in a pattern."""
BASE, THIRD, PAST, PARTICIPLE, ING = "b", "s", "d", "n", "g"
"""Forms of a verb."""


@cache
def small_words(kind: str) -> frozenset[str]:
    """Words of grammar and of telling, by what they do (small_words.csv)."""
    return frozenset(_small_words()[kind].split(" "))


@cache
def _small_words() -> dict[str, str]:
    return {row["kind"]: row["words"] for row in read_table(FOLDER, "small_words")}


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern of the lexicon. words: after its head; "~" stands for a gap. kind: v verb, vo verb with an object, n noun,
    good: a noun that tells an event only where somebody gives it."""

    head: str
    words: tuple[str, ...]
    event: str
    mode: str
    contexts: tuple[str, ...]
    kind: str
    symmetric: bool

    @property
    def text(self) -> str:
        """As it stands in the lexicon."""
        return " ".join((self.head, *self.words))


@cache
def irregular() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Past forms and participles of irregular verbs."""
    rows = read_table(FOLDER, "irregular")
    return {row["verb"]: (tuple(row["past"].split()), tuple(row["participle"].split())) for row in rows}


_DOUBLED = re.compile(r"(?:.*[^aeiou])?[aeiou][bdgklmnprt]$")
_ENDS_STRESSED = re.compile(
    r"(?:admit|commit|permit|submit|omit|refer|prefer|defer|confer|transfer|deter|infer|incur|occur|recur|concur|"
    r"compel|expel|repel|rebel|propel|dispel|impel|control|patrol|enrol|annul|abet|regret|rebut|embed|debar|"
    r"abhor|equip|kidnap|program|worship|rap|outbid|unplug|entrap|overlap|cancel|travel|quarrel|signal|shovel|"
    r"counsel|model|label|level|marshal|pummel)$"
)
_BRITISH = re.compile(r"(?:cancel|travel|quarrel|signal|shovel|counsel|model|label|level|marshal|pummel|channel|fuel)$")
_ONE_SYLLABLE = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]$")


@cache
def verb_forms(verb: str) -> dict[str, str]:
    """Each form of a verb with the letters of what it may be."""
    stem = verb.rpartition("-")[2]
    base = next(
        (v for v in (verb, stem, re.sub(r"^(?:re|over|out|under|counter)", "", stem)) if v in irregular()), None
    )
    found: dict[str, set[str]] = defaultdict(set)
    found[verb].add(BASE)
    third = (
        verb[:-1] + "ies"
        if re.search(r"[^aeiou]y$", verb)
        else verb + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", verb) else "s")
    )
    found[third].add(THIRD)
    stems = {verb}
    if _ONE_SYLLABLE.fullmatch(verb) or _ENDS_STRESSED.search(verb):
        stems = {verb + verb[-1]}
        if _BRITISH.search(verb):
            stems.add(verb)
    for part in stems:
        bare = part[:-1] if part.endswith("e") and not part.endswith(("ee", "oe", "ye")) else part
        found[(verb[:-2] + "ying" if verb.endswith("ie") else bare + "ing")].add(ING)
    if base is None:
        for part in stems:
            past = (
                part + "d"
                if part.endswith("e")
                else part[:-1] + "ied"
                if re.search(r"[^aeiou]y$", part)
                else part + "ed"
            )
            found[past] |= {PAST, PARTICIPLE}
    else:
        before = verb[: len(verb) - len(base)]
        for letter, forms in zip((PAST, PARTICIPLE), irregular()[base], strict=True):
            for form in forms:
                found[before + form].add(letter)
    return {form: "".join(sorted(letters)) for form, letters in found.items()}


@cache
def plural(noun: str) -> str:
    """The regular plural of a noun."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:s|sh|ch|x|z)$", noun) else "s")


class Family:
    """The entries of one form of a head, the longest first, found by their last word: a sentence that lacks it cannot
    hold the pattern, which spares looking at nearly all."""

    def __init__(self, entries: Iterable[tuple[str, Entry]]) -> None:
        ranked = sorted(entries, key=lambda told: (-len(told[1].words), told[1].kind != "vo"))
        self._entries = tuple(ranked)
        by_last: dict[str, list[int]] = defaultdict(list)
        for rank, (_, entry) in enumerate(ranked):
            last = entry.words[-1] if entry.words else ""
            for written in POSSESSIVES if last in POSSESSIVES else {last, plural(last)}:
                by_last[written].append(rank)
        self._by_last = {word: tuple(ranks) for word, ranks in by_last.items()}

    def within(self, present: frozenset[str]) -> list[tuple[str, Entry]]:
        """Those whose last word is among the words of a sentence, each with the letters of its head's form."""
        ranks = set(self._by_last.get("", ()))
        for word in present & self._by_last.keys():
            ranks.update(self._by_last[word])
        return [self._entries[rank] for rank in sorted(ranks)]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """verbs, nouns: entries by a form of their head, the longest first; of a verb with what form it is. agents: words
    that stand for actors, by their first word, with a sector. groups: names of places, forces and parties with the state they
    belong to. operators:
    forms of verbs that begin, end, give or suffer what a noun names."""

    verbs: dict[str, Family]
    nouns: dict[str, Family]
    agents: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    groups: dict[str, str]
    operators: dict[str, tuple[tuple[str, str], ...]]


@cache
def lexicon() -> Lexicon:
    """The whole lexicon, compiled once."""
    verbs: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    nouns: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for entry in (entry for name in TYPES for row in read_table(FOLDER, name) for entry in _entries(name, row)):
        if entry.kind not in {"n", "good"}:
            for form, letters in verb_forms(entry.head).items():
                verbs[form].append((letters, entry))
        else:
            for form in {entry.head} if entry.words else {entry.head, plural(entry.head)}:
                nouns[form].append(("", entry))
    return Lexicon(
        {form: Family(found) for form, found in verbs.items()},
        {form: Family(found) for form, found in nouns.items()},
        _agents(),
        {
            name: row["code"]
            for table in ("cities", "groups")
            for row in read_table(FOLDER, table)
            for name in row["patterns"].split(";")
        },
        _operators(),
    )


def _agents() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    agents: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in read_table(FOLDER, "agents"):
        for text in row["patterns"].split(";"):
            words = tuple(text.lower().split())
            for written in {words, (*words[:-1], plural(words[-1]))}:
                agents[written[0]].append((written, row["sector"]))
    return {form: tuple(sorted(found, key=lambda f: -len(f[0]))) for form, found in agents.items()}


def _operators() -> dict[str, tuple[tuple[str, str], ...]]:
    operators: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_table(FOLDER, "operators"):
        for text in row["patterns"].split(";"):
            if " " not in text:
                for form, letters in verb_forms(text).items():
                    operators[form][row["operator"]] = letters
    return {form: tuple(found.items()) for form, found in operators.items()}


_HELP = re.compile(
    r"aid|assist|relief|loan|grant|bail|lift|donat|credit|asylum|training|rescue|package|forgiv|subsid|fund|delivery|"
    r"shipment|supplies|convoy|disburse|refugee status|field hospital"
)
_ARTICLES = frozenset({"a", "an", "the"})
"""Words of a pattern that a text may have or not."""


def _entries(event: str, row: dict[str, str]) -> list[Entry]:
    contexts = tuple(filter(None, row["contexts"].split()))
    found = []
    for text in row["patterns"].split(";"):
        head, *words = text.lower().split()
        words = [word for word in words if word not in _ARTICLES]
        kind = "good" if event == "AID" and row["kind"] == "n" and not _HELP.search(text) else row["kind"]
        found.append(Entry(head, tuple(words), event, row["mode"], contexts, kind, row["direction"] == "sym"))
    return found


@cache
def contexts() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Words that tell the context of an event, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for row in read_table(FOLDER, "contexts"):
        for text in row["words"].split(";"):
            words = tuple(text.split())
            found[words[0]].append((words, row["context"]))
    return {first: tuple(rows) for first, rows in found.items()}


@cache
def elsewhere() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words of sentences on sport, business, culture, weather and everyday life, in which "attack" is none: those of
    which one is enough, and those of which it takes two."""
    found = []
    for enough in ("1", "2"):
        rows = [row for row in read_table(FOLDER, "elsewhere") if row["enough"] == enough]
        words = sorted({word for row in rows for word in row["words"].split(";")}, key=len, reverse=True)
        found.append(re.compile(f"(?<= )(?:{'|'.join(map(re.escape, words))})(?= )"))
    return found[0], found[1]
