"""`multipolar brief FOLDER`: the briefs of several articles, and an overview of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.options import in_color, terminal_width
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.briefs.brief import Brief
    from multipolar.briefs.overview import Overview

FORMATS = {".html": "html", ".htm": "html", ".pdf": "pdf", ".md": "markdown", ".json": "json", ".txt": "terminal"}


def deliver(source: str, make: Callable[..., Brief], output: Path | None, as_json: bool, review: bool) -> None:
    """Brief every document of a folder or feed and print the overview, or write it, with each brief where `output` is
    a folder. What cannot be read is told and left out; InputError where nothing can.
    """
    from multipolar.briefs.overview import overview
    from multipolar.reading.folders import load_all
    from multipolar.reading.review import side_file

    found: list[tuple[str, Brief]] = []
    unreadable: list[str] = []
    loaded = list(load_all(source))
    for count, (place, intake) in enumerate(loaded, 1):
        if isinstance(intake, InputError):
            unreadable.append(str(intake))
            continue
        found.append((place, make(intake, side_file(place) if review else None)))
        if count % 20 == 0:
            click.echo(f"{count} of {len(loaded)} articles", err=True)
    if not found:
        raise InputError("nothing in it could be read", place=source, mend=unreadable[0] if unreadable else "")
    made = overview(found, unreadable)
    for text in unreadable:
        click.echo(text, err=True)
    if output is None:
        click.echo(_rendered(made, "json" if as_json else "terminal", {}), nl=False)
    elif output.suffix.lower() in FORMATS:
        _write(_rendered(made, FORMATS[output.suffix.lower()], {}), output)
    else:
        _write_all(found, made, output)


def _write_all(found: list[tuple[str, Brief]], made: Overview, folder: Path) -> None:
    """Each brief as a page and as JSON, and the overview that leads to them."""
    from multipolar.briefs.render import render
    from multipolar.files import make_folder

    make_folder(folder)
    links = {}
    for line, (_, brief) in zip(made.documents, found, strict=True):
        name = f"{line.number:02d}-{_safe(line.place)}"
        links[line.title or line.place] = f"{name}.html"
        for form, ending in (("html", "html"), ("json", "json")):
            _write(render(brief, form), folder / f"{name}.{ending}", say=False)
    _write(_rendered(made, "json", {}), folder / "overview.json", say=False)
    _write(_rendered(made, "html", links), folder / "overview.html")


def _safe(place: str) -> str:
    """A file's name of its own letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9]+", "-", Path(place).stem).strip("-").lower()[:60] or "article"


def _rendered(made: Overview, form: str, links: dict[str, str]) -> str | bytes:
    from multipolar.briefs.overview import blocks

    title = f"{len(made.documents)} articles side by side"
    if form == "json":
        import msgspec

        return msgspec.json.format(msgspec.json.encode(made), indent=2).decode() + "\n"
    if form == "html":
        from multipolar.briefs.html import set_page

        return set_page(blocks(made), title, links)
    if form == "pdf":
        from multipolar import __version__
        from multipolar.briefs.pdf import set_page as set_pdf

        return set_pdf(blocks(made), title, f"Overview by multipolar {__version__}")
    if form == "markdown":
        from multipolar.briefs.markdown import written

        return written(blocks(made))
    from multipolar.briefs.terminal import set_page as set_terminal

    return set_terminal(blocks(made), width=terminal_width(), color=in_color())


def _write(content: str | bytes, path: Path, *, say: bool = True) -> None:
    from multipolar.files import write

    write(content, path)
    if say:
        click.echo(f"Written: {path}", err=True)
