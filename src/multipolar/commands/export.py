"""`multipolar export`: the record for those who go on working with it elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from multipolar.commands.options import on_option, say
from multipolar.errors import InputError

_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("export")
def command() -> None:
    """The whole record as a data package, a network or statements."""


@command.command("package")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--to-year", type=click.IntRange(1945, 2200), help="Last year of the panels; else the last full year.")
def package(folder: Path, to_year: int | None) -> None:
    """Write every table as CSV and Parquet with datapackage.json into FOLDER, and membership panels by year.

    The panels hold state-years and dyad-years as of 31 December, with the columns ccode, gwcode, iso3 and year
    (ccode1, ccode2 and so on for dyads).
    """
    from multipolar.actors.record import current
    from multipolar.exports.package import export
    from multipolar.files import make_folder

    make_folder(folder)
    for path in export(current(), folder, to_year or date.today().year - 1):
        click.echo(f"Written: {path}")


@command.command("network")
@_FILE
@on_option
def network(file: Path, day: date | None) -> None:
    """Write the network of states and organisations of a day to FILE, which ends in .graphml or .gexf."""
    from multipolar.actors.record import current
    from multipolar.exports.network import network as draw
    from multipolar.files import write

    write(draw(current(), day or date.today(), file.suffix.lower()), file)
    click.echo(f"Written: {file}")


@command.command("statements")
@_FILE
def statements(file: Path) -> None:
    """Write the record to FILE, which ends in .csv, as FollowTheMoney statements; - prints them."""
    from multipolar.actors.record import current
    from multipolar.exports.statements import statements as state
    from multipolar.files import write

    if str(file) == "-":
        say(state(current()).rstrip("\n"))
        return
    if file.suffix.lower() != ".csv":
        ending = repr(file.suffix) if file.suffix else "no extension"
        raise InputError(f"statements are CSV, not {ending}", place=str(file), mend="End the name in .csv, or write -")
    write(state(current()), file)
    click.echo(f"Written: {file}")
