"""Share of a state's trade that is with a power, and of which years too little is known to give one.

The denominator is the larger of two figures of the same source: the state's national total, and the sum of its
reported flows with all partner states. The national total alone puts some shares above 1 and is missing for some
states; the sum alone lacks territories that were no states, partners that did not report and, in the copy that we
read, every flow of the Federal Republic of Germany but two from 1960 to 1989. Taking the larger can make a share
too small, never too large.
"""

from __future__ import annotations

import polars as pl

FEDERATIONS = (
    ("RUS", "EST", "LVA", "LTU", "BLR", "UKR", "MDA", "ARM", "AZE", "GEO", "KAZ", "KGZ", "TJK", "TKM", "UZB"),
    ("YUG", "SCG", "SRB", "MNE", "SVN", "HRV", "BIH", "MKD", "XKX"),
    ("CZE", "SVK"),
)
"""States that came out of one federation: their first trade with one another was not recorded as foreign trade."""

FIRST_YEARS = 6
"""Calendar years, from the younger state's first in the data, in which a zero between successor states is missing."""

GAP_NEIGHBOUR = 20.0
"""Million US dollars: a zero in one year between two years of at least this much is a gap in reporting."""

SUM_ONLY = ("CHN", 1999)
"""From this year on the state's national totals add Hong Kong's, trade between the two included; the sum does not."""

TOTAL_NEEDED = (1960, 1989)
"""Years in which the sum over partners lacks the Federal Republic of Germany."""

SMALLEST_TOTAL = 20.0
"""Million US dollars. Flows are rounded to whole millions: below this, rounding alone moves a share by 5 points."""

LARGEST_LOST_SHARE = 0.1
"""Of a state's trade may be missing from the denominator in a year, as judged by the years around it."""

REACH = 5
"""Years to each side in which the usual share of a partner without a report is looked for."""

ACCOUNT_RATIO = (0.5, 2.0)
"""Between these the sum over partners must lie relative to the national total: else zeros stand for missing flows."""


def compute(shares: pl.DataFrame) -> pl.DataFrame:
    """`value` (share of the trade of `state1`, 0 to 1) by `state1`, `state2` and `year`; shares as of `with_shares`.

    A share is missing where either flow is, and where the year of either state is not covered (`covered_years`).
    """
    covered = covered_years(shares)
    return (
        shares.filter(pl.col("value").is_not_null())
        .join(covered, left_on=["state1", "year"], right_on=["state", "year"], how="semi")
        .join(covered, left_on=["state2", "year"], right_on=["state", "year"], how="semi")
        .select("state1", "state2", "year", "value")
    )


def account_ratios(shares: pl.DataFrame) -> pl.DataFrame:
    """`low` and `high` by `state` and `year`: what turns a share into that of the larger and of the smaller account.

    The accounts are the national total and the sum over partners; `low` is at most 1, `high` at least 1. Missing where
    there is one account only.
    """
    used = pl.col("denominator")
    return (
        shares.group_by("state1", "year")
        .agg(pl.col("sum", "total", "denominator").first())
        .filter(pl.col("total") > 0, pl.col("sum") > 0, used > 0)
        .select(
            "year",
            state=pl.col("state1"),
            low=(used / pl.max_horizontal("sum", "total")).cast(pl.Float32),
            high=(used / pl.min_horizontal("sum", "total")).cast(pl.Float32),
        )
        .sort("state", "year")
    )


def without_false_zeros(flows: pl.DataFrame) -> pl.DataFrame:
    """The flows with zeros that stand for missing reports made missing.

    Those are zeros between young successor states of one federation, which take the other flow of the pair with
    them, and a zero in a single year between two years of at least GAP_NEIGHBOUR.
    """
    sides = pl.concat([flows.select("year", state=pl.col(side)) for side in ("state1", "state2")])
    born = sides.group_by("state").agg(pl.col("year").min().alias("born"))
    siblings = pl.any_horizontal(
        pl.col("state1").is_in(federation) & pl.col("state2").is_in(federation) for federation in FEDERATIONS
    )
    young = pl.col("year") < pl.max_horizontal("born", "born2") + FIRST_YEARS
    zero = (pl.col("flow1") == 0) | (pl.col("flow2") == 0)
    false_zero = (siblings & young & zero).fill_null(value=False)
    return (
        flows.join(born, left_on="state1", right_on="state", how="left")
        .join(born.rename({"born": "born2"}), left_on="state2", right_on="state", how="left")
        .sort("state1", "state2", "year")
        .with_columns(pl.when(~false_zero & ~_gap(flow)).then(pl.col(flow)).alias(flow) for flow in ("flow1", "flow2"))
        .drop("born", "born2")
    )


def _gap(flow: str) -> pl.Expr:
    """Whether a flow is zero in one year only, with much of it in the years before and after; rows in order."""
    pair = ("state1", "state2")
    beside = [
        (pl.col(flow).shift(step).over(pair) >= GAP_NEIGHBOUR)
        & (pl.col("year").shift(step).over(pair) == pl.col("year") - step)
        for step in (1, -1)
    ]
    return ((pl.col(flow) == 0) & beside[0] & beside[1]).fill_null(value=False)


def with_shares(flows: pl.DataFrame, totals: pl.DataFrame) -> pl.DataFrame:
    """Each pair seen from either state, with `known`, `sum`, `total`, `denominator` and the share as `value`.

    `sum` adds every reported flow, of a pair with one flow too, which is `known`. `value` is null where one of the two
    flows is missing or the state has no trade at all.
    """
    trade = (pl.col("flow1") + pl.col("flow2")).alias("trade")
    known = (pl.col("flow1").fill_null(0) + pl.col("flow2").fill_null(0)).alias("known")
    there = flows.select("state1", "state2", "year", trade, known)
    back = flows.select(pl.col("state2").alias("state1"), pl.col("state1").alias("state2"), "year", trade, known)
    doubled = (pl.col("state1") == SUM_ONLY[0]) & (pl.col("year") >= SUM_ONLY[1])
    larger = pl.when(doubled).then(pl.col("sum")).otherwise(pl.max_horizontal("sum", "total"))
    return (
        pl.concat([there, back])
        .with_columns(pl.col("known").sum().over("state1", "year").alias("sum"))
        .join(totals, left_on=["state1", "year"], right_on=["state", "year"], how="left")
        .with_columns(larger.alias("denominator"))
        .with_columns(pl.when(pl.col("denominator") > 0).then(pl.col("trade") / pl.col("denominator")).alias("value"))
    )


def covered_years(shares: pl.DataFrame) -> pl.DataFrame:
    """`state` and `year` of which enough trade is known for shares to mean something; shares as of `with_shares`.

    The denominator reaches SMALLEST_TOTAL. What partners without a report held in the nearest years that have one (or
    as much again as the one flow of a pair that is reported), added to the sum, exceeds the denominator by no more than
    LARGEST_LOST_SHARE. The sum fits the national total
    within ACCOUNT_RATIO; without a national total the year must lie outside TOTAL_NEEDED.
    """
    usual = [
        pl.col("value").forward_fill(limit=REACH).over("state1", "state2"),
        pl.col("value").backward_fill(limit=REACH).over("state1", "state2"),
    ]
    half = pl.col("known") / pl.col("denominator")
    lost = pl.when(pl.col("value").is_null()).then(pl.max_horizontal(*usual, half)).fill_null(0.0).alias("lost")
    years = (
        shares.sort("state1", "state2", "year")
        .with_columns(lost)
        .sort("state1", "year", "state2")
        .group_by("state1", "year", maintain_order=True)
        .agg(pl.col("sum", "total", "denominator").first(), pl.col("lost").sum())
    )
    whole = pl.col("sum") / (1 - pl.col("lost").clip(0, 0.99))
    fits = (pl.col("sum") / pl.col("total")).is_between(*ACCOUNT_RATIO)
    sum_will_do = pl.col("total").is_null() & ~pl.col("year").is_between(*TOTAL_NEEDED)
    return years.filter(
        pl.col("denominator") >= SMALLEST_TOTAL,
        whole * (1 - LARGEST_LOST_SHARE) <= pl.col("denominator"),
        fits | sum_will_do,
    ).select("year", state=pl.col("state1"))
