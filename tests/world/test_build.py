"""The world from its source files: what ships is what they give, and a generation is whole or not there."""

from __future__ import annotations

import polars as pl
import pytest

from multipolar.world import generation
from multipolar.world.build import World, differences
from multipolar.world.tables import TABLES


def test_the_sources_give_the_tables_that_ship(built: World) -> None:
    shipped = generation.shipped()
    assert set(shipped.tables) == {table.name for table in TABLES.values() if table.ships}
    for name, told in shipped.manifest["tables"].items():
        ours = built.manifest["tables"][name]
        assert {key: value for key, value in told.items() if key != "sha256"} == ours
        assert shipped.frame(name).equals(built.tables[name]), name
    for part in ("measures", "datasets"):
        assert shipped.manifest[part] == {key: built.manifest[part][key] for key in shipped.manifest[part]}


def test_every_table_is_described_column_by_column(built: World) -> None:
    assert set(built.tables) == set(TABLES)
    for name, frame in built.tables.items():
        table = TABLES[name]
        own = [column for column in frame.columns if column not in ("state", "state1", "state2", "year", "rcid", "igo")]
        assert set(table.columns) <= set(own), name
        assert frame.height > 100, name


def test_rows_are_each_once_and_in_order(built: World) -> None:
    for name, frame in built.tables.items():
        keys = [key for key in ("year", "rcid", "state", "state1", "state2", "igo") if key in frame.columns]
        assert frame.select(keys).is_unique().all(), name
        if TABLES[name].symmetric:
            assert (frame["state1"].to_physical() < frame["state2"].to_physical()).all(), name


def test_what_ships_is_small_enough_to_carry() -> None:
    folder = generation.shipped().folder
    assert sum(path.stat().st_size for path in folder.iterdir()) < 17_000_000


def test_no_raw_figure_ships() -> None:
    shipped = {table.name for table in TABLES.values() if table.ships}
    assert not shipped & {"ballots", "roll_calls", "trade_flows", "scores", "missions", "cow_memberships"}


def frame(values: list[float], years: list[int]) -> pl.DataFrame:
    return pl.DataFrame({"state1": ["KAZ"] * len(years), "year": years, "value": values})


def told(name: str, found: pl.DataFrame) -> dict[str, object]:
    return {"tables": {name: {"rows": found.height, "checksum": generation.checksum(found)}}}


def test_differences_are_told_in_words() -> None:
    old, new = frame([1.0, 2.0], [2000, 2001]), frame([1.0, 5.0, 6.0], [2000, 2001, 2002])
    lines = differences(told("t", old), told("t", new), lambda _: (old, new))
    assert lines == [
        "t: 3 rows, +1; years 2000 to 2002 where they were 2000 to 2001; "
        "value changed in 1 rows, most at 2001 KAZ: 2.0 to 5.0"
    ]
    assert differences(told("t", old), told("t", old), lambda _: (old, old)) == []
    assert differences({"tables": {}}, told("t", old), lambda _: (old, old)) == ["t: new, 2 rows"]
    assert differences(told("t", old), {"tables": {}}, lambda _: (old, old)) == ["t: no longer there"]


def test_states_that_come_and_go_are_named() -> None:
    old = pl.DataFrame({"state1": ["KAZ", "UZB"], "year": [2000, 2000], "value": [1, 2]})
    new = pl.DataFrame({"state1": ["KAZ", "TKM"], "year": [2000, 2000], "value": [1, 2]})
    (line,) = differences(told("t", old), told("t", new), lambda _: (old, new))
    assert "states gained TKM" in line
    assert "states lost UZB" in line


@pytest.mark.parametrize(
    ("table", "row", "value"),
    [
        ("contiguity", ("CAN", "USA", 2000), 1),
        ("contiguity", ("KAZ", "RUS", 2000), 1),
        ("cow_ties", ("FRA", "GBR", 2000), None),
    ],
)
def test_known_rows_of_the_tables_that_do_not_ship(
    built: World, table: str, row: tuple[str, str, int], value: int | None
) -> None:
    one, other, year = row
    found = built.tables[table].filter(pl.col("state1") == one, pl.col("state2") == other, pl.col("year") == year)
    assert found.height == 1
    if value is not None:
        assert found[table].item() == value
