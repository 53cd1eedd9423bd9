"""The article that must work: read, checked and written as a whole. Skips where the shared documents are missing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.shared import shared

ARTICLE = "documents/2022-11-turkic-states-commentary.txt"


@pytest.fixture(scope="module")
def text() -> str:
    return shared(ARTICLE).read_text(encoding="utf-8")


def run(tmp_path: Path, *options: str) -> dict[str, Any]:
    target = tmp_path / "b.json"
    command = [sys.executable, "-m", "multipolar", "brief", str(shared(ARTICLE)), *options, "-o", str(target)]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return run(tmp_path_factory.mktemp("dated"), "--published", "2022-11-15")


@pytest.fixture(scope="module")
def undated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return run(tmp_path_factory.mktemp("undated"))


def claim_with(brief: dict[str, Any], words: str) -> dict[str, Any]:
    (found,) = [c for c in brief["claims"] if words in c["quote"]["text"]]
    return found


def quotes(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        own = [node] if set(node) == {"start", "end", "text"} else []
        return own + [q for value in node.values() for q in quotes(value)]
    if isinstance(node, list):
        return [q for value in node for q in quotes(value)]
    return []


def test_one_meeting_with_its_fields(brief: dict[str, Any]) -> None:
    (meeting,) = brief["meetings"]
    assert (meeting["date"], meeting["place"], meeting["place_state"]) == ("2022-11-11", "Samarkand", "UZB")
    assert meeting["organisation"] == "OTS"
    assert meeting["chair_actor"] == "UZB"
    assert "President" in meeting["chair"]


def test_seven_states_took_part_two_of_them_as_observers(brief: dict[str, Any]) -> None:
    (meeting,) = brief["meetings"]
    capacities = {p["actor"]: (p["capacity"], p["capacity_basis"]) for p in meeting["participants"]}
    assert capacities == {
        **dict.fromkeys(("UZB", "TUR", "KGZ", "KAZ", "AZE"), ("member", "implied")),
        **dict.fromkeys(("HUN", "TKM"), ("observer", "stated")),
    }


def test_the_text_s_own_abbreviations_are_one_body_and_reported(brief: dict[str, Any]) -> None:
    assert {a["actor"] for a in brief["actors"] if a["kind"] == "organisation"} == {"OTS", "CIS"}
    assert len([i for i in brief["irregularities"] if "Organization of Turkic States" in i]) == 2


def test_every_quote_stands_in_the_text(brief: dict[str, Any], text: str) -> None:
    found = quotes(brief)
    assert len(found) > 60
    assert all(text[q["start"] : q["end"]] == q["text"] for q in found)


def test_no_comment_is_a_reported_fact(brief: dict[str, Any]) -> None:
    assert len(brief["claims"]) >= 16
    assert not [c for c in brief["claims"] if c["part"] == "comment" and c["mode"] == "reported fact"]


def test_the_record_agrees_on_most_cis_and_on_the_observers(brief: dict[str, Any]) -> None:
    most = claim_with(brief, "CIS")
    assert most["verdict"] == "record agrees"
    (check,) = most["checks"]
    assert check["kind"] == "record"
    assert all(name in check["reason"] for name in ("Azerbaijan", "Kazakhstan", "Kyrgyzstan", "Uzbekistan"))
    assert claim_with(brief, "observer status")["verdict"] == "record agrees"
    assert {r["actor"]: r["check"]["result"] for r in brief["roles"]} == dict.fromkeys(
        ("HUN", "TKM", "UZB", "TUR", "KGZ", "KAZ", "AZE"), "holds"
    )


def test_claims_of_influence_trend_and_capability_are_decided_with_numbers_and_years(brief: dict[str, Any]) -> None:
    relations = {"influence", "leadership", "weakening", "dependence", "acting for"}
    decided = [
        c
        for c in brief["claims"]
        if c["verdict"].startswith("proxies") and relations & {a["relation"] for a in c["assertions"]}
    ]
    assert len(decided) >= 3
    for claim in decided:
        assert any(check["kind"] == "proxy" and check["evidence"] for check in claim["checks"])
        assert re.search(r"\b(?:19|20)\d\d\b", claim["reason"])


def test_collapse_is_not_borne_out_by_capability_whose_limits_are_said(brief: dict[str, Any]) -> None:
    claim = claim_with(brief, "severe collapse")
    assert claim["verdict"] == "proxies inconsistent"
    assert any("cause" in words for words in claim["untouched"])
    assert "not success in war" in claim["checks"][0]["because"]


def test_motive_cause_and_only_never_rise_above_proxies(brief: dict[str, Any]) -> None:
    claim = claim_with(brief, "only implements")
    assert claim["verdict"].startswith("proxies")
    assert "the word “only”" in claim["untouched"]


def test_the_forecast_keeps_its_condition_and_is_not_decided(brief: dict[str, Any]) -> None:
    claim = claim_with(brief, "it is expected that")
    assert (claim["mode"], claim["verdict"]) == ("forecast", "not decidable here")
    assert claim["condition"].startswith("while the trend")
    assert {c["bears_on"] for c in claim["checks"]} == {"presupposition"}


def test_the_byline_is_printed_only_when_asked_for(brief: dict[str, Any], tmp_path: Path, text: str) -> None:
    (name,) = re.findall(r"Office of .*? by ([^\n]+)", text)
    assert name not in json.dumps(brief, ensure_ascii=False)
    assert run(tmp_path, "--byline")["document"]["byline"] == name.strip()


def test_without_a_date_of_publication_no_year_is_made_up(undated: dict[str, Any]) -> None:
    (meeting,) = undated["meetings"]
    assert (meeting["date"], meeting["date_basis"]) == ("11 November", "open")
    year = re.compile(r"\b(?:19|20)\d\d\b")
    assert not year.search(json.dumps([undated["meetings"], undated["document"]["published"]]))
    asked = [check for claim in undated["claims"] for check in claim["checks"]] + [r["check"] for r in undated["roles"]]
    assert asked
    assert not [c for c in asked if year.search(c["proposition"] + c["english"] + c["reason"])]
    assert not year.search(undated["manifest"]["as_of"])


def test_without_a_date_memberships_are_asked_for_every_day_meant(undated: dict[str, Any]) -> None:
    assert {r["check"]["result"] for r in undated["roles"]} == {"holds"}
    assert claim_with(undated, "CIS")["verdict"] == "record agrees"


def test_as_known_then_uses_nothing_of_later(tmp_path: Path) -> None:
    then = run(tmp_path, "--published", "2022-11-15", "--as-known", "2022-11-15")
    evidence = [row for c in then["claims"] for k in c["checks"] for row in k["evidence"] if row["source"] == "cow-nmc"]
    assert all(int(row["when"]) <= 2016 for row in evidence)
    assert claim_with(then, "severe collapse")["verdict"] == "not decidable here"
