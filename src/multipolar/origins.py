"""Where a number comes from: the dataset, its release, citation and licence, and the file it is read from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """What one column of a source file must look like.

    dtype: the type's name as Polars writes it. low, high: inclusive bounds of its values, None where it has none.
    missing: whether the publisher leaves cells empty.
    """

    dtype: str
    low: float | None = None
    high: float | None = None
    missing: bool = False


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a dataset: name, all columns, how many rows it may have, and the hash of the known good copy."""

    name: str
    columns: dict[str, Column]
    rows: tuple[int, int]
    sha256: str


@dataclass(frozen=True, slots=True)
class Dataset:
    """A published dataset and the release of it that we read.

    key: our short name. covers: first and last calendar year that the release covers in full.
    """

    key: str
    title: str
    publisher: str
    version: str
    citation: str
    licence: str
    url: str
    covers: tuple[int, int]
    files: tuple[DataFile, ...]
