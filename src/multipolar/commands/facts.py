"""`multipolar facts`: a user's own facts, checked, laid over the shipped record and withdrawn."""

from __future__ import annotations

from pathlib import Path

import click

from multipolar.commands.options import columns, give, json_option

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
def check(file: Path, as_json: bool) -> None:
    """Name every bad row of FILE, its column and the mend; exit code 2 where there is one."""
    from multipolar.actors.overlay import check as check_file
    from multipolar.actors.overlay import read_all
    from multipolar.commands.own import kept

    found, problems = check_file(file, read_all(path for path in kept() if path.name != file.name))
    rows = [{"line": p.line, "column": p.column, "problem": p.problem, "mend": p.mend} for p in problems]
    sound = f"{file.name}: {len(found.rows)} rows of {found.table}, no problem"
    give(rows, as_json=as_json, output=None, text="\n".join(map(str, problems)) or sound)
    if problems:
        raise click.exceptions.Exit(2)


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
    """List the files of facts that are laid over the record."""
    from multipolar.actors.overlay import check as check_file
    from multipolar.commands.own import folder, kept
    from multipolar.errors import InputError

    rows = []
    for path in kept():
        try:
            found, problems = check_file(path)
            rows.append({"name": path.name, "table": found.table, "rows": len(found.rows), "problems": len(problems)})
        except InputError as error:
            rows.append({"name": path.name, "table": "", "rows": 0, "problems": error.line()})
    table = [(str(r["name"]), str(r["table"]), f"{r['rows']} rows") for r in rows]
    give(rows, as_json=as_json, output=None, text="\n".join(columns(table)) or f"No facts are kept in {folder()}")


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
