"""Years in which a pair of states was no longer tied by an organisation that both had been members of."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from multipolar import facts
from multipolar.dates import parse


def parted(body: str, years: Iterable[int]) -> pl.DataFrame:
    """`state1`, `state2`, `year`, both orders: both had been full members of `body`, and one was none all that year.

    From the membership record as it is known now. A year that a membership touches counts as a year of membership.
    """
    span = list(years)
    member: dict[str, set[int]] = {}
    for row in facts.rows(f"memberships/{body}"):
        if row["role"] == "full" and not row["known_to"]:
            first = parse(row["start"]).year
            last = parse(row["end"]).year if row["end"] else span[-1]
            member.setdefault(row["actor"], set()).update(range(first, last + 1))
    pairs = [
        (one, other, year)
        for one, ones in member.items()
        for other, others in member.items()
        if one != other
        for year in span
        if year > max(min(ones), min(others)) and not (year in ones and year in others)
    ]
    return pl.DataFrame(pairs, schema={"state1": pl.String, "state2": pl.String, "year": pl.Int32}, orient="row")
