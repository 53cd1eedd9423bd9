"""A text with what was read from it marked in place, and a line on each mark: what it is, by which rule and words."""

from __future__ import annotations

import re

from multipolar.actors.record import registry
from multipolar.briefs.safe import line, shorten, visible
from multipolar.reading.document import Quote, Reading

Mark = tuple[Quote, str, str]
"""The words, the kind of row and what is said of it."""


SIGNS = (("[", "]"), ("{", "}"), ("<", ">"))
"""What stands around the numbers: the first of these that the text itself has around no number."""
LONGEST = 160


def explained(reading: Reading) -> str:
    """The stored text, every row that was read closed by its number in brackets, and the numbers told below."""
    text = reading.document.text
    found = sorted(_marks(reading), key=lambda m: (m[0].end, -m[0].start, m[1], m[2]))
    opening, closing = _signs(text)
    pieces: list[str] = []
    at = 0
    for number, (quote, _, _) in enumerate(found, 1):
        pieces += [visible(text[at : quote.end]), f"{opening}{number}{closing}"]
        at = quote.end
    pieces.append(visible(text[at:]))
    told = [
        f'{opening}{n}{closing} {kind}: "{shorten(quote.text, LONGEST)}": {line(said)}'
        for n, (quote, kind, said) in enumerate(found, 1)
    ]
    return "".join(pieces).rstrip() + "\n\n" + "\n".join(told) + "\n"


def _signs(text: str) -> tuple[str, str]:
    """Brackets with which no words of the text can be taken for a mark; the last ones where all are in use."""
    free = [pair for pair in SIGNS if not re.search(rf"{re.escape(pair[0])}\d+{re.escape(pair[1])}", text)]
    return free[0] if free else ("<<", ">>")


def _marks(reading: Reading) -> list[Mark]:
    label = registry().label
    found: list[Mark] = [
        (m.quote, "actor", f"{m.actor} ({label(m.actor)}) by its {m.kind}" + (f", {m.note}" if m.note else ""))
        for m in reading.mentions
    ]
    found += [
        (o.quote, "office", f"{o.title or o.office} of {label(o.actor)}, from the {o.basis}") for o in reading.offices
    ]
    found += [(d.quote, "date", f"{d.day or d.written}, {d.basis}") for d in reading.dates]
    found += [(r.quote, "role", f"{r.actor} {r.role} in {r.organisation}, {r.basis}. {r.rule}") for r in reading.roles]
    for meeting in reading.meetings:
        found.append((meeting.quote, "meeting", f"{meeting.kind} {meeting.organisation}. {meeting.rule}"))
        found += [
            (p.quote, "participant", f"{p.actor} {p.level} {p.capacity} {p.capacity_basis}".rstrip())
            for p in meeting.participants
        ]
        found += [(o.quote, "outcome", f"{o.kind}, by the word {o.words.text}") for o in meeting.outcomes]
        found += [(q, "topic of a meeting", topic) for topic, q in meeting.topics]
        found += [
            (quote, f"{name} of a meeting", said)
            for name, quote, said in (("place", meeting.place, meeting.place_state), ("theme", meeting.theme, ""))
            if quote is not None
        ]
    found += [(q, "topic", topic) for p in reading.priorities for topic, q in p.topics]
    for claim in reading.claims:
        found.append((claim.quote, f"claim {claim.number}", f"{claim.mode}, {claim.speaker}: {claim.rule}"))
        for name in ("hedge", "condition", "cause", "effect", "grounds", "horizon"):
            quote = getattr(claim, name)
            if quote is not None:
                found.append((quote, name, f"of claim {claim.number}"))
        found += [
            (
                a.cue,
                f"relation of claim {claim.number}",
                f"{'not ' if a.negated else ''}{a.relation}, {_actors(a.subjects)} -> {_actors(a.objects)}",
            )
            for a in claim.assertions
        ]
    return found


def _actors(keys: tuple[str, ...]) -> str:
    return ", ".join(keys) or "?"
