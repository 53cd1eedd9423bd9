"""What the tests of the sources ask of every frame that is read."""

from __future__ import annotations

import polars as pl


def one_row_each(frame: pl.DataFrame, *keys: str) -> bool:
    """Whether the keys tell all rows apart, and none of them is empty."""
    return bool(frame.select(keys).is_unique().all()) and not sum(frame.select(keys).null_count().row(0))


def row(frame: pl.DataFrame, **wanted: object) -> dict[str, object]:
    """The one row with these values."""
    found = frame.filter(*(pl.col(name) == value for name, value in wanted.items()))
    assert found.height == 1, (wanted, found)
    return found.row(0, named=True)
