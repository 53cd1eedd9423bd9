"""Generations: written whole, put in force by a pointer, never half there, and refused by name when damaged."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from multipolar.errors import DataError, OutputError
from multipolar.world import generation
from multipolar.world.generation import CURRENT, GENERATIONS, MANIFEST, Generation, checksum, publish


def small(value: float) -> tuple[dict[str, pl.DataFrame], dict[str, Any]]:
    """A world of one table."""
    frame = pl.DataFrame(
        {"year": [2000], "state1": ["KAZ"], "value": [value]},
        schema_overrides={"state1": pl.Enum(["KAZ"]), "year": pl.Int16},
    )
    table = {"file": "t.parquet", "checksum": checksum(frame), "rows": 1, "symmetric": False}
    manifest = {
        "format": generation.FORMAT,
        "checksum": checksum(frame),
        "states": ["KAZ"],
        "datasets": {},
        "measures": {},
        "tables": {"t": table},
    }
    return {"t": frame}, manifest


def value(found: Generation) -> float:
    return float(found.frame("t")["value"][0])


def files(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_without_a_world_of_ones_own_what_ships_is_in_force(tmp_path: Path) -> None:
    assert generation.current(tmp_path) is generation.shipped()


def test_a_new_generation_stands_beside_the_old_one(tmp_path: Path) -> None:
    old = publish(*small(0.1), tmp_path)
    new = publish(*small(0.9), tmp_path)
    assert (value(old), value(new)) == (0.1, 0.9)
    assert value(generation.current(tmp_path)) == 0.9
    assert len(list((tmp_path / GENERATIONS).iterdir())) == 2
    assert not [name for name in files(tmp_path) if ".part" in name]


def test_the_same_content_is_not_made_again(tmp_path: Path) -> None:
    publish(*small(0.1), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / GENERATIONS).rglob("*.parquet")}
    publish(*small(0.1), tmp_path)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / GENERATIONS).rglob("*.parquet")} == before


def test_a_damaged_generation_of_the_same_content_is_made_again(tmp_path: Path) -> None:
    found = publish(*small(0.1), tmp_path)
    (found.folder / "t.parquet").write_bytes(b"")
    assert value(publish(*small(0.1), tmp_path)) == 0.1


@pytest.mark.parametrize("fails", ["pl.DataFrame.write_parquet", "Path.mkdir", "Path.replace"])
def test_a_build_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    publish(*small(0.1), tmp_path)
    before = files(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    owner, _, method = fails.rpartition(".")
    monkeypatch.setattr({"pl.DataFrame": pl.DataFrame, "Path": Path}[owner], method, full)
    with pytest.raises(OutputError):
        publish(*small(0.9), tmp_path)
    monkeypatch.undo()
    assert files(tmp_path) == before
    assert value(generation.current(tmp_path)) == 0.1


def test_a_build_that_is_killed_changes_nothing_in_force(tmp_path: Path) -> None:
    publish(*small(0.1), tmp_path)
    killed = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        import polars as pl
        from multipolar.world import generation
        from tests.world.test_generation import small
        real = pl.DataFrame.write_parquet
        def write(self, *args, **kwargs):
            real(self, *args, **kwargs)
            os.kill(os.getpid(), signal.SIGKILL)
        pl.DataFrame.write_parquet = write
        generation.publish(*small(0.9), Path(sys.argv[1]))
        """
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", killed, str(tmp_path)]
    done = subprocess.run(command, cwd=root, env=os.environ | {"PYTHONPATH": "."}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert value(generation.current(tmp_path)) == 0.1
    assert value(publish(*small(0.9), tmp_path)) == 0.9


def test_who_reads_an_old_generation_is_not_disturbed(tmp_path: Path) -> None:
    old = publish(*small(0.1), tmp_path)
    publish(*small(0.9), tmp_path)
    assert value(Generation.open(old.folder)) == 0.1


@pytest.mark.parametrize("damage", [b"", b"<html>not found</html>", b"PAR1"])
def test_a_damaged_table_is_refused_by_name_with_its_hash(tmp_path: Path, damage: bytes) -> None:
    found = publish(*small(0.1), tmp_path)
    (found.folder / "t.parquet").write_bytes(damage)
    with pytest.raises(DataError) as error:
        generation.current(tmp_path).frame("t")
    told = error.value.line()
    assert "t.parquet" in told
    assert found.manifest["tables"]["t"]["sha256"] in told
    assert "data build" in told


@pytest.mark.parametrize("manifest", [b"", b"{}", b"[]", b"null", b"\xff", b'{"format": 1}', b"[" * 100_000])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest)
    with pytest.raises(DataError, match="no manifest"):
        Generation.open(tmp_path)


@pytest.mark.parametrize("pointer", ["", "../../etc", "zzzz", "0123456789abcdef\n0123456789abcdef"])
def test_a_pointer_to_nowhere_is_refused(tmp_path: Path, pointer: str) -> None:
    (tmp_path / CURRENT).write_text(pointer)
    with pytest.raises(DataError, match="names no generation"):
        generation.current(tmp_path)


def test_a_pointer_to_a_generation_that_is_gone_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / CURRENT).write_text("0123456789abcdef")
    with pytest.raises(DataError, match="use what ships"):
        generation.current(tmp_path)


def test_the_checksum_tells_tables_apart_by_what_they_say() -> None:
    one = small(0.5)[0]["t"]
    assert checksum(one) == checksum(one.clone())
    others = [
        small(0.25)[0]["t"],
        one.rename({"value": "share"}),
        one.with_columns(pl.lit(None, dtype=pl.Float64).alias("value")),
        one.with_columns(pl.lit(0.0).alias("value")),
        one.with_columns(pl.col("state1").cast(pl.Enum(["KAZ", "UZB"]))),
        one.with_columns(pl.col("state1").cast(pl.String)),
    ]
    assert len({checksum(one), *(checksum(other) for other in others)}) == 1 + len(others)


def test_the_shipped_tables_are_those_of_their_manifest() -> None:
    found = generation.shipped()
    for name in found.tables:
        frame = found.frame(name)
        assert checksum(frame) == found.manifest["tables"][name]["checksum"], name
        assert frame.height == found.manifest["tables"][name]["rows"]
    assert json.loads((found.folder / MANIFEST).read_bytes()) == dict(found.manifest)
