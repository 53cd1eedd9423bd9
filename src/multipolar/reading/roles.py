"""Memberships and roles that a text states, of single actors and of groups ("most of which are members of ...")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from multipolar.actors.record import registry
from multipolar.reading.document import Document, Mention, Quote, RoleStatement, within
from multipolar.reading.doubt import is_shifted, is_unreal
from multipolar.reading.relations import subject_before
from multipolar.reading.sentences import Stretch, clauses, first_verb, sentences
from multipolar.reading.spans import years_of

_ROLE = (
    (re.compile(r"\bobserver|\bobservers\b", re.I), "observer"),
    (re.compile(r"\bassociate", re.I), "associate"),
    (re.compile(r"\bcandidate", re.I), "candidate"),
    (re.compile(r"\b(?:dialogue )?partner(?:s|ship)?\b", re.I), "partner"),
    (re.compile(r"\bsuspended\b", re.I), "suspended"),
)
_STATUS = re.compile(
    r"\b(?:(?:has|have|had|hold|holds|held|enjoys?|with|received?|was granted|were granted|gained) (?:the )?(?:an? )?(?:\w+ )?(?:observer|associate|candidate|partner|member)(?: member)?(?: state)? ?(?:status|seat|rank)?"
    r"|(?:has been|have been|had been|is|are|was|were|became|become|becomes|remains?|remained) (?:not (?:yet )?|never |no longer )?(?:also )?(?:an? |the )?(?:\w+ )?(?:full |founding |original |permanent |non-permanent |associate |dialogue |youngest |newest |eleventh |tenth )?(?:members?|observers?|candidates?|partners?)(?: states?| countr(?:y|ies)| members?)?"
    r"|(?:joined|joins|acceded to|was admitted to|were admitted to|has joined|have joined|entered|was admitted|admission (?:of|to)|has belonged to|belongs? to))\b",
    re.I,
)
_NEGATED = re.compile(r"\b(?:not|never|no longer|not yet|nor|neither)\b|n't\b", re.I)
_ENTRY = re.compile(
    r"(?:joined|joins|acceded|was admitted|were admitted|has joined|have joined|entered|admission|became|becomes?)",
    re.I,
)
_PAST = re.compile(r"(?:was|were|had been|had|held|with)\b", re.I)
_UNTIL = re.compile(r"\b(?:until|till|up to)\s+(?P<year>(?:19|20)\d\d)\b", re.I)
_EXIT = re.compile(
    r"\b(?:left|quit|leaves|withdrew from|has left|have left|was expelled from|pulled out of|exited)\s+(?:the\s+)?",
    re.I,
)
_MEMBER_NOUN = re.compile(r"\s*(?:member(?: states?| countr(?:y|ies))?|members|states|countries)\b")
_OBSERVER_NOUN = re.compile(r"\s*(?:observers?|candidates?|partners?)\b")
_ADMITTED = re.compile(
    r"\b(?P<verb>(?:admit(?:ted)?|accept(?:ed)?|welcomed?|received?|grant(?:ed)?|gave|award(?:ed)?)\s+(?:the\s+)?)"
)
_AS_MEMBER = re.compile(
    r"\s+(?:as\s+(?:an?|the|its|their)\s+(?:\w+\s+)?|(?:the\s+)?status\s+of\s+(?:an?\s+)?|(?=\w+\s+status))(?:full\s+)?(?:member|observer|candidate|associate|partner)"
)
_ALSO = re.compile(
    r"\band\s+(?:an?\s+|the\s+)?(?:full\s+|participating\s+|associate\s+)?(?:members?|observers?|candidates?|participating|partners?)(?:\s+[Ss]tates?)?\s+(?:of|in)\b"
)
_BARE = re.compile(r"\b(?:member|observer|candidate)s?(?:\s+states?)?$", re.I)
_QUANTIFIED = re.compile(
    r"\b(?P<q>most|the majority|a majority|all|some|several|many|none|half|each)\b(?:\s+of(?:\s+the)?|\s+the|\s+)?",
    re.I,
)
_FUTURE = re.compile(
    r"\b(?:will|would|wants?|hopes?|may|could|might|should|if|invited|apply|applied|seeks?|bid)\b", re.I
)


@dataclass(frozen=True, slots=True)
class QuantifiedMembership:
    """A quantified group claim: most, all, some or none of a group hold a role in an organisation."""

    quantifier: str
    group: str
    organisation: str
    role: str
    quote: Quote


def role_named(words: str) -> str:
    """The role that wording names; a full member where it names none."""
    return next((role for pattern, role in _ROLE if pattern.search(words)), "full")


_PRONOUN_BEFORE = re.compile(r"\b(?:it|they|he|she|which|who)(?:\s+(?:also|has|have|then|both|\w+ly))*\s*$", re.I)
_LIST_GAP = re.compile(r"[\s,;&]*(?:(?:and|or|as well as|also|the|both)\s+)*")
_SET_APART = re.compile(r"\b(?:unlike|like|except|besides|than|from|with|without|against|despite)\s+(?:the\s+)?$", re.I)
_ADJOINING = re.compile(
    r"[\s)]*(?:,\s*(?=which|who))?(?:(?:which|who|also|now|both|still|already|never|not|did|does|do|has|have|had|is|are|was|formally|finally|recently|then|itself|countries|states|nations|\w+ly|in \d{4}|since \d{4})\s+)*"
)


def _organisation_at(text: str, rows: list[Mention], position: int) -> Mention | None:
    organisations = registry().organisations
    for row in rows:
        if row.quote.start >= position and row.actor in organisations and row.quote.start - position < 60:
            between = text[position : row.quote.start]
            if re.fullmatch(
                r"\s*(?:(?:status|states?|membership)\s+)?(?:(?:of|in|at|to|with|within)\s+)?(?:the\s+)?", between
            ):
                return row
    return None


def _subjects(text: str, rows: list[Mention], clause: Stretch, position: int, body: str) -> list[str]:
    """The coordinated actors directly before a role phrase, without the organisation itself."""
    states = registry().states
    before = [
        r
        for r in rows
        if clause.start <= r.quote.start
        and r.quote.end <= position
        and r.actor != body
        and r.kind not in ("city", "capital")
    ]
    found: list[str] = []
    edge = position
    for row in reversed(before):
        gap = text[row.quote.end : edge]
        joined = _LIST_GAP if found else _ADJOINING
        if row.quote.start != edge and not joined.fullmatch(gap):
            break
        if row.actor in states and row.actor not in found:
            found.append(row.actor)
        edge = row.quote.start
        if _SET_APART.search(text, max(clause.start, edge - 20), edge):
            return []  # "unlike X, Y is a member": whose list this is stays open
    return found[::-1]


def find_roles(document: Document, rows: list[Mention]) -> tuple[RoleStatement, ...]:
    """Stated roles of single states, those denied or ended included; a wished or quantified one states none."""
    text = document.text
    found: list[RoleStatement] = []
    for part in document.parts:
        if part.kind in ("boilerplate", "title"):
            continue
        subject: tuple[str, ...] = ()
        body = ""  # the organisation named last, which "became a member" then means
        for sentence in sentences(text, part.start, part.end):
            inside = within(rows, sentence.start, sentence.end)
            found += _in_sentence(text, sentence, inside, subject, body)
            subject = subject_before(text, inside, sentence.start, first_verb(text, sentence)) or subject
            body = next((r.actor for r in reversed(inside) if r.actor in registry().organisations), body)
    return tuple(dict.fromkeys(found))


def _in_sentence(
    text: str, sentence: Stretch, rows: list[Mention], previous: tuple[str, ...], known_body: str
) -> list[RoleStatement]:
    states = registry().states
    statements: list[RoleStatement] = []
    for clause in clauses(text, sentence):
        quote = Quote(clause.start, clause.end, clause.of(text))
        for match in _STATUS.finditer(text, clause.start, clause.end):
            named = _organisation_at(text, rows, match.end())
            bare = (
                named is None
                and _BARE.search(match.group())
                and not re.match(r"\s*(?:of|in|at)\b", text[match.end() :])
            )
            body = named.actor if named else (known_body if bare else "")
            if not body or _excluded(text, clause, match.start(), match.end()) or is_unreal(sentence.of(text)):
                continue
            if is_shifted(clause.of(text)) or (named and _is_organ(text, named)):
                continue
            said = _bracketed(text, clause, match.start()) or quote
            actors = _subjects(text, rows, clause, match.start(), body)
            if not actors and (bare or _PRONOUN_BEFORE.search(text, clause.start, match.start())):
                before = subject_before(text, rows, sentence.start, match.start()) or previous
                actors = [a for a in before if a in states]
            role = role_named(match.group() + _as_role(text, named))
            timing = _timing(text, clause, match)
            years = _years(text, clause, match.start(), match.end())
            negated = _NEGATED.search(text[max(clause.start, match.start() - 30) : match.end()]) is not None
            statements += [RoleStatement(actor, body, role, "stated", said, timing, years, negated) for actor in actors]
            if negated and timing == "past":
                continue  # "was not a member" says of no day in particular
            also = _ALSO.search(text, match.end(), clause.end) if actors else None
            second = _organisation_at(text, rows, also.end()) if also else None
            if also and second:
                role = role_named(also.group())
                statements += [RoleStatement(actor, second.actor, role, "stated", said) for actor in actors]
        statements += _by_verb(text, clause, rows, quote, previous)
        statements += _by_noun(text, clause, rows, quote)
    return statements


def _by_verb(
    text: str, clause: Stretch, rows: list[Mention], quote: Quote, previous: tuple[str, ...]
) -> list[RoleStatement]:
    """Roles that a verb gives or ends: "NATO admitted X as a member", "X left the CIS in 2009"."""
    known = registry()
    here = within(rows, clause.start, clause.end)
    found: list[RoleStatement] = []
    for match in _ADMITTED.finditer(text, clause.start, clause.end):
        admitted = next((r for r in here if r.quote.start == match.end("verb") and r.actor in known.states), None)
        joined = next((r for r in rows if r.actor in known.organisations), None)
        behind = _AS_MEMBER.match(text, admitted.quote.end) if admitted else None
        if admitted and joined and behind:
            role = role_named(behind.group())
            years = _years(text, clause, match.start(), behind.end())
            found.append(RoleStatement(admitted.actor, joined.actor, role, "stated", quote, "entry", years))
    if is_shifted(clause.of(text)) or is_unreal(clause.of(text)):
        return []
    for match in _EXIT.finditer(text, clause.start, clause.end):
        body = next((r for r in here if r.quote.start == match.end() and r.actor in known.organisations), None)
        if body is None or _is_organ(text, body) or _FUTURE.search(text, clause.start, match.start()):
            continue
        subjects = _subjects(text, rows, clause, match.start(), body.actor)
        if not subjects and _PRONOUN_BEFORE.search(text, clause.start, match.start()):
            subjects = [actor for actor in previous if actor in known.states]
        negated = _NEGATED.search(text[max(clause.start, match.start() - 20) : match.start()]) is not None
        years = _years(text, clause, match.start(), body.quote.end)
        found += [RoleStatement(s, body.actor, "full", "stated", quote, "exit", years, negated) for s in subjects]
    return found


_ORGAN = re.compile(
    r"(?:'s|’s)|\s+(?:single|common|internal|military|peace|parliamentary|customs|joint|integrated)\b|\s+(?-i:[A-Z])\w+|"
    r"\s+(?:market|command|committee|council|assembly|commission|agency|mission|force|programme|program|fund|bank|court)\b",
    re.I,
)
_AS_ROLE = re.compile(r"\s+as\s+(?:an?|the)\s+(?:\w+\s+)?(?:observer|associate|candidate|partner|member)\b", re.I)


def _is_organ(text: str, body: Mention) -> bool:
    """Whether a mention is of a part of an organisation ("NATO's military command", "the UN Security Council")."""
    return body.kind == "organ" or _ORGAN.match(text, body.quote.end) is not None


def _as_role(text: str, body: Mention | None) -> str:
    """The role that stands behind the organisation ("joined the SCO as a dialogue partner")."""
    match = _AS_ROLE.match(text, body.quote.end) if body is not None else None
    return match.group() if match else ""


def _timing(text: str, clause: Stretch, match: re.Match[str]) -> str:
    """Whether a role phrase tells of joining ("entry"), of a time that is over ("exit", "past"), or of neither ("")."""
    if _ENTRY.match(match.group()):
        return "entry"
    if _UNTIL.search(text, match.end(), clause.end):
        return "exit"
    return "past" if _PAST.match(match.group()) else ""


def _years(text: str, clause: Stretch, start: int, end: int) -> tuple[int | None, int | None] | None:
    """The years of a role phrase: what follows it up to the next comma, else what opens the clause."""
    comma = text.find(",", end, clause.end)
    until = _UNTIL.search(text, end, clause.end)
    if until:
        return int(until.group("year")), int(until.group("year"))
    span = years_of(text, end, comma if comma >= 0 else clause.end) or years_of(text, clause.start, start)
    return span[:2] if span else None


def _bracketed(text: str, clause: Stretch, position: int) -> Quote | None:
    """What stands in the brackets around a position, or None outside any."""
    start, end = text.rfind("(", clause.start, position) + 1, text.find(")", position, clause.end)
    if start and end > 0 and ")" not in text[start:position]:
        return Quote(start, end, text[start:end])
    return None


def _excluded(text: str, clause: Stretch, start: int, end: int) -> bool:
    near = text[max(clause.start, start - 30) : end]
    return bool(_FUTURE.search(near) or _QUANTIFIED.search(text, max(clause.start, start - 40), start))


def _by_noun(text: str, clause: Stretch, rows: list[Mention], quote: Quote) -> list[RoleStatement]:
    """Roles in noun phrases: "NATO member Turkey", "observers Hungary and Turkmenistan"."""
    states = registry().states
    organisations = registry().organisations
    found: list[RoleStatement] = []
    for body in rows:
        if body.actor not in organisations or not (clause.start <= body.quote.start < clause.end):
            continue
        noun = re.compile(
            r"\s+(?P<n>(?:full |founding |associate )?members?|observers?|candidates?)\s+(?!states?\b|countr)"
        ).match(text, body.quote.end, clause.end)
        if noun is None or body.kind == "organ":
            continue
        edge = noun.end()
        for row in rows:
            if row.quote.start < noun.end() or row.actor not in states:
                continue
            if not re.fullmatch(r"[\s,]*(?:(?:and|or)\s+)?", text[edge : row.quote.start]) or text[row.quote.end :][
                :2
            ] in ("'s", "’s"):
                break
            found.append(RoleStatement(row.actor, body.actor, role_named(noun.group("n")), "stated", quote))
            edge = row.quote.end
    return found


_QUANTIFIED_DOUBT = re.compile(
    r"\b(?:not|never|no longer|almost|nearly|except|apart from|other than|half|were|was|had|would|will|only)\b|n't\b",
    re.I,
)


def quantified_memberships(
    text: str, clause: Stretch, rows: list[Mention], antecedent: tuple[str, ...]
) -> list[QuantifiedMembership]:
    """ "most of which are CIS countries", "all members of X belong to Y": one claim about a group, no single role."""
    known = registry()
    found: list[QuantifiedMembership] = []
    words = clause.of(text)
    if (
        _QUANTIFIED_DOUBT.search(words)
        or is_unreal(words)
        or is_shifted(words)
        or years_of(text, clause.start, clause.end)
    ):
        return []
    for match in _QUANTIFIED.finditer(text, clause.start, clause.end):
        inside = [r for r in rows if match.start() <= r.quote.start and r.quote.end <= clause.end]
        bodies = [r for r in inside if r.actor in known.organisations]
        groups = [r.actor for r in inside if r.actor in known.groups]
        relative = re.match(
            r"(?:which|whom|them|these|those|its members|the members|their members|its member states)\b",
            text[match.end() :].lstrip(),
        )
        verb = re.search(
            r"\b(?:are|is|were|was|remain|belong|have|hold|become|became)\b", text[match.end() : clause.end]
        )
        if verb is None:
            continue
        after = match.end() + verb.start()
        target = next(
            (
                r
                for r in bodies
                if r.quote.start >= after
                and _says_membership(text, clause, r, after)
                and not (r.kind == "organ" or re.match(r"(?:'s|’s)", text[r.quote.end :]))
            ),
            None,
        )
        if target is None:
            continue
        subject = [r.actor for r in inside if r.quote.end <= after and r.actor in {*known.groups, *known.organisations}]
        group = (
            subject[0] if subject else (antecedent[-1] if relative and antecedent else (groups[0] if groups else ""))
        )
        if not group or group == target.actor or group in known.states:
            continue
        role = role_named(text[after : target.quote.start])
        found.append(
            QuantifiedMembership(
                match.group("q").lower().split()[-1],
                group,
                target.actor,
                role,
                Quote(clause.start, clause.end, clause.of(text)),
            )
        )
        break
    return found


def _says_membership(text: str, clause: Stretch, body: Mention, after: int) -> bool:
    between = text[after : body.quote.start]
    behind = text[body.quote.end : clause.end]
    return bool(
        _MEMBER_NOUN.match(behind)
        or _OBSERVER_NOUN.match(behind)
        or re.search(r"\b(?:members?|observers?|candidates?|partners?|belong(?:s|ed)?|part|in)\b", between)
    )
