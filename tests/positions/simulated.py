"""Votes drawn from the model, with the points they were drawn from."""

import numpy as np
import polars as pl

from multipolar.positions.votes import Votes, arranged


def simulated(
    states: int = 60, sessions: int = 6, calls: int = 40, seed: int = 0, step: float = 0.2, turnout: float = 0.85
) -> tuple[Votes, np.ndarray]:
    """Votes, and the standardised points behind them, shape (points,). States 2 and 365 start on two sides."""
    draw = np.random.default_rng(seed)
    theta = draw.normal(size=states)
    theta[:2] = 2.2, -2.0
    codes = np.concatenate([[2, 365], np.arange(1000, 1000 + states - 2)])
    rows, truth = [], {}
    for session in range(1, sessions + 1):
        if session > 1:
            theta = theta + draw.standard_t(3, states) * step
        truth[session] = dict(zip(codes.tolist(), theta.tolist(), strict=True))
        for call in range(calls):
            beta, cut = draw.normal(), draw.normal(0.3)
            latent = beta * theta + draw.normal(size=states)
            vote = 1 + (latent > cut) + (latent > cut + draw.exponential(0.8))
            here = draw.random(states) < turnout
            rows += [
                (session * 1000 + call, int(c), session, int(v)) for c, v in zip(codes[here], vote[here], strict=True)
            ]
    schema = {"call": pl.Int64, "ccode": pl.Int32, "session": pl.Int32, "vote": pl.Int8}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    divided = frame.group_by("call").agg(kinds=pl.col("vote").n_unique()).filter(pl.col("kinds") > 1)
    votes = arranged(frame.join(divided.select("call"), on="call", how="semi"))
    points = np.array([truth[int(s)][int(c)] for s, c in zip(votes.sessions, votes.states, strict=True)])
    return votes, (points - points.mean()) / points.std(ddof=1)
