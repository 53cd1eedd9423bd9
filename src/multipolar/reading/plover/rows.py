"""Events as rows: from a text, its day and its places, to what a table of events holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from multipolar.reading.document import Meeting, Reading
from multipolar.reading.plover.actors import Party
from multipolar.reading.plover.coder import Event, code_sentence
from multipolar.reading.plover.lexicon import QUAD
from multipolar.reading.sentences import sentences
from multipolar.reading.times import date_mentions

TOLD, ARGUED = ("news", "plain", "comment"), "comment"
"""Parts of a document that are read for events, and the one that argues."""
IMAGINED = ("argued", "forecast", "wish or demand")
"""Modes of claims that tell of no event."""
HISTORICAL = 2
"""Years before publication from which on an event is told of as history."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party of an event: its words, the state that it belongs to (ISO 3166 alpha-3, or IGO) and its sector, if said."""

    text: str
    code: str
    sector: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as one sentence tells it.

    event: one of the sixteen types of PLOVER. mode: one of its modes, or "". contexts: those that the wording carries.
    source: who acts; target: upon whom, empty where all act together. status: happened, planned, hypothetical or
    historical. date: ISO 8601, as exact as the text has it, or ""; date_basis: explicit, relative to publication, open, or
    "". place: the state of a place that the sentence names, or "". start, end: offsets of the sentence in the text.
    words: those that tell it. rule: the type and pattern by which it was coded, and the mood of its verb.
    """

    event: str
    mode: str
    contexts: tuple[str, ...]
    quad: str
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    status: str
    date: str
    date_basis: str
    place: str
    start: int
    end: int
    quote: str
    words: str
    rule: str

    def flat(self) -> dict[str, Any]:
        """The row with lists as text, parties joined by "; "."""
        row = asdict(self) | {"contexts": ", ".join(self.contexts)}
        for side in ("source", "target"):
            parties: tuple[Actor, ...] = getattr(self, side)
            row[side] = "; ".join(dict.fromkeys(actor.code for actor in parties))
            row[f"{side}_text"] = "; ".join(actor.text for actor in parties)
            row[f"{side}_sector"] = "; ".join(actor.sector for actor in parties)
        return row


COLUMNS = (
    "event", "mode", "contexts", "quad", "source", "target", "status", "date", "date_basis", "place", "start", "end",
    "quote", "words", "rule", "source_text", "source_sector", "target_text", "target_sector",
)  # fmt: skip


def events(text: str, published: date | None = None) -> list[EventRow]:
    """The events that an English text tells, in its order.

    published: its day, by which names, office-holders and days such as "on Tuesday" are understood.
    """
    return list(_rows(text, published))


def events_of(reading: Reading) -> list[EventRow]:
    """The events of a document that was read: each meeting once, with all who took part, and what else is told.

    Of passages that argue only what they tell as done, and not what is argued, foretold or wished: an author's images
    are no events.
    """
    document = reading.document
    rows = [_of_meeting(meeting) for meeting in reading.meetings]
    told = [(quote.start, quote.end) for meeting in reading.meetings for quote in (meeting.quote, *meeting.told)]
    argued = [(claim.quote.start, claim.quote.end) for claim in reading.claims if claim.mode in IMAGINED]
    read = [part for part in document.parts if part.kind in TOLD] or document.parts
    for part in read:
        for row in _rows(document.text, document.published, part.start, part.end):
            if row.event == "CONSULT" and _lies_in(row, told):
                continue
            if part.kind == ARGUED and (row.status != "happened" or _lies_in(row, argued)):
                continue
            rows.append(row)
    return sorted(rows, key=lambda row: (row.start, row.words))


def _lies_in(row: EventRow, stretches: list[tuple[int, int]]) -> bool:
    return any(row.start < end and start < row.end for start, end in stretches)


def _of_meeting(meeting: Meeting) -> EventRow:
    """A meeting as one event: all who took part act together."""
    parties = {p.actor: Actor(p.quote.text, p.actor, "GOV") for p in meeting.participants if p.actor}
    if meeting.host and meeting.host not in parties:
        parties[meeting.host] = Actor(meeting.host, meeting.host, "GOV")
    day = meeting.date
    mode = "multilateral" if len(parties) > 2 else "phone" if "phone" in meeting.format else ""
    return EventRow(
        event="CONSULT",
        mode=mode,
        contexts=("diplomatic",),
        quad=QUAD["CONSULT"],
        source=tuple(parties.values()),
        target=(),
        status="happened",
        date="" if day is None or day.day is None else str(day.day),
        date_basis="" if day is None or day.day is None else day.basis,
        place=meeting.place_state,
        start=meeting.quote.start,
        end=meeting.quote.end,
        quote=meeting.quote.text,
        words=meeting.kind,
        rule=f"CONSULT: meeting ({meeting.rule})" if meeting.rule else "CONSULT: meeting",
    )


def _rows(text: str, published: date | None, start: int = 0, end: int | None = None) -> Iterator[EventRow]:
    for sentence in sentences(text, start, end):
        found = code_sentence(text, sentence.start, sentence.end, published)
        if not found:
            continue
        days = [day for day in date_mentions(text, sentence.start, sentence.end, published) if day.day is not None]
        told = days[0] if days else None
        for event in found:
            yield EventRow(
                event=event.event,
                mode=event.mode,
                contexts=event.contexts,
                quad=event.quad,
                source=_actors(text, event, event.source),
                target=_actors(text, event, event.target),
                status=_status(event, text[sentence.start : sentence.end], published),
                date="" if told is None else str(told.day),
                date_basis="" if told is None else told.basis,
                place=event.place,
                start=sentence.start,
                end=sentence.end,
                quote=text[sentence.start : sentence.end],
                words=text[event.start : event.end],
                rule=event.rule,
            )


_YEAR = re.compile(
    r"\b(1[0-9]{3}|20[0-9]{2})s?\b|\b(?:centur(?:y|ies)|medieval|antiquity|Napoleon\w*|[Tt]sarist|Soviet-era)\b"
)
LONG_AGO = 1945
"""Years up to it are history in any text."""


def _status(event: Event, sentence: str, published: date | None) -> str:
    """Happened, planned or hypothetical as told; historical where the sentence speaks of years long before."""
    if event.status != "happened":
        return event.status
    latest = LONG_AGO if published is None else published.year - HISTORICAL
    for match in _YEAR.finditer(sentence):
        if match[1] is None or int(match[1]) <= latest:
            return "historical"
    return "happened"


def _actors(text: str, event: Event, side: tuple[Party, ...]) -> tuple[Actor, ...]:
    return tuple(
        Actor(text[event.offsets[party.first] : event.ends[party.last - 1]], party.code, party.sector) for party in side
    )


def plover(text: str) -> list[dict[str, Any]]:
    """The events of a text as lists of codes, in the form that scorers of PLOVER take: what is history or did not come
    about is left out."""
    return [
        {
            "source": list(dict.fromkeys(actor.code for actor in row.source if actor.code)),
            "target": list(dict.fromkeys(actor.code for actor in row.target if actor.code)),
            "event": row.event,
        }
        for row in events(text)
        if row.status not in ("hypothetical", "historical")
    ]
