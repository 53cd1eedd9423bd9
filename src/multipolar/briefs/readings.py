"""A reading as tidy tables and as JSON: a row for each thing read, with its place, quote and rule, and for each claim
the propositions that could test it, or why none can."""

from __future__ import annotations

from datetime import date
from typing import Any

from multipolar.actors.record import registry
from multipolar.checking.asof import of_comment
from multipolar.checking.compile import compile_claim
from multipolar.checking.verdict import judge
from multipolar.propositions.english import english
from multipolar.propositions.render import render
from multipolar.reading.document import Claim, Meeting, Quote, Reading
from multipolar.reading.read import READER
from multipolar.reading.relations import family

VERSION = 1
"""Of the JSON and of the columns of the tables."""

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def tables(reading: Reading, place: str, *, today: date | None = None) -> Tables:
    """The rows of a reading by table; each bears the document's sha256. Offsets count code points."""
    document = reading.document
    found: Tables = {
        "documents": [
            {
                "place": place,
                "title": document.title.text if document.title else "",
                "publisher": document.publisher.text if document.publisher else "",
                "published": document.published.isoformat() if document.published else "",
                "published_basis": document.published_basis,
                "characters": len(document.text),
                "notices": "; ".join(document.notices),
                "irregularities": "; ".join(reading.irregularities),
                "reader": READER,
            }
        ],
        "parts": [{"kind": p.kind, "start": p.start, "end": p.end} for p in document.parts],
        "mentions": [
            {**_quote(m.quote), "actor": m.actor, "name": _name(m.actor), "kind": m.kind, "rule": m.note}
            for m in reading.mentions
        ],
        "dates": [
            {**_quote(d.quote), "written": str(d.written), "day": str(d.day or ""), "basis": d.basis}
            for d in reading.dates
        ],
        "offices": [
            {**_quote(o.quote), "person": o.person, "office": o.title or o.office, "actor": o.actor, "basis": o.basis}
            for o in reading.offices
        ],
        "meetings": [],
        "participants": [],
        "outcomes": [],
        "roles": [
            {
                **_quote(r.quote), "actor": r.actor, "organisation": r.organisation, "role": r.role, "basis": r.basis,
                "timing": r.timing, "negated": r.negated, "rule": r.rule,
            }
            for r in reading.roles
        ],
        "priorities": [
            {**_quote(p.quote), "topics": "; ".join(topic for topic, _ in p.topics)} for p in reading.priorities
        ],
        "claims": [],
        "assertions": [],
        "candidates": [],
        "chains": [
            {
                "actors": " > ".join(c.actors), "relations": "; ".join(c.relations),
                "claims": "; ".join(map(str, c.claims)),
            }
            for c in reading.chains
        ],
    }  # fmt: skip
    for number, meeting in enumerate(reading.meetings, 1):
        _meeting(found, number, meeting)
    asked = of_comment(reading, today or date.today())
    for claim in reading.claims:
        _claim(found, claim, asked.day or asked.window[1])
    return {name: [{"document": document.sha256, **row} for row in rows] for name, rows in found.items()}


def as_json(reading: Reading, place: str, *, today: date | None = None) -> Row:
    """The same as one object: the document's fields, then a list for each table; no row repeats the document."""
    found = tables(reading, place, today=today)
    head = found.pop("documents")[0]
    lists = {name: [{k: v for k, v in row.items() if k != "document"} for row in rows] for name, rows in found.items()}
    head["sha256"] = head.pop("document")
    return {"version": VERSION, **head, "notices": list(reading.document.notices),
            "irregularities": list(reading.irregularities), **lists}  # fmt: skip


def _name(actor: str) -> str:
    return registry().label(actor)


def _quote(quote: Quote) -> Row:
    return {"start": quote.start, "end": quote.end, "quote": quote.text}


def _words(quote: Quote | None) -> str:
    return quote.text if quote is not None else ""


def _meeting(found: Tables, number: int, meeting: Meeting) -> None:
    when = meeting.date
    found["meetings"].append(
        {
            "meeting": number, **_quote(meeting.quote), "kind": meeting.kind, "format": meeting.format,
            "day": str(when.day or "") if when else "", "written": str(when.written) if when else "",
            "basis": when.basis if when else "", "place": _words(meeting.place), "place_state": meeting.place_state,
            "organisation": meeting.organisation, "chair": meeting.chair.actor if meeting.chair else "",
            "host": meeting.host, "theme": _words(meeting.theme),
            "topics": "; ".join(dict.fromkeys(topic for topic, _ in meeting.topics)), "rule": meeting.rule,
        }
    )  # fmt: skip
    for p in meeting.participants:
        found["participants"].append(
            {
                "meeting": number, **_quote(p.quote), "actor": p.actor, "name": _name(p.actor), "level": p.level,
                "represented_by": p.represented_by, "capacity": p.capacity, "capacity_basis": p.capacity_basis,
            }
        )  # fmt: skip
    for outcome in meeting.outcomes:
        found["outcomes"].append(
            {"meeting": number, **_quote(outcome.quote), "kind": outcome.kind, "words": outcome.words.text}
        )


def _claim(found: Tables, claim: Claim, day: date) -> None:
    found["claims"].append(
        {
            "claim": claim.number, **_quote(claim.quote), "part": claim.part, "mode": claim.mode,
            "speaker": claim.speaker, "voices": " > ".join(v.actor or v.kind for v in claim.voices),
            "strength": claim.strength, "hedge": _words(claim.hedge), "tense": claim.tense,
            "horizon": _words(claim.horizon), "condition": _words(claim.condition), "cause": _words(claim.cause),
            "effect": _words(claim.effect), "grounds": _words(claim.grounds),
            "evaluative": "; ".join(q.text for q in claim.evaluative), "rule": claim.rule,
        }
    )  # fmt: skip
    for a in claim.assertions:
        found["assertions"].append(
            {
                "claim": claim.number, "relation": a.relation, "family": family(a.relation),
                "subjects": "; ".join(a.subjects), "objects": "; ".join(a.objects), "domain": a.domain,
                "quantifier": a.quantifier, "negated": a.negated, "presupposed": a.presupposed,
                "timing": a.timing, "start": a.cue.start, "end": a.cue.end, "words": a.cue.text,
            }
        )  # fmt: skip
    candidates = compile_claim(claim, day)
    for candidate in candidates:
        found["candidates"].append(
            {
                "claim": claim.number, "proposition": render(candidate.proposition),
                "english": english(candidate.proposition), "kind": candidate.kind, "words": candidate.stands_for,
                "because": candidate.because, "leaves_out": candidate.lost, "presupposed": candidate.presupposed,
                "why_none": "",
            }
        )  # fmt: skip
    if not candidates:
        why = judge(claim, ()).reason
        found["candidates"].append(
            {
                "claim": claim.number, "proposition": "", "english": "", "kind": "", "words": "", "because": "",
                "leaves_out": "", "presupposed": False, "why_none": why,
            }
        )  # fmt: skip
