"""How fast ties and similarity are computed and read: `python benchmarks/ties.py [FOLDER of source files]`.

FOLDER is ../shared/data by default; without it, only what ships is timed. Peers are measured in the same run: the
same measures pair by pair with numpy, and tau-b of scipy where it is installed. Set OPENBLAS_NUM_THREADS to fix the
number of threads.
"""

from __future__ import annotations

import importlib.util
import resource
import sys
import time
from pathlib import Path

import numpy as np
import polars as pl
from timing import in_process, median

from multipolar.exports.ties import Ask, long_table
from multipolar.measures import portfolios, similarity, votes
from multipolar.measures.kinds import Query
from multipolar.measures.panel import Panel
from multipolar.sources import un_votes
from multipolar.world.build import build

SAMPLE = 2_000
"""Pairs that a slow peer is timed on; its figure is drawn up to all of them."""


def pair_by_pair(one: np.ndarray, other: np.ndarray) -> list[float]:
    """Agreement, S, kappa and pi of one pair as a script would write them."""
    both = (one > 0) & (other > 0)
    a, b = one[both], other[both]
    counts = np.zeros((3, 3))
    np.add.at(counts, (a - 1, b - 1), 1)
    share = counts / counts.sum()
    apart = np.abs(np.subtract.outer(range(3), range(3))) / 2
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    pooled = (rows + columns) / 2
    squared = apart**2
    with np.errstate(invalid="ignore", divide="ignore"):
        return [
            np.trace(share),
            1 - 2 * (share * apart).sum(),
            1 - (share * squared).sum() / (np.outer(rows, columns) * squared).sum(),
            1 - (1 - np.trace(share)) / (1 - (pooled**2).sum()),
        ]


def un_dyads(folder: Path) -> None:
    """All dyad-sessions of the Assembly, ten measures, beside numpy pair by pair and scipy's tau-b."""
    cast = un_votes.read(folder).with_columns(state=pl.col("ccode").cast(pl.String).str.zfill(3))
    found = votes.similarity(cast, "session")
    ours = median(lambda: votes.similarity(cast, "session"))
    print(f"UN, {found.height:,} dyad-sessions that share votes, ten measures: {ours:.2f} s")
    matrix = votes.ballots(cast.filter(pl.col("session") == 40)).cast
    one, other = (side[:SAMPLE] for side in np.triu_indices(len(matrix), k=1))
    slow = median(lambda: [pair_by_pair(matrix[i], matrix[j]) for i, j in zip(one, other, strict=True)], 3)
    all_pairs = slow / SAMPLE * found.height
    print(f"  four of them pair by pair with numpy: {all_pairs:.0f} s ({all_pairs / ours:.0f} of ours)")
    if importlib.util.find_spec("scipy"):
        from scipy.stats import kendalltau

        slow = median(
            lambda: [kendalltau(matrix[i], matrix[j]) for i, j in zip(one[:200], other[:200], strict=True)], 3
        )
        all_pairs = slow / 200 * found.height
        print(f"  tau-b alone with scipy: {all_pairs:.0f} s ({all_pairs / ours:.0f} of ours)")


def whole_world(folder: Path) -> None:
    """Every table from the source files, and the most memory that took."""
    start = time.perf_counter()
    built = build(folder)
    rows = sum(frame.height for frame in built.tables.values())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(
        f"data build, {len(built.tables)} tables, {rows:,} rows: {time.perf_counter() - start:.1f} s, {memory:.2f} GB"
    )


def alliance_dyads() -> None:
    """All dyad-years of alliance portfolios from 1816 to 2016, ten measures."""
    panel = Panel.shipped()
    block = panel.rows("alliance_s", Query(None, None, 1816, 2016))
    one = median(lambda: panel.rows("alliance_s", Query(None, None, 1816, 2016)))
    rng = np.random.default_rng(1)
    years = [rng.integers(0, 4, (n, n)).astype(np.int8) for n in np.linspace(23, 195, 201).astype(int)]
    dyads = sum(n * (n - 1) // 2 for n in map(len, years))

    def every() -> None:
        for ties in years:
            counts = portfolios.tables(ties, ties)
            tables = similarity.Tables(counts[:, :, *np.triu_indices(len(ties), k=1)])
            for measure in similarity.MEASURES.values():
                measure(tables)

    print(f"alliances, one measure of {block.years.size // 2:,} dyad-years in both orders: {one:.2f} s")
    print(f"  ten measures of {dyads:,} dyads of made-up portfolios of 201 years: {median(every):.2f} s")


def reading() -> None:
    """What a user waits for."""
    opened = "from multipolar.measures.panel import Panel; p = Panel.shipped(); "
    series = in_process(f"{opened}p.series('agreement', 'USA', 'RUS')")
    libraries = in_process("import polars, numpy")
    print(f"fresh interpreter to a first series: {series * 1000:.0f} ms, of which libraries {libraries * 1000:.0f} ms")
    panel = Panel.shipped()
    for name, pair in (("agreement", ("KAZ", "CHN")), ("trade", ("KAZ", "CHN")), ("alliance_s", ("KAZ", "CHN"))):
        panel.series(name, *pair)
        print(f"{name}, a series when open: {median(lambda n=name, p=pair: panel.series(n, *p)) * 1000:.2f} ms, "
              f"a slice: {median(lambda n=name: panel.slice(n, 2012, 'CHN')) * 1000:.2f} ms")  # fmt: skip
    wanted = ("capability", "trade", "defence", "organisations", "agreement")
    asked = Ask(wanted, None, None, 1992, 2018)
    rows = long_table(panel, asked).height
    taken = median(lambda: long_table(panel, asked), 3)
    print(f"a panel of the world, five measures, 1992 to 2018, {rows:,} rows: {taken:.1f} s")


if __name__ == "__main__":
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if source.is_dir():
        whole_world(source)
        un_dyads(source)
    else:
        print(f"{source} is not there: what needs the source files is left out")
    alliance_dyads()
    reading()
