"""Regime type: the three Polity classes, and a state's rank among all states on the V-Dem index."""

from __future__ import annotations

import polars as pl

AUTOCRACY, ANOCRACY, DEMOCRACY = -1.0, 0.0, 1.0


def regime_type(polity: pl.DataFrame) -> pl.DataFrame:
    """The class of `polity2` as `value`: -1 up to -6, 1 from 6, 0 between (Marshall and Gurr 2020)."""
    score = pl.col("polity2")
    value = pl.when(score <= -6).then(AUTOCRACY).when(score >= 6).then(DEMOCRACY).otherwise(ANOCRACY).alias("value")
    return polity.drop_nulls("polity2").select("state", "year", value)


def democracy(polyarchy: pl.DataFrame) -> pl.DataFrame:
    """Percentile rank as `value`, 0 to 1, among the `n` other states of the year, from `polyarchy`.

    The share of the others that score lower, plus half of those that score the same. A state alone has no rank.
    """
    others = (pl.len().over("year") - 1).alias("n")
    below = (pl.col("polyarchy").rank("average").over("year") - 1).alias("below")
    return (
        polyarchy.drop_nulls("polyarchy")
        .with_columns(others, below)
        .filter(pl.col("n") > 0)
        .select("state", "year", value=pl.col("below") / pl.col("n"), n=pl.col("n").cast(pl.Int32))
    )
