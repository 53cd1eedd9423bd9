"""From the examined claims of a text to entries: forecasts, and where asked for every claim that can be tested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from multipolar.checking.examine import CheckedClaim, Examined
from multipolar.errors import InputError
from multipolar.ledger.entries import Entry, identify, settled_by
from multipolar.ledger.wording import SCALE, worded
from multipolar.measures.catalogue import MEASURES
from multipolar.propositions.parse import parse
from multipolar.propositions.render import render
from multipolar.propositions.terms import Measure, atoms


def entries_of(examined: Examined, *, every: bool, vintage: str, today: date) -> Iterator[Entry]:
    """The forecasts of a text as entries; with `every` also its other claims that have a proposition.

    InputError where the text has no day of publication: nobody could say when it was forecast.
    """
    document = examined.reading.document
    made = document.published
    if made is None:
        raise InputError("has no date of publication", mend="Give it with --published: a ledger keeps when it was said")
    for checked in examined.claims:
        if checked.claim.mode == "forecast" or (every and any(not c.candidate.presupposed for c in checked.checks)):
            yield _entry(checked, examined, made, vintage, today)


def _entry(checked: CheckedClaim, examined: Examined, made: date, vintage: str, today: date) -> Entry:
    claim, document = checked.claim, examined.reading.document
    candidates = [c.candidate for c in checked.checks if not c.candidate.presupposed]
    proposition = render(candidates[0].proposition) if candidates else ""
    settled, condition, due = settled_by(proposition, made) if proposition else ("", "", None)
    if claim.mode == "forecast" and due is not None and due <= made:
        # A proposition about the past cannot settle what is said of the future.
        settled, condition, due = "", "", None
    said = worded(claim.quote.text)
    voice = claim.voices[-1] if claim.voices else None
    topics = list(dict.fromkeys(a.relation for a in claim.assertions if not a.presupposed))
    return Entry(
        id=identify(document.sha256, claim.quote.text, settled),
        kind="forecast" if claim.mode == "forecast" else "claim",
        method="text",
        document=document.sha256,
        title=document.title.text if document.title else "",
        publisher=document.publisher.text if document.publisher else "",
        made=made,
        speaker=claim.speaker,
        named=voice is not None and voice.kind == "actor" and voice.words is not None,
        quote=claim.quote.text,
        mode=claim.mode,
        topic=topics[0] if topics else "",
        proposition=settled,
        condition=condition,
        condition_words=claim.condition.text if claim.condition else "",
        horizon_words=claim.horizon.text if claim.horizon else "",
        expects="true" if not candidates or candidates[0].expects == "holds" else "false",
        probability=said.middle if said else None,
        basis=f"{said.words} ({SCALE})" if said else "",
        due=due,
        sources=sources_of(settled) if settled else (),
        vintage=vintage,
        registered=today,
    )


def sources_of(*propositions: str) -> tuple[str, ...]:
    """The datasets that will settle propositions: those of their measures, and the record of memberships."""
    found: dict[str, None] = {}
    for text in propositions:
        for atom in atoms(parse(text)):
            names = [part.name for part in _measures(atom)]
            found.update(dict.fromkeys([MEASURES[name].dataset for name in names] or ["record"]))
    return tuple(found)


def _measures(atom: object) -> Iterable[Measure]:
    parts = (getattr(atom, name, None) for name in ("measure", "left", "right"))
    return [part for part in parts if isinstance(part, Measure)]
