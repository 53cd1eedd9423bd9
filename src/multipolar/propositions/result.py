"""What testing a proposition gives: the outcome and everything needed to see why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

Outcome = Literal["holds", "fails", "undecided"]
EvidenceKind = Literal["membership", "measure", "median"]


class Evidence(Struct, frozen=True, gc=False):  # strings and numbers, in no cycle
    """One row of the record that was used.

    kind: "membership", "measure" or "median" (of peers, then `n` counts them and `actors` names whom they are
    compared with). value: in `unit`; None for a membership row, whose role stands in `what`. low, high: 95 %
    interval, None where no error is published. n: observations behind the value. time: year, or the span of
    a membership. source: key of the dataset, or of the membership row's source. peers: of a median over a named
    group or region, the states that it was taken over in some year of the time asked about.
    """

    kind: EvidenceKind
    what: str
    actors: tuple[str, ...]
    time: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    unit: str = ""
    source: str = ""
    peers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CoverageUsed:
    """What part of the record answered: `first` and `last` are years for measures and days for memberships."""

    text: str
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Members:
    """How the members of a quantified group divide, by key; `left_out` takes no part (R17)."""

    group: str
    taken: str
    holds: tuple[str, ...]
    fails: tuple[str, ...]
    undecided: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A tested proposition.

    effect: difference, change or lead in `unit`, None where there is none. probability: that the *measure*
    satisfies the predicate given its stated error, 0 to 1, None where no error is published; it never
    speaks of the truth of a claim. rules: numbers of the rules of evidence that decided. knowledge: empty, or
    how far `as known on` can be trusted. parts: results of the propositions joined by and, or, not.
    """

    result: Outcome
    reason: str
    effect: float | None = None
    unit: str = ""
    probability: float | None = None
    evidence: tuple[Evidence, ...] = ()
    coverage: CoverageUsed = CoverageUsed("")
    members: Members | None = None
    rules: tuple[str, ...] = ()
    knowledge: str = ""
    proposition: str = ""
    english: str = ""
    parts: tuple[Result, ...] = ()


def undecided(reason: str, *rules: str) -> Result:
    """A result that says only why nothing can be decided."""
    return Result("undecided", reason, coverage=CoverageUsed("nothing of the record could be used"), rules=rules)
