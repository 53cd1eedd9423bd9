"""Rows as a file: CSV, Parquet or JSON by the name of the file, whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from multipolar.errors import InputError, OutputError
from multipolar.files import write

if TYPE_CHECKING:
    import polars as pl

FORMATS = (".csv", ".parquet", ".json")


def write_rows(
    rows: Sequence[Mapping[str, Any]], path: Path, columns: Sequence[str] = (), *, others: Sequence[str] = ()
) -> None:
    """Write rows of the same columns to a file; `columns` heads one without rows.

    InputError for an extension that is none of FORMATS; it names `others` too, which the caller writes by itself.
    OutputError for a folder.
    """
    kind = path.suffix.lower()
    if kind not in FORMATS:
        if path.is_dir():
            raise OutputError("this is a folder", place=str(path), mend="Name a file in it")
        raise InputError(
            f"cannot tell a format from {repr(path.suffix) if path.suffix else 'a name without an ending'}",
            place=str(path),
            mend=f"End the name in {', '.join((*others, *FORMATS))}",
        )
    if kind == ".json":
        write(json_text(rows) + "\n", path)
    else:
        write(csv_text(rows, columns) if kind == ".csv" else _parquet(rows, columns), path)


def json_text(value: object) -> str:
    """A value as JSON that a person can read."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)


def csv_text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """Rows as CSV with a header; absent values are empty."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]) if rows else columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


_FORMULA = re.compile("[=+\\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""How a cell begins that a spreadsheet may run as a formula; the wide forms are those of East Asian keyboards."""


def without_formulas(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row for spreadsheets: an apostrophe goes before texts that begin like a formula; numbers stay as they are."""
    return {key: f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell for key, cell in row.items()}


def parquet_of(rows: Sequence[Mapping[str, Any]], types: Mapping[str, type]) -> bytes:
    """Rows as a Parquet file whose columns have these types (str, int, float, bool), with or without rows."""
    import polars as pl

    return _written(pl.DataFrame([dict(row) for row in rows], schema=dict(types)))


def _parquet(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    import polars as pl

    schema = None if rows else dict.fromkeys(columns, pl.String)
    return _written(pl.DataFrame([dict(row) for row in rows], schema=schema, infer_schema_length=None))


def _written(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out)
    return out.getvalue()
