"""`multipolar measure` and `multipolar panel`, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest
from click.testing import CliRunner, Result

from multipolar.cli import root
from multipolar.errors import InputError
from multipolar.world.generation import Generation


def call(*words: str) -> Result:
    return CliRunner().invoke(root, list(words))


def rows(*words: str) -> list[dict[str, Any]]:
    result = call(*words, "--json")
    assert result.exception is None, result.exception
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def refused(*words: str) -> str:
    result = call(*words)
    assert isinstance(result.exception, InputError), result.output
    return result.exception.line()


def read(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))


def test_the_superpowers_of_the_1980s() -> None:
    found = rows("measure", "agreement", "USA", "RUS", "--from", "1980", "--to", "1989")
    assert [row["year"] for row in found] == [*range(1980, 1990), 1980]
    whole = found[-1]
    assert (round(whole["value"], 3), whole["n"], whole["last_year"]) == (0.107, 1380, 1989)
    assert found[5]["world_rank"] == found[5]["world_count"] == 157
    shown = call("measure", "agreement", "USA", "Soviet Union", "--from", "1980", "--to", "1989").output
    assert "1980 to 1989 together: 0.1065" in shown
    assert "Voeten" in shown


def test_a_year_outside_coverage_says_so_everywhere(tmp_path: Path) -> None:
    told = "not covered: Trade Data Set (cow-trade) covers 1870 to 2014"
    found = rows("measure", "trade", "KAZ", "CHN", "--from", "2014", "--to", "2015")
    assert [(row["year"], row["coverage"]) for row in found] == [(2014, "covered"), (2015, told)]
    assert found[1]["value"] is None
    assert f"2015: {told}" in call("measure", "trade", "KAZ", "CHN", "--from", "2014", "--to", "2015").output
    assert told in call("measure", "trade", "KAZ", "CHN", "--from", "2020", "--to", "2021").output
    file = tmp_path / "t.csv"
    assert call("measure", "trade", "KAZ", "CHN", "--from", "2015", "--to", "2015", "-o", str(file)).exit_code == 0
    (row,) = read(file)
    assert (row["value"], row["coverage"]) == ("", told)
    assert "gdp does not ship" in call("measure", "gdp", "KAZ").output


def test_contested_votes_may_be_named_in_either_order() -> None:
    asked = ("measure", "agreement", "KAZ", "CHN", "--from", "2018", "--to", "2018", "--votes")
    assert rows(*asked, "contested-USA-CHN")[0]["value"] == rows(*asked, "contested-CHN-USA")[0]["value"]


def test_only_the_years_that_are_asked_for_are_answered() -> None:
    found = rows("measure", "trade", "KAZ", "CHN", "--to", "1980")
    assert [row["year"] for row in found] == [1980]
    assert found[0]["value"] is None


def test_as_known_ends_with_what_was_released() -> None:
    found = rows("measure", "trade", "KAZ", "CHN", "--as-known", "2015-06-01")
    assert found[-1]["year"] == 2009
    assert "pseudo-real-time" in call("measure", "trade", "KAZ", "CHN", "--as-known", "2015-06-01").output


def test_peers_are_those_that_are_named() -> None:
    found = rows("measure", "trade", "KAZ", "CHN", "--from", "2012", "--to", "2012", "--peers", "Central Asia")
    assert found[0]["peers"] == "full members of Central Asia at the end of each year"
    assert found[0]["peer_count"] == 5
    assert found[0]["peer_median"] is not None
    listed = rows("measure", "capability", "KAZ", "--from", "2012", "--to", "2012", "--peers", "UZB,TUR")
    assert (listed[0]["peers"], listed[0]["peer_count"]) == ("Uzbekistan, Türkiye", 3)


def test_a_chart_stands_alone(tmp_path: Path) -> None:
    file = tmp_path / "trade.svg"
    assert call("measure", "trade", "KAZ", "CHN", "-o", str(file)).exit_code == 0
    svg = ElementTree.parse(file).getroot()
    texts = "".join(svg.itertext())
    assert "The share of China in the trade of Kazakhstan" in texts
    assert "source: cow-trade" in texts
    assert "nothing to draw" in refused("measure", "gdp", "KAZ", "-o", str(tmp_path / "no.svg"))
    assert not (tmp_path / "no.svg").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("agreement", "USA"), "between two states"),
        (("agreement", "USA", "RUS", "CHN"), "`multipolar panel` takes more"),
        (("capability", *("USA", "RUS", "CHN", "GBR", "FRA", "IND", "JPN", "DEU", "BRA")), "9 states are more than 8"),
        (("agrement", "USA", "RUS"), "Did you mean agreement"),
        (("agreement", "USA", "Atlantis"), "no actor has the name 'Atlantis'"),
        (("agreement", "USA", "NATO"), "no state has the key 'NATO'"),
        (("agreement", "USA", "RUS", "--from", "1990", "--to", "1980"), "ends before it has begun"),
        (("agreement", "USA", "RUS", "--votes", "importand"), "Did you mean important"),
        (("agreement", "USA", "RUS", "--by", "session"), "sessions need the ballots"),
        (("agreement", "USA", "RUS", "--votes", "contested-IND-USA"), "needs the ballots"),
        (("trade", "USA", "RUS", "--votes", "important"), "not made of votes"),
        (("capability", "USA", "--by", "session"), "not made of votes"),
        (("trade_gdp", "KAZ", "CHN"), "constant prices"),
        (("agreement", "Korea", "USA"), "ambiguous"),
        (("agreement", "USA", "RUS", "--votes", "contested-USA-USA"), "cannot contest a vote with itself"),
        (("agreement", "USA", "RUS", "--votes", "contested-USA-XXX"), "no state has the key 'XXX'"),
        (("agreement", "USA", "RUS", "--from", "40"), "40 is no year"),
        (("capability", "USA", "--peers", "development"), "need GDP per head"),
    ],
)
def test_what_does_not_fit_is_refused(words: tuple[str, ...], message: str) -> None:
    assert message in refused("measure", *words)


def test_a_state_with_itself_is_not_covered() -> None:
    assert "with itself" in call("measure", "agreement", "USA", "USA").output


def test_a_world_of_ones_own_has_sessions_and_any_contest(world: Generation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MULTIPOLAR_WORLD", str(world.folder.parents[1]))
    (first, *_) = rows("measure", "vote_s", "USA", "RUS", "--by", "session")
    assert (first["year"], first["n"], round(first["value"], 8)) == (1, 43, -0.44186047)
    found = rows("measure", "agreement", "KAZ", "IND", "--votes", "contested-IND-USA", "--from", "2010")
    assert [row["year"] for row in found if row["last_year"] is None] == list(range(2010, 2020))
    assert found[0]["world_rank"] <= found[0]["world_count"]
    (only,) = rows("measure", "vote_s", "USA", "RUS", "--by", "session", "--from", "40", "--to", "40")
    assert only["world_distance"] == pytest.approx(only["value"] - only["world_median"])
    outside = rows("measure", "agreement", "KAZ", "IND", "--votes", "contested-IND-USA", "--to", "1960")
    assert outside[-1]["coverage"].startswith("not covered: United Nations General Assembly Voting Data has no")
    assert rows("measure", "us_troops", "DEU", "--from", "1985", "--to", "1985")[0]["value"] > 200_000
    assert rows("measure", "mission", "USA", "LCA", "--from", "2000", "--to", "2000")[0]["value"] == 0
    assert rows("measure", "mission", "LCA", "USA", "--from", "2000", "--to", "2000")[0]["value"] == 1
    gdp = rows("measure", "gdp", "KAZ", "--from", "2010", "--to", "2010")[0]
    assert gdp["low"] < gdp["value"] < gdp["high"]
    assert rows("measure", "contiguity", "KAZ", "RUS", "--from", "2000", "--to", "2000")[0]["value"] == 1
    assert rows("measure", "contiguity", "KAZ", "BRA", "--from", "2000", "--to", "2000")[0]["value"] == 0
    assert rows("measure", "distance", "FRA", "DEU", "--from", "2000", "--to", "2000")[0]["value"] > 300
    assert rows("measure", "dispute", "USA", "IRQ", "--from", "1990", "--to", "1990")[0]["value"] == 5


def test_a_panel_of_central_asia(tmp_path: Path) -> None:
    file = tmp_path / "panel.parquet"
    wanted = "capability,trade,alliances,organisations,agreement"
    result = call("panel", "--states", "Central Asia", "--with", wanted, "--from", "1992", "-o", str(file))
    assert result.exception is None, result.exception
    table = pl.read_parquet(file)
    assert table.columns == ["measure", "state1", "state2", "ccode1", "ccode2", "year", "value", "low", "high", "n",
                             "coverage", "source"]  # fmt: skip
    assert set(table["state1"].unique()) == {"KAZ", "KGZ", "TJK", "TKM", "UZB"}
    assert table.filter(pl.col("measure") == "agreement", pl.col("state1") >= pl.col("state2")).is_empty()
    assert table.filter(pl.col("measure") == "trade", pl.col("year") == 2000).height == 20
    missing = table.filter(pl.col("value").is_null())
    assert missing.height
    assert missing["coverage"].str.starts_with("not covered: ").all()
    assert (table.filter(pl.col("value").is_not_null())["coverage"] == "covered").all()
    zeros = table.filter(pl.col("measure") == "trade", pl.col("year") == 2020)
    assert zeros["value"].null_count() == zeros.height == 20
    codebook = read(tmp_path / "panel.codebook.csv")
    described = {row["variable"] for row in codebook}
    assert set(table.columns) | {"trade", "capability", "defence", "organisations"} <= described
    assert next(row for row in codebook if row["variable"] == "trade")["citation"].startswith("Barbieri")
    kaz = table.filter(pl.col("measure") == "capability", pl.col("state1") == "KAZ", pl.col("year") == 2000)
    assert kaz["ccode1"].to_list() == [705]


def test_a_wide_panel_has_a_column_for_each_measure(tmp_path: Path) -> None:
    file = tmp_path / "wide.csv"
    words = ("--states", "KAZ,UZB", "--partners", "CHN,RUS", "--with", "trade,agreement,capability", "--from", "2010",
             "--to", "2012", "--wide", "-o", str(file))  # fmt: skip
    assert call("panel", *words).exception is None
    found = read(file)
    assert len(found) == 2 * 2 * 3
    assert {"trade", "trade_low", "agreement", "agreement_n", "capability_1", "capability_2"} <= set(found[0])
    assert all(row["capability_2"] for row in found)
    described = {row["variable"] for row in read(tmp_path / "wide.codebook.csv")}
    assert described == set(found[0])
    one = rows("measure", "trade", "KAZ", "CHN", "--from", "2011", "--to", "2011")[0]
    match = next(r for r in found if (r["state1"], r["state2"], r["year"]) == ("KAZ", "CHN", "2011"))
    assert float(match["trade"]) == pytest.approx(one["value"])


def test_a_wide_panel_keeps_the_reasons(tmp_path: Path) -> None:
    file = tmp_path / "w.csv"
    call("panel", "--states", "KAZ,UZB", "--with", "trade", "--from", "2014", "--to", "2015", "--wide", "-o", str(file))
    last = [row for row in read(file) if row["year"] == "2015"]
    assert {row["trade_coverage"] for row in last} == {"not covered: Trade Data Set (cow-trade) covers 1870 to 2014"}


@pytest.mark.parametrize(("first", "last"), [("1900", "1910"), ("2030", "2031")])
def test_years_without_organisations_are_not_covered(first: str, last: str) -> None:
    found = rows("panel", "--states", "USA,FRA", "--with", "organisations", "--from", first, "--to", last)
    assert found
    assert all("the record of organisations covers 1945 to" in row["coverage"] for row in found)


def test_germany_and_yemen_stand_once_in_1990(tmp_path: Path) -> None:
    file = tmp_path / "p.parquet"
    words = ("--states", "DEU,YEM,DDR,FRA", "--with", "capability,agreement", "--from", "1990", "--to", "1990")
    assert call("panel", *words, "-o", str(file)).exception is None
    table = pl.read_parquet(file)
    assert table.select("measure", "state1", "state2", "year").is_unique().all()
    assert table.filter(pl.col("state1") == "DEU", pl.col("measure") == "capability")["value"].null_count() == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--with", "trad", "--from", "2000"), "Did you mean trade"),
        (("--with", "trade_gdp", "--from", "2000"), "constant prices"),
        (("--with", "trade", "--from", "2000", "--to", "1990"), "ends before it has begun"),
        (("--with", ",", "--from", "2000"), "no measure is named"),
        (("--with", "trade", "--from", "2000", "--states", "Atlantis"), "no actor has the name"),
        (("--with", "trade", "--from", "1900", "--to", "1910", "--states", "OTS"), "names no states"),
        (("--with", "trade", "--from", "2000", "--states", "KAZ,UZB", "-o", "panel.xlsx"), "cannot tell a format"),
    ],
)
def test_a_panel_that_does_not_fit_is_refused(words: tuple[str, ...], message: str) -> None:
    assert message in refused("panel", *words)


def test_without_a_file_a_panel_tells_what_it_would_hold() -> None:
    shown = call("panel", "--states", "KAZ,UZB", "--with", "trade,mission", "--from", "2000", "--to", "2001").output
    assert "100%" in shown
    assert "not covered" in shown
    found = rows("panel", "--states", "KAZ,UZB", "--with", "trade", "--from", "2000", "--to", "2000")
    assert len(found) == 2
