"""`multipolar replicate`: a brief made again from its bundle, and whether it is the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from multipolar.commands.options import in_color, terminal_width
from multipolar.errors import InputError


@click.command("replicate")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.argument("article", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer and the comparison as JSON.")
def command(bundle: Path, article: str | None, as_json: bool) -> None:
    """Make the brief of BUNDLE again and say whether it is the same, or what changed and why.

    ARTICLE is needed where the bundle does not hold the text. The exit status is 1 where the brief is not the same.
    """
    import msgspec

    from multipolar.briefs.compare import blocks, compare
    from multipolar.briefs.data import dumps
    from multipolar.briefs.terminal import set_page
    from multipolar.briefs.unbundle import differences, unpack
    from multipolar.commands.brief import make_brief
    from multipolar.reading.intake import Intake, load

    held = unpack(bundle)
    told, options = held.manifest.article, held.manifest.options
    if article is None and not options.with_text:
        raise InputError("does not hold the text", place=str(bundle), mend="Name the article behind it")
    if article is None:
        intake = Intake(held.text, told.title, told.publisher, told.byline, told.published, told.notices)
    else:
        intake = load(article)
    with tempfile.TemporaryDirectory() as folder:
        side = Path(folder) / (Path(told.review).name or "article.review.json")
        side.write_bytes(held.review)
        made = make_brief(
            intake,
            side if held.review else None,
            published=options.published,
            as_known=options.as_known,
            byline=options.byline,
            with_text=options.with_text,
            borders=options.borders,
        )
    found = compare(held.brief, made)
    same = dumps(made) == dumps(held.brief)
    if as_json:
        told_all = {"same": same, "differences": differences(held, made), "comparison": found}
        click.echo(msgspec.json.format(msgspec.json.encode(told_all), indent=2).decode())
    elif same:
        click.echo(f"The same brief: {len(made.claims)} claims, {len(made.sources)} sources.")
    else:
        click.echo(set_page(blocks(found), width=terminal_width(), color=in_color()), nl=False)
        for line in differences(held, made):
            click.echo(line)
    if not same:
        raise SystemExit(1)
