"""Alliance obligations of every state towards every power, each type a measure of its own."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def compute(
    obligations: pl.DataFrame, states: pl.DataFrame, types: Sequence[str], powers: Sequence[str]
) -> pl.DataFrame:
    """0/1 in one column per obligation type by `state1`, `state2` (a power) and `year`.

    obligations: what `state1` owes `state2`, for pairs with an alliance. states: `state` and `year` of all states
    in the years that the source covers. A pair that is not listed has 0 where both were states; a pair of which one
    was no state in that year has no row.
    """
    pairs = states.select(pl.col("state").alias("state1"), "year").join(
        states.filter(pl.col("state").is_in(powers)).select(pl.col("state").alias("state2"), "year"), on="year"
    )
    return (
        pairs.filter(pl.col("state1") != pl.col("state2"))
        .join(obligations, on=["state1", "state2", "year"], how="left")
        .select("state1", "state2", "year", *(pl.col(kind).fill_null(0).cast(pl.Float64) for kind in types))
    )
