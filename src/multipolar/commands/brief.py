"""`multipolar brief` and `multipolar demo`: an article in, a checked brief out."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.options import Day, in_color, terminal_width
from multipolar.dates import parse_day
from multipolar.errors import InputError
from multipolar.facts.vocabulary import BORDERS

if TYPE_CHECKING:
    from multipolar.briefs.brief import Brief
    from multipolar.briefs.bundle import Options
    from multipolar.reading.document import Reading
    from multipolar.reading.intake import Intake

FORMATS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".md": "markdown", ".json": "json", ".txt": "terminal"}


published_option = click.option(
    "--published", type=Day(), metavar="DATE", help="Day of publication; settles dates without a year."
)
as_known_option = click.option(
    "--as-known", type=Day(), metavar="DATE", help="Use only what was public by that day (series as released by then)."
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the brief to this file: .html, .pdf, .md, .json or .txt.",
)
byline_option = click.option("--byline", is_flag=True, help="Print the author's name that the document gives.")
text_option = click.option("--with-text", is_flag=True, help="Add the whole text, marked; for those who may hold it.")
review_option = click.option("--no-review", is_flag=True, help="Do not use the side file ARTICLE.review.json.")
figures_option = click.option(
    "--figures", type=click.Path(path_type=Path), metavar="FOLDER", help="Write the figures here, as SVG, CSV and PNG."
)
bundle_option = click.option(
    "--bundle",
    type=click.Path(path_type=Path),
    metavar="FILE.zip",
    help="Write the brief with all it takes to make it again (see `replicate`).",
)
compare_option = click.option(
    "--compare",
    type=click.Path(path_type=Path),
    metavar="OLD.json",
    help="Print what changed since an older brief of the article, and why.",
)
borders_option = click.option(
    "--borders",
    type=click.Choice(BORDERS),
    default=BORDERS[0],
    show_default=True,
    help="Whose borders the map shows: natural-earth draws who is in control in fact, visionscarto is nearer to the "
    "United Nations on Ukraine and Western Sahara. What is disputed is hatched in both.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print the brief as JSON.")


@click.command()
@click.argument("article")
@published_option
@as_known_option
@output_option
@figures_option
@bundle_option
@compare_option
@borders_option
@json_option
@byline_option
@text_option
@review_option
def brief(
    article: str,
    published: date | None,
    as_known: date | None,
    output: Path | None,
    figures: Path | None,
    bundle: Path | None,
    compare: Path | None,
    borders: str,
    as_json: bool,
    byline: bool,
    with_text: bool,
    no_review: bool,
) -> None:
    """Read ARTICLE, a text, Markdown or HTML file, - for standard input, or the address of a page on the web, and hold
    its claims against the record. Only an address is ever fetched.

    A folder or a feed gives an overview of its articles: with -o FOLDER the brief of each as a page beside it, with -o
    and a file name the overview alone.
    """
    from multipolar.reading.fetching import is_address
    from multipolar.reading.folders import is_many
    from multipolar.reading.intake import load
    from multipolar.reading.review import side_file

    make = partial(
        make_brief, published=published, as_known=as_known, byline=byline, with_text=with_text, borders=borders
    )
    if is_many(article):
        from multipolar.commands.overview import deliver

        if figures or bundle or compare:
            raise InputError(
                "figures, bundles and comparisons are of one article", place=article, mend="Name one article"
            )
        deliver(article, make, output, as_json, not no_review)
        return
    format_ = _format(output, as_json)
    side = None if no_review or article == "-" or is_address(article) else side_file(article)
    intake = load(article)
    made = make(intake, side)
    if bundle is not None:
        from multipolar.briefs.bundle import Options

        _write_bundle(made, intake, side, Options(published, as_known, byline, with_text, borders), bundle)
    if compare is not None:
        _print_comparison(made, compare, as_json)
    if compare is None or output is not None:
        _deliver(made, output, format_, figures)


def _write_bundle(made: Brief, intake: Intake, side: Path | None, options: Options, target: Path) -> None:
    from multipolar.briefs.bundle import Article, pack
    from multipolar.files import write
    from multipolar.reading.review import is_there

    reviewed = side if side is not None and is_there(side) else None
    name = reviewed.name if reviewed else ""
    byline = intake.byline if options.byline else ""
    told = Article(made.document.sha256, intake.title, intake.publisher, intake.published, intake.notices, byline, name)
    write(pack(made, told, options, intake.text, reviewed.read_bytes() if reviewed else b""), target)
    click.echo(f"Written: {target}", err=True)


def _print_comparison(made: Brief, old: Path, as_json: bool) -> None:
    """What changed since an older brief, on the terminal or as JSON."""
    import msgspec

    from multipolar.briefs.compare import blocks, compare
    from multipolar.briefs.data import loads
    from multipolar.briefs.terminal import set_page

    try:
        before = loads(old.read_bytes())
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=str(old)) from None
    found = compare(before, made)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
    else:
        click.echo(set_page(blocks(found), width=terminal_width(), color=in_color()), nl=False)


@click.command()
@click.argument("name", required=False, default="summit-2019-baku")
@click.option("--list", "listing", is_flag=True, help="List the articles that come with multipolar.")
@as_known_option
@output_option
@figures_option
@borders_option
@json_option
@text_option
def demo(
    name: str,
    listing: bool,
    as_known: date | None,
    output: Path | None,
    figures: Path | None,
    borders: str,
    as_json: bool,
    with_text: bool,
) -> None:
    """The brief of an article that comes with multipolar (NAME; see --list)."""
    from multipolar import articles
    from multipolar.reading.intake import from_bytes

    if listing:
        for entry in articles.catalogue():
            click.echo(f"{entry.name:32} {entry.kind:18} {entry.title}")
        return
    entry = articles.find(name)
    format_ = _format(output, as_json)
    intake = from_bytes(articles.data(entry), entry.name, ".txt")
    day = parse_day(entry.published)
    made = make_brief(
        intake, None, published=day, as_known=as_known, byline=False, with_text=with_text, borders=borders
    )
    _deliver(made, output, format_, figures)


def _format(output: Path | None, as_json: bool) -> str:
    """The format that the options ask for; a file's ending decides."""
    if output is None:
        return "json" if as_json else "terminal"
    if output.suffix.lower() not in FORMATS:
        raise InputError(
            f"{output.suffix or 'no ending'} is no format of a brief",
            place=str(output),
            mend=f"End the file name in {', '.join(FORMATS)}",
        )
    return FORMATS[output.suffix.lower()]


def make_brief(
    intake: Intake,
    side: Path | None,
    *,
    published: date | None,
    as_known: date | None,
    byline: bool,
    with_text: bool,
    borders: str,
) -> Brief:
    """The brief of one article, with the decisions of its side file where there is one."""
    from multipolar.briefs.compose import compose
    from multipolar.checking.examine import examine
    from multipolar.reading.read import read

    reading = read(intake, published=published)
    if side is not None:
        reading = _corrected(reading, side)
    return compose(examine(reading, as_known=as_known), byline=byline, with_text=with_text, borders=borders)


def _deliver(made: Brief, output: Path | None, format_: str, figures: Path | None) -> None:
    """Print the brief or write it whole, and its figures where they are asked for."""
    from multipolar.briefs.render import render

    if figures is not None:
        from multipolar.briefs.figures import save

        click.echo(f"{figures}: {len(save(made, figures))} files", err=True)
    if output is None:
        text = render(made, format_, width=terminal_width(), color=in_color())
        assert isinstance(text, str)
        click.echo(text, nl=not text.endswith("\n"))
        return
    from multipolar.files import write

    write(render(made, format_), output)
    click.echo(f"{output}: {len(made.claims)} claims", err=True)


def _corrected(reading: Reading, side: Path) -> Reading:
    """The reading with the decisions of a side file, if there is one, each of which the brief tells as a notice."""
    from dataclasses import replace

    from multipolar.reading.review import corrected

    changed, notes = corrected(reading, side)
    if not notes:
        return changed
    count = "1 correction of a reader was" if len(notes) == 1 else f"{len(notes)} corrections of a reader were"
    told = (f"{count} used ({side.name}).", *notes)
    return replace(changed, irregularities=(*changed.irregularities, *told))
