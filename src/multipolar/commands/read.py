"""`multipolar read`: texts in, typed rows out, each with its quote and its rule."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.brief import published_option
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.briefs.readings import Tables
    from multipolar.reading.document import Reading


@click.command()
@click.argument("source")
@published_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, of a folder one line a document.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write tables, Parquet and CSV, to this folder.")
@click.option("--explain", is_flag=True, help="Print the text with every row marked in place and told by its rule.")
@click.option("--review", "review", is_flag=True, help="Write SOURCE.review.json to accept, reject or correct rows in.")
@click.option("--propose", "asked", is_flag=True, help="Send the text to your language model; list what it proposes.")
@click.option("--pipeline", metavar="NAME", help="List what this spaCy pipeline names and the record lacks.")
def command(
    source: str,
    published: date | None,
    as_json: bool,
    output: Path | None,
    explain: bool,
    review: bool,
    asked: bool,
    pipeline: str | None,
) -> None:
    """Read SOURCE, an article, a feed, a folder of them or - for standard input, into typed rows.

    Rows have the exact quote, its place in the stored text and the rule by which they were read. A side file next to
    the article (see --review) is used where it lies there. With a folder the batch goes on past a document that cannot
    be read, and the exit code is 1 at the end.
    """
    from multipolar.reading.folders import load_all
    from multipolar.reading.read import read

    if review:
        _review(source, published)
        return
    kept: dict[str, Tables] = {}
    refused = 0
    for place, intake in load_all(source):
        if isinstance(intake, InputError):
            refused += 1
            click.echo(f"left out: {intake}", err=True)
            continue
        reading = _with_side_file(read(intake, published=published), place)
        if asked:
            _propose(reading, place)
        if pipeline:
            _unknown(reading, place, pipeline)
        if output is not None:
            kept[place] = _tables(reading, place)
        else:
            _print(reading, place, as_json=as_json, explain=explain, one=place == source)
    if output is not None:
        _write(kept, output)
    if refused:
        click.echo(f"{refused} of the documents could not be read", err=True)
        sys.exit(1)


def _print(reading: Reading, place: str, *, as_json: bool, explain: bool, one: bool) -> None:
    """One reading in the form asked for."""
    if as_json:
        _print_json(reading, place, one=one)
    elif explain:
        from multipolar.briefs.explained import explained

        click.echo(explained(reading))
    else:
        _summary(reading, place)


def _with_side_file(reading: Reading, place: str) -> Reading:
    from multipolar.reading.review import load_review, reviewed, side_file

    path = side_file(place) if place != "-" else None
    if path is None or not path.is_file():
        return reading
    changed, notes = reviewed(reading, load_review(path, reading))
    for note in notes:
        click.echo(note, err=True)
    return changed


def _propose(reading: Reading, place: str) -> None:
    """Print what a language model proposes as one line of JSON on standard error, apart from the rows."""
    from dataclasses import asdict

    from multipolar.propositions.parse import parses
    from multipolar.reading.llm import endpoint, propose

    found = propose(reading, endpoint(), parses)
    content = {"place": place, **asdict(found)}
    click.echo(f"proposed: {json.dumps(content, ensure_ascii=False)}", err=True)


def _unknown(reading: Reading, place: str, pipeline: str) -> None:
    from multipolar.briefs.safe import line
    from multipolar.reading.pipelines import named_pipeline, unknown_names

    for quote, label in unknown_names(reading, named_pipeline(pipeline)):
        click.echo(f"not on record: {line(quote.text)} ({label}, {quote.start}-{quote.end}, {line(place)})", err=True)


def _review(source: str, published: date | None) -> None:
    from multipolar.reading.intake import load
    from multipolar.reading.read import read
    from multipolar.reading.review import load_review, side_file, write_new

    path = side_file(source)
    reading = read(load(source), published=published)
    if path.exists():
        decided = load_review(path, reading).decisions
        click.echo(f"{path}: {len(decided)} rows decided")
        for decision in decided.values():
            click.echo(f"  {decision.decision:8} {decision.id}")
        return
    count = write_new(reading, path)
    click.echo(f"{path}: {count} rows to decide: accept, reject, correct (with fields) or relink (with actor)")


def _tables(reading: Reading, place: str) -> Tables:
    from multipolar.briefs.readings import tables

    return tables(reading, place)


def _print_json(reading: Reading, place: str, *, one: bool) -> None:
    from multipolar.briefs.readings import as_json

    content = as_json(reading, place)
    click.echo(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1 if one else None))


def _write(kept: dict[str, Tables], folder: Path) -> None:
    """Every table of all documents as Parquet and, safe for spreadsheets, as CSV."""
    from multipolar.exports.tables import write_rows
    from multipolar.files import make_folder

    if not kept:
        raise InputError("nothing was read, so there is nothing to write", place=str(folder))
    make_folder(folder)
    names = next(iter(kept.values()))
    for name in names:
        rows = [row for tables in kept.values() for row in tables[name]]
        write_rows(rows, folder / f"{name}.parquet", ("document",))
        write_rows([_safe(row) for row in rows], folder / f"{name}.csv", ("document",))
    click.echo(f"{folder}: {len(kept)} documents, {len(names)} tables", err=True)


def _safe(row: dict[str, object]) -> dict[str, object]:
    """A row whose texts no spreadsheet takes for a formula; the Parquet file has them as they are."""
    return {
        key: f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
        for key, value in row.items()
    }


def _summary(reading: Reading, place: str) -> None:
    """The rows for a person to look over."""
    from multipolar.actors.record import registry
    from multipolar.briefs.safe import line, shorten

    document, label = reading.document, registry().label
    title = document.title.text if document.title else "Untitled document"
    click.echo(f"{line(title)} ({line(place)}, {document.published or 'day of publication not known'})")
    for notice in (*document.notices, *reading.irregularities):
        click.echo(f"  note: {line(notice)}")
    named = dict.fromkeys(m.actor for m in reading.mentions)
    click.echo(f"  actors: {', '.join(f'{label(a)} ({a})' for a in named) or 'none'}")
    for meeting in reading.meetings:
        when = (meeting.date.day or meeting.date.written) if meeting.date else "day not given"
        where = f", {meeting.place.text}" if meeting.place else ""
        click.echo("  meeting: " + line(f"{meeting.kind} {meeting.organisation}, {when}{where}"))
        for p in meeting.participants:
            came = (label(p.actor), p.represented_by, p.capacity, p.capacity_basis)
            click.echo("    " + line(", ".join(filter(None, came))))
    for role in reading.roles:
        click.echo(f"  role: {label(role.actor)}, {role.role} in {label(role.organisation)}, {role.basis}")
    for chain in reading.chains:
        click.echo(f"  chain: {' leans on '.join(label(a) for a in chain.actors)}")
    for claim in reading.claims:
        click.echo(f"  {claim.number:3} {claim.mode}, {line(claim.speaker)}: {shorten(line(claim.quote.text), 160)}")
        for a in claim.assertions:
            between = f"{', '.join(map(label, a.subjects)) or '?'} -> {', '.join(map(label, a.objects)) or '?'}"
            click.echo(f"        {'not ' if a.negated else ''}{a.relation}: {between} ({line(a.cue.text)!r})")
    click.echo("")
