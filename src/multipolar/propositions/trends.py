"""Testing trends: rises, falls, holds, and changes by a share (R8 to R10)."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from multipolar.measures.resampling import Z95
from multipolar.propositions.coverage import not_covered, settle, span_text
from multipolar.propositions.observe import Observed, observe
from multipolar.propositions.record import Days, Record, ahead, days
from multipolar.propositions.result import Outcome, Result, undecided
from multipolar.propositions.rules import STEADY_SHARE, SURE, TREND_OBSERVATIONS
from multipolar.propositions.slope import Slope, slope
from multipolar.propositions.terms import Direction, Trend, When


def decide_trend(term: Trend, when: When, record: Record) -> Result:
    """A line through the yearly values, or the change from the first to the last where a share is named."""
    asked = days(when, record)
    if obstacle := ahead(asked, record):
        return undecided(obstacle, "R3")
    series = observe(term.measure, record)
    seen = series.within(asked.first.year, asked.last.year)
    if not len(seen.years):
        return not_covered(series, asked)
    found = _line(term.direction, seen) if term.share is None else _change(term.direction, term.share, seen, asked)
    return settle(found, seen.years, asked)


def _line(direction: Direction, seen: Observed) -> Result:
    n, first, last = len(seen.years), int(seen.years[0]), int(seen.years[-1])
    if n < TREND_OBSERVATIONS:
        ends = f"{seen.values[0]:.3g} in {first}, {seen.values[-1]:.3g} in {last}"
        reason = f"A trend needs {TREND_OBSERVATIONS} yearly values; {seen.words} has {n} here: {ends}"
        return Result("undecided", reason, unit=seen.unit, evidence=seen.evidence(), rules=("R8",))
    line = slope(seen.years, seen.values)
    probability = _probability(direction, line, seen)
    reason = (
        f"{seen.words} went from {seen.values[0]:.3g} to {seen.values[-1]:.3g} {span_text(first, last)}: "
        f"slope {line.slope:+.2g} a year, 95 % interval {line.low:+.2g} to {line.high:+.2g}"
    )
    return Result(
        _direction(direction, line, seen, probability),
        reason,
        effect=line.slope * (last - first),
        unit=seen.unit,
        probability=probability,
        evidence=seen.evidence(),
        rules=("R8",) if probability is None else ("R8", "R7"),
    )


def _direction(direction: Direction, line: Slope, seen: Observed, probability: float | None) -> Outcome:
    """Rising and falling need an interval clear of zero; holding needs one inside a tenth of the mean (R9)."""
    steady = _steady(line, seen)
    if direction == "holds":
        return "holds" if steady else "fails" if _moved(line, seen) else "undecided"
    low, high = (line.low, line.high) if direction == "rises" else (-line.high, -line.low)
    if low > 0:
        return "holds" if probability is None or probability >= SURE else "undecided"
    return "fails" if high < 0 or steady else "undecided"


def _reach(seen: Observed) -> tuple[float, float]:
    """Years between first and last value, and the change that still counts as holding."""
    return float(seen.years[-1] - seen.years[0]), STEADY_SHARE * abs(float(seen.values.mean()))


def _steady(line: Slope, seen: Observed) -> bool:
    span, allowed = _reach(seen)
    return max(abs(line.low), abs(line.high)) * span <= allowed


def _moved(line: Slope, seen: Observed) -> bool:
    span, allowed = _reach(seen)
    return line.low * line.high > 0 and abs(line.slope) * span > allowed


def _probability(direction: Direction, line: Slope, seen: Observed) -> float | None:
    """That the slope has the sign asked for, given the stated errors of the values besides the scatter of the years."""
    spread = seen.spread
    if direction == "holds" or np.isnan(spread).any():
        return None
    time = seen.years - seen.years.mean()
    stated = float(np.sqrt(np.sum((time * spread) ** 2)) / np.sum(time**2))
    unsure = float(np.hypot(stated, line.spread))
    if unsure == 0.0:
        return None
    return NormalDist().cdf(line.slope / unsure * (1 if direction == "rises" else -1))


def _change(direction: Direction, share: float, seen: Observed, asked: Days) -> Result:
    """Relative change from the first to the last year asked about, both of which must be covered (R10)."""
    first, last = int(seen.years[0]), int(seen.years[-1])
    before, after = float(seen.values[0]), float(seen.values[-1])
    if why := _unknown_change(seen, asked):
        reason = f"{seen.words} has {why}, so that its relative change is not known"
        return Result("undecided", reason, evidence=seen.evidence(), unit=seen.unit, rules=("R10",))
    change = (after - before) / abs(before)
    sign = 1 if direction == "rises" else -1
    unsure = _change_spread(seen)
    probability = None if unsure is None else NormalDist().cdf((sign * change - share) / unsure)
    outcome: Outcome = "holds" if sign * change >= share else "fails"
    if probability is not None and 1 - SURE < probability < SURE:
        outcome = "undecided"
    interval = "" if unsure is None else f", 95 % interval {change - Z95 * unsure:+.1%} to {change + Z95 * unsure:+.1%}"
    return Result(
        outcome,
        f"{seen.words} went from {before:.3g} in {first} to {after:.3g} in {last}, {change:+.1%}{interval}",
        effect=change,
        unit="share of the first value",
        probability=probability,
        evidence=seen.evidence(),
        rules=("R10",) if probability is None else ("R10", "R7"),
    )


def _unknown_change(seen: Observed, asked: Days) -> str:
    """Why the relative change over the time asked about cannot be had; empty where it can."""
    for year in (asked.first.year, *(() if asked.open_end else (asked.last.year,))):
        if year not in seen.years:
            return f"no value for {year}"
    if len(seen.years) == 1:
        return "one value alone"
    return "" if seen.values[0] else "a first value of zero"


def _change_spread(seen: Observed) -> float | None:
    """Standard deviation of the relative change by the propagation of the two stated errors, None without them."""
    first, last = float(seen.spread[0]), float(seen.spread[-1])
    if np.isnan(first) or np.isnan(last) or first + last == 0.0:
        return None
    before, after = float(seen.values[0]), float(seen.values[-1])
    return float(np.hypot(last / before, after * first / before**2))
