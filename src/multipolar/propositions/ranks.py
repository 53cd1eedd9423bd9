"""Testing ranks: who has the highest value among named contenders (R11)."""

from __future__ import annotations

from functools import reduce

import numpy as np

from multipolar.actors.record import registry
from multipolar.actors.registry import DEFAULT_POWERS
from multipolar.propositions.coverage import not_covered, settle, span_text
from multipolar.propositions.groups import group_members
from multipolar.propositions.levels import judge, probability_above, stated
from multipolar.propositions.observe import Floats, Observed, observe, shared_years
from multipolar.propositions.record import Days, Record, ahead, days
from multipolar.propositions.result import Result, undecided
from multipolar.propositions.terms import Listed, Measure, Powers, Rank, Slot, When


def decide_rank(term: Rank, when: When, record: Record) -> Result:
    """Leads where its value is above every other contender's; a year counts only if all are covered."""
    asked = days(when, record)
    if obstacle := ahead(asked, record):
        return undecided(obstacle, "R3")
    contenders = _contenders(term, asked, record)
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


def _contenders(term: Rank, asked: Days, record: Record) -> tuple[str, ...]:
    (slot,) = (slot for slot in term.measure.slots if not isinstance(slot, str))
    fixed = {slot for slot in term.measure.slots if isinstance(slot, str)}
    return tuple(key for key in _keys(slot, asked, record) if key not in fixed)


def _keys(slot: Slot, asked: Days, record: Record) -> tuple[str, ...]:
    if isinstance(slot, Powers):
        return DEFAULT_POWERS
    if isinstance(slot, Listed):
        return slot.states
    assert not isinstance(slot, str)
    return group_members(slot, asked.last, record).states


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
        rules=("R11",) if probability is None else ("R11", "R7"),
    )
