"""Words that tell an event: where a pattern of the lexicon stands, in which form, voice and mood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from multipolar.reading.plover.lexicon import (
    BASE,
    ING,
    PARTICIPLE,
    PAST,
    POSSESSIVES,
    THIRD,
    Entry,
    Family,
    lexicon,
    plural,
    small_words,
)
from multipolar.reading.plover.words import Words

DETERMINERS = small_words("determiner")
PREPOSITIONS = small_words("preposition")
FILLERS = small_words("filler")
BE = small_words("be")
HAVE = small_words("have")
_FUTURE = small_words("future")
_DUTY = small_words("duty")
_CHANCE = small_words("chance")
_NOT = small_words("not")
_BEFORE_TO = small_words("before to")
_DO = small_words("do")
_ADVERBS = small_words("adverb")
_NEVER_SKIPPED = small_words("never skipped")
_AUXILIARIES = BE | HAVE | _FUTURE | _DUTY | _CHANCE | _NOT | _ADVERBS | _DO | {"to"}
_LEANING = small_words("leaning")
"""Verbs whose participle says what its subject does: "is opposed to"."""
_PLURAL = small_words("plural")
_ENDS_A_GAP = small_words("ends a gap")
_LATER = small_words("when")
LIGHT = 7
"""Words within which a light verb has its noun."""
GAP = 7
"""Words that a gap of a pattern may hold."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A place where an event may be told: words from `first`, where its auxiliaries begin, over its head at `at`, to
    before `last`.

    mood: "" told as done, future, would, duty, chance, or to (an infinitive that something governs). denied: by "not". finite:
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
        hit = _verb(words, at, known.verbs.get(word))
        light = known.operators.get(word)
        if light and hit is None:
            hit = _light(words, at, light)
        hit = hit or _noun(words, at, known.nouns.get(word))
        if hit is not None and hit.entry.kind == "good":
            hit = None
        if hit is not None:
            found.append(hit)
            at = max(at, hit.last - 1) if hit.entry.kind == "light" else at
        at += 1
    return found


def _light(words: Words, at: int, light: tuple[tuple[str, str], ...]) -> Trigger | None:
    """A verb that begins, gives, suffers or ends what a noun behind it names: "staged a protest", "halted aid"."""
    nouns = lexicon().nouns
    for place in range(at + 1, min(at + LIGHT, len(words))):
        word = words.lower[place]
        if (word in PREPOSITIONS and word != "of") or (word in _NEVER_SKIPPED and word != "and") or word == ";":
            return None
        noun = _noun(words, place, nouns.get(word))
        if noun is None:
            continue
        for operator, letters in light:
            if noun.entry.kind == "good" and operator != "GIVE":
                continue
            event, turned = _operated(operator, noun.entry.event)
            if event == "SANCTION" and noun.entry.event == "CONSULT" and words.lower[at].startswith("end"):
                event = "CONSULT"
            if event:
                mode = noun.entry.mode if event == noun.entry.event else ""
                head = words.lower[at]
                entry = replace(noun.entry, head=head, words=(noun.entry.text,), event=event, mode=mode, kind="light")
                trigger = _in_mood(words, at, noun.last, letters, entry)
                if trigger is not None:
                    return replace(trigger, passive=trigger.passive != turned) if turned else trigger
        return None
    return None


def _operated(operator: str, event: str) -> tuple[str, bool]:
    """What a verb makes of the event that a noun names, and whether its subject is the one who suffers it."""
    if operator == "STOP":
        if event in {"AID", "COOPERATE", "CONSULT", "AGREE", "SUPPORT"}:
            return "SANCTION", False
        if event in {"SANCTION", "COERCE", "MOBILIZE", "ASSAULT"}:
            return "RETREAT", False
        return ("CONCEDE", False) if event in {"PROTEST", "REQUEST"} else ("", False)
    if operator == "SUFFER":
        return event, True
    return event, False


def matched(words: Words, at: int, pattern: tuple[str, ...]) -> int:
    """The end of a pattern's words from a place on, or -1."""
    gap = False
    for wanted in pattern:
        if wanted == "~":
            gap = True
            continue
        limit = min(at + (GAP if gap else 4), len(words))
        place = at + gap
        spare = 1
        while place < limit:
            word = words.lower[place]
            if word == wanted or (wanted in POSSESSIVES and word in POSSESSIVES) or word == plural(wanted):
                break
            if not gap and word not in FILLERS and not word.endswith("ly"):
                spare -= 1
                if spare < 0 or word in PREPOSITIONS or word in _NEVER_SKIPPED or not word[0].isalpha():
                    return -1
            if gap and word in _ENDS_A_GAP:
                return -1
            place += 1
        else:
            return -1
        at = place + 1
        gap = False
    return at


def _verb(words: Words, at: int, family: Family | None) -> Trigger | None:
    for letters, entry in () if family is None else family.within(words.present):
        last = matched(words, at + 1, entry.words)
        if last < 0 or (entry.kind == "vo" and not _has_object(words, last)):
            continue
        trigger = _in_mood(words, at, last, letters, entry)
        if trigger is not None:
            return trigger
    return None


def _has_object(words: Words, last: int) -> bool:
    """Whether something follows a verb straight away that it may have as its object."""
    word = words.lower[last] if last < len(words) else ""
    return word[:1].isalnum() and word not in PREPOSITIONS and word not in _NEVER_SKIPPED and word not in _LATER


@dataclass(frozen=True, slots=True)
class _Led:
    """What stands before a verb: its auxiliaries from `first` on, the nearest first, and the word before them."""

    first: int
    seen: tuple[str, ...]
    head: str

    @property
    def be(self) -> bool:
        return any(word in BE for word in self.seen)

    @property
    def have(self) -> bool:
        return any(word in HAVE for word in self.seen)

    @property
    def denied(self) -> bool:
        return any(word in _NOT or word.endswith("n't") for word in self.seen)


def _led(words: Words, at: int) -> _Led:
    first = at
    seen: list[str] = []
    while first and len(seen) < 6:
        word = words.lower[first - 1]
        if word not in _AUXILIARIES and not word.endswith("n't") and not (word.endswith("ly") and len(word) > 4):
            break
        seen.append(word)
        first -= 1
    return _Led(first, tuple(seen), words.lower[first - 1] if first else "")


def _mood_of(led: _Led) -> str:
    """The mood that auxiliaries give a verb."""
    if led.seen[:1] == ("to",) or ("to" in led.seen and not led.be and not led.have):
        if any(word in _DUTY for word in led.seen) or led.head in {"need", "needs"} or led.have:
            return "duty"
        return "future" if led.head in _BEFORE_TO or any(word in BE for word in led.seen[1:]) else "to"
    if any(word in _FUTURE or word in {"won't", "wouldn't"} for word in led.seen):
        return "would" if any(word.startswith("would") for word in led.seen) else "future"
    if any(word in _DUTY for word in led.seen):
        return "duty"
    return "chance" if any(word in _CHANCE or word in {"can't", "couldn't"} for word in led.seen) else ""


def _in_mood(words: Words, at: int, last: int, letters: str, entry: Entry) -> Trigger | None:
    """The verb with its auxiliaries, or None where the form is a noun's or an adjective's."""
    led = _led(words, at)
    mood = _mood_of(led)

    def told(*, passive: bool = False, finite: bool = True) -> Trigger:
        return Trigger(led.first, at, last, entry, passive, mood, led.denied, finite)

    if mood and BASE not in letters and not led.be and not led.have:
        return None
    if led.seen[:1] == ("to",):
        return told(finite=mood != "to")
    if led.be and PARTICIPLE in letters:
        following = words.lower[last - 1 if entry.words else last] if last < len(words) or entry.words else ""
        return told(passive=not (following == "to" and entry.head in _LEANING), finite=mood != "to")
    if (led.be and ING in letters) or mood or led.have or any(word in _DO for word in led.seen):
        return told(finite=mood != "to")
    return _alone(words, at, last, letters, told)


def _alone(words: Words, at: int, last: int, letters: str, told: Callable[..., Trigger]) -> Trigger | None:
    """A verb without auxiliaries: its form and the words beside it say whether it is one."""
    before = words.lower[at - 1] if at else ""
    if before in DETERMINERS or (at and words.owned[at - 1]):
        return None
    if letters == ING:
        return told(finite=False)
    if PAST in letters or PARTICIPLE in letters:
        after = words.lower[last] if last < len(words) else ""
        reduced = after == "by" and last == at + 1 and before not in {"and", ",", "who", "which", "that"}
        if PAST not in letters or reduced:
            return told(passive=True, finite=False)
        return None if before in PREPOSITIONS else told()
    if before in PREPOSITIONS or before.replace(",", "").isdigit():
        return None
    after = words.lower[last] if last < len(words) else ""
    if words.lower[at] == "back" and after in PREPOSITIONS | {"across", "home", "to"}:
        return None
    subject = at > 0 and (THIRD in letters or before.endswith("s") or before in _PLURAL)
    return told() if subject else None


def _noun(words: Words, at: int, family: Family | None) -> Trigger | None:
    for _, entry in () if family is None else family.within(words.present):
        last = matched(words, at + 1, entry.words)
        if last >= 0:
            return Trigger(at, at, last, entry, False, "", False, False)
    return None
