"""`who`, `state`, `name`, `code`, `facts` and `cite` as a user calls them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from multipolar.cli import root
from multipolar.errors import InputError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("MULTIPOLAR_FACTS", str(folder))
    return folder


def call(*arguments: str) -> Result:
    return CliRunner().invoke(root, list(arguments))


def told(*arguments: str) -> str:
    done = call(*arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def refused(*arguments: str) -> str:
    done = call(*arguments)
    assert isinstance(done.exception, InputError), done.output
    assert done.exception.exit_code == 2
    return done.exception.line()


def test_who_lists_rows_with_actor_role_dates_and_source() -> None:
    rows = json.loads(told("who", "OTS", "--on", "2022-11-11", "--json"))
    assert {row["actor"]: row["role"] for row in rows} == {
        **dict.fromkeys(("AZE", "KAZ", "KGZ", "TUR", "UZB"), "full"),
        **dict.fromkeys(("HUN", "TKM", "XNC"), "observer"),
    }
    assert all(row["source"] and row["start"] and row["start_precision"] == "day" for row in rows)
    assert rows[0]["end"] is None


def test_who_answers_as_known_then() -> None:
    def members(known: str) -> set[str]:
        rows = json.loads(told("who", "EU", "--on", "2021-01-01", "--as-known", known, "--role", "full", "--json"))
        return {row["actor"] for row in rows}

    assert "GBR" in members("2016-01-01")
    assert "GBR" not in members("2021-01-01")


def test_who_reads_names_and_roles_and_every_spell() -> None:
    assert "XNC" not in told("who", "Organization of Turkic States", "--role", "full")
    spells = json.loads(told("who", "CSTO", "--all", "--json"))
    assert sum(row["actor"] == "UZB" and row["role"] == "full" for row in spells) == 2
    assert "Contested" in told("who", "west")


def test_who_nam_is_the_movement_and_not_namibia() -> None:
    assert "Non-Aligned Movement (NONALIGNED)" in told("who", "NAM", "--on", "2020-01-01")
    assert json.loads(told("state", "NAM", "--json"))["name"] == "Namibia"


def test_who_refuses_what_it_cannot_answer() -> None:
    assert "did not exist on 2005-01-01 (2009-10-03 to now)" in refused("who", "OTS", "--on", "2005-01-01")
    assert "Did you mean" in refused("who", "NATOO")
    assert "is a state" in refused("who", "KAZ")
    assert "Give one of the two" in refused("who", "OTS", "--all", "--on", "2020-01-01")
    assert call("who", "OTS", "--on", "11 November").exit_code == 2


@pytest.mark.parametrize("ending", ["csv", "parquet", "json"])
def test_who_writes_for_the_next_tool(tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"nato.{ending}"
    told("who", "NATO", "--on", "1950-01-01", "-o", str(target))
    if ending == "csv":
        rows = list(csv.DictReader(target.read_text("utf-8").splitlines()))
    else:
        rows = pl.read_parquet(target).to_dicts() if ending == "parquet" else json.loads(target.read_text("utf-8"))
    assert len(rows) == 12
    assert {row["role"] for row in rows} == {"full"}


def test_a_format_that_is_none_is_refused_and_nothing_written(tmp_path: Path) -> None:
    assert ".csv, .parquet, .json" in refused("who", "NATO", "-o", str(tmp_path / "nato.xlsx"))
    assert not list(tmp_path.iterdir())


def test_state_shows_a_state_on_a_day() -> None:
    about = json.loads(told("state", "KAZ", "--on", "2013-01-01", "--json"))
    assert about["exists"] is True
    assert {c["system"]: c["code"] for c in about["codes"]}["cow"] == "705"
    assert "EAEU" not in {m["organisation"] for m in about["memberships"]}
    assert {"OTS", "CIS", "CSTO", "SCO"} <= {m["organisation"] for m in about["memberships"]}
    assert "Nursultan Nazarbayev" in {o["person"] for o in about["offices"]}
    assert "central-asia" in {g["organisation"] for g in about["groups"]}
    assert "Republic of Kazakhstan" in told("state", "Kazakhstan", "--on", "2013-01-01")


def test_state_says_when_there_was_none() -> None:
    assert "1991-12-16 to now" in refused("state", "KAZ", "--on", "1985-01-01")
    assert "Followed by CZE, SVK" in refused("state", "CSK", "--on", "2000-01-01")
    assert "is not a state" in refused("state", "NATO")
    assert "Not an independent state on that day" in told("state", "AUT", "--on", "1940-01-01")


def test_state_as_known_shows_nothing_later() -> None:
    about = json.loads(told("state", "KAZ", "--on", "2013-01-01", "--as-known", "2013-06-01", "--json"))
    spans = [row for part in ("spells", "codes", "names", "memberships", "offices") for row in about[part]]
    assert len(spans) > 20
    assert not [row for row in spans if (row["end"] or "") > "2013-06-01" or (row["start"] or "") > "2013-06-01"]
    czech = json.loads(told("state", "CSK", "--on", "1985-01-01", "--as-known", "1985-01-01", "--json"))
    assert czech["successor"] == ""
    assert czech["spells"][-1]["end"] is None


def test_state_has_the_names_of_the_day() -> None:
    (names,) = (
        line for line in told("state", "SWZ", "--on", "2013-01-01").splitlines() if line.startswith("Names then")
    )
    assert "Swaziland" in names
    assert "Eswatini" not in names
    assert "Zaire" in told("state", "COD", "--on", "1980-01-01")
    assert "the record begins in 1816" in call("state", "FRA", "--on", "1800-01-01").output


def test_an_empty_answer_has_its_columns(tmp_path: Path) -> None:
    target = tmp_path / "west.csv"
    told("who", "west", "--on", "1980-01-01", "-o", str(target))
    assert target.read_text("utf-8").startswith("actor,name,organisation,role,start,end")
    assert "no list of members is agreed on" in told("who", "west")


def test_disputed_recognition_is_a_fact_with_a_source() -> None:
    for key in ("XKX", "TWN", "PSE", "XNC", "XAB", "XSO", "ESH"):
        about = json.loads(told("state", key, "--json"))
        assert about["status"] in ("disputed", "UN observer")
        assert about["note"]
        assert about["source_title"]


def test_name_says_whom_it_means_and_its_candidates() -> None:
    rows = json.loads(told("name", "Swaziland", "--on", "1990-01-01", "--json"))
    assert [(row["actor"], row["end"]) for row in rows] == [("SWZ", "2018-04-19")]
    korea = call("name", "Korea", "--json")
    assert {"KOR", "PRK"} <= {row["actor"] for row in json.loads(korea.stdout)}
    assert isinstance(korea.exception, InputError)
    assert json.loads(call("name", "Swazilnd", "--json").stdout) == []


def test_code_converts_as_of_a_day() -> None:
    assert told("code", "365", "--from", "cow", "--to", "iso3", "--on", "1985-01-01").splitlines()[0] == "RUS"
    rows = json.loads(told("code", "DEU", "FRA", "--from", "iso3", "--to", "cow", "--on", "1975-01-01", "--json"))
    assert [row["result"] for row in rows] == ["260", "220"]
    assert "stands for no state on 2000-01-01" in refused(
        "code", "265", "--from", "cow", "--to", "iso3", "--on", "2000-01-01"
    )
    assert "Write one of iso3" in refused("code", "1", "--from", "fips", "--to", "iso3")


FACT = "actor,organisation,role,start,source\nHUN,CSTO,observer,2020-01-01,An invented source\n"


def test_facts_are_checked_kept_shown_and_withdrawn(tmp_path: Path, home: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(FACT, encoding="utf-8")
    before = told("who", "CSTO", "--json")
    assert "no problem" in told("facts", "check", str(mine))
    assert "HUN" not in told("who", "CSTO", "--json")
    told("facts", "add", str(mine))
    assert "[your facts: mine.csv] An invented source" in told("who", "CSTO")
    assert "your facts, mine.csv" in told("check", "HUN in CSTO as observer on 2021-01-01")
    assert json.loads(told("facts", "list", "--json"))[0]["rows"] == 1
    assert "kept already" in refused("facts", "add", str(mine))
    told("facts", "withdraw", "mine")
    assert told("who", "CSTO", "--json") == before
    assert "no facts named 'mine'" in refused("facts", "withdraw", "mine")
    assert not list(home.glob("*"))


def test_facts_for_one_call(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(FACT, encoding="utf-8")
    assert "HUN" in told("--facts", str(mine), "who", "CSTO", "--json")
    assert "HUN" not in told("who", "CSTO", "--json")


def test_facts_check_names_row_column_and_mend(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text(FACT.replace("HUN", "HUNG"), encoding="utf-8")
    done = call("facts", "check", str(bad), "--json")
    assert done.exit_code == 2
    assert [(row["line"], row["column"]) for row in json.loads(done.stdout)] == [(2, "actor")]
    assert "Did you mean HUN" in call("facts", "check", str(bad)).stdout


def test_broken_facts_stop_an_answer_and_can_still_be_withdrawn(home: Path) -> None:
    home.mkdir()
    (home / "broken.csv").write_text("no such header\n", encoding="utf-8")
    assert "broken.csv" in refused("who", "OTS")
    assert "broken.csv" in told("facts", "list")
    told("facts", "withdraw", "broken.csv")
    told("who", "OTS")


def test_facts_that_others_rest_on_stay(tmp_path: Path, home: Path) -> None:
    body, members = tmp_path / "body.csv", tmp_path / "members.csv"
    body.write_text("key,name,kind,start,source\nZZF,Zeta Forum,format,2024-01-01,x\n", encoding="utf-8")
    members.write_text(FACT.replace("CSTO", "ZZF").replace("2020-", "2025-"), encoding="utf-8")
    assert "ZZF" in refused("facts", "add", str(members))
    told("facts", "add", str(body))
    told("facts", "check", str(members))
    told("facts", "add", str(members))
    assert [row["problem"] for row in json.loads(told("facts", "list", "--json"))] == ["", ""]
    assert "other facts rest on it" in refused("facts", "withdraw", "body")
    assert "HUN" in told("who", "ZZF")
    assert "An organisation of your own facts: body.csv" in told("who", "ZZF")


def test_a_file_that_is_not_named_like_one_is_not_kept(tmp_path: Path, home: Path) -> None:
    for name in ("MINE.CSV", ".hidden.csv", "mine.txt"):
        (tmp_path / name).write_text(FACT, encoding="utf-8")
        assert "Call it something.csv" in refused("facts", "add", str(tmp_path / name))
    assert not home.exists()


def test_a_folder_of_facts_that_is_none_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("MULTIPOLAR_FACTS", str(tmp_path / "file"))
    assert "cannot be read" in refused("who", "OTS")


def test_facts_columns_tells_what_a_file_may_hold() -> None:
    rows = json.loads(told("facts", "columns", "--json"))
    assert {row["table"] for row in rows} == {"memberships", "organisations", "names", "offices"}


def test_cite_gives_bibtex_and_csl() -> None:
    text = told("cite", "nato-treaty-1949", "cow-nmc")
    assert "@misc{nato-treaty-1949," in text
    assert "year = {1949}" in text
    items = json.loads(told("cite", "--format", "csl"))
    assert {"multipolar", "atop", "cow-nmc"} <= {item["id"] for item in items}
    assert all(item["type"] and item["title"] for item in items)
    assert "Did you mean" in refused("cite", "nato-treaty")
