"""Groups as sets of states on a day, and propositions about so many of their members (R15 to R17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from multipolar.actors.record import registry
from multipolar.measures.catalogue import MEASURES, RECORD
from multipolar.propositions.english import group_words
from multipolar.propositions.record import Record, ahead, days, horizon_words
from multipolar.propositions.recorded import membership_evidence
from multipolar.propositions.result import CoverageUsed, Evidence, Members, Outcome, Result, undecided
from multipolar.propositions.signatures import same
from multipolar.propositions.terms import (
    Atom,
    Group,
    Level,
    Listed,
    Measure,
    Membership,
    Named,
    Proposition,
    Quantified,
    QuantifierWord,
    Rank,
    Trend,
    atoms,
    with_each,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A group on a day. states: members for certain; unsettled: those whose dates do not settle the day."""

    states: tuple[str, ...]
    unsettled: tuple[str, ...]
    text: str
    evidence: tuple[Evidence, ...] = ()


def group_members(group: Group, day: date, record: Record) -> Taken:
    """The states of a group on the day asked about, or on the day at which the group is fixed."""
    if isinstance(group, Listed):
        return Taken(group.states, (), "the states named")
    day = group.fixed or day
    known = record.as_known
    rows = record.memberships.on(group.key, day, as_known=known)
    doubtful = record.memberships.unsettled(group.key, day, as_known=known)
    keys = registry().states
    certain = tuple(sorted({row.actor for row in rows if row.actor in keys} - set(group.without)))
    unsettled = tuple(sorted({row.actor for row in doubtful if row.actor in keys} - {*group.without, *certain}))
    text = f"fixed at {day}" if group.fixed else f"as of {day}"
    return Taken(certain, unsettled, text, tuple(membership_evidence(row) for row in rows if row.actor in certain))


def fixed_ahead(group: Group, record: Record) -> str:
    """Why a group cannot be taken at the day at which it is fixed (R3); empty where it can, or is not fixed."""
    day = None if isinstance(group, Listed) else group.fixed
    if day is None or day <= record.horizon:
        return ""
    return f"the day at which the group is fixed, {day}, lies past {horizon_words(record)}"


def own_organisation(group: str) -> tuple[str, ...]:
    """What is left out of the evidence on a group (R17): the organisation that defines it, if one does."""
    return (group,) if group in registry().organisations else ()


def decide_quantified(term: Quantified, record: Record, test: Callable[[Proposition, Record], Result]) -> Result:
    """Tests every member with `test` and counts; undecided members decide nothing that they could turn."""
    day = max(days(atom.when, record).last for atom in atoms(term.body) if atom.when is not None)
    for atom in atoms(term.body):
        if atom.when is not None and (obstacle := ahead(days(atom.when, record), record)):
            return undecided(obstacle, "R3")
    if obstacle := fixed_ahead(term.group, record):
        return undecided(obstacle, "R3")
    group = group_members(term.group, day, record)
    among = record
    if isinstance(term.group, Named):
        among = replace(record, left_out=(*record.left_out, *own_organisation(term.group.key)))
    tested: dict[Outcome, list[str]] = {"holds": [], "fails": [], "undecided": []}
    results: list[Result] = []
    left_out = []
    for member in group.states:
        if _pairs_with_itself(term.body, member):
            left_out.append(member)
            continue
        result = test(with_each(term.body, member), among)
        tested[result.result].append(member)
        results.append(result)
    tested["undecided"] += group.unsettled
    holds, fails, open_ = (tuple(tested[outcome]) for outcome in ("holds", "fails", "undecided"))
    members = Members(group_words(term.group), group.text, holds, fails, open_, tuple(left_out))
    total = len(holds) + len(fails) + len(open_)
    apart = among.left_out if _counts_organisations(term.body) else ()
    rules = {rule for result in results for rule in result.rules} | {"R15", "R16"}
    rules |= {"R17"} if left_out or apart else set()
    opening = none_decided(members) if results else ""
    reason = opening + results[0].reason if opening else _reason(members, total)
    return Result(
        count_outcome(term.quantifier, term.count or 0, len(holds), len(fails), total),
        reason + "".join(f"; {body} itself is not counted among the organisations" for body in apart),
        effect=len(holds) / total if total and len(open_) < total else None,
        unit="share of the members for which it holds",
        evidence=group.evidence + tuple(row for result in results for row in result.evidence),
        coverage=_coverage(results, members, total),
        members=members,
        rules=tuple(sorted(rules, key=lambda rule: int(rule[1:]))),
    )


def count_outcome(quantifier: QuantifierWord, count: int, holds: int, fails: int, total: int) -> Outcome:
    """R16: what the decided members settle whichever way the undecided ones fall."""
    open_ = total - holds - fails
    if total == 0:
        return "undecided"
    match quantifier:
        case "all":
            return "fails" if fails else "undecided" if open_ else "holds"
        case "none":
            return "fails" if holds else "undecided" if open_ else "holds"
        case "some":
            needed = 1
        case "most":
            needed = total // 2 + 1
        case _:
            needed = count
    return "holds" if holds >= needed else "fails" if holds + open_ < needed else "undecided"


def _counts_organisations(body: Proposition) -> bool:
    """Whether it counts shared organisations, among which the one that defines the group would be (R17)."""
    measures = (a.left if isinstance(a, Level) else a.measure for a in atoms(body) if not isinstance(a, Membership))
    return any(MEASURES[measure.name].dataset == RECORD for measure in measures)


def _pairs_with_itself(body: Proposition, member: str) -> bool:
    """Whether filling in a member would compare it with itself, so that it is left out (R17)."""
    return any(_of_itself(atom) for atom in atoms(with_each(body, member)))


def _of_itself(atom: Atom) -> bool:
    match atom:
        case Membership():
            return False
        case Level(left=left, right=Measure() as right):
            return same(left, right) or _twice(left) or _twice(right)
        case Level(left=measure) | Trend(measure=measure):
            return _twice(measure)
        case Rank(leader=leader, measure=measure):
            return leader in measure.slots or _twice(measure)


def _twice(measure: Measure) -> bool:
    return len(set(measure.slots)) < len(measure.slots)


def _reason(members: Members, total: int) -> str:
    if not total:
        return f"There is no state to ask: {members.group}, {members.taken}"
    named = [
        f"{word} {', '.join(registry().label(key) for key in keys)}"
        for word, keys in (
            ("it holds for", members.holds),
            ("fails for", members.fails),
            ("is undecided for", members.undecided),
            ("leaves out", members.left_out),
        )
        if keys
    ]
    whom = "the states named" if members.taken == "the states named" else f"{members.group} ({members.taken})"
    return f"{len(members.holds)} of {total} of {whom}: {'; '.join(named)}"


def none_decided(members: Members) -> str:
    """How the reason opens where no member is decided; why follows, of the first of them. Empty elsewhere."""
    if members.holds or members.fails or not members.undecided:
        return ""
    count, first = len(members.undecided), registry().label(members.undecided[0])
    return f"None of {count} of {members.group} ({members.taken}) can be decided; of {first}: "


def _coverage(results: list[Result], members: Members, total: int) -> CoverageUsed:
    firsts = [result.coverage.first for result in results if result.coverage.first]
    lasts = [result.coverage.last for result in results if result.coverage.last]
    text = f"{len(members.holds) + len(members.fails)} of {total} members decided"
    return CoverageUsed(text, min(firsts, default=""), max(lasts, default=""))
