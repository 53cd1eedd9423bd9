"""Positions of states as measures: known history, what a distance is, and several states at once."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from multipolar.commands.measure import command
from multipolar.measures.kinds import Query
from multipolar.measures.panel import Panel


def _position(state: str, year: int) -> float:
    series = Panel.shipped().series("position", state)
    return float(series.values[series.years == year][0])


def test_the_end_of_the_cold_war_shows() -> None:
    # Votes of Eastern Europe changed sides between 1988 and 1990 (Bailey, Strezhnev and Voeten 2017, pp. 443-446).
    for state in ("POL", "HUN"):
        assert _position(state, 1990) - _position(state, 1988) > 1
        assert abs(_position(state, 1988) - _position("RUS", 1988)) < 0.7
    assert _position("RUS", 1992) - _position("RUS", 1988) > 1
    assert _position("CUB", 2015) < _position("RUS", 2015) < _position("DEU", 2015) < _position("USA", 2015)


def test_the_scale_is_standardised_and_every_position_has_an_interval() -> None:
    block = Panel.shipped().rows("position", Query(None, None, 1946, 2019))
    assert block.values.size > 10_300
    assert abs(block.values.mean()) < 0.05
    assert block.values.std() == pytest.approx(1, abs=0.05)
    assert ((block.low < block.values) & (block.values < block.high)).all()
    assert (block.n > 0).all()


def test_a_distance_is_the_difference_of_two_positions() -> None:
    panel = Panel.shipped()
    apart = panel.series("position_distance", "KAZ", "USA")
    assert np.array_equal(apart.values, panel.series("position_distance", "USA", "KAZ").values)
    year = int(apart.years[-1])
    assert apart.values[-1] == pytest.approx(abs(_position("KAZ", year) - _position("USA", year)))
    assert ((apart.low >= 0) & (apart.low <= apart.values) & (apart.values <= apart.high)).all()
    assert "USA" not in panel.slice("position_distance", year, "USA").states


def test_several_states_are_asked_of_at_once(tmp_path: Path) -> None:
    asked = ["position", "KAZ", "RUS", "USA", "--from", "1992"]
    done = CliRunner().invoke(command, [*asked, "--json"])
    assert done.exit_code == 0, done.output
    assert {row["state1"] for row in json.loads(done.stdout)} == {"KAZ", "RUS", "USA"}
    drawn = CliRunner().invoke(command, [*asked, "-o", str(tmp_path / "chart.svg")])
    assert drawn.exit_code == 0, drawn.output
    assert "Kazakhstan" in (tmp_path / "chart.svg").read_text()
    refused = CliRunner().invoke(command, ["agreement", "KAZ", "RUS", "USA"])
    assert refused.exit_code != 0
