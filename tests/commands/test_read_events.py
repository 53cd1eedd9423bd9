"""`multipolar read --events` and `--format plover` as a user calls them."""

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from multipolar.commands.read import command
from tests.shared import shared


def _read(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(command, list(words))
    return done.exit_code, done.stdout, done.stderr + str(done.exception or "")


def test_a_folder_becomes_a_table_of_events(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Kenya thanked Norway for its help with the drought on 3 May 2011.\n")
    (tmp_path / "two.txt").write_text("Iran denounced Israel. Nothing else was told.\n")
    output = tmp_path / "out" / "events.parquet"
    output.parent.mkdir()
    code, _, told = _read(str(tmp_path), "--events", "-o", str(output))
    assert code == 0, told
    rows = pl.read_parquet(output)
    assert rows.select("event", "source", "target").rows() == [("SUPPORT", "KEN", "NOR"), ("ACCUSE", "IRN", "ISR")]
    assert rows["date"].to_list() == ["2011-05-03", ""]
    code, out, _ = _read(str(tmp_path / "one.txt"), "--events")
    assert "SUPPORT KEN -> NOR" in out
    assert "[SUPPORT: thank]" in out


def test_lines_become_lines_for_a_scorer(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "a", "text": "Kenya thanked Norway."}\n\n{"id": 2, "text": "It rained."}\n')
    code, out, _ = _read(str(source), "--format", "plover")
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {"id": "a", "events": [{"source": ["KEN"], "target": ["NOR"], "event": "SUPPORT"}]},
        {"id": 2, "events": []},
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"id": 1}\n', "line 1 is no object with id and text"),
        (b'{"id": 1, "text": "x"}\nnot json\n', "line 2 is no object"),
        (b"[" * 5000, "line 1 is no object"),
        (b"\xff\xfe", "is not UTF-8"),
    ],
)
def test_bad_lines_are_refused_and_nothing_is_written(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "in.jsonl").write_bytes(content)
    code, _, told = _read(str(tmp_path / "in.jsonl"), "--format", "plover", "-o", str(tmp_path / "out.jsonl"))
    assert code != 0
    assert words in told
    assert not (tmp_path / "out.jsonl").exists()
    assert "cannot be read" in _read(str(tmp_path / "none.jsonl"), "--format", "plover")[2]
    assert "do not go together" in _read(str(tmp_path / "in.jsonl"), "--events", "--format", "plover")[2]


def test_a_summit_is_one_event_with_all_who_took_part_and_a_comment_none() -> None:
    code, out, _ = _read(
        str(next(shared("documents").glob("*.txt"))), "--published", "2022-11-15", "--events", "--json"
    )
    assert code == 0
    (row,) = json.loads(out)
    assert (row["event"], row["mode"], row["date"]) == ("CONSULT", "multilateral", "2022-11-11")
    assert sorted(row["source"].split("; ")) == ["AZE", "HUN", "KAZ", "KGZ", "TKM", "TUR", "UZB"]
