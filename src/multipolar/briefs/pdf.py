"""The brief as PDF, set by typst: offline, with text that can be selected, bookmarks and links that work.

Text reaches typst as data and never as markup. The `pdf` extra has what is needed.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from multipolar.briefs.blocks import Block, Figure, Heading, Items, Quote, Span, Table, Text, blocks
from multipolar.briefs.brief import Brief
from multipolar.briefs.safe import line, visible
from multipolar.errors import InputError

_TEMPLATE = Path(__file__).parent / "templates" / "brief.typ"
_WIDEST, _NARROWEST = 60, 11
"""Letters by which columns of a table are weighed against each other."""
_MADE = int(datetime(2000, 1, 1, tzinfo=UTC).timestamp())
"""The day that a PDF says it was made on, so that the same brief gives the same file."""
_WIDE = ("chart multiple", "map")
"""Classes of drawings that take the whole width of a sheet."""
PIXELS_PER_INCH = 192
"""Of a PNG made of a drawing: twice the size that a screen of old shows."""


def pdf(brief: Brief) -> bytes:
    """The brief as one PDF file, the same for the same brief. InputError where the `pdf` extra is not installed."""
    title = line(brief.document.title) or "Untitled document"
    return set_page(blocks(brief), title, f"Brief by {brief.manifest.tool}")


def set_page(page: Iterable[Block], title: str, foot: str) -> bytes:
    """A run of blocks as PDF; `foot` stands at the foot of each sheet."""
    data = {"title": line(title), "foot": line(foot), "blocks": [_plain(block) for block in page]}
    return _compile(_TEMPLATE.read_text(encoding="utf-8"), data, "pdf")


def png(svg: str) -> bytes:
    """A drawing as PNG. InputError where the `pdf` extra is not installed."""
    page = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        '#image(bytes(json(bytes(sys.inputs.data)).svg), format: "svg", width: 420pt)'
    )
    return _compile(page, {"svg": svg}, "png")


def _compile(source: str, data: dict[str, Any], form: Literal["pdf", "png"]) -> bytes:
    try:
        import typst
    except ImportError as error:
        raise InputError(
            f"{form.upper()} needs the package typst, which is not installed",
            mend="pip install 'multipolar[pdf]', or write .html and print it from a browser",
        ) from error
    inputs = {"data": json.dumps(data)}
    # The root holds this page alone: there is no other file that it could read, whatever it asks for.
    with tempfile.TemporaryDirectory() as root:
        page = Path(root) / "page.typ"
        page.write_text(source, encoding="utf-8")
        return typst.compile(
            page, root=page.parent, format=form, ppi=PIXELS_PER_INCH, sys_inputs=inputs, timestamp=_MADE
        )


def _plain(block: Block) -> dict[str, Any]:
    """A block as JSON values, each text fit to be seen."""
    match block:
        case Heading(level, text, label):
            return {"kind": "heading", "level": level, "text": line(text) or "-", "label": label}
        case Text(spans):
            return {"kind": "text", "line": [_span(span) for span in spans]}
        case Quote(text):
            return {"kind": "quote", "text": line(text)}
        case Items(lines, numbered):
            return {"kind": "items", "numbered": numbered, "lines": [[_span(s) for s in spans] for spans in lines]}
        case Table(head, rows, narrow):
            cells = [[line(cell) for cell in row] for row in rows]
            return {"kind": "table", "head": [*map(line, head)], "rows": cells, "narrow": narrow,
                    "widths": _widths(head, rows)}  # fmt: skip
        case Figure(svg, caption):
            return {
                "kind": "figure",
                "svg": svg,
                "caption": line(caption),
                "wide": any(f'class="{name}"' in svg for name in _WIDE),
            }


def _span(span: Span) -> dict[str, str]:
    return {"text": visible(span.text).replace("\n", " "), "style": span.style, "to": span.to}


def _widths(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> list[int]:
    """Shares of the width by the longest cell of each column, within bounds."""
    columns = zip(head, *rows, strict=True)
    return [max(_NARROWEST, min(_WIDEST, max(map(len, column)))) for column in columns]
