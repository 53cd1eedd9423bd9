"""A reader's corrections: a side file next to the document in which each row is accepted, rejected or put right."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from multipolar.actors.record import matcher, registry
from multipolar.errors import InputError
from multipolar.facts.vocabulary import ROLES
from multipolar.files import write
from multipolar.reading.chains import find_chains
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
    Voice,
)
from multipolar.reading.relations import known_relations

Row = TypeVar("Row")

SUFFIX = ".review.json"
DECISIONS = ("", "accept", "reject", "correct", "relink")
FIELDS = {
    "claim": ("mode", "speaker", "assertion", "relation", "subjects", "objects"),
    "role": ("actor", "organisation", "role"),
    "meeting": ("kind", "organisation"),
    "mention": (),
}
"""What can be put right in each kind of row; a mention is linked to another actor instead. `assertion` is the number
of the one in a claim that relation, subjects and objects are for, 1 if left out; one more than there are adds one."""
KEYS = ("id", "quote", "read", "decision", "fields", "actor")
MAX_BYTES = 5_000_000
BY_READER = "put right by a reader"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reader decided on one row: `fields` of a correction, or the actor that a mention is linked to."""

    id: str
    decision: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The decisions on a document's rows, by their ids; undecided rows are not in it."""

    document: str
    decisions: Mapping[str, Decision]


def side_file(article: str) -> Path:
    """Where the review of an article lies; InputError for standard input, which has no place."""
    if article == "-":
        raise InputError("has no side file", place="standard input", mend="Save the article as a file to review it")
    return Path(article + SUFFIX)


def is_there(path: Path) -> bool:
    """Whether a side file is there; none is where no system takes so long a name."""
    try:
        return path.is_file()
    except OSError:
        return False


def rows(reading: Reading) -> list[dict[str, Any]]:
    """Every row that can be reviewed, undecided: id, quote, what was read."""
    found = [_row(_meeting_id(m), m.quote, f"{m.kind} {m.organisation}".strip()) for m in reading.meetings]
    found += [_row(_role_id(r), r.quote, f"{r.actor} {r.role} in {r.organisation}") for r in reading.roles]
    found += [_row(_claim_id(c), c.quote, _claim_words(c)) for c in reading.claims]
    found += [_row(_mention_id(m), m.quote, f"{m.actor} ({m.kind})") for m in reading.mentions]
    return list({row["id"]: row for row in found}.values())


def _row(key: str, quote: Quote, read: str) -> dict[str, Any]:
    return {"id": key, "quote": quote.text, "read": read, "decision": ""}


def _id(kind: str, quote: Quote) -> str:
    digest = hashlib.sha256(quote.text.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}/{quote.start}-{quote.end}/{digest[:8]}"


def _meeting_id(meeting: Meeting) -> str:
    return _id("meeting", meeting.quote)


def _claim_id(claim: Claim) -> str:
    return _id("claim", claim.quote)


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
    if os.path.lexists(path):
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
        raise InputError("is the review of another text", place=str(path), mend=_WRITE_ANEW)
    known = {row["id"]: row["quote"] for row in rows(reading)}
    told = {_claim_id(claim): len(claim.assertions) for claim in reading.claims}
    decisions: dict[str, Decision] = {}
    for number, row in enumerate(content["rows"], 1):
        place = f"{path}, row {number}"
        decided = _decision(row, known, told, place)
        if decided.id in decisions:
            raise InputError(f"{decided.id!r} stands twice", place=place, mend="Leave one of the two")
        decisions[decided.id] = decided
    return Review(content["document"], {key: d for key, d in decisions.items() if d.decision})


_WRITE_ANEW = "Move it away and write a new one with multipolar read ARTICLE --review"


def _parsed(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=str(path)) from None
    if len(data) > MAX_BYTES:
        raise InputError(f"is larger than {MAX_BYTES // 1_000_000} MB", place=str(path), mend=_WRITE_ANEW)
    try:
        return json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        mend = f"Put it right there. If it cannot be: {_WRITE_ANEW[0].lower()}{_WRITE_ANEW[1:]}"
        raise InputError(f"is not valid JSON ({error})", place=str(path), mend=mend) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _decision(row: Any, known: Mapping[str, str], told: Mapping[str, int], place: str) -> Decision:
    """One entry of the file; InputError names the place and the mend."""
    if not isinstance(row, dict) or not {"id", "decision"} <= set(row):
        raise InputError('needs "id" and "decision"', place=place, mend=_WRITE_ANEW)
    unknown = sorted(set(row) - set(KEYS))
    if unknown:
        raise InputError(f"{unknown[0]!r} is no key of a row", place=place, mend='Use "decision", "fields" or "actor"')
    key, decision, fields, actor = row["id"], row["decision"], row.get("fields", {}), row.get("actor", "")
    if not isinstance(key, str) or key not in known:
        raise InputError(
            f"{key!r} is no row of this reading", place=place, mend="Leave the row out, or write a new file"
        )
    if row.get("quote", known[key]) != known[key]:
        raise InputError(f"the quote of {key!r} is another", place=place, mend=f"It is {known[key]!r}")
    if decision not in DECISIONS:
        raise InputError(f"{decision!r} is no decision", place=place, mend=f"Use one of {', '.join(DECISIONS[1:])}")
    _check_decided(Decision(key, decision, fields, actor), told.get(key, 0), place)
    return Decision(key, decision, fields, actor)


def _check_decided(decided: Decision, told: int, place: str) -> None:
    """Whether fields and actor fit the decision; `told` is how many assertions the claim has."""
    kind = decided.id.split("/")[0]
    if decided.decision == "correct":
        _check_fields(kind, decided.fields, place)
        _check_assertion(decided.fields, told, place)
    elif decided.fields != {}:
        raise InputError(
            '"fields" are for "correct"', place=place, mend='Set "decision" to "correct", or leave them out'
        )
    if decided.decision == "relink":
        if kind != "mention":
            raise InputError("only a mention can be relinked", place=place, mend='Use "correct" with "fields"')
        _check_actor(decided.actor, place)
    elif decided.actor != "":
        raise InputError('"actor" is for "relink"', place=place, mend='Set "decision" to "relink", or leave it out')


def _check_fields(kind: str, fields: Any, place: str) -> None:
    allowed = FIELDS[kind]
    if not isinstance(fields, dict) or not fields or set(fields) - set(allowed):
        may = ", ".join(allowed) or "none: relink it instead"
        raise InputError(f'"fields" of a {kind} may be {may}', place=place, mend="Correct one of these")
    for name, value in fields.items():
        if name in ("subjects", "objects"):
            for actor in value if isinstance(value, list) else [None]:
                _check_actor(actor, place)
        elif name == "actor":
            _check_actor(value, place)
        elif name != "assertion":
            _check_word(kind, name, value, place)


def _check_word(kind: str, name: str, value: Any, place: str) -> None:
    checks: dict[str, Callable[[str], bool]] = {
        "mode": lambda v: v in MODES,
        "kind": lambda v: v in MEETING_KINDS,
        "relation": lambda v: v in known_relations(),
        "speaker": lambda v: bool(v.strip()),
        "role": lambda v: v in ROLES,
        "organisation": lambda v: v in registry().organisations or (v == "" and kind == "meeting"),
    }
    if not isinstance(value, str) or not checks[name](value):
        raise InputError(f"{value!r} is no {name}", place=place, mend="docs/reading.md lists what is allowed")


def _check_assertion(fields: Mapping[str, Any], told: int, place: str) -> None:
    """Whether a correction of what is asserted says enough: which assertion, and of a new one the relation."""
    number = fields.get("assertion", 1)
    if type(number) is not int or not 1 <= number <= told + 1:
        mend = f"The claim has {told}; {told + 1} adds one"
        raise InputError(f"{number!r} is the number of no assertion", place=place, mend=mend)
    if {"assertion", "subjects", "objects"} & set(fields) and number > told and "relation" not in fields:
        raise InputError("a new assertion has no relation", place=place, mend='Add "relation" to "fields"')


def _check_actor(actor: Any, place: str) -> None:
    if not isinstance(actor, str) or registry().find(actor) is None:
        raise InputError(f"{actor!r} is no actor's key", place=place, mend="multipolar name NAME shows keys")


def corrected(reading: Reading, path: Path) -> tuple[Reading, tuple[str, ...]]:
    """The reading with the decisions of its side file, where one is there, and a line on each that asked for a change."""
    return reviewed(reading, load_review(path, reading)) if is_there(path) else (reading, ())


def reviewed(reading: Reading, review: Review) -> tuple[Reading, tuple[str, ...]]:
    """The reading with a reader's decisions carried out, and a line on each that asked for a change.

    What rests on a mention follows its new actor, unless another mention of the old one is left in the same words.
    """
    decided = review.decisions
    links = _Links(reading.mentions, decided)
    mentions = [
        replace(m, actor=d.actor, note="linked by a reader") if d is not None and d.decision == "relink" else m
        for m, d in _kept(reading.mentions, _mention_id, decided)
    ]
    claims = tuple(_corrected_claim(links.claim(c), d) for c, d in _kept(reading.claims, _claim_id, decided))
    changed = replace(
        reading,
        mentions=tuple(mentions),
        claims=claims,
        roles=tuple(_corrected_role(links.role(r), d) for r, d in _kept(reading.roles, _role_id, decided)),
        meetings=tuple(
            _corrected_meeting(links.meeting(m), d) for m, d in _kept(reading.meetings, _meeting_id, decided)
        ),
        chains=find_chains(claims),
    )
    quotes = {row["id"]: row["quote"] for row in rows(reading)}
    return changed, tuple(told(d, quotes.get(key, "")) for key, d in decided.items() if d.decision != "accept")


def _kept(
    found: Sequence[Row], key: Callable[[Row], str], decided: Mapping[str, Decision]
) -> list[tuple[Row, Decision | None]]:
    """The rows that are not rejected, each with what was decided on it."""
    pairs = [(row, decided.get(key(row))) for row in found]
    return [(row, d) for row, d in pairs if d is None or d.decision != "reject"]


_DONE = {"accept": "accepted", "reject": "rejected", "correct": "corrected", "relink": "relinked"}
LONGEST = 60


def told(decision: Decision, quote: str) -> str:
    """One line on a decision: the row, its words, what was done and to what."""
    words = " ".join(quote.split())
    words = words if len(words) <= LONGEST else f"{words[: LONGEST - 3]}..."
    said = ", ".join(f"{name} = {_plain(value)}" for name, value in decision.fields.items()) or decision.actor
    return f"{decision.id} “{words}”: {_DONE[decision.decision]} by a reader" + (f" ({said})" if said else "")


def _plain(value: Any) -> str:
    return " and ".join(map(str, value)) or "nobody" if isinstance(value, list) else str(value)


def _corrected_claim(claim: Claim, decision: Decision | None) -> Claim:
    if decision is None or decision.decision != "correct":
        return claim
    fields = decision.fields
    speaker = fields.get("speaker", claim.speaker)
    return replace(
        claim,
        mode=fields.get("mode", claim.mode),
        speaker=speaker,
        voices=claim.voices if speaker == claim.speaker else (*claim.voices[:-1], _voice(speaker)),
        assertions=_corrected_assertions(claim, fields),
        rule=BY_READER,
    )


def _corrected_assertions(claim: Claim, fields: Mapping[str, Any]) -> tuple[Assertion, ...]:
    if not {"relation", "subjects", "objects"} & set(fields):
        return claim.assertions
    at = fields.get("assertion", 1) - 1
    old = claim.assertions[at] if at < len(claim.assertions) else Assertion("", (), (), claim.quote)
    relation = fields.get("relation", old.relation)
    new = replace(
        old,
        relation=relation,
        subjects=tuple(fields.get("subjects", old.subjects)),
        objects=tuple(fields.get("objects", old.objects)),
        domain=old.domain if relation == old.relation else "",
    )
    return (*claim.assertions[:at], new, *claim.assertions[at + 1 :])


def _voice(speaker: str) -> Voice:
    """A speaker that a reader names, as a voice: an actor by key or name, or else somebody."""
    fixed = {"the author": "author", "the publisher": "publisher", "many": "many"}
    if speaker in fixed:
        return Voice(fixed[speaker])
    actors = {speaker} if registry().find(speaker) else {name.actor for name in matcher().named(speaker)}
    return Voice("actor", actors.pop()) if len(actors) == 1 else Voice("someone")


def _corrected_role(role: RoleStatement, decision: Decision | None) -> RoleStatement:
    if decision is None or decision.decision != "correct":
        return role
    return replace(role, **{**decision.fields, "rule": BY_READER})


def _corrected_meeting(meeting: Meeting, decision: Decision | None) -> Meeting:
    if decision is None or decision.decision != "correct":
        return meeting
    return replace(meeting, **{**decision.fields, "rule": BY_READER})


class _Links:
    """Which actor stands for which, in which words, since a reader linked mentions to other actors."""

    def __init__(self, mentions: Sequence[Mention], decided: Mapping[str, Decision]) -> None:
        self._mentions = mentions
        self._decided = decided
        self._any = any(d.decision == "relink" for d in decided.values())

    def _within(self, *quotes: Quote) -> dict[str, str]:
        """Old actors with their new ones, where all mentions of the old one in the words were linked to the new."""
        found: dict[str, set[str]] = {}
        for mention in self._mentions if self._any else ():
            if any(q.start <= mention.quote.start and mention.quote.end <= q.end for q in quotes):
                decision = self._decided.get(_mention_id(mention))
                if decision is None or decision.decision != "reject":
                    new = decision.actor if decision is not None else ""
                    found.setdefault(mention.actor, set()).add(new or mention.actor)
        return {old: min(new) for old, new in found.items() if len(new) == 1 and new != {old}}

    def claim(self, claim: Claim) -> Claim:
        """A claim with its assertions and voices between the actors now meant."""
        new = self._within(claim.quote)
        if not new:
            return claim
        return replace(
            claim,
            assertions=tuple(
                replace(
                    a,
                    subjects=_swapped(a.subjects, new),
                    objects=_swapped(a.objects, new),
                    excepted=_swapped(a.excepted, new),
                    than=new.get(a.than, a.than),
                )
                for a in claim.assertions
            ),
            voices=tuple(replace(v, actor=new.get(v.actor, v.actor)) for v in claim.voices),
        )

    def role(self, role: RoleStatement) -> RoleStatement:
        """A role of the actor and in the organisation now meant."""
        new = self._within(role.quote)
        return replace(role, actor=new.get(role.actor, role.actor), organisation=_body(role.organisation, new))

    def meeting(self, meeting: Meeting) -> Meeting:
        """A meeting of the organisation, with the host and the participants now meant."""
        new = self._within(meeting.quote, *meeting.told)
        people = tuple(
            replace(p, actor=self._within(p.quote).get(p.actor, new.get(p.actor, p.actor)))
            for p in meeting.participants
        )
        host, organisation = new.get(meeting.host, meeting.host), _body(meeting.organisation, new)
        return replace(meeting, host=host, organisation=organisation, participants=people)


def _swapped(actors: tuple[str, ...], new: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(new.get(actor, actor) for actor in actors))


def _body(organisation: str, new: Mapping[str, str]) -> str:
    """The organisation now meant; the old one where the mention was linked to what is none."""
    found = new.get(organisation, organisation)
    return found if found in registry().organisations else organisation
