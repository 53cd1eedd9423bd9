"""Memberships and roles that a text states of single actors, those denied and ended included."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache

from multipolar.actors.record import memberships, registry
from multipolar.reading.anaphora import leading
from multipolar.reading.conferred import Conferred
from multipolar.reading.convening import organisation_of
from multipolar.reading.dating import dating_in
from multipolar.reading.document import Dating, Document, Mention, Quote, RoleStatement, within
from multipolar.reading.doubt import is_unreal
from multipolar.reading.participants import attendance
from multipolar.reading.relations import subject_before
from multipolar.reading.role_clauses import BREAK, ELSEWHERE, FUTURE, Clause, is_of_another
from multipolar.reading.role_frames import CLAIMS_MORE, NEGATED, PAST, Framed, Told, joined_bodies, role_named
from multipolar.reading.sentences import Stretch, clauses, first_verb, sentences

_BARE = re.compile(
    r"\b(?:has been|have been|had been|is|are|was|were|became|become|becomes|remains?|remained)\s+(?:(?:not(?: yet)?|never|no longer|also)\s+)?(?:an? |the )?(?:full |founding |associate )?(?:members?|observers?|candidates?)(?: states?)?\b(?!\s+(?:of|in|at|for|to)\b)",
    re.I,
)
_ASIDE = re.compile(
    r",\s+(?:which\s+(?:was|were)\s+|who\s+(?:was|were)\s+)?(?:(?:itself|themselves|both|only|first)\s+)?(?:admitted|taken in|let in|which\s+joined|a (?:full )?member since)\b(?!\s+(?:to|of|into|that))[^,;.]{0,40}(?=[,.;])"
)
_UNKNOWN_BODY = re.compile(
    r"\b(?:(?:members?|observers?|candidates?|partners?)(?:\s+states?)?\s+(?:of|at|in\s+the)"
    r"|(?-i:Organi[sz]ation|Union|Council|League|Alliance|Community|Pact|Association|Court|Fund|Bank|Forum))\b",
    re.I,
)
_LATER = re.compile(
    r"(?:\A|(?<=[,;])\s+|\b(?=(?:and|but|yet|though|only)\b))(?:(?:and|but|yet|though|then|later|again|once|finally|soon|it|they|never|not|did|has|have|had|since|also|eventually|only\s+to|\w+ly|\w+\s+years\s+later|in\s+\d{4})\s+)*"
    r"(?P<verb>left|leave|quit|c[ao]me\s+back|withdr[ae]wn?|pulled\s+out|dropped\s+out|rejoin(?:ed)?|re-joined|re-entered|returned|(?:(?:was|were|been|being)\s+)?(?:re-?admitted|reinstated|suspended|expelled))\b"
    r"(?:\s+(?:again|(?:from\s+|to\s+)?(?:it|the\s+(?:bloc|alliance|organi[sz]ation|group|grouping|union|league|club|body|pact|association))))?"
    r"(?=\s*(?:[.,;:)]|$)|\s+(?:in|on|at|by|since|within|again|and|but|then|once|only|after|before|until|when|as|because|during|\d+|\w+\s+(?:years?|months?)\s+later|later|last|this|\w+ly)\b)",
    re.I,
)
"""A later verb of what was joined, with no organisation of its own: ", was suspended in 1979", "and left it in 2010"."""
_LATER_KIND = (
    (re.compile(r"(?:\w+\s+)?suspended", re.I), ("entry", "suspended")),
    (re.compile(r"(?:\w+\s+)?expelled", re.I), ("entry", "none")),
    (re.compile(r"left|leave|quit|withdr|pulled|dropped", re.I), ("exit", "full")),
    (re.compile(r""), ("entry", "full")),
)


def find_roles(document: Document, rows: list[Mention]) -> tuple[RoleStatement, ...]:
    """Stated roles of single states, those denied or ended included; a wished or quantified one states none."""
    text = document.text
    found: list[RoleStatement] = []
    for part in document.parts:
        if part.kind in ("boilerplate", "title"):
            continue
        subject: tuple[str, ...] = ()
        body = ""  # the organisation named last, which "became a member" then means
        counted: Counter[str] = Counter()
        meeting: str | None = None  # whose meeting is told of, "" where it is that of a body not on record
        for sentence in sentences(text, part.start, part.end):
            inside = within(rows, sentence.start, sentence.end)
            if not sentence.of(text).endswith("?"):
                before = Before(subject, body, leading(counted), candidates(counted), document.published)
                found += _in_sentence(text, sentence, inside, before)
                if part.kind == "news":
                    meeting = _meeting_body(text, sentence, inside, meeting)
                    main = leading(counted) if meeting is None else meeting
                    found += _as_capacities(text, sentence, inside, main)
            subject = subject_before(text, inside, sentence.start, first_verb(text, sentence)) or subject
            named = [r.actor for r in inside if r.actor in registry().organisations]
            counted.update(named)
            body = named[-1] if named else body
    settled = document.published is not None  # else "last year" is no year
    return tuple(dict.fromkeys(r for r in found if settled or r.dated is None or r.dated.back is None))


_CAPACITY_ROLES = {"observer": "observer", "partner": "partner", "member": "full"}


@cache
def _with_candidates() -> dict[str, int]:
    """The organisations that have had candidates, with how many."""
    known = memberships()
    counted = {key: sum(m.role == "candidate" for m in known.by_body.get(key, ())) for key in registry().organisations}
    return {key: count for key, count in counted.items() if count}


def candidates(counted: Counter[str]) -> str:
    """The organisation that has had most candidates of those that a text has named so far, or ""."""
    named = [key for key in counted if key in _with_candidates()]
    return max(named, key=lambda key: _with_candidates()[key], default="")


_BODY_NAME = re.compile(
    r"\b(?:of|the)\s+(?:[A-Z][\w-]+\s+){1,4}(?:Organi[sz]ation|Union|Council|League|Alliance|Community|Pact|Forum|Initiative)\b"
)


def _meeting_body(text: str, sentence: Stretch, rows: list[Mention], before: str | None) -> str | None:
    """The organisation whose meeting is told of from a sentence on; "" where a body not on record is named."""
    body = organisation_of(text, sentence, rows)
    if body:
        return body
    named = _BODY_NAME.search(text, sentence.start, sentence.end)
    known = named and any(r.quote.start < named.end() and r.quote.end > named.start() for r in rows)
    return "" if named and not known and before is None else before


def _as_capacities(text: str, sentence: Stretch, rows: list[Mention], main: str) -> list[RoleStatement]:
    """The roles that the capacities tell of in which states came to a meeting ("observer X", "as dialogue partners")."""
    came = [one for one in attendance(text, sentence, rows) if one.capacity in _CAPACITY_ROLES]
    body = (organisation_of(text, sentence, rows) or main) if came else ""
    quote = Quote(sentence.start, sentence.end, sentence.of(text))
    return [
        RoleStatement(one.actor, body, _role_of(one.capacity, body), "stated", quote)
        for one in came
        if body and one.actor in registry().states
    ]


def _role_of(capacity: str, body: str) -> str:
    """The role that a capacity tells of; organisations without partners have associates."""
    roles = {m.role for m in memberships().by_body.get(body, ())}
    return (
        "associate"
        if capacity == "partner" and "associate" in roles - {"partner"} and "partner" not in roles
        else _CAPACITY_ROLES[capacity]
    )


@dataclass(frozen=True, slots=True)
class Before:
    """What is known before a sentence: the last subject, the organisation named last, the day of publication."""

    subject: tuple[str, ...]
    body: str
    main: str
    candidate: str
    published: date | None


def _in_sentence(text: str, sentence: Stretch, rows: list[Mention], before_it: Before) -> list[RoleStatement]:
    if is_unreal(text, sentence):
        return []
    organisations = registry().organisations
    statements: list[RoleStatement] = []
    before: list[RoleStatement] = []  # what the clause before states
    for clause in clauses(text, sentence):
        of_it = (text, sentence, clause, tuple(rows), before_it.subject, before_it.published)
        framed, conferred, elliptic = Framed(*of_it), Conferred(*of_it), _Elliptic(*of_it)
        bodies = [r for r in within(rows, clause.start, clause.end) if r.actor in organisations]
        found: list[RoleStatement] = []
        spoken = clause.start  # where the body ends of which the clause has last told
        for index, body in enumerate(bodies):
            told = [s.actor for s in found if s.organisation == found[-1].organisation]
            said = framed.framed(body, bodies[index + 1 :], Told(tuple(dict.fromkeys(told)), spoken))
            found += said
            spoken = body.quote.end if said else spoken
        found += elliptic.bare(before_it.body, before_it.candidate)
        found += elliptic.aside(before_it.body)
        found += conferred.ranked(before_it.main or before_it.body, [*statements, *found])
        found += conferred.regained(next((r.actor for r in rows if r.actor in organisations), before_it.body))
        found += conferred.admitted_first()
        found += conferred.approved()
        found += conferred.by_verb()
        found += conferred.by_noun()
        found += conferred.counted_among()
        found += conferred.with_members()
        found += conferred.suspended_by(before_it.body)
        found = elliptic.with_later(found, before)
        statements += found
        before = found
    return statements


@dataclass(frozen=True, slots=True)
class _Elliptic(Clause):
    """A clause with the roles of a body that it does not name, and with what became of them."""

    def aside(self, known_body: str) -> list[RoleStatement]:
        """ "Vietnam, admitted two years ago, ...": of the organisation named last."""
        found: list[RoleStatement] = []
        for row in within(self.rows, self.clause.start, self.clause.end):
            match = _ASIDE.match(self.text, row.quote.end, self.clause.end) if row.actor in registry().states else None
            body = self._meant(match.start(), known_body) if match else ""
            if (
                match is None
                or not body
                or within(self.rows, match.start(), match.end())
                or is_of_another(self.text, row.quote.start)
            ):
                continue
            dated = dating_in(self.text, match.start(), match.end())
            span = self._span(match.start(), match.end()) if dated is None else None
            dated = Dating("in", span) if span else dated
            if dated is not None and dated.kind in ("in", "since"):
                found.append(RoleStatement(row.actor, body, "full", "stated", self.quote, "entry", dated))
        return found

    def _meant(self, position: int, known_body: str) -> str:
        """The organisation that "a member" at a position means: the one named last before, or "" where that is open."""
        named = [r for r in self.rows if r.actor in registry().organisations]
        before = [r for r in named if r.quote.end <= position]
        behind = {r.actor for r in named if self.clause.start <= position <= r.quote.start < self.clause.end}
        if not before and _UNKNOWN_BODY.search(self.text, self.sentence.start, position):
            return ""  # an organisation that is not on record is nearer
        if not before:
            return known_body if behind <= {known_body} else ""
        if len(before) > 1 and joined_bodies(self.text, before[-2], before[-1:]):
            return ""  # of "NATO and the EU" either may be meant
        return before[-1].actor

    def bare(self, known_body: str, candidate_body: str) -> list[RoleStatement]:
        """ "became a member", where the text has named the organisation before."""
        found: list[RoleStatement] = []
        for match in _BARE.finditer(self.text, self.clause.start, self.clause.end):
            body = self._meant(
                match.start(), (candidate_body if "candidate" in match.group().lower() else "") or known_body
            )
            nearer = [r for r in self.rows if r.quote.start >= match.start() and r.actor in registry().organisations]
            if (
                not body
                or self._is_excluded(match.start(), match.end())
                or CLAIMS_MORE.search(match.group())
                or (nearer and nearer[0].quote.start < match.end())
            ):
                continue
            actors, start = self._subjects(match.start(), body)
            entry = re.search(r"\bbec[ao]mes?\b", match.group(), re.I) is not None
            dated = self._dated(start, match.start(), match.end(), "entry" if entry else "")
            negated = NEGATED.search(match.group()) is not None
            timing = "entry" if entry else "past" if PAST.match(match.group()) else ""
            if dated is ELSEWHERE or (negated and dated is None and timing):
                continue
            timing = "" if negated and entry else timing
            role = role_named(match.group())
            quote = self._bracketed(match.start()) or self.quote
            found += [RoleStatement(a, body, role, "stated", quote, timing, dated, negated) for a in actors]
        return found

    def with_later(self, found: list[RoleStatement], before: list[RoleStatement]) -> list[RoleStatement]:
        """What a clause states with its later verbs ("joined X in 2006 and left it in 2010"), each a role of its own.

        Nothing where one of them stays unread: what the clause says is then more than what was found.
        """
        base = found or before
        named = [
            r for r in within(self.rows, self.clause.start, self.clause.end) if r.actor in registry().organisations
        ]
        start = named[-1].quote.end if named else self.clause.start
        verbs = [] if not base or (named and not found) else list(_LATER.finditer(self.text, start, self.clause.end))
        if not found:  # a clause of its own begins with the verb: "..., but left it in 2010"
            verbs = verbs if verbs and verbs[0].start() == self.clause.start else []
        if not verbs:
            return found
        actors = list(dict.fromkeys(s.actor for s in base))
        others = [r for r in within(self.rows, start, verbs[-1].start()) if r.actor in registry().states]
        if others or len({s.organisation for s in base}) > 1:
            return []
        later: list[RoleStatement] = []
        for verb in verbs:
            rest = BREAK.search(self.text, verb.end(), self.clause.end)
            rest_end = rest.start() if rest else self.clause.end
            dated = dating_in(self.text, verb.end(), rest_end)
            if dated is None and (span := self._span(verb.end(), rest_end)):
                dated = Dating("in", span)
            words = verb.group("verb")
            if dated is None or dated.kind != "in" or NEGATED.search(verb.group()) or FUTURE.search(verb.group()):
                return []
            timing, role = next((kind for pattern, kind in _LATER_KIND if pattern.match(words)))
            later += [
                RoleStatement(actor, base[0].organisation, role, "stated", self.quote, timing, dated)
                for actor in actors
            ]
        # "a member since 1973, left in 2020": what was so before the later verb is not so now
        return [s for s in found if s.timing] + later
