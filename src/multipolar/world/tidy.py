"""Source rows keyed by our states: one key per state whatever its COW number was in that year.

In a year in which two numbers stand for one state (1990: 260 and 255 Germany, 678 and 679 Yemen), the number that
goes on counts: united Germany, united Yemen. Where it has no figure for that year, the number that ends counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from multipolar.actors.record import codes
from multipolar.errors import DataError

SINCE = "since"
"""Column of keyed rows: the first years of the numbers they came from, so that of two rows the later number's wins."""


def keyed(
    frame: pl.DataFrame,
    columns: Mapping[str, str],
    *,
    dataset: str,
    other_seats: Mapping[tuple[int, int], str] | None = None,
    strangers: bool = False,
) -> pl.DataFrame:
    """The rows with COW numbers replaced by state keys, by number and year, and the column `since` added.

    columns: each column of COW numbers and the column of keys that it becomes. other_seats: keys for number and
    year where the dataset has a number of its own for a state. A number that stands for no state in its year is a
    DataError that lists them all, unless the dataset may have `strangers`: then its rows are dropped.
    """
    pairs = pl.concat(frame.select(pl.col(column).alias("cow"), "year") for column in columns).unique()
    found, unknown = [], set()
    for cow, year in pairs.sort("cow", "year").iter_rows():
        span = codes().span_of_cow(cow, year)
        if span is not None:
            found.append((cow, year, span.key, span.first))
        elif other_seats and (cow, year) in other_seats:
            found.append((cow, year, other_seats[cow, year], year))
        else:
            unknown.add(cow)
    if unknown and not strangers:
        raise DataError(
            f"COW numbers that stand for no state in their year: {', '.join(map(str, sorted(unknown)))}",
            place=dataset,
            mend="Give them a key in facts/codes.csv",
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


def each_pair_once(rows: pl.DataFrame, directed: Sequence[str] = ()) -> pl.DataFrame:
    """Keyed rows of pairs, the pair in the order of its keys, which is not always that of its COW numbers.

    directed: stems of columns that change places with the states, `flow` for `flow1` and `flow2`.
    """
    swap = pl.col("state1") > pl.col("state2")
    ordered = rows.with_columns(
        pl.when(swap).then(pl.col(f"{stem}{other}")).otherwise(pl.col(f"{stem}{side}")).alias(f"{stem}{side}")
        for stem in ("state", *directed)
        for side, other in ((1, 2), (2, 1))
    )
    foreign = ordered.filter(pl.col("state1") != pl.col("state2"))
    return one_each(
        foreign, ["state1", "state2", "year"], known=[f"{stem}{side}" for stem in directed for side in (1, 2)]
    )


def one_each(frame: pl.DataFrame, by: Sequence[str], known: Sequence[str] = ()) -> pl.DataFrame:
    """One row for each `by` of keyed rows, sorted, `since` dropped.

    A row in which all `known` columns have a figure goes before one that lacks any; then the number that began last.
    """
    complete = pl.all_horizontal(pl.col(known).is_not_null()) if known else pl.lit(True)
    ordered = frame.with_columns(complete.alias("_complete")).sort(*by, "_complete", SINCE)
    return ordered.unique(subset=by, keep="last", maintain_order=True).drop(SINCE, "_complete")
