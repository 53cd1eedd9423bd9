"""`multipolar check`: test one proposition on the record and show why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import columns
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.propositions.multiverse import Multiverse
    from multipolar.propositions.result import Evidence, Result
    from multipolar.propositions.terms import Proposition

ROWS_SHOWN = 24
"""Evidence rows that fit on a terminal; `--json` has them all."""


@click.command("check")
@click.argument("proposition")
@click.option("--as-known", metavar="DATE", help="Use only what was public on that day (YYYY-MM-DD).")
@click.option("--why", "explain", is_flag=True, help="Explain in one paragraph with footnotes, and show other choices.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write a chart (.svg), the evidence (.csv, .parquet) or the whole result (.json).",
)
def command(proposition: str, as_known: str | None, explain: bool, as_json: bool, output: Path | None) -> None:
    """Test PROPOSITION on the record: it holds, fails or is undecided.

    \b
    HUN in OTS as observer on 2022-11-11
    most OTS in CIS on 2022-11-11
    capability(CHN) > capability(USA) in 2022
    trade(KAZ, CHN) rises from 1995 to 2014
    RUS leads trade(KAZ, *) in 2012
    """
    from multipolar.dates import parse_day
    from multipolar.propositions.parse import parse

    parsed = parse(proposition)
    known = parse_day(as_known) if as_known else None

    from multipolar.actors.record import memberships
    from multipolar.measures.panel import Panel
    from multipolar.propositions.evaluate import evaluate

    panel = Panel.current()
    result = evaluate(parsed, panel, memberships(), as_known=known)
    now = evaluate(parsed, panel, memberships()) if known else None
    choices = choices_now = None
    if explain:
        from multipolar.propositions.multiverse import multiverse

        choices = multiverse(parsed, panel, memberships(), as_known=known)
        choices_now = multiverse(parsed, panel, memberships()) if known else None
    form = (
        _form(result, now, choices, choices_now, dict(panel.manifest)) if as_json or _suffix(output) == ".json" else {}
    )
    if output is not None:
        _write(parsed, result, form, output)
    if as_json:
        click.echo(json.dumps(form, ensure_ascii=False, indent=1, allow_nan=False))
    elif choices is not None:
        click.echo(_explained(parsed, choices, choices_now, panel.manifest["datasets"]))
    elif output is None:
        click.echo(_text(result, now))


def _suffix(output: Path | None) -> str:
    return "" if output is None else output.suffix.lower()


def _form(
    result: Result,
    now: Result | None,
    choices: Multiverse | None,
    choices_now: Multiverse | None,
    manifest: dict[str, Any],
) -> dict[str, Any]:
    """The result as JSON values, with the answer as known now and the other choices where they were asked for.

    Each of the two answers has its own multiverse, as known on its own day.
    """
    from multipolar.propositions.jsonform import result_to_json

    form = result_to_json(result) | _multiverse(choices)
    if now is not None:
        form["as_known_now"] = result_to_json(now) | _multiverse(choices_now)
    return form | {"manifest": manifest}


def _multiverse(choices: Multiverse | None) -> dict[str, Any]:
    if choices is None:
        return {}
    variants = [
        {"choice": v.choice, "words": v.words, "proposition": v.proposition, "result": v.result.result,
         "effect": v.result.effect, "unit": v.result.unit, "probability": v.result.probability,
         "reason": v.result.reason}
        for v in choices.variants
    ]  # fmt: skip
    told = {"knowledge": choices.asked.knowledge, "summary": choices.summary(), **choices.counted()}
    return {"multiverse": {**told, "variants": variants}}


def _write(proposition: Proposition, result: Result, form: dict[str, Any], output: Path) -> None:
    """A chart of the evidence, its rows, or the whole result, by the ending of the file's name."""
    from multipolar.files import write

    if _suffix(output) == ".svg":
        write(_chart(proposition, result), output)
    elif _suffix(output) == ".json":
        write(json.dumps(form, ensure_ascii=False, indent=1, allow_nan=False) + "\n", output)
    else:
        from multipolar.exports.tables import write_rows

        rows = [_row(row) for row in result.evidence]
        write_rows(rows, output, EVIDENCE, others=(".svg",))
    click.echo(f"Written: {output}", err=True)


def _chart(proposition: Proposition, result: Result) -> str:
    """The evidence as an SVG; InputError where no row of it is a number."""
    from multipolar.briefs.charts import sheet_file
    from multipolar.briefs.series import sheet_of_evidence
    from multipolar.propositions.terms import Membership, atoms

    sheet = sheet_of_evidence(result, proposition)
    if sheet is not None:
        return sheet_file(sheet)
    if all(isinstance(atom, Membership) for atom in atoms(proposition)):
        raise InputError("there is no series to draw", mend="Memberships have no chart: write .csv or .json")
    raise InputError(f"nothing is covered that could be drawn: {result.reason}", mend="Leave out -o for the answer")


EVIDENCE = ("kind", "what", "actors", "time", "value", "low", "high", "n", "unit", "source")
"""Columns of a file of evidence."""


def _row(row: Evidence) -> dict[str, Any]:
    """A row of evidence as cells."""
    cells = {name: getattr(row, name) for name in EVIDENCE}
    return cells | {"actors": " ".join(row.actors)}


def _explained(proposition: Proposition, choices: Multiverse, now: Multiverse | None, datasets: dict[str, Any]) -> str:
    """The paragraph with its footnotes, and the table of other choices; with a knowledge date, one as known now too."""
    from multipolar.actors.record import memberships
    from multipolar.briefs.cards import reference
    from multipolar.propositions.why import lists_read, why

    told = now or choices
    lists = lists_read(proposition, told.asked, memberships())
    lines = [why(told, reference(datasets), choices if now else None, lists)]
    for known, held in (("as known now", now), (choices.asked.knowledge.partition(";")[0], choices)):
        if held is not None and held.variants:
            lines += ["", *([f"Other choices, {known}:"] if now else []), *_table_of_choices(held)]
    return "\n".join(lines)


def _table_of_choices(choices: Multiverse) -> list[str]:
    heading = ("choice", "instead", "result", "effect", "probability")
    cells = [
        (v.choice, v.words, v.result.result, "" if v.result.effect is None else f"{v.result.effect:+.3g}",
         "" if v.result.probability is None else f"{v.result.probability:.2f}")
        for v in choices.variants
    ]  # fmt: skip
    return columns([heading, *cells])


def _text(result: Result, now: Result | None) -> str:
    lines = [f"{result.result}: {result.proposition}", result.english, "", f"{result.reason}."]
    if now is not None:
        same = now.result == result.result
        told = "the same" if same else f"it {'is ' if now.result == 'undecided' else ''}{now.result}: {now.reason}"
        lines.append(f"As known now: {told}.")
    if result.effect is not None:
        lines.append(f"Effect: {result.effect:+.4g} ({result.unit})")
    if result.probability is not None:
        lines.append(f"Probability that the measure satisfies this, given its stated error: {result.probability:.3f}")
    lines.append(f"Coverage: {result.coverage.text}")
    if result.knowledge:
        lines.append(f"Knowledge: {result.knowledge}")
    lines.append(f"Rules of evidence: {', '.join(result.rules)}")
    if result.evidence:
        lines += ["", *_table(result.evidence[:ROWS_SHOWN])]
    if len(result.evidence) > ROWS_SHOWN:
        lines.append(f"... and {len(result.evidence) - ROWS_SHOWN} more rows; --json has them all")
    return "\n".join(lines)


def _table(rows: tuple[Evidence, ...]) -> list[str]:
    """Evidence rows in columns of even width."""
    cells = [("evidence", "actors", "time", "value", "95 % interval", "n", "source"), *(_cells(row) for row in rows)]
    return columns(cells)


def _cells(row: Evidence) -> tuple[str, ...]:
    value = "" if row.value is None else f"{row.value:.4g}"
    interval = "" if row.low is None or row.high is None else f"{row.low:.4g} to {row.high:.4g}"
    if row.value is not None and not interval:
        interval = "no error published"
    return row.what, " ".join(row.actors), row.time, value, interval, "" if row.n is None else str(row.n), row.source
