from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from multipolar import facts
from multipolar.errors import OutputError
from multipolar.measures.panel import Panel
from multipolar.world.build import MANIFEST, TABLE, BuiltTable, build, checksum, write
from tests.source_files import FOLDER, needs_sources


def small(value: float = 0.5) -> BuiltTable:
    frame = pl.DataFrame(
        {"measure": ["trade"], "state1": ["KAZ"], "year": [2000], "value": [value]},
        schema_overrides={"measure": pl.Enum(["trade"]), "state1": pl.Enum(["KAZ"]), "year": pl.Int16},
    )
    return BuiltTable(frame, {"checksum": checksum(frame)})


@needs_sources
def test_the_sources_give_the_table_that_ships() -> None:
    built = build(FOLDER)
    shipped = pl.read_parquet(facts.path(TABLE).read_bytes())
    assert built.frame.equals(shipped)
    assert built.frame.schema == shipped.schema
    manifest = {key: told for key, told in json.loads(facts.path(MANIFEST).read_bytes()).items() if key != "file"}
    assert built.manifest == manifest


def test_the_shipped_checksum_is_that_of_the_shipped_table() -> None:
    table = pl.read_parquet(facts.path(TABLE).read_bytes())
    assert checksum(table) == Panel.shipped().manifest["checksum"]


def test_what_ships_is_small() -> None:
    assert len(facts.path(TABLE).read_bytes()) < 6_000_000


def test_the_checksum_tells_tables_apart_by_what_they_say() -> None:
    frame = small().frame
    assert checksum(frame) == checksum(frame.clone())
    others = [
        small(0.25).frame,
        frame.rename({"value": "share"}),
        frame.with_columns(pl.lit(None, dtype=pl.Float64).alias("value")),
        frame.with_columns(pl.lit(0.0).alias("value")),
        frame.with_columns(pl.col("measure").cast(pl.Enum(["other", "trade"]))),
    ]
    sums = {checksum(frame), *(checksum(other) for other in others)}
    assert len(sums) == 1 + len(others)


def test_it_is_written_whole_with_the_hash_of_its_file(tmp_path: Path) -> None:
    table, manifest = write(small(), tmp_path / "out")
    assert pl.read_parquet(table).equals(small().frame)
    told = json.loads(manifest.read_text())
    assert told["checksum"] == small().manifest["checksum"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [MANIFEST, TABLE]


@pytest.mark.parametrize("fails", ["pl.DataFrame.write_parquet", "Path.write_text", "Path.replace"])
def test_a_write_that_fails_leaves_the_old_table_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    out = tmp_path / "out"
    write(small(0.1), out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    owner, _, method = fails.rpartition(".")
    monkeypatch.setattr({"pl.DataFrame": pl.DataFrame, "Path": Path}[owner], method, full)
    with pytest.raises(OutputError, match=r"No space left on device.*What was there before is unchanged"):
        write(small(0.9), out)
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError):
        write(small(), tmp_path / "file")
    assert (tmp_path / "file").read_text() == "in the way"
