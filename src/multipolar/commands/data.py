"""`multipolar data`: compute the shipped measures again from their sources, and show what they cover."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from multipolar.errors import DataError


@click.group("data")
def command() -> None:
    """The measures that ship: what they cover, and how to compute them again."""


@command.command("build")
@click.option("--from", "source", type=click.Path(path_type=Path), required=True, help="Folder of the source files.")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Folder to write into; without it nothing is.")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def build(source: Path, target: Path | None, as_json: bool) -> None:
    """Compute every measure from the source files and say whether that gives the table that ships.

    Files that are not the known ones are refused by name. With --to, measures.parquet and measures.json are written,
    whole or not at all: whatever was in that folder stays if anything fails.
    """
    from multipolar.world.build import build as build_table
    from multipolar.world.build import write

    built = build_table(source)
    written = write(built, target) if target else ()
    if as_json:
        click.echo(json.dumps(built.manifest, ensure_ascii=False, indent=1, sort_keys=True))
        return
    click.echo(_table(built.manifest["measures"]))
    click.echo(f"{built.manifest['rows']} rows, checksum {built.manifest['checksum']}")
    click.echo(_compared(built.manifest["checksum"]))
    for path in written:
        click.echo(f"Written: {path}")


def _compared(checksum: str) -> str:
    """How a computed table stands to the one that ships, in words."""
    from multipolar.measures.panel import Panel

    try:
        shipped = Panel.shipped().manifest["checksum"]
    except DataError as error:
        return f"Not compared with the table that ships: {error.line()}"
    return "The same as the table that ships" if checksum == shipped else "Not the same as the table that ships"


@command.command("show")
@click.option("--json", "as_json", is_flag=True, help="Print the manifest as JSON.")
def show(as_json: bool) -> None:
    """What the shipped measures cover: years, states, rows, source and error of each."""
    from multipolar.measures.panel import Panel

    manifest = Panel.shipped().manifest
    if as_json:
        click.echo(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True))
        return
    click.echo(_table(manifest["measures"]))
    for key, dataset in manifest["datasets"].items():
        click.echo(f"{key}: {dataset['title']}, {dataset['version']}. {dataset['publisher']}. {dataset['licence']}")


def _table(measures: dict[str, Any]) -> str:
    """The measures as a table in columns of even width."""
    rows = [("measure", "first", "last", "states", "rows", "source", "error")]
    for name, told in measures.items():
        numbers = (str(told[field]) for field in ("first", "last", "states", "rows"))
        rows.append((name, *numbers, told["source"], told["error"]))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
