"""`multipolar check`: test one proposition on the record and show why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from multipolar.propositions.result import Evidence, Result

ROWS_SHOWN = 24
"""Evidence rows that fit on a terminal; `--json` has them all."""


@click.command("check")
@click.argument("proposition")
@click.option("--as-known", metavar="DATE", help="Use only what was public on that day (YYYY-MM-DD).")
@click.option("--json", "as_json", is_flag=True, help="Print the whole result as JSON.")
def command(proposition: str, as_known: str | None, as_json: bool) -> None:
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
    if as_json:
        from multipolar.propositions.jsonform import result_to_json

        form = result_to_json(result) | {"manifest": dict(panel.manifest)}
        click.echo(json.dumps(form, ensure_ascii=False, indent=1, allow_nan=False))
    else:
        click.echo(_text(result))


def _text(result: Result) -> str:
    lines = [f"{result.result}: {result.proposition}", result.english, "", f"{result.reason}."]
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
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]


def _cells(row: Evidence) -> tuple[str, ...]:
    value = "" if row.value is None else f"{row.value:.4g}"
    interval = "" if row.low is None or row.high is None else f"{row.low:.4g} to {row.high:.4g}"
    if row.value is not None and not interval:
        interval = "no error published"
    return row.what, " ".join(row.actors), row.time, value, interval, "" if row.n is None else str(row.n), row.source
