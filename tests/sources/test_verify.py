from __future__ import annotations

import hashlib
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from multipolar.errors import DataError
from multipolar.origins import Column, DataFile, Dataset
from multipolar.sources import alliances, capabilities, regime, trade, un_votes
from multipolar.sources.verify import verified
from tests.source_files import FOLDER, needs_sources

GOOD = pl.DataFrame(
    {"ccode": [2, 365, 710], "share": [0.1, None, 0.3]}, schema={"ccode": pl.Int32, "share": pl.Float64}
)


def dataset(path: Path, rows: tuple[int, int] = (3, 3)) -> Dataset:
    """A dataset of which the file at `path` is the known good copy."""
    file = DataFile(
        name="table.parquet",
        columns={"ccode": Column("Int32", 2, 990), "share": Column("Float64", 0, 1, missing=True)},
        rows=rows,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    return Dataset("test", "Test Table", "Nobody", "1.0", "", "", "", (2000, 2001), (file,))


@pytest.fixture
def known(tmp_path: Path) -> Dataset:
    GOOD.write_parquet(tmp_path / "table.parquet")
    return dataset(tmp_path / "table.parquet")


def refusal(known: Dataset, folder: Path) -> str:
    with pytest.raises(DataError) as caught:
        verified(known, known.files[0], folder)
    assert str(folder / "table.parquet") in caught.value.line()
    return caught.value.line()


def test_the_known_file_is_read(known: Dataset, tmp_path: Path) -> None:
    assert verified(known, known.files[0], tmp_path).equals(GOOD)


def test_a_missing_file_is_refused(known: Dataset, tmp_path: Path) -> None:
    (tmp_path / "table.parquet").unlink()
    assert "No such file" in refusal(known, tmp_path)


@pytest.mark.parametrize("keep", [0, 4, 100, -1])
def test_a_truncated_file_is_refused(known: Dataset, tmp_path: Path, keep: int) -> None:
    path = tmp_path / "table.parquet"
    path.write_bytes(path.read_bytes()[:keep])
    assert "no readable Parquet" in refusal(known, tmp_path)


def test_an_error_page_saved_as_parquet_is_refused(known: Dataset, tmp_path: Path) -> None:
    (tmp_path / "table.parquet").write_text("<!doctype html><title>404 Not Found</title>" * 20)
    assert "no readable Parquet" in refusal(known, tmp_path)


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        (GOOD.rename({"share": "proportion"}), "missing share; not expected proportion"),
        (GOOD.drop("share"), "missing share"),
        (GOOD.with_columns(more=pl.lit(1)), "not expected more"),
        (GOOD.with_columns(pl.col("ccode").cast(pl.String)), "column ccode is String where Int32 is expected"),
        (GOOD.head(2), "2 rows where 3 to 3 are expected"),
        (GOOD.with_columns(share=pl.lit(1.5)), "column share has 3 values outside 0 to 1, the first is 1.5"),
        (GOOD.with_columns(share=pl.lit(float("nan"))), "column share has 3 values outside 0 to 1"),
        (GOOD.with_columns(ccode=pl.lit(None, dtype=pl.Int32)), "column ccode has 3 empty cells"),
    ],
)
def test_another_table_is_refused_and_told_why(known: Dataset, tmp_path: Path, frame: pl.DataFrame, told: str) -> None:
    frame.write_parquet(tmp_path / "table.parquet")
    assert told in refusal(known, tmp_path)


def test_a_file_of_the_same_shape_with_another_hash_is_refused_with_the_expected_one(
    known: Dataset, tmp_path: Path
) -> None:
    GOOD.with_columns(share=pl.lit(0.5)).write_parquet(tmp_path / "table.parquet")
    assert f"{known.files[0].sha256} is expected" in refusal(known, tmp_path)


MODULES = [alliances, capabilities, regime, trade, un_votes]


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.rpartition(".")[2])
def test_every_source_refuses_what_is_not_its_file(module: ModuleType, tmp_path: Path) -> None:
    for name in ("alliances_atop", "capabilities_nmc", "regime", "trade_dyad_year", "un_votes"):
        GOOD.write_parquet(tmp_path / f"{name}.parquet")
    with pytest.raises(DataError, match="the columns changed"):
        module.read(tmp_path)


@needs_sources
@pytest.mark.parametrize(
    ("module", "rows"),
    [(alliances, 273_296), (capabilities, 17_121), (regime, 17_706), (trade, 673_654)],
    ids=lambda value: value.__name__.rpartition(".")[2] if isinstance(value, ModuleType) else str(value),
)
def test_every_source_reads_its_file(module: ModuleType, rows: int) -> None:
    assert module.read(FOLDER).height == rows
