"""The figures of a brief as files: SVG and, where the `pdf` extra is installed, PNG to show; CSV to compute with."""

from __future__ import annotations

import csv
import importlib.util
import io
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from multipolar.briefs import charts, maps, multiples
from multipolar.briefs.brief import Brief, MapRow, SeriesRow, TiesRow
from multipolar.briefs.safe import visible
from multipolar.files import make_folder, write

Rows = list[tuple[object, ...]]
TIES = ("state", "power", "year", "value")


def save(brief: Brief, folder: Path) -> list[Path]:
    """Write every figure of a brief into a folder and return the files, in order. OutputError as for `files.write`."""
    make_folder(folder)
    pictures = importlib.util.find_spec("typst") is not None
    written = []
    for name, draw, rows in _figures(brief):
        svg = draw()
        if not svg:
            continue
        files: list[tuple[str, str | bytes]] = [(f"{name}.svg", svg), (f"{name}.csv", sheet(rows))]
        if pictures:
            from multipolar.briefs.pdf import png

            files.append((f"{name}.png", png(svg)))
        for file, content in files:
            write(content, folder / file)
            written.append(folder / file)
    return written


def table(row: TiesRow) -> str:
    """The numbers of a row of small multiples as CSV."""
    return sheet([TIES, *multiples.rows(row)])


def states(row: MapRow) -> str:
    """The states of a map as CSV."""
    return sheet(_states(row))


def numbers(brief: Brief) -> Iterator[tuple[str, Rows]]:
    """The name and the numbers of each figure, headed, whether it can be drawn or not."""
    return ((name, rows) for name, _, rows in _figures(brief))


def _figures(brief: Brief) -> Iterator[tuple[str, Callable[[], str], Rows]]:
    """The name, the drawing and the numbers of each figure; names are the brief's own words and safe as file names."""
    for row in brief.ties:
        name = re.sub(r"[^a-z0-9]+", "-", row.measure.lower()).strip("-") or "ties"
        yield f"ties-{name}", partial(multiples.sheet, row), [TIES, *multiples.rows(row)]
    if brief.map is not None:
        yield "map", partial(maps.file, brief.map), list(_states(brief.map))
    for place, series in enumerate(brief.series, 1):
        yield f"claim-{series.claim}-{place}", partial(charts.chart_file, series), list(_series(series))


def _states(row: MapRow) -> Iterator[tuple[object, ...]]:
    yield ("state", "name", "organisation", "day", "role", "took_part", "named", "power")
    for of in row.states:
        yield of.state, of.name, row.organisation, row.day, of.role, *map(int, (of.took_part, of.named, of.power))


def _series(series: SeriesRow) -> Iterator[tuple[object, ...]]:
    yield ("label", "year", "value")
    for label, values in zip(series.labels, series.values, strict=True):
        for year, value in zip(series.years, values, strict=True):
            if value is not None:
                yield label, year, value


def sheet(rows: Iterable[tuple[object, ...]]) -> str:
    """Rows as CSV; a text that a spreadsheet would take for a formula is kept a text."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = visible(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
