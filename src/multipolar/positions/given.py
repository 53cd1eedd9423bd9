"""The votes that a user hands in: the folder of the published files, or a table of one's own."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from multipolar.errors import InputError
from multipolar.measures.votes import ISSUES
from multipolar.positions.votes import FIRST_SESSION, Votes, assembled, counted

COLUMNS = ("rcid", "session", "ccode", "vote")
"""What a table of one's own must have; `link` may say which roll calls share their parameters."""
LARGEST = 200_000_000
LAST_SESSION, LAST_CODE = 200, 9999
_WORDS = {"yes": 1, "abstain": 2, "no": 3, "1": 1, "2": 2, "3": 3}
_ALIASES = {column.removeprefix("issue_"): name for name, column in ISSUES.items()}


def published(folder: Path, issues: tuple[str, ...] = (), first: int | None = None, last: int | None = None) -> Votes:
    """The votes of the published files in a folder; InputError for unknown issues, DataError for a wrong file.

    issues: any of `measures.votes.ISSUES`, or their two letters in the source; none for all roll calls. first, last:
    calendar years, of the sessions that began in them.
    """
    from multipolar.sources import un_votes

    calls = un_votes.read_roll_calls(folder)
    kept = counted(un_votes.read(folder), calls)
    if issues:
        marked = calls.filter(pl.any_horizontal(ISSUES[_issue(name)] for name in issues)).select("rcid")
        kept = kept.join(marked, on="rcid", how="semi")
    return assembled(_between(kept, first, last), un_votes.read_linked(folder))


def _issue(name: str) -> str:
    found = _ALIASES.get(name, name)
    if found not in ISSUES:
        known = ", ".join(f"{issue} ({short})" for short, issue in _ALIASES.items())
        raise InputError(f"no issue is called {name[:40]!r}", mend=f"There are {known}")
    return found


def _between(kept: pl.DataFrame, first: int | None, last: int | None) -> pl.DataFrame:
    began = pl.col("session").cast(pl.Int32) + FIRST_SESSION
    found = kept.filter(began >= (first or 0), began <= (last or 9999))
    if found.is_empty():
        raise InputError(f"no vote lies from {first or 'the first'} to {last or 'the last'}", mend="Name other years")
    return found


def own(path: Path, first: int | None = None, last: int | None = None) -> Votes:
    """The votes of a CSV or Parquet file with the columns of COLUMNS; InputError names the file, the rows and the mend.

    `vote`: yes, abstain or no, or 1, 2 and 3. `session`: a whole number from 1 on. `ccode`: COW number; 2 and 365 turn
    the scale. Other votes, such as absences, have no place in it.
    """
    frame = _frame(path)
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise InputError(
            f"has no column {', '.join(missing)}",
            place=str(path),
            mend=f"Give {', '.join(COLUMNS)}, and link if you like",
        )
    names = (*COLUMNS, "link") if "link" in frame.columns else COLUMNS
    typed = frame.select(
        *(
            pl.col(name).cast(pl.String).str.strip_chars().cast(pl.Int64, strict=False)
            for name in names
            if name != "vote"
        ),
        pl.col("vote")
        .cast(pl.String)
        .str.strip_chars()
        .str.to_lowercase()
        .replace_strict(_WORDS, default=None)
        .cast(pl.Int8),
    ).with_row_index("row", offset=2)
    fit = pl.all_horizontal(
        pl.col("rcid").is_not_null(),
        pl.col("session").is_between(1, LAST_SESSION),
        pl.col("ccode").is_between(1, LAST_CODE),
        pl.col("vote").is_not_null(),
    ).fill_null(value=False)
    wrong = typed.filter(~fit)
    if wrong.height:
        raise InputError(
            f"{wrong.height} rows are no votes, the first of them row {wrong['row'][0]}",
            place=str(path),
            mend=f"A session is 1 to {LAST_SESSION}, a vote yes, abstain or no; leave absences out",
        )
    if typed.group_by("rcid").agg(pl.col("session").n_unique())["session"].max() != 1:
        raise InputError("a roll call lies in two sessions", place=str(path), mend="Number roll calls throughout")
    twice = typed.filter(typed.select("rcid", "ccode").is_duplicated())
    if twice.height:
        raise InputError(
            f"{twice.height} rows say a state's vote in a roll call again, the first of them row {twice['row'][0]}",
            place=str(path),
            mend="Give each vote once",
        )
    links = typed.select("rcid", link="link" if "link" in names else "rcid").unique().drop_nulls()
    if links["rcid"].is_duplicated().any():
        raise InputError("a roll call has two links", place=str(path), mend="Give each roll call one link")
    head = links.group_by("link").agg(rcid1=pl.col("rcid").min())
    pairs = links.join(head, on="link").filter(pl.col("rcid") != pl.col("rcid1")).select("rcid1", rcid2="rcid")
    return assembled(_between(typed.select(*COLUMNS), first, last), pairs)


def _frame(path: Path) -> pl.DataFrame:
    """The file as a table, every cell of a CSV as text."""
    place = str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"is larger than {LARGEST // 10**6} MB", place=place, mend="Leave out what is not needed")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({getattr(error, 'strerror', error)})", place=place) from error
    try:
        if path.suffix.lower() == ".parquet":
            return pl.read_parquet(io.BytesIO(data))
        return pl.read_csv(io.BytesIO(data), infer_schema=False)
    except (pl.exceptions.PolarsError, ValueError) as error:
        reason = str(error).splitlines()[0][:120]
        raise InputError(
            f"is no table ({reason})", place=place, mend="Save it as CSV in UTF-8, or as Parquet"
        ) from error
