"""Cooperation and conflict between two states by month, from a table of events (`multipolar read --events -o`).

Scores by type are those of the PLOVER manual (Open Event Data Alliance), from -10 to 10; ACCUSE is printed there as 3
and meant as -3, as its modes of -2 and -3.5 show.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from multipolar.errors import InputError

SCORES = {
    "ASSAULT": -9.0, "COERCE": -7.0, "SANCTION": -6.0, "MOBILIZE": -5.5, "PROTEST": -5.0, "THREATEN": -3.5,
    "ACCUSE": -3.0, "REJECT": -2.0, "REQUEST": 0.0, "AGREE": 2.5, "CONSULT": 2.5, "CONCEDE": 4.5, "SUPPORT": 5.0,
    "RETREAT": 6.5, "COOPERATE": 9.5, "AID": 10.0,
}  # fmt: skip
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
NEEDED = {"document", "event", "quad", "source", "target", "status", "date"}
"""Columns of a table of events that are read."""


def load(path: Path) -> pl.DataFrame:
    """The table of events in a Parquet or CSV file; InputError where it is none."""
    place = str(path)
    try:
        frame = pl.read_parquet(path) if path.suffix.lower() == ".parquet" else pl.read_csv(path, infer_schema=False)
    except (OSError, pl.exceptions.PolarsError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).splitlines()[0][:120]
        raise InputError(f"is no table ({reason})", place=place, mend="Give what `read --events -o` wrote") from error
    missing = sorted(NEEDED - set(frame.columns))
    if missing:
        raise InputError(f"has no column {', '.join(missing)}", place=place, mend="Give what `read --events -o` wrote")
    strange = sorted(set(frame["event"].drop_nulls().to_list()) - set(SCORES))
    if strange:
        raise InputError(f"holds events of the type {strange[0][:40]!r}", place=place, mend="Types are those of PLOVER")
    return frame


def joined(events: pl.DataFrame) -> pl.DataFrame:
    """One row for each event: mentions of the same type, parties and day are one, told by so many documents.

    Adds `mentions` and `documents`. What has no day is one event within its document only.
    """
    day = pl.col("date").fill_null("")
    key = pl.when(day.str.len_chars() == 10).then(pl.lit("")).otherwise(pl.col("document"))
    sides = (pl.col(side).fill_null("").str.split("; ").list.sort().list.join("; ") for side in ("source", "target"))
    keyed = events.with_columns(*sides, day.alias("date"), key.alias("_within"))
    by = ["event", "source", "target", "date", "status", "_within"]
    others = [name for name in events.columns if name not in {*by, "document"}]
    found = keyed.group_by(by, maintain_order=True).agg(
        pl.col("document").first(),
        *(pl.col(name).first() for name in others),
        mentions=pl.len(),
        documents=pl.col("document").n_unique(),
    )
    return found.select(*events.columns, "mentions", "documents")


def monthly(events: pl.DataFrame, one: str, other: str) -> pl.DataFrame:
    """What happened between two states by month, in either direction.

    `month`; counts of joined events by quad; `events`, all of them; `score`, the mean over them of SCORES; `documents`
    that tell of them; `all_events`, joined events of all states in the month, and `per_thousand` of these, which holds
    the growth of coverage apart. Only what happened on a known day or month counts; months without any event of the two
    within the span of the table have zeros and no score.
    """
    told = (
        joined(events)
        .filter(pl.col("status").is_in(["happened", "historical"]), pl.col("date").str.len_chars() >= 7)
        .with_columns(month=pl.col("date").str.slice(0, 7))
    )
    if told.is_empty():
        raise InputError("no event in the table has a day or month", mend="Read the texts with --published")
    sides = [pl.col(side).str.split("; ") for side in ("source", "target")]
    there = pl.any_horizontal(
        sides[0].list.contains(one) & sides[1].list.contains(other),
        sides[0].list.contains(other) & sides[1].list.contains(one),
        sides[0].list.contains(one) & sides[0].list.contains(other) & (pl.col("target") == ""),
    )
    months = _months(str(told["month"].min()), str(told["month"].max()))
    everything = told.group_by("month").agg(all_events=pl.len())
    theirs = told.filter(there).with_columns(score=pl.col("event").replace_strict(SCORES, return_dtype=pl.Float64))
    found = theirs.group_by("month").agg(
        *((pl.col("quad") == quad).sum().alias(quad.replace(" ", "_")) for quad in QUADS),
        events=pl.len(),
        score=pl.col("score").mean(),
        documents=pl.col("documents").sum(),
    )
    full = months.join(everything, on="month", how="left").join(found, on="month", how="left").sort("month")
    counts = [name for name in full.columns if name not in {"month", "score"}]
    full = full.with_columns(pl.col(counts).fill_null(0).cast(pl.Int64))
    share = pl.when(pl.col("all_events") > 0).then(1000 * pl.col("events") / pl.col("all_events"))
    return full.with_columns(per_thousand=share)


def _months(first: str, last: str) -> pl.DataFrame:
    """All months of a span."""
    begin, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return pl.DataFrame({"month": [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(begin, end + 1)]})
