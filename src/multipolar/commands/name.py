"""`multipolar name`: whom a name means on a day, and what else it could mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.options import RECORD_BEGINS, Day, columns, give, json_option, output_option

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

    Where it means nobody on that day, or several, the candidates are listed and the exit code is 2.

    \b
    multipolar name "Swaziland" --on 1990-01-01
    multipolar name "Turkic Council"
    """
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.exports.rows import Rows

    record = current()
    found = Lookup(record).resolve(name, day)
    rows = [Rows(record).name(candidate) for candidate in found.candidates]
    if rows or as_json:
        give(rows, as_json=as_json, output=output, text=_text(rows))
    found.require()


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
