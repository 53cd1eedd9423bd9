"""Events of two states by month: joining, counts, scores and what is refused."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from multipolar.commands.measure import command
from multipolar.commands.read import command as read
from multipolar.errors import InputError
from multipolar.measures.cooperation import SCORES, joined, load, monthly
from multipolar.reading.plover.lexicon import QUAD, TYPES


def _events(*rows: tuple[str, str, str, str, str]) -> pl.DataFrame:
    """Rows of document, event, source, target and date."""
    names = ("document", "event", "source", "target", "date")
    frame = pl.DataFrame(list(rows), schema=dict.fromkeys(names, pl.String), orient="row")
    quad = pl.col("event").replace_strict(QUAD, return_dtype=pl.String)
    return frame.with_columns(quad.alias("quad"), status=pl.lit("happened"))


TABLE = _events(
    ("a", "CONSULT", "TUR; KAZ", "", "2022-11-11"),
    ("b", "CONSULT", "KAZ; TUR", "", "2022-11-11"),
    ("b", "AID", "TUR", "KAZ", "2022-11-12"),
    ("b", "ACCUSE", "RUS", "TUR", "2022-11-12"),
    ("c", "THREATEN", "KAZ", "TUR", "2023-01-05"),
    ("c", "THREATEN", "KAZ", "TUR", ""),
    ("d", "THREATEN", "KAZ", "TUR", ""),
)


def test_mentions_of_one_event_are_joined_and_counted() -> None:
    found = joined(TABLE)
    assert found.height == 6
    (meeting,) = found.filter(pl.col("event") == "CONSULT").to_dicts()
    assert (meeting["mentions"], meeting["documents"]) == (2, 2)
    assert found["mentions"].sum() == TABLE.height


def test_months_have_counts_by_quad_a_score_and_a_share() -> None:
    found = {row["month"]: row for row in monthly(TABLE, "TUR", "KAZ").to_dicts()}
    assert list(found) == ["2022-11", "2022-12", "2023-01"]
    november = found["2022-11"]
    assert (november["verbal_cooperation"], november["material_cooperation"], november["events"]) == (1, 1, 2)
    assert november["score"] == pytest.approx((2.5 + 10) / 2)
    assert november["per_thousand"] == pytest.approx(1000 * 2 / 3)
    assert november["documents"] == 3
    assert (found["2022-12"]["events"], found["2022-12"]["score"], found["2022-12"]["per_thousand"]) == (0, None, None)
    assert found["2023-01"]["score"] == -3.5
    assert monthly(TABLE, "KAZ", "TUR").equals(monthly(TABLE, "TUR", "KAZ"))


def test_every_type_has_a_score_on_the_side_of_its_quad() -> None:
    assert set(SCORES) == set(TYPES)
    for name, score in SCORES.items():
        assert score == 0 if name == "REQUEST" else (score > 0) == ("cooperation" in QUAD[name])


def test_the_commands_go_from_texts_to_months(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(
        "Turkey thanked Kazakhstan on 3 May 2011. Kazakhstan accused Turkey on 9 May 2011.\n"
    )
    table = tmp_path / "events.csv"
    done = CliRunner().invoke(read, [str(tmp_path / "texts"), "--events", "-o", str(table)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(command, ["cooperation", "Turkey", "KAZ", "--monthly", "--events", str(table)])
    assert done.exit_code == 0, done.output
    assert "2011-05" in done.output
    out = tmp_path / "months.parquet"
    CliRunner().invoke(command, ["cooperation", "TUR", "KAZ", "--events", str(table), "-o", str(out)])
    assert pl.read_parquet(out)["events"].to_list() == [2]


def test_what_is_no_table_of_events_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("event,source\nCONSULT,TUR\n")
    with pytest.raises(InputError, match="has no column date, document"):
        load(tmp_path / "a.csv")
    (tmp_path / "b.parquet").write_bytes(b"PAR1")
    with pytest.raises(InputError, match="is no table"):
        load(tmp_path / "b.parquet")
    TABLE.with_columns(event=pl.lit("FIGHT")).write_parquet(tmp_path / "c.parquet")
    with pytest.raises(InputError, match="of the type 'FIGHT'"):
        load(tmp_path / "c.parquet")
    with pytest.raises(InputError, match="no event in the table has a day"):
        monthly(TABLE.filter(pl.col("date") == ""), "TUR", "KAZ")
    refused = CliRunner().invoke(command, ["cooperation", "TUR", "KAZ", "--monthly"])
    assert "from a table of events" in str(refused.exception)
