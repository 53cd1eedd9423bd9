"""Several articles side by side."""

from __future__ import annotations

import json
from datetime import date
from itertools import cycle
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from multipolar.briefs.brief import Brief
from multipolar.briefs.compose import compose
from multipolar.briefs.html import set_page
from multipolar.briefs.markdown import written
from multipolar.briefs.overview import Overview, blocks, overview
from multipolar.briefs.terminal import set_page as set_terminal
from multipolar.checking.examine import examine
from multipolar.cli import root
from multipolar.reading import read
from tests.briefs.fixture import BRIEF, HOSTILE, poison
from tests.briefs.page import Page

PLACE = "The summit of the Organization of Turkic States was held in {place} on 11 November 2022."
CAME = "It was attended by the presidents of Uzbekistan, Kazakhstan and Turkey, and by Hungary as {role}."
ONE = f"""Leaders meet

News

{PLACE.format(place="Samarkand")} {CAME.format(role="an observer")}

Comment

Russia is losing its influence over Kazakhstan. Turkey has strengthened since the summit.
"""
OTHER = f"""A summit in the steppe

News

{PLACE.format(place="Tashkent")} {CAME.format(role="an observer")}

Comment

Russia is gaining influence over Kazakhstan, and Turkey leads the Turkic states.
"""


def brief(text: str) -> Brief:
    return compose(examine(read(text, published=date(2022, 11, 15)), today=date(2026, 1, 1)))


def both() -> Overview:
    return overview([("one.txt", brief(ONE)), ("other.txt", brief(OTHER))])


def test_facts_are_agreed_where_all_say_the_same_and_differ_where_not() -> None:
    found = both()
    agreed = {(row.about, row.field): row.values[0].value for row in found.agreed}
    assert agreed["meeting of Organization of Turkic States", "date"] == "11 November 2022"
    assert agreed["meeting of Organization of Turkic States, Hungary", "capacity"] == "observer"
    assert agreed["Hungary in Organization of Turkic States", "role"] == "observer"
    (place,) = [row for row in found.different if row.field == "place"]
    assert {told.value: told.by for told in place.values} == {"Samarkand": (1,), "Tashkent": (2,)}


def test_the_record_answers_what_they_agree_on() -> None:
    (row,) = [row for row in both().agreed if row.about.startswith("Hungary in")]
    assert row.record.startswith("holds: The record has Hungary in OTS: observer 2018-09-03")


def test_opposite_claims_about_the_same_states_differ() -> None:
    differ = [row for row in both().claims if row.differ]
    assert differ
    assert differ[0].about == "Russia and Kazakhstan"
    assert {claim.document for claim in differ[0].claims} == {1, 2}


def test_the_same_text_twice_counts_once() -> None:
    twice = overview([("a.txt", brief(ONE)), ("b.txt", brief(ONE))])
    assert [line.same_as for line in twice.documents] == [0, 1]
    assert twice.verdicts == overview([("a.txt", brief(ONE))]).verdicts
    assert not twice.agreed


def test_the_verdicts_of_all_are_summed() -> None:
    found = both()
    assert sum(count for _, count in found.verdicts) == sum(line.claims for line in found.documents)


def test_it_reads_back_from_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(both()), type=Overview) == both()


def test_hostile_texts_are_text_in_every_form() -> None:
    supply = cycle(HOSTILE)
    found = overview([(next(supply), poison(BRIEF, lambda _: next(supply))) for _ in range(3)], HOSTILE)
    page = Page(set_page(blocks(found), "Overview", {}))
    assert not {"script", "img", "iframe", "form", "svg"} & set(page.names)
    assert not [href for href in page.all("href") if href]
    assert "\x1b" not in set_terminal(blocks(found), width=60)
    assert "<script" not in written(blocks(found))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    (tmp_path / "soup.txt").write_bytes(b"\x00\x01\x02\xff\xfe" * 50)
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(root, list(words))
    return done.exit_code, done.stdout, done.stderr + str(done.exception or "")


def test_a_folder_gives_its_overview_and_goes_on_past_what_cannot_be_read(folder: Path) -> None:
    code, out, errors = run("brief", str(folder), "--published", "2022-11-15", "--json")
    assert code == 0
    found = json.loads(out)
    assert [line["place"].rpartition("/")[2] for line in found["documents"]] == ["one.txt", "other.txt"]
    assert len(found["unreadable"]) == 1
    assert "soup.txt" in errors


def test_a_folder_to_write_to_gets_every_brief_and_links_that_lead_to_them(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    code, _, _ = run("brief", str(folder), "--published", "2022-11-15", "-o", str(target))
    assert code == 0
    page = Page((target / "overview.html").read_text(encoding="utf-8"))
    links = [href for href in page.all("href") if href]
    assert links == ["01-one.html", "02-other.html"]
    assert all((target / link).exists() for link in links)
    assert json.loads((target / "overview.json").read_text(encoding="utf-8"))["schema"] == "multipolar overview 1"


@pytest.mark.parametrize("ending", [".md", ".html", ".txt", ".json"])
def test_a_file_to_write_to_gets_the_overview(folder: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"all{ending}"
    assert run("brief", str(folder), "-o", str(target))[0] == 0
    assert target.stat().st_size > 200


def test_figures_of_a_folder_are_refused(folder: Path, tmp_path: Path) -> None:
    code, _, errors = run("brief", str(folder), "--figures", str(tmp_path / "f"))
    assert code != 0
    assert "figures, bundles and comparisons are of one article" in errors


def test_a_folder_in_which_nothing_can_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "soup.txt").write_bytes(b"\x00\x01" * 50)
    code, _, errors = run("brief", str(tmp_path))
    assert code != 0
    assert "nothing in it could be read" in errors
