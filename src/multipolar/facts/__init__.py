"""The record that ships: authored tables as CSV, the computed measures as one Parquet with its manifest."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from pathlib import Path

from multipolar.errors import DataError
from multipolar.tables import read_table

FOLDER = Path(__file__).parent

Rows = Callable[[str], list[dict[str, str]]]
"""What gives the rows of a table by its name: `rows` below, or the same with a user's own facts laid over it."""


def path(name: str) -> Path:
    """Where a shipped file lies, by its path inside `facts`: "measures.parquet", "memberships/OTS.csv"."""
    return FOLDER / name


@cache
def rows(name: str) -> list[dict[str, str]]:
    """All rows of an authored table as text, keyed by its header; `name` is "states" or "memberships/OTS".

    The list is shared between callers: read it, never change it. DataError where the table is missing or
    a row does not fit its header.
    """
    place = f"facts/{name}.csv"
    try:
        return list(read_table(FOLDER, name))
    except (OSError, ValueError, csv.Error) as error:
        raise DataError(
            f"the table cannot be read ({error})",
            place=place,
            mend="Install multipolar again: the record is part of it",
        ) from error
