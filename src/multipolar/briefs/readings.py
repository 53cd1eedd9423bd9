"""A reading as tidy tables and as JSON: a row for each thing read, with its place, quote and rule, and for each claim
the propositions that could test it, or why none can."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from multipolar.actors.record import registry
from multipolar.checking.compile import Candidate
from multipolar.checking.examine import CompiledClaim, compiled
from multipolar.propositions.english import english
from multipolar.propositions.render import render
from multipolar.reading.document import Assertion, Claim, Dating, Meeting, Mention, Quote, Reading, within
from multipolar.reading.read import READER
from multipolar.reading.relations import family

VERSION = 1
"""Of the JSON and of the columns of the tables."""

Row = dict[str, Any]
Tables = dict[str, list[Row]]

_QUOTE = {"start": int, "end": int, "quote": str}
COLUMNS: dict[str, dict[str, type]] = {
    "documents": {
        "place": str, "title": str, "publisher": str, "published": str, "published_basis": str, "characters": int,
        "notices": tuple, "irregularities": tuple, "corrections": tuple, "reader": str,
    },
    "parts": {"kind": str, "start": int, "end": int},
    "mentions": {**_QUOTE, "actor": str, "name": str, "kind": str, "rule": str},
    "dates": {**_QUOTE, "written": str, "day": str, "basis": str},
    "offices": {**_QUOTE, "person": str, "office": str, "actor": str, "basis": str},
    "meetings": {
        "meeting": int, **_QUOTE, "kind": str, "format": str, "day": str, "written": str, "basis": str, "place": str,
        "place_state": str, "organisation": str, "chair": str, "chair_person": str, "host": str, "theme": str,
        "topics": tuple, "rule": str,
    },
    "participants": {
        "meeting": int, **_QUOTE, "actor": str, "name": str, "level": str, "represented_by": str, "capacity": str,
        "capacity_basis": str,
    },
    "outcomes": {"meeting": int, **_QUOTE, "kind": str, "words": str},
    "roles": {
        **_QUOTE, "actor": str, "organisation": str, "role": str, "basis": str, "timing": str, "dated": str,
        "negated": bool, "rule": str,
    },
    "priorities": {**_QUOTE, "topics": tuple},
    "claims": {
        "claim": int, **_QUOTE, "part": str, "mode": str, "speaker": str, "voices": tuple, "strength": str,
        "hedge": str, "tense": str, "horizon": str, "condition": str, "cause": str, "effect": str, "grounds": str,
        "evaluative": tuple, "rule": str,
    },
    "assertions": {
        "claim": int, "assertion": int, **_QUOTE, "relation": str, "family": str, "subjects": tuple,
        "objects": tuple, "domain": str, "quantifier": str, "excepted": tuple, "than": str, "negated": bool,
        "presupposed": bool, "timing": str, "dated": str, "first_year": int, "last_year": int, "share": float,
        "since": str, "qualifiers": tuple,
    },
    "candidates": {
        "claim": int, "proposition": str, "english": str, "kind": str, "assertions": tuple, "words": str,
        "subject_words": tuple, "object_words": tuple, "time_words": str, "because": str, "leaves_out": str,
        "expects": str, "presupposed": bool, "one_sided": bool, "as_of": str, "why_none": str,
    },
    "chains": {"chain": int, "actors": tuple, "relations": tuple, "claims": tuple},
}  # fmt: skip
"""Columns of each table with their types, a tuple for several values; before them every table names the document."""


@dataclass(slots=True)
class _Collected:
    """Rows by table, each with every column of its table."""

    rows: Tables = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def add(self, table: str, **cells: Any) -> None:
        """A row; what is not given is empty: "" for words, no values for several, no number, false."""
        empty = {str: "", tuple: (), int: None, float: None, bool: False}
        self.rows[table].append({name: cells.pop(name, empty[kind]) for name, kind in COLUMNS[table].items()})
        assert not cells, cells


def types(table: str) -> dict[str, type]:
    """The columns of a table as a file has them, where several values are one text."""
    return {"document": str, **{name: str if kind is tuple else kind for name, kind in COLUMNS[table].items()}}


def tables(reading: Reading, place: str, *, corrections: Sequence[str] = (), today: date | None = None) -> Tables:
    """The rows of a reading by table; each bears the document's sha256; several values of a cell are joined by "; ".

    Offsets count code points. `corrections` are what a reader changed (reading.review.reviewed), `today` is for tests.
    """
    found = _rows(reading, place, corrections, today)
    key = reading.document.sha256
    return {name: [{"document": key, **_joined(row)} for row in rows] for name, rows in found.items()}


def as_json(reading: Reading, place: str, *, corrections: Sequence[str] = (), today: date | None = None) -> Row:
    """The same as one object: the document's fields, then a list for each table; no row repeats the document."""
    found = _rows(reading, place, corrections, today)
    (head,) = found.pop("documents")
    lists = {name: [_listed(row) for row in rows] for name, rows in found.items()}
    return {"version": VERSION, "sha256": reading.document.sha256, **_listed(head), **lists}


def _joined(row: Row) -> Row:
    return {name: "; ".join(map(str, cell)) if isinstance(cell, tuple) else cell for name, cell in row.items()}


def _listed(row: Row) -> Row:
    return {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in row.items()}


def _rows(reading: Reading, place: str, corrections: Sequence[str], today: date | None) -> Tables:
    found = _Collected()
    _document(found, reading, place, corrections)
    for m in reading.mentions:
        found.add("mentions", **_quote(m.quote), actor=m.actor, name=_name(m.actor), kind=m.kind, rule=m.note)
    for d in reading.dates:
        found.add("dates", **_quote(d.quote), written=str(d.written), day=str(d.day or ""), basis=d.basis)
    for o in reading.offices:
        office = o.title or o.office
        found.add("offices", **_quote(o.quote), person=o.person, office=office, actor=o.actor, basis=o.basis)
    for number, meeting in enumerate(reading.meetings, 1):
        _meeting(found, number, meeting)
    for r in reading.roles:
        found.add(
            "roles", **_quote(r.quote), actor=r.actor, organisation=r.organisation, role=r.role, basis=r.basis,
            timing=r.timing, dated=dated(r.dated), negated=r.negated, rule=r.rule,
        )  # fmt: skip
    for p in reading.priorities:
        found.add("priorities", **_quote(p.quote), topics=_once(topic for topic, _ in p.topics))
    for row in compiled(reading, today=today):
        _claim(found, row.claim)
        _candidates(found, row, reading.mentions)
    for number, c in enumerate(reading.chains, 1):
        found.add("chains", chain=number, actors=c.actors, relations=c.relations, claims=c.claims)
    return found.rows


def _document(found: _Collected, reading: Reading, place: str, corrections: Sequence[str]) -> None:
    document = reading.document
    found.add(
        "documents",
        place=place,
        title=_words(document.title),
        publisher=_words(document.publisher),
        published=document.published.isoformat() if document.published else "",
        published_basis=document.published_basis,
        characters=len(document.text),
        notices=document.notices,
        irregularities=reading.irregularities,
        corrections=tuple(corrections),
        reader=READER,
    )
    for part in document.parts:
        found.add("parts", kind=part.kind, start=part.start, end=part.end)


def _name(actor: str) -> str:
    return registry().label(actor)


def _quote(quote: Quote) -> Row:
    return {"start": quote.start, "end": quote.end, "quote": quote.text}


def _words(quote: Quote | None) -> str:
    return quote.text if quote is not None else ""


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def dated(dating: Dating | None) -> str:
    """When something is said to have begun, ended or been so; each bound is the interval of days that it may mean."""
    if dating is None:
        return ""
    bounds = [f"{first}/{last}" for first, last in filter(None, (dating.begin, dating.finish))]
    said = [dating.kind, *bounds, f"{dating.back} years before" if dating.back is not None else ""]
    return " ".join(filter(None, [*said, "" if dating.exact else "(loosely)"]))


def _meeting(found: _Collected, number: int, meeting: Meeting) -> None:
    when, chair = meeting.date, meeting.chair
    found.add(
        "meetings",
        meeting=number,
        **_quote(meeting.quote),
        kind=meeting.kind,
        format=meeting.format,
        day=str(when.day or "") if when else "",
        written=str(when.written) if when else "",
        basis=when.basis if when else "",
        place=_words(meeting.place),
        place_state=meeting.place_state,
        organisation=meeting.organisation,
        chair=chair.actor if chair else "",
        chair_person=chair.person if chair else "",
        host=meeting.host,
        theme=_words(meeting.theme),
        topics=_once(topic for topic, _ in meeting.topics),
        rule=meeting.rule,
    )
    for p in meeting.participants:
        found.add(
            "participants", meeting=number, **_quote(p.quote), actor=p.actor, name=_name(p.actor), level=p.level,
            represented_by=p.represented_by, capacity=p.capacity, capacity_basis=p.capacity_basis,
        )  # fmt: skip
    for outcome in meeting.outcomes:
        found.add(
            "outcomes", meeting=number, **_quote(outcome.quote), kind=outcome.kind, words=outcome.words.text
        )  # fmt: skip


def _claim(found: _Collected, claim: Claim) -> None:
    found.add(
        "claims",
        claim=claim.number,
        **_quote(claim.quote),
        part=claim.part,
        mode=claim.mode,
        speaker=claim.speaker,
        voices=tuple(v.actor or v.kind for v in claim.voices),
        strength=claim.strength,
        hedge=_words(claim.hedge),
        tense=claim.tense,
        horizon=_words(claim.horizon),
        condition=_words(claim.condition),
        cause=_words(claim.cause),
        effect=_words(claim.effect),
        grounds=_words(claim.grounds),
        evaluative=tuple(q.text for q in claim.evaluative),
        rule=claim.rule,
    )
    for number, a in enumerate(claim.assertions, 1):
        first, last = a.years or (None, None)
        found.add(
            "assertions",
            claim=claim.number,
            assertion=number,
            **_quote(a.cue),
            relation=a.relation,
            family=family(a.relation),
            subjects=a.subjects,
            objects=a.objects,
            domain=a.domain,
            quantifier=a.quantifier,
            excepted=a.excepted,
            than=a.than,
            negated=a.negated,
            presupposed=a.presupposed,
            timing=a.timing,
            dated=dated(a.dated),
            first_year=first,
            last_year=last,
            share=a.share if a.share is not None and math.isfinite(a.share) else None,
            since=_words(a.since),
            qualifiers=tuple(q.text for q in a.qualifiers),
        )


def _candidates(found: _Collected, row: CompiledClaim, mentions: Sequence[Mention]) -> None:
    """The candidates of a claim, each part with the words for it, and a row with the reason where there is none."""
    claim = row.claim
    named = within(mentions, claim.quote.start, claim.quote.end)
    for candidate in row.candidates:
        said = said_in(candidate, claim)
        found.add(
            "candidates",
            claim=claim.number,
            proposition=render(candidate.proposition),
            english=english(candidate.proposition),
            kind=candidate.kind,
            assertions=tuple(number for number, _ in said),
            words=candidate.stands_for,
            subject_words=_once(m.quote.text for m in named if any(m.actor in a.subjects for _, a in said)),
            object_words=_once(m.quote.text for m in named if any(m.actor in a.objects for _, a in said)),
            time_words="; ".join(_once(filter(None, (_words(a.since) for _, a in said)))),
            because=candidate.because,
            leaves_out=candidate.lost,
            expects=candidate.expects,
            presupposed=candidate.presupposed,
            one_sided=candidate.one_sided,
            as_of=row.as_of,
        )
    if row.why_none:
        found.add("candidates", claim=claim.number, as_of=row.as_of, why_none=row.why_none)


def said_in(candidate: Candidate, claim: Claim) -> list[tuple[int, Assertion]]:
    """The assertions that a candidate stands for, with their numbers in the claim."""
    words = candidate.stands_for.split("; ")
    return [
        (number, a)
        for number, a in enumerate(claim.assertions, 1)
        if a.cue.text in words and a.presupposed == candidate.presupposed
    ]
