"""A text with what was read from it marked in place, and a line on each mark: what it is, by which rule and words."""

from __future__ import annotations

from multipolar.actors.record import registry
from multipolar.briefs.safe import line, visible
from multipolar.reading.document import Quote, Reading

Mark = tuple[Quote, str, str]
"""The words, the kind of row and what is said of it."""


def explained(reading: Reading) -> str:
    """The stored text, every row that was read closed by its number in brackets, and the numbers told below."""
    text = reading.document.text
    found = sorted(_marks(reading), key=lambda m: (m[0].end, -m[0].start, m[1], m[2]))
    pieces: list[str] = []
    at = 0
    for number, (quote, _, _) in enumerate(found, 1):
        pieces += [visible(text[at : quote.end]), f"[{number}]"]
        at = quote.end
    pieces.append(visible(text[at:]))
    told = [f"[{n}] {kind}: {line(quote.text)[:160]!r}: {line(said)}" for n, (quote, kind, said) in enumerate(found, 1)]
    return "".join(pieces).rstrip() + "\n\n" + "\n".join(told) + "\n"


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
    found += [(q, "topic", topic) for p in reading.priorities for topic, q in p.topics]
    for claim in reading.claims:
        found.append((claim.quote, f"claim {claim.number}", f"{claim.mode}, {claim.speaker}: {claim.rule}"))
        for name in ("hedge", "condition", "cause", "grounds", "horizon"):
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
