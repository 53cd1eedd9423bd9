"""Roles that an organisation or its members give: "NATO admitted X", "observers X and Y", "the accession of X was approved"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from multipolar.actors.record import registry
from multipolar.reading.dating import dating_in
from multipolar.reading.document import PLACES, Dating, Mention, RoleStatement, within
from multipolar.reading.participants import list_behind
from multipolar.reading.role_clauses import ELSEWHERE, LIST_GAP, QUANTIFIED, Clause
from multipolar.reading.role_frames import CLAIMS_MORE, NEGATED, as_role, is_organ, role_named

_ADMITTED = re.compile(
    r"\b(?P<verb>(?:admit(?:ted)?|took in|accept(?:ed)?|welcomed?|received?|grant(?:ed)?|gave|award(?:ed)?)\s+(?:the\s+)?)"
)
_AS_MEMBER = re.compile(
    r"\s+(?:as\s+(?:an?|the|its|their)\s+(?:\w+\s+)?|(?:the\s+)?status\s+of\s+(?:an?\s+)?|(?=\w+\s+status))(?:full\s+)?(?:member|observer|candidate|associate|partner)"
)
_BY = re.compile(r"\s+(?:by|from|in|at|of|with)\s+(?:the\s+)?")
_RANKED = re.compile(
    r"\b(?:(?:was|were|has been|have been|being)\s+(?:\w+ly\s+|not\s+|also\s+|both\s+)?(?:admitted|accepted|welcomed|taken in|received|recogni[sz]ed|granted|given|awarded|accorded)\s+(?:as\s+)?(?:an?\s+|the\s+)?"
    r"(?:(?:rank|status)\s+of\s+(?:an?\s+)?)?(?:new\s+|full\s+)?(?:dialogue\s+)?(?:observers?|partners?|candidates?)(?:\s+(?:status|rank|states?))?"
    r"|(?P<again>(?:has|have)\s+(?:had|held|enjoyed)\s+(?:that|the same|this)\s+(?:rank|status|standing)))\b",
    re.I,
)
_APPROVED = re.compile(
    r"\b(?:(?:the\s+)?(?:full\s+)?(?:accession|admission|entry|membership) of (?P<who>[^.;]{3,80}?)(?: (?:to|into|in) (?P<to>[^.;]{3,80}?))? (?:was|were|has been|have been) (?:\w+ )?(?:approved|accepted|agreed|confirmed|ratified|completed|formali[sz]ed|endorsed)\b"
    r"|(?:approved|accepted|endorsed|formali[sz]ed|confirmed) (?:the\s+)?(?:full\s+)?(?:accession|admission|entry|membership) of (?P<who2>[^.;,]{3,60})"
    r"|(?:approved|accepted|endorsed|formali[sz]ed|confirmed) (?P<who3>[^.;,]{3,60}?)(?:'s|’s|s'|s’) (?:full\s+)?(?:accession|admission|entry|membership)(?! (?:application|bid|request|talks)))"
)
_REGAINED = re.compile(
    r"\b(?:(?:did not|didn't) (?:get|regain|recover|receive|win|take) (?:back )?(?:its|their) (?:full )?(?:membership|seat|place)(?: rights)?(?: back| again)?(?= (?:until|till|before)\b)"
    r"|(?:got|regained|recovered|received|won|took) (?:back )?(?:its|their) (?:full )?membership(?: rights)?(?: back| again)?)",
    re.I,
)
_ADMITTED_FIRST = re.compile(
    r"(?:Admitted|Accepted|Taken in|Received|Readmitted)\s+(?:only\s+)?(?=(?:in|on)\s)[^,;:]{4,40},\s*(?:the\s+)?"
)
_NAMED_ROLE = r"(?P<role>(?:full |associate |dialogue |fellow )?(?:members?|partners?|observers?|associates?)(?: states?| countries)?)"
_COMMA = re.compile(r"[,)]?\s*(?:an?\s[\w-]+(?:\s[\w-]+){0,3},?\s*)?")
_COUNTS = re.compile(
    rf"\b(?:which\s+)?(?:counts?|counted|numbers?|includes?|has)\s+(?P<who>[^.;:]{{3,160}}?)\s+(?:among|as)\s+(?:its|the)\s+{_NAMED_ROLE}\b"
)
_WHOSE_MEMBERS = re.compile(rf"\bwhose\s+(?:other\s+|\w+\s+)?{_NAMED_ROLE}\s+(?:are\s+|include\s+)?")
_OF_WHICH = re.compile(r"\b(?:of|in)\s+which\s+(?:both\s+)?")
_ARE_MEMBERS = re.compile(
    r"\s+(?:is|are|has\s+been|have\s+been)\s+(?:also\s+|both\s+|all\s+)?(?:an?\s+)?(?:\w+\s+)?(?:full\s+|associate\s+|dialogue\s+)?(?:members?|observers?|partners?|candidates?)\b"
)
_FOUNDED_BY = re.compile(
    r"\b(?:founded|formed|set\s+up|created|established|launched)\s+(?:(?:in|on|last|this)\s+[\w ]{3,20}?\s)?by\s+"
)
_SUSPENDED = re.compile(r"\b(?:suspended|suspend|suspending)\s+(?:the\s+)?(?=[A-Z])")
_FROM = re.compile(r"\s+(?:\w+\s+)?from\s+(?:the\s+)?")
_FROM_IT = re.compile(r"\s+(?:as\s+well|too|until|on|for|from\s+(?:it|the\s+\w+))\b|\s*[.,;]")
_NOUN_BEHIND = re.compile(
    r"(?:'s|’s)?\s+(?P<n>(?:full |founding |associate |fellow )?(?:members?|observers?|candidates?|all(?:y|ies))(?: states?| countr(?:y|ies)| nations?)?)\s+(?:such as\s+|like\s+)?(?!states?\b|countr)"
)


@dataclass(frozen=True, slots=True)
class Conferred(Clause):
    """A clause with the roles that a body, or those who decide in it, give."""

    def admitted_first(self) -> list[RoleStatement]:
        """ "Admitted in April 2020, X is the third country in Y": the one organisation of the clause is meant."""
        match = _ADMITTED_FIRST.match(self.text, self.clause.start)
        here = within(self.rows, self.clause.start, self.clause.end)
        bodies = {r.actor for r in here if r.actor in registry().organisations}
        subject = next((r for r in here if match and r.quote.start == match.end()), None)
        if match is None or len(bodies) != 1 or subject is None or subject.actor not in registry().states:
            return []
        dated = dating_in(self.text, match.start(), match.end())
        return [RoleStatement(subject.actor, bodies.pop(), "full", "stated", self.quote, "entry", dated)]

    def ranked(self, main: str, told: list[RoleStatement]) -> list[RoleStatement]:
        """ "were admitted as observers", "has had that rank since": of the organisation that the text is about."""
        found: list[RoleStatement] = []
        for match in _RANKED.finditer(self.text, self.clause.start, self.clause.end):
            again = match.group("again") is not None
            role = told[-1].role if again and told else role_named(match.group())
            body = told[-1].organisation if again and told else main
            behind = within(self.rows, match.end(), min(self.clause.end, match.end() + 30))
            giver = next(
                (
                    r
                    for r in behind
                    if r.actor in registry().organisations and _BY.fullmatch(self.text[match.end() : r.quote.start])
                ),
                None,
            )
            if giver is not None:
                body = giver.actor
            elif any(
                r.actor in registry().organisations
                for r in behind
                if not re.search(r"[,;]", self.text[match.end() : r.quote.start])
            ):
                continue
            if (
                not body
                or role == "full"
                or self._is_excluded(match.start(), match.end())
                or NEGATED.search(match.group())
            ):
                continue
            lead = self.text[self.clause.start : match.start()].rstrip(" ,\n")
            actors, start = self._subjects(self.clause.start + len(lead), body)
            dated = None if again else self._dated(start, match.start(), match.end(), "entry", fronted=False)
            dated = None if dated is ELSEWHERE else dated
            timing = "" if again else "entry"
            found += [RoleStatement(a, body, role, "stated", self.quote, timing, dated) for a in actors]
        return found

    def approved(self) -> list[RoleStatement]:
        """ "The accession of X to Y was approved", "Y approved the accession of X": an entry."""
        found: list[RoleStatement] = []
        here = within(self.rows, self.clause.start, self.clause.end)
        bodies = [r for r in here if r.actor in registry().organisations and not is_organ(self.text, r)]
        for match in _APPROVED.finditer(self.text, self.clause.start, self.clause.end):
            if self._is_excluded(match.start(), match.end()) or NEGATED.search(
                self.text, self.clause.start, match.end()
            ):
                continue
            who = next(name for name in ("who", "who2", "who3") if match.group(name))
            listed = [
                r
                for r in within(here, match.start(who), match.end(who))
                if r.actor in registry().states and r.kind not in PLACES
            ]
            body = next(
                (r for r in bodies if match.group("to") and r.quote.start >= match.start("to")),
                bodies[0] if len(bodies) == 1 else None,
            )
            if body is None or not listed:
                continue
            dated = self._dated(match.start(), match.start(), match.end(), "entry")
            if dated is not ELSEWHERE:
                found += [
                    RoleStatement(r.actor, body.actor, "full", "stated", self.quote, "entry", dated) for r in listed
                ]
        return found

    def regained(self, body: str) -> list[RoleStatement]:
        """ "did not get its membership back until 2023": an entry, of the organisation named in the sentence."""
        match = _REGAINED.search(self.text, self.clause.start, self.clause.end)
        if match is None or not body or self._is_excluded(match.start(), match.end()):
            return []
        actors, start = self._subjects(match.start(), body)
        dated = self._dated(start, match.start(), match.end(), "entry")
        if dated is None or dated.kind not in ("until", "in", "since"):
            return []
        dated = Dating("in", dated.begin)
        return [RoleStatement(a, body, "full", "stated", self.quote, "entry", dated) for a in actors]

    def by_verb(self) -> list[RoleStatement]:
        """Roles that a body gives: "NATO admitted X as a member"."""
        known = registry()
        here = within(self.rows, self.clause.start, self.clause.end)
        found: list[RoleStatement] = []
        for match in _ADMITTED.finditer(self.text, self.clause.start, self.clause.end):
            admitted = next((r for r in here if r.quote.start == match.end("verb") and r.actor in known.states), None)
            joined = next((r for r in self.rows if r.actor in known.organisations), None)
            subject = next(
                (r for r in here if r.actor in known.organisations and 0 <= match.start() - r.quote.end < 12), None
            )
            if (
                admitted
                and subject
                and match.group().startswith(("admitted", "took in"))
                and not self._is_excluded(match.start(), match.end())
            ):
                found += self._admitted_by(subject, admitted, here, match)
                continue
            behind = _AS_MEMBER.match(self.text, admitted.quote.end) if admitted else None
            if admitted and joined and behind and not CLAIMS_MORE.search(behind.group()):
                dated = self._dated(match.start(), match.start(), behind.end(), "entry")
                role = role_named(behind.group())
                if dated is not ELSEWHERE:
                    found.append(
                        RoleStatement(admitted.actor, joined.actor, role, "stated", self.quote, "entry", dated)
                    )
        return found

    def _admitted_by(
        self, body: Mention, first: Mention, here: list[Mention], match: re.Match[str]
    ) -> list[RoleStatement]:
        """ "The SCO admitted X and Y (as observers)": an entry of the whole list."""
        listed = [first]
        for row in here:
            if row.quote.start > listed[-1].quote.start and row.actor in registry().states:
                if not LIST_GAP.fullmatch(self.text[listed[-1].quote.end : row.quote.start]):
                    break
                listed.append(row)
        if re.match(r"'s|’s", self.text[listed[-1].quote.end :]) or NEGATED.search(
            self.text[body.quote.end : match.start()]
        ):
            return []
        role = role_named(as_role(self.text, listed[-1]))
        dated = self._dated(match.start(), match.start(), listed[-1].quote.end, "entry")
        if dated is ELSEWHERE:
            return []
        return [RoleStatement(r.actor, body.actor, role, "stated", self.quote, "entry", dated) for r in listed]

    def by_noun(self) -> list[RoleStatement]:
        """Roles in noun phrases: "NATO member Turkey", "observers Hungary and Turkmenistan"."""
        states, text = registry().states, self.text
        found: list[RoleStatement] = []
        for body in within(self.rows, self.clause.start, self.clause.end):
            if body.actor not in registry().organisations:
                continue
            noun = _NOUN_BEHIND.match(text, body.quote.end, self.clause.end)
            if noun is None or body.kind == "organ":
                continue
            before = text[max(body.quote.start - 25, 0) : body.quote.start]
            if noun.group("n").startswith("all") and not registry().organisations[body.actor].collective_defence:
                continue
            if CLAIMS_MORE.search(noun.group("n")) or CLAIMS_MORE.search(before):
                continue
            edge = noun.end()
            for row in self.rows:
                if row.quote.start < noun.end() or row.actor not in states:
                    continue
                possessive = text[row.quote.end :][:2] in ("'s", "’s")
                if possessive or not re.fullmatch(r"[\s,]*(?:(?:and|or)\s+)?", text[edge : row.quote.start]):
                    break
                found.append(RoleStatement(row.actor, body.actor, role_named(noun.group("n")), "stated", self.quote))
                edge = row.quote.end
        return found

    def counted_among(self) -> list[RoleStatement]:
        """Roles in what a body counts: "NATO, which counts X, Y and Z among its partners"."""
        found: list[RoleStatement] = []
        for match in _COUNTS.finditer(self.text, self.clause.start, self.clause.end):
            body = self._body_before(match.start())
            if body and not CLAIMS_MORE.search(match["role"]):
                listed = within(self.rows, match.start("who"), match.end("who"))
                found += self._of(listed, body, role_named(match["role"]))
        return found

    def with_members(self) -> list[RoleStatement]:
        """Roles behind a body's relative pronoun: "GUAM, whose members X and Y", "the union, of which X is a member";
        and those of founders: "the alliance founded by X and Y"."""
        found: list[RoleStatement] = []
        for pattern in (_WHOSE_MEMBERS, _OF_WHICH, _FOUNDED_BY):
            for match in pattern.finditer(self.text, self.clause.start, self.clause.end):
                body = self._body_before(match.start())
                listed = list_behind(self.text, self.rows, match.end(), self.clause.end) if body else []
                if body and not QUANTIFIED.search(self.text[match.end() : listed[0].quote.start] if listed else ""):
                    role = role_named(match["role"] if "role" in match.groupdict() else "")
                    if pattern is _OF_WHICH:
                        told = _ARE_MEMBERS.match(self.text, listed[-1].quote.end, self.clause.end) if listed else None
                        if told is None or CLAIMS_MORE.search(told.group()):
                            continue
                        role = role_named(told.group())
                    found += self._of(listed, body, role)
        return found

    def suspended_by(self, last: str) -> list[RoleStatement]:
        """Suspensions that others decide: "suspended X from Y", "Y suspended X"."""
        found: list[RoleStatement] = []
        for match in _SUSPENDED.finditer(self.text, self.clause.start, self.clause.end):
            whom = list_behind(self.text, self.rows, match.end(), self.clause.end, 20)
            if not whom or self._is_excluded(match.start(), match.end()):
                continue
            behind = within(self.rows, whom[-1].quote.end, self.clause.end)
            bodies = [r for r in behind if r.actor in registry().organisations]
            from_it = bodies and _FROM.fullmatch(self.text, whom[-1].quote.end, bodies[0].quote.start)
            before = [r.actor for r in within(self.rows, self.clause.start, match.start())]
            own = next((a for a in reversed(before) if a in registry().organisations), "")
            body = (
                bodies[0].actor if from_it else own or (last if _FROM_IT.match(self.text, whom[-1].quote.end) else "")
            )
            if body:
                found += self._of(whom, body, "suspended", "entry")
        return found

    def _body_before(self, position: int) -> str:
        """The organisation that ends right before a place."""
        for row in reversed(within(self.rows, self.sentence.start, position)):
            if row.actor in registry().organisations and _COMMA.fullmatch(self.text, row.quote.end, position):
                return row.actor
            if row.actor in registry().organisations:
                return ""
        return ""

    def _of(self, rows: Sequence[Mention], body: str, role: str, timing: str = "") -> list[RoleStatement]:
        states = registry().states
        actors = dict.fromkeys(r.actor for r in rows if r.actor in states and r.kind not in PLACES)
        return [RoleStatement(actor, body, role, "stated", self.quote, timing) for actor in actors]
