"""Positions from votes: cost of a sweep, accuracy for time, effective samples per second, growth with the data.

    python benchmarks/positions.py FOLDER      # the folder of the published files

The physical limit is one pass over the votes that only reads them: the share of it that a sweep reaches is printed.

Beside it in the same run: the plain NumPy reference sweep, on a tenth of the roll calls. Peers that are not run here:
the published sampler (Bailey, Strezhnev and Voeten 2017, C++ through R, on the authors' GitHub page) and emIRT's dynIRT
(R: `install.packages("emIRT")`; variational, dynamic, but binary: abstentions are left out).
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
from numba import get_num_threads, njit, prange

from multipolar.positions import plain
from multipolar.positions.diagnostics import mixing
from multipolar.positions.given import published
from multipolar.positions.held_out import scores, split
from multipolar.positions.kernel import sweep
from multipolar.positions.sampler import Model, advance, begun, lapse, standardised
from multipolar.positions.start import start
from multipolar.positions.votes import Votes, arranged
from multipolar.sources import ideal_points


@njit(parallel=True, fastmath=True)
def _read(choice, point, theta):
    total = 0.0
    for at in prange(choice.size):
        total += choice[at] * theta[point[at]]
    return total


def timed(call, repeats=5):
    best = np.inf
    for _ in range(repeats):
        began = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - began)
    return best


def only(votes: Votes, keep) -> Votes:
    """The votes of some roll calls."""
    call = np.repeat(np.arange(votes.call_keys.size), np.diff(votes.starts))
    chosen = keep[call]
    who = votes.point[chosen]
    return arranged(
        pl.DataFrame(
            {
                "call": votes.call_keys[call[chosen]],
                "ccode": votes.states[who],
                "session": votes.sessions[who],
                "vote": votes.choice[chosen],
            }
        )
    )


def accuracy(votes: Votes, draws, theirs: pl.DataFrame) -> str:
    ours = pl.DataFrame(
        {"ccode": votes.states, "session": votes.sessions, "ours": draws.mean(axis=0, dtype=np.float64)}
    )
    both = ours.join(theirs, on=["ccode", "session"])
    r = both.select(pl.corr("ours", "point")).item()
    by = both.group_by("session").agg(r=pl.corr("ours", "point"))["r"]
    inside = both.select(pl.col("ours").is_between("q5", "q95").mean()).item()
    return f"pooled r {r:.5f}, sessions r {by.min():.4f} to {by.max():.4f}, {inside:.2%} inside the published 90 %"


def main(folder: Path) -> None:
    votes = published(folder)
    theirs = ideal_points.read_sessions(folder)
    print(
        f"{votes.choice.size:,} votes, {votes.call_keys.size:,} calls, {votes.states.size:,} positions, "
        f"{get_num_threads()} threads"
    )
    chain = begun(votes, Model.ONE_SIDED, 1)
    advance(chain, votes)
    _read(votes.choice, votes.point, chain.theta)
    pure = timed(lambda: _read(votes.choice, votes.point, chain.theta), 50)
    for model in Model:
        chain = begun(votes, model, 1)
        advance(chain, votes)
        took = timed(lambda: advance(chain, votes), 30)  # noqa: B023
        print(
            f"{model.value}: {1000 * took:.1f} ms a sweep, {24_000 * took / 60:.1f} min for 24,000; "
            f"{pure / took:.1%} of the pace of a pass that only reads ({1000 * pure:.2f} ms)"
        )
    print("accuracy for time, one-sided, against the published means:")
    began = time.perf_counter()
    chain = begun(votes, Model.ONE_SIDED, 1, start(votes))
    for sweeps in (30, 60, 200, 700, 2000):
        draws = []
        while chain.sweeps < sweeps:
            advance(chain, votes)
            draws.append(standardised(chain.theta).astype(np.float32))
        half = np.array(draws[len(draws) // 4 :])
        print(f"  {chain.sweeps} sweeps, {time.perf_counter() - began:.2f} s: {accuracy(votes, half, theirs)}")
    print("effective samples of positions a second (median of bulk), 400 sweeps:")
    for model in Model:
        chain = begun(votes, model, 1)
        for _ in range(100):
            advance(chain, votes)
        began, draws = time.perf_counter(), []
        for _ in range(400):
            advance(chain, votes)
            draws.append(standardised(chain.theta).astype(np.float32))
        took = time.perf_counter() - began
        print(f"  {model.value}: {np.median(mixing(np.array(draws)[None]).bulk) / took:.1f}")
    print("growth: ms a sweep")
    draw = np.random.default_rng(1)
    for share in (0.1, 0.25, 0.5, 1.0):
        part = only(votes, draw.random(votes.call_keys.size) < share)
        chain = begun(part, Model.ONE_SIDED, 1)
        took = timed(lambda: advance(chain, part), 20)  # noqa: B023
        print(f"  {part.choice.size:,} votes, {part.states.size:,} positions: {1000 * took:.2f}")
        if share == 0.1:
            parts = (
                part.choice,
                part.point,
                part.starts,
                chain.theta,
                chain.beta,
                chain.cut1,
                chain.cut2,
                chain.latent,
                chain.streams,
                chain.precision,
                chain.weighted,
                lapse(chain.model),
            )
            slow = timed(lambda: plain.sweep(*parts), 1)  # noqa: B023
            fast = timed(lambda: sweep(*parts), 20)  # noqa: B023
            print(f"  plain NumPy on these: {slow:.1f} s, {slow / fast:.0f} times the compiled sweep")
    print("held-out votes, a tenth set aside, linked ones together; mean log score of a vote, 1,000 sweeps each:")
    for seed in (21, 22):
        parts = split(votes, 0.1, seed)
        one, two = (scores(parts, model, sweeps=1000, burn=333, seed=1) for model in (Model.ONE_SIDED, Model.TWO_SIDED))
        both = one.join(two, on="session", suffix="_two")
        better = both.select((pl.col("score_two") > pl.col("score")).mean()).item()
        means = [(f["score"] * f["votes"]).sum() / f["votes"].sum() for f in (one, two)]
        print(f"  split {seed}: one-sided {means[0]:.4f}, two-sided {means[1]:.4f}, better in {better:.1%} of sessions")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
