"""The joint of the project: a reading comes in, each claim goes out with its tests and its verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from msgspec import structs

from multipolar.actors.record import memberships
from multipolar.checking.asof import AsOf, days_to_ask, of_comment, of_news
from multipolar.checking.compile import Candidate, compile_claim, compile_role
from multipolar.checking.verdict import Check, Verdict, judge
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.multiverse import Multiverse, Variant, variants
from multipolar.propositions.render import render
from multipolar.propositions.result import Result
from multipolar.propositions.terms import (
    And,
    FromTo,
    Level,
    Membership,
    Named,
    Not,
    On,
    Proposition,
    Quantified,
    Rank,
    Trend,
    When,
    atoms,
)
from multipolar.reading.document import Claim, Reading, RoleStatement

SAME_EACH_DAY = "The text gives no year; the answer is the same on every day it may mean"
DEPENDS = "The text gives no year, and the answer depends on it; a date of publication would settle it"
NO_YEAR = "The text gives no year, so no year of a series can be meant; a date of publication would settle it"


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim with what was tested for it and the verdict."""

    claim: Claim
    checks: tuple[Check, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CompiledClaim:
    """A claim with the propositions that could test it, none of them tested, or why none can.

    `as_of` says in words which day is asked about. `why_none` may stand beside candidates for what is presupposed.
    """

    claim: Claim
    candidates: tuple[Candidate, ...]
    why_none: str
    as_of: str


@dataclass(frozen=True, slots=True)
class CheckedRole:
    """A role that the text states or implies, with the record's answer."""

    statement: RoleStatement
    check: Check | None


@dataclass(frozen=True, slots=True)
class Examined:
    """A reading held against the record, as known on a day (None: as known now)."""

    reading: Reading
    as_of: AsOf
    as_known: date | None
    claims: tuple[CheckedClaim, ...]
    roles: tuple[CheckedRole, ...]


@dataclass(frozen=True, slots=True)
class Asking:
    """How questions are put: the panel, the day asked about and the knowledge date."""

    panel: Panel
    as_of: AsOf
    as_known: date | None

    def test(self, candidate: Candidate) -> Check:
        """Test a candidate on the day that is settled, and a proxy that is decided under other choices too."""
        result = self._result(candidate.proposition)
        if candidate.kind != "proxy" or result.result == "undecided":
            return Check(candidate, result)
        return Check(candidate, result, Multiverse(result, tuple(self._variants(candidate))))

    def _result(self, proposition: Proposition) -> Result:
        return evaluate(proposition, self.panel, memberships(), as_of=self.as_of.day, as_known=self.as_known)

    def _variants(self, candidate: Candidate) -> Iterator[Variant]:
        """Other choices of a candidate; where vague words left the years open, the other spans that they may mean."""
        seen = {candidate.proposition}
        for choice, words, other in variants(candidate.proposition, self.panel, self.as_of.day, self.as_known):
            if other in seen or (choice == "years" and candidate.vague):
                continue
            seen.add(other)
            yield Variant(choice, words, render(other), self._result(other))
        for first, last in candidate.vague_as:
            other = _at(candidate.proposition, On(date(last, 12, 31)) if _bodies(candidate) else FromTo(first, last))
            if other not in seen:
                seen.add(other)
                yield Variant("years", f"“{candidate.vague}” as {first} to {last}", render(other), self._result(other))


def examine(reading: Reading, *, as_known: date | None = None, today: date | None = None) -> Examined:
    """Hold every claim and role of a reading against the record.

    as_known: use only what was public by that day. today: the day of asking, for tests; by default the real one.
    """
    today = today or date.today()
    panel = Panel.current()
    news = Asking(panel, of_news(reading, today), as_known)
    comment = Asking(panel, of_comment(reading, today), as_known)
    roles = tuple(_role(statement, news) for statement in _all_roles(reading))
    claims = tuple(_claim(claim, news if claim.part == "news" else comment) for claim in reading.claims)
    return Examined(reading, comment.as_of if comment.as_of.day else news.as_of, as_known, claims, roles)


def compiled(reading: Reading, *, today: date | None = None) -> tuple[CompiledClaim, ...]:
    """The claims of a reading as `examine` would test them. No data is read but what compiling itself asks for."""
    today = today or date.today()
    news, comment = of_news(reading, today), of_comment(reading, today)
    return tuple(_compiled(claim, news if claim.part == "news" else comment) for claim in reading.claims)


def _compiled(claim: Claim, as_of: AsOf) -> CompiledClaim:
    found = compile_claim(claim, as_of.day or as_of.window[1])
    if as_of.day is None:
        found = tuple({c.proposition: c for c in map(_timeless, found)}.values())
    none = all(candidate.presupposed for candidate in found)
    return CompiledClaim(claim, found, judge(claim, ()).reason if none else "", as_of.words)


def _all_roles(reading: Reading) -> list[RoleStatement]:
    """Roles stated in so many words, then those that participants' capacities imply; what is told in passing is not
    held against the record."""
    exact = [r for r in reading.roles if r.exact]
    stated = {(r.actor, r.organisation) for r in exact}
    implied = [
        RoleStatement(p.actor, meeting.organisation, "full", "implied", p.quote)
        for meeting in reading.meetings
        if meeting.organisation
        for p in meeting.participants
        if p.capacity == "member" and p.capacity_basis == "implied" and (p.actor, meeting.organisation) not in stated
    ]
    return [*exact, *implied]


def _role(statement: RoleStatement, asking: Asking) -> CheckedRole:
    if asking.as_of.day is not None:
        candidate = compile_role(statement, asking.as_of.day)
        return CheckedRole(statement, asking.test(candidate) if candidate else None)
    candidate = compile_role(statement, asking.as_of.window[1])
    if candidate is None:
        return CheckedRole(statement, None)
    on = partial(compile_role, statement)
    return CheckedRole(statement, _over_window(candidate, on, asking, {statement.organisation}))


def _claim(claim: Claim, asking: Asking) -> CheckedClaim:
    day = asking.as_of.day
    found = tuple(_open_checks(claim, asking) if day is None else map(asking.test, compile_claim(claim, day)))
    return CheckedClaim(claim, found, judge(claim, found))


def _open_checks(claim: Claim, asking: Asking) -> list[Check]:
    """With the year open, memberships are asked for the whole window, and measures not at all."""
    last = asking.as_of.window[1]
    checks: list[Check] = []
    for candidate in compile_claim(claim, last):
        bodies = _bodies(candidate)
        if bodies:
            checks.append(_over_window(candidate, partial(_same_on, claim, candidate), asking, bodies))
        else:
            checks.append(Check(_timeless(candidate), Result("undecided", NO_YEAR)))
    return checks


def _same_on(claim: Claim, candidate: Candidate, day: date) -> Candidate | None:
    """The candidate as it is compiled where the text is of another day; None where it then is not."""
    wanted = _timeless(candidate)
    return next((found for found in compile_claim(claim, day) if _timeless(found) == wanted), None)


def _timeless(candidate: Candidate) -> Candidate:
    """A candidate as it is shown where the text gives no year: nothing in it names one."""
    return replace(candidate, proposition=_at(candidate.proposition, None))


def _at(proposition: Proposition, when: When | None) -> Proposition:
    """The proposition with another time, or none, in all its atoms."""
    match proposition:
        case Membership() | Level() | Trend() | Rank():
            return structs.replace(proposition, when=when)
        case Quantified():
            return structs.replace(proposition, body=_at(proposition.body, when))
        case Not():
            return Not(_at(proposition.part, when))
        case And():
            return And(tuple(_at(part, when) for part in proposition.parts))
        case _:
            return proposition


def _bodies(candidate: Candidate) -> set[str]:
    """The organisations and groups of a proposition that is about membership alone, else none."""
    found = list(atoms(candidate.proposition))
    if not all(isinstance(atom, Membership) for atom in found):
        return set()
    bodies = {atom.body for atom in found if isinstance(atom, Membership)}
    if isinstance(candidate.proposition, Quantified) and isinstance(candidate.proposition.group, Named):
        bodies.add(candidate.proposition.group.key)
    return bodies


def _over_window(
    candidate: Candidate, on: Callable[[date], Candidate | None], asking: Asking, bodies: set[str]
) -> Check:
    """One answer for all days that the text may mean, or undecided where they differ or on one nothing can be asked."""
    asked = [on(day) for day in days_to_ask(asking.as_of, bodies)]
    checks = [asking.test(found) for found in asked if found is not None]
    if len(checks) < len(asked) or not checks:
        return Check(_timeless(candidate), Result("undecided", DEPENDS))
    outcomes = {check.result.result for check in checks}
    last = replace(checks[-1], candidate=_timeless(checks[-1].candidate))
    if len(outcomes) == 1 and outcomes != {"undecided"}:
        return replace(last, result=Result(last.result.result, SAME_EACH_DAY, evidence=last.result.evidence))
    return replace(last, result=Result("undecided", DEPENDS))
