"""The checks every source file passes before a number is taken from it."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import polars as pl

from multipolar.errors import DataError
from multipolar.origins import DataFile, Dataset


def verified(dataset: Dataset, file: DataFile, folder: Path) -> pl.DataFrame:
    """The rows of a dataset's file, once it is shown to be the file that we know.

    Checked in this order, so that the refusal names the first thing that is wrong: the file is there, is readable
    Parquet, has exactly the declared columns and types, as many rows as expected, values within their bounds, and
    the known hash. Anything else is a DataError that names the file; nothing is repaired on the way.
    """
    path = folder / file.name
    content = _content(dataset, path)
    frame = _parquet(dataset, path, content)
    _check_columns(frame, file, path)
    _check_rows(frame, file, path)
    _check_bounds(frame, file, path)
    _check_hash(content, dataset, file, path)
    return frame


def _content(dataset: Dataset, path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(
            f"the file of {dataset.title} cannot be read ({error.strerror})",
            place=str(path),
            mend="Name the folder that holds the source files",
        ) from error


def _parquet(dataset: Dataset, path: Path, content: bytes) -> pl.DataFrame:
    try:
        return pl.read_parquet(io.BytesIO(content))
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DataError(
            f"this is no readable Parquet file ({str(error).splitlines()[0][:120]})",
            place=str(path),
            mend=f"It may be truncated: get {dataset.title}, {dataset.version}, again",
        ) from error


def _check_columns(frame: pl.DataFrame, file: DataFile, path: Path) -> None:
    missing = sorted(file.columns.keys() - frame.schema.keys())
    added = sorted(frame.schema.keys() - file.columns.keys())
    if missing or added:
        told = [f"missing {', '.join(missing)}"] * bool(missing) + [f"not expected {', '.join(added)}"] * bool(added)
        raise DataError(f"the columns changed: {'; '.join(told)}", place=str(path), mend="Nothing was built from it")
    for name, column in file.columns.items():
        dtype = frame.schema[name].base_type().__name__
        if dtype != column.dtype:
            raise DataError(f"column {name} is {dtype} where {column.dtype} is expected", place=str(path))


def _check_rows(frame: pl.DataFrame, file: DataFile, path: Path) -> None:
    fewest, most = file.rows
    if not fewest <= frame.height <= most:
        raise DataError(f"{frame.height} rows where {fewest} to {most} are expected", place=str(path))


def _check_bounds(frame: pl.DataFrame, file: DataFile, path: Path) -> None:
    for name, column in file.columns.items():
        values = frame.get_column(name)
        if not column.missing and values.null_count():
            raise DataError(f"column {name} has {values.null_count()} empty cells", place=str(path))
        if column.low is None and column.high is None:
            continue
        low = float("-inf") if column.low is None else column.low
        high = float("inf") if column.high is None else column.high
        outside = values.filter(~values.is_between(low, high))
        if outside.len():
            raise DataError(
                f"column {name} has {outside.len()} values outside {low:g} to {high:g}, the first is {outside[0]}",
                place=str(path),
            )


def _check_hash(content: bytes, dataset: Dataset, file: DataFile, path: Path) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != file.sha256:
        raise DataError(
            f"its SHA-256 is {found} where {file.sha256} is expected",
            place=str(path),
            mend=f"This is another file than {dataset.title}, {dataset.version}, as it was checked",
        )
