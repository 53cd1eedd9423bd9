"""The series drawn beside claims: the measures that a decided check rests on, over the years around it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from multipolar.actors.record import registry
from multipolar.actors.registry import DEFAULT_POWERS
from multipolar.briefs.brief import SeriesRow
from multipolar.briefs.charts import LABEL_LIMIT, Pane, Sheet
from multipolar.checking.examine import CheckedClaim, Examined
from multipolar.exports.measured import Question, Row
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.propositions.result import Evidence, Result
from multipolar.propositions.terms import (
    EACH,
    Level,
    Listed,
    Measure,
    Number,
    Powers,
    Proposition,
    Quantified,
    Rank,
    Trend,
    atoms,
)

YEARS_BEFORE = 30
"""How far back a chart goes before the last year of its series."""
MAX_LINES = 5
_DRAWN = frozenset({"capability", "agreement", "trade", "democracy"})


def series_of(examined: Examined) -> tuple[SeriesRow, ...]:
    """At most one chart a claim, for the first decided check that a series carries."""
    panel = Panel.current() if examined.as_known is None else Panel.current().as_known(examined.as_known)
    return tuple(row for claim in examined.claims for row in _of_claim(claim, panel))


@dataclass(frozen=True, slots=True)
class _Line:
    """Yearly rows of one measure or median. of: whose measure it is; for a median, whose peers it is taken over."""

    what: str
    of: tuple[str, ...]
    median: bool
    rows: dict[int, Evidence]

    @property
    def height(self) -> float:
        """The value of the last year."""
        return self.rows[max(self.rows)].value or 0.0


def sheet_of_evidence(result: Result, proposition: Proposition) -> Sheet | None:
    """The yearly rows that a result rests on, a pane for each unit; None where there are none."""
    rows = [row for row in result.evidence if row.value is not None]
    if not rows:
        return None
    headline = f"{result.result.capitalize()}: {result.english}"
    panes, notes = [], []
    for unit in dict.fromkeys(row.unit for row in rows):
        lines = _evidence_lines([row for row in rows if row.unit == unit])
        pane, said = _pane(lines, _asked(proposition, unit), _telling(lines, result), headline.rstrip("."))
        panes.append(pane)
        notes += said
    if any(bound is not None for pane in panes for bounds in pane.low for bound in bounds):
        notes.append("bands and whiskers: 95 % intervals")
    sources = ", ".join(dict.fromkeys(row.source for row in rows))
    notes = [f"source: {sources}", f"{result.result}: {result.proposition}", *notes]
    return Sheet(headline, tuple(panes), tuple(dict.fromkeys(notes)))


def _evidence_lines(rows: list[Evidence]) -> list[_Line]:
    """The rows as lines. Medians of the same name differ by whose peers they are: those of the measure before them."""
    lines: dict[tuple[str, tuple[str, ...]], _Line] = {}
    of: tuple[str, ...] = ()
    for row in rows:
        of = of if row.kind == "median" else row.actors
        drawn = lines.setdefault((row.what, of), _Line(row.what, of, row.kind == "median", {}))
        drawn.rows[int(row.time)] = row
    return list(lines.values())


def _asked(proposition: Proposition, unit: str) -> tuple[float, ...]:
    """Numbers with which the proposition compares measures of a unit."""
    levels = (atom for atom in atoms(proposition) if isinstance(atom, Level) and MEASURES[atom.left.name].unit == unit)
    return tuple(dict.fromkeys(level.right.value for level in levels if isinstance(level.right, Number)))


def _telling(lines: list[_Line], result: Result) -> list[_Line]:
    """The lines in the order of what they tell: first those of the smaller part of a group, or the first one, with
    their medians; then the highest.
    """
    smaller: set[str] = set()
    if result.members:
        sides = [side for side in (result.members.fails, result.members.holds) if side]
        smaller = set(sorted(sides, key=len)[0]) if sides else set()
    heights = {line.of: line.height for line in reversed(lines) if not line.median}

    def place(line: _Line) -> tuple[bool, float, bool]:
        first = not smaller.isdisjoint(line.of) if result.members else line.of == lines[0].of
        return not first, -heights[line.of], line.median

    return sorted(lines, key=place) if len(lines) > MAX_LINES else lines


def _pane(lines: list[_Line], asked: tuple[float, ...], telling: list[_Line], title: str) -> tuple[Pane, list[str]]:
    """The most telling lines with names, the others without, and what the foot of the chart says of it."""
    notes = []
    if asked and len(lines) > MAX_LINES and any(line.median for line in lines):
        telling = [line for line in telling if not line.median]
        notes.append("medians of peers are not drawn")
    named, others = telling[:MAX_LINES], telling[MAX_LINES:]
    if others:
        notes.append(f"{len(named)} of {len(telling)} series are named; the others are grey")
    if len(asked) > MAX_LINES:
        notes.append(f"{MAX_LINES} of {len(asked)} numbers asked about are drawn")
    notes += [f"{name}: {line.what}" for name, line in zip(_names(named), named, strict=True) if name != line.what]
    years = tuple(range(min(min(line.rows) for line in telling), max(max(line.rows) for line in telling) + 1))
    first = next(iter(lines[0].rows.values()))
    row = SeriesRow(0, title, first.unit, tuple(_names(named)), years, _column(named, years, "value"), first.source)
    low, high = _column(named, years, "low"), _column(named, years, "high")
    return Pane(row, low, high, _column(others, years, "value"), asked[:MAX_LINES]), notes


def _column(lines: list[_Line], years: tuple[int, ...], field: str) -> tuple[tuple[float | None, ...], ...]:
    return tuple(tuple(getattr(line.rows.get(year), field, None) for year in years) for line in lines)


def _names(lines: list[_Line]) -> list[str]:
    """What each line is called at its end, short enough to be told from the others there."""
    medians = [line for line in lines if line.median]
    measures = [line for line in lines if not line.median]
    return [_median_name(line, medians) if line.median else _measure_name(line, measures) for line in lines]


def _measure_name(line: _Line, measures: list[_Line]) -> str:
    """A measure as it is written; where that is too long its states, or its name where several are of these states."""
    if len(line.what) <= LABEL_LIMIT:
        return line.what
    same_states = len(measures) > 1 and len({other.of for other in measures}) == 1
    return line.what.partition("(")[0] if same_states else ", ".join(line.of)


def _median_name(line: _Line, medians: list[_Line]) -> str:
    """A median by whom it is taken over, and where there are several by whose peers they are, or of what measure."""
    measure, _, group = line.what.removeprefix("median of ").partition(" over ")
    who = "others" if group.startswith("other states") else "peers"
    if len(medians) == 1:
        return f"median of {who}"
    if len({other.of for other in medians}) == 1:
        return f"{who}: {measure}"
    return f"{who} of {', '.join(line.of)}"


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
        case Rank(leader=leader, measure=measure):
            lines = [
                Measure(measure.name, tuple(slot if isinstance(slot, str) else state for slot in measure.slots))
                for state in _contenders(leader, measure)
            ]
        case Quantified(group=Listed(states), body=Level(left=left)):
            lines = [Measure(left.name, tuple(s if t == EACH else t for t in left.slots)) for s in states]
        case _:
            return []
    return [line for line in lines if line.name in _DRAWN and _of_states(line)][:MAX_LINES]


def _contenders(leader: str, measure: Measure) -> list[str]:
    """Who is drawn of those that a rank compares, the leader first; of a named group only the leader."""
    (group,) = (slot for slot in measure.slots if not isinstance(slot, str))
    others = group.states if isinstance(group, Listed) else DEFAULT_POWERS if isinstance(group, Powers) else ()
    return list(dict.fromkeys([leader, *(state for state in others if state not in measure.slots)]))


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


def phrase(asked: Question) -> str:
    """The measure asked about in words, as a title."""
    words = MEASURES[asked.measure].phrase.format(*map(registry().label, asked.states))
    return words[:1].upper() + words[1:]


def series_of_rows(asked: Question, found: list[Row]) -> tuple[SeriesRow, tuple[str, ...]] | None:
    """A measure by year with the medians of peers and world, and notes for its foot; None where nothing is covered."""
    rows = {row["year"]: row for row in found if row["last_year"] is None}
    yearly = [rows.get(year, {"year": year}) for year in range(min(rows), max(rows) + 1)]
    lines = {" ".join(asked.states): "value", "peers": "peer_median", "world": "world_median"}
    drawn = {label: tuple(row.get(column) for row in yearly) for label, column in lines.items()}
    drawn = {label: values for label, values in drawn.items() if any(value is not None for value in values)}
    if not drawn:
        return None
    measure = MEASURES[asked.measure]
    years = tuple(row["year"] for row in yearly)
    series = SeriesRow(0, phrase(asked), measure.unit, tuple(drawn), years, tuple(drawn.values()), measure.dataset)
    group = next((row["peers"] for row in found if row["peers"]), "")
    return series, (f"peers: median of {group}", "world: median of all states covered") if group else ()


def sheet_of_states(answers: list[tuple[Question, list[Row]]]) -> Sheet:
    """One measure of several states by year, each a line with its 95 % interval."""
    years = [row["year"] for _, found in answers for row in found]
    span = tuple(range(min(years), max(years) + 1))
    by_year = [(asked, {row["year"]: row for row in found if row["value"] is not None}) for asked, found in answers]
    by_year = [(asked, rows) for asked, rows in by_year if rows]
    if not by_year:
        return Sheet("", (), ())

    def lines(column: str) -> tuple[tuple[float | None, ...], ...]:
        return tuple(tuple(rows.get(year, {}).get(column) for year in span) for _, rows in by_year)

    measure = MEASURES[answers[0][0].measure]
    names = tuple(registry().label(asked.states[0]) for asked, _ in by_year)
    title = measure.phrase.format(" and ".join(filter(None, (", ".join(names[:-1]), names[-1]))))
    row = SeriesRow(0, title[:1].upper() + title[1:], measure.unit, names, span, lines("value"), measure.dataset)
    notes = [f"source: {measure.dataset}"]
    if any(bound is not None for line in lines("low") for bound in line):
        notes.append("bands: 95 % intervals")
    return Sheet(row.title, (Pane(row, lines("low"), lines("high")),), tuple(notes))
