"""`multipolar read`: texts in, typed rows out, each with its quote and its rule."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.brief import published_option
from multipolar.commands.options import in_color, remark, say, terminal_width
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.briefs.readings import Tables
    from multipolar.reading.document import Reading

    Corrected = tuple[Reading, tuple[str, ...]]

EVERY = 50
"""After so many documents of a folder a line tells how far it has come."""


@click.command()
@click.argument("source")
@published_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, of a folder one line a document.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write tables, Parquet and CSV, to this folder.")
@click.option("--explain", is_flag=True, help="Print the text with every row marked in place and told by its rule.")
@click.option("--review", "review", is_flag=True, help="Write SOURCE.review.json to accept, reject or correct rows in.")
@click.option("--propose", "asked", is_flag=True, help="Send the text to your language model; list what it proposes.")
@click.option("--events", "events", is_flag=True, help="Who did what to whom, by PLOVER; -o takes .parquet or .csv.")
@click.option("--format", "form", type=click.Choice(["plover"]), help="SOURCE holds lines {id, text}: code each.")
@click.option("--pipeline", metavar="NAME", help="List what this spaCy pipeline names and the record lacks.")
def command(
    source: str,
    published: date | None,
    as_json: bool,
    output: Path | None,
    explain: bool,
    review: bool,
    asked: bool,
    events: bool,
    form: str | None,
    pipeline: str | None,
) -> None:
    """Read SOURCE, an article, a feed, a folder of them or - for standard input, into typed rows.

    Rows have the exact quote, its place in the stored text and the rule by which they were read. A side file next to
    the article (see --review) is used where it lies there. With a folder the batch goes on past a document that cannot
    be read, and the exit code is 1 at the end.
    """
    if events or form:
        _refuse_clash({"--events": events, "--format": form, "--explain": explain, "--review": review})
        _events(source, published, output, as_json=as_json, lines=form is not None)
        return
    _refuse_clash({"--json": as_json, "-o": output, "--explain": explain, "--review": review})
    if review:
        _review(source, published)
        return
    kept: list[Tables] = []
    done = refused = 0
    for place, found in _readings(source, published):
        done += 1
        if place != source and done % EVERY == 0:
            remark(f"{done} documents read")
        if isinstance(found, InputError):
            refused += 1
            remark(f"left out: {found.line()}")
            continue
        reading, corrections = found
        _beside(reading, place, asked, pipeline)
        if output is not None:
            kept.append(_tables(reading, place, corrections))
        elif as_json:
            _print_json(reading, place, corrections, one=place == source)
        else:
            _print(reading, place, corrections, explain=explain)
    if output is not None:
        _write(kept, output)
    if refused:
        remark(f"{refused} of {done} documents could not be read")
        raise click.exceptions.Exit(1)


def _events(source: str, published: date | None, output: Path | None, *, as_json: bool, lines: bool) -> None:
    from multipolar.commands.read_events import write_events, write_plover

    if lines:
        write_plover(source, output)
    else:
        write_events(source, published, output, as_json=as_json)


def _refuse_clash(asked: dict[str, object]) -> None:
    """A usage error where more than one form of answer is asked for."""
    given = [name for name, value in asked.items() if value]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} do not go together; give one of {', '.join(asked)}")


def _readings(source: str, published: date | None) -> Iterator[tuple[str, Corrected | InputError]]:
    """Each document once, read and corrected by its side file, or what is wrong with it or with that file.

    A single document raises its error. The same text in another place is named and passed over.
    """
    from multipolar.reading.folders import load_all
    from multipolar.reading.read import read

    first: dict[str, str] = {}
    for place, intake in load_all(source):
        if isinstance(intake, InputError):
            yield place, intake
            continue
        reading = read(intake, published=published)
        before = first.setdefault(reading.document.sha256, place)
        if before != place:
            remark(f"{_shown(place)}: the same text as {_shown(before)}")
            continue
        try:
            yield place, _with_side_file(reading, place)
        except InputError as error:
            if place == source:
                raise
            yield place, error


def _with_side_file(reading: Reading, place: str) -> Corrected:
    """The reading with the decisions of its side file, if there is one, and a line on each."""
    from multipolar.reading.fetching import is_address
    from multipolar.reading.review import corrected, side_file

    return (reading, ()) if place == "-" or is_address(place) else corrected(reading, side_file(place))


def _beside(reading: Reading, place: str, asked: bool, pipeline: str | None) -> None:
    """What other readers say of the text, where they are asked, on standard error."""
    if asked:
        _propose(reading, place)
    if pipeline:
        _unknown(reading, place, pipeline)


def _propose(reading: Reading, place: str) -> None:
    """Print what a language model proposes as one line of JSON on standard error, apart from the rows."""
    from dataclasses import asdict

    from multipolar.propositions.parse import parses
    from multipolar.reading.llm import propose, settings

    found = propose(reading, settings(), parses)
    content = {"place": place, **asdict(found)}
    click.echo(f"proposed: {json.dumps(content, ensure_ascii=False)}", err=True)


def _unknown(reading: Reading, place: str, pipeline: str) -> None:
    from multipolar.briefs.safe import line
    from multipolar.reading.pipelines import named_pipeline, unknown_names

    for quote, label in unknown_names(reading, named_pipeline(pipeline)):
        click.echo(f"not on record: {line(quote.text)} ({label}, {quote.start}-{quote.end}, {line(place)})", err=True)


def _review(source: str, published: date | None) -> None:
    """Write the side file of one document, or show what is decided in the one that is there."""
    from multipolar.briefs.safe import line
    from multipolar.briefs.words import plural
    from multipolar.reading.folders import load_all
    from multipolar.reading.read import read
    from multipolar.reading.review import is_there, load_review, rows, side_file, told, write_new

    path = side_file(source)
    found = dict(load_all(source))
    intake = found.get(source)
    if len(found) != 1 or intake is None or isinstance(intake, InputError):
        raise InputError("is no single document", place=source, mend="Name a file of the one document to review")
    reading = read(intake, published=published)
    if not is_there(path):
        count = plural(write_new(reading, path), "row")
        say(f"{line(_shown(str(path)))}: {count} to decide: accept, reject, correct (with fields), relink (with actor)")
        return
    decided = load_review(path, reading).decisions
    quotes = {row["id"]: row["quote"] for row in rows(reading)}
    say(f"{line(_shown(str(path)))}: {plural(len(decided), 'row')} decided of {len(quotes)}")
    for key, decision in decided.items():
        say(f"  {line(told(decision, quotes[key]))}")


def _shown(place: str) -> str:
    """A path as text that any file can hold: bytes that are no UTF-8 are replaced."""
    return os.fsencode(place).decode("utf-8", "replace")


def _tables(reading: Reading, place: str, corrections: Sequence[str]) -> Tables:
    from multipolar.briefs.readings import tables

    _tell(corrections)
    return tables(reading, _shown(place), corrections=corrections)


def _print_json(reading: Reading, place: str, corrections: Sequence[str], *, one: bool) -> None:
    """One object on lines of its own, or of several documents one object a line; controls are written as escapes."""
    from multipolar.briefs.readings import as_json

    _tell(corrections)
    content = as_json(reading, _shown(place), corrections=corrections)
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1 if one else None)
    say("".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text))


def _print(reading: Reading, place: str, corrections: Sequence[str], *, explain: bool) -> None:
    """One reading for a person: the rows, or the text with the rows marked in it."""
    if explain:
        from multipolar.briefs.explained import explained

        _tell(corrections)
        say(explained(reading))
        return
    from multipolar.briefs.summary import summary

    width, color = terminal_width(), in_color()
    say(summary(reading, _shown(place), corrections=corrections, width=width, color=color))


def _tell(corrections: Sequence[str]) -> None:
    from multipolar.briefs.safe import line

    for note in corrections:
        remark(line(note))


def _write(kept: Sequence[Tables], folder: Path) -> None:
    """Every table of all documents as Parquet and, safe for spreadsheets, as CSV; all of the files or none."""
    from multipolar.briefs.readings import COLUMNS, types
    from multipolar.briefs.words import plural
    from multipolar.exports.tables import csv_text, parquet_of, without_formulas
    from multipolar.files import write_all

    if not kept:
        raise InputError("nothing was read, so there is nothing to write", place=str(folder))
    files: dict[str, bytes] = {}
    for name in COLUMNS:
        rows = [row for tables in kept for row in tables[name]]
        files[f"{name}.parquet"] = parquet_of(rows, types(name))
        files[f"{name}.csv"] = csv_text([without_formulas(row) for row in rows], tuple(types(name))).encode()
    write_all(files, folder)
    remark(f"{_shown(str(folder))}: {plural(len(kept), 'document')}, {len(COLUMNS)} tables")
