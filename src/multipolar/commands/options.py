"""Options that several commands share, and what a command prints or writes of rows."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from multipolar.dates import parse_day
from multipolar.errors import InputError, OutputError


class Day(click.ParamType[date]):
    """An option that takes a full ISO 8601 day, not before the year `first`, where the record begins."""

    name = "date"

    def __init__(self, first: int = 0) -> None:
        self.first = first

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that says how to write one."""
        if isinstance(value, date):
            return value
        try:
            day = parse_day(value)
        except InputError as error:
            self.fail(error.line(), param, ctx)
        if day.year < self.first:
            self.fail(f"the record begins in {self.first}", param, ctx)
        return day


RECORD_BEGINS = 1816

on_option = click.option(
    "--on", "day", type=Day(RECORD_BEGINS), metavar="DATE", help="As of this day (YYYY-MM-DD); else today."
)
as_known_option = click.option(
    "--as-known", type=Day(), metavar="DATE", help="Use only what the public could know on that day."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
output_option = click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the rows to this file: .csv, .parquet or .json."
)


def give(
    rows: Sequence[Mapping[str, Any]],
    *,
    as_json: bool,
    output: Path | None,
    text: str,
    header: Sequence[str] = (),
    others: Sequence[str] = (),
) -> None:
    """Write rows to a file where one is named, and print them as JSON where asked, else the text.

    `header` heads a file without rows; `others` are endings that the command writes by other means.
    """
    if output is not None:
        from multipolar.exports.tables import write_rows

        write_rows(rows, output, header, others=others)
        click.echo(f"Written: {output} ({len(rows)} rows)", err=as_json)
    if as_json:
        from multipolar.exports.tables import json_text

        say(json_text(rows))
    elif output is None:
        say(text)


def say(text: str) -> None:
    """Print an answer; OutputError where the caller closed standard output."""
    if sys.stdout is None:
        raise OutputError("standard output is closed", mend="Leave it open, or write to a file")
    click.echo(text)


def remark(text: str) -> None:
    """Print on standard error what a reader of the answer should know."""
    click.echo(f"multipolar: {text}", err=True)


def remark_ahead(day: date) -> None:
    """Say so where an answer is for a day that lies ahead of today, and so of the record."""
    if day > date.today():
        remark(f"{day} lies ahead of the record: the answer is what holds today and what was fixed beforehand")


def terminal_width() -> int:
    """Columns to fill: those of the terminal, within what can be read."""
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 120))


def in_color() -> bool:
    """Whether standard output is a terminal whose user has not asked for no colour."""
    return sys.stdout is not None and sys.stdout.isatty() and "NO_COLOR" not in os.environ


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of cells in columns of even width; the last column runs free."""
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def cited(row: Mapping[str, Any]) -> str:
    """The source of a row in words, marked where the row is the user's own."""
    mark = "" if row["layer"] == "shipped" else f"[{row['layer']}] "
    return f"{mark}{row['source_title']}"
