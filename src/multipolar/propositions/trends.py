"""Testing trends: rises, falls, holds, and changes by a share, over a span (R8 to R10) or around a year (R21)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import NormalDist

import numpy as np

from multipolar.measures.resampling import Z95
from multipolar.propositions.coverage import (
    both_sides,
    not_covered,
    settle,
    side_not_covered,
    span_text,
    years_text,
)
from multipolar.propositions.levels import stated
from multipolar.propositions.observe import Floats, Observed, observe
from multipolar.propositions.record import Days, Record, ahead, days, horizon_words, sides
from multipolar.propositions.result import Outcome, Result, undecided
from multipolar.propositions.rules import AROUND_NEEDED, STEADY_SHARE, SURE, TREND_OBSERVATIONS
from multipolar.propositions.slope import Slope, slope, student
from multipolar.propositions.terms import Around, Direction, Trend, When

_RHO = np.linspace(0.0, 0.98, 50)


def decide_trend(term: Trend, when: When, record: Record) -> Result:
    """A line through the yearly values, or the change from the first to the last where a share is named.

    `around` a year compares the means of the years before and after it instead.
    """
    asked = days(when, record)
    if obstacle := ahead(asked, record):
        return undecided(obstacle, "R3")
    series = observe(term.measure, record)
    if isinstance(when, Around):
        return _around(term, when, series, record)
    seen = series.within(asked.first.year, asked.last.year)
    if not len(seen.years):
        return not_covered(series, asked)
    found = _line(term.direction, seen) if term.share is None else _change(term.direction, term.share, seen, asked)
    return settle(found, seen.years, asked)


def _line(direction: Direction, seen: Observed) -> Result:
    n, first, last = len(seen.years), int(seen.years[0]), int(seen.years[-1])
    if n < TREND_OBSERVATIONS:
        ends = f"{seen.values[0]:.3g} in {first}"
        ends = ends if n == 1 else f"from {ends} to {seen.values[-1]:.3g} in {last}"
        reason = f"A trend needs {TREND_OBSERVATIONS} yearly values; {seen.words} has {n} here, {ends}"
        return Result("undecided", reason, unit=seen.unit, evidence=seen.evidence(), rules=("R8",))
    line = slope(seen.years, seen.values)
    change = _fitted(line, seen)
    probability = _probability(direction, line, seen)
    reason = (
        f"{seen.words} went from {seen.values[0]:.3g} to {seen.values[-1]:.3g} {span_text(first, last)}: "
        f"slope {line.slope:+.2g} a year, 95 % interval {line.low:+.2g} to {line.high:+.2g}"
    )
    return Result(
        _direction(direction, change, probability),
        reason,
        effect=line.slope * (last - first),
        unit=seen.unit,
        probability=probability,
        evidence=seen.evidence(),
        rules=(
            "R8",
            *(("R9",) if direction == "holds" or change.steady else ()),
            *(() if probability is None else ("R7",)),
        ),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A change in the unit of the values. low, high: its 95 % interval. allowed: what still counts as holding."""

    value: float
    low: float
    high: float
    allowed: float

    @property
    def steady(self) -> bool:
        """Whether the whole interval lies inside what counts as holding (R9)."""
        return max(abs(self.low), abs(self.high)) <= self.allowed

    @property
    def moved(self) -> bool:
        """Whether the interval is clear of zero and the change more than counts as holding (R9)."""
        return self.low * self.high > 0 and abs(self.value) > self.allowed


def _fitted(line: Slope, seen: Observed) -> Change:
    """The change of the line from the first value to the last."""
    span = float(seen.years[-1] - seen.years[0])
    return Change(line.slope * span, line.low * span, line.high * span, STEADY_SHARE * abs(seen.mean))


def _direction(direction: Direction, change: Change, probability: float | None) -> Outcome:
    """Rising and falling need an interval clear of zero; holding needs one inside a tenth of the mean (R9)."""
    if direction == "holds":
        return "holds" if change.steady else "fails" if change.moved else "undecided"
    low, high = (change.low, change.high) if direction == "rises" else (-change.high, -change.low)
    if low > 0:
        return "holds" if probability is None or probability >= SURE else "undecided"
    if high < 0 and not change.steady:
        return "fails" if probability is None or probability <= 1 - SURE else "undecided"
    return "fails" if change.steady else "undecided"


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


def _around(term: Trend, when: Around, series: Observed, record: Record) -> Result:
    """The mean of the five years before a year against that of the five years after it (R21)."""
    asked = sides(when)
    before, after = (series.within(side.first.year, min(side.last, record.horizon).year) for side in asked)
    for seen, side, word in ((before, asked[0], "before"), (after, asked[1], "after")):
        if not len(seen.years):
            return side_not_covered(series, side, word)
    if short := _too_few(when, before, after):
        found = Result("undecided", f"{series.words} has {short}", unit=series.unit, rules=("R21",))
    elif term.share is None:
        found = _moved_means(term.direction, before, after)
    else:
        found = _changed_means(term.direction, term.share, before, after)
    if asked[1].last > record.horizon:
        found = replace(found, reason=f"{found.reason}; the years after reach past {horizon_words(record)}")
    return both_sides(replace(found, evidence=before.evidence() + after.evidence()), before.years, after.years, asked)


def _too_few(when: Around, before: Observed, after: Observed) -> str:
    """Which side has fewer values than it needs, and which it has; empty where neither does."""
    return " and ".join(
        f"{len(seen.years)} of the {AROUND_NEEDED} values needed {word} {when.year} ({years_text(seen.years)})"
        for word, seen in (("before", before), ("after", after))
        if len(seen.years) < AROUND_NEEDED
    )


def _moved_means(direction: Direction, before: Observed, after: Observed) -> Result:
    """Judged like a trend, on the difference of the means instead of the change of a line."""
    change, sign = _difference(before, after), 1 if direction == "rises" else -1
    unsure = None if direction == "holds" else _unsure(before, after, 1.0)
    probability = None if unsure is None else NormalDist().cdf(sign * change.value / unsure)
    outcome = _direction(direction, change, probability)
    if _open(probability) and not change.steady:
        outcome = "undecided"
    rules = ("R21", *(("R9",) if direction == "holds" or change.steady else ()), *(() if unsure is None else ("R7",)))
    interval = f"difference {change.value:+.2g}, 95 % interval {change.low:+.2g} to {change.high:+.2g}"
    return Result(
        outcome,
        f"{_means(before, after)}: {interval}{stated(probability)}",
        effect=change.value,
        unit=before.unit,
        probability=probability,
        rules=rules,
    )


def _changed_means(direction: Direction, share: float, before: Observed, after: Observed) -> Result:
    """The means decide, unless the interval of their difference takes in both no change and the one asked for."""
    start = before.mean
    if not start:
        reason = f"{_means(before, after)}; from a mean of zero no relative change is known"
        return Result("undecided", reason, unit=before.unit, rules=("R21",))
    change, sign = _difference(before, after), 1 if direction == "rises" else -1
    value, low, high = (part / abs(start) for part in (change.value, change.low, change.high))
    asked_of_start = 1 + sign * share * float(np.sign(start))
    unsure = _unsure(before, after, asked_of_start)
    beyond = sign * (after.mean - asked_of_start * start)
    probability = None if unsure is None else NormalDist().cdf(beyond / unsure)
    outcome: Outcome = "holds" if round(sign * value, 9) >= share else "fails"
    least, most = (low, high) if direction == "rises" else (-high, -low)
    if _open(probability) or least <= 0 < share <= most:
        outcome = "undecided"
    return Result(
        outcome,
        f"{_means(before, after)}: {value:+.1%}, 95 % interval {low:+.1%} to {high:+.1%}{stated(probability)}",
        effect=value,
        unit="share of the mean before",
        probability=probability,
        rules=("R21",) if probability is None else ("R21", "R7"),
    )


def _difference(before: Observed, after: Observed) -> Change:
    """The mean after less the mean before, its interval, and the tenth of the mean before that counts as holding."""
    start = before.mean
    value = after.mean - start
    reach = student(len(before.years) + len(after.years) - 2) * _scatter(before, after, _weights(before, after, 1.0))
    return Change(value, value - reach, value + reach, STEADY_SHARE * abs(start))


def _means(before: Observed, after: Observed) -> str:
    first, second = (f"{seen.mean:.3g} {years_text(seen.years)}" for seen in (before, after))
    return f"{before.words} had a mean of {first} and of {second}"


def _open(probability: float | None) -> bool:
    """Whether the stated error leaves it undecided (R7)."""
    return probability is not None and 1 - SURE < probability < SURE


def _weights(before: Observed, after: Observed, ratio: float) -> Floats:
    """What each value counts for in the mean after less `ratio` times the mean before. Shape (years,)."""
    b, a = len(before.years), len(after.years)
    return np.concatenate([np.full(b, -ratio / b), np.full(a, 1 / a)])


def _unsure(before: Observed, after: Observed, ratio: float) -> float | None:
    """Standard deviation of the mean after less `ratio` times the mean before, from scatter and stated errors.

    None where a value states no error.
    """
    spread = np.concatenate([before.spread, after.spread])
    if np.isnan(spread).any():
        return None
    weights = _weights(before, after, ratio)
    stated_error = np.sqrt(np.sum((weights * spread) ** 2))
    return float(np.hypot(stated_error, _scatter(before, after, weights))) or None


def _scatter(before: Observed, after: Observed, weights: Floats) -> float:
    """Standard deviation of a weighted sum of the values, shape (years,), from their scatter about the two means.

    The errors follow a first-order autoregression in calendar time, and how strong is averaged out by its marginal
    likelihood as in `slope`, with a prior weight of 1 - rho: six to ten values hardly tell rho, and under equal
    weights the interval of independent values would be nearly twice as wide as it need be.
    """
    values = np.concatenate([before.values, after.values])
    if values.min() == values.max():  # not by way of the mean, whose rounding would leave a trace
        return 0.0
    scale = float(np.abs(values - values.mean()).max())
    values = (values - values.mean()) / scale
    two = _two_means(tuple(before.years.tolist()), tuple(after.years.tolist()))
    freedom = len(values) - 2
    variance = np.maximum((two.rest @ values) @ values, 1e-24) / freedom
    score = two.score - 0.5 * freedom * np.log(variance)
    weight = np.exp(score - score.max())
    weight /= weight.sum()
    return float(np.sqrt(weight @ (variance * ((two.omega @ weights) @ weights)))) * scale


@dataclass(frozen=True, slots=True, eq=False)
class TwoMeans:
    """What the years alone say of two means, for each of the correlations `_RHO`.

    omega: correlations of the errors, shape (rho, years, years). rest: the matrix, of the same shape, that makes the
    values into their generalised sum of squares about the two means. score: log of the prior and of the determinants
    in the marginal likelihood, shape (rho,).
    """

    omega: Floats
    rest: Floats
    score: Floats


@lru_cache(maxsize=256)
def _two_means(before: tuple[int, ...], after: tuple[int, ...]) -> TwoMeans:
    years = np.array(before + after, dtype=np.float64)
    late = np.arange(len(years)) >= len(before)
    means = np.column_stack([~late, late]).astype(np.float64)
    omega = _RHO[:, None, None] ** np.abs(np.subtract.outer(years, years))
    inverse = np.linalg.inv(omega)
    information = means.T @ inverse @ means
    rest = inverse - inverse @ means @ np.linalg.solve(information, means.T @ inverse)
    score = np.log(1 - _RHO) - 0.5 * (np.linalg.slogdet(omega)[1] + np.linalg.slogdet(information)[1])
    return TwoMeans(omega, rest.astype(np.float64, copy=False), score)
