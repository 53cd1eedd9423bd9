"""`multipolar fit positions`: where states stand, estimated from votes."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.options import columns, json_option, say
from multipolar.errors import InputError

if TYPE_CHECKING:
    import polars as pl

    from multipolar.positions.votes import Votes

QUICK = 90
DEFAULTS = {"two-sided": (8_000, 2), "one-sided": (24_000, 1)}
"""Sweeps of all chains, and chains: the one-sided model mixes late, so that all goes into one chain."""
SHOWN = (
    ("USA", 2),
    ("United Kingdom", 200),
    ("France", 220),
    ("Russia", 365),
    ("China", 710),
    ("India", 750),
    ("Brazil", 140),
)
"""States whose last position is shown when a fit is done."""


@click.group("fit")
def command() -> None:
    """Estimate models from data of your own or from published files."""


@command.command("positions")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--issues", default="", metavar="me,hr", help="Only roll calls marked with these issues.")
@click.option("--from", "first", type=click.IntRange(1900, 2200), metavar="YEAR", help="First year.")
@click.option("--to", "last", type=click.IntRange(1900, 2200), metavar="YEAR", help="Last year.")
@click.option(
    "--model",
    type=click.Choice(["two-sided", "one-sided"]),
    default="one-sided",
    show_default=True,
    help="The published model, or ours, which foretells votes better and takes longer to mix.",
)
@click.option("--sweeps", type=click.IntRange(100, 1_000_000), help="Of all chains: 8,000, or 24,000 one-sided.")
@click.option(
    "--chains", type=click.IntRange(1, 16), help="By default 2; of the one-sided model one, which mixes late."
)
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True)
@click.option(
    "--quick", is_flag=True, help="One short chain: positions in a second or two, without intervals to trust."
)
@click.option(
    "--after", type=click.Path(path_type=Path), metavar="FOLDER", help="Add one later session to the fit written there."
)
@json_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Folder for positions.parquet, .csv and fit.json."
)
def positions(
    source: Path,
    issues: str,
    first: int | None,
    last: int | None,
    model: str,
    sweeps: int | None,
    chains: int | None,
    seed: int,
    quick: bool,
    after: Path | None,
    as_json: bool,
    output: Path | None,
) -> None:
    """Ideal points of states from UN votes: SOURCE is the folder of the published files, or a table of your own.

    \b
    multipolar fit positions DATA -o fitted/
    multipolar fit positions DATA --issues hr --from 1992 -o rights/
    multipolar fit positions my_votes.csv --quick
    multipolar fit positions session_75.csv --after fitted/ -o session_75/
    A table needs the columns rcid, session, ccode and vote. A fit with -o that is stopped goes on when asked again.
    """
    from multipolar.positions.extend import SWEEPS
    from multipolar.positions.fit import Plan, estimated, extend, fit, need_numba, publish
    from multipolar.positions.sampler import Model

    need_numba()
    if output is not None and output.exists() and not output.is_dir():
        raise InputError("is a file", place=str(output), mend="Name a folder")
    votes = _votes(source, tuple(filter(None, (part.strip() for part in issues.split(",")))), first, last)
    usual = DEFAULTS[model]
    plan = Plan(Model(model), sweeps or usual[0], chains or usual[1], seed)
    if quick:
        plan = Plan(Model.ONE_SIDED, QUICK, 1, seed)
    if after is not None:
        plan = Plan(Model.ONE_SIDED, SWEEPS, 1, seed)
    what = f"{votes.choice.size:,} votes, {votes.call_keys.size:,} roll calls, {votes.states.size:,} positions"
    click.echo(what, err=True)
    began = time.monotonic()
    if after is not None:
        draws = extend(votes, after, seed)
    else:
        length = plan.each * plan.chains
        with click.progressbar(length=length, label="sweeps", file=sys.stderr, update_min_steps=20) as bar:
            draws = fit(votes, plan, output, bar.update)
    rows, told = estimated(votes, draws)
    took = time.monotonic() - began
    if output is not None:
        publish(rows, told, votes, plan, output, str(source.name), draws.shape[1])
        click.echo(f"Written: {output} ({rows.height:,} positions)", err=True)
    if as_json:
        say(rows.write_json())
        return
    for line in told:
        click.echo(f"Warning: {line}.", err=True)
    size = float(rows["ess_bulk"].to_numpy().mean())
    say(f"{what}: {plan.each * plan.chains:,} sweeps of the {plan.model.value} model in {took:.0f} s; "
        f"mean effective size {size:.0f}, {rows['mixed'].sum():,} of {rows.height:,} positions mixed\n"
        + "\n".join(_last(rows)))  # fmt: skip


def _votes(source: Path, issues: tuple[str, ...], first: int | None, last: int | None) -> Votes:
    from multipolar.positions.given import own, published

    if first is not None and last is not None and first > last:
        raise InputError(f"{first} lies after {last}", mend="Turn --from and --to")
    if source.is_dir():
        return published(source, issues, first, last)
    if issues:
        raise InputError("a table of your own is not marked by issue", place="--issues", mend="Leave rows out instead")
    return own(source, first, last)


def _last(rows: pl.DataFrame) -> list[str]:
    """The last positions of a few states, in digits that their errors bear."""
    cells = [("state", "session", "position", "90 % interval", "votes")]
    for name, code in SHOWN:
        found = rows.filter(rows["ccode"] == code).sort("session").tail(1)
        for row in found.iter_rows(named=True):
            span = f"{row['q5']:.1f} to {row['q95']:.1f}"
            cells.append(
                (
                    name,
                    str(row["session"]),
                    f"{row['position'] + 0.0:.1f}".replace("-0.0", "0.0"),
                    span,
                    str(row["votes"]),
                )
            )
    return columns(cells) if len(cells) > 1 else []
