"""Alliance obligations between states, each type a measure of its own, and exits that the source carries past."""

from __future__ import annotations

import polars as pl


def without_exits(obligations: pl.DataFrame, parted: pl.DataFrame) -> pl.DataFrame:
    """The obligations with the duty to defend left open (null) between states that an alliance no longer joins.

    obligations: 0/1 in one column per type, by `state1`, `state2`, `year`, where any treaty is listed. parted: pairs
    and years of which one has left the organisation that joined them; the source carries its pact on, and the pair
    may have another, so what is listed for them is neither believed nor turned into none.
    """
    left = parted.select("state1", "state2", pl.col("year").cast(obligations.schema["year"]), _left=pl.lit(value=True))
    open_now = (pl.col("_left").fill_null(value=False)) & (pl.col("defence") == 1)
    return (
        obligations.join(left, on=["state1", "state2", "year"], how="left")
        .with_columns(pl.when(open_now).then(None).otherwise(pl.col("defence")).alias("defence"))
        .drop("_left")
    )
