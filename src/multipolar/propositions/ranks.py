"""Testing ranks: who has the highest value among named contenders (R11)."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce

import numpy as np

from multipolar.actors.record import registry
from multipolar.actors.registry import DEFAULT_POWERS
from multipolar.propositions.coverage import not_covered, settle, span_text
from multipolar.propositions.english import group_words
from multipolar.propositions.groups import Taken, fixed_ahead, group_members
from multipolar.propositions.levels import judge, probability_above, stated
from multipolar.propositions.observe import Floats, Observed, observe, shared_years
from multipolar.propositions.record import Days, Record, ahead, days
from multipolar.propositions.result import Result, undecided
from multipolar.propositions.terms import Listed, Measure, Powers, Rank, When

NAMED = 12
"""Contenders of a group that are named in the reason; of more, the evidence has them."""


def decide_rank(term: Rank, when: When, record: Record) -> Result:
    """Leads where its value is above every other contender's; a year counts only if all are covered."""
    asked = days(when, record)
    if obstacle := ahead(asked, record):
        return undecided(obstacle, "R3")
    (slot,) = (slot for slot in term.measure.slots if not isinstance(slot, str))
    if isinstance(slot, Powers):
        return _ranked(term, DEFAULT_POWERS, asked, record)
    if obstacle := fixed_ahead(slot, record):
        return undecided(obstacle, "R3")
    group = group_members(slot, asked.last, record)
    found = _ranked(term, group.states, asked, record)
    if group.unsettled:
        found = _with_unsettled(term, found, group, asked, record)
    if isinstance(slot, Listed):
        return found
    who = f"{len(group.states)} states"
    if len(group.states) <= NAMED:
        who = ", ".join(registry().label(key) for key in group.states) or "nobody"
    reason = f"{found.reason}; {group_words(slot)} ({group.text}): {who}"
    return replace(found, reason=reason, evidence=(*found.evidence, *group.evidence), rules=(*found.rules, "R15"))


def _with_unsettled(term: Rank, found: Result, group: Taken, asked: Days, record: Record) -> Result:
    """The result where it is the same whether or not those belong whose dates do not settle it; else undecided."""
    names = ", ".join(registry().label(key) for key in group.unsettled)
    with_them = _ranked(term, group.states + group.unsettled, asked, record)
    settled = found.result != "holds" or with_them.result == "holds"
    if settled and term.leader not in group.unsettled:
        return found
    return undecided(f"The dates of the record do not settle whether these were among the contenders: {names}", "R16")


def _ranked(term: Rank, group: tuple[str, ...], asked: Days, record: Record) -> Result:
    """The leader against the others of a group, those left out that the measure itself names (R17)."""
    contenders = tuple(key for key in group if key not in term.measure.slots)
    if term.leader not in contenders or len(contenders) < 2:
        return undecided(f"{term.leader} has nobody to lead among {', '.join(contenders) or 'no contenders'}", "R11")
    seen: dict[str, Observed] = {}
    for key in contenders:
        series = observe(_closed(term.measure, key), record)
        seen[key] = series.within(asked.first.year, asked.last.year)
        if not len(seen[key].years):
            return not_covered(series, asked)
    years = reduce(shared_years, (series.years for series in seen.values()))
    if not len(years):
        return undecided(f"No year {span_text(asked.first.year, asked.last.year)} covers every contender", "R11")
    used = {key: series.in_years(years) for key, series in seen.items()}
    return settle(_lead(term.leader, used), years, asked)


def _closed(measure: Measure, contender: str) -> Measure:
    return Measure(measure.name, tuple(slot if isinstance(slot, str) else contender for slot in measure.slots))


def _lead(leader: str, used: dict[str, Observed]) -> Result:
    own = used[leader]
    rivals = [key for key in used if key != leader]
    values = np.stack([used[key].values for key in rivals])
    spreads = np.stack([used[key].spread for key in rivals])
    best = values.argmax(axis=0)
    columns = np.arange(len(best))
    lead: Floats = own.values - values[best, columns]
    probability = probability_above(lead, own.spread, spreads[best, columns])
    ahead_in = int(np.sum(lead > 0))
    second = max(rivals, key=lambda key: used[key].mean)
    outcome = judge(ahead_in / len(lead), bool(lead.mean() > 0), probability)
    first, last = int(own.years[0]), int(own.years[-1])
    mean = "" if first == last else "mean "
    shown = f"{mean}{own.mean:.3g} against {used[second].mean:.3g} for {registry().label(second)}"
    reason = f"{own.words} was highest among {len(used)} contenders in {ahead_in} of {len(lead)} years"
    if first == last:
        reason = f"{own.words} was {'' if ahead_in else 'not '}highest among {len(used)} contenders"
    reason = f"{reason} {span_text(first, last)}: {shown}"
    return Result(
        outcome,
        reason + stated(probability),
        effect=float(lead.mean()),
        unit=own.unit,
        probability=probability,
        evidence=own.evidence() + tuple(row for key in rivals for row in used[key].evidence()),
        rules=("R11", "R6") if probability is None else ("R11", "R6", "R7"),
    )
