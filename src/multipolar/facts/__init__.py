"""The record that ships: authored tables as CSV, the computed measures as one Parquet with its manifest."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from multipolar.errors import DataError


def path(name: str) -> Traversable:
    """Where a shipped file lies, by its path inside `facts`: "measures.parquet", "memberships/OTS.csv"."""
    return files(__name__).joinpath(*name.split("/"))


@cache
def rows(name: str) -> list[dict[str, str]]:
    """All rows of an authored table as text, keyed by its header; `name` is "states" or "memberships/OTS".

    The list is shared between callers: read it, never change it. DataError where the table is missing or
    a row does not fit its header.
    """
    place = f"facts/{name}.csv"
    try:
        text = path(f"{name}.csv").read_bytes().decode("utf-8")
        table = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(
            f"the table cannot be read ({error})",
            place=place,
            mend="Install multipolar again: the record is part of it",
        ) from error
    for number, row in enumerate(table, start=2):
        if None in row or None in row.values():
            raise DataError("the row does not fit the header", place=f"{place} line {number}")
    return table
