"""The votes that a fit is made of: which count, which roll calls share their parameters, whose point leads to whose.

The rules are those of the published run (Bailey, Strezhnev and Voeten 2017, Journal of Conflict Resolution 61(2),
430-456, and its data processing of April 2020), so that both rest on the same rows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from multipolar.errors import InputError

FIRST_SESSION = 1945
"""The year before session 1 of the Assembly."""
DROPPED_SESSION = 19
"""A session of one roll call."""
ZANZIBAR, SOUTH_AFRICA = 511, 560
SINGLE_SESSION = 48
"""South Africa cast one vote in it, after nineteen years without."""
LOOSE = 0.5
"""Variance of a step between two sessions in the published model, before it is scaled by their votes."""


@dataclass(frozen=True, slots=True)
class Votes:
    """Votes sorted by linked roll call. Shapes: (votes,), (calls,) and (points,).

    choice: 1 yes, 2 abstain, 3 no. point: whose, as a place in `states` and `sessions`. starts: first vote of each
    call, with the number of votes at its end, shape (calls + 1,). call_keys: the roll call that stands for each.
    states: COW code, sessions: number, of each point, sorted by state and session. cast: votes of each point. smooth:
    share of its votes in those of it and the session before, which says how far it may move. before: place of the
    point that leads to it: of the session before with votes, of a first one the second. low, high: first and last
    session of each call. first: first point of each state, with the number of points at its end, shape (states + 1,).
    gaps: sessions since a state's point before, 0 for its first.
    """

    choice: NDArray[np.int8]
    point: NDArray[np.int32]
    starts: NDArray[np.int64]
    call_keys: NDArray[np.int64]
    states: NDArray[np.int32]
    sessions: NDArray[np.int32]
    cast: NDArray[np.int32]
    smooth: NDArray[np.float64]
    before: NDArray[np.int32]
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    first: NDArray[np.int64]
    gaps: NDArray[np.int32]


def counted(votes: pl.DataFrame, calls: pl.DataFrame) -> pl.DataFrame:
    """The votes that count: `rcid`, `session`, `ccode`, `vote`; a vote said twice is refused.

    Left out: session 19, Zanzibar, the one vote of South Africa in session 48, and from 1990 on votes on paragraphs and
    amendments. votes: as `sources.un_votes.read` gives them. calls: as `read_roll_calls`.
    """
    if votes.select("rcid", "ccode").is_duplicated().any():
        raise InputError("a state votes twice in one roll call", mend="Give each vote once")
    parts = calls.select("rcid", later=pl.col("para").fill_null(False) | pl.col("amend").fill_null(False))
    joined = votes.join(parts, on="rcid", how="left").with_columns(pl.col("later").fill_null(False))
    kept = joined.filter(
        pl.col("session") != DROPPED_SESSION,
        pl.col("ccode") != ZANZIBAR,
        ~((pl.col("ccode") == SOUTH_AFRICA) & (pl.col("session") == SINGLE_SESSION)),
        ~((pl.col("year") > 1989) & pl.col("later")),
    )
    return kept.select("rcid", "session", "ccode", "vote")


def linked(rcids: NDArray[np.int64], links: pl.DataFrame) -> NDArray[np.int64]:
    """For each roll call the one that stands for it: links are followed from the latest back to the earliest."""
    found = rcids.copy()
    pairs = links.sort("rcid2").select("rcid1", "rcid2").to_numpy()
    earliest: dict[int, int] = {}
    for first, second in pairs.tolist():
        earliest[second] = min(first, earliest.get(second, first))
    for _, second in pairs[::-1].tolist():
        found[found == second] = earliest[second]
    return found


def assembled(kept: pl.DataFrame, links: pl.DataFrame) -> Votes:
    """The votes in the shape of a fit; InputError where none is left.

    Roll calls that are linked share their parameters; one in which all vote alike says nothing and is left out.
    """
    ids = kept["rcid"].unique().sort().to_numpy().astype(np.int64)
    stand = pl.DataFrame({"rcid": ids, "call": linked(ids, links)}).with_columns(
        pl.col("rcid").cast(kept.schema["rcid"])
    )
    frame = kept.join(stand, on="rcid", how="left")
    divided = frame.group_by("call").agg(kinds=pl.col("vote").n_unique()).filter(pl.col("kinds") > 1)
    return arranged(frame.join(divided.select("call"), on="call", how="semi"))


def arranged(frame: pl.DataFrame) -> Votes:
    """Rows of `call`, `ccode`, `session` and `vote` in the shape of a fit; InputError where there are none."""
    if frame.is_empty():
        raise InputError("no roll call divides the states", mend="Take more roll calls")
    frame = frame.sort("call", "ccode", "session")
    points = frame.group_by("ccode", "session").agg(cast=pl.len()).sort("ccode", "session").with_row_index("point")
    places = points.select("ccode", "session", "point")
    frame = frame.join(places, on=("ccode", "session"), how="left", maintain_order="left")
    call = frame["call"].to_numpy()
    starts = np.flatnonzero(np.concatenate([[True], call[1:] != call[:-1], [True]]))
    states, sessions = (points[name].to_numpy().astype(np.int32) for name in ("ccode", "session"))
    cast = points["cast"].to_numpy().astype(np.int32)
    before, smooth = _led(states, sessions, cast)
    when = frame["session"].to_numpy().astype(np.int32)
    return Votes(
        choice=frame["vote"].to_numpy().astype(np.int8),
        point=frame["point"].to_numpy().astype(np.int32),
        starts=starts.astype(np.int64),
        call_keys=call[starts[:-1]].astype(np.int64),
        states=states,
        sessions=sessions,
        cast=cast,
        smooth=smooth,
        before=before,
        low=np.minimum.reduceat(when, starts[:-1]),
        high=np.maximum.reduceat(when, starts[:-1]),
        first=np.flatnonzero(np.diff(states, prepend=-1, append=-1)).astype(np.int64),
        gaps=np.where(np.diff(states, prepend=-1) == 0, np.diff(sessions, prepend=0), 0).astype(np.int32),
    )


def _led(
    states: NDArray[np.int32], sessions: NDArray[np.int32], cast: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Which point leads to each, and the share of its votes in those of both.

    A state's first point is led to by its second, as in the published run; a state of one point leads to itself and
    starts at 0 (-1 in `before`).
    """
    place = np.arange(states.size, dtype=np.int32)
    same = np.concatenate([[False], states[1:] == states[:-1]])
    before = np.where(same, place - 1, place + 1).astype(np.int32)
    last = np.concatenate([states[1:] != states[:-1], [True]])
    alone = ~same & last
    before[alone] = -1
    other = np.where(alone, 0, cast[np.where(alone, 0, before)])
    return before, cast / (cast + other)
