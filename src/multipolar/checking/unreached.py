"""What a claim says of states and organisations that no test of it reached."""

from __future__ import annotations

import re
from dataclasses import dataclass

from multipolar.actors.record import matcher, registry
from multipolar.checking.compile import Candidate
from multipolar.propositions.terms import Membership, Named, Quantified, atoms, parts, states
from multipolar.reading.attribution import without_speaker
from multipolar.reading.document import Claim


@dataclass(frozen=True, slots=True)
class Unreached:
    """A state or organisation that a claim names and no test: `half` where the text says of it what it says of those
    tested, or the contrary ("and so is X", "not X")."""

    name: str
    half: bool


_NAMES = ("common", "official", "short", "former", "variant", "abbreviation")
_PLACE = re.compile(r"\b(?:in|at|near|inside|across|throughout)\s+(?:the\s+)?$", re.I)
_HALF_LEAD = re.compile(
    r"(?:\b(?:together|along|jointly)\s+with|\b(?:as|so)\s+(?:is|are|does|do|did|has|have|was|were))"
    r"\s+(?:(?:the|its|their)\s+)?(?:[a-z]+\s+)?$|\bnot\s+(?:the\s+)?$"
)
_BESIDE_IN_TIME = re.compile(r"\b(?:before|after)\s+(?:the\s+)?(?:[a-z]+\s+)?$")
_ENDS = re.compile(r"\s*(?:[.,;:!?)”\"]|$|(?:did|does|had|and)\b)")
_HALF_TAIL = re.compile(
    r",?\s+(?:is|are|does|do|did|has|have|was|were)(?:\s+one)?,?\s+(?:too|as well|also)\b|,?\s+(?:too|as well)\b"
    r"|[^,;.]{0,20}\bonly\s+later\b|\s+(?:only\s+)?in\s+(?:1[89]|20)\d\d\b"
)


def unreached(claim: Claim, tested: list[Candidate]) -> list[Unreached]:
    """States and organisations that a claim names and no tested proposition does; a place is none, nor who speaks.

    A name that is also another word ("Chad", "Jordan") counts only where its form leaves no doubt.
    """
    words = without_speaker(claim.quote.text)
    known = _tested(tested) | _of_assertions(claim)
    found = []
    for hit in matcher().find(words):
        names = [n for n in hit.names if n.kind in _NAMES]
        lead, name, tail = words[: hit.start], words[hit.start : hit.end], words[hit.end :]
        if not names or tail.startswith(("'s", "’s")) or known & {n.actor for n in hit.names}:
            continue
        if claim.speaker in {registry().label(n.actor) for n in names}:
            continue
        if _PLACE.search(lead) and any(n.actor in registry().states for n in names):
            continue
        in_time = _BESIDE_IN_TIME.search(lead) and _ENDS.match(tail)
        half = bool(_HALF_LEAD.search(lead) or _HALF_TAIL.match(tail) or in_time)
        if half or not any(n.caution for n in names):
            found.append(Unreached(_with_article(lead, name), half))
    return found


def _with_article(lead: str, name: str) -> str:
    return f"the {name}" if re.search(r"\bthe\s+$", lead, re.I) and not name.startswith("the ") else name


def _tested(candidates: list[Candidate]) -> set[str]:
    """The actors that tested propositions name, those of a named or listed group included."""
    found: set[str] = set()
    waiting = [c.proposition for c in candidates]
    while waiting:
        term = waiting.pop()
        waiting.extend(parts(term))
        if isinstance(term, Quantified):
            group = term.group
            found |= {group.key, *group.without} if isinstance(group, Named) else set(group.states)
        elif not parts(term):
            found |= {s for atom in atoms(term) for s in states(atom)}
            found |= {atom.body for atom in atoms(term) if isinstance(atom, Membership)}
    return found


def _of_assertions(claim: Claim) -> set[str]:
    """Whoever a quantified assertion is about: its groups and those that it leaves out are tested as one."""
    many = [a for a in claim.assertions if a.quantifier]
    return {actor for a in many for actor in (*a.subjects, *a.objects, *a.excepted)}


_MAIN_BEHIND = re.compile(
    r"[^,;]{2,60},\s+(?P<aside>[^,;]{6,120}),\s+"
    r"(?P<main>(?:is|are|was|were|has|have|had|became|becomes|remains?|remained|left|joined|rejoined)\b[^;]*?)[.!?]?$"
)
_ROLE = re.compile(
    r"\b(?:members?|membership|observer|partner|candidate|guest|joined|rejoined|left|suspended|expelled|admitted)\b"
)


def speaks_of_a_role(words: str) -> bool:
    """Whether words are about a membership or a role."""
    return _ROLE.search(words) is not None


def main_clause(claim: Claim, tested: list[Candidate]) -> str:
    """The main clause behind an aside that alone was tested ("X, admitted in 2007, was still ..."), else ""."""
    found = _MAIN_BEHIND.match(claim.quote.text)
    if found is None:
        return ""
    bodies = {a.body for c in tested for a in atoms(c.proposition) if isinstance(a, Membership)}
    aside, main = ({n.actor for hit in matcher().find(found[part]) for n in hit.names} for part in ("aside", "main"))
    return found["main"] if bodies and bodies <= aside and not bodies & main else ""
