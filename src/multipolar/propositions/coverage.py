"""What part of the time asked about the record covers, and what follows where it does not (R12 to R14)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from multipolar.propositions.observe import Observed
from multipolar.propositions.record import Days
from multipolar.propositions.result import CoverageUsed, Result
from multipolar.propositions.rules import COVERED_SHARE, STALE_YEARS

EARLIER_SHOWN = 5
"""Values of the earlier record that are shown where the time asked about is not covered."""


def span_text(first: int, last: int) -> str:
    """ "in 2012", "from 1995 to 2014"."""
    return f"in {first}" if first == last else f"from {first} to {last}"


def not_covered(series: Observed, asked: Days) -> Result:
    """Undecided, with the record nearest before the time asked about, if there is any."""
    first, last = asked.first.year, asked.last.year
    if not len(series.years):
        reason = f"{series.words} is not covered by the record in any year"
        return Result("undecided", reason, coverage=CoverageUsed("not covered"), rules=("R1",))
    begins, ends = int(series.years[0]), int(series.years[-1])
    earlier = series.only(series.years < first)
    shown = earlier.only(earlier.years > (earlier.years[-1] - EARLIER_SHOWN if len(earlier.years) else 0))
    if first > ends:
        reason = f"{series.words}: the series ends in {ends}, before the time asked about"
    elif last < begins:
        reason = f"{series.words}: the series begins in {begins}, after the time asked about"
    else:
        reason = f"{series.words} has no value {span_text(first, last)}; the series runs from {begins} to {ends}"
    if len(shown.years):
        reason += f"; the last value before it is {shown.values[-1]:.3g} in {shown.years[-1]}"
    text = f"covered from {begins} to {ends}, not {span_text(first, last)}"
    return Result(
        "undecided",
        reason,
        unit=series.unit,
        evidence=shown.evidence(),
        coverage=CoverageUsed(text, str(begins), str(ends)),
        rules=("R1", "R14"),
    )


def settle(found: Result, used: NDArray[np.int16], asked: Days) -> Result:
    """The result with its coverage; undecided, the earlier record told, where too little or too old (R13, R14)."""
    first, last = asked.first.year, asked.last.year
    begins, ends = int(used[0]), int(used[-1])
    end = min(last, ends) if asked.open_end else last
    share = len(used) / (end - first + 1)
    text = f"{len(used)} of {end - first + 1} years {span_text(first, end)}" if end > first else f"the year {first}"
    covered = replace(found, coverage=CoverageUsed(text, str(begins), str(ends)))
    if asked.open_end:
        covered = replace(covered, rules=(*found.rules, "R12"))
    if share < COVERED_SHARE:
        return _withdraw(covered, f"Only {text} are covered", "R13")
    if last - ends > STALE_YEARS:
        return _withdraw(covered, f"The last value is of {ends}, more than {STALE_YEARS} years before {last}", "R14")
    return covered


def _withdraw(found: Result, why: str, rule: str) -> Result:
    earlier = "" if found.result == "undecided" else f" (up to then it {found.result})"
    reason = f"{why}; earlier record: {found.reason}{earlier}"
    return replace(found, result="undecided", reason=reason, probability=None, rules=(*found.rules, rule))
