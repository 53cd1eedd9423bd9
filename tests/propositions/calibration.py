"""Probabilities held against measurements that they were not made from.

Run as `python -m tests.propositions.calibration` it prints how well the probabilities of parsed propositions foretell
what another measurement shows: Brier skill over the base rate with an interval over states, calibration error, the
share left undecided. Nothing is fitted. States of the held-out third are in no development proposition; they are
reported with `--held-out` alone.

Votes: the resolutions are divided at random into two halves, several times; probabilities come from one half, outcomes
from the point values of the other, which share no resolution. GDP and population: probabilities from the estimates of
2022 with their deviations, outcomes from those of 2020. Ideal points: from the run of 2025, and that of 2020, which
shares most of its votes and is no independent measurement.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from statistics import NormalDist

import numpy as np
import polars as pl
from numpy.typing import NDArray

from multipolar.actors.record import memberships, registry
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.coverage import covered
from multipolar.measures.panel import Panel
from multipolar.measures.resampling import Z95
from multipolar.measures.table import Table
from multipolar.measures.votes import counts_by
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.parse import parse
from multipolar.propositions.result import Outcome, Result
from multipolar.propositions.slope import slope
from multipolar.sources import ideal_points, population
from multipolar.sources.catalogue import DATASETS
from multipolar.world.generation import Generation
from multipolar.world.tables import TABLES, UN_SEATS, Sources
from multipolar.world.tidy import keyed, one_each
from tests.source_files import FOLDER

Floats = NDArray[np.float64]

SEED = 20261125
SPLITS = 5
"""Divisions of the resolutions: one alone would hang on where the few large ones fall."""

COUNT = 2000
"""Propositions of a family."""

ERAS = {"before 1960": range(1946, 1960), "1960-1989": range(1960, 1990), "1990-2019": range(1990, 2020)}
FACTOR = 3.0
"""Economies and populations are compared where the probabilities' own source has them within this factor."""

TIE = 1e-9
"""Effects no further from zero are none, as in the rules of evidence."""

TREND_YEARS = 12
SPAN_YEARS = range(4, 10)


# Scores


def brier(probabilities: Floats, outcomes: Floats) -> float:
    """Mean squared error of forecasts of 0 or 1 (Brier 1950)."""
    return float(np.mean((probabilities - outcomes) ** 2))


def skill(probabilities: Floats, outcomes: Floats) -> float:
    """1 for perfect forecasts, 0 for ones no better than the base rate of the outcomes; nan where none vary."""
    base = float(outcomes.mean())
    return 1 - brier(probabilities, outcomes) / (base * (1 - base)) if 0 < base < 1 else float("nan")


def skill_interval(
    probabilities: Floats, outcomes: Floats, clusters: Sequence[str], draws: int = 1000
) -> tuple[float, float]:
    """95 % percentile interval of the skill by a bootstrap over clusters, the base rate taken anew in each draw."""
    _, place = np.unique(np.asarray(clusters), return_inverse=True)
    sums = np.stack(
        [np.bincount(place, part) for part in (np.ones(place.size), outcomes, (probabilities - outcomes) ** 2)]
    )
    k = sums.shape[1]
    n, ones, errors = sums @ np.random.default_rng(SEED).multinomial(k, np.full(k, 1 / k), size=draws).T
    base = ones / n
    with np.errstate(divide="ignore", invalid="ignore"):
        found = 1 - errors / n / (base * (1 - base))
    low, high = np.quantile(found[np.isfinite(found)], (0.025, 0.975))
    return float(low), float(high)


def calibration_error(probabilities: Floats, outcomes: Floats, bins: int = 10) -> float:
    """Mean distance of the mean probability from the share of outcomes, over bins of equally many forecasts."""
    order = np.argsort(probabilities, kind="stable")
    parts = zip(np.array_split(probabilities[order], bins), np.array_split(outcomes[order], bins), strict=True)
    return float(sum(abs(p.sum() - y.sum()) for p, y in parts if p.size) / order.size)


# Measurements


def measured(name: str, frame: pl.DataFrame) -> Panel:
    """A panel that holds one table of the world, computed elsewhere."""
    keys = tuple(sorted(registry().states))
    by = [column for column in ("year", "state1", "state2") if column in frame.columns]
    states = [pl.col(column).cast(pl.Enum(keys)) for column in by[1:]]
    tidy = frame.with_columns(*states, pl.col("year").cast(pl.Int16)).select(*by, pl.exclude(by)).sort(by)
    manifest = {
        "states": keys,
        "tables": {name: {}},
        "datasets": {key: {"title": dataset.title, "covers": dataset.covers} for key, dataset in DATASETS.items()},
    }
    table = Table.of(tidy, symmetric=TABLES[name].symmetric)
    return Panel(Generation(Path(), manifest, _read={name: table}))


def halves(sources: Sources, split: int) -> tuple[Panel, Panel]:
    """Agreement by two halves of the resolutions, each with all its roll calls in one half."""
    clusters = sources.resolutions.get_column("cluster").unique().sort()
    first = clusters.filter(pl.Series(np.random.default_rng((SEED, split)).random(clusters.len()) < 0.5))
    inside = pl.col("cluster").is_in(first.implode())
    one, other = (measured("votes_all", counts_by(sources.votes.filter(p), "year")) for p in (inside, ~inside))
    return one, other


def other_scores(folder: Path) -> Panel:
    """GDP, population and ideal points by the earlier estimates, without error."""
    logs = keyed(population.read_logs(folder), {"ccode": "state1"}, dataset="anders-sdp", strangers=True)
    economy = one_each(logs, ["state1", "year"], known=["log_gdp"]).select(
        "state1", "year", *(pl.col(f"log_{name}").exp().alias(name) for name in ("gdp", "gdp_per_head", "population"))
    )
    sessions = ideal_points.read_sessions(folder).with_columns(year=pl.col("session") + 1945)
    seats = keyed(sessions, {"ccode": "state1"}, dataset="ideal-points-2020", other_seats=UN_SEATS)
    points = one_each(seats, ["state1", "year"]).select("state1", "year", position="point")
    return measured("scores", economy.join(points, on=["state1", "year"], how="full", coalesce=True))


# Propositions


@dataclass(frozen=True)
class Pool:
    """States that may stand first in a proposition, and those that may stand in its other places."""

    first: frozenset[str]
    others: frozenset[str]


@cache
def pools() -> dict[str, Pool]:
    """Development names no state of the held-out third; the held-out propositions begin with one."""
    states = sorted(registry().states)
    held = frozenset(Random(SEED).sample(states, len(states) // 3))
    rest = frozenset(states) - held
    return {"development": Pool(rest, rest), "held out": Pool(held, frozenset(states))}


@dataclass(frozen=True)
class Question:
    """A proposition, its first state and year, and 1 or -1: the sign of the effect that satisfies it."""

    text: str
    state: str
    year: int
    sign: int


class Draw:
    """Years and states at random among those that a panel covers."""

    def __init__(self, seed: str, panel: Panel, measure: str, pool: Pool) -> None:
        self.random = Random(seed)
        self.panel, self.pool = panel, pool
        names = panel.world.states
        self._states = {
            year: sorted(names[code] for code in codes)
            for year, codes in covered(panel.world, MEASURES[measure]).items()
        }

    def years(self, length: int = 1) -> tuple[int, int]:
        """First and last year of a span inside one era."""
        while True:
            first = self.random.randrange(ERAS["before 1960"].start, ERAS["1990-2019"].stop - length + 1)
            if any(first in era and first + length - 1 in era for era in ERAS.values()):
                return first, first + length - 1

    def states(self, year: int, count: int) -> tuple[str, ...]:
        """Different states covered in a year, the first from the first pool; empty where there are too few."""
        here = self._states.get(year, [])
        firsts = [state for state in here if state in self.pool.first]
        if not firsts:
            return ()
        first = self.random.choice(firsts)
        others = [state for state in here if state in self.pool.others and state != first]
        return (first, *self.random.sample(others, count - 1)) if len(others) >= count - 1 else ()


def two_agreements(draw: Draw, length: int = 1) -> Question | None:
    first, last = draw.years(length)
    named = draw.states(first, 3)
    when = f"in {first}" if length == 1 else f"from {first} to {last}"
    text = "agreement({0}, {1}) > agreement({0}, {2})".format(*named) if named else ""
    return Question(f"{text} {when}", named[0], first, 1) if named else None


def over_a_span(draw: Draw) -> Question | None:
    return two_agreements(draw, draw.random.choice(SPAN_YEARS))


def below_peers(draw: Draw) -> Question | None:
    year, _ = draw.years()
    named = draw.states(year, 2)
    return (
        Question(f"agreement({', '.join(named)}) < peers({named[0]}) in {year}", named[0], year, -1) if named else None
    )


def below_world(draw: Draw) -> Question | None:
    year, _ = draw.years()
    named = draw.states(year, 2)
    return Question(f"agreement({', '.join(named)}) < world in {year}", named[0], year, -1) if named else None


def trend(draw: Draw) -> Question | None:
    first, last = draw.years(TREND_YEARS)
    named = draw.states(first, 2)
    word, sign = draw.random.choice((("rises", 1), ("falls", -1)))
    return (
        Question(f"agreement({', '.join(named)}) {word} from {first} to {last}", named[0], first, sign)
        if named
        else None
    )


def larger(measure: str, factor: float | None = None) -> Callable[[Draw], Question | None]:
    """One state's measure above another's, within a factor of one another."""

    def ask(draw: Draw) -> Question | None:
        year, _ = draw.years()
        named = draw.states(year, 2)
        if not named:
            return None
        if factor is not None:
            seen = draw.panel.slice(measure, year)
            one, other = (float(seen.values[seen.states.index(state)]) for state in named)
            if not max(one, other) <= factor * min(one, other):
                return None
        return Question(f"{measure}({named[0]}) > {measure}({named[1]}) in {year}", named[0], year, 1)

    return ask


VOTES: dict[str, Callable[[Draw], Question | None]] = {
    "agreement above another's, a year": two_agreements,
    "agreement above another's, a span": over_a_span,
    "agreement below peers, a year": below_peers,
    "agreement below the world, a year": below_world,
    "agreement rises or falls, 12 years": trend,
}
SCORES: dict[str, tuple[str, Callable[[Draw], Question | None]]] = {
    "GDP above another's": ("gdp", larger("gdp", FACTOR)),
    "GDP per head above another's": ("gdp_per_head", larger("gdp_per_head", FACTOR)),
    "population above another's": ("population", larger("population", FACTOR)),
    "ideal point above another's": ("position_published", larger("position_published")),
}
FAMILIES = (*VOTES, *SCORES)


# Forecasts


@dataclass(frozen=True)
class Forecast:
    """A proposition with its probability by one measurement and what another shows.

    outcome: whether the other's point values satisfy it; tie: whether they are equal. widened: the probability with
    the other's stated error added; apart: the difference of the two effects in standard deviations by both stated
    errors; None where the other states none. whole: whether all roll calls together satisfy it, and `result_whole`
    what they decide; None but for votes.
    """

    family: str
    question: Question
    result: Outcome
    probability: float | None
    outcome: bool
    tie: bool
    widened: float | None = None
    apart: float | None = None
    whole: bool | None = None
    result_whole: Outcome | None = None

    @property
    def era(self) -> str:
        """The era of its first year."""
        return next(name for name, years in ERAS.items() if self.question.year in years)


def inside(result: Result) -> bool:
    """Whether the record covers what was asked, so that there is an effect and it was not withdrawn."""
    return result.effect is not None and not {"R13", "R14"} & set(result.rules)


def errors(result: Result) -> tuple[float, float]:
    """Standard deviation of the effect by the stated errors, and by the scatter of the years about a trend."""
    rows = result.evidence
    spread = np.array([np.nan if row.low is None or row.high is None else row.high - row.low for row in rows]) / (
        2 * Z95
    )
    years = np.array([int(row.time) for row in rows], dtype=np.int16)
    if "R8" not in result.rules:
        return float(np.sqrt(np.sum(spread**2))) / np.unique(years).size, 0.0
    time = years - years.mean()
    length = float(years[-1] - years[0])
    line = slope(years, np.array([row.value for row in rows], dtype=np.float64))
    return float(np.sqrt(np.sum((time * spread) ** 2)) / np.sum(time**2)) * length, line.spread * length


def widened(one: Result, other: Result, sign: int) -> float | None:
    """The probability that the other measurement, with its own error, satisfies what the first one shows."""
    unsure = float(np.hypot(np.hypot(*errors(one)), errors(other)[0]))
    return NormalDist().cdf(sign * effect(one) / unsure) if unsure > 0 else None


def apart(one: Result, other: Result) -> float | None:
    """How far two measurements lie from each other, in standard deviations by what both state."""
    unsure = float(np.hypot(errors(one)[0], errors(other)[0]))
    return (effect(one) - effect(other)) / unsure if unsure > 0 else None


def effect(result: Result) -> float:
    """The effect of a result that has one."""
    assert result.effect is not None
    return result.effect


def asked(
    family: str, write: Callable[[Draw], Question | None], draw: Draw, count: int, other: Panel, whole: Panel | None
) -> Iterator[Forecast]:
    """Different propositions that both measurements cover, each evaluated on both."""
    seen: set[str] = set()
    record = memberships()
    for _ in range(100 * count):
        if count == 0:
            return
        question = write(draw)
        if question is None or question.text in seen:
            continue
        seen.add(question.text)
        term = parse(question.text)
        here, there = evaluate(term, draw.panel, record), evaluate(term, other, record)
        if not inside(here) or there.effect is None:
            continue
        count -= 1
        bounded = there.probability is not None
        all_votes = None if whole is None else evaluate(term, whole, record)
        yield Forecast(
            family,
            question,
            here.result,
            here.probability,
            question.sign * there.effect > TIE,
            abs(there.effect) <= TIE,
            widened(here, there, question.sign) if bounded else None,
            apart(here, there) if bounded else None,
            None if all_votes is None else question.sign * effect(all_votes) > TIE,
            None if all_votes is None else all_votes.result,
        )


def forecasts(part: str, count: int = COUNT, splits: int = SPLITS, folder: Path = FOLDER) -> list[Forecast]:
    """The propositions of every family, of development or held out."""
    sources, pool, whole = Sources(folder), pools()[part], Panel.shipped()
    found: list[Forecast] = []
    for split in range(splits):
        one, other = halves(sources, split)
        for family, write in VOTES.items():
            draw = Draw(f"{SEED} {part} {family} {split}", one, "agreement", pool)
            found += asked(family, write, draw, count // splits, other, whole)
    one, other = measured("scores", TABLES["scores"].compute(sources)), other_scores(folder)
    for family, (measure, write) in SCORES.items():
        found += asked(family, write, Draw(f"{SEED} {part} {family}", one, measure, pool), count, other, None)
    return found


# Report


@dataclass(frozen=True)
class Score:
    """How the probabilities of some propositions did.

    n: propositions with a probability. skill with its interval, calibration: as computed. undecided: share of the
    propositions inside coverage; accuracy: share of the decided ones that come out so.
    """

    n: int
    base: float
    skill: float
    low: float
    high: float
    calibration: float
    undecided: float
    accuracy: float


def score(found: Sequence[Forecast], probability: str = "probability", outcome: str = "outcome") -> Score | None:
    """The scores of one kind of probability against one kind of outcome; None where there are none of them."""
    rows = [
        (p, y, f)
        for f in found
        if (p := getattr(f, probability)) is not None and (y := getattr(f, outcome)) is not None
    ]
    if not rows:
        return None
    p, y = np.array([row[0] for row in rows], float), np.array([row[1] for row in rows], float)
    decided = [(f.result == "holds") == getattr(f, outcome) for f in found if f.result != "undecided"]
    return Score(
        len(rows),
        float(y.mean()),
        skill(p, y),
        *skill_interval(p, y, [f.question.state for _, _, f in rows]),
        calibration_error(p, y),
        1 - len(decided) / len(found),
        float(np.mean(decided)) if decided else float("nan"),
    )


def spread(found: Sequence[Forecast]) -> float:
    """Standard deviation of how far the two measurements lie apart by their stated errors: 1 where those are right."""
    return float(np.std([f.apart for f in found if f.apart is not None]))


HEAD = (
    "| family | n | base rate | Brier skill (95 %) | calibration error | undecided | decided rightly |\n"
    "| --- | --- | --- | --- | --- | --- | --- |"
)


def report(found: Sequence[Forecast]) -> str:
    """Tables in Markdown: families; votes against wider and other yardsticks; eras."""
    groups = {name: [f for f in found if f.family == name] for name in FAMILIES}
    lines = ["As stated", "", HEAD, *(_row(name, score(group)) for name, group in groups.items())]
    votes = {name: groups[name] for name in VOTES}
    lines += ["", "Widened by the stated error of the other half", "", HEAD]
    lines += [_row(name, score(group, "widened")) for name, group in votes.items()]
    lines += ["", "The same without ties in the other half", "", HEAD]
    lines += [_row(name, score([f for f in group if not f.tie], "widened")) for name, group in votes.items()]
    lines += ["", "As stated, against all roll calls, of which the half is part", "", HEAD]
    lines += [_row(name, score(group, outcome="whole")) for name, group in votes.items()]
    lines += [
        "",
        "| family | halves apart, in stated errors | ties | undecided by all roll calls |",
        "| --- | --- | --- | --- |",
    ]
    for name, group in votes.items():
        shares = (np.mean([f.tie for f in group]), np.mean([f.result_whole == "undecided" for f in group]))
        lines.append(f"| {name} | {spread(group):.2f} | {shares[0]:.3f} | {shares[1]:.2f} |")
    lines += ["", "By era", "", HEAD]
    for name, group in groups.items():
        for era in ERAS:
            part = [f for f in group if f.era == era]
            lines.append(_row(f"{name}: {era}", score(part)))
            if wide := score(part, "widened"):
                lines.append(_row(f"{name}: {era}, widened", wide))
    lines += ["", f"Inside coverage and without a probability: {sum(f.probability is None for f in found)}"]
    return "\n".join(lines) + "\n"


def _row(name: str, found: Score | None) -> str:
    if found is None:
        return f"| {name} | 0 |"
    return (
        f"| {name} | {found.n:,} | {found.base:.2f} | {found.skill:.2f} ({found.low:.2f} to {found.high:.2f}) "
        f"| {found.calibration:.3f} | {found.undecided:.2f} | {found.accuracy:.3f} |"
    )


def main() -> None:
    words = argparse.ArgumentParser(prog="python -m tests.propositions.calibration", description=__doc__)
    words.add_argument("--held-out", action="store_true", help="report the held-out third of states instead")
    words.add_argument("--count", type=int, default=COUNT, help="propositions of each family")
    chosen = words.parse_args()
    sys.stdout.write(report(forecasts("held out" if chosen.held_out else "development", chosen.count)))


if __name__ == "__main__":
    main()
