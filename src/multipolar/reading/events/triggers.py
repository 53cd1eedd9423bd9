"""Words that tell an event: where a pattern of the lexicon stands, in which form, voice and mood."""

from __future__ import annotations

from dataclasses import dataclass

from multipolar.reading.events.lexicon import BASE, ING, PARTICIPLE, PAST, THIRD, Entry, lexicon, plural
from multipolar.reading.events.words import Words

DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your any some no each every another such both all two three "
    "four five six several many more most recent new latest first last further fresh".split()
)
PREPOSITIONS = frozenset(
    "of in on at by with from for against between among about into over under without despite during".split()
)
FILLERS = frozenset(
    "the a an its his her their our any some all more further new full two three several another fresh major immediate "
    "direct formal official joint military economic political diplomatic bilateral foreign national large own such "
    "additional humanitarian emergency first early high-level top close strong".split()
)
_POSSESSIVES = frozenset({"its", "his", "her", "their", "our"})
BE = frozenset("be is are was were been being am 's".split())
HAVE = frozenset("have has had having".split())
_FUTURE = frozenset("will would shall 'll".split())
_DUTY = frozenset("must should ought".split())
_CHANCE = frozenset("may might could can".split())
_NOT = frozenset("not never n't cannot hardly".split())
_BEFORE_TO = frozenset(
    "set due going about expected scheduled planning plans plan planned intends intend intended preparing prepares prepared "
    "slated poised decided decides vowed is are was were".split()
)
_ADVERBS = frozenset(
    "also now then again soon once already still later just only formally jointly both yesterday today".split()
)
_NEVER_SKIPPED = frozenset("and or but that who which to not be is are was were".split())
_LEANING = frozenset("oppose commit dedicate pledge prepare resign agree".split())
"""Verbs whose participle says what its subject does: "is opposed to"."""
_PLURAL = frozenset("they we you i people police and who men women children troops militia , \"".split())
GAP = 7
"""Words that a gap of a pattern may hold."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place where an event may be told: words from `first`, where its auxiliaries begin, over its head at `at`, to
    before `last`.

    mood: "" told as done, future, duty, chance, or to (an infinitive that something governs). denied: by "not". finite:
    whether it carries a clause.
    """

    first: int
    at: int
    last: int
    entry: Entry
    passive: bool
    mood: str
    denied: bool
    finite: bool

    @property
    def noun(self) -> bool:
        """Whether it is a noun."""
        return self.entry.kind == "n"


def triggers(words: Words) -> list[Trigger]:
    """All of a sentence in their order; of patterns at one head the longest."""
    known = lexicon()
    found: list[Trigger] = []
    at = 0
    while at < len(words):
        word = words.lower[at]
        hit = _verb(words, at, known.verbs.get(word, ())) or _noun(words, at, known.nouns.get(word, ()))
        if hit is not None:
            found.append(hit)
        at += 1
    return found


def matched(words: Words, at: int, pattern: tuple[str, ...]) -> int:
    """The end of a pattern's words from a place on, or -1."""
    gap = False
    for wanted in pattern:
        if wanted == "~":
            gap = True
            continue
        limit = min(at + (GAP if gap else 4), len(words))
        place = at
        spare = 1
        while place < limit:
            word = words.lower[place]
            if word == wanted or (wanted in _POSSESSIVES and word in _POSSESSIVES) or word == plural(wanted):
                break
            if not gap and word not in FILLERS and not word.endswith("ly"):
                spare -= 1
                if spare < 0 or word in PREPOSITIONS or word in _NEVER_SKIPPED or not word[0].isalpha():
                    return -1
            if gap and word in {",", ";", "that", "who", "which"}:
                return -1
            place += 1
        else:
            return -1
        at = place + 1
        gap = False
    return at


def _verb(words: Words, at: int, entries: tuple[tuple[str, Entry], ...]) -> Trigger | None:
    for letters, entry in entries:
        last = matched(words, at + 1, entry.words)
        if last < 0:
            continue
        trigger = _in_mood(words, at, last, letters, entry)
        if trigger is not None:
            return trigger
    return None


def _in_mood(words: Words, at: int, last: int, letters: str, entry: Entry) -> Trigger | None:
    """The verb with its auxiliaries, or None where the form is a noun's or an adjective's."""
    before = words.lower[at - 1] if at else ""
    first = at
    seen: list[str] = []
    while first and (word := words.lower[first - 1]) and len(seen) < 6:
        if (
            word in BE | HAVE | _FUTURE | _DUTY | _CHANCE | _NOT | _ADVERBS
            or word in {"to", "did", "do", "does"}
            or word.endswith("n't")
        ):
            seen.append(word)
        elif word.endswith("ly") and len(word) > 4:
            seen.append("ly")
        else:
            break
        first -= 1
    head = words.lower[first - 1] if first else ""
    denied = any(word in _NOT or word.endswith("n't") for word in seen) or any(w.startswith("won't") for w in seen)
    be, have = any(w in BE for w in seen), any(w in HAVE for w in seen)
    if seen and seen[0] == "to" or ("to" in seen and not be and not have):
        mood = "future" if head in _BEFORE_TO or (len(seen) > 1 and any(w in BE for w in seen[1:])) else "to"
        if any(w in _DUTY for w in seen) or head in {"need", "needs"} or (have and "to" in seen):
            mood = "duty"
        if BASE not in letters and not be:
            return None
        return Trigger(first, at, last, entry, be and PARTICIPLE in letters, mood, denied, mood != "to")
    mood = ""
    if any(w in _FUTURE or w.startswith("won't") for w in seen):
        mood = "future"
    elif any(w in _DUTY for w in seen):
        mood = "duty"
    elif any(w in _CHANCE or w.startswith(("can't", "couldn't")) for w in seen):
        mood = "chance"
    if mood and not be and not have and BASE not in letters:
        return None
    if be and PARTICIPLE in letters:
        towards = last < len(words) and words.lower[last - 1 if entry.words else last] == "to"
        return Trigger(first, at, last, entry, not (towards and entry.head in _LEANING), mood, denied, True)
    if be and ING in letters:
        return Trigger(first, at, last, entry, False, mood, denied, True)
    if mood or have or (seen and any(w in {"did", "do", "does", "didn't", "don't", "doesn't"} for w in seen)):
        return Trigger(first, at, last, entry, False, mood, denied, True)
    if before in DETERMINERS or (at and words.owned[at - 1]):
        return None
    if ING in letters and not (set(letters) - {ING}):
        return Trigger(first, at, last, entry, False, mood, denied, False)
    if PAST in letters or PARTICIPLE in letters:
        after = words.lower[last] if last < len(words) else ""
        reduced = after == "by" and not entry.words and before not in {"and", ",", "who", "which", "that"}
        if PAST not in letters or reduced:
            return Trigger(first, at, last, entry, True, mood, denied, False)
        if before in PREPOSITIONS:
            return None
        return Trigger(first, at, last, entry, False, mood, denied, True)
    if before in PREPOSITIONS or before.replace(",", "").isdigit():
        return None
    if THIRD in letters:
        return Trigger(first, at, last, entry, False, mood, denied, True)
    plural_before = before.endswith("s") or before in _PLURAL
    if BASE not in letters or (at and not plural_before):
        return None
    return Trigger(first, at, last, entry, False, mood, denied, True)


def _noun(words: Words, at: int, entries: tuple[Entry, ...]) -> Trigger | None:
    for entry in entries:
        last = matched(words, at + 1, entry.words)
        if last >= 0:
            return Trigger(at, at, last, entry, False, "", False, False)
    return None
