"""From tested propositions to the verdict on a claim. The verdict is about what was tested, never about who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from multipolar.actors.record import matcher, registry
from multipolar.checking.compile import Candidate, is_attempt, is_mental
from multipolar.checking.deciders import label, would_decide
from multipolar.propositions.groups import none_decided
from multipolar.propositions.multiverse import Multiverse
from multipolar.propositions.result import Result
from multipolar.propositions.terms import Membership, Named, Quantified, atoms, parts, states
from multipolar.reading.claims import without_speaker
from multipolar.reading.document import Claim

VERDICTS = (
    "record agrees",
    "record disagrees",
    "proxies consistent",
    "proxies inconsistent",
    "proxies mixed",
    "not decidable here",
)


@dataclass(frozen=True, slots=True)
class Check:
    """A candidate with the result of testing it, and of a decided proxy the results of other choices."""

    candidate: Candidate
    result: Result
    choices: Multiverse | None = None

    @property
    def decided(self) -> bool:
        """Whether the result speaks to the claim; the failing of a one-sided proxy does not."""
        return self.result.result == "holds" or (self.result.result == "fails" and not self.candidate.one_sided)

    @property
    def agrees(self) -> bool:
        """Whether the result is the one that would agree with what is said."""
        return self.result.result == self.candidate.expects


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on a claim, why, what of the claim no test reached, and what would decide it."""

    word: str
    reason: str
    untouched: tuple[str, ...]
    would_decide: str


def judge(claim: Claim, checks: tuple[Check, ...]) -> Verdict:
    """The verdict on a claim from its checks; what it takes for granted does not count.

    Record propositions decide first; where a claim also says what only proxies reach, the proxies do, so that
    a verdict never says more than its weakest part.
    """
    main = [c for c in checks if not c.candidate.presupposed]
    records = [c for c in main if c.candidate.kind == "record" and c.decided]
    proxies = _speaking([c for c in main if c.candidate.kind == "proxy"])
    untouched = _untouched(claim, main)
    decider = would_decide(claim)
    if any(not c.agrees for c in records):
        return Verdict("record disagrees", _reasons([c for c in records if not c.agrees]), untouched, "")
    if proxies:
        word = _proxy_word(proxies)
        return Verdict(word, _reasons(records + proxies), untouched, decider)
    if records:
        return _agreeing(claim, records, untouched)
    return Verdict("not decidable here", _why_not(claim, main), untouched, decider)


def _agreeing(claim: Claim, records: list[Check], untouched: tuple[str, ...]) -> Verdict:
    """The verdict where every tested part agrees with the record; none on the whole where a half was not tested."""
    reason = _reasons(records)
    left = unreached(claim, [c.candidate for c in records])
    untouched += tuple(dict.fromkeys(f"what is said of {part.name}" for part in left))
    halves = list(dict.fromkeys(f"what is said of {part.name}" for part in left if part.half))
    main = main_clause(claim, [c.candidate for c in records])
    if main:
        untouched += (f"“{main}”",)
        halves += [f"“{main}”"] if _ROLE.search(main) else []
    if not halves:
        return Verdict("record agrees", reason, untouched, "")
    partly = f"A part of it is on record ({reason.rstrip('.')}), but {_list(halves)} is not tested."
    return Verdict("not decidable here", partly, untouched, would_decide(claim))


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
    r"|[^,;.]{0,20}\bonly\s+later\b"
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


def main_clause(claim: Claim, tested: list[Candidate]) -> str:
    """The main clause behind an aside that alone was tested ("X, admitted in 2007, was still ..."), else ""."""
    found = _MAIN_BEHIND.match(claim.quote.text)
    if found is None:
        return ""
    bodies = {a.body for c in tested for a in atoms(c.proposition) if isinstance(a, Membership)}
    aside, main = ({n.actor for hit in matcher().find(found[part]) for n in hit.names} for part in ("aside", "main"))
    return found["main"] if bodies and bodies <= aside and not bodies & main else ""


def _speaking(proxies: list[Check]) -> list[Check]:
    """The proxies that speak to the claim: none where only one-sided ones do while a two-sided one stays undecided."""
    decided = [c for c in proxies if c.decided]
    open_ = any(not c.decided and not c.candidate.one_sided for c in proxies)
    return [] if open_ and all(c.candidate.one_sided for c in decided) else decided


def _proxy_word(proxies: list[Check]) -> str:
    agreeing = sum(c.agrees for c in proxies)
    if agreeing == len(proxies):
        return "proxies consistent"
    return "proxies mixed" if agreeing else "proxies inconsistent"


def _reasons(checks: list[Check]) -> str:
    """Why, a sentence for each check; that no member of a group can be decided is said once."""
    said: dict[str, None] = {}
    openings: set[str] = set()
    for result in (check.result for check in checks):
        reason = _reason(result)
        opening = none_decided(result.members) if result.members else ""
        if opening in openings:
            reason = _sentence(reason.removeprefix(opening))
        openings.add(opening)
        said[reason] = None
    return " ".join(said)


def _reason(result: Result) -> str:
    """Why, in one sentence; what is said of a group is put before how its members divide."""
    if result.parts:
        return _sentence(f"{result.english.rstrip('.')} ({result.result}). {_sentence(result.parts[-1].reason)}")
    if result.members is None or result.result == "undecided":
        return _sentence(result.reason)
    return _sentence(f"{result.english.rstrip('.')} ({result.result}: {result.reason})")


def _sentence(words: str) -> str:
    words = words.strip()
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _why_not(claim: Claim, main: list[Check]) -> str:
    if claim.mode == "forecast":
        return "A forecast: it can be scored when the time it speaks of has come." + (
            " Its condition is kept with it." if claim.condition else ""
        )
    if main:
        return _reasons(main)
    if is_attempt(claim):
        return "It speaks of an attempt or a wish; the record holds results, not intentions."
    if is_mental(claim):
        return "It speaks of what somebody feels or believes, of which there is no record here."
    kinds = list(dict.fromkeys(label(a.relation) for a in claim.assertions if not a.presupposed))
    if kinds == [label("membership")]:
        return "It speaks of a membership at a time that the day asked about does not settle."
    if kinds:
        return f"It asserts {_list(kinds)}, for which no measure here can stand."
    if claim.part == "news":
        return "A report of an event; the record here holds memberships and measures, not events."
    return "It asserts nothing between states or organisations that a recorded fact or a named measure could stand for."


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _untouched(claim: Claim, main: list[Check]) -> tuple[str, ...]:
    """What of a tested claim remains outside every test."""
    if not main:
        return ()
    found: list[str] = []
    if claim.cause is not None:
        found.append(f"the cause: “{claim.cause.text}”")
    words = dict.fromkeys(q.text for a in claim.assertions for q in a.qualifiers if not a.presupposed)
    found += [f"the word “{word}”" for word in words]
    if claim.hedge is not None:
        found.append(f"the hedge “{claim.hedge.text}”")
    tested = {words for c in main for words in c.candidate.stands_for.split("; ")}
    found += [f"“{a.cue.text}”" for a in claim.assertions if not a.presupposed and a.cue.text not in tested]
    return tuple(dict.fromkeys(found))
