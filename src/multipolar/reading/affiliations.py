"""Memberships told in passing: which state stands in which organisation where no frame of `roles` fits.

A row of these says what a reader takes from the words; when it was so, and whether more is claimed, stays open. So they are
listed among the roles of a text and never made into a proposition.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from multipolar.actors.record import registry
from multipolar.reading.anaphora import leading
from multipolar.reading.document import PLACES, Document, Mention, Quote, RoleStatement, within
from multipolar.reading.doubt import is_left_behind, is_unreal
from multipolar.reading.lexicon import table
from multipolar.reading.participants import list_before, list_behind, whole
from multipolar.reading.relations import subject_before
from multipolar.reading.roles import candidates
from multipolar.reading.sentences import Stretch, clauses, first_verb, sentences
from multipolar.reading.words import Patterns

NEAR = 70
"""Characters between a word for a role and the organisation of which it tells."""


@cache
def _cues() -> Patterns:
    return Patterns({"cue": [whole(row["pattern"]) for row in table("affiliations")]})


_NOT_SO = re.compile(
    r"\b(?:not|never|no|nor|neither|without|outside|former|formerly|ex-|once|would|could|should|must|might|may|will|shall|if|unless|whether|"
    r"wants?|wanted|hopes?|hoped|wish\w*|seeks?|sought|seeking|aspir\w+|apply|applied|applying|applies|application|bid|request\w*|invit\w+|"
    r"plans?|planned|intends?|refus\w+|declin\w+|reject\w*|rather than|instead of|yet to|ask\w*|left|leave|leaves|leaving|quit|quits|withdr\w+|exit\w*|expel\w*|"
    r"dream\w*|demand\w*|propos\w+|consider\w*|possib\w+|eventual\w*|potential|prospective|aspirant|hopeful|future|like|unlike|ought|cannot|can)\b|n['’]t\b",
    re.I,
)
_QUANTIFIED = re.compile(
    r"\b(?:most|many|some|several|few|half|all|any|each|every|either|neither|other|fellow|\d+|two|three|four|five|six|seven|eight|nine|ten|dozen)\b"
    r"(?:\s+of)?(?:\s+(?:the|its|their))?(?:\s+[\w'’-]+){0,2}\s*\Z",
    re.I,
)
_ONE_OF = re.compile(r"\bone\s+of\s+(?:the|its)\s+(?:[\w-]+\s+){0,3}\Z")
_CAPACITY = re.compile(
    r"(?<!accepted )(?<!admitted )(?<!confirmed )(?<!welcomed )(?<!received )(?<!recognised )(?<!recognized )(?<!named )"
    r"\bas\s+(?:an?\s+|the\s+)?(?:\w+\s+)?\Z"
)
"""In what capacity somebody came; `roles` reads that with the meeting."""
_NOT_YET = re.compile(r"\b(?:not|never|will|would|may|could|yet|unlikely|likely|expected)\b|\bis\s+to\b")
_APPOSED = re.compile(
    r",\s+(?:(?:itself|now|also|still|already|long|which\s+is|who\s+is)\s+)?(?:an?\s+|the\s+|its\s+|one\s+of\s+the\s+|(?:itself\s+)?)?(?:[\w'’-]+\s+){0,4}\Z"
)


def find_affiliations(
    document: Document, rows: list[Mention], stated: Sequence[RoleStatement]
) -> tuple[RoleStatement, ...]:
    """Roles beyond those stated in so many words, each pair of state and organisation once."""
    known = {(role.actor, role.organisation) for role in stated}
    found: dict[tuple[str, str], RoleStatement] = {}
    for part in document.parts:
        if part.kind not in ("news", "comment"):
            continue
        counted: Counter[str] = Counter()
        subject: tuple[str, ...] = ()
        for sentence in sentences(document.text, part.start, part.end):
            inside = within(rows, sentence.start, sentence.end)
            bodies = [row.actor for row in inside if row.actor in registry().organisations]
            main = bodies[-1] if bodies else leading(counted)
            counted.update(bodies)
            if (
                main
                and not is_unreal(document.text, sentence)
                and not document.text.endswith("?", sentence.start, sentence.end)
            ):
                for role in _in_sentence(document.text, sentence, inside, _Meant(main, candidates(counted), subject)):
                    key = (role.actor, role.organisation)
                    if key not in known:
                        found.setdefault(key, role)
            subject = subject_before(document.text, inside, sentence.start, first_verb(document.text, sentence))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Meant:
    """What a sentence means without naming it: the organisation spoken of, the one that has candidates, whom "it" is."""

    body: str
    candidate: str
    subject: tuple[str, ...]


_IT = re.compile(r"(?:it|they|the (?:country|republic|kingdom|state))\b", re.I)
_WHICH = re.compile(r"(?:which|who)\b", re.I)


def _in_sentence(text: str, sentence: Stretch, rows: list[Mention], meant: _Meant) -> Iterator[RoleStatement]:
    for clause in clauses(text, sentence):
        if is_left_behind(clause.of(text)):
            continue
        for index, match in _cues().matches("cue", text, clause.start, clause.end):
            row = table("affiliations")[index]
            lead = text[max(clause.start, match.start() - 90) : match.start()]
            if _NOT_SO.search(lead) or _NOT_SO.search(match.group()) or _NOT_SO.match(text, match.end() + 1):
                continue
            if row["subject"] in ("owner", "behind") and _NOT_YET.search(text, match.end(), clause.end):
                continue
            body = _body(text, rows, clause, match, row["body"]) or (
                (meant.candidate if row["role"] == "candidate" else meant.body) if row["body"] == "meant" else ""
            )
            if not body:
                continue
            found = _states(text, rows, clause, match, row["subject"])
            if not found and row["subject"] in ("before", "beside"):
                found = _carried(text, rows, sentence, clause, match, meant)
            for state in found:
                quote = Quote(clause.start, clause.end, clause.of(text))
                yield RoleStatement(state, body, row["role"], "stated", quote, rule="told in passing", exact=False)


def _body(text: str, rows: list[Mention], clause: Stretch, match: re.Match[str], where: str) -> str:
    """The organisation of which a word tells: the nearest, rather behind it than before it."""
    bodies = registry().organisations
    reach = 2 * NEAR if where == "behind" else NEAR
    near = within(rows, max(clause.start, match.start() - NEAR), min(clause.end, match.end() + reach))
    behind = [r for r in near if r.actor in bodies and r.quote.start >= match.end() and r.kind != "organ"]
    before = [r for r in near if r.actor in bodies and r.quote.end <= match.start() and r.kind != "organ"]
    if where == "behind":
        tied = behind and _TO.search(text[match.end() : behind[0].quote.start])
        return behind[0].actor if tied else ""
    gap = text[match.end() : behind[0].quote.start] if behind else ""
    if behind and (not _BREAK.search(gap) or _NAMED_BEHIND.fullmatch(gap)):
        return behind[0].actor
    return before[-1].actor if before else ""


_TO = re.compile(r"\b(?:in)?to\s+(?:the\s+)?\Z")
_BREAK = re.compile(r"[,;:]|\b(?:and|but|while|with)\b")
_NAMED_BEHIND = re.compile(r"[^,;:]{0,40}\b(?:organi[sz]ation|bloc|group|club|body|pact|alliance|union),\s+(?:the\s+)?")
"""What describes a body before its name: "of the Strasbourg organisation, the Council of Europe"."""
_OWNER = re.compile(r"(?:'s|’s|s'|s’|['’])\s+(?:[\w-]+\s+){0,2}\Z")
_NEXT = re.compile(r"(?:,?\s+which|,)?\s+(?:(?:now|today|also|currently|still)\s+)?\Z")
_ALL = re.compile(r",\s+(?:all|both|each|the\s+(?:two|three|four|five|six|remaining|other)(?:\s+\w+)?|all\s+\w+)\s+\Z")
_OPENS = re.compile(r"[,:]?\s+(?:(?:such\s+as|like|including|namely|are|is|were|was|includes?|being)\s+)?(?:the\s+)?")


def _states(text: str, rows: list[Mention], clause: Stretch, match: re.Match[str], where: str) -> list[str]:
    """Whose role a word names, by the table's word for where they stand: its owner, those inside or behind it, the members
    that a body is said to have; "beside": those listed behind it, else whom it stands in apposition to, else its subject."""
    states = registry().states
    if where == "inside":
        return _of(within(rows, match.start(), match.end()))
    if where == "owner":
        before = within(rows, clause.start, match.start())
        owners = before[-1:] if before and _OWNER.fullmatch(text, before[-1].quote.end, match.start()) else []
        return _of(owners)
    if where == "members":
        before = [r for r in within(rows, clause.start, match.start()) if r.actor in registry().organisations]
        members = _of(list_behind(text, rows, match.end(), clause.end, 30))
        adjoining = before and _NEXT.fullmatch(text, before[-1].quote.end, match.start())
        return members if adjoining and len(members) > 1 else []
    if where in ("beside", "behind"):
        opens = _OPENS.match(text, match.end(), clause.end)
        begin = opens.end() if opens and where == "beside" else match.end()
        listed = list_behind(text, rows, begin, clause.end, 30 if where == "behind" else 1)
        if listed or where == "behind":
            return _of(listed)
    return _before(text, rows, clause, match, states)


def _before(
    text: str, rows: list[Mention], clause: Stretch, match: re.Match[str], states: Mapping[str, object]
) -> list[str]:
    lead = text[max(clause.start, match.start() - 50) : match.start()]
    quantified = _QUANTIFIED.search(lead) is not None and _ONE_OF.search(lead) is None
    for row in reversed(within(rows, clause.start, match.start())):
        if row.actor not in states or row.kind in PLACES:
            continue
        listed = list_before(text, rows, clause.start, row.quote.end + 1) or [row]
        if _ALL.search(text, row.quote.end, match.start()) and match.start() - row.quote.end < 40:
            return _of(listed)
        if not quantified and _APPOSED.fullmatch(text, row.quote.end, match.start()):
            return _of(listed)
    if quantified or _CAPACITY.search(text[max(clause.start, match.start() - 30) : match.start()]):
        return []
    near = list_before(text, rows, clause.start, match.start())
    return _of(near) or [a for a in subject_before(text, rows, clause.start, match.start()) if a in states]


def _carried(
    text: str, rows: list[Mention], sentence: Stretch, clause: Stretch, match: re.Match[str], meant: _Meant
) -> list[str]:
    """Whom "which" or "it" at the head of a clause stands for."""
    states = registry().states
    if within(rows, clause.start, match.start()):
        return []
    if _WHICH.match(text, clause.start):
        before = within(rows, sentence.start, clause.start)
        return _of(before[-1:])
    if clause.start == sentence.start and _IT.match(text, clause.start) and len(meant.subject) == 1:
        return [actor for actor in meant.subject if actor in states]
    return []


def _of(rows: Sequence[Mention]) -> list[str]:
    states = registry().states
    return list(dict.fromkeys(r.actor for r in rows if r.actor in states and r.kind not in PLACES))
