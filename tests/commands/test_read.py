"""`multipolar read`: rows for people and for the next tool, and what a reader puts right."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from multipolar.cli import root
from multipolar.commands import read as command
from multipolar.errors import InputError, OutputError

ARTICLE = """Leaders Meet in Baku

News:

On 15 October 2019 the leaders of the Turkic Council met in Baku. Hungary took part as an observer.

Comment:

Turkey is losing its influence over Azerbaijan. If Russia weakens, NATO will grow.
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(root, ["read", *arguments])


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_rows_for_people(article: Path) -> None:
    said = run(str(article), "--published", "2019-10-16")
    assert said.exit_code == 0
    assert "meeting: " in said.output
    assert '"If Russia weakens, NATO will grow."\n    forecast, the author, comment part\n' in said.output
    assert 'on condition: "If Russia weakens"' in said.output
    assert "test (proxy): trade(AZE, TUR) falls" in said.output
    assert "no test: A forecast" in said.output


def test_json_has_places_that_fit_the_text(article: Path) -> None:
    found = json.loads(run(str(article), "--json").output)
    assert found["version"] == 1
    for table in ("claims", "mentions", "roles", "meetings"):
        assert all(ARTICLE[row["start"] : row["end"]] == row["quote"] for row in found[table])
    claim = next(c for c in found["claims"] if c["mode"] == "forecast")
    assert claim["condition"] == "If Russia weakens"
    assert claim["rule"]


def test_each_claim_has_candidates_or_the_reason_why_none(article: Path) -> None:
    found = json.loads(run(str(article), "--published", "2019-10-16", "--json").output)
    rows = {c["claim"]: c for c in found["candidates"]}
    assert set(rows) == {c["claim"] for c in found["claims"]}
    assert all(bool(c["proposition"]) != bool(c["why_none"]) for c in found["candidates"])
    assert any(c["proposition"] and c["words"] for c in found["candidates"])


def test_tables_are_the_same_in_both_forms_and_no_cell_is_a_formula(article: Path, tmp_path: Path) -> None:
    article.write_text(ARTICLE.replace("Leaders Meet in Baku", "=1+1 Leaders Meet in Baku"), encoding="utf-8")
    out = tmp_path / "tables"
    assert run(str(article), "-o", str(out)).exit_code == 0
    names = {path.stem for path in out.glob("*.parquet")}
    assert {"documents", "claims", "assertions", "candidates", "mentions", "meetings", "participants"} <= names
    assert pl.read_parquet(out / "documents.parquet")["title"][0].startswith("=1+1")
    assert pl.read_csv(out / "documents.csv")["title"][0].startswith("'=1+1")
    claims = pl.read_parquet(out / "claims.parquet")
    assert claims.height == pl.read_csv(out / "claims.csv").height > 0
    assert claims["document"].n_unique() == 1


def test_a_folder_goes_on_past_what_cannot_be_read(article: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"\xff\xfe\x00\x00\x00")
    said = run(str(tmp_path), "--json")
    assert said.exit_code == 1
    assert "broken.txt" in said.stderr
    (line,) = said.stdout.splitlines()
    assert json.loads(line)["place"] == str(article)


def test_marked_text_tells_each_row_by_rule_and_words(article: Path) -> None:
    article.write_text(ARTICLE.replace("NATO will", "NATO \u202e\x1b[31m will"), encoding="utf-8")
    said = run(str(article), "--explain")
    assert said.exit_code == 0
    assert "\x1b" not in said.output
    assert "\u202e" not in said.output
    assert "speaks of what is to come: 'will'" in said.output
    assert "relation of claim" in said.output


def decide(path: Path, kind: str, words: str, **decided: object) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    row = next(r for r in content["rows"] if r["id"].startswith(kind) and words in r["quote"])
    row.update(decided)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_what_a_reader_puts_right_is_used_and_told(article: Path) -> None:
    side = article.with_name("article.txt.review.json")
    assert "rows to decide" in run(str(article), "--review").output
    decide(side, "claim", "losing its influence", decision="reject")
    decide(side, "claim", "NATO will", decision="correct", fields={"mode": "argued"})
    decide(side, "mention", "Turkey", decision="relink", actor="IRN")
    assert "3 rows decided" in run(str(article), "--review").output
    said = run(str(article), "--json")
    found = json.loads(said.stdout)
    assert not [c for c in found["claims"] if "losing its influence" in c["quote"]]
    assert [c["mode"] for c in found["claims"] if "NATO will" in c["quote"]] == ["argued"]
    assert "IRN" in {m["actor"] for m in found["mentions"]}
    assert "rejected by a reader" in said.stderr
    brief = CliRunner().invoke(root, ["brief", str(article)])
    assert "corrections of a reader were used" in brief.output
    ignored = CliRunner().invoke(root, ["brief", str(article), "--no-review"])
    assert "losing its influence" in ignored.output
    assert "corrections of a reader" not in ignored.output


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.update(document="0" * 64), "the review of another text"),
        (lambda c: c["rows"][0].update(decision="perhaps"), "is no decision"),
        (lambda c: c["rows"][0].update(id="claim/1-2"), "is no row of this reading"),
        (lambda c: c["rows"][0].update(mood="good"), "is no key of a row"),
        (lambda c: c["rows"].append(dict(c["rows"][0])), "stands twice"),
        (lambda c: c["rows"][-1].update(decision="relink", actor="Atlantis"), "no actor's key"),
        (lambda c: c["rows"][-1].update(decision="correct", fields={"mode": "argued"}), "relink it instead"),
        (lambda c: c.pop("rows"), "is no review"),
        (lambda c: c["rows"][0].update(id=["meeting"]), "is no row of this reading"),
        (lambda c: c["rows"][0].update(quote="something else"), "the quote of"),
        (lambda c: c["rows"][-1].update(decision="accept", actor="IRN"), '"actor" is for "relink"'),
        (lambda c: c["rows"][-1].update(actor="IRN"), '"actor" is for "relink"'),
        (lambda c: c["rows"][0].update(fields={"kind": "talks"}), '"fields" are for "correct"'),
        (lambda c: c["rows"][0].update(decision="correct", fields={"kind": "party"}), "'party' is no kind"),
        (lambda c: c["rows"][0].update(decision="correct", fields={"kind": ["talks"]}), "is no kind"),
        (lambda c: c["rows"][0].update(decision="relink", actor="IRN"), "only a mention can be relinked"),
    ],
)
def test_a_review_that_does_not_fit_is_refused(article: Path, change: object, said: str) -> None:
    side = article.with_name("article.txt.review.json")
    run(str(article), "--review")
    content = json.loads(side.read_text(encoding="utf-8"))
    change(content)  # type: ignore[operator]
    side.write_text(json.dumps(content), encoding="utf-8")
    refused = run(str(article))
    assert isinstance(refused.exception, InputError)
    assert said in str(refused.exception)
    assert "article.txt.review.json" in str(refused.exception)


@pytest.mark.parametrize(
    "content",
    [
        '{"document": NaN, "rows": []}',
        "\xff",
        "1" * 5_000,
        '{"document": ',
        '{"document": "a", "document": "b", "rows": []}',
        "[" * 100_000,
    ],
)
def test_a_broken_review_is_refused(article: Path, content: str) -> None:
    article.with_name("article.txt.review.json").write_bytes(content.encode("latin-1"))
    refused = run(str(article))
    assert isinstance(refused.exception, InputError)
    assert "is not valid JSON" in str(refused.exception)


def test_standard_input_can_be_read_and_not_reviewed() -> None:
    assert CliRunner().invoke(root, ["read", "-"], input=ARTICLE).exit_code == 0
    refused = CliRunner().invoke(root, ["read", "-", "--review"], input=ARTICLE)
    assert isinstance(refused.exception, InputError)
    assert "has no side file" in str(refused.exception)


@pytest.mark.parametrize("asked", [("--json", "--explain"), ("--json", "-o", "tables"), ("--review", "--json")])
def test_one_form_of_answer_at_a_time(article: Path, asked: tuple[str, ...]) -> None:
    said = run(str(article), *asked)
    assert said.exit_code == 2
    assert "do not go together" in said.output


HOSTILE = "Turkey \u202e\x1b[31m\u2066</script> is losing its influence over Azerbaijan."


@pytest.mark.parametrize("form", [(), ("--json",), ("--explain",)])
def test_no_text_steers_the_terminal(article: Path, form: tuple[str, ...]) -> None:
    article.write_text(f"\u202e\x9b31m{ARTICLE}{HOSTILE}\n", encoding="utf-8")
    said = run(str(article), *form)
    assert said.exit_code == 0
    assert not {"\x1b", "\x9b", "\u202e", "\u2066"} & set(said.output)
    if form == ("--json",):
        assert HOSTILE in {claim["quote"] for claim in json.loads(said.output)["claims"]}


def test_what_a_reader_wrote_does_not_steer_the_terminal(article: Path) -> None:
    side = article.with_name("article.txt.review.json")
    run(str(article), "--review")
    decide(side, "claim", "NATO will", decision="correct", fields={"speaker": "\x1b[31m\u202e me"})
    for form in ((), ("--json",), ("--explain",), ("--review",)):
        said = run(str(article), *form)
        assert said.exit_code == 0
        assert "corrected by a reader" in said.output + said.stderr
        assert not {"\x1b", "\u202e"} & set(said.output + said.stderr)


def test_decisions_are_shown_and_never_written_over(article: Path) -> None:
    side = article.with_name("article.txt.review.json")
    run(str(article), "--review")
    decide(side, "claim", "NATO will", decision="accept")
    before = side.read_bytes()
    said = run(str(article), "--review")
    assert "1 row decided of" in said.output
    assert "“If Russia weakens, NATO will grow.”: accepted by a reader" in said.output
    assert side.read_bytes() == before


@pytest.mark.parametrize("items", [0, 1, 2])
def test_only_a_single_document_has_a_review(tmp_path: Path, article: Path, items: int) -> None:
    feed = tmp_path / "feed.xml"
    item = f"<item><title>Leaders</title><description>{ARTICLE}</description></item>"
    feed.write_text(f'<rss version="2.0"><channel>{item * items}</channel></rss>', encoding="utf-8")
    for source in (tmp_path, feed):
        refused = run(str(source), "--review")
        assert isinstance(refused.exception, InputError)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.txt", "feed.xml"]


def test_a_name_too_long_for_a_side_file_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 246}.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    assert run(str(path), "--json").exit_code == 0
    assert CliRunner().invoke(root, ["brief", str(path)]).exit_code == 0
    refused = run(str(path), "--review")
    assert isinstance(refused.exception, OutputError)
    assert "the name is too long" in str(refused.exception)


def test_a_folder_goes_on_past_a_side_file_that_does_not_fit(article: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(ARTICLE.replace("Turkey", "Iran"), encoding="utf-8")
    article.with_name("article.txt.review.json").write_text("{", encoding="utf-8")
    said = run(str(tmp_path), "--json")
    assert said.exit_code == 1
    assert "article.txt.review.json: is not valid JSON" in said.stderr
    assert "1 of 2 documents could not be read" in said.stderr
    assert [json.loads(line)["place"] for line in said.stdout.splitlines()] == [str(tmp_path / "other.txt")]


def test_the_same_text_twice_is_one_document(article: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_text(ARTICLE, encoding="utf-8")
    said = run(str(tmp_path), "--json")
    assert said.exit_code == 0
    assert len(said.stdout.splitlines()) == 1
    assert f"{tmp_path / 'copy.txt'}: the same text as {article}" in said.stderr


def test_how_far_a_long_batch_has_come(article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "EVERY", 2)
    for name in ("b.txt", "c.txt"):
        (tmp_path / name).write_text(ARTICLE.replace("Hungary", f"Hungary {name}"), encoding="utf-8")
    assert run(str(tmp_path), "--json").stderr.count("documents read") == 1
    assert run(str(article), "--json").stderr == ""


def test_a_full_disk_leaves_the_old_tables_and_nothing_else(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "tables"
    assert run(str(article), "-o", str(out)).exit_code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    article.write_text(ARTICLE.replace("Hungary", "Poland"), encoding="utf-8")
    calls = iter(range(100))

    def fail(_: int) -> None:
        if next(calls) == 5:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    refused = run(str(article), "-o", str(out))
    assert isinstance(refused.exception, OutputError)
    assert "the disk is full" in str(refused.exception)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    for number in range(30):
        text = ARTICLE.replace("Hungary", f"Hungary {number}") + "Turkey is losing its influence.\n\n" * 50
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    words = [sys.executable, "-m", "multipolar", "read", str(tmp_path), "--json"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() in (1, 141)  # 1 where click was the one to notice
