"""*Check these first*: the claims that matter most and are weakest, each with a question to put to the author.

The order rests on what a claim says and on what testing it gave, never on who says it or who publishes it. Both sides
of the order are told in words, so that an editor who weighs differently can see why a claim stands where it does.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from multipolar.actors.record import registry
from multipolar.checking.deciders import label
from multipolar.checking.examine import CheckedClaim, Examined
from multipolar.checking.verdict import Check
from multipolar.reading.document import Assertion, Chain, Claim

FIRST = 3
"""Claims that are to be checked first."""
FOREMOST = 4
"""Actors counted as those that the text is most about."""
OWN_MODES = frozenset({"argued", "unsourced assertion", "forecast", "wish or demand"})
"""Modes in which the text itself vouches for what is said."""
EVENTS = frozenset({"meeting", "accession"})
"""Relations that tell of an event and not of how states stand to each other."""


@dataclass(frozen=True, slots=True)
class Question:
    """A claim to check first: why it matters, why it is weak, and what to ask its author."""

    claim: int
    matters: str
    weak: str
    question: str


@dataclass(frozen=True, slots=True)
class _Weighed:
    """Reasons with their weights, each reason a clause that can be joined to the others."""

    reasons: tuple[tuple[int, str], ...]

    @property
    def weight(self) -> int:
        return sum(weight for weight, _ in self.reasons)

    @property
    def words(self) -> str:
        told = [words for _, words in self.reasons if words]
        sentence = "; ".join(told)
        return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def first_questions(examined: Examined) -> tuple[Question, ...]:
    """The FIRST claims by how much they matter times how weak they are; those on record as said are none of them."""
    reading = examined.reading
    foremost = [actor for actor, _ in Counter(m.actor for m in reading.mentions).most_common(FOREMOST)]
    weighed = [
        (checked, _matter(checked.claim, foremost, reading.chains), _weakness(checked)) for checked in examined.claims
    ]
    found = [row for row in weighed if row[1].weight and row[2].weight]
    found.sort(key=lambda row: (-row[1].weight * row[2].weight, row[0].claim.number))
    chosen = _told_apart(found)
    return tuple(Question(c.claim.number, m.words, w.words, _question(c)) for c, m, w in chosen)


def _told_apart(
    found: list[tuple[CheckedClaim, _Weighed, _Weighed]],
) -> list[tuple[CheckedClaim, _Weighed, _Weighed]]:
    """The first ones that do not say the same of the same actors."""
    chosen: list[tuple[CheckedClaim, _Weighed, _Weighed]] = []
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for row in found:
        says = {(a.relation, tuple(sorted({*a.subjects, *a.objects}))) for a in _main(row[0].claim)}
        if says and says <= seen:
            continue
        seen |= says
        chosen.append(row)
        if len(chosen) == FIRST:
            break
    return chosen


def _own(claim: Claim) -> bool:
    """Whether the text speaks here and nobody whom it cites."""
    return not claim.voices or claim.voices[-1].kind in ("author", "publisher", "many")


def _main(claim: Claim) -> list[Assertion]:
    return [a for a in claim.assertions if not a.presupposed]


def _matter(claim: Claim, foremost: list[str], chains: tuple[Chain, ...]) -> _Weighed:
    """How much hangs on a claim: what it asserts, of whom, how far it goes, and what else leans on it."""
    reasons: list[tuple[int, str]] = []
    main = [a for a in _main(claim) if a.relation not in EVENTS]
    if claim.mode not in OWN_MODES or not _own(claim) or not main:
        return _Weighed(())
    kinds = list(dict.fromkeys(label(a.relation) for a in main))
    reasons.append((2, f"it speaks of {_list(kinds)}"))
    actors = {actor for a in main for actor in (*a.subjects, *a.objects)}
    among = [actor for actor in foremost if actor in actors]
    if among:
        reasons.append((min(2, len(among)), f"it is about {_list([registry().label(a) for a in among])}"))
    if claim.mode == "forecast":
        reasons.append((1, "it foretells"))
    if claim.condition or claim.cause:
        reasons.append((1, "it gives a condition" if claim.condition else "it gives a cause"))
    if any(claim.number in chain.claims for chain in chains):
        reasons.append((2, "a chain of dependence rests on it"))
    absolute = list(dict.fromkeys(q.text for a in main for q in a.qualifiers))
    if absolute:
        reasons.append((1, f"it allows no exception ({_list([f'“{word}”' for word in absolute])})"))
    if claim.strength == "stressed":
        reasons.append((1, "it is stressed"))
    return _Weighed(tuple(reasons))


_WEAK = {
    "record disagrees": (6, "the record is otherwise"),
    "proxies inconsistent": (5, "what was measured in its place points another way"),
    "proxies mixed": (4, "what was measured in its place points both ways"),
}


def _weakness(checked: CheckedClaim) -> _Weighed:
    """How little stands behind a claim: what the record answers, what it leaves open, what the text gives for it."""
    claim, verdict = checked.claim, checked.verdict
    if verdict.word == "record agrees":
        return _Weighed(())
    reasons: list[tuple[int, str]] = []
    if verdict.word in _WEAK:
        reasons.append(_WEAK[verdict.word])
    if verdict.word == "not decidable here":
        reasons.append((2, "nothing on record here reaches it"))
    if any(_fragile(check) for check in checked.checks if check.decided):
        reasons.append((1, "the answer changes with the years, measure or peers that one chooses"))
    if verdict.untouched and verdict.word != "not decidable here":
        reasons.append((1, f"untested remains {_list(list(verdict.untouched[:2]))}"))
    if not reasons:
        return _Weighed(())
    if claim.grounds is None and claim.cause is None:
        reasons.append((1, "the text gives no ground for it"))
    if claim.mode == "unsourced assertion":
        reasons.append((1, "it could be looked up, and no source is named"))
    return _Weighed(tuple(reasons))


def _fragile(check: Check) -> bool:
    """Whether some other choice gives the opposite answer."""
    opposite = {"holds": "fails", "fails": "holds"}.get(check.result.result, "")
    return check.choices is not None and any(v.result.result == opposite for v in check.choices.variants)


def _question(checked: CheckedClaim) -> str:
    """What to ask the author, by what is weakest."""
    claim, verdict = checked.claim, checked.verdict
    if verdict.word == "record disagrees":
        return f"On what does this rest? {verdict.reason}"
    if verdict.word in ("proxies inconsistent", "proxies mixed"):
        against = next(c for c in checked.checks if c.decided and not c.agrees and not c.candidate.presupposed)
        reason = against.result.reason.partition("; probability")[0].strip().rstrip(".")
        ask = "by which figure, and for which years, would it be so"
        if verdict.word == "proxies mixed":
            ask = "which comparison is meant"
        return f"{reason[:1].upper()}{reason[1:]}: {ask}?"
    if claim.mode == "forecast":
        asked = "What that can be counted would show that it was right, or wrong" + (
            "?" if claim.horizon else ", and by when?"
        )
        given = f" And what would show that the condition “{claim.condition.text}” held?" if claim.condition else ""
        return asked + given
    absolute = list(dict.fromkeys(q.text for a in _main(claim) for q in a.qualifiers))
    more = f" And is there no exception, as {_list([f'“{word}”' for word in absolute])} says?" if absolute else ""
    if verdict.would_decide:
        return f"What shows it? It would take {verdict.would_decide}.{more}"
    return f"What shows it?{more}"


def _list(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
