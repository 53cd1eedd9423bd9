"""How well models foretell votes that they have not seen, session by session.

A state's votes on one roll call and on those linked to it are set aside together. The score of a vote is the logarithm
of its mean probability over the draws: 0 is certainty, -1.1 a guess among three.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from multipolar.errors import InputError
from multipolar.positions.sampler import Model, advance, begun, lapse
from multipolar.positions.votes import Votes, arranged


@dataclass(frozen=True, slots=True)
class Split:
    """Votes to fit, and votes set aside: `choice`, `point` and `call`, places in those to fit."""

    fitted: Votes
    choice: NDArray[np.int8]
    point: NDArray[np.int32]
    call: NDArray[np.int64]


def split(votes: Votes, share: float, seed: int) -> Split:
    """Set aside a share of the votes, each with its linked ones; those whose state and session, or roll call, would be
    left without any vote to fit, or whose roll call would no longer divide, stay."""
    call = np.repeat(np.arange(votes.call_keys.size), np.diff(votes.starts))
    unit = votes.states[votes.point].astype(np.int64) * votes.call_keys.size + call
    units, place = np.unique(unit, return_inverse=True)
    aside = (np.random.default_rng(seed).random(units.size) < share)[place]
    frame = pl.DataFrame(
        {
            "call": votes.call_keys[call],
            "ccode": votes.states[votes.point],
            "session": votes.sessions[votes.point],
            "vote": votes.choice,
            "aside": aside,
        }
    )
    left = frame.filter(~pl.col("aside"))
    divided = left.group_by("call").agg(kinds=pl.col("vote").n_unique()).filter(pl.col("kinds") > 1).select("call")
    fitted = arranged(left.join(divided, on="call", how="semi").drop("aside"))
    calls = pl.DataFrame({"call": fitted.call_keys}).with_row_index("place_of_call")
    points = pl.DataFrame({"ccode": fitted.states, "session": fitted.sessions}).with_row_index("place_of_point")
    test = frame.filter("aside").join(calls, on="call").join(points, on=("ccode", "session"))
    if test.is_empty():
        raise InputError("nothing is left to set aside", mend="Take more votes, or a larger share")
    return Split(
        fitted,
        test["vote"].to_numpy().astype(np.int8),
        test["place_of_point"].to_numpy().astype(np.int32),
        test["place_of_call"].to_numpy().astype(np.int64),
    )


def scores(
    parts: Split, model: Model, *, sweeps: int, burn: int, seed: int, told: Callable[[int], None] = lambda done: None
) -> pl.DataFrame:
    """The mean log score of a model by session: `session`, `votes`, `score`."""
    from multipolar.positions.kernel import chances

    chain = begun(parts.fitted, model, seed)
    total = np.zeros(parts.choice.size)
    kept = 0
    for number in range(1, sweeps + 1):
        advance(chain, parts.fitted)
        told(number)
        if number > burn:
            where = (parts.choice, parts.point, parts.call)
            chances(*where, chain.theta, chain.beta, chain.cut1, chain.cut2, lapse(model), total)
            kept += 1
    found = np.log(np.maximum(total / kept, 1e-12))
    frame = pl.DataFrame({"session": parts.fitted.sessions[parts.point], "score": found})
    return frame.group_by("session").agg(votes=pl.len(), score=pl.col("score").mean()).sort("session")
