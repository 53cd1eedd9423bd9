"""`multipolar measure`: one measure of a state or of two states, beside its peers and the world."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import as_known_option, columns, give, json_option
from multipolar.dates import FIRST_YEAR
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.actors.lookup import Lookup
    from multipolar.exports.measured import Question
    from multipolar.measures.catalogue import Measure
    from multipolar.measures.panel import Panel

Row = dict[str, Any]
Year = click.IntRange(1, 2200)
COOPERATION = "cooperation"
"""Stands for what is counted from a table of events, which no world holds."""
MOST = 8
"""States that one call takes of a measure of one state, and that a chart can tell apart."""


@click.command("measure")
@click.argument("measure")
@click.argument("states", nargs=-1, required=True, metavar="STATE...")
@click.option("--from", "first", type=Year, metavar="YEAR", help="First year, or session.")
@click.option("--to", "last", type=Year, metavar="YEAR", help="Last year, or session.")
@click.option(
    "--peers",
    "named",
    default="",
    help="Compare with the members of an organisation or group, with states (KAZ,UZB), or with states of like "
    "`development`; else with those of the region.",
)
@click.option(
    "--votes",
    default="all",
    metavar="CHOICE",
    help="Roll calls: all, important, palestine, nuclear, disarmament, colonialism, human-rights, development, or "
    "contested-USA-CHN.",
)
@click.option("--by", type=click.Choice(["year", "session"]), default="year", help="Votes by year or by session.")
@click.option("--without", multiple=True, metavar="ORG", help="Leave an organisation out of shared ones.")
@click.option(
    "--events",
    "events",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="For `cooperation`: the table that `read --events -o` wrote.",
)
@click.option("--monthly", is_flag=True, help="For `cooperation`: by month, which is the only way.")
@as_known_option
@json_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write rows (.csv, .parquet, .json) or a chart (.svg)."
)
def command(
    measure: str,
    states: tuple[str, ...],
    first: int | None,
    last: int | None,
    named: str,
    votes: str,
    by: str,
    without: tuple[str, ...],
    events: Path | None,
    monthly: bool,
    as_known: date | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Show MEASURE of a STATE, of several, or of two together, by key or name, beside peers and the world.

    \b
    multipolar measure agreement USA RUS --from 1980 --to 1989
    multipolar measure trade Kazakhstan China --peers "Central Asia" -o trade.svg
    multipolar measure agreement KAZ CHN --votes contested-CHN-USA --json
    multipolar measure position KAZ RUS USA --from 1992 -o positions.svg
    multipolar measure cooperation TUR KAZ --monthly --events events.parquet
    `multipolar data show` lists the measures.
    """
    if measure == COOPERATION or events is not None or monthly:
        _cooperation(measure, states, events, as_json=as_json, output=output)
        return
    for year in (first, last):
        if year is not None and by == "year" and year < FIRST_YEAR:
            raise InputError(f"{year} is no year that the record may speak of", mend=f"Begin in {FIRST_YEAR} or later")
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.exports.measured import COLUMNS, Question, rows
    from multipolar.measures.panel import Panel

    lookup = Lookup(current())
    panel = Panel.current().as_known(as_known) if as_known else Panel.current()
    keys, bodies = (tuple(lookup.key(text, None) for text in texts) for texts in (states, without))
    asked = [
        Question(measure, of, first, last, _peers(lookup, named), votes, by, bodies) for of in _sets(measure, keys)
    ]
    answers = [(question, rows(panel, question)) for question in asked]
    if output is not None and output.suffix.lower() == ".svg":
        _draw(answers, output)
        output = None
        if not as_json:
            return
    text = "" if as_json or output else "\n\n".join(_text(panel, *answer) for answer in answers)
    found = [row for _, of in answers for row in of]
    give(found, as_json=as_json, output=output, header=COLUMNS, text=text, others=(".svg",))


def _peers(lookup: Lookup, named: str) -> str:
    """The named peers by their keys."""
    if named in ("", "development"):
        return named
    return ",".join(lookup.key(part.strip(), None) for part in named.split(",") if part.strip())


def _cooperation(
    measure: str, states: tuple[str, ...], events: Path | None, *, as_json: bool, output: Path | None
) -> None:
    """Events between two states by month and quad."""
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.measures.cooperation import load
    from multipolar.measures.cooperation import monthly as by_month

    if measure != COOPERATION or events is None or len(states) != 2:
        raise InputError(
            "events are measured as `cooperation` of two states, from a table of events",
            mend="multipolar measure cooperation TUR KAZ --monthly --events events.parquet",
        )
    lookup = Lookup(current())
    one, other = (lookup.key(state, None) for state in states)
    found = by_month(load(events), one, other)
    cells = [("month", "coop. verbal", "material", "conflict verbal", "material", "score", "documents", "per thousand")]
    for row in found.filter(found["events"] > 0).iter_rows():
        month, _, *counts, _, score, documents, share = row
        cells.append((month, *map(str, counts), f"{score:.1f}", str(documents), f"{share:.0f}"))
    text = "\n".join(columns(cells)) if len(cells) > 1 else f"No event between {one} and {other} is in the table."
    give(found.to_dicts(), as_json=as_json, output=output, text=text, header=tuple(found.columns))


def _sets(measure: str, keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The states that are asked about at a time: each by itself of a measure of one state, else the two together."""
    from multipolar.measures.catalogue import MEASURES

    if measure in MEASURES and not MEASURES[measure].dyadic:
        if len(keys) > MOST:
            raise InputError(f"{len(keys)} states are more than {MOST}", mend="`multipolar panel` takes more")
        return [(key,) for key in dict.fromkeys(keys)]
    if len(keys) > 2:
        raise InputError(f"{len(keys)} states are named where two are taken", mend="`multipolar panel` takes more")
    return [keys]


def _draw(answers: list[tuple[Question, list[Row]]], output: Path) -> None:
    from multipolar.briefs.charts import chart_file, sheet_file
    from multipolar.briefs.series import series_of_rows, sheet_of_states
    from multipolar.files import write

    if len(answers) > 1:
        text = sheet_file(sheet_of_states(answers))
    else:
        drawn = series_of_rows(*answers[0])
        text = "" if drawn is None else chart_file(drawn[0], *drawn[1])
    if not text:
        raise InputError("there is nothing to draw: no year is covered", mend="Leave out -o to see why")
    write(text, output)
    click.echo(f"Written: {output}", err=True)


def _text(panel: Panel, asked: Question, found: list[Row]) -> str:
    from multipolar.briefs.series import phrase
    from multipolar.measures.catalogue import MEASURES

    measure = MEASURES[asked.measure]
    lines = [f"{phrase(asked)} ({measure.unit})", f"{measure.description}."]
    if asked.votes != "all":
        lines.append(f"Roll calls: {asked.votes}.")
    if panel.known_on:
        lines.append(f"As known on {panel.known_on}: coverage as released, values as revised (pseudo-real-time).")
    return "\n".join([*lines, "", *_values(panel, asked, measure, found), *_sources(panel, measure, found)])


def _values(panel: Panel, asked: Question, measure: Measure, found: list[Row]) -> list[str]:
    """The years with a value as a table, those without and why, all years together, and the parts of the last."""
    covered = [row for row in found if row["value"] is not None and row["last_year"] is None]
    lines = []
    if covered:
        heading = (asked.by, "value", "interval", "n", "peers", "rank", "world", "rank")
        lines += columns([heading, *map(_cells, covered)])
    missing: dict[str, list[int]] = {}
    for row in found:
        if row["value"] is None:
            missing.setdefault(row["coverage"], []).append(row["year"])
    lines += [f"{_spans(years)}: {reason}" for reason, years in missing.items()]
    for row in found:
        if row["last_year"] is not None:
            value = ", ".join(filter(None, _cells(row)[1:3]))
            lines.append(f"{row['year']} to {row['last_year']} together: {value}, n {row['n']}; {row['coverage']}")
    if measure.parts and covered:
        last = covered[-1]["year"]
        parts = {part: panel.series(part, *asked.states) for part in measure.parts}
        told = [f"{part} {s.values[s.years == last][0]:.4g}" for part, s in parts.items() if last in s.years]
        lines.append(f"parts in {last}: {', '.join(told)}")
    return lines


def _spans(years: list[int]) -> str:
    """Years as spans: "1990 to 1993, 1996"."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    return ", ".join(f"{a}" if a == b else f"{a} to {b}" for a, b in zip(starts, ends, strict=True))


def _sources(panel: Panel, measure: Measure, found: list[Row]) -> list[str]:
    """What the columns are and where the numbers come from."""
    lines = [""]
    if group := next((row["peers"] for row in found if row["peers"]), ""):
        lines.append(f"peers: median of {group}; world: of all states covered; rank: 1 is the highest")
    if any(row["value"] is not None for row in found):
        lines.append(f"interval: {measure.error}")
    dataset = panel.manifest["datasets"].get(measure.dataset)
    if dataset:
        lines.append(f"source: {dataset['citation']} [{dataset['title']}, {dataset['version']}; {measure.licence}]")
    return lines if len(lines) > 1 else []


def _cells(row: Row) -> tuple[str, ...]:
    interval = "" if row["low"] is None else f"{row['low']:.3f} to {row['high']:.3f}"
    n = "" if row["n"] is None else str(row["n"])
    compared = [cell for whose in ("peer", "world") for cell in _compared(row, whose)]
    return str(row["year"]), f"{row['value']:.4g}", interval, n, *compared


def _compared(row: Row, whose: str) -> tuple[str, str]:
    median, rank = row[f"{whose}_median"], row[f"{whose}_rank"]
    return "" if median is None else f"{median:.4g}", "" if rank is None else f"{rank} of {row[f'{whose}_count']}"
