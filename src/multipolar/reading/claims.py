"""Claims: what the text asserts, by whom, in which mode, on which condition. Each clause asserts for itself."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from multipolar.actors.record import registry
from multipolar.reading.document import Assertion, Claim, Document, Mention, OfficeMention, Quote, RoleStatement, within
from multipolar.reading.doubt import is_unreal
from multipolar.reading.lexicon import table
from multipolar.reading.quantified import quantified_memberships
from multipolar.reading.relations import cue, find_assertions, last_actors, subject_before
from multipolar.reading.sentences import Stretch, clauses, first_verb, sentences

_RELATIVE = re.compile(
    r"^(?:,\s*)?(?:(?:from|in|by|with|through|of|under|to|most of|many of|some of|all of)\s+)*(?:which|who|whose|whom|where)\b",
    re.I,
)
_PRONOUN = re.compile(
    r"(?:^|\s)(?:it(?! (?:is|was|seems|appears|remains|follows|becomes)\b)|he|she|they|this|some of them|most of them|all of them)\b|^(?:\w+\s+)?(?:its|their)\b",
    re.I,
)
_POSSESSIVE = re.compile(r"\b(?:its|their)\b", re.I)
_NO_SUBJECT = re.compile(
    r"^(?:and|but|or)\s+(?:then\s+|also\s+|only\s+|not\s+|even\s+)*(?!the\b|a\b|an\b|it\b|they\b)[a-z]+", re.I
)
_COLLECTIVE = re.compile(
    r"\b(?P<who>(?:the\s+)?(?:heads? of (?:states?|government)|leaders|presidents|ministers|foreign ministers|participants|parties|sides|delegations|member states|members|officials?|diplomats?|spokes(?:man|woman|person)|analysts|observers|experts|critics|joint (?:statement|declaration|communiqu[eé])|statement|declaration|communiqu[eé]))\b",
    re.I,
)
UNPLACED = "somebody the text names"
"""The speaker of a statement whom neither text nor record places in a public office; no name is kept."""
MIN_WORDS = 3
MIN_MAIN = 12
"""Characters that must follow a cause for the clause to have a main statement besides."""


@cache
def _reporting(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in table("reporting") if row["kind"] == kind), re.I)


def _carries(piece: str) -> bool:
    """Whether a verbless piece asserts something on its own: it holds the cue of a zone or a role."""
    return (
        re.search(r"\b(?:zones?|spheres?|orbit|backyard|puppet|vassal|satellite|proxy|leader|ally)\b", piece, re.I)
        is not None
    )


def find_claims(
    document: Document, rows: list[Mention], offices: tuple[OfficeMention, ...], roles: tuple[RoleStatement, ...]
) -> tuple[Claim, ...]:
    """The claims of a document in text order, numbered from 1. Titles and boilerplate claim nothing."""
    text = document.text
    found: list[Claim] = []
    for part in document.parts:
        if part.kind not in ("news", "comment"):
            continue
        previous: tuple[str, ...] = ()
        for sentence in sentences(text, part.start, part.end):
            made, previous = _sentence_claims(text, sentence, part.kind, rows, offices, roles, len(found), previous)
            found += made
    return tuple(found)


def _sentence_claims(
    text: str,
    sentence: Stretch,
    part: str,
    rows: list[Mention],
    offices: tuple[OfficeMention, ...],
    roles: tuple[RoleStatement, ...],
    number: int,
    previous: tuple[str, ...],
) -> tuple[list[Claim], tuple[str, ...]]:
    made: list[Claim] = []
    inherited: tuple[str, ...] = ()
    inside = within(rows, sentence.start, sentence.end)
    attributed = _speaker(text, sentence, inside, offices)
    unreal = is_unreal(sentence.of(text))
    pieces = clauses(text, sentence, _carries) if part == "comment" else [sentence]
    for index, piece in enumerate(pieces):
        words = piece.of(text)
        if len(re.findall(r"\w+", words)) < MIN_WORDS or words.endswith("?"):
            continue
        condition, cause = (cue(kind, text, piece.start, piece.end) for kind in ("condition", "cause"))
        skip = condition or (cause if cause and cause.end < piece.end - MIN_MAIN else None)
        antecedent = last_actors(text, inside, sentence.start, piece.start) if index else ()
        relative = _RELATIVE.match(words) is not None
        pronoun = _PRONOUN.search(words) is not None
        carried = antecedent if relative else (inherited or (previous if pronoun else ()))
        own = subject_before(text, inside, piece.start, first_verb(text, piece))
        may_inherit = relative or pronoun or _NO_SUBJECT.match(words)
        assertions = (
            ()
            if unreal
            else find_assertions(
                text,
                _what_is_said(text, piece),
                inside,
                inherited=carried if may_inherit else (),
                antecedent=antecedent or (previous if _POSSESSIVE.search(words) else ()),
                skip=skip,
            )
            + _memberships(text, piece, inside, antecedent, roles)
        )
        says_many = part == "comment" and _reporting("many").search(words) is not None
        speaker = "many" if says_many else attributed
        made.append(
            Claim(
                number=number + len(made) + 1,
                quote=Quote(piece.start, piece.end, words),
                part=part,
                mode=_mode(text, piece, part, speaker),
                speaker=speaker or ("the publisher" if part == "news" else "the author"),
                hedge=cue("hedge", text, piece.start, piece.end),
                condition=condition,
                cause=cause,
                assertions=assertions + _presupposed(text, condition, inside),
            )
        )
        if not relative:
            inherited = own or inherited
    return made, inherited or (previous if _PRONOUN.match(sentence.of(text)) else ())


_SAID_THAT = re.compile(
    r"\b(?:said|says|stated|states|announced|declared|declares|noted|notes|added|stressed|emphasi[sz]ed|underlined|"
    r"underscored|warned|reaffirmed|affirmed|reiterated|confirmed|claimed|claims|argued|argues|believes?|insisted|insists|"
    r"recalled|acknowledged|admitted|explained|reported|told\s+[^,;]{2,40}?)\s+(?:on\s+\w+\s+|again\s+|also\s+)?that\b",
    re.I,
)


def _what_is_said(text: str, piece: Stretch) -> Stretch:
    """The clause without whoever is said to say it: in "the Kremlin said that X ...", Russia is not what X does."""
    said = _SAID_THAT.search(text, piece.start, piece.end)
    return Stretch(said.end(), piece.end) if said else piece


def _presupposed(text: str, condition: Quote | None, rows: list[Mention]) -> tuple[Assertion, ...]:
    """What a condition takes for granted ("while the trend towards weakening X continues") is asserted with it."""
    if condition is None or not re.search(
        r"\b(?:continu\w+|persist\w*|remain\w*|last\w*|keep\w*)\b", condition.text, re.I
    ):
        return ()
    inside = find_assertions(text, Stretch(condition.start, condition.end), rows)
    return tuple(replace(assertion, presupposed=True) for assertion in inside)


def _memberships(
    text: str, piece: Stretch, rows: list[Mention], antecedent: tuple[str, ...], roles: tuple[RoleStatement, ...]
) -> tuple[Assertion, ...]:
    """Roles that the clause states of single states, then what it says of most, all or some of a group."""
    stated = tuple(
        Assertion(
            relation="membership",
            subjects=(role.actor,),
            objects=(role.organisation,),
            cue=role.quote,
            domain=role.role,
            negated=role.negated,
            timing=role.timing,
            dated=role.dated,
        )
        for role in roles
        if piece.start <= role.quote.start and role.quote.end <= piece.end
    )
    return stated + tuple(
        Assertion(
            relation="membership",
            subjects=found.groups,
            objects=(found.organisation,),
            cue=found.quote,
            quantifier=found.quantifier,
            domain=found.role,
            negated=found.negated,
            timing="outside" if found.inner else "",
            dated=found.dated,
            excepted=found.excepted,
        )
        for found in quantified_memberships(text, piece, rows, antecedent)
    )


def _mode(text: str, piece: Stretch, part: str, attributed: str) -> str:
    """The mode of a claim (see MODES): argued where it reasons, judges or weighs, else an unsourced assertion.

    A comment part never yields a reported fact.
    """
    forecast = cue("forecast", text, piece.start, piece.end) is not None
    if part == "news":
        if attributed:
            return "reported statement"
        return "forecast" if forecast else "reported fact"
    if forecast:
        return "forecast"
    if attributed and attributed != "many":
        return "reported statement"
    if any(cue(kind, text, piece.start, piece.end) for kind in ("argued", "mind", "qualifier", "evaluative")):
        return "argued"
    return "unsourced assertion"


def _speaker(text: str, sentence: Stretch, rows: list[Mention], offices: tuple[OfficeMention, ...]) -> str:
    """Who is said to say it: an office, an actor, a collective, or "" where the text speaks for itself."""
    verb = _reporting("verb").search(text, sentence.start, sentence.end)
    source = _reporting("source").search(text, sentence.start, sentence.end)
    if source:
        return _named(text, source.end(), min(sentence.end, source.end() + 120), rows, offices, first=True)
    if verb is None:
        return ""
    return (
        _named(text, sentence.start, verb.start(), rows, offices)
        or _named(text, verb.end(), min(sentence.end, verb.end() + 80), [], offices, first=True)
        or UNPLACED
    )


def _named(
    text: str, start: int, end: int, rows: list[Mention], offices: tuple[OfficeMention, ...], first: bool = False
) -> str:
    """The speaker named between two offsets: the nearest to a verb behind it, or the first."""
    pick = 0 if first else -1
    people = [o for o in offices if start <= o.quote.start and o.quote.end <= end]
    if people:
        person = people[pick]
        office = person.title or person.office
        return f"{person.person}, {office}" if office else person.person
    collective = list(_COLLECTIVE.finditer(text, start, end))
    if collective:
        return re.sub(r"^the\s+", "", collective[pick].group("who"), flags=re.I).lower()
    subject = subject_before(text, rows, start, end)
    return registry().label(subject[0]) if subject else ""
