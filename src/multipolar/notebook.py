"""Results to look at and to compute with: `multipolar.brief`, `check`, `measure`, `read` and `demo` for notebooks.

Every result shows itself in a notebook, draws itself with `.chart()` and gives its rows with `.to_polars()` and
`.to_pandas()`. The objects behind them are those of the rooms: `.data` of each.
"""

from __future__ import annotations

import html as escaping
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from multipolar.dates import parse_day
from multipolar.errors import InputError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from multipolar.briefs.brief import Brief
    from multipolar.propositions.result import Result
    from multipolar.reading.document import Reading

Data = TypeVar("Data")
Day = date | str | None
PAGE_HEIGHT = 640
"""Pixels that a brief takes in a notebook; the rest of it scrolls."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, which a notebook shows."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg

    def save(self, path: str | Path) -> None:
        """Write it as .svg or .png, the latter with the `pdf` extra; InputError for another ending."""
        from multipolar.files import write

        ending = Path(path).suffix.lower()
        if ending not in (".svg", ".png"):
            raise InputError(f"{ending or 'no ending'} is no format of a drawing", mend="End the name in .svg or .png")
        if ending == ".svg":
            write(self.svg, path)
            return
        from multipolar.briefs.pdf import png

        write(png(self.svg), path)


@dataclass(frozen=True, slots=True)
class Shown(Generic[Data]):
    """A result with its page for a notebook, its rows and its drawing. data: the object that it shows."""

    data: Data
    _page: Callable[[Data], str]
    _rows: Callable[[Data], tuple[Sequence[str], list[Mapping[str, Any]]]]
    _drawing: Callable[[Data], str]

    def _repr_html_(self) -> str:
        """A frame of its own, in which nothing of a text can reach the notebook."""
        page = escaping.escape(self._page(self.data), quote=True)
        size = f"width:100%;height:{PAGE_HEIGHT}px;border:0"
        return f'<iframe sandbox srcdoc="{page}" style="{size}" title="multipolar"></iframe>'

    def chart(self) -> Drawing:
        """Its numbers drawn; InputError where it has none."""
        svg = self._drawing(self.data)
        if not svg:
            raise InputError("there is nothing to draw: no number is covered", mend="Look at the rows for the reason")
        return Drawing(svg)

    def to_polars(self) -> pl.DataFrame:
        """Its rows as a Polars frame."""
        import polars as pl

        header, rows = self._rows(self.data)
        columns = {name: [_cell(row.get(name)) for row in rows] for name in header}
        return pl.DataFrame(columns, strict=False)

    def to_pandas(self) -> pd.DataFrame:
        """Its rows as a pandas frame; InputError where pandas, of the `notebook` extra, is not installed."""
        try:
            import pandas as pd
        except ImportError as error:
            raise InputError(
                "pandas is not installed", mend="pip install 'multipolar[notebook]', or use to_polars()"
            ) from error
        return pd.DataFrame(self.to_polars().to_dict(as_series=False))


def brief(article: str | Path, *, published: Day = None, as_known: Day = None) -> Shown[Brief]:
    """The brief of an article: a text, Markdown, HTML or PDF file.

    published: the day of publication, as a date or as 2022-11-15. as_known: use only what was public by that day.
    Rows are its claims. Errors as of `multipolar brief`.
    """
    from multipolar.reading.intake import load

    return _brief(load(str(article)), published, as_known)


def demo(name: str = "summit-2019-baku", *, as_known: Day = None) -> Shown[Brief]:
    """The brief of an article that comes with multipolar."""
    from multipolar import articles
    from multipolar.reading.intake import from_bytes

    entry = articles.find(name)
    return _brief(from_bytes(articles.data(entry), entry.name, ".txt"), entry.published, as_known)


def _brief(intake: Any, published: Day, as_known: Day) -> Shown[Brief]:
    from multipolar.briefs.compose import compose
    from multipolar.briefs.html import html
    from multipolar.briefs.multiples import sheet
    from multipolar.checking.examine import examine
    from multipolar.reading import read as take_apart

    made = compose(examine(take_apart(intake, published=_day(published)), as_known=_day(as_known)))
    return Shown(made, html, _claims, lambda data: sheet(data.ties[0]) if data.ties else "")


CLAIMS = ("number", "part", "mode", "speaker", "quote", "start", "end", "verdict", "figure", "reason", "would_decide")


def _claims(made: Brief) -> tuple[Sequence[str], list[Mapping[str, Any]]]:
    rows: list[Mapping[str, Any]] = [
        {name: getattr(c, name) for name in CLAIMS if name not in ("quote", "start", "end")}
        | {"quote": c.quote.text, "start": c.quote.start, "end": c.quote.end}
        for c in made.claims
    ]
    return CLAIMS, rows


def check(proposition: str, *, as_known: Day = None) -> Shown[Result]:
    """A proposition tested on the record; rows are its evidence. ParseError with the place of what cannot be read."""
    from multipolar.actors.record import memberships
    from multipolar.briefs.charts import sheet_file
    from multipolar.briefs.series import sheet_of_evidence
    from multipolar.measures.panel import Panel
    from multipolar.propositions.evaluate import evaluate
    from multipolar.propositions.parse import parse

    term = parse(proposition)
    result = evaluate(term, Panel.current(), memberships(), as_known=_day(as_known))

    def drawing(data: Result) -> str:
        sheet = sheet_of_evidence(data, term)
        return sheet_file(sheet) if sheet else ""

    return Shown(result, _result_page, _evidence, drawing)


EVIDENCE = ("kind", "what", "actors", "time", "value", "low", "high", "n", "unit", "source")


def _evidence(result: Result) -> tuple[Sequence[str], list[Mapping[str, Any]]]:
    return EVIDENCE, [{name: getattr(row, name) for name in EVIDENCE} for row in result.evidence]


def _result_page(result: Result) -> str:
    from multipolar.briefs.blocks import Block, Heading, Span, Table, Text
    from multipolar.briefs.html import set_page

    rows = tuple((row.what, row.time, _number(row.value, row.low, row.high), row.source) for row in result.evidence)
    page: list[Block] = [Heading(1, result.result), Text((Span(result.english),)), Text((Span(result.reason),))]
    page.append(Table(("What", "When", "Value", "Source"), rows))
    return set_page(page, result.proposition, {})


def _number(value: float | None, low: float | None, high: float | None) -> str:
    from multipolar.briefs.words import interval, number

    return "" if value is None else f"{number(value)} ({interval(low, high)})"


def measure(name: str, *states: str, first: int | None = None, last: int | None = None, peers: str = "") -> Shown[Any]:
    """A measure of a state, or of two, by key or name, year by year beside its peers and the world."""
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.exports.measured import COLUMNS, Question, rows
    from multipolar.measures.panel import Panel

    lookup = Lookup(current())
    asked = Question(name, tuple(lookup.key(text, None) for text in states), first, last, peers)
    found = rows(Panel.current(), asked)
    return Shown((asked, found), _measured_page, lambda data: (COLUMNS, data[1]), _measured_drawing)


def _measured_page(data: Any) -> str:
    from multipolar.briefs.blocks import Heading, Table
    from multipolar.briefs.html import set_page
    from multipolar.briefs.series import phrase
    from multipolar.briefs.words import number

    asked, found = data
    rows = tuple(
        (
            str(row["year"]),
            _number(row["value"], row["low"], row["high"]),
            "" if row["peer_median"] is None else number(row["peer_median"]),
            row["coverage"] or "",
        )
        for row in found
    )
    return set_page([Heading(1, phrase(asked)), Table(("Year", "Value", "Peers", "Coverage"), rows)], phrase(asked), {})


def _measured_drawing(data: Any) -> str:
    from multipolar.briefs.charts import chart_file
    from multipolar.briefs.series import series_of_rows

    asked, found = data
    drawn = series_of_rows(asked, found)
    return chart_file(drawn[0], *drawn[1]) if drawn else ""


def read(article: str | Path, *, published: Day = None) -> Shown[Reading]:
    """An article taken apart, nothing tested; rows are its claims with all columns of `multipolar read`."""
    from multipolar.briefs.explained import explained
    from multipolar.briefs.readings import tables, types
    from multipolar.reading import load
    from multipolar.reading import read as take_apart

    reading = take_apart(load(str(article)), published=_day(published))

    def rows(data: Reading) -> tuple[Sequence[str], list[Mapping[str, Any]]]:
        return tuple(types("claims")), list(tables(data, str(article))["claims"])

    def page(data: Reading) -> str:
        return f"<!DOCTYPE html><pre style='white-space:pre-wrap'>{escaping.escape(explained(data))}</pre>"

    return Shown(reading, page, rows, lambda _: "")


def _day(day: Day) -> date | None:
    return parse_day(day) if isinstance(day, str) else day


def _cell(value: Any) -> Any:
    return " ".join(value) if isinstance(value, tuple) else value
