"""Votes in the UN General Assembly: which roll calls, whose votes, and how alike they are, for all pairs of states.

A *choice* of roll calls is all of them, the important ones (so named by the US State Department), those of an issue, or
those contested between two powers, on which these voted differently. A *window* is a session, a year, or any span.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from multipolar.measures.resampling import effective_votes
from multipolar.measures.similarity import MEASURES, Floats, Tables, pair_tables

CATEGORIES = 3
"""1 yes, 2 abstain, 3 no."""

CELLS = tuple(f"{one}_{other}" for one in ("yes", "abstain", "no") for other in ("yes", "abstain", "no"))
"""Columns of a table of counts: how the first state voted, then the second."""

ISSUES = {
    "palestine": "issue_me",
    "nuclear": "issue_nu",
    "disarmament": "issue_di",
    "colonialism": "issue_co",
    "human-rights": "issue_hr",
    "development": "issue_ec",
}
"""Issues by which roll calls are marked, with their columns in the source."""

CHOICES = ("all", "important", *ISSUES)
"""Choices of roll calls that do not depend on how anybody voted."""


class Ballots(NamedTuple):
    """Votes of one window as a matrix: states by roll calls, 1 to 3, 0 where no vote was cast."""

    states: tuple[str, ...]
    rcids: NDArray[np.int64]
    cast: NDArray[np.int8]


def ballots(votes: pl.DataFrame) -> Ballots:
    """The matrix of votes given as rows of `state`, `rcid` and `vote` (1, 2 or 3)."""
    states = votes.get_column("state").unique().sort()
    calls = votes.get_column("rcid").unique().sort()
    cast = np.zeros((states.len(), calls.len()), dtype=np.int8)
    row = states.search_sorted(votes.get_column("state")).to_numpy()
    column = calls.search_sorted(votes.get_column("rcid")).to_numpy()
    cast[row, column] = votes.get_column("vote").to_numpy()
    return Ballots(tuple(states.to_list()), calls.to_numpy().astype(np.int64), cast)


def similarity(votes: pl.DataFrame, window: str, measures: Sequence[str] = tuple(MEASURES)) -> pl.DataFrame:
    """Every measure for every pair of states with a shared vote, in each value of the column `window`.

    votes: one row per `state` and `rcid` with `vote` 1, 2 or 3 and the column that `window` names. Result: `state1`
    before `state2` in the alphabet, the window, `n` shared votes and a column per measure, null where it is undefined.
    """
    parts = []
    for part in votes.partition_by(window, maintain_order=True):
        found = ballots(part)
        counts, one, other = pair_tables(found.cast, CATEGORIES)
        tables = Tables(counts)
        values = {name: MEASURES[name](tables) for name in measures}
        columns: dict[str, NDArray[Any]] = {"n": tables.items.astype(np.int32), **values}
        parts.append(_pairs(found.states, one, other, window, part.get_column(window)[0], columns))
    return pl.concat(parts).with_columns(pl.col(measures).fill_nan(None))


def counts_by(votes: pl.DataFrame, window: str) -> pl.DataFrame:
    """The contingency table of every pair with a shared vote in each value of `window`, from which all measures follow.

    votes: as for `similarity`, with `cluster`, equal for roll calls on one resolution. Result: `state1`, `state2`,
    the window, a column for each of CELLS, and `effective`, what the votes are worth (`effective_votes`), rounded
    down. UInt8 where no window has more than 255 roll calls.
    """
    parts = []
    for part in votes.partition_by(window, maintain_order=True):
        found = ballots(part)
        clusters = part.unique("rcid").sort("rcid").get_column("cluster").to_numpy()
        worth, _ = effective_votes(found.cast, clusters)
        counts, one, other = pair_tables(found.cast, CATEGORIES)
        dtype = np.uint8 if found.rcids.size < 256 else np.uint16
        cells = {name: cell.astype(dtype) for name, cell in zip(CELLS, counts.reshape(9, -1), strict=True)}
        cells["effective"] = np.floor(worth[one, other] + 1e-9).astype(dtype)
        parts.append(_pairs(found.states, one, other, window, part.get_column(window)[0], cells))
    return pl.concat(parts, how="vertical_relaxed")


def _pairs(
    states: tuple[str, ...],
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    window: str,
    value: int,
    columns: dict[str, NDArray[Any]],
) -> pl.DataFrame:
    names = pl.Series(states)
    keys = {"state1": names.gather(one), "state2": names.gather(other)}
    return pl.DataFrame({**keys, window: pl.repeat(value, one.size, eager=True), **columns})


def chosen(votes: pl.DataFrame, roll_calls: pl.DataFrame, choice: str) -> pl.DataFrame:
    """The votes on the roll calls of a choice other than a contested one.

    roll_calls: `rcid`, `important` and the columns that ISSUES names. ValueError for another choice.
    """
    if choice == "all":
        return votes
    if choice not in CHOICES:
        raise ValueError(f"{choice!r} is none of {', '.join(CHOICES)}")
    mark = "important" if choice == "important" else ISSUES[choice]
    return votes.join(roll_calls.filter(pl.col(mark)).select("rcid"), on="rcid", how="semi")


def contested(votes: pl.DataFrame, one: str, other: str) -> pl.DataFrame:
    """The votes on roll calls on which two powers both voted, and voted differently."""
    sides = [votes.filter(pl.col("state") == power).select("rcid", "vote") for power in (one, other)]
    split = sides[0].join(sides[1], on="rcid", suffix="_other").filter(pl.col("vote") != pl.col("vote_other"))
    return votes.join(split.select("rcid"), on="rcid", how="semi")


def by_cluster(votes: pl.DataFrame, one: str, other: str) -> Floats:
    """The contingency table of one pair for each resolution, shape (3, 3, clusters), from rows with `cluster`."""
    sides = [votes.filter(pl.col("state") == state).select("rcid", "cluster", "vote") for state in (one, other)]
    both = sides[0].join(sides[1].select("rcid", vote_other="vote"), on="rcid")
    _, place = np.unique(both.get_column("cluster").to_numpy(), return_inverse=True)
    tables: Floats = np.zeros((CATEGORIES, CATEGORIES, place.max(initial=-1) + 1))
    cells = (both.get_column(name).to_numpy().astype(np.int64) - 1 for name in ("vote", "vote_other"))
    np.add.at(tables, (*cells, place), 1.0)
    return tables


def resolutions(roll_calls: pl.DataFrame, linked: pl.DataFrame) -> pl.DataFrame:
    """`rcid` and `cluster`: the number of the resolution that a roll call is on, equal for those that recur.

    Roll calls are on one resolution where Bailey, Strezhnev and Voeten (2017) link them (`rcid1`, `rcid2`), where
    they carry one symbol in one session (amendments and paragraphs), or where their titles are the same but for case,
    punctuation and the words "resolution adopted by the General Assembly". Titles as broad as "Disarmament" put much
    into one cluster: intervals then err wide.
    """
    title = (
        pl.col("short_description")
        .str.to_lowercase()
        .str.replace(r":\s*resolution\s*/?\s*adopted by the general assembly.*$", "")
        .str.replace_all(r"[^a-z]+", " ")
        .str.strip_chars()
    )
    named = roll_calls.with_columns(_title=title)
    links = [
        linked.select("rcid1", "rcid2"),
        _chained(named.filter(pl.col("resolution").is_not_null()), ["session", "resolution"]),
        _chained(named.filter(pl.col("_title").str.len_chars() > 0), ["_title"]),
    ]
    rcids = roll_calls.get_column("rcid").unique().sort()
    parent = list(range(rcids.len()))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    for pairs in links:
        known = pairs.filter(pl.col("rcid1").is_in(rcids), pl.col("rcid2").is_in(rcids))
        ends = (rcids.search_sorted(known.get_column(end)).to_list() for end in ("rcid1", "rcid2"))
        for first, second in zip(*ends, strict=True):
            low, high = sorted((root(first), root(second)))
            parent[high] = low
    return pl.DataFrame({"rcid": rcids, "cluster": [root(place) for place in range(len(parent))]})


def _chained(roll_calls: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    """Neighbours among roll calls that share the columns `by`."""
    ordered = roll_calls.sort("rcid").with_columns(rcid2=pl.col("rcid").shift(-1).over(by))
    return ordered.drop_nulls("rcid2").select(
        pl.col("rcid").alias("rcid1").cast(pl.Int64), pl.col("rcid2").cast(pl.Int64)
    )
