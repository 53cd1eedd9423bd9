"""`multipolar code`: codes of states from one system into another, as of a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from multipolar.commands.options import give, json_option, on_option, output_option, remark


@click.command("code")
@click.argument("codes", nargs=-1, required=True)
@click.option("--from", "source", required=True, metavar="SYSTEM", help="System of the codes given.")
@click.option("--to", "target", required=True, metavar="SYSTEM", help="System to convert to.")
@on_option
@json_option
@output_option
def command(
    codes: tuple[str, ...], source: str, target: str, day: date | None, as_json: bool, output: Path | None
) -> None:
    """Convert CODES of states; one line each, in their order.

    Systems: iso3, iso3-then (as it stood on the day), iso2, isonum, cow, cowc, gw, wikidata, key. Unknown, ambiguous
    and out-of-time codes end with exit code 2 and nothing on standard output.

    \b
    multipolar code 365 --from cow --to iso3 --on 1985-01-01
    multipolar code DEU FRA --from iso3 --to cow --on 1975-01-01
    """
    from multipolar.actors.codes import ISO3_THEN, ISO_BEGINS, system
    from multipolar.actors.record import current

    when = day or date.today()
    found = [current().codes.convert(code, source, target, when) for code in codes]
    rows = [
        {
            "code": c.code,
            "from": c.source,
            "to": c.target,
            "on": c.on.isoformat(),
            "result": c.result,
            "actor": c.actor,
            "name": current().called.common(c.actor, when),
            "notes": " ".join(c.notes),
        }
        for c in found
    ]
    give(rows, as_json=as_json, output=output, text="\n".join(c.result for c in found))
    if not as_json:
        for note in dict.fromkeys(f"{c.code}: {note}" for c in found for note in c.notes):
            remark(note)
    dated = {"iso2", "isonum", ISO3_THEN} & {system(source), system(target)}
    if dated and when.year < ISO_BEGINS:
        remark(f"ISO 3166 dates from {ISO_BEGINS}: for an earlier day {', '.join(sorted(dated))} gives its first codes")
