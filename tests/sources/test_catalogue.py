"""Every file of every dataset is the known one, and what is not is refused by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from multipolar import facts
from multipolar.errors import DataError
from multipolar.origins import DataFile, Dataset
from multipolar.sources.catalogue import DATASETS, check, problems
from multipolar.sources.verify import verified
from tests.source_files import FOLDER, needs_sources

FILES = {file.name: (dataset, file) for dataset in DATASETS.values() for file in dataset.files}

TYPES = {
    "Boolean": pl.Boolean,
    "Categorical": pl.Categorical,
    "Float32": pl.Float32,
    "Float64": pl.Float64,
    "Int16": pl.Int16,
    "Int32": pl.Int32,
    "Int64": pl.Int64,
    "Int8": pl.Int8,
    "String": pl.String,
}


def sample(file: DataFile) -> pl.DataFrame:
    """Two rows that fit the description of a file, without the file."""
    values = {
        name: pl.Series(
            name,
            ["x" if column.low is None else column.low] * 2 if column.dtype != "Boolean" else [True, False],
            dtype=pl.String if column.dtype in ("String", "Categorical") else None,
        ).cast(TYPES[column.dtype])
        for name, column in file.columns.items()
    }
    return pl.DataFrame(values)


def beyond(frame: pl.DataFrame, file: DataFile) -> pl.DataFrame:
    """The frame with one value above the bounds of its column."""
    room = {"Int8": 127, "Int16": 32_767}
    name, column = next(
        (name, column)
        for name, column in file.columns.items()
        if column.high is not None and column.high < room.get(column.dtype, 2**31)
    )
    assert column.high is not None
    out = pl.Series([column.high + 1, column.low]).cast(TYPES[column.dtype])
    return frame.with_columns(out.alias(name))


def saved(change: Callable[[pl.DataFrame, DataFile], pl.DataFrame], path: Path, file: DataFile) -> None:
    change(sample(file), file).write_parquet(path)


def truncated(path: Path, file: DataFile) -> None:
    sample(file).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])


def page(path: Path, file: DataFile) -> None:
    path.write_text("<!doctype html><title>404 Not Found</title>" * 20)


WRONG: dict[str, tuple[Callable[[Path, DataFile], None], str]] = {
    "truncated": (truncated, "no readable Parquet"),
    "web page": (page, "no readable Parquet"),
    "renamed": (
        lambda path, file: saved(lambda f, _: f.rename({f.columns[-1]: "renamed"}), path, file),
        "not expected renamed",
    ),
    "retyped": (lambda path, file: saved(lambda f, _: f.cast(pl.String).cast(pl.Binary), path, file), "is Binary"),
    "out of bounds": (lambda path, file: saved(beyond, path, file), "values outside"),
    "other hash": (lambda path, file: saved(lambda f, _: f, path, file), "is expected"),
}


@pytest.mark.parametrize("fault", WRONG)
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_wrong_file_is_refused_by_name(name: str, fault: str, tmp_path: Path) -> None:
    dataset, file = FILES[name]
    make, told = WRONG[fault]
    make(tmp_path / name, file)
    with pytest.raises(DataError, match=told) as caught:
        verified(dataset, replace(file, rows=(2, 2)), tmp_path)
    assert str(tmp_path / name) in caught.value.line()
    if fault == "other hash":
        assert file.sha256 in caught.value.line()


@needs_sources
def test_every_file_is_the_known_one() -> None:
    found = check(FOLDER)
    assert [checked.problem for checked in found if checked.problem] == []
    assert [checked.file for checked in found] == sorted(FILES)
    assert all(checked.rows for checked in found)
    assert {key for checked in found for key in checked.datasets} == set(DATASETS)
    regimes = next(checked for checked in found if checked.file == "regime.parquet")
    assert regimes.datasets == ("polity", "uds", "v-dem")


def test_every_file_that_is_wrong_is_told_and_none_hides_another(tmp_path: Path) -> None:
    (tmp_path / "regime.parquet").write_text("<!doctype html>")
    found = {checked.file: checked for checked in problems(tmp_path)}
    assert sorted(found) == sorted(FILES)
    assert "no readable Parquet" in found["regime.parquet"].problem
    assert "No such file" in found["un_votes.parquet"].problem
    assert all(str(tmp_path / name) in checked.problem and checked.rows is None for name, checked in found.items())


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda dataset: dataset.key)
def test_every_dataset_is_described(dataset: Dataset) -> None:
    assert all((dataset.title, dataset.publisher, dataset.version, dataset.citation, dataset.licence))
    assert dataset.url.startswith(("https://", "http://"))
    first, last = dataset.covers
    assert 1800 <= first <= last <= 2025
    assert dataset.files


def test_datasets_are_in_the_order_of_their_keys_and_releases_are_of_datasets() -> None:
    assert list(DATASETS) == sorted(DATASETS)
    released = {row["dataset"] for row in facts.rows("releases")}
    assert released <= set(DATASETS)
    for row in facts.rows("releases"):
        assert row["source"].startswith(("https://", "http://"))
        assert int(row["covers_to"]) <= DATASETS[row["dataset"]].covers[1], row
