from __future__ import annotations

import subprocess
import sys

from multipolar.measures.catalogue import MEASURES, SIGNATURES
from multipolar.measures.panel import Panel


def test_the_catalogue_can_be_read_without_polars() -> None:
    told = "import sys, multipolar.measures.catalogue; print('polars' in sys.modules, 'numpy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False"]


def test_what_ships_is_what_the_catalogue_says() -> None:
    manifest = Panel.shipped().manifest
    assert list(manifest["measures"]) == sorted(MEASURES) == list(MEASURES) == list(SIGNATURES)
    for name, measure in MEASURES.items():
        told = manifest["measures"][name]
        assert told["description"] == measure.description
        assert told["arguments"] == list(measure.arguments)
        assert told["source"] in manifest["datasets"]
        assert told["error"]
        assert bool(measure.denominator) == (measure.unit.startswith(("share", "percentile")))


def test_capability_says_that_it_is_no_success_in_war() -> None:
    assert "not success in war" in MEASURES["capability"].description
