"""Who acts and upon whom: subject, object, those behind "by" or "between", and what states they belong to."""

from __future__ import annotations

from dataclasses import replace

from multipolar.reading.plover.actors import Party
from multipolar.reading.plover.lexicon import QUAD, small_words
from multipolar.reading.plover.triggers import Trigger
from multipolar.reading.plover.words import Words

Side = tuple[Party, ...]

TOGETHER = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT", "CONCEDE"})
"""Types in which several may do the same together."""
SAYING = small_words("saying")
_BREAKS = small_words("ends a clause")
_TO_TARGET = small_words("leads to whom")


def sides(words: Words, trigger: Trigger, found: list[Party], begin: int, after: list[Party]) -> tuple[Side, Side]:
    """Who acts and upon whom, as grammar has it; begin: where the clause begins, after: parties behind the verb in it."""
    before = [p for p in found if begin <= p.first < trigger.first]
    outside = [p for p in found if p.first < begin]
    if trigger.noun:
        source, target = _of_noun(words, trigger, found)
    elif trigger.passive:
        source, target = _of_passive(words, trigger, before, after)
    else:
        source = _subject(words, before)
        target = _object(words, after, codes_of(source))
    speaker = _speaker(words, found, trigger)
    if trigger.mood == "duty" and not trigger.noun:
        source, target = speaker, source or target
    if trigger.entry.mode == "investigate" and not trigger.passive:
        target = tuple(p for p in after if words.lower[p.first - 1] == "by")[:1] or target
    if not trigger.noun and not trigger.passive and not trigger.finite:
        source = _subject(words, [*outside, *before]) or source
    if not source and not trigger.passive:
        source = _subject(words, outside) or speaker
    return source, target


def clause(words: Words, trigger: Trigger) -> tuple[int, int]:
    """From where the clause of a trigger begins to where it ends."""
    begin = trigger.first
    while begin > 0:
        word = words.lower[begin - 1]
        if word in {";", ":", "but", "because", "if", "when", "while", "that"} or word in SAYING:
            break
        begin -= 1
    end = trigger.last
    while end < len(words):
        word = words.lower[end]
        if word in _BREAKS and not (word == "as" and end - trigger.last < 2):
            break
        if word in SAYING and end > trigger.last:
            commas = [at for at in range(trigger.last, end) if words.lower[at] in {",", "''"}]
            return begin, commas[-1] if commas else end
        end += 1
    return begin, end


def _listed(words: Words, first: Party, following: list[Party]) -> Side:
    """A party with those that are listed with it: "A, B and C"."""
    found = [first]
    for party in following:
        between = words.lower[found[-1].last : party.first]
        if (
            all(
                word in {",", "and", "the", "&", "-", "or", "as", "well", "both", "along", "together"}
                for word in between
            )
            and len(between) < 5
        ):
            found.append(party)
        else:
            break
    return tuple(found)


def _subject(words: Words, before: list[Party]) -> Side:
    """The subject among the parties before a verb: the first that no preposition leads in."""
    for at, party in enumerate(before):
        listed = _listed(words, party, before[at + 1 :])
        if party.owner and all(p.owner for p in listed):
            continue
        word = words.lower[party.first - 1] if party.first else ""
        if word == "the" and party.first > 1:
            word = words.lower[party.first - 2]
        if (
            word in {"of", "in", "from", "with", "by", "on", "to", "for", "against", "near", "at", "over", "about"}
            and len(before) > at + 1
        ):
            continue
        if party.place and len(before) > at + 1:
            continue
        return listed
    return ()


def _object(words: Words, after: list[Party], own: set[str]) -> Side:
    """The object among the parties behind a verb: the first of another state that is no place, else the first that is
    no place, else the first. own: codes of the subject."""
    open_to = [at for at, party in enumerate(after) if not party.place]
    foreign = [at for at in open_to if after[at].code and after[at].code not in own]
    for at in (*foreign[:1], *open_to[:1]):
        return _listed(words, after[at], after[at + 1 :])
    return tuple(after[:1])


def _of_passive(words: Words, trigger: Trigger, before: list[Party], after: list[Party]) -> tuple[Side, Side]:
    target = _subject(words, before)
    for at, party in enumerate(after):
        lead = party.first - 1
        while lead > trigger.at and words.lower[lead] not in {"by", ",", "of", "in", "for", "with", "to"}:
            lead -= 1
        if words.lower[lead] == "by":
            return _listed(words, party, after[at + 1 :]), target
    others = tuple(
        p
        for p in after
        if words.lower[p.first - 1] in {"from", "with", "to", "for"}
        or words.lower[p.first - 2 : p.first - 1] == ("from",)
    )
    return (), target or others[:1]


def _of_noun(words: Words, trigger: Trigger, found: list[Party]) -> tuple[Side, Side]:
    """Who did what a noun names: before it as an adjective or owner, or behind "by"; whom: behind "on", "of", "with"."""
    source: Side = ()
    target: Side = ()
    before = [p for p in found if p.first < trigger.first]
    after = [p for p in found if p.first >= trigger.last]
    for at, party in enumerate(after):
        lead = party.first - 1
        while lead >= trigger.last and words.lower[lead] in {"the", "a", "an", "former", "two", "three"}:
            lead -= 1
        word = words.lower[lead] if lead >= trigger.last - 1 else ""
        listed = _listed(words, party, after[at + 1 :])
        if word == "by" and not source:
            source = listed
        elif word in {"between", "among"} and not source:
            source = listed
            break
        elif word == "of" and trigger.entry.event in {"CONSULT", "COOPERATE"} and not source:
            source = listed
        elif word in _TO_TARGET and not target:
            target = listed
    near = [p for p in before if trigger.first - p.last <= 1 and (p.owner or p.sector)]
    if near and not source:
        source = (near[-1],)
    if not source and not target:
        return (), ()
    if before and not source:
        source = _subject(words, before)
    return source, target


def _speaker(words: Words, found: list[Party], trigger: Trigger) -> Side:
    """Who says it: the party beside a verb of saying."""
    for at, word in enumerate(words.lower):
        if word not in SAYING or abs(at - trigger.at) < 1:
            continue
        before = [p for p in found if p.last <= at]
        if before and before[-1].code:
            return (before[-1],)
        behind = [p for p in found if p.first > at]
        if behind and behind[0].code and behind[0].first - at < 4:
            return (behind[0],)
    return ()


def codes_of(side: Side) -> set[str]:
    """The states, and bodies, that the parties of a side belong to."""
    return {party.code for party in side if party.code}


def linked(words: Words, trigger: Trigger, target: Side, own: set[str]) -> bool:
    """Whether a target of another state is tied to the verb itself: "with", "to" or nothing between them."""
    if not target or target[0].code in own:
        return False
    between = words.lower[trigger.last : target[0].first]
    return len(between) < 7 and (not between or any(word in {"with", "to", "for"} for word in between))


def completed(source: Side, target: Side, found: list[Party], name: str, scene: str) -> tuple[Side, Side]:
    """Parties without a state get that of those they are listed with, of the scene, of the other side or the nearest.

    scene: the state of a place that the sentence names. An act at home is against the own side.
    """
    known = [party.code for party in found if party.code]
    material = name in {"PROTEST", "COERCE", "ASSAULT"}
    source = tuple(_given(p, _first(source) or scene or _near(p, found)) for p in source)
    own = _first(source)
    if name == "MOBILIZE":
        target = tuple(p for p in target if p.code and p.code != own)
    target = tuple(_given(p, _first(target) or (scene if material else "") or own or _near(p, found)) for p in target)
    if name == "CONCEDE" and len(source) == 1 and not target and len(set(known)) == 1:
        target = source
    if source and not target and name not in TOGETHER:
        places = [p for p in found if p.place and p.code and p not in source]
        if places:
            target = (places[0],)
        elif len(set(known)) == 1 and QUAD[name].startswith("material") and name not in {"AID", "RETREAT", "MOBILIZE"}:
            target = source[:1]
    return source, tuple(p for p in target if p.code)


def _first(side: Side) -> str:
    """The state of the first party of a side that has one."""
    return next((party.code for party in side if party.code), "")


def _given(party: Party, code: str) -> Party:
    return party if party.code else replace(party, code=code)


def _near(party: Party, found: list[Party]) -> str:
    others = sorted((p for p in found if p.code), key=lambda p: abs(p.first - party.first))
    return others[0].code if others else ""
