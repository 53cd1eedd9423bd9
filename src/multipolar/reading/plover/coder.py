"""From a sentence to events: which trigger is told, by whom and to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from multipolar.reading.plover.actors import BODY, Party, parties
from multipolar.reading.plover.lexicon import QUAD, contexts, elsewhere, small_words
from multipolar.reading.plover.sides import SAYING, TOGETHER, clause, codes_of, completed, linked, sides
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
_LEAVING = frozenset({"quit", "leave", "abandon", "withdraw", "pull"})
"""Verbs of leaving: a place is RETREAT, a body of states SANCTION."""
_OPENERS = small_words("opens a clause beside")


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
    return "future" if any(word in SAYING | _PROMISED for word in words.lower) else "chance"


_PROMISED = small_words("promising")


def _is_elsewhere(words: Words) -> bool:
    """Whether a sentence speaks of sport, business, culture, weather or everyday life, and of nobody with a sector that
    acts between states."""
    lower = f" {' '.join(words.lower)} "
    plain, rather = elsewhere()
    told = plain.search(lower) is not None or len(set(rather.findall(lower))) > 1
    return told and not any(word in _OF_STATES for word in words.lower)


_OF_STATES = small_words("of states")


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
    begin, end = clause(words, trigger)
    after = [p for p in found if trigger.at < p.first < max(end, trigger.last)]
    source, target = sides(words, trigger, found, begin, after)
    scene = next((p.code for p in (*after, *found) if p.place and p.code), "")
    if not source and not trigger.passive:
        # A bomb, a blast or shells may strike without anybody being named.
        if name != "ASSAULT" or trigger.mood or not (scene or codes_of(target)):
            return None
        target = target or tuple(p for p in found if p.code == scene)[:1]
    source, target = completed(source, target, found, name, scene)
    if name in TOGETHER and len(source) > 1 and not linked(words, trigger, target, codes_of(source)):
        target = ()
    if not codes_of(source) and not codes_of(target):
        return None
    entry = trigger.entry
    mode = entry.mode if name == entry.event else ""
    if name == "RETREAT" and entry.head in _LEAVING and codes_of(target) == {BODY}:
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
