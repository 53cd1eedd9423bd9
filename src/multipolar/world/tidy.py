"""Source rows keyed by our states: one key per state whatever its COW number was in that year.

In a year in which two numbers stand for one state (1990: 260 and 255 Germany, 678 and 679 Yemen), the number that
goes on counts: united Germany, united Yemen. Where it has no figure for that year, the number that ends counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from multipolar.actors.codes import span_of_cow
from multipolar.errors import DataError

WITHOUT_KEY = {
    240: "Hanover, to 1866",
    245: "Bavaria, to 1871",
    267: "Baden, to 1871",
    269: "Saxony, to 1867",
    271: "Württemberg, to 1871",
    273: "Hesse Electoral, to 1866",
    275: "Hesse Grand Ducal, to 1867",
    280: "Mecklenburg-Schwerin, to 1867",
    300: "Austria-Hungary, to 1918",
    327: "Papal States, to 1860",
    329: "Two Sicilies, to 1861",
    332: "Modena, to 1860",
    335: "Parma, to 1860",
    337: "Tuscany, to 1860",
    345: "Serbia, 1878 to 1918",
    730: "Korea, to 1910",
}
"""States that ended before 1919 and have no key of ours: part of every total and rank, but not of what ships."""

_NO_KEY = "cow"

SINCE = "since"
"""Column of keyed rows: the first years of the numbers they came from, so that of two rows the later number's wins."""


def keyed(
    frame: pl.DataFrame,
    columns: Mapping[str, str],
    *,
    dataset: str,
    other_seats: Mapping[tuple[int, int], str] | None = None,
) -> pl.DataFrame:
    """The rows with COW numbers replaced by state keys, by number and year, and the column `since` added.

    columns: each column of COW numbers and the column of keys that it becomes. other_seats: keys for number and
    year where the dataset has a number of its own for a state. A number of WITHOUT_KEY gets a stand-in that
    `shipped` takes out again; any other that stands for no state in its year is a DataError that lists them all.
    """
    pairs = pl.concat(frame.select(pl.col(column).alias("cow"), "year") for column in columns).unique()
    found, unknown = [], set()
    for cow, year in pairs.sort("cow", "year").iter_rows():
        span = span_of_cow(cow, year)
        if span is not None:
            found.append((cow, year, span.key, span.first))
        elif other_seats and (cow, year) in other_seats:
            found.append((cow, year, other_seats[cow, year], year))
        elif cow in WITHOUT_KEY:
            found.append((cow, year, f"{_NO_KEY}{cow}", year))
        else:
            unknown.add(cow)
    if unknown:
        raise DataError(
            f"COW numbers that stand for no state in their year: {', '.join(map(str, sorted(unknown)))}",
            place=dataset,
            mend="Give them a key in facts/states.csv or say in world/tidy.py why they have none",
        )
    keys = pl.DataFrame(
        found, schema={"cow": pl.Int32, "year": pl.Int32, "key": pl.String, SINCE: pl.Int64}, orient="row"
    ).with_columns(pl.col("year").cast(frame.schema["year"]))
    out = frame.with_columns(pl.lit(0, dtype=pl.Int64).alias(SINCE))
    for column, key in columns.items():
        out = (
            out.join(keys.rename({"cow": column, "key": key, SINCE: "_side"}), on=[column, "year"], how="inner")
            .with_columns(pl.col(SINCE) + pl.col("_side"))
            .drop(column, "_side")
        )
    return out


def one_each(frame: pl.DataFrame, by: Sequence[str], known: Sequence[str] = ()) -> pl.DataFrame:
    """One row for each `by` of keyed rows, sorted, `since` dropped.

    A row in which all `known` columns have a figure goes before one that lacks any; then the number that began last.
    """
    complete = pl.all_horizontal(pl.col(known).is_not_null()) if known else pl.lit(True)
    ordered = frame.with_columns(complete.alias("_complete")).sort(*by, "_complete", SINCE)
    return ordered.unique(subset=by, keep="last", maintain_order=True).drop(SINCE, "_complete")


def shipped(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """The rows of states that have a key of ours."""
    return rows.filter(~pl.col(column).str.starts_with(_NO_KEY))
