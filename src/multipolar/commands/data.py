"""`multipolar data`: the datasets behind the measures, checked, built into a world, shown and cited."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import columns, give, json_option, output_option
from multipolar.errors import DataError, InputError

if TYPE_CHECKING:
    from multipolar.world.build import World


@click.group("data")
def command() -> None:
    """The datasets behind the measures: list, verify, build a world from them, show, cite."""


from_option = click.option(
    "--from", "source", type=click.Path(path_type=Path), required=True, help="Folder of the source files."
)


@command.command("list")
@json_option
@output_option
def list_datasets(as_json: bool, output: Path | None) -> None:
    """List every dataset: version, years, terms, files, and whether anything of it ships or is in your world."""
    from multipolar import facts
    from multipolar.sources.catalogue import DATASETS
    from multipolar.world import generation
    from multipolar.world.tables import TABLES

    shipped = {key for table in TABLES.values() if table.ships for key in table.datasets}
    held = set(generation.current().manifest["datasets"])
    calendar = facts.rows("releases")
    rows = [
        {
            "dataset": key,
            "title": dataset.title,
            "publisher": dataset.publisher,
            "version": dataset.version,
            "first": dataset.covers[0],
            "last": dataset.covers[1],
            "measures_ship": key in shipped,
            "in_world": key in held,
            "licence": dataset.licence,
            "url": dataset.url,
            "files": "; ".join(file.name for file in dataset.files),
            "citation": dataset.citation,
            "releases": "; ".join(
                f"{row['released_on']} to {row['covers_to']}" for row in calendar if row["dataset"] == key
            ),
        }
        for key, dataset in DATASETS.items()
    ]
    cells = [("dataset", "years", "ships", "in world", "title, version; terms")]
    for row in rows:
        span = f"{row['first']} to {row['last']}"
        ships, held_too = ("yes" if row[name] else "no" for name in ("measures_ship", "in_world"))
        cells.append(
            (str(row["dataset"]), span, ships, held_too, f"{row['title']}, {row['version']}; {row['licence']}")
        )
    give(rows, as_json=as_json, output=output, text="\n".join(columns(cells)))


@command.command("verify")
@from_option
@json_option
@click.pass_context
def verify(ctx: click.Context, source: Path, as_json: bool) -> None:
    """Check every source file in a folder: columns, rows, bounds, hash. Exit code 4 where one is refused."""
    from multipolar.exports.tables import json_text
    from multipolar.sources.catalogue import check

    if not source.is_dir():
        raise InputError("is no folder", place=str(source), mend="Name the folder that holds the source files")
    found = check(source)
    if as_json:
        rows = [
            {"file": c.file, "datasets": list(c.datasets), "rows": c.rows, "problem": c.problem or None} for c in found
        ]
        click.echo(json_text(rows))
    else:
        cells = [
            (c.file, f"{c.rows:,} rows" if c.rows is not None else "refused", c.problem or "as known") for c in found
        ]
        click.echo("\n".join(columns(cells)))
    if any(c.problem for c in found):
        ctx.exit(DataError.exit_code)


@command.command("build")
@from_option
@click.option("--to", "target", type=click.Path(path_type=Path), help="World folder; else your own.")
@click.option("--dry-run", is_flag=True, help="Compute and compare, and write nothing.")
@click.option("--shipped", is_flag=True, help="Only the tables that ship, into the folder of --to as it is.")
@json_option
def build(source: Path, target: Path | None, dry_run: bool, shipped: bool, as_json: bool) -> None:
    """Build a world from the source files, put it in force, and say what differs from the one before.

    Files that are not the known ones are refused by name. A world is a new folder beside the old one, put in force
    when it is whole: whatever was in force stays if anything fails, and nobody who reads is disturbed.
    """
    from multipolar.exports.tables import json_text
    from multipolar.world import generation
    from multipolar.world.build import build as build_world

    if shipped and target is None and not dry_run:
        raise InputError("--shipped needs the folder to write into", mend="Name it with --to")
    root = target or generation.home()
    built = build_world(source, shipped=shipped, tell=_progress)
    before, told = _compared(root, built, shipped=shipped)
    if not dry_run:
        if shipped:
            generation.write(built.tables, built.manifest, root)
        else:
            generation.publish(built.tables, built.manifest, root)
    if as_json:
        click.echo(json_text({"manifest": built.manifest, "differences": told, "written": not dry_run}))
        return
    rows = sum(frame.height for frame in built.tables.values())
    click.echo(f"{len(built.tables)} tables, {rows:,} rows, checksum {built.manifest['checksum']}")
    click.echo("\n".join(told) or f"The same as the world before ({before})")
    click.echo("Nothing was written (--dry-run)" if dry_run else f"In force: {root}")


def _progress(table: str) -> None:
    click.echo(f"  {table}", err=True)


def _compared(root: Path, built: World, *, shipped: bool) -> tuple[Path, list[str]]:
    """The world before and what differs from it in words; one that cannot be read is said to be so and replaced."""
    from multipolar.world import generation
    from multipolar.world.build import differences

    try:
        before = generation.shipped() if shipped else generation.current(root)
        told = differences(before.manifest, built.manifest, lambda name: (before.frame(name), built.tables[name]))
    except DataError as error:
        return root, [f"Not compared with the world before, which cannot be read: {error.thing} ({error.place})"]
    return before.folder, told


@command.command("show")
@click.argument("measure", required=False)
@json_option
def show(measure: str | None, as_json: bool) -> None:
    """Show what the measures of the world in force cover, or one MEASURE whole: definition, unit, error, source."""
    from multipolar.exports.tables import json_text
    from multipolar.measures.panel import Panel

    panel = Panel.current()
    if measure is not None:
        about = _about(panel.manifest, measure)
        click.echo(
            json_text(about) if as_json else "\n".join(columns([(k, str(v)) for k, v in about.items() if v != ""]))
        )
        return
    if as_json:
        click.echo(json_text(dict(panel.manifest)))
        return
    click.echo(_table(panel.manifest["measures"]))
    for key, dataset in panel.manifest["datasets"].items():
        click.echo(f"{key}: {dataset['title']}, {dataset['version']}. {dataset['publisher']}. {dataset['licence']}")
    click.echo(f"World: {panel.world.folder}, checksum {panel.manifest['checksum']}")


def _about(manifest: Any, name: str) -> dict[str, Any]:
    from multipolar.actors.registry import nearest
    from multipolar.measures.catalogue import MEASURES, UNSUPPORTED

    if name in UNSUPPORTED:
        raise InputError(f"{name} is not supported: {UNSUPPORTED[name]}")
    if name not in MEASURES:
        raise InputError(f"no measure is called {name[:60]!r}", mend=nearest(name, MEASURES))
    measure = MEASURES[name]
    held = manifest["measures"].get(name, {})
    dataset = manifest["datasets"].get(measure.dataset, {})
    return {
        "measure": name,
        "arguments": ", ".join(measure.arguments),
        "unit": measure.unit,
        "bounds": f"{measure.low:g} to {measure.high:g}",
        "definition": measure.description,
        "denominator": measure.denominator,
        "error": measure.error,
        "symmetric": "yes" if measure.symmetric else "",
        "covers": f"{held['first']} to {held['last']}, {held['states']} states" if held else "",
        "dataset": f"{dataset['title']}, {dataset['version']}" if dataset else measure.dataset,
        "licence": measure.licence,
        "citation": dataset.get("citation", ""),
    }


def _table(measures: dict[str, Any]) -> str:
    """The measures as a table in columns of even width."""
    rows = [("measure", "first", "last", "states", "rows", "source", "error")]
    for name, told in measures.items():
        numbers = (str(told[field]) for field in ("first", "last", "states", "rows"))
        rows.append((name, *numbers, told["source"], told["error"]))
    return "\n".join(columns(rows))


@command.command("coverage")
@click.option("--measures", "by_measure", is_flag=True, help="By measure and not by dataset.")
@json_option
@output_option
def coverage(by_measure: bool, as_json: bool, output: Path | None) -> None:
    """Show how many states each dataset, or each measure, covers in each year; files have a row for each year."""
    from multipolar.measures.coverage import matrix
    from multipolar.measures.panel import Panel

    rows = matrix(Panel.current(), by_measure=by_measure)
    give(rows, as_json=as_json, output=output, text=_picture(rows), header=("name", "year", "states"))


def _picture(rows: list[dict[str, Any]]) -> str:
    """A line for each name and a mark for each decade: all its years covered, some, or none."""
    years: dict[str, set[int]] = {}
    for row in rows:
        years.setdefault(row["name"], set()).add(row["year"])
    decades = range(1810, 2030, 10)
    lines = [("", "".join(f"{decade:<5}" for decade in range(1810, 2030, 50)), "years")]
    for name, covered in years.items():
        marks = "".join("█" if set(range(d, d + 10)) <= covered else "▒" if covered & set(range(d, d + 10)) else "·"
                        for d in decades)  # fmt: skip
        lines.append((name, marks, f"{min(covered)} to {max(covered)}"))
    return "\n".join([*columns(lines), "a mark is a decade: █ every year, ▒ some years, · none"])


@command.command("cite")
@click.argument("datasets", nargs=-1)
@click.option("--format", "form", type=click.Choice(["bibtex", "csl"]), default="bibtex", help="BibTeX or CSL-JSON.")
def cite(datasets: tuple[str, ...], form: str) -> None:
    """Cite DATASETS by key, or all whose figures are in the world in force."""
    from multipolar.exports.citation import bibtex, csl, find
    from multipolar.world import generation

    found = find(datasets or tuple(generation.current().manifest["datasets"]))
    from multipolar.exports.tables import json_text

    click.echo(bibtex(found) if form == "bibtex" else json_text(csl(found)))
