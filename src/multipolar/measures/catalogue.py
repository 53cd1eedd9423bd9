"""The measures by name: their arguments, units, words, sources, what is known of their error, and where they stand.

They are rows of catalogue.csv.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from multipolar.tables import read_table

NO_ERROR = "no error published"

RECORD = "record"
"""Stands as the dataset of what is computed from the authored record and a user's own facts."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A yearly number about a state, or about two states.

    arguments: ("state",) or ("state", "power"); the second may be any state, `*` stands for the powers. dataset: key
    of the dataset it is computed from, or RECORD. low, high: bounds of its values. more, less: the words for a higher
    and a lower value. phrase: it in words, {0} and {1} for the states. denominator: of what it is a share, or empty.
    error: what is known of its error. licence: of the computed numbers. parts: measures that it is the mean of.

    table: the table of the world that holds it, empty for RECORD. kind: how it is read from there (`kinds.KINDS`).
    column: which column, or which similarity. symmetric: the same in either order of the pair. common_error: its
    interval is one error that all values of the state in that year share, so that it cancels where they are compared.
    """

    name: str
    arguments: tuple[str, ...]
    unit: str
    description: str
    dataset: str
    table: str
    kind: str
    column: str
    symmetric: bool
    common_error: bool
    low: float
    high: float
    more: str
    less: str
    phrase: str
    denominator: str
    error: str
    licence: str
    parts: tuple[str, ...]

    @property
    def dyadic(self) -> bool:
        """Whether it is about two states."""
        return len(self.arguments) == 2

    @property
    def classes(self) -> bool:
        """Whether its values are classes, such as 0 or 1, and no degrees."""
        return self.unit.startswith(("0 or 1", "-1 autocracy", "class"))


def _measure(row: dict[str, str]) -> Measure:
    """A measure from its row; a column that nobody asked for is an error in the package."""
    text = {name: row.pop(name) for name in ("name", "unit", "description", "dataset", "table", "kind", "more", "less")}
    rest = {name: row.pop(name) for name in ("phrase", "denominator", "error", "licence")}
    measure = Measure(
        **text,
        **rest,
        arguments=tuple(row.pop("arguments").split()),
        parts=tuple(row.pop("parts").split()),
        column=row.pop("column") or text["name"],
        symmetric=row.pop("symmetric") == "yes",
        common_error=row.pop("common_error") == "yes",
        low=float(row.pop("low")),
        high=float(row.pop("high")),
    )
    assert not row, row
    return measure


MEASURES: dict[str, Measure] = {
    measure.name: measure for measure in map(_measure, read_table(Path(__file__).parent, "catalogue"))
}
"""All measures, in order of their names."""

SIGNATURES: dict[str, tuple[str, ...]] = {name: measure.arguments for name, measure in MEASURES.items()}
"""What each measure takes."""

UNSUPPORTED = {
    "trade_gdp": (
        "trade over GDP needs GDP in current dollars, and the GDP on record is in constant prices: a quotient of the "
        "two means nothing. `trade` is the share of total trade"
    ),
}
"""What is often asked for and cannot be computed soundly here, with the reason."""
