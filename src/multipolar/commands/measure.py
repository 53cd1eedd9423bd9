"""`multipolar measure`: one measure of a state or of two states, beside its peers and the world."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import as_known_option, columns, give, json_option
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.actors.lookup import Lookup
    from multipolar.exports.measured import Question
    from multipolar.measures.panel import Panel

Row = dict[str, Any]
Year = click.IntRange(1648, 2200)


@click.command("measure")
@click.argument("measure")
@click.argument("states", nargs=-1, required=True, metavar="STATE [STATE]")
@click.option("--from", "first", type=Year, metavar="YEAR", help="First year.")
@click.option("--to", "last", type=Year, metavar="YEAR", help="Last year.")
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
    as_known: date | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Show MEASURE of a STATE, or of two, by key or name, beside peers and the world.

    \b
    multipolar measure agreement USA RUS --from 1980 --to 1989
    multipolar measure trade Kazakhstan China --peers "Central Asia" -o trade.svg
    multipolar measure agreement KAZ CHN --votes contested-CHN-USA --json
    `multipolar data show` lists the measures.
    """
    if len(states) > 2:
        raise InputError(
            f"{len(states)} states are named where one or two are taken", mend="`multipolar panel` takes more"
        )
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.exports.measured import COLUMNS, Question, rows
    from multipolar.measures.panel import Panel

    lookup = Lookup(current())
    panel = Panel.current().as_known(as_known) if as_known else Panel.current()
    keys, bodies = (tuple(lookup.key(text, None) for text in texts) for texts in (states, without))
    asked = Question(measure, keys, first, last, _peers(lookup, named), votes, by, bodies)
    found = rows(panel, asked)
    if output is not None and output.suffix.lower() == ".svg":
        _draw(asked, found, output)
        output = None
        if not as_json:
            return
    text = "" if as_json or output else _text(panel, asked, found)
    give(found, as_json=as_json, output=output, header=COLUMNS, text=text)


def _peers(lookup: Lookup, named: str) -> str:
    """The named peers by their keys."""
    if named in ("", "development"):
        return named
    return ",".join(lookup.key(part.strip(), None) for part in named.split(",") if part.strip())


def _draw(asked: Question, found: list[Row], output: Path) -> None:
    from multipolar.briefs.brief import SeriesRow
    from multipolar.briefs.charts import chart_file
    from multipolar.files import write
    from multipolar.measures.catalogue import MEASURES

    yearly = [row for row in found if row["last_year"] is None]
    lines = {" ".join(asked.states): "value", "peers": "peer_median", "world": "world_median"}
    drawn = {label: tuple(row[column] for row in yearly) for label, column in lines.items()}
    drawn = {label: values for label, values in drawn.items() if any(value is not None for value in values)}
    if not drawn:
        raise InputError("there is nothing to draw: no year is covered", mend="Leave out -o to see why")
    measure = MEASURES[asked.measure]
    series = SeriesRow(
        claim=0,
        title=_phrase(asked),
        unit=measure.unit,
        labels=tuple(drawn),
        years=tuple(row["year"] for row in yearly),
        values=tuple(drawn.values()),
        source=measure.dataset,
    )
    group = next((row["peers"] for row in yearly if row["peers"]), "")
    write(chart_file(series, f"peers: median of {group}; world: median of all states covered" if group else ""), output)
    click.echo(f"Written: {output}", err=True)


def _phrase(asked: Question) -> str:
    from multipolar.actors.record import registry
    from multipolar.measures.catalogue import MEASURES

    phrase = MEASURES[asked.measure].phrase.format(*map(registry().label, asked.states))
    return phrase[:1].upper() + phrase[1:]


def _text(panel: Panel, asked: Question, found: list[Row]) -> str:
    from multipolar.measures.catalogue import MEASURES

    measure = MEASURES[asked.measure]
    lines = [f"{_phrase(asked)} ({measure.unit})", f"{measure.description}."]
    if asked.votes != "all":
        lines.append(f"Roll calls: {asked.votes}.")
    if panel.known_on:
        lines.append(f"As known on {panel.known_on}: coverage as released, values as revised (pseudo-real-time).")
    lines.append("")
    if not any(row["value"] is not None for row in found):
        return "\n".join([*lines, *dict.fromkeys(str(row["coverage"]) for row in found)])
    yearly = [row for row in found if row["last_year"] is None]
    heading = (asked.by, "value", "interval", "n", "peers", "rank", "world", "rank")
    lines += columns([heading, *(_cells(row) for row in yearly if row["value"] is not None)])
    missing: dict[str, list[str]] = {}
    for row in yearly:
        if row["value"] is None:
            missing.setdefault(str(row["coverage"]), []).append(str(row["year"]))
    lines += [f"{', '.join(years)}: {reason}" for reason, years in missing.items()]
    for row in found:
        if row["last_year"] is not None:
            told = ", ".join(filter(None, _cells(row)[1:3]))
            lines.append(f"{row['year']} to {row['last_year']} together: {told}, n {row['n']}; {row['coverage']}")
    lines.append("")
    if group := next((row["peers"] for row in found if row["peers"]), ""):
        lines.append(f"peers: median of {group}; world: of all states covered; rank: 1 is the highest")
    lines.append(f"interval: {measure.error}")
    told = panel.manifest["datasets"].get(measure.dataset)
    if told:
        lines.append(f"source: {told['citation']} [{told['title']}, {told['version']}; {measure.licence}]")
    return "\n".join(lines)


def _cells(row: Row) -> tuple[str, ...]:
    interval = "" if row["low"] is None else f"{row['low']:.3f} to {row['high']:.3f}"
    n = "" if row["n"] is None else str(row["n"])
    compared = [cell for whose in ("peer", "world") for cell in _compared(row, whose)]
    return str(row["year"]), f"{row['value']:.4g}", interval, n, *compared


def _compared(row: Row, whose: str) -> tuple[str, str]:
    median, rank = row[f"{whose}_median"], row[f"{whose}_rank"]
    return "" if median is None else f"{median:.4g}", "" if rank is None else f"{rank} of {row[f'{whose}_count']}"
