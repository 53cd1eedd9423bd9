"""`multipolar read`: rows for people and for the next tool, and what a reader puts right."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from multipolar.cli import root
from multipolar.errors import InputError

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
    assert "forecast, the author: If Russia weakens, NATO will grow" in said.output


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


@pytest.mark.parametrize("content", ['{"document": ', '{"document": "a", "document": "b", "rows": []}', "[" * 100_000])
def test_a_broken_review_is_refused(article: Path, content: str) -> None:
    article.with_name("article.txt.review.json").write_text(content, encoding="utf-8")
    refused = run(str(article))
    assert isinstance(refused.exception, InputError)
    assert "is not valid JSON" in str(refused.exception)


def test_standard_input_can_be_read_and_not_reviewed() -> None:
    assert CliRunner().invoke(root, ["read", "-"], input=ARTICLE).exit_code == 0
    refused = CliRunner().invoke(root, ["read", "-", "--review"], input=ARTICLE)
    assert isinstance(refused.exception, InputError)
    assert "has no side file" in str(refused.exception)
