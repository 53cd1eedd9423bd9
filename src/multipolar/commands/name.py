"""`multipolar name`: whom a name means on a day, and what else it could mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.options import RECORD_BEGINS, Day, cited, columns, give, json_option, output_option

if TYPE_CHECKING:
    from multipolar.exports.rows import Row


@click.command("name")
@click.argument("name")
@click.option(
    "--on",
    "day",
    type=Day(RECORD_BEGINS),
    metavar="DATE",
    help="As of this day (YYYY-MM-DD); else whoever has the name.",
)
@json_option
@output_option
def command(name: str, day: date | None, as_json: bool, output: Path | None) -> None:
    """Say whom NAME means: a state, an organisation or a named group, under a name of any time.

    A name that none of them has can be that of a person in public office; the answer is then the terms of office.
    Where it means nobody on that day, or several, the candidates are listed and the exit code is 2.

    \b
    multipolar name "Swaziland" --on 1990-01-01
    multipolar name "Turkic Council"
    multipolar name "Mark Rutte" --on 2025-01-01
    """
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.exports.rows import Rows

    record = current()
    lookup, told = Lookup(record), Rows(record, day)
    found = lookup.resolve(name, day)
    people = None if found.actor or found.candidates else lookup.people(name, day)
    if people and people.holders:
        offices = [told.office(holder) for holder in people.holders]
        give(offices, as_json=as_json, output=output, text=_offices(offices))
        people.require()
        return
    rows = [told.name(candidate) for candidate in found.candidates]
    if rows or as_json:
        give(rows, as_json=as_json, output=output, text=_text(rows))
    found.require()


def _offices(rows: list[Row]) -> str:
    table = [
        (
            str(row["person"]),
            f"{row['title']}, {row['actor_name']} ({row['actor']})",
            f"{row['start'] or '…'} to {row['end'] or 'now'}",
            cited(row),
        )
        for row in rows
    ]
    return "\n".join(columns(table))


def _text(rows: list[Row]) -> str:
    table = [
        (
            str(row["actor"]),
            str(row["actor_name"]),
            f"{row['name']} ({row['kind']})",
            f"{row['start'] or '…'} to {row['end'] or 'now'}",
            str(row["caution"]),
        )
        for row in rows
    ]
    return "\n".join(columns(table))
