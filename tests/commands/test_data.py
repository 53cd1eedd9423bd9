"""`multipolar data`: datasets listed, verified, built into a world, shown, cited."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from multipolar.commands import data
from multipolar.errors import DataError, InputError
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.sources.catalogue import DATASETS
from multipolar.world import generation
from multipolar.world.build import World
from tests.source_files import FOLDER, needs_sources


def call(*words: str) -> Result:
    return CliRunner().invoke(data.command, list(words))


def told(*words: str) -> Any:
    result = call(*words, "--json")
    assert result.exception is None, result.exception
    return json.loads(result.stdout)


def test_list_has_every_dataset_with_version_years_and_terms() -> None:
    rows = {row["dataset"]: row for row in told("list")}
    assert list(rows) == list(DATASETS)
    for key, dataset in DATASETS.items():
        assert (rows[key]["version"], rows[key]["licence"], rows[key]["url"]) == (
            dataset.version,
            dataset.licence,
            dataset.url,
        )
    assert rows["un-votes"]["measures_ship"]
    assert not rows["dipcon"]["measures_ship"]
    assert not rows["dipcon"]["in_world"]


def test_show_lists_every_measure_with_source_and_error() -> None:
    result = call("show")
    assert result.exit_code == 0
    lines = {line.split()[0]: line for line in result.output.splitlines()}
    for name in Panel.shipped().manifest["measures"]:
        assert MEASURES[name].dataset in lines[name]
        assert MEASURES[name].error in lines[name]
    assert "CC BY-SA 4.0" in lines["v-dem:"]


def test_show_as_json_is_the_manifest() -> None:
    assert told("show") == dict(generation.shipped().manifest)


def test_one_measure_is_shown_whole() -> None:
    about = told("show", "vote_s")
    assert about["bounds"] == "-1 to 1"
    assert "Signorino" in about["definition"]
    assert about["covers"] == "1946 to 2019, 200 states"
    assert told("show", "gdp")["covers"] == ""
    assert isinstance(call("show", "vote_z").exception, InputError)
    assert "constant prices" in str(call("show", "trade_gdp").exception)


def test_coverage_counts_states_by_year(tmp_path: Path) -> None:
    rows = told("coverage")
    by = {(row["name"], row["year"]): row["states"] for row in rows}
    assert by["cow-nmc", 2022] == 195
    assert ("cow-trade", 2015) not in by
    assert ("atop", 2018) in by
    assert ("atop", 2019) not in by
    assert "un-votes" in call("coverage").output
    file = tmp_path / "coverage.csv"
    assert call("coverage", "--measures", "-o", str(file)).exit_code == 0
    assert file.read_text("utf-8").startswith("name,year,states\nagreement,1946,")


def test_cite_gives_what_is_in_force_or_is_named() -> None:
    assert call("cite").output.count("@misc{") == len(generation.shipped().manifest["datasets"])
    assert "Pevehouse" in call("cite", "cow-igo").output
    assert [entry["id"] for entry in json.loads(call("cite", "atop", "--format", "csl").output)] == ["atop"]


@needs_sources
def test_verify_says_of_each_file_whether_it_is_the_known_one(tmp_path: Path) -> None:
    good = told("verify", "--from", str(FOLDER))
    assert all(row["problem"] is None for row in good)
    shutil.copy(FOLDER / "capabilities_nmc.parquet", tmp_path)
    (tmp_path / "regime.parquet").write_text("<html>not found</html>")
    result = call("verify", "--from", str(tmp_path))
    assert result.exit_code == DataError.exit_code
    lines = {line.split()[0]: line for line in result.output.splitlines()}
    assert "as known" in lines["capabilities_nmc.parquet"]
    assert "no readable Parquet" in lines["regime.parquet"]
    assert "No such file" in lines["un_votes.parquet"]


def test_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    assert isinstance(call("verify", "--from", str(tmp_path / "nowhere")).exception, InputError)


def test_a_build_from_the_wrong_folder_says_which_file_and_the_last_world_stays(tmp_path: Path) -> None:
    root = tmp_path / "world"
    result = call("build", "--from", str(tmp_path), "--to", str(root))
    assert isinstance(result.exception, DataError)
    assert "capabilities_nmc.parquet" in str(result.exception)
    assert generation.current(root) is generation.shipped()
    assert not root.exists()


@needs_sources
def test_a_build_is_put_in_force_and_told_in_words(
    built: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("multipolar.world.build.build", lambda *_, **__: built)
    dry = call("build", "--from", str(FOLDER), "--to", str(tmp_path / "w"), "--dry-run")
    assert "Nothing was written" in dry.output
    assert not (tmp_path / "w").exists()
    first = call("build", "--from", str(FOLDER), "--to", str(tmp_path / "w"))
    assert first.exception is None, first.exception
    assert "scores: new, " in first.output
    assert "votes_all" not in first.stdout  # what ships is the same
    again = call("build", "--from", str(FOLDER), "--to", str(tmp_path / "w"))
    assert "The same as the world before" in again.output
    monkeypatch.setenv("MULTIPOLAR_WORLD", str(tmp_path / "w"))
    assert Panel.current().series("gdp", "KAZ").years[-1] == 2019
    assert {row["dataset"] for row in told("list") if row["in_world"]} > {"dipcon", "gml-mid"}


def test_shipped_tables_need_a_folder() -> None:
    assert "--to" in str(call("build", "--from", "x", "--shipped").exception)
