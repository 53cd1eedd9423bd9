"""The series drawn beside claims: the measures that a decided check rests on, over the years around it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from multipolar.actors.record import registry
from multipolar.actors.registry import DEFAULT_POWERS
from multipolar.briefs.brief import SeriesRow
from multipolar.checking.examine import CheckedClaim, Examined
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.propositions.result import Result
from multipolar.propositions.terms import EACH, Level, Listed, Measure, Quantified, Rank, Trend

YEARS_BEFORE = 30
"""How far back a chart goes before the last year of its series."""
MAX_LINES = 5
_DRAWN = frozenset({"capability", "agreement", "trade", "democracy"})


def series_of(examined: Examined) -> tuple[SeriesRow, ...]:
    """At most one chart a claim, for the first decided check that a series carries."""
    panel = Panel.current() if examined.as_known is None else Panel.current().as_known(examined.as_known)
    return tuple(row for claim in examined.claims for row in _of_claim(claim, panel))


def series_of_evidence(result: Result) -> SeriesRow | None:
    """The yearly rows that a result rests on as lines of one chart, in one unit; None where there are none."""
    rows = [row for row in result.evidence if row.kind != "membership" and row.value is not None]
    if not rows:
        return None
    lines: dict[str, dict[int, float]] = {}
    for row in rows:
        if row.unit == rows[0].unit and row.value is not None:
            lines.setdefault(row.what, {})[int(row.time)] = row.value
    years = tuple(range(min(map(min, lines.values())), max(map(max, lines.values())) + 1))
    labels = tuple("median of peers" if what.startswith("median of") else what for what in lines)
    return SeriesRow(
        claim=0,
        title=result.english.rstrip("."),
        unit=rows[0].unit,
        labels=labels,
        years=years,
        values=tuple(tuple(line.get(year) for year in years) for line in lines.values()),
        source=", ".join(dict.fromkeys(row.source for row in rows if row.source)),
    )


def _of_claim(checked: CheckedClaim, panel: Panel) -> Iterator[SeriesRow]:
    for check in checked.checks:
        if not check.decided:
            continue
        lines = _lines(check.candidate.proposition)
        row = _row(checked.claim.number, lines, panel) if lines else None
        if row is not None:
            yield row
            return


def _lines(proposition: object) -> list[Measure]:
    """The single-state measures a proposition is about, as lines of one chart."""
    match proposition:
        case Trend(measure=measure):
            lines = [measure]
        case Level(left=left, right=right):
            lines = [left, *([right] if isinstance(right, Measure) else [])]
        case Rank(measure=measure):
            state = next((s for s in measure.slots if isinstance(s, str)), "")
            lines = [Measure(measure.name, (state, power)) for power in DEFAULT_POWERS if power != state]
        case Quantified(group=Listed(states), body=Level(left=left)):
            lines = [Measure(left.name, tuple(s if t == EACH else t for t in left.slots)) for s in states]
        case _:
            return []
    return [line for line in lines if line.name in _DRAWN and _of_states(line)][:MAX_LINES]


def _of_states(line: Measure) -> bool:
    return all(isinstance(slot, str) and slot != EACH for slot in line.slots)


def _row(number: int, lines: list[Measure], panel: Panel) -> SeriesRow | None:
    found = [panel.series(line.name, *(str(slot) for slot in line.slots)) for line in lines]
    if not any(len(series) for series in found):
        return None
    last = max(int(series.years[-1]) for series in found if len(series))
    first = max(last - YEARS_BEFORE, min(int(series.years[0]) for series in found if len(series)))
    years = tuple(range(first, last + 1))
    values = []
    for series in found:
        by_year = dict(zip(series.years.tolist(), series.values.tolist(), strict=True))
        values.append(tuple(_number(by_year.get(year)) for year in years))
    measure = MEASURES[lines[0].name]
    return SeriesRow(
        claim=number,
        title=_title(lines),
        unit=measure.unit,
        labels=tuple(_label(line, lines) for line in lines),
        years=years,
        values=tuple(values),
        source=measure.dataset,
    )


def _number(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else value


_TITLES = {
    "capability": "Share of the world's material capabilities",
    "agreement": "Share of identical votes in the UN General Assembly",
    "trade": "Share of total trade",
    "democracy": "Place among all states on electoral democracy (0 lowest, 1 highest)",
}


def _title(lines: list[Measure]) -> str:
    """The measure in words, with the state that all lines share."""
    shared = {line.slots[0] for line in lines}
    of = f" of {registry().label(str(next(iter(shared))))}" if len(shared) == 1 else ""
    with_ = f" with {registry().label(str(lines[0].slots[1]))}" if len(lines) == 1 and len(lines[0].slots) == 2 else ""
    return f"{_TITLES[lines[0].name]}{of}{with_}"


def _label(line: Measure, lines: list[Measure]) -> str:
    """What tells a line from the others: the state, or the power where the state is shared."""
    shared = len({other.slots[0] for other in lines}) == 1
    slot = line.slots[-1] if shared else line.slots[0]
    return registry().label(str(slot))
