"""The ledger: entries frozen, settled once, scored by known figures, and never lost or doubled."""

from __future__ import annotations

import json
import math
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from multipolar.actors.record import memberships
from multipolar.cli import root
from multipolar.errors import DataError, InputError, MultipolarError, OutputError
from multipolar.ledger import store
from multipolar.ledger.entries import Entry, Resolution, identify, settled_by
from multipolar.ledger.plain import dumps, loads
from multipolar.ledger.resolve import resolved
from multipolar.ledger.scores import ENOUGH, scored, scores
from multipolar.ledger.store import opened
from multipolar.ledger.wording import worded
from multipolar.measures.panel import Panel

TODAY = date(2026, 11, 25)


def entry(proposition: str, *, condition: str = "", due: date | None = None, **fields: object) -> Entry:
    base = {
        "id": identify("", str(fields.get("speaker", "")) + str(fields.get("made", "")), proposition + condition),
        "kind": "forecast",
        "method": "own",
        "made": date(2015, 6, 1),
        "registered": date(2015, 6, 1),
    }
    return msgspec.convert(base | {"proposition": proposition, "condition": condition, "due": due} | fields, Entry)


def settle(*entries: Entry) -> dict[str, str]:
    found, open_ = resolved(entries, Panel.shipped(), memberships(), "now", TODAY)
    return {row.entry: row.outcome for row in found} | {row.entry: row.state for row in open_}


def test_known_history_settles_forecasts() -> None:
    """Hungary became an observer of the OTS in 2018; China's capability passed that of the United States long ago."""
    right = entry("HUN in OTS as observer on 2019-01-01", due=date(2019, 1, 1))
    wrong = entry("HUN in OTS on 2019-01-01", due=date(2019, 1, 1))
    denied = entry("HUN in OTS on 2020-01-01", due=date(2020, 1, 1), expects="false")
    void = entry("HUN in OTS as observer on 2019-06-01", condition="HUN in CIS on 2019-01-01", due=date(2019, 6, 1))
    ahead = entry("HUN in OTS on 2099-01-01", due=date(2099, 1, 1))
    late = entry("trade(KAZ, CHN) rises from 2014 to 2022", due=date(2022, 12, 31))
    wordy = entry("")
    found = settle(right, wrong, denied, void, ahead, late, wordy)
    assert [found[e.id] for e in (right, wrong, denied, void, ahead, late, wordy)] == [
        "true", "false", "true", "void", "open", "due", "open",
    ]  # fmt: skip


def test_a_conditional_is_taken_apart_and_dated() -> None:
    made = date(2015, 3, 1)
    text = "if capability(RUS) falls then trade(KAZ, CHN) rises by 2022"
    assert settled_by(text, made) == (
        "trade(KAZ, CHN) rises from 2015 to 2022",
        "capability(RUS) falls from 2015 to 2022",
        date(2022, 12, 31),
    )


@pytest.mark.parametrize("text", ["if HUN in OTS then RUS in OTS", "nonsense", "HUN in"])
def test_what_names_no_time_or_is_no_proposition_is_refused(text: str) -> None:
    with pytest.raises(MultipolarError):
        settled_by(text, TODAY)


def test_the_same_is_kept_once_and_the_first_outcome_stays(tmp_path: Path) -> None:
    one = entry("HUN in OTS as observer on 2019-01-01", probability=0.7, basis="stated")
    with opened(tmp_path / "l.sqlite") as ledger:
        assert ledger.add([one, one]) == 1
        assert ledger.add([msgspec.structs.replace(one, probability=0.1)]) == 0
        assert ledger.entries() == [one]
        first = Resolution(entry=one.id, outcome="true", reason="r", vintage="v1", on=TODAY)
        later = msgspec.structs.replace(first, outcome="false", vintage="v2")
        assert ledger.resolve([first]) == 1
        assert ledger.resolve([first]) == 0
        assert ledger.resolve([later]) == 1
        assert [row.outcome for row in ledger.resolutions()[one.id]] == ["true", "false"]
        (score,) = scores(ledger.entries(), ledger.resolutions(), {}, lambda _: "all")
    assert (score.right, score.brier) == (1, pytest.approx(0.09))


def test_export_reads_back_and_is_in_a_fixed_order(tmp_path: Path) -> None:
    rows = [entry(f"HUN in OTS on 20{year}-01-01") for year in (18, 17, 19)]
    texts = []
    for number, order in enumerate((rows, rows[::-1])):
        with opened(tmp_path / f"{number}.sqlite") as ledger:
            ledger.add(order)
            texts.append(dumps(ledger))
    assert texts[0] == texts[1]
    assert {line.entry.id for line in loads(texts[0], "x")} == {row.id for row in rows}
    with pytest.raises(InputError, match="line 2 is no entry"):
        loads(texts[0].splitlines()[0] + "\n{}\n", "x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is very likely that it grows", (0.80, 0.95)),
        ("it will likely grow", (0.55, 0.80)),
        ("it is unlikely to last", (0.20, 0.45)),
        ("it is not likely", None),
        ("it is more likely than before", None),
        ("likely, or almost certain", None),
        ("it may grow", None),
        ("a highly probable turn", (0.80, 0.95)),
    ],
)
def test_words_of_likelihood_have_the_ranges_of_the_directive(text: str, expected: tuple[float, float] | None) -> None:
    """Intelligence Community Directive 203 (2015), D.6.e.2."""
    found = worded(text)
    assert (None if found is None else (found.low, found.high)) == expected


def test_scores_of_a_worked_example() -> None:
    """Two forecasts of 0.8, one right, and two of 0.3, none right, by hand."""
    found = scored("x", [(0.8, True), (0.8, False), (0.3, False), (0.3, False)])
    assert found["brier"] == pytest.approx((0.04 + 0.64 + 0.09 + 0.09) / 4)
    assert found["log"] == pytest.approx(-(math.log(0.8) + math.log(0.2) + 2 * math.log(0.7)) / 4)
    assert found["reliability"] == pytest.approx((2 * 0.09 + 2 * 0.09) / 4)
    assert found["resolution"] == pytest.approx((2 * 0.0625 + 2 * 0.0625) / 4)
    assert found["uncertainty"] == pytest.approx(0.1875)


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=60))
def test_the_parts_of_the_brier_score_add_up(pairs: list[tuple[float, bool]]) -> None:
    """Murphy (1973): Brier = reliability - resolution + uncertainty."""
    found = {name: value for name, value in scored("x", pairs).items() if value is not None}
    assert found["brier"] == pytest.approx(found["reliability"] - found["resolution"] + found["uncertainty"], abs=1e-12)
    assert 0 <= found["brier"] <= 1
    assert math.isfinite(found["log"])


def outcome(row: Entry, came: str) -> Resolution:
    return Resolution(entry=row.id, outcome=came, reason="", vintage="", on=TODAY)  # type: ignore[arg-type]


def test_few_forecasts_are_not_ranked() -> None:
    many = [
        entry(f"HUN in OTS on 20{n}-01-01", speaker="many", probability=0.9, basis="stated")
        for n in range(10, 10 + ENOUGH)
    ]
    few = [entry("HUN in CIS on 2019-01-01", speaker="few", probability=0.99, basis="stated")]
    results = {row.id: [outcome(row, "true")] for row in (*many, *few)}
    found = scores([*few, *many], results, {}, lambda e: e.speaker)
    assert [(s.group, s.enough) for s in found] == [("many", True), ("few", False)]


def test_words_of_a_named_person_count_only_when_confirmed() -> None:
    row = entry("HUN in OTS on 2019-01-01", named=True, probability=0.675, basis="likely (ICD 203)")
    results = {row.id: [outcome(row, "false")]}
    (before,), (after,) = (scores([row], results, sure, lambda _: "x") for sure in ({}, {row.id: "2026-01-01"}))
    assert (before.settled, before.scored, before.brier) == (1, 0, None)
    assert after.scored == 1


def test_void_entries_are_neither_right_nor_wrong() -> None:
    row = entry("HUN in OTS on 2019-01-01", probability=0.5, basis="stated")
    (score,) = scores([row], {row.id: [outcome(row, "void")]}, {}, lambda _: "x")
    assert (score.void, score.settled, score.scored) == (1, 0, 0)


WRITER = """
import sys
from datetime import date
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.ledger.test_ledger import entry
from multipolar.ledger.store import opened
start = int(sys.argv[3])
with opened(Path(sys.argv[1])) as ledger:
    print("ready", flush=True)
    for number in range(start, start + 100_000):
        ledger.add([entry("HUN in OTS on 2019-01-01", speaker=str(number))])
        print(number, flush=True)
"""


def writer(place: Path, start: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(place), str(Path(__file__).parents[2]), str(start)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="killing forked writers needs fork")
def test_killed_at_a_hundred_random_points_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    """Every pair that was acknowledged is there, and there is no half of a pair."""
    place = tmp_path / "l.sqlite"
    chance = random.Random(7)
    with opened(place):
        pass
    told: set[int] = set()
    for round_ in range(100):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            with opened(place) as ledger:
                for number in range(round_ * 10_000, (round_ + 1) * 10_000):
                    pair = [entry(f"HUN in {body} on 2019-01-01", speaker=str(number)) for body in ("OTS", "CIS")]
                    ledger.add(pair)
                    os.write(writing, f"{number}\n".encode())
            os._exit(0)
        os.close(writing)
        time.sleep(chance.uniform(0.001, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(reading, "rb") as pipe:
            lines = pipe.read().split(b"\n")
        told |= {int(line) for line in lines[:-1]}
    with opened(place) as ledger:
        there: dict[int, int] = {}
        for row in ledger.entries():
            there[int(row.speaker)] = there.get(int(row.speaker), 0) + 1
    assert told
    assert told <= set(there)
    assert set(there.values()) == {2}
    (sound,) = sqlite3.connect(place).execute("PRAGMA integrity_check").fetchone()
    assert sound == "ok"


def test_two_processes_write_side_by_side(tmp_path: Path) -> None:
    place = tmp_path / "l.sqlite"
    writers = [writer(place, start) for start in (0, 500_000)]
    deadline = time.monotonic() + 90
    counts = [0, 0]
    for index, one in enumerate(writers):
        assert one.stdout is not None
        while counts[index] < 15 and time.monotonic() < deadline:
            one.stdout.readline()
            counts[index] += 1
    for one in writers:
        one.kill()
        one.communicate()
    with opened(place) as ledger:
        speakers = {int(row.speaker) >= 500_000 for row in ledger.entries()}
    assert speakers == {True, False}


def test_whoever_waits_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE", 0.1)
    place = tmp_path / "l.sqlite"
    with opened(place) as ledger:
        ledger.add([entry("HUN in OTS on 2019-01-01")])
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with opened(place) as ledger:
        assert len(ledger.entries()) == 1
        with pytest.raises(OutputError, match="another process has held it"):
            ledger.add([entry("HUN in CIS on 2019-01-01")])
    holder.execute("ROLLBACK")
    holder.close()


def test_a_newer_file_a_damaged_one_and_another_database_are_refused(tmp_path: Path) -> None:
    newer, soup, other = (tmp_path / name for name in ("newer.sqlite", "soup.sqlite", "other.sqlite"))
    with opened(newer):
        pass
    connection = sqlite3.connect(newer)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    soup.write_bytes(b"this is no database at all, but it is long enough to be looked at" * 40)
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.commit()
    connection.close()
    for place, said in ((newer, "is of version 99"), (soup, "is damaged or no ledger"), (other, "but no ledger")):
        with pytest.raises(DataError, match=said), opened(place):
            pass


@pytest.mark.parametrize(
    "fields",
    [
        {"probability": 1.2},
        {"probability": -0.1},
        {"method": "magic"},
        {"expects": "maybe"},
        {"made": date(2030, 1, 1)},
    ],
)
def test_what_cannot_be_is_not_kept(tmp_path: Path, fields: dict[str, object]) -> None:
    with opened(tmp_path / "l.sqlite") as ledger:
        with pytest.raises(InputError):
            ledger.add([entry("HUN in OTS on 2019-01-01"), entry("HUN in CIS on 2019-01-01", **fields)])
        assert ledger.entries() == []


ARTICLE = """Comment: what comes next

By a columnist

Turkey is gathering the Turkic states. While Russia weakens, the influence of the Organization of Turkic States will
likely grow. By 2030 China will have overtaken the United States in capability. Most of the Turkic states are members of
the CIS.
"""


def run(tmp_path: Path, *words: str) -> Result:
    return CliRunner().invoke(root, ["ledger", *words, "--ledger", str(tmp_path / "l.sqlite")])


def test_an_article_is_registered_once(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    first = run(tmp_path, "add", str(article), "--published", "2022-11-15", "--json")
    assert first.exit_code == 0, first.output
    rows = json.loads(first.stdout)
    assert rows
    assert {row["made"] for row in rows} == {"2022-11-15"}
    again = run(tmp_path, "add", str(article), "--published", "2022-11-15")
    assert again.output.splitlines()[-1].endswith("0 new")
    kept = json.loads(run(tmp_path, "list", "--json").stdout)
    assert len(kept) == len(rows)
    grows = next(row for row in kept if "likely" in row["quote"])
    assert (grows["probability"], grows["basis"]) == (0.675, "likely (ICD 203)")
    assert "Russia weakens" in grows["condition_words"]


def test_without_a_day_of_publication_nothing_is_kept(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    done = run(tmp_path, "add", str(article))
    assert done.exit_code != 0
    assert "has no date of publication" in str(done.exception)


def test_a_forecast_goes_from_add_to_score(tmp_path: Path) -> None:
    made = ["--made", "2015-01-01", "--by", "The Lantern Quarterly"]
    for words in (
        ["HUN in OTS as observer on 2019-01-01", "--probability", "0.8"],
        ["if HUN in CIS then HUN in OTS by 2019", "--probability", "0.5"],
        ["trade(KAZ, CHN) rises from 2014 to 2022"],
    ):
        assert run(tmp_path, "add", "--proposition", *words, *made).exit_code == 0
    assert "trade(KAZ, CHN)" in run(tmp_path, "due").output
    resolved_ = json.loads(run(tmp_path, "resolve", "--json").stdout)
    assert sorted(row["outcome"] for row in resolved_) == ["", "true", "void"]
    again = json.loads(run(tmp_path, "resolve", "--json").stdout)
    assert {row["state"] for row in again if row["outcome"]} == {"already settled"}
    (score,) = json.loads(run(tmp_path, "score", "--by", "publisher", "--json").stdout)
    assert (score["group"], score["scored"], score["void"]) == ("The Lantern Quarterly", 1, 1)
    assert score["brier"] == pytest.approx(0.04)
    assert not score["ranked"]


def test_export_and_import_give_the_same_ledger(tmp_path: Path) -> None:
    run(tmp_path, "add", "--proposition", "HUN in OTS as observer on 2019-01-01", "--made", "2015-01-01")
    run(tmp_path, "resolve")
    text = run(tmp_path, "export").output
    (tmp_path / "l.txt").write_text(text, encoding="utf-8")
    (tmp_path / "other").mkdir()
    assert run(tmp_path / "other", "import", str(tmp_path / "l.txt")).output == "1 entries, 1 new\n"
    assert run(tmp_path / "other", "export").output == text


@pytest.mark.parametrize(
    "words",
    [
        ("add",),
        ("add", "--proposition", "HUN in OTS on 2019-01-01", "--probability", "7"),
        ("add", "--proposition", "HUN in OTS on 2019-01-01", "--made", str(date.today() + timedelta(days=400))),
        ("confirm", "ffff"),
        ("import", "nowhere.txt"),
    ],
)
def test_what_goes_wrong_is_said(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(tmp_path, *words)
    assert done.exit_code != 0
    assert isinstance(done.exception, MultipolarError)


def test_the_example_comes_out_as_history_did(tmp_path: Path) -> None:
    """Accessions and exits that are on record: Armenia 2015, Montenegro 2017, North Macedonia 2020, Finland 2023 ..."""
    place = tmp_path / "example.sqlite"
    assert CliRunner().invoke(root, ["ledger", "example", str(place)]).exit_code == 0
    done = CliRunner().invoke(root, ["ledger", "resolve", "--ledger", str(place), "--json"])
    outcomes = {row["entry"]: row["outcome"] for row in json.loads(done.stdout)}
    listed = json.loads(CliRunner().invoke(root, ["ledger", "list", "--ledger", str(place), "--json"]).stdout)
    by_words = {row["proposition"]: outcomes[row["id"]] for row in listed}
    for text, expected in {
        "ARM in EAEU on 2015-12-31": "true",
        "MNE in NATO on 2017-12-31": "true",
        "MKD in NATO on 2020-12-31": "true",
        "FIN in NATO on 2023-12-31": "true",
        "GBR in EU on 2021-12-31": "false",
        "TUR in SCO on 2020-12-31": "false",
        "AFG in SCO on 2022-06-07": "false",
        "capability(CHN) > capability(USA) in 2022": "true",
        "ARM in CSTO in 2022": "void",
        "TKM in OTS as observer in 2022": "true",
    }.items():
        assert by_words[text] == expected, text
    assert CliRunner().invoke(root, ["ledger", "example", str(place)]).exit_code != 0
