"""Scores of settled forecasts: Brier and log score, the parts of the Brier score, and skill over the base rate."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from multipolar.ledger.entries import Entry, Resolution

ENOUGH = 10
"""Settled forecasts with a probability, below which nobody is ranked."""
FLOOR = 0.005
"""Probabilities are kept this far from 0 and 1 in the log score, so that one certain error does not decide for ever."""


class Score(msgspec.Struct, frozen=True):
    """Scores of one group of forecasts. Floats are None where no forecast has a probability.

    settled: true or false, not void. right: of these, those that came out as said. scored: those with a probability
    that may be scored. brier: mean of (p - o)^2, 0 best to 1 worst. log: mean of -ln p(o), nats, 0 best. reliability,
    resolution, uncertainty: Brier = reliability - resolution + uncertainty (Murphy 1973, Journal of Applied Meteorology
    12, 595-600), grouped by the probabilities given. base_rate: share that came true. skill: 1 - Brier / uncertainty,
    the gain over always saying the base rate of the group; None where the base rate is 0 or 1.
    """

    group: str
    entries: int
    settled: int
    right: int
    void: int
    scored: int
    brier: float | None = None
    log: float | None = None
    reliability: float | None = None
    resolution: float | None = None
    uncertainty: float | None = None
    base_rate: float | None = None
    skill: float | None = None

    @property
    def enough(self) -> bool:
        """Whether there are enough to be ranked."""
        return self.scored >= ENOUGH


def scored(group: str, pairs: Sequence[tuple[float, bool]]) -> dict[str, float | None]:
    """The scores of pairs of a probability and whether it came true; an empty dict for none."""
    if not pairs:
        return {}
    n = len(pairs)
    brier = math.fsum((p - o) ** 2 for p, o in pairs) / n
    log = math.fsum(-math.log(_clipped(p) if o else 1 - _clipped(p)) for p, o in pairs) / n
    base = sum(o for _, o in pairs) / n
    by: dict[float, list[bool]] = {}
    for p, o in pairs:
        by.setdefault(p, []).append(o)
    rates = {p: sum(os) / len(os) for p, os in by.items()}
    reliability = math.fsum(len(os) * (p - rates[p]) ** 2 for p, os in by.items()) / n
    resolution = math.fsum(len(os) * (rates[p] - base) ** 2 for p, os in by.items()) / n
    uncertainty = base * (1 - base)
    return {
        "brier": brier,
        "log": log,
        "reliability": reliability,
        "resolution": resolution,
        "uncertainty": uncertainty,
        "base_rate": base,
        "skill": 1 - brier / uncertainty if uncertainty > 0 else None,
    }


def _clipped(p: float) -> float:
    return min(max(p, FLOOR), 1 - FLOOR)


def scores(
    entries: Iterable[Entry],
    resolutions: Mapping[str, Sequence[Resolution]],
    confirmed: Mapping[str, str],
    by: Callable[[Entry], str],
) -> list[Score]:
    """The scores of each group, those with enough forecasts first, by Brier score; the others by name, unranked.

    The first resolution counts. A probability read from the words of a named person counts only where it was confirmed.
    """
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(by(entry) or "not named", []).append(entry)
    found = [_score(group, rows, resolutions, confirmed) for group, rows in groups.items()]
    return sorted(found, key=lambda s: (not s.enough, s.brier if s.enough and s.brier is not None else 0.0, s.group))


def _score(
    group: str, rows: list[Entry], resolutions: Mapping[str, Sequence[Resolution]], confirmed: Mapping[str, str]
) -> Score:
    outcomes = {row.id: resolutions[row.id][0].outcome for row in rows if row.id in resolutions}
    settled = [row for row in rows if outcomes.get(row.id) in ("true", "false")]
    pairs = [
        (row.probability, outcomes[row.id] == "true")
        for row in settled
        if row.probability is not None and (not (row.named and row.from_words) or row.id in confirmed)
    ]
    return Score(
        group,
        len(rows),
        len(settled),
        sum(outcomes[row.id] == "true" for row in settled),
        sum(outcome == "void" for outcome in outcomes.values()),
        len(pairs),
        **scored(group, pairs),
    )
