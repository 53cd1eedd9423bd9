"""The record as other tools read it back."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multipolar.actors.memberships import Memberships
from multipolar.actors.overlay import UserFacts
from multipolar.actors.record import Record, layered, shipped
from multipolar.dates import span
from multipolar.errors import InputError
from multipolar.exports.citation import RELEASED, bibtex, works
from multipolar.exports.network import network
from multipolar.exports.package import export
from multipolar.exports.panels import dyad_years, state_years
from multipolar.exports.rows import MEMBERSHIP, Rows
from multipolar.exports.statements import entities, statements
from multipolar.facts.vocabulary import ROLES
from tests.shared import shared

LAST = 2014


@pytest.fixture(scope="module")
def panel() -> pl.DataFrame:
    return dyad_years(shipped(), LAST)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("package")
    export(shipped(), folder, 1950)
    return folder


def test_the_package_says_what_it_holds_and_holds_it(folder: Path) -> None:
    manifest = json.loads((folder / "datapackage.json").read_text("utf-8"))
    named = {resource["path"] for resource in manifest["resources"]}
    assert named | {"datapackage.json"} == {path.name for path in folder.iterdir()}
    for resource in manifest["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        if resource["format"] == "csv":
            header = content.decode().splitlines()[0].split(",")
            assert header == [field["name"] for field in resource["schema"]["fields"]]
    assert manifest["licenses"][0]["name"] == "Apache-2.0"


def test_csv_and_parquet_of_a_table_say_the_same(folder: Path) -> None:
    for path in folder.glob("*.parquet"):
        frame = pl.read_parquet(path)
        read = pl.read_csv(path.with_suffix(".csv"), schema=frame.schema)
        assert read.equals(frame), path.name


def test_namibia_stays_na_in_csv(folder: Path) -> None:
    codes = pl.read_csv(folder / "codes.csv", infer_schema=False)
    assert codes.filter(pl.col("key") == "NAM", pl.col("system") == "iso2")["code"].to_list() == ["NA"]


def test_the_users_rows_are_marked_in_the_package(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text("actor,organisation,role,start,source\nHUN,CSTO,observer,2020-01-01,x\n", encoding="utf-8")
    with layered(UserFacts.read(mine)) as record:
        export(record, tmp_path, 1946)
    rows = pl.read_csv(tmp_path / "memberships.csv", infer_schema=False)
    assert rows.filter(pl.col("layer") == "mine.csv")["actor"].to_list() == ["HUN"]
    assert "mine.csv" in json.loads((tmp_path / "datapackage.json").read_text("utf-8"))["layers"]


def test_state_years_count_nato_as_history_does() -> None:
    rows = state_years(shipped(), 2024)
    nato = rows.filter(pl.col("organisation") == "NATO", pl.col("role") == "full").group_by("year").len()
    counted = dict(nato.rows())
    assert [counted[year] for year in (1949, 1952, 1955, 1982, 1999, 2004, 2009, 2017, 2020, 2023, 2024)] == [
        12, 14, 15, 16, 19, 26, 28, 29, 30, 31, 32,
    ]  # fmt: skip
    assert rows.filter(pl.col("iso3") == "KAZ", pl.col("year") == 2013)["ccode"].unique().to_list() == [705]


def test_dyad_years_are_each_pair_once_in_the_order_of_cow_numbers(panel: pl.DataFrame) -> None:
    assert panel.select("iso3_1", "iso3_2", "year").is_unique().all()
    both = panel.filter(pl.col("ccode1").is_not_null(), pl.col("ccode2").is_not_null())
    assert (both["ccode1"] < both["ccode2"]).all()
    assert not panel.filter(pl.col("iso3_1") == pl.col("iso3_2")).height
    assert (panel["shared_full"] <= panel["shared_any"]).all()
    germanies = panel.filter(pl.col("year") == 1975, pl.col("iso3_1") == "DEU", pl.col("iso3_2") == "DDR")
    assert germanies.select("ccode1", "ccode2").rows() == [(260, 265)]


def test_rhodesia_is_a_state_of_the_panel_from_1965(panel: pl.DataFrame) -> None:
    years = panel.filter((pl.col("ccode1") == 552) | (pl.col("ccode2") == 552))["year"].unique().sort().to_list()
    assert years == list(range(1965, LAST + 1))


def test_no_tie_is_counted_to_an_organisation_that_does_not_exist(panel: pl.DataFrame) -> None:
    kept = shipped().memberships
    early = replace(kept.by_body["CSTO"][0], actor="FRA", span=span("1900-01-01", ""), known_from=None)
    record = Record()
    record.memberships = Memberships(record.registry, [*chain.from_iterable(kept.by_body.values()), early])
    rows = state_years(record, 1995).filter(pl.col("iso3") == "FRA", pl.col("organisation") == "CSTO")
    assert rows["year"].to_list() == [1992, 1993, 1994, 1995]
    before = dyad_years(record, 1950)
    assert before.equals(panel.filter(pl.col("year") <= 1950))


def test_shared_organisations_go_with_those_of_the_correlates_of_war(panel: pl.DataFrame) -> None:
    """COW counts some 530 organisations and we sixty-odd, so the levels differ; the order of pairs should not."""
    theirs = pl.read_parquet(shared("data/igo_dyad_year.parquet")).filter(pl.col("year") == LAST)
    keys = [pl.col(c).cast(pl.Int32) for c in ("ccode1", "ccode2", "year")]
    joined = panel.join(theirs.with_columns(keys), on=["ccode1", "ccode2", "year"])
    assert joined.height > 15_000
    assert joined.select(pl.corr("shared_full", "dyadigos", method="spearman")).item() > 0.7


@pytest.mark.parametrize(("kind", "reader"), [(".graphml", "read_graphml"), (".gexf", "read_gexf")])
def test_a_network_is_read_back(kind: str, reader: str) -> None:
    nx = pytest.importorskip("networkx")
    graph = getattr(nx, reader)(io.BytesIO(network(shipped(), date(2022, 11, 11), kind)))
    roles = {one: data["role"] for one, _, data in graph.in_edges("OTS", data=True)}
    assert roles["KAZ"] == "full"
    assert roles["XNC"] == "observer"
    assert graph.nodes["KAZ"]["ccode"] == "705"
    assert "WARSAWPACT" not in graph


def test_every_edge_of_a_network_has_an_identifier_of_its_own_and_names_are_of_the_day() -> None:
    pytest.importorskip("networkx")
    text = network(shipped(), date(1980, 1, 1), ".graphml").decode()
    edges = re.findall(r"<edge [^>]*>", text)
    found = re.findall(r'<edge [^>]*\bid="([^"]+)"', text)
    assert len(found) == len(edges) > 1000
    assert len(set(found)) == len(found)
    assert "Soviet Union" in text
    assert "Conference on Security and Co-operation in Europe" in text


def test_a_network_of_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError, match=r"\.graphml or \.gexf"):
        network(shipped(), date(2020, 1, 1), ".dot")


def test_statements_are_valid_follow_the_money() -> None:
    pytest.importorskip("followthemoney", reason="followthemoney is not installed; .ci/run installs it")
    from followthemoney import model
    from followthemoney.statement.serialize import read_csv_statements

    read = list(read_csv_statements(io.BytesIO(statements(shipped()).encode())))
    assert len({one.id for one in read}) == len(read)
    for one in read:
        schema = model.get(one.schema)
        assert schema is not None
        assert one.entity_id
        if one.prop != "id":
            prop = schema.get(one.prop)
            assert prop is not None, one.prop
            assert prop.type.name == one.prop_type
            assert prop.type.name == "entity" or prop.type.clean(one.value) == one.value, one.value
            assert one.id == type(one).make_key(one.dataset, one.entity_id, one.prop, one.value, external=False)


def test_statements_tie_only_entities_that_are_there() -> None:
    every = list(entities(shipped()))
    found = {entity: (schema, values) for entity, schema, values in every}
    assert len(found) == len(every)
    for _, values in found.values():
        for prop, value in values:
            if prop in ("member", "organization", "holder", "post"):
                assert value in found
    assert sum(schema == "Membership" for schema, _ in found.values()) > 1500


def test_a_corrected_row_is_stated_once(tmp_path: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_text(
        "actor,organisation,role,start,known_from,source\nKGZ,EAEU,full,2015-05-21,2020-03-01,x\n", encoding="utf-8"
    )
    with layered(UserFacts.read(mine)) as record:
        rows = [values for _, schema, values in entities(record) if schema == "Membership"]
    held = [
        dict(values)["startDate"]
        for values in rows
        if ("member", "mp-kgz") in values and ("organization", "mp-eaeu") in values
    ]
    assert held == ["2015-05-21"]


def test_membership_rows_have_the_columns_that_are_promised() -> None:
    row = Rows(shipped()).membership(shipped().memberships.by_body["OTS"][0])
    assert tuple(row) == MEMBERSHIP


BEFORE_ANY_CHECK = date(2026, 11, 22)
"""No row was checked by then, so that no note was written."""


@pytest.mark.parametrize("body", sorted({*shipped().registry.organisations, *shipped().registry.groups}))
@settings(max_examples=15, deadline=None)
@given(day=st.dates(date(1945, 1, 1), date(2027, 1, 1)), known=st.dates(date(1945, 1, 1), BEFORE_ANY_CHECK))
def test_rows_as_known_speak_of_no_later_year(body: str, day: date, known: date) -> None:
    """The source is where the fact was last checked, and can be later."""
    record = shipped()
    found = record.memberships.on(body, day, roles=ROLES, as_known=known)
    for row in Rows(record, day, known).memberships(found):
        told = " ".join(str(cell) for column, cell in row.items() if not column.startswith("source"))
        assert not [year for year in re.findall(r"\b[12]\d{3}\b", told) if int(year) > known.year], row


def test_names_in_rows_as_known_are_those_of_the_day_of_knowledge() -> None:
    record = shipped()
    (row,) = (m for m in record.memberships.by_body["UN"] if m.actor == "MKD")
    assert Rows(record, date(2020, 1, 1)).membership(row)["name"] == "North Macedonia"
    assert Rows(record, date(2020, 1, 1), date(2010, 1, 1)).membership(row)["name"] == "Macedonia"


def test_the_works_have_the_years_that_are_known() -> None:
    found = works()
    cff = (Path(__file__).parents[2] / "CITATION.cff").read_text("utf-8")
    assert f"date-released: {RELEASED}" in cff
    assert found["multipolar"].year == RELEASED[:4]
    assert found["3si-dubrovnik-2016"].year == "2016"
    assert found["un-member-states"].year == ""


def test_bibtex_keys_are_unique_and_braces_balance() -> None:
    text = bibtex(list(works().values()))
    assert text.count("{") == text.count("}")
    keys = [line.removeprefix("@misc{").rstrip(",") for line in text.splitlines() if line.startswith("@misc{")]
    assert len(keys) == len(set(keys)) == len(works())
