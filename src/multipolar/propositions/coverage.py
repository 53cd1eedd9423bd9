"""What part of the time asked about the record covers, and what follows where it does not (R12 to R14, R21)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from multipolar.propositions.observe import Observed
from multipolar.propositions.record import Days
from multipolar.propositions.result import CoverageUsed, Outcome, Result
from multipolar.propositions.rules import COVERED_SHARE, STALE_YEARS

EARLIER_SHOWN = 5
"""Values of the earlier record that are shown where the time asked about is not covered."""


def span_text(first: int, last: int) -> str:
    """ "in 2012", "from 1995 to 2014"."""
    return f"in {first}" if first == last else f"from {first} to {last}"


def years_text(years: NDArray[np.int16]) -> str:
    """ "from 1995 to 1999", or each year where there are gaps: "in 1995, 1997 and 1998"."""
    first, last = int(years[0]), int(years[-1])
    if last - first == len(years) - 1:
        return span_text(first, last)
    return f"in {', '.join(str(int(year)) for year in years[:-1])} and {last}"


def not_covered(series: Observed, asked: Days, time: str = "the time asked about") -> Result:
    """Undecided, with the record nearest before the time asked about, if there is any."""
    first, last = asked.first.year, asked.last.year
    if not len(series.years):
        reason = f"{series.words} is not covered by the record in any year"
        return Result("undecided", reason, coverage=CoverageUsed("not covered"), rules=("R1",))
    begins, ends = int(series.years[0]), int(series.years[-1])
    earlier = series.only(series.years < first)
    shown = earlier.only(earlier.years > (earlier.years[-1] - EARLIER_SHOWN if len(earlier.years) else 0))
    if first > ends:
        reason = f"{series.words}: the series ends in {ends}, before {time}"
    elif last < begins:
        reason = f"{series.words}: the series begins in {begins}, after {time}"
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


def side_not_covered(series: Observed, side: Days, word: str) -> Result:
    """Undecided, as the years before, or those after, have no value at all (R21)."""
    found = not_covered(series, side, "these years")
    if not len(series.years):
        return found
    which = f"The years {word}, {side.first.year} to {side.last.year}, are not covered"
    return replace(found, reason=f"{which}; {found.reason}", rules=("R1", "R21"))


def both_sides(found: Result, before: NDArray[np.int16], after: NDArray[np.int16], asked: tuple[Days, Days]) -> Result:
    """The result with the coverage of the years before and after; how far back they lie is no matter (R21)."""
    text = " and ".join(
        f"{len(used)} of {side.last.year - side.first.year + 1} years {span_text(side.first.year, side.last.year)}"
        for used, side in zip((before, after), asked, strict=True)
    )
    return replace(found, coverage=CoverageUsed(text, str(int(before[0])), str(int(after[-1]))))


def settle(found: Result, used: NDArray[np.int16], asked: Days) -> Result:
    """The result with its coverage; undecided, the earlier record told, where too little or too old (R13, R14)."""
    first, last = asked.first.year, asked.last.year
    begins, ends = int(used[0]), int(used[-1])
    end = min(last, ends) if asked.open_end else last
    share = len(used) / (end - first + 1)
    text = f"{len(used)} of {end - first + 1} years {span_text(first, end)}" if end > first else f"the year {first}"
    rules = (*found.rules, "R12") if asked.open_end else found.rules
    covered = replace(found, coverage=CoverageUsed(text, str(begins), str(ends)), rules=rules)
    if share < COVERED_SHARE:
        return _withdraw(covered, f"Only {text} are covered", "R13")
    if last - ends > STALE_YEARS:
        return _withdraw(covered, f"The last value is of {ends}, more than {STALE_YEARS} years before {last}", "R14")
    return covered


def up_to_then(outcome: Outcome) -> str:
    """Closing words on what the earlier record alone would have given (R13, R14)."""
    return f" (up to then it {outcome})"


def _withdraw(found: Result, why: str, rule: str) -> Result:
    earlier = "" if found.result == "undecided" else up_to_then(found.result)
    reason = f"{why}; earlier record: {found.reason}{earlier}"
    return replace(found, result="undecided", reason=reason, probability=None, rules=(*found.rules, rule))
