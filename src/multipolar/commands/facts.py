"""`multipolar facts`: a user's own facts, checked, laid over the shipped record and withdrawn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.options import columns, give, json_option
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.actors.overlay import UserFacts

_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("facts")
def command() -> None:
    """Your own facts: a CSV with sources, laid over the shipped record until you withdraw it.

    The header tells what a file holds: memberships, organisations, names or offices. `multipolar facts columns`
    says which columns there are. Rows of an actor in an organisation take the place of the shipped rows on that pair;
    every answer that rests on them says so. `multipolar --facts FILE ...` does the same for one call.
    """


@command.command("check")
@_FILE
@json_option
@click.pass_context
def check(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Name every bad row of FILE, its column and the mend; exit code 2 where there is one.

    Beside the facts that are kept and those that --facts names.
    """
    from multipolar.actors.overlay import check as check_text
    from multipolar.actors.overlay import file_name, read_all, text_of
    from multipolar.commands.own import kept

    beside = [*kept(), *ctx.find_root().params["files"]]
    name, text = file_name(file), text_of(file)
    found, problems = check_text(name, text, read_all(path for path in beside if path.name != file.name))
    rows = [{"line": p.line, "column": p.column, "problem": p.problem, "mend": p.mend} for p in problems]
    sound = f"{name}: {len(found.rows)} rows of {found.table}, no problem"
    give(rows, as_json=as_json, output=None, text="\n".join(map(str, problems)) or sound)
    if problems:
        ctx.exit(2)


@command.command("add")
@_FILE
def add(file: Path) -> None:
    """Keep a copy of FILE and lay it over the record in every later call."""
    from multipolar.commands import own

    added = own.add(file)
    click.echo(f"{added.name}: {len(added.rows)} rows of {added.table} are laid over the record")
    click.echo(f"To take them out again: multipolar facts withdraw {added.name}")


@command.command("withdraw")
@click.argument("name")
def withdraw(name: str) -> None:
    """Take the facts called NAME out again; every answer is as it was before them."""
    from multipolar.commands import own

    click.echo(f"{own.withdraw(name).name} is withdrawn")


@command.command("list")
@json_option
def list_kept(as_json: bool) -> None:
    """List the files of facts that are laid over the record, and what is wrong where they cannot be."""
    from multipolar.actors.overlay import read_all
    from multipolar.commands.own import folder, kept

    paths = kept()
    try:
        whole = read_all(paths)
        rows = [_told(file) for file in whole]
    except InputError:
        rows = [_alone(path) for path in paths]
    table = [(str(r["name"]), str(r["table"]), f"{r['rows']} rows", str(r["problem"])) for r in rows]
    give(rows, as_json=as_json, output=None, text="\n".join(columns(table)) or f"No facts are kept in {folder()}")


def _told(file: UserFacts) -> dict[str, str | int]:
    return {"name": file.name, "table": file.table, "rows": len(file.rows), "problem": ""}


def _alone(path: Path) -> dict[str, str | int]:
    from multipolar.actors.overlay import UserFacts

    try:
        return _told(UserFacts.read(path))
    except InputError as error:
        return {"name": path.name, "table": "", "rows": 0, "problem": error.line()}


@command.command("columns")
@json_option
def list_columns(as_json: bool) -> None:
    """List the tables a file of facts may hold, with their columns."""
    from multipolar.facts.schema import USER_TABLES

    rows = [
        {
            "table": table.name,
            "column": c.name,
            "required": c.required,
            "meaning": c.meaning,
            "values": ", ".join(c.choices),
        }
        for table in USER_TABLES
        for c in table.columns
    ]
    table = [
        (
            str(r["table"]),
            str(r["column"]),
            "required" if r["required"] else "",
            f"{r['meaning']}{': ' if r['values'] else ''}{r['values']}",
        )
        for r in rows
    ]
    give(rows, as_json=as_json, output=None, text="\n".join(columns(table)))
