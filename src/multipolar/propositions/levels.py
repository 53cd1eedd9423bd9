"""Testing levels: a measure against a number, another measure, peers or the world (R5 to R7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from statistics import NormalDist
from typing import Any

import numpy as np

from multipolar.propositions.coverage import not_covered, settle, span_text
from multipolar.propositions.groups import own_organisation
from multipolar.propositions.observe import Floats, Observed, compared, observe, shared_years
from multipolar.propositions.record import Record, ahead, days
from multipolar.propositions.result import Outcome, Result, undecided
from multipolar.propositions.rules import LEVEL_SHARE, PEERS_NEEDED, SURE
from multipolar.propositions.signatures import categorical, varied_slot
from multipolar.propositions.terms import Level, Peers, Relation, When

_TOLERANCE = 1e-9

_RELATIONS: dict[Relation, tuple[Callable[[Any], Any], str]] = {
    "<": (lambda difference: difference < -_TOLERANCE, "below"),
    ">": (lambda difference: difference > _TOLERANCE, "above"),
    "<=": (lambda difference: difference <= _TOLERANCE, "at or below"),
    ">=": (lambda difference: difference >= -_TOLERANCE, "at or above"),
    "=": (lambda difference: abs(difference) <= _TOLERANCE, "equal to"),
}
"""What each relation asks of left minus right, for a number or an array, and the word for it."""


def decide_level(term: Level, when: When, record: Record) -> Result:
    """Compares year by year; a span is judged on the share of its years and the mean difference."""
    asked = days(when, record)
    if obstacle := ahead(asked, record):
        return undecided(obstacle, "R3")
    if isinstance(term.right, Peers) and term.right.body is not None:
        record = replace(record, left_out=(*record.left_out, *own_organisation(term.right.body)))
    series = observe(term.left, record)
    left = series.within(asked.first.year, asked.last.year)
    if not len(left.years):
        return not_covered(series, asked)
    right, who = compared(term, term.right, left, record)
    common = shared_years(left.years, right.years)
    if not len(common):
        if right.kind == "measure":
            return not_covered(right, asked)
        span = span_text(asked.first.year, asked.last.year)
        return undecided(f"Fewer than {PEERS_NEEDED} peers are covered {span}: {who}", "R5")
    left, right = (side.in_years(common) for side in (left, right))
    found = _compare(term.relation, left, right, who)
    if categorical(term.left):  # a mean difference of classes is no size
        found = replace(found, effect=None, unit="")
    elif right.kind == "number":
        found = _beside_peers(found, term, left, record)
    return settle(found, common, asked)


def _compare(relation: Relation, left: Observed, right: Observed, who: str) -> Result:
    difference = left.values - right.values
    test, word = _RELATIONS[relation]
    so = int(np.sum(test(difference)))
    mean = float(difference.mean())
    probability = None if relation == "=" else probability_above(difference, left.spread, right.spread)
    if probability is not None and relation in ("<", "<="):
        probability = 1 - probability
    mean_agrees = 2 * so > len(difference) if relation == "=" else bool(test(mean))
    outcome = judge(so / len(difference), mean_agrees, probability)
    rules = ["R6"]
    rules += ["R5"] if right.kind == "median" else []
    rules += ["R7"] if probability is not None else []
    return Result(
        outcome,
        _reason(left, right, word, so, who) + stated(probability),
        effect=mean,
        unit=left.unit,
        probability=probability,
        evidence=left.evidence() + (() if right.kind == "number" else right.evidence()),
        rules=tuple(rules),
    )


def _beside_peers(found: Result, term: Level, left: Observed, record: Record) -> Result:
    """A bare number says little: the result tells where the peers stand in the last year, if enough are covered."""
    slot = varied_slot(term.left, None)
    if slot is None:
        return found
    last = left.last_year
    peers, who = compared(term, Peers(str(term.left.slots[slot])), last, record)
    if not len(peers.years):
        return found
    reason = f"{found.reason} (beside it, {_median_text(peers, who)} was {peers.values[0]:.3g} in {peers.years[0]})"
    return replace(found, reason=reason, evidence=found.evidence + peers.evidence(), rules=(*found.rules, "R5"))


def judge(share: float, mean_agrees: bool, probability: float | None) -> Outcome:
    """R6 and R7: share of years in which it is so, whether the mean is so, and how sure the error leaves it."""
    if probability is not None and 1 - SURE < probability < SURE:
        return "undecided"
    if share >= LEVEL_SHARE - _TOLERANCE and mean_agrees:
        return "holds"
    if share <= 1 - LEVEL_SHARE + _TOLERANCE and not mean_agrees:
        return "fails"
    return "undecided"


def probability_above(difference: Floats, left: Floats, right: Floats) -> float | None:
    """Probability that the mean difference is above zero, or None where a year lacks a published error.

    difference: shape (years,); left, right: standard deviations of the two sides. The errors of different years are
    taken as independent, as the published intervals take them.
    """
    variance = left**2 + right**2
    unsure = float(np.sqrt(variance.sum())) / len(difference)
    if np.isnan(unsure) or unsure == 0.0:
        return None
    return NormalDist().cdf(float(difference.mean()) / unsure)


def _reason(left: Observed, right: Observed, word: str, so: int, who: str) -> str:
    when = span_text(int(left.years[0]), int(left.years[-1]))
    other = _median_text(right, who) if right.kind == "median" else right.words
    if len(left.years) == 1:
        text = f"{left.words} was {left.values[0]:.3g} {when}, against {right.values[0]:.3g}"
        text += "" if right.kind == "number" else f" for {other}"
    else:
        than = f"{right.values[0]:.3g}" if right.kind == "number" else other
        text = f"{left.words} was {word} {than} in {so} of {len(left.years)} years {when}"
        text += f", with a mean of {left.mean:.3g}"
        text += "" if right.kind == "number" else f" against {right.mean:.3g}"
    return text


def stated(probability: float | None) -> str:
    """The closing words on how sure the stated error leaves it; empty where no error is published."""
    return "" if probability is None else f"; probability given the stated error {probability:.2f}"


def _median_text(peers: Observed, who: str) -> str:
    low, high = int(peers.n.min()), int(peers.n.max())
    return f"the median of {low if low == high else f'{low} to {high}'} {who}"
