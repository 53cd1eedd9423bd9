"""Put what `multipolar fit positions` wrote into the package: `python -m multipolar.positions.shipped FOLDER`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import polars as pl

from multipolar.files import write
from multipolar.world.tables import FITTED

DIGITS = 2
"""A position's standard deviation is about 0.15: more digits would say nothing."""


def ship(folder: Path) -> int:
    """Write the columns that the world needs of a fit in a folder; how many rows they are."""
    rows = pl.read_parquet(folder / "positions.parquet").select(
        pl.col("ccode").cast(pl.Int32),
        pl.col("year").cast(pl.Int32),
        pl.col("position").round(DIGITS),
        position_low=pl.col("q2.5").round(DIGITS),
        position_high=pl.col("q97.5").round(DIGITS),
        position_n=pl.col("votes").cast(pl.Int16),
    )
    out = io.BytesIO()
    rows.write_parquet(out, compression="zstd", compression_level=19)
    write(out.getvalue(), FITTED)
    return rows.height


if __name__ == "__main__":
    print(ship(Path(sys.argv[1])), "positions", file=sys.stderr)  # noqa: T201
