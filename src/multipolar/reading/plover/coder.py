"""From a sentence to events: which trigger is told, by whom and to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from multipolar.reading.plover.actors import BODY, Party, parties
from multipolar.reading.plover.lexicon import QUAD, contexts, elsewhere
from multipolar.reading.plover.triggers import Trigger, triggers
from multipolar.reading.plover.words import Words, words_of


@dataclass(frozen=True, slots=True)
class Event:
    """An event as one sentence tells it.

    source, target: parties; target is empty where all of the source do it together. status: happened, planned or
    hypothetical. place: the state of a place named, or "". start, end: offsets of the words that tell it. rule: by which it
    was coded. offsets, ends: of the words of its sentence, to which the numbers of its parties refer.
    """

    event: str
    mode: str
    contexts: tuple[str, ...]
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    status: str
    place: str
    start: int
    end: int
    rule: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]

    @property
    def quad(self) -> str:
        """Verbal or material, cooperation or conflict."""
        return QUAD[self.event]


OUTER = frozenset({"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE", "SUPPORT", "CONSULT"})
"""Types whose verbs govern what follows them: the act told of is the speaking."""
TOGETHER = frozenset({"CONSULT", "COOPERATE", "AGREE", "SUPPORT", "CONCEDE"})
"""Types in which several may do the same together."""
_LEAVING = frozenset({"quit", "leave", "abandon", "withdraw", "pull"})
"""Verbs of leaving: a place is RETREAT, a body of states SANCTION."""
_OPENERS = frozenset(
    [
        "after",
        "when",
        "while",
        "if",
        "as",
        "because",
        "since",
        "following",
        "despite",
        "although",
        "though",
        "before",
        "once",
        "unless",
        "until",
        "during",
        "amid",
    ]
)
_SAY = frozenset(
    [
        "said",
        "says",
        "say",
        "saying",
        "told",
        "announced",
        "announces",
        "reported",
        "reports",
        "report",
        "added",
        "stated",
        "declared",
        "according",
        "confirmed",
        "quoted",
        "claimed",
        "claims",
        "reporting",
    ]
)
_BREAKS = frozenset(
    {
        ";",
        ":",
        "but",
        "because",
        "after",
        "when",
        "while",
        "if",
        "although",
        "though",
        "before",
        "since",
        "as",
        "following",
        "amid",
    }
)
_TO_TARGET = frozenset(
    ["to", "with", "against", "at", "on", "toward", "towards", "from", "of", "over", "upon", "for", "into", "between"]
)


def code_sentence(text: str, start: int, end: int, day: date | None = None) -> list[Event]:
    """The events that a sentence between two offsets tells, in the order in which it tells them."""
    words = words_of(text, start, end)
    if _is_elsewhere(words):
        return []
    told = triggers(words)
    if not told:
        return []
    found = parties(text, words, day)
    if not any(party.code for party in found):
        return []
    events: list[Event] = []
    told = [replace(t, mood=_would(words, t)) if t.mood == "would" else t for t in told]
    for trigger in _chosen(words, told):
        event = _event(words, trigger, found)
        if event is not None and not _repeats(event, events):
            events.append(event)
    if not events:
        others = (
            _event(words, trigger, found)
            for trigger in told
            if trigger.mood != "to" and not trigger.denied and not _aside(words, trigger)
        )
        events = [event for event in others if event is not None and event.source and event.target][:1]
    return events


def _would(words: Words, trigger: Trigger) -> str:
    """What "would" is: the future of what somebody said, else a thought."""
    return "future" if any(word in _SAY | _PROMISED for word in words.lower) else "chance"


_PROMISED = frozenset(
    [
        "promised",
        "pledged",
        "vowed",
        "warned",
        "threatened",
        "agreed",
        "swore",
        "insisted",
        "hinted",
        "decided",
        "told",
        "indicated",
    ]
)


def _is_elsewhere(words: Words) -> bool:
    """Whether a sentence speaks of sport, business, culture, weather or everyday life, and of nobody with a sector that
    acts between states."""
    lower = f" {' '.join(words.lower)} "
    plain, rather = elsewhere()
    told = plain.search(lower) is not None or len(set(rather.findall(lower))) > 1
    return told and not any(word in _OF_STATES for word in words.lower)


_OF_STATES = frozenset(
    [
        "government",
        "minister",
        "ministry",
        "president",
        "army",
        "troops",
        "police",
        "soldiers",
        "rebels",
        "militants",
        "parliament",
        "embassy",
        "ambassador",
        "diplomats",
        "diplomat",
        "military",
        "forces",
        "protesters",
        "demonstrators",
        "sanctions",
    ]
)


def _repeats(event: Event, events: list[Event]) -> bool:
    return any(e.event == event.event and e.source == event.source and e.target == event.target for e in events)


def _chosen(words: Words, told: list[Trigger]) -> list[Trigger]:
    """The trigger of the main clause, with those that are joined to it; else the first noun."""
    finite = [t for t in told if t.finite and not t.noun]
    main = [t for t in finite if not _aside(words, t)] or finite
    if main:
        first = main[0]
        return [first, *(t for t in main[1:] if _joined(words, first, t))]
    loose = [t for t in told if not t.noun and not t.finite and t.mood != "to"]
    nouns = [t for t in told if t.noun]
    return (nouns or loose or told)[:1]


def _aside(words: Words, trigger: Trigger) -> bool:
    """Whether a trigger stands in a clause beside the main one: "after ...", "who ...", "if ..."."""
    at = trigger.first - 1
    distance = 0
    while at >= 0 and distance < 14:
        word = words.lower[at]
        if word in {"who", "which", "whose", "whom"} and distance < 4:
            return True
        if word in _OPENERS and (at == 0 or words.lower[at - 1] in {",", "and"} or distance < 8):
            return not (word == "as" and distance > 5)
        if word in {",", ";", ":"} and distance > 0:
            return False
        at -= 1
        distance += 1
    return False


def _joined(words: Words, first: Trigger, other: Trigger) -> bool:
    """Whether a second verb has the subject of the first: ", and then signed ..."."""
    before = words.lower[other.first - 1] if other.first else ""
    if other.first <= first.last or before not in {"and", "but"}:
        return False
    governed = first.entry.event in OUTER and other.mood == first.mood and first.mood in {"to"}
    return not governed and other.entry.event != first.entry.event


def _event(words: Words, trigger: Trigger, found: list[Party]) -> Event | None:
    name, status = _in_mood(trigger)
    if not name:
        return None
    begin, end = _clause(words, trigger)
    after = [p for p in found if trigger.at < p.first < max(end, trigger.last)]
    source, target = _sides(words, trigger, found, begin, after)
    scene = next((p.code for p in (*after, *found) if p.place and p.code), "")
    if not source and not trigger.passive:
        # A bomb, a blast or shells may strike without anybody being named.
        if name != "ASSAULT" or trigger.mood or not (scene or _codes(target)):
            return None
        target = target or tuple(p for p in found if p.code == scene)[:1]
    source, target = _completed(source, target, found, name, scene)
    if name in TOGETHER and len(source) > 1 and not _linked(words, trigger, target, _codes(source)):
        target = ()
    if not _codes(source) and not _codes(target):
        return None
    entry = trigger.entry
    mode = entry.mode if name == entry.event else ""
    if name == "RETREAT" and entry.head in _LEAVING and _codes(target) == {BODY}:
        name, mode = "SANCTION", "withdraw"
    return Event(
        event=name,
        mode=mode,
        contexts=_contexts(words, entry.contexts),
        source=source,
        target=target,
        status=status,
        place=scene,
        start=words.starts[trigger.first],
        end=words.ends[min(trigger.last, len(words)) - 1],
        rule=_rule(trigger),
        offsets=words.starts,
        ends=words.ends,
    )


def _contexts(words: Words, told: tuple[str, ...]) -> tuple[str, ...]:
    """Contexts that the wording of the pattern carries, and those that other words of the sentence tell."""
    known = contexts()
    named = [
        context
        for at, word in enumerate(words.lower)
        for pattern, context in known.get(word, ())
        if words.lower[at : at + len(pattern)] == pattern
    ]
    return tuple(dict.fromkeys((*told, *named)))


def _rule(trigger: Trigger) -> str:
    """Type and pattern, mood and voice, by which an event was coded."""
    mood = f" ({trigger.mood})" if trigger.mood else ""
    return f"{trigger.entry.event}: {trigger.entry.text}{mood}{', passive' if trigger.passive else ''}"


def _sides(
    words: Words, trigger: Trigger, found: list[Party], begin: int, after: list[Party]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who acts and upon whom, as grammar has it; begin: where the clause begins, after: parties behind the verb in it."""
    before = [p for p in found if begin <= p.first < trigger.first]
    outside = [p for p in found if p.first < begin]
    if trigger.noun:
        source, target = _of_noun(words, trigger, found)
    elif trigger.passive:
        source, target = _of_passive(words, trigger, before, after)
    else:
        source = _subject(words, before)
        target = _object(words, after, _codes(source))
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


def _in_mood(trigger: Trigger) -> tuple[str, str]:
    """The type and the status of a trigger in its mood; an act that is denied without more tells no event."""
    event = trigger.entry.event
    quad = QUAD[event]
    if trigger.noun:
        return event, "happened"
    cooperates = "cooperation" in quad
    if trigger.mood == "duty":
        return "REQUEST", "happened"
    if trigger.denied:
        if trigger.mood in {"future", "chance"}:
            return ("REJECT" if cooperates else "AGREE"), "planned"
        return "", "denied"
    if trigger.mood == "future":
        if event in {"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "CONCEDE"}:
            return event, "planned"
        if event == "RETREAT":
            return "CONCEDE", "planned"
        return ("AGREE" if cooperates else "THREATEN"), "planned"
    if trigger.mood == "chance":
        return ("AGREE" if cooperates else "THREATEN"), "hypothetical"
    return event, "happened"


def _clause(words: Words, trigger: Trigger) -> tuple[int, int]:
    """From where the clause of a trigger begins to where it ends."""
    begin = trigger.first
    while begin > 0:
        word = words.lower[begin - 1]
        if word in {";", ":", "but", "because", "if", "when", "while", "that"} or word in _SAY:
            break
        begin -= 1
    end = trigger.last
    while end < len(words):
        word = words.lower[end]
        if word in _BREAKS and not (word == "as" and end - trigger.last < 2):
            break
        if word in _SAY and end > trigger.last:
            commas = [at for at in range(trigger.last, end) if words.lower[at] in {",", "''"}]
            return begin, commas[-1] if commas else end
        end += 1
    return begin, end


def _listed(words: Words, first: Party, following: list[Party]) -> tuple[Party, ...]:
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


def _subject(words: Words, before: list[Party]) -> tuple[Party, ...]:
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


def _object(words: Words, after: list[Party], own: set[str]) -> tuple[Party, ...]:
    """The object among the parties behind a verb: the first of another state that is no place, else the first that is
    no place, else the first. own: codes of the subject."""
    open_to = [at for at, party in enumerate(after) if not party.place]
    foreign = [at for at in open_to if after[at].code and after[at].code not in own]
    for at in (*foreign[:1], *open_to[:1]):
        return _listed(words, after[at], after[at + 1 :])
    return tuple(after[:1])


def _of_passive(
    words: Words, trigger: Trigger, before: list[Party], after: list[Party]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
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


def _of_noun(words: Words, trigger: Trigger, found: list[Party]) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who did what a noun names: before it as an adjective or owner, or behind "by"; whom: behind "on", "of", "with"."""
    source: tuple[Party, ...] = ()
    target: tuple[Party, ...] = ()
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


def _speaker(words: Words, found: list[Party], trigger: Trigger) -> tuple[Party, ...]:
    """Who says it: the party beside a verb of saying."""
    for at, word in enumerate(words.lower):
        if word not in _SAY or abs(at - trigger.at) < 1:
            continue
        before = [p for p in found if p.last <= at]
        if before and before[-1].code:
            return (before[-1],)
        behind = [p for p in found if p.first > at]
        if behind and behind[0].code and behind[0].first - at < 4:
            return (behind[0],)
    return ()


def _codes(side: tuple[Party, ...]) -> set[str]:
    return {party.code for party in side if party.code}


def _linked(words: Words, trigger: Trigger, target: tuple[Party, ...], own: set[str]) -> bool:
    """Whether a target of another state is tied to the verb itself: "with", "to" or nothing between them."""
    if not target or target[0].code in own:
        return False
    between = words.lower[trigger.last : target[0].first]
    return len(between) < 7 and (not between or any(word in {"with", "to", "for"} for word in between))


def _completed(
    source: tuple[Party, ...], target: tuple[Party, ...], found: list[Party], name: str, scene: str
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
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
    if source and not target and name not in TOGETHER:
        places = [p for p in found if p.place and p.code and p not in source]
        if places:
            target = (places[0],)
        elif len(set(known)) == 1 and QUAD[name].startswith("material") and name not in {"AID", "RETREAT", "MOBILIZE"}:
            target = source[:1]
    return source, tuple(p for p in target if p.code)


def _first(side: tuple[Party, ...]) -> str:
    """The state of the first party of a side that has one."""
    return next((party.code for party in side if party.code), "")


def _given(party: Party, code: str) -> Party:
    return party if party.code else replace(party, code=code)


def _near(party: Party, found: list[Party]) -> str:
    others = sorted((p for p in found if p.code), key=lambda p: abs(p.first - party.first))
    return others[0].code if others else ""
