"""Votes from the ballots of a world that holds them: any choice of roll calls, by year or by session, or pooled."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import polars as pl

from multipolar.measures.table import Table
from multipolar.measures.votes import CHOICES, chosen, contested, counts_by
from multipolar.world.generation import Generation

BALLOTS, ROLL_CALLS = "ballots", "roll_calls"


@lru_cache(maxsize=16)
def table(world: Generation, choice: str, by: str) -> Table:
    """The counted votes of a choice by `year` or `session`, which then stands as the year of the table's rows."""
    rows = cast(world, choice)
    if by == "year":
        first, last = world.covers("un-votes")
        rows = rows.filter(pl.col("year").is_between(first, last))
    found = counts_by(rows, by) if rows.height else None
    names = pl.Enum(world.states)
    if found is None or not found.height:
        keys: dict[str, Any] = {"year": pl.Int16, "state1": names, "state2": names}
        return Table.of(pl.DataFrame(schema=keys), symmetric=True)
    typed = found.rename({by: "year"}).with_columns(
        pl.col("state1", "state2").cast(names), pl.col("year").cast(pl.Int16)
    )
    return Table.of(typed.sort("year", "state1", "state2"), symmetric=True)


@lru_cache(maxsize=4)
def cast(world: Generation, choice: str) -> pl.DataFrame:
    """The votes of a choice: `rcid`, `state`, `vote`, `session`, `year`, `cluster`.

    choice: one of `votes.CHOICES`, or contested-A-B with two states by key.
    """
    calls = world.frame(ROLL_CALLS)
    votes = world.frame(BALLOTS).with_columns(pl.col("state").cast(pl.String))
    dated = calls.select("rcid", "session", pl.col("year").cast(pl.Int32), "cluster")
    rows = votes.join(dated, on="rcid")
    if choice in CHOICES:
        return chosen(rows, calls, choice)
    _, one, other = choice.split("-")
    return contested(rows, one, other)
