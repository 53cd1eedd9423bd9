"""A reader's corrections: a side file next to the document in which each row is accepted, rejected or put right."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from multipolar.actors.record import registry
from multipolar.errors import InputError
from multipolar.files import write
from multipolar.reading.document import (
    MEETING_KINDS,
    MODES,
    Assertion,
    Claim,
    Meeting,
    Mention,
    Quote,
    Reading,
    RoleStatement,
)
from multipolar.reading.relations import known_relations

SUFFIX = ".review.json"
DECISIONS = ("", "accept", "reject", "correct", "relink")
FIELDS = {
    "claim": ("mode", "speaker", "relation", "subjects", "objects"),
    "role": ("actor", "organisation", "role"),
    "meeting": ("kind", "organisation"),
    "mention": (),
}
"""What can be put right in each kind of row; a mention is linked to another actor instead."""
MAX_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader decided on one row: `fields` of a correction, or the actor that a mention is linked to."""

    id: str
    decision: str
    fields: dict[str, Any]
    actor: str


@dataclass(frozen=True, slots=True)
class Review:
    """The decisions on a document's rows, by their ids."""

    document: str
    decisions: dict[str, Decision]


def side_file(article: str) -> Path:
    """Where the review of an article lies; InputError for standard input, which has no place."""
    if article == "-":
        raise InputError("has no side file", place="standard input", mend="Save the article as a file to review it")
    return Path(article + SUFFIX)


def rows(reading: Reading) -> list[dict[str, Any]]:
    """Every row that can be reviewed, undecided: id, quote, what was read."""
    found = [_row(_id("meeting", m.quote), m.quote, f"{m.kind} {m.organisation}".strip()) for m in reading.meetings]
    found += [_row(_role_id(r), r.quote, f"{r.actor} {r.role} in {r.organisation}") for r in reading.roles]
    found += [_row(_id("claim", c.quote), c.quote, _claim_words(c)) for c in reading.claims]
    found += [_row(_mention_id(m), m.quote, f"{m.actor} ({m.kind})") for m in reading.mentions]
    return list({row["id"]: row for row in found}.values())


def _row(key: str, quote: Quote, read: str) -> dict[str, Any]:
    return {"id": key, "quote": quote.text, "read": read, "decision": ""}


def _id(kind: str, quote: Quote) -> str:
    return f"{kind}/{quote.start}-{quote.end}"


def _role_id(role: RoleStatement) -> str:
    return f"{_id('role', role.quote)}/{role.actor}-{role.organisation}"


def _mention_id(mention: Mention) -> str:
    return f"{_id('mention', mention.quote)}/{mention.actor}"


def _claim_words(claim: Claim) -> str:
    said = "; ".join(
        f"{a.relation}: {', '.join(a.subjects) or '?'} -> {', '.join(a.objects) or '?'}" for a in claim.assertions
    )
    return f"{claim.mode}, {claim.speaker}" + (f"; {said}" if said else "")


def write_new(reading: Reading, path: Path) -> int:
    """Write the side file with every row undecided; returns how many. InputError where one is there already."""
    if path.exists():
        raise InputError("is there already", place=str(path), mend="Decide in it, or move it away")
    found = rows(reading)
    content = {"document": reading.document.sha256, "rows": found}
    write(json.dumps(content, ensure_ascii=False, indent=1) + "\n", path)
    return len(found)


def load_review(path: Path, reading: Reading) -> Review:
    """The decisions of a side file, checked against the reading.

    InputError: not JSON, another document, unknown keys, ids, decisions, fields, modes, relations or actors.
    """
    content = _parsed(path)
    if not isinstance(content, dict) or set(content) != {"document", "rows"} or not isinstance(content["rows"], list):
        raise InputError('is no review: it needs "document" and "rows"', place=str(path), mend=_WRITE_ANEW)
    if content["document"] != reading.document.sha256:
        raise InputError("is the review of another text", place=str(path), mend="Move it away and write a new one")
    known = {row["id"] for row in rows(reading)}
    decisions: dict[str, Decision] = {}
    for number, row in enumerate(content["rows"], 1):
        place = f"{path}, row {number}"
        decided = _decision(row, known, place)
        if decided.id in decisions:
            raise InputError(f"{decided.id!r} stands twice", place=place, mend="Leave one of the two")
        decisions[decided.id] = decided
    return Review(content["document"], {key: d for key, d in decisions.items() if d.decision})


_WRITE_ANEW = "Move it away and write a new one with multipolar read ARTICLE --review"


def _parsed(path: Path) -> Any:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"is larger than {MAX_BYTES // 1_000_000} MB", place=str(path), mend=_WRITE_ANEW)
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=str(path)) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not valid JSON ({error})", place=str(path), mend=_WRITE_ANEW) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice in one object")
    return found


def _decision(row: Any, known: set[str], place: str) -> Decision:
    if not isinstance(row, dict) or not {"id", "decision"} <= set(row):
        raise InputError('needs "id" and "decision"', place=place, mend=_WRITE_ANEW)
    unknown = set(row) - {"id", "quote", "read", "decision", "fields", "actor"}
    if unknown:
        raise InputError(
            f"{sorted(unknown)[0]!r} is no key of a row", place=place, mend='Use "decision", "fields" or "actor"'
        )
    if row["id"] not in known:
        raise InputError(f"{row['id']!r} is no row of this reading", place=place, mend=_WRITE_ANEW)
    decision, fields, actor = row["decision"], row.get("fields", {}), row.get("actor", "")
    if decision not in DECISIONS:
        raise InputError(f"{decision!r} is no decision", place=place, mend=f"Use one of {', '.join(DECISIONS[1:])}")
    kind = row["id"].split("/")[0]
    if decision == "correct":
        _check_fields(kind, fields, place)
    if decision == "relink":
        if kind != "mention":
            raise InputError("only a mention can be relinked", place=place, mend='Use "correct" with "fields"')
        _check_actor(actor, place)
    return Decision(row["id"], decision, fields, actor)


def _check_fields(kind: str, fields: Any, place: str) -> None:
    allowed = FIELDS[kind]
    if not isinstance(fields, dict) or not fields or set(fields) - set(allowed):
        may = ", ".join(allowed) or "none: relink it instead"
        raise InputError(f'"fields" of a {kind} may be {may}', place=place, mend="Correct one of these")
    checks: dict[str, Callable[[Any], bool]] = {
        "mode": lambda v: v in MODES,
        "kind": lambda v: v in MEETING_KINDS,
        "relation": lambda v: v in known_relations(),
        "speaker": lambda v: isinstance(v, str) and bool(v.strip()),
        "role": lambda v: v in ("full", "observer", "associate", "candidate", "partner", "suspended"),
        "organisation": lambda v: v in registry().organisations,
    }
    for name, value in fields.items():
        if name in ("subjects", "objects"):
            for actor in value if isinstance(value, list) else [None]:
                _check_actor(actor, place)
        elif name == "actor":
            _check_actor(value, place)
        elif not isinstance(value, str) or not checks[name](value):
            raise InputError(f"{value!r} is no {name}", place=place, mend="docs/reading.md lists what is allowed")


def _check_actor(actor: Any, place: str) -> None:
    known = registry()
    if not isinstance(actor, str) or actor not in {*known.states, *known.organisations, *known.groups}:
        raise InputError(f"{actor!r} is no actor's key", place=place, mend="multipolar who NAME shows keys")


def reviewed(reading: Reading, review: Review) -> tuple[Reading, tuple[str, ...]]:
    """The reading with a reader's decisions carried out, and a line on each that changed something."""
    notes: list[str] = []

    def decided(key: str) -> Decision | None:
        found = review.decisions.get(key)
        if found is not None and found.decision != "accept":
            notes.append(_note(found))
        return found

    links = [(m, d.actor) for m in reading.mentions if (d := review.decisions.get(_mention_id(m))) and d.actor]
    mentions = tuple(
        replace(m, actor=d.actor, note="linked by a reader") if d is not None and d.decision == "relink" else m
        for m in reading.mentions
        if (d := decided(_mention_id(m))) is None or d.decision != "reject"
    )
    claims = [_linked_claim(c, links) for c in reading.claims]
    claims = [
        _corrected(c, d) for c in claims if (d := decided(_id("claim", c.quote))) is None or d.decision != "reject"
    ]
    roles = [_linked_role(r, links) for r in reading.roles]
    pairs = [(r, decided(_role_id(old))) for r, old in zip(roles, reading.roles, strict=True)]
    meetings = [
        _corrected_meeting(_linked_meeting(m, links), d)
        for m in reading.meetings
        if (d := decided(_id("meeting", m.quote))) is None or d.decision != "reject"
    ]
    changed = replace(
        reading,
        mentions=mentions,
        claims=tuple(claims),
        roles=tuple(
            replace(r, **d.fields) if d and d.decision == "correct" else r for r, d in pairs if not _rejects(d)
        ),
        meetings=tuple(meetings),
    )
    return changed, tuple(dict.fromkeys(notes))


def _rejects(decision: Decision | None) -> bool:
    return decision is not None and decision.decision == "reject"


def _note(decision: Decision) -> str:
    what = f"{decision.decision}ed" if decision.decision != "reject" else "rejected"
    said = ", ".join(f"{name} = {value}" for name, value in decision.fields.items()) or decision.actor
    return f"{decision.id}: {what} by a reader" + (f" ({said})" if said else "")


def _corrected(claim: Claim, decision: Decision | None) -> Claim:
    if decision is None or decision.decision != "correct":
        return claim
    fields = dict(decision.fields)
    relation, subjects, objects = (fields.pop(name, None) for name in ("relation", "subjects", "objects"))
    if relation or subjects is not None or objects is not None:
        first = claim.assertions[0] if claim.assertions else Assertion("", (), (), claim.quote)
        first = replace(
            first,
            relation=relation or first.relation,
            subjects=first.subjects if subjects is None else tuple(subjects),
            objects=first.objects if objects is None else tuple(objects),
        )
        fields["assertions"] = (first, *claim.assertions[1:]) if first.relation else claim.assertions
    return replace(claim, rule="put right by a reader", **fields)


def _corrected_meeting(meeting: Meeting, decision: Decision | None) -> Meeting:
    return replace(meeting, **decision.fields) if decision and decision.decision == "correct" else meeting


def _swap(actors: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new if actor == old else actor for actor in actors))


def _linked_claim(claim: Claim, links: list[tuple[Mention, str]]) -> Claim:
    for mention, actor in links:
        if _holds(claim.quote, mention):
            assertions = tuple(
                replace(
                    a,
                    subjects=_swap(a.subjects, mention.actor, actor),
                    objects=_swap(a.objects, mention.actor, actor),
                )
                for a in claim.assertions
            )
            claim = replace(claim, assertions=assertions)
    return claim


def _linked_role(role: RoleStatement, links: list[tuple[Mention, str]]) -> RoleStatement:
    for mention, actor in links:
        if _holds(role.quote, mention) and role.actor == mention.actor:
            role = replace(role, actor=actor)
        elif _holds(role.quote, mention) and role.organisation == mention.actor:
            role = replace(role, organisation=actor)
    return role


def _linked_meeting(meeting: Meeting, links: list[tuple[Mention, str]]) -> Meeting:
    for mention, actor in links:
        people = tuple(
            replace(p, actor=actor) if p.actor == mention.actor and _holds(p.quote, mention) else p
            for p in meeting.participants
        )
        meeting = replace(meeting, participants=people)
    return meeting


def _holds(quote: Quote, mention: Mention) -> bool:
    return quote.start <= mention.quote.start and mention.quote.end <= quote.end
