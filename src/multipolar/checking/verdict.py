"""From tested propositions to the verdict on a claim. The verdict is about what was tested, never about who speaks."""

from __future__ import annotations

from dataclasses import dataclass

from multipolar.checking.compile import Candidate, is_attempt, is_mental
from multipolar.checking.deciders import label, would_decide
from multipolar.checking.unreached import main_clause, speaks_of_a_role, unreached
from multipolar.propositions.groups import none_decided
from multipolar.propositions.multiverse import Multiverse
from multipolar.propositions.result import Result
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
        halves += [f"“{main}”"] if speaks_of_a_role(main) else []
    if not halves:
        return Verdict("record agrees", reason, untouched, "")
    partly = f"A part of it is on record ({reason.rstrip('.')}), but {_list(halves)} is not tested."
    return Verdict("not decidable here", partly, untouched, would_decide(claim))


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
        return f"It is about {_list(kinds)}, for which no measure here can stand."
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
