"""`multipolar read --events` and `--format plover`: who did what to whom, as a table or as lines to score."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import give, remark, say
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.reading.plover.rows import EventRow

LARGEST = 1_000_000_000
TOLD_EVERY = 100_000


def write_events(source: str, published: date | None, output: Path | None, *, as_json: bool) -> None:
    """The events of a document or of all of a folder: told on the terminal, as JSON, or written as a table."""
    from multipolar.briefs.safe import line
    from multipolar.exports.tables import without_formulas
    from multipolar.reading.folders import load_all
    from multipolar.reading.plover.rows import COLUMNS, events_of
    from multipolar.reading.read import read

    rows: list[dict[str, Any]] = []
    texts: list[str] = []
    refused = 0
    for place, intake in load_all(source):
        if isinstance(intake, InputError):
            refused += 1
            remark(f"left out: {intake.line()}")
            continue
        reading = read(intake, published=published)
        for row in events_of(reading):
            flat = {"document": place, "sha256": reading.document.sha256} | row.flat()
            rows.append(flat if output is None or output.suffix.lower() != ".csv" else without_formulas(flat))
            texts.append(_told(row))
    text = "\n".join(line(told) for told in texts) if texts else "No event is told."
    give(rows, as_json=as_json, output=output, text=text, header=("document", "sha256", *COLUMNS))
    if refused:
        remark(f"{refused} documents could not be read")
        raise click.exceptions.Exit(1)


def _told(row: EventRow) -> str:
    """A row on one line, with the words and the rule behind it."""
    source, target = (", ".join(dict.fromkeys(a.code or "?" for a in side)) for side in (row.source, row.target))
    mode = f" ({row.mode})" if row.mode else ""
    whom = f" -> {target}" if target else ""
    when = row.date or "no day"
    status = "" if row.status == "happened" else f", {row.status}"
    return f"{when}  {row.event}{mode}  {source or '?'}{whom}{status}  “{row.words}”  [{row.rule}]"


def write_plover(source: str, output: Path | None) -> None:
    """Lines `{id, text}` in, `{id, events: [{source, target, event}]}` out, in their order; whole or not at all."""
    from multipolar.files import write
    from multipolar.reading.plover.rows import plover

    lines = []
    for number, (key, text) in enumerate(_lines(Path(source)), 1):
        lines.append(json.dumps({"id": key, "events": plover(text)}, ensure_ascii=False))
        if number % TOLD_EVERY == 0:
            remark(f"{number} lines coded")
    found = "\n".join(lines) + ("\n" if lines else "")
    if output is None:
        say(found.rstrip("\n"))
    else:
        write(found, output)
        remark(f"Written: {output} ({len(lines)} lines)")


def _lines(path: Path) -> Iterator[tuple[Any, str]]:
    """`id` and `text` of each line; InputError names the line that is not right."""
    place = str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"is larger than {LARGEST // 10**6} MB", place=place, mend="Split it")
        data = path.read_bytes()
        content = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=place) from error
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 at byte {error.start}", place=place, mend="Save it as UTF-8") from error
    for number, written in enumerate(content.split("\n"), 1):
        if not written.strip():
            continue
        try:
            row = json.loads(written)
            key, text = row["id"], row["text"]
        except (ValueError, KeyError, TypeError, RecursionError):
            key, text = None, None
        if not isinstance(text, str) or not isinstance(key, str | int):
            raise InputError(
                f"line {number} is no object with id and text", place=place, mend='Write {"id": "1", "text": "..."}'
            )
        yield key, text
