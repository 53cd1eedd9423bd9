"""The brief as one HTML file: no script, no request, every text escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from multipolar.briefs import charts, drawing, figures, map_words, maps, multiples, safe, words
from multipolar.briefs.blocks import Block
from multipolar.briefs.brief import Brief, TiesRow
from multipolar.briefs.marked import marked

_TEMPLATES = Path(__file__).parent / "templates"


def html(brief: Brief) -> str:
    """A self-contained page that a browser opens offline.

    Its Content-Security-Policy allows this page's own style sheet, known by its hash, and nothing else.
    """
    style, policy = _style()
    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            brief=brief,
            names=words.names(brief),
            style=style,
            policy=policy,
            marked=marked(brief),
            modes={claim.number: claim.mode for claim in brief.claims},
            sources={row.key: position for position, row in enumerate(brief.sources, 1)},
            charts=_charts(brief),
            multiples=_multiples(brief),
            dashes=drawing.DASHES,
            drawn_map=_map(brief),
            map_words=map_words,
        )
    )


def set_page(page: Iterable[Block], title: str, links: Mapping[str, str]) -> str:
    """A run of blocks as a page of the same make. links: cells of tables that lead to another file, by their words."""
    style, policy = _style()
    rows = [(type(block).__name__.lower(), block) for block in page]
    template = _environment().get_template("blocks.html.j2")
    return template.render(title=title, rows=rows, links=links, style=style, policy=policy)


def _style() -> tuple[Markup, str]:
    """Our own style sheet, and the policy that allows it by its hash and nothing else."""
    style = (_TEMPLATES / "brief.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return Markup(style), policy  # noqa: S704 - our own style sheet


def _multiples(brief: Brief) -> list[tuple[TiesRow, list[Markup], str, str]]:
    """Each row of small multiples with its drawings, and its numbers and the whole drawing as files to save."""
    found = []
    for position, row in enumerate(brief.ties, 1):
        drawn = [Markup(svg) for svg in multiples.charts(row, f"multiple-{position}")]  # noqa: S704 - from an XML tree
        found.append((row, drawn, _file("text/csv", figures.table(row)), _file("image/svg+xml", multiples.sheet(row))))
    return found


def _map(brief: Brief) -> tuple[Markup, str, str] | None:
    """The map with its states and the whole drawing as files to save; None where there is nothing to draw."""
    if brief.map is None or not (drawn := maps.draw(brief.map, "map")):
        return None
    table, whole = figures.states(brief.map), maps.file(brief.map)
    return Markup(drawn), _file("text/csv", table), _file("image/svg+xml", whole)  # noqa: S704 - from an XML tree


def _file(kind: str, text: str) -> str:
    """An address that holds a small file, for a link that saves it."""
    return f"data:{kind};base64,{base64.b64encode(safe.visible(text).encode()).decode()}"


def _charts(brief: Brief) -> dict[int, list[tuple[str, str, str]]]:
    """Drawing, title and source of each series, by the number of its claim."""
    drawn: dict[int, list[tuple[str, str, str]]] = {}
    for position, series in enumerate(brief.series, 1):
        drawing = charts.line_chart(series, f"chart-{position}")
        if drawing:
            title = f"{series.title} ({series.unit})" if series.unit else series.title
            drawn.setdefault(series.claim, []).append((Markup(drawing), title, series.source))  # noqa: S704 - from an XML tree
    return drawn


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals["words"] = words
    environment.globals["link"] = safe.link
    environment.filters["shorten"] = safe.shorten
    return environment


def _finalize(value: object) -> object:
    """Escaping makes text harmless to the page; this makes it harmless to the eye."""
    return safe.visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
