"""`multipolar cite`: how to cite multipolar, its sources and the datasets behind its numbers."""

from __future__ import annotations

import click

from multipolar.commands.options import say


@click.command("cite")
@click.argument("keys", nargs=-1)
@click.option("--format", "format_", type=click.Choice(["bibtex", "csl"]), default="bibtex", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format csl.")
def command(keys: tuple[str, ...], format_: str, as_json: bool) -> None:
    """Print how to cite KEYS, as they stand in the column `source` of an answer; else multipolar and its datasets."""
    from multipolar.exports.citation import bibtex, csl, find, works
    from multipolar.exports.tables import json_text

    wanted = keys or tuple(key for key, work in works().items() if work.kind in ("software", "dataset"))
    found = find(tuple(dict.fromkeys(wanted)))
    say(json_text(csl(found)) if as_json or format_ == "csl" else bibtex(found))
