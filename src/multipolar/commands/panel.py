"""`multipolar panel`: measures of many states and pairs, year by year, for Python and R."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.options import as_known_option, columns
from multipolar.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from multipolar.actors.lookup import Lookup

ALIASES = {"alliances": ("defence", "offence", "neutrality", "nonaggression", "consultation")}
"""Names that stand for several measures."""

Year = click.IntRange(1816, 2200)


@click.command("panel")
@click.option("--states", default="world", metavar="WHO", help="Group, organisation, states (KAZ,UZB) or world.")
@click.option("--partners", default="", metavar="WHO", help="The other side of the pairs; else the same states.")
@click.option("--with", "wanted", required=True, metavar="MEASURES", help="Measures, divided by commas.")
@click.option("--from", "first", type=Year, required=True, metavar="YEAR", help="First year.")
@click.option("--to", "last", type=Year, metavar="YEAR", help="Last year; else the last that any of them covers.")
@click.option("--votes", default="all", metavar="CHOICE", help="Roll calls of vote measures, as for `measure`.")
@click.option("--without", multiple=True, metavar="ORG", help="Leave an organisation out of shared ones.")
@click.option("--wide", is_flag=True, help="A row for each pair and year, a column for each measure.")
@as_known_option
@click.option("--json", "as_json", is_flag=True, help="Print the rows as JSON.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file: .parquet, .csv or .json.")
def command(
    states: str,
    partners: str,
    wanted: str,
    first: int,
    last: int | None,
    votes: str,
    without: tuple[str, ...],
    wide: bool,
    as_known: date | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Write measures of STATES and of the pairs among them, year by year, with a codebook beside the file.

    \b
    multipolar panel --states "Central Asia" --with capability,trade,alliances,organisations,agreement \\
      --from 1992 -o panel.parquet
    multipolar panel --states world --with agreement,trade --from 2000 --to 2014 --wide -o world.csv

    A group or organisation stands for all that were full members at any time in the span. Missing is missing: a row
    without a value says why.
    """
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.exports.ties import Ask, codebook, long_table, wide_table
    from multipolar.measures.panel import Panel

    lookup = Lookup(current())
    panel = Panel.current().as_known(as_known) if as_known else Panel.current()
    measures = _measures(wanted)
    until = _last(panel.coverage(name).last for name in measures) if last is None else last
    if first > until:
        raise InputError(f"the span ends before it has begun: {first} to {until}", mend="Name years that are covered")
    one = _who(lookup, states, first, until)
    other = _who(lookup, partners, first, until) if partners else one
    bodies = tuple(lookup.key(body, None) for body in without)
    table = long_table(panel, Ask(measures, one, other, first, until, votes, bodies))
    shown = wide_table(table) if wide else table
    if output is not None:
        _write(shown, output)
        book = output.with_suffix(".codebook.csv")
        from multipolar.exports.tables import write_rows

        write_rows(codebook(panel, shown, measures), book)
        click.echo(f"Written: {output} ({shown.height:,} rows) and {book}", err=True)
    if as_json:
        click.echo(_json(shown))
    elif output is None:
        click.echo(_summary(table))


def _measures(wanted: str) -> tuple[str, ...]:
    from multipolar.actors.registry import nearest
    from multipolar.measures.catalogue import MEASURES, UNSUPPORTED

    names: list[str] = []
    for part in wanted.split(","):
        name = part.strip()
        if name in UNSUPPORTED:
            raise InputError(f"{name} is not supported: {UNSUPPORTED[name]}")
        names += ALIASES.get(name, (name,)) if name else ()
    for name in names:
        if name not in MEASURES:
            raise InputError(f"no measure is called {name[:60]!r}", mend=nearest(name, [*MEASURES, *ALIASES]))
    return tuple(dict.fromkeys(names))


def _last(years: object) -> int:
    known = [year for year in years if year is not None]  # type: ignore[attr-defined]
    return max(known, default=date.today().year - 1)


def _who(lookup: Lookup, text: str, first: int, last: int) -> tuple[str, ...] | None:
    """Keys of the states that a word stands for: none for "world", members of a body in the span, or those listed."""
    from multipolar.actors.record import memberships, registry

    if text.strip().casefold() == "world":
        return None
    found: list[str] = []
    for part in text.split(","):
        key = lookup.key(part.strip(), None)
        if key in registry().states:
            found.append(key)
            continue
        for row in memberships().by_body.get(key, ()):
            held = row.role == "full" and row.known(None) and row.actor in registry().states
            begun = row.span.start is None or row.span.start.first.year <= last
            if held and begun and (row.span.end is None or row.span.end.last.year >= first):
                found.append(row.actor)
    if not found:
        raise InputError(f"{text[:60]!r} names no states", mend="Name a group with members in those years, or states")
    return tuple(sorted(set(found)))


def _write(table: pl.DataFrame, path: Path) -> None:
    import io

    import polars as pl

    from multipolar.exports.tables import FORMATS
    from multipolar.files import write

    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise InputError(f"cannot tell a format from {path.suffix or 'no extension'!r}", place=str(path),
                         mend=f"End the name in {', '.join(FORMATS)}")  # fmt: skip
    if kind == ".json":
        write(_json(table) + "\n", path)
        return
    out = io.BytesIO()
    if kind == ".csv":
        table.write_csv(out)
    else:
        table.cast({pl.Enum: pl.String}).write_parquet(out, compression="zstd")
    write(out.getvalue(), path)


def _json(table: pl.DataFrame) -> str:
    from multipolar.exports.tables import json_text

    return json_text(table.to_dicts())


def _summary(table: pl.DataFrame) -> str:
    """Rows, years and what is covered of each measure."""
    import polars as pl

    lines = [("measure", "rows", "covered", "states", "years", "source")]
    for (name,), part in table.group_by("measure", maintain_order=True):
        seen = part.filter(pl.col("coverage") == "covered")
        years = f"{seen['year'].min()!s} to {seen['year'].max()!s}" if seen.height else "not covered"
        states = pl.concat([seen["state1"], seen["state2"]]).drop_nulls().n_unique()
        share = f"{seen.height / part.height:.0%}" if part.height else ""
        lines.append((str(name), f"{part.height:,}", share, str(states), years, str(part["source"][0])))
    told = columns(lines)
    return "\n".join([*told, f"{table.height:,} rows. Name a file with -o to have them, or --json"])
