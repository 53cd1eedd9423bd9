from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from multipolar.commands.data import command
from multipolar.errors import DataError
from multipolar.measures.catalogue import MEASURES
from tests.source_files import FOLDER, needs_sources


def test_show_lists_every_measure_with_source_and_error() -> None:
    result = CliRunner().invoke(command, ["show"])
    assert result.exit_code == 0
    lines = {line.split()[0]: line for line in result.output.splitlines()}
    for name, measure in MEASURES.items():
        assert measure.dataset in lines[name]
        assert measure.error in lines[name]
    assert "CC BY-SA 4.0" in lines["v-dem:"]


def test_show_as_json_is_the_manifest() -> None:
    told = json.loads(CliRunner().invoke(command, ["show", "--json"]).output)
    assert set(told["measures"]) == set(MEASURES)


def test_a_build_from_the_wrong_folder_says_which_file_and_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "measures.parquet").write_bytes(b"the last good table")
    result = CliRunner().invoke(command, ["build", "--from", str(tmp_path), "--to", str(out)])
    assert isinstance(result.exception, DataError)
    assert "capabilities_nmc.parquet" in str(result.exception)
    assert (out / "measures.parquet").read_bytes() == b"the last good table"
    assert [path.name for path in out.iterdir()] == ["measures.parquet"]


@needs_sources
def test_a_build_gives_the_table_that_ships_and_writes_only_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(command, ["build", "--from", str(FOLDER)])
    assert result.exit_code == 0
    assert "The same as the table that ships" in result.output
    assert not list(tmp_path.iterdir())
