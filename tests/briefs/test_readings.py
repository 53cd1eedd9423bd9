"""A reading as tables and as JSON: every table has its columns, every row its place, nothing in it is today's."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from multipolar import reading
from multipolar.briefs.readings import COLUMNS, VERSION, as_json, tables, types
from multipolar.exports.tables import csv_text, parquet_of, without_formulas
from multipolar.reading.document import Reading

TEXT = """Leaders Meet in Baku

News:

On 15 October{year} the leaders of the Turkic Council met in Baku. Hungary took part as an observer.

Comment:

The dictatorial regime of Belarus will fall. Turkey is losing its influence over Azerbaijan.
Turkey’s trade with Iran has fallen since 2010. Nobody knows why.
"""
TODAY = date(2031, 5, 6)


@pytest.fixture(scope="module")
def found() -> Reading:
    return reading.read(TEXT.format(year=" 2019"))


def test_tables_have_all_their_columns_and_the_document(found: Reading) -> None:
    made = tables(found, "a.txt", today=TODAY)
    assert list(made) == list(COLUMNS)
    for name, rows in made.items():
        for row in rows:
            assert list(row) == list(types(name))
            assert row["document"] == found.document.sha256


def test_every_quote_stands_where_it_says(found: Reading) -> None:
    for rows in tables(found, "a.txt", today=TODAY).values():
        for row in rows:
            if "quote" in row:
                assert found.document.text[row["start"] : row["end"]] == row["quote"]


def test_json_has_what_the_tables_have_and_lists_for_several_values(found: Reading) -> None:
    said = as_json(found, "a.txt", corrections=("one",), today=TODAY)
    assert (said["version"], said["sha256"], said["corrections"]) == (VERSION, found.document.sha256, ["one"])
    assert json.loads(json.dumps(said, allow_nan=False)) == said
    made = tables(found, "a.txt", today=TODAY)
    for name in COLUMNS:
        if name != "documents":
            assert len(said[name]) == len(made[name])
    (loss,) = [a for a in said["assertions"] if a["relation"] == "influence loss"]
    assert (loss["subjects"], loss["objects"]) == (["TUR"], ["AZE"])


def test_candidates_come_with_the_words_for_each_part(found: Reading) -> None:
    rows = as_json(found, "a.txt", today=TODAY)["candidates"]
    fallen = next(r for r in rows if r["proposition"].startswith("trade(AZE, TUR)"))
    assert (fallen["words"], fallen["subject_words"], fallen["object_words"]) == (
        "losing its influence",
        ["Turkey"],
        ["Azerbaijan"],
    )
    assert fallen["because"]
    assert fallen["as_of"] == "2019-10-15, the latest date that the text names"


def test_every_claim_has_a_test_or_the_reason_why_none(found: Reading) -> None:
    said = as_json(found, "a.txt", today=TODAY)
    for claim in said["claims"]:
        rows = [r for r in said["candidates"] if r["claim"] == claim["claim"]]
        tested = any(r["proposition"] and not r["presupposed"] for r in rows)
        assert tested != any(r["why_none"] for r in rows)


def test_a_text_without_a_year_names_none_in_its_candidates() -> None:
    found = reading.read(TEXT.format(year="").replace("since 2010", "for years"))
    rows = as_json(found, "a.txt", today=TODAY)["candidates"]
    assert [r for r in rows if r["proposition"]]
    assert not [r for r in rows if any(year in r["proposition"] for year in ("2031", "2030", "2022", "2019"))]
    assert all("gives no year" in r["as_of"] for r in rows)


def test_every_column_is_in_the_documents() -> None:
    told = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
    for name, columns in COLUMNS.items():
        assert f"| `{name}` | {', '.join(f'`{column}`' for column in columns)} |" in told


def test_empty_tables_keep_columns_and_types() -> None:
    for name in COLUMNS:
        frame = pl.read_parquet(io.BytesIO(parquet_of([], types(name))))
        assert frame.columns == list(types(name))
        full = {str: "x", int: 1, float: 0.5, bool: True}
        row = {column: full[kind] for column, kind in types(name).items()}
        assert pl.read_parquet(io.BytesIO(parquet_of([row], types(name)))).schema == frame.schema
        assert csv_text([], tuple(types(name))) == ",".join(types(name)) + "\n"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "\uff1dSUM(1)"])
def test_no_cell_of_a_spreadsheet_is_a_formula_and_numbers_stay(cell: str) -> None:
    assert without_formulas({"a": cell, "n": -1, "f": -0.5, "none": None, "b": False}) == {
        "a": f"'{cell}",
        "n": -1,
        "f": -0.5,
        "none": None,
        "b": False,
    }
    assert without_formulas({"a": f"x{cell}"}) == {"a": f"x{cell}"}
