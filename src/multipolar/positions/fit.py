"""A fit from votes to files: chains that can be stopped and gone on with, and what they say, written whole."""

from __future__ import annotations

import hashlib
import io
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from multipolar import __version__
from multipolar.actors.record import codes
from multipolar.errors import InputError
from multipolar.files import make_folder, write, write_all
from multipolar.positions.estimates import table, warnings
from multipolar.positions.sampler import Chain, Model, advance, begun, standardised
from multipolar.positions.start import start
from multipolar.positions.votes import Votes

SAVED_EVERY = 20.0
"""Seconds between two savings of a chain that runs."""
BURN = 3
"""One in so many sweeps goes before the first that is kept: where the early sessions lie as a whole settles late."""
DRAWS = 1000
"""About so many draws are kept of each chain."""
ROUNDED = {
    "position": 3,
    "sd": 3,
    "q2.5": 3,
    "q5": 3,
    "q50": 3,
    "q95": 3,
    "q97.5": 3,
    "r_hat": 3,
    "ess_bulk": 0,
    "ess_tail": 0,
}
"""Digits that a run of this length bears."""


@dataclass(frozen=True, slots=True)
class Plan:
    """sweeps: of all chains together."""

    model: Model = Model.TWO_SIDED
    sweeps: int = 24_000
    chains: int = 2
    seed: int = 1

    @property
    def each(self) -> int:
        """Sweeps of a chain."""
        return self.sweeps // self.chains

    @property
    def burn(self) -> int:
        """Sweeps of a chain that are not kept."""
        return self.each // BURN

    @property
    def thin(self) -> int:
        """Of the sweeps after these, one in so many is kept."""
        return max(1, (self.each - self.burn) // DRAWS)


Told = Callable[[int], None]
"""Is called with how many more sweeps are done."""


def fit(votes: Votes, plan: Plan, folder: Path | None = None, told: Told = lambda more: None) -> np.ndarray[Any, Any]:
    """Draws of shape (chains, draws, points), float32; with a folder, a fit that was stopped there goes on.

    The same votes, plan and machine give the same draws, whether stopped or not and however many threads there are.
    InputError: too few sweeps, another fit in the folder, or numba, of the `fit` extra, is not installed.
    """
    if plan.chains < 1 or (plan.each - plan.burn) // plan.thin < 20:
        raise InputError(f"{plan.sweeps} sweeps in {plan.chains} chains are too few", mend="Take 50 or more a chain")
    need_numba()
    kept = []
    if folder is not None:
        _begin(folder, votes, plan)
    first = start(votes)
    for number in range(plan.chains):
        saved = None if folder is None else folder / f".chain-{number + 1}.npz"
        chain = begun(votes, plan.model, plan.seed + 1000 * number, first)
        kept.append(_run(chain, votes, plan, saved, told))
    return np.stack(kept)


def extend(votes: Votes, fitted: Path, seed: int) -> np.ndarray[Any, Any]:
    """Draws of one more session after a fit that was written into a folder; InputError where there is none, the session
    does not follow it, or numba is not installed."""
    from multipolar.positions.extend import extended, led_by

    path = fitted / "positions.parquet"
    try:
        rows = pl.read_parquet(path).select("ccode", "session", "position", "votes")
    except (OSError, pl.exceptions.PolarsError) as error:
        raise InputError("holds no fit", place=str(path), mend="Name a folder that `fit positions -o` wrote") from error
    need_numba()
    return extended(votes, led_by(votes, rows), seed)


def need_numba() -> None:
    """InputError where numba, of the `fit` extra, is not installed."""
    try:
        import numba  # noqa: F401
    except ImportError:
        raise InputError("fitting positions needs numba", mend="Install it: pip install 'multipolar[fit]'") from None


def checksum(votes: Votes) -> str:
    """A sum of all that a fit reads of the votes."""
    found = hashlib.sha256()
    for name in votes.__slots__:
        found.update(np.ascontiguousarray(getattr(votes, name)).tobytes())
    return found.hexdigest()


def _begin(folder: Path, votes: Votes, plan: Plan) -> None:
    """Put the plan into the folder; InputError where another one is under way in it."""
    make_folder(folder)
    path = folder / ".fit.json"
    ours = {"votes": checksum(votes), **asdict(plan)}
    if path.exists():
        try:
            other = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            other = None
        if other != ours:
            raise InputError(
                "a fit of other votes, or by another plan, was stopped here",
                place=str(folder),
                mend="Name another folder, or remove this one",
            )
    else:
        write(json.dumps(ours), path)


def _run(chain: Chain, votes: Votes, plan: Plan, saved: Path | None, told: Told) -> np.ndarray[Any, Any]:
    draws = np.empty(((plan.each - plan.burn) // plan.thin, votes.states.size), np.float32)
    if saved is not None and saved.exists():
        _restore(chain, draws, plan, saved)
        told(chain.sweeps)
    last = time.monotonic()
    while chain.sweeps < plan.each:
        advance(chain, votes)
        told(1)
        after = chain.sweeps - plan.burn
        if after > 0 and after % plan.thin == 0 and after // plan.thin <= draws.shape[0]:
            draws[after // plan.thin - 1] = standardised(chain.theta)
        if saved is not None and (time.monotonic() - last > SAVED_EVERY or chain.sweeps == plan.each):
            _save(chain, draws, plan, saved)
            last = time.monotonic()
    return draws


_ARRAYS = ("moved", "theta", "mean", "scale", "tau", "path", "passing", "beta", "cut1", "cut2", "streams")


def _save(chain: Chain, draws: np.ndarray[Any, Any], plan: Plan, path: Path) -> None:
    out = io.BytesIO()
    done = max(0, (chain.sweeps - plan.burn) // plan.thin)
    np.savez(
        out,
        draws=draws[:done],
        sums=np.stack([chain.precision.sum(axis=0), chain.weighted.sum(axis=0)]),
        entry=chain.entry,
        sweeps=chain.sweeps,
        generator=json.dumps(chain.generator.bit_generator.state),
        **{name: getattr(chain, name) for name in _ARRAYS},
    )
    write(out.getvalue(), path)


def _restore(chain: Chain, draws: np.ndarray[Any, Any], plan: Plan, path: Path) -> None:
    """Set a chain to where it was stopped; InputError for a file that is not whole."""
    try:
        with np.load(path, allow_pickle=False) as held:
            for name in _ARRAYS:
                getattr(chain, name)[:] = held[name]
            chain.precision[:], chain.weighted[:] = 0.0, 0.0
            chain.precision[0], chain.weighted[0] = held["sums"]
            chain.entry, chain.sweeps = float(held["entry"]), int(held["sweeps"])
            chain.generator.bit_generator.state = json.loads(str(held["generator"]))
            draws[: held["draws"].shape[0]] = held["draws"]
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise InputError("is no saved chain", place=str(path), mend="Remove it, and the chain begins anew") from error


def estimated(votes: Votes, draws: np.ndarray[Any, Any]) -> tuple[pl.DataFrame, list[str]]:
    """The table of positions with our keys of states, in digits that the draws bear, and its warnings."""
    rows = table(votes, draws)
    told = warnings(votes, rows)
    spans = [codes().span_of_cow(code, year) for code, year in rows.select("ccode", "year").iter_rows()]
    keys = pl.Series("state", [None if span is None else span.key for span in spans], dtype=pl.String)
    return rows.select(keys, pl.all()).with_columns(
        pl.col(name).round(digits) for name, digits in ROUNDED.items()
    ), told


def publish(
    rows: pl.DataFrame, told: list[str], votes: Votes, plan: Plan, folder: Path, source: str, kept: int
) -> None:
    """Write positions.parquet, positions.csv and fit.json into a folder, and remove what a stopped fit left there."""
    import numba

    parquet = io.BytesIO()
    rows.write_parquet(parquet)
    about = {
        "what": "positions of states from votes in the UN General Assembly",
        "source": source,
        **asdict(plan),
        "kept_of_each_chain": kept,
        "votes": int(votes.choice.size),
        "roll_calls": int(votes.call_keys.size),
        "positions": int(votes.states.size),
        "votes_checksum": checksum(votes),
        "mixed": int(rows["mixed"].sum()),
        "r_hat_highest": float(rows["r_hat"].max()),  # type: ignore[arg-type]
        "ess_bulk_median": float(rows["ess_bulk"].median()),  # type: ignore[arg-type]
        "warnings": told,
        "versions": {"multipolar": __version__, "numba": numba.__version__, "numpy": np.__version__},
    }
    text = json.dumps(about, indent=1) + "\n"
    files = {
        "positions.parquet": parquet.getvalue(),
        "positions.csv": rows.write_csv().encode(),
        "fit.json": text.encode(),
    }
    write_all(files, folder)
    for left in (folder / ".fit.json", *folder.glob(".chain-*.npz")):
        left.unlink(missing_ok=True)
