"""Testing a proposition on the record: it holds, fails or is undecided, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from multipolar.actors.memberships import Memberships
from multipolar.propositions.coverage import up_to_then
from multipolar.propositions.english import english
from multipolar.propositions.groups import decide_quantified
from multipolar.propositions.levels import decide_level
from multipolar.propositions.ranks import decide_rank
from multipolar.propositions.record import Record
from multipolar.propositions.recorded import decide_membership
from multipolar.propositions.render import render
from multipolar.propositions.result import CoverageUsed, Outcome, Result, undecided
from multipolar.propositions.terms import (
    And,
    Atom,
    If,
    Level,
    Membership,
    Not,
    Or,
    Proposition,
    Quantified,
    Rank,
    Trend,
)
from multipolar.propositions.trends import decide_trend

if TYPE_CHECKING:
    from multipolar.measures.panel import Panel

_OPPOSITE: dict[Outcome, Outcome] = {"holds": "fails", "fails": "holds", "undecided": "undecided"}


def evaluate(
    proposition: Proposition,
    panel: Panel,
    memberships: Memberships,
    as_of: date | None = None,
    as_known: date | None = None,
) -> Result:
    """Test a proposition under the rules of evidence (docs/rules-of-evidence.md).

    as_of: the day on which the question is asked, to which `since` runs: the day an article was published, say;
    without one the knowledge date, or today. as_known: use only what the public could know on that day
    (pseudo-real-time for series: coverage as released, values as revised).
    """
    today = date.today()
    horizon = min(as_known, today) if as_known else today
    record = Record(
        panel=panel if as_known is None else panel.as_known(as_known),
        memberships=memberships,
        as_known=as_known,
        asked=min(as_of, horizon) if as_of else horizon,
        horizon=horizon,
    )
    result = _test(proposition, record)
    if as_known is not None:
        knowledge = (
            f"as known on {record.horizon}; pseudo-real-time: coverage as released by then, values as revised since"
        )
        result = replace(result, knowledge=knowledge, rules=(*result.rules, "R18"))
    rules = tuple(sorted(set(result.rules), key=lambda rule: int(rule[1:])))
    return replace(result, proposition=render(proposition), english=english(proposition), rules=rules)


def evaluate_all(
    propositions: Iterable[Proposition],
    panel: Panel,
    memberships: Memberships,
    as_of: date | None = None,
    as_known: date | None = None,
) -> list[Result]:
    """Test many propositions as `evaluate` does, in their order; what is written twice is tested once."""
    found: dict[Proposition, Result] = {}
    results = []
    for proposition in propositions:
        if proposition not in found:
            found[proposition] = evaluate(proposition, panel, memberships, as_of, as_known)
        results.append(found[proposition])
    return results


def _test(proposition: Proposition, record: Record) -> Result:
    match proposition:
        case Not(part):
            return _negate(_test(part, record))
        case And(parts):
            return _join(tuple(_told(part, record) for part in parts), "fails")
        case Or(parts):
            return _join(tuple(_told(part, record) for part in parts), "holds")
        case Quantified():
            return decide_quantified(proposition, record, _test)
        case If():
            return undecided("A conditional: kept for projection", "R20")
        case _:
            return _decide(proposition, record)


def _decide(atom: Atom, record: Record) -> Result:
    when = atom.when
    if when is None:
        return undecided("No time is named, as only a conditional allows", "R20")
    match atom:
        case Membership():
            return decide_membership(atom, when, record)
        case Level():
            return decide_level(atom, when, record)
        case Trend():
            return decide_trend(atom, when, record)
        case Rank():
            return decide_rank(atom, when, record)


def _told(part: Proposition, record: Record) -> Result:
    return replace(_test(part, record), proposition=render(part), english=english(part))


def _negate(result: Result) -> Result:
    probability = None if result.probability is None else 1 - result.probability
    rules = result.rules if "R19" in result.rules else (*result.rules, "R19")
    reason = result.reason
    for outcome, opposite in _OPPOSITE.items():
        if reason.endswith(up_to_then(outcome)):
            reason = reason.removesuffix(up_to_then(outcome)) + up_to_then(opposite)
            break
    return replace(result, result=_OPPOSITE[result.result], reason=reason, probability=probability, rules=rules)


def _join(parts: tuple[Result, ...], deciding: Outcome) -> Result:
    """R19: one part with the deciding outcome settles the whole; without one, any undecided part leaves it open."""
    outcomes = [part.result for part in parts]
    outcome = deciding if deciding in outcomes else "undecided" if "undecided" in outcomes else _OPPOSITE[deciding]
    firsts = [part.coverage.first for part in parts if part.coverage.first]
    lasts = [part.coverage.last for part in parts if part.coverage.last]
    text = "; ".join(dict.fromkeys(part.coverage.text for part in parts if part.coverage.text))
    return Result(
        outcome,
        "; ".join(f"`{part.proposition}` {_said(part.result)}: {part.reason}" for part in parts),
        evidence=tuple(dict.fromkeys(row for part in parts for row in part.evidence)),
        coverage=CoverageUsed(text, min(firsts, default=""), max(lasts, default="")),
        rules=tuple(dict.fromkeys([*(rule for part in parts for rule in part.rules), "R19"])),
        parts=parts,
    )


def _said(outcome: Outcome) -> str:
    return "is undecided" if outcome == "undecided" else outcome
