"""`who`, `state`, `name`, `code`, `facts` and `cite` as a user calls them."""

from __future__ import annotations

import csv
import json
import re
import shlex
import subprocess
import sys
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


def test_who_as_known_shows_nothing_later() -> None:
    rows = json.loads(told("who", "CSTO", "--on", "2020-01-01", "--as-known", "2020-01-01", "--json"))
    assert len(rows) == 6
    assert not [row for row in rows if row["note"] or row["checked_on"] or row["known_to"]]
    text = told("who", "CSTO", "--on", "2020-01-01", "--as-known", "2020-01-01")
    assert not {"2021", "2022", "2023", "2024", "2025", "2026"} & set(re.findall(r"\d{4}", text))
    then = told("who", "OAU", "--on", "2005-01-01", "--as-known", "2001-01-01")
    assert "1963-05-25 to now" in then
    assert "AU" not in then.split()


def test_a_later_correction_is_not_shown_before_it_is_known(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        "actor,organisation,role,start,known_from,source\nKGZ,EAEU,full,2015-05-21,2020-03-01,x\n", encoding="utf-8"
    )
    asked = ("--facts", str(mine), "who", "EAEU", "--on", "2016-01-01", "--as-known")
    before = json.loads(told(*asked, "2019-01-01", "--json"))
    assert {row["known_to"] for row in before} == {None}
    assert "corrected" not in told(*asked, "2019-01-01")
    after = {row["actor"]: row["start"] for row in json.loads(told(*asked, "2021-01-01", "--json"))}
    assert after["KGZ"] == "2015-05-21"


def test_who_heads_its_list_with_what_the_organisation_is() -> None:
    text = told("who", "OTS", "--on", "2015-01-01")
    assert text.startswith("Turkic Council (OTS), on 2015-01-01: 4 full\nIntergovernmental organisation, 2009-10-03 to")
    assert "Name today: Organization of Turkic States" in text
    assert "Secretary General: Ramil Hasanov" in text
    assert "Called before" not in text
    assert "Called before" not in told("who", "OAU", "--all")
    assert "Turkic Council (2009-10-03 to 2021-11-12)" in told("who", "OTS", "--on", "2022-11-11")
    assert "RUS  Soviet Union" in told("who", "UN", "--on", "1980-01-01")
    assert "Secretary General: Jens Stoltenberg, from 2014-10-01" in told("who", "NATO", "--on", "2020-01-01")


def test_who_about_gives_an_organisation_as_data() -> None:
    about = json.loads(told("who", "EU", "--on", "2020-01-01", "--about", "--json"))
    assert (about["name"], about["kind"], about["start"], about["seat"]) == (
        "European Union",
        "IGO",
        "1958-01-01",
        "Brussels, BEL",
    )
    ended = {name["name"]: name["end"] for name in about["names"]}
    assert ended["European Economic Community"] == "1993-11-01"
    assert all(head["person"] and head["source"] for head in about["heads"])
    known = json.loads(told("who", "OTS", "--on", "2015-01-01", "--as-known", "2015-01-01", "--about", "--json"))
    assert known["name"] == "Turkic Council"
    assert not [n for n in known["names"] if n["end"] or n["caution"]]
    assert (known["name_today"], known["note"], known["seat"]) == ("", "", "")
    assert "definition" in json.loads(told("who", "west", "--about", "--json"))
    assert "Contested" in told("who", "west", "--about")
    assert "--about lists no members" in refused("who", "EU", "--about", "--all")


@pytest.mark.parametrize(
    ("name", "on"),
    [("European Economic Community", "2020-01-01"), ("G8", "2020-01-01"), ("Turkic Council", "2022-11-11")],
)
def test_who_refuses_a_name_out_of_its_time_as_name_does(name: str, on: str) -> None:
    assert refused("who", name, "--on", on) == refused("name", name, "--on", on)


def test_a_day_ahead_of_the_record_is_said_to_be() -> None:
    for command in (("who", "NATO"), ("who", "NATO", "--about"), ("state", "KAZ")):
        done = call(*command, "--on", "2100-01-01")
        assert done.exit_code == 0
        assert "2100-01-01 lies ahead of the record" in done.stderr
    assert call("who", "NATO", "--on", "2020-01-01").stderr == ""


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


def test_state_as_known_has_the_names_of_the_day_and_no_note() -> None:
    about = json.loads(told("state", "MKD", "--on", "2010-01-01", "--as-known", "2010-01-01", "--json"))
    assert about["name"] == "Macedonia"
    assert (about["official_name_today"], about["status"], about["note"]) == ("", "", "")
    assert not [row for part in ("spells", "codes", "offices") for row in about[part] if row["note"]]
    text = told("state", "MKD", "--on", "2010-01-01", "--as-known", "2010-01-01")
    assert "North Macedonia" not in text
    assert "2019" not in text
    assert "was not known as a state on 1980-01-01" in refused(
        "state", "KAZ", "--on", "2013-01-01", "--as-known", "1980-01-01"
    )
    assert "Czechoslovakia" in told("state", "CSK", "--on", "2000-01-01", "--as-known", "1985-01-01")


def test_state_gives_the_official_name_of_the_day_and_that_of_today() -> None:
    about = json.loads(told("state", "RUS", "--on", "1980-01-01", "--json"))
    assert about["name"] == "Soviet Union"
    assert about["official_name"] == "Union of Soviet Socialist Republics"
    assert about["official_name_today"] == "Russian Federation"
    text = told("state", "RUS", "--on", "1980-01-01")
    assert "Official name: Union of Soviet Socialist Republics" in text
    assert "Official name today: Republic of North Macedonia" in told("state", "MKD", "--on", "2010-01-01")


def test_state_has_the_names_of_the_day() -> None:
    (names,) = (
        line for line in told("state", "SWZ", "--on", "2013-01-01").splitlines() if line.startswith("Names then")
    )
    assert "Swaziland" in names
    assert "Eswatini" not in names
    assert "Zaire" in told("state", "COD", "--on", "1980-01-01")
    assert "the record begins in 1816" in call("state", "FRA", "--on", "1800-01-01").output


def test_an_empty_answer_has_its_columns(tmp_path: Path) -> None:
    target = tmp_path / "observers.csv"
    told("who", "NATO", "--on", "1950-01-01", "--role", "observer", "-o", str(target))
    assert target.read_text("utf-8").startswith("actor,name,organisation,role,start,end")


def test_a_group_without_an_agreed_list_is_no_empty_list(tmp_path: Path) -> None:
    assert "no list of members is agreed on" in told("who", "west")
    assert "no list of members of Global South is agreed on" in refused("who", "Global South", "--json")
    assert call("who", "Global South", "--json").stdout == ""
    refused("who", "west", "-o", str(tmp_path / "west.csv"))
    assert not list(tmp_path.iterdir())


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
    assert told("name", "Rhodesia", "--on", "1970-01-01").startswith("ZWE  Rhodesia")


def test_name_answers_for_people_in_public_office(tmp_path: Path) -> None:
    (row,) = json.loads(told("name", "Mark Rutte", "--on", "2025-01-01", "--json"))
    assert (row["person"], row["office"], row["actor"]) == ("Mark Rutte", "head of organisation", "NATO")
    assert row["start"] == "2024-10-01"
    assert row["source"]
    assert "Vladimir Putin  President, Russia (RUS)" in told("name", "Putin")
    bush = call("name", "Bush", "--json")
    assert isinstance(bush.exception, InputError)
    assert {row["person"] for row in json.loads(bush.stdout)} == {"George W. Bush", "George H. W. Bush"}
    assert "held no recorded office" in refused("name", "Putin", "--on", "1950-01-01")
    target = tmp_path / "terms.csv"
    told("name", "Putin", "-o", str(target))
    assert target.read_text("utf-8").startswith("person,office,title,actor,actor_name,start,end")


def test_code_converts_as_of_a_day() -> None:
    assert told("code", "365", "--from", "cow", "--to", "iso3", "--on", "1985-01-01").splitlines()[0] == "RUS"
    rows = json.loads(told("code", "DEU", "FRA", "--from", "iso3", "--to", "cow", "--on", "1975-01-01", "--json"))
    assert [row["result"] for row in rows] == ["260", "220"]
    assert "stands for no state on 2000-01-01" in refused(
        "code", "265", "--from", "cow", "--to", "iso3", "--on", "2000-01-01"
    )
    assert "Write one of iso3" in refused("code", "1", "--from", "fips", "--to", "iso3")
    assert told("code", "4", "--from", "isonum", "--to", "iso3").splitlines()[0] == "AFG"


def test_code_says_that_iso_3166_dates_from_1974() -> None:
    for system in ("iso2", "iso3-then", "isonum"):
        early = call("code", "FRA", "--from", "iso3", "--to", system, "--on", "1960-01-01", "--json")
        assert "ISO 3166 dates from 1974" in early.stderr
        later = call("code", "FRA", "--from", "iso3", "--to", system, "--on", "1980-01-01")
        assert "dates from" not in later.stderr
    assert call("code", "FRA", "--from", "iso3", "--to", "cow", "--on", "1960-01-01").stderr == ""


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


def test_facts_check_says_what_a_file_is_that_is_none(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(FACT.replace(",", ";"), encoding="utf-8")
    assert "divided by a semicolon (';'). Save it as CSV with commas" in refused("facts", "check", str(mine))
    mine.write_text("", encoding="utf-8")
    assert "mine.csv: is empty" in refused("facts", "check", str(mine))


def test_statements_are_written_to_csv_or_printed(tmp_path: Path) -> None:
    assert "statements are CSV, not '.json'" in refused("export", "statements", str(tmp_path / "s.json"))
    assert not list(tmp_path.iterdir())
    told("export", "statements", str(tmp_path / "s.csv"))
    written = (tmp_path / "s.csv").read_text("utf-8")
    assert told("export", "statements", "-").splitlines() == written.splitlines()


@pytest.mark.parametrize("arguments", [("who", "NATO", "--json"), ("state", "KAZ"), ("cite", "nato-treaty-1949")])
def test_a_closed_standard_output_is_an_error(arguments: tuple[str, ...]) -> None:
    command = shlex.join([sys.executable, "-m", "multipolar", *arguments])
    done = subprocess.run(["sh", "-c", f"{command} >&-"], stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 5
    assert "standard output is closed" in done.stderr


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
