from __future__ import annotations

import subprocess
import sys

import pytest

from multipolar.errors import InputError
from multipolar.measures.catalogue import MEASURES, RECORD, SIGNATURES
from multipolar.measures.kinds import KINDS
from multipolar.measures.panel import Panel
from multipolar.world.tables import TABLES


def test_the_catalogue_can_be_read_without_polars() -> None:
    told = "import sys, multipolar.measures.catalogue; print('polars' in sys.modules, 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_what_ships_is_what_the_catalogue_says() -> None:
    manifest = Panel.shipped().manifest
    assert sorted(MEASURES) == list(MEASURES) == list(SIGNATURES)
    shipped = [name for name in MEASURES if MEASURES[name].table in manifest["tables"]]
    assert list(manifest["measures"]) == shipped
    for name in shipped:
        measure = MEASURES[name]
        told = manifest["measures"][name]
        assert told["description"] == measure.description
        assert told["arguments"] == list(measure.arguments)
        assert told["source"] in manifest["datasets"]
        assert told["error"]
        assert bool(measure.denominator) == (measure.unit.startswith(("share", "percentile")))


def test_every_measure_stands_in_a_table_of_the_world_that_its_dataset_makes() -> None:
    for name, measure in MEASURES.items():
        assert measure.kind in KINDS
        assert measure.low < measure.high
        assert measure.phrase.count("{") == len(measure.arguments)
        if measure.dataset != RECORD:
            table = TABLES[measure.table]
            assert measure.dataset in table.datasets, name
            assert measure.kind in ("similarity", "share", "portfolio") or measure.column in table.columns, name
            assert (
                not measure.symmetric or measure.kind in ("portfolio", "apart") or table.symmetric or name == "dispute"
            ), name


def test_what_cannot_be_computed_soundly_says_why() -> None:
    with pytest.raises(InputError, match="constant prices"):
        Panel.shipped().series("trade_gdp", "KAZ", "CHN")


def test_capability_says_that_it_is_no_success_in_war() -> None:
    assert "not success in war" in MEASURES["capability"].description
