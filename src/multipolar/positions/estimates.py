"""What a fit says of each state in each session, with what has not mixed, and what the reader should be warned of."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from multipolar.positions.diagnostics import ESS_BAR, R_HAT_BAR, mixing
from multipolar.positions.votes import FIRST_SESSION, Votes

FEW_VOTES = 5
"""Below so many votes in a session a position is little more than that of the session before."""
LISTED = 8


def table(votes: Votes, draws: NDArray[np.float32]) -> pl.DataFrame:
    """One row for each state and session from draws of shape (chains, draws, points).

    `ccode`, `session`, `year` (in which the session began), `position` (posterior mean), `sd`, quantiles `q2.5`, `q5`,
    `q50`, `q95`, `q97.5`, `votes`, `r_hat`, `ess_bulk`, `ess_tail`, `mixed`. The scale has mean 0 and standard
    deviation 1 over all rows; the United States are on its positive side.
    """
    flat = draws.reshape(-1, draws.shape[2])
    found = mixing(draws)
    quantiles = np.quantile(flat, (0.025, 0.05, 0.5, 0.95, 0.975), axis=0)
    return pl.DataFrame(
        {
            "ccode": votes.states,
            "session": votes.sessions,
            "year": votes.sessions + FIRST_SESSION,
            "position": flat.mean(axis=0, dtype=np.float64),
            "sd": flat.std(axis=0, ddof=1, dtype=np.float64),
            **{f"q{name}": row for name, row in zip(("2.5", "5", "50", "95", "97.5"), quantiles, strict=True)},
            "votes": votes.cast,
            "r_hat": found.r_hat,
            "ess_bulk": found.bulk,
            "ess_tail": found.tail,
            "mixed": found.mixed,
        }
    )


def warnings(votes: Votes, rows: pl.DataFrame) -> list[str]:
    """What a user should know before using the rows, in sentences, the gravest first."""
    told = [
        f"sessions {_listed(part)} share no state and no roll call with the others: their positions are on a scale of "
        "their own"
        for part in components(votes)[1:]
    ]
    still = int((~rows["mixed"]).sum())
    if still:
        worst = rows.filter(~pl.col("mixed")).sort("r_hat", descending=True).head(3)
        named = ", ".join(
            f"{c} in session {s} (R-hat {r:.2f})" for c, s, r in worst.select("ccode", "session", "r_hat").rows()
        )
        told.append(
            f"{still} of {rows.height} positions have not mixed (R-hat {R_HAT_BAR} or more, or an effective size below "
            f"{ESS_BAR:.0f}), worst {named}: take more sweeps"
        )
    alone = loose_sessions(votes)
    if alone:
        told.append(f"no roll call links sessions {_listed(alone)} to others: only the states carry the scale over")
    few = rows.filter(pl.col("votes") < FEW_VOTES).select("ccode", "session").rows()
    if few:
        named = _listed([f"{code} in session {session}" for code, session in few])
        told.append(f"fewer than {FEW_VOTES} votes: {named}")
    return told


def _listed(things: list[int] | list[str]) -> str:
    more = len(things) - LISTED
    return ", ".join(map(str, things[:LISTED])) + (f" and {more} more" if more > 0 else "")


def components(votes: Votes) -> list[list[int]]:
    """Sessions that hang together by states or by roll calls, the largest part first."""
    sessions = np.unique(votes.sessions)
    label = {session: session for session in sessions.tolist()}

    def root(session: int) -> int:
        while label[session] != session:
            session = label[session]
        return session

    for one, other in _bonds(votes):
        label[root(one)] = root(other)
    parts: dict[int, list[int]] = {}
    for session in sessions.tolist():
        parts.setdefault(root(session), []).append(session)
    return sorted(parts.values(), key=len, reverse=True)


def _bonds(votes: Votes) -> list[tuple[int, int]]:
    """Pairs of sessions with a state's consecutive points, or a linked roll call, in both."""
    steps = votes.gaps > 0
    pairs = np.stack([votes.sessions[steps] - votes.gaps[steps], votes.sessions[steps]], axis=1)
    found = [tuple(row) for row in np.unique(pairs, axis=0).tolist()] if pairs.size else []
    return found + _linked(votes)


def _linked(votes: Votes) -> list[tuple[int, int]]:
    """First and last session of each roll call that lies in two or more."""
    wide = votes.low < votes.high
    return list(zip(votes.low[wide].tolist(), votes.high[wide].tolist(), strict=True))


def loose_sessions(votes: Votes) -> list[int]:
    """Sessions none of whose roll calls recurs in another, where any session's do."""
    bound = {session for pair in _linked(votes) for session in pair}
    return sorted(set(np.unique(votes.sessions).tolist()) - bound) if bound else []
