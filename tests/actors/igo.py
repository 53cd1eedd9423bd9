"""Our memberships held against the Correlates of War IGO data, version 3, year by year from 1990 to 2014.

Run as `python -m tests.actors.igo` it prints, per organisation in both, how many actor-years agree, and every
difference. A year in which an actor joined or left is compatible with membership and with none, for COW counts some
organisations by the year of joining and others by the next; so is a suspended one. Candidates and partners are none.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from multipolar.actors.memberships import Membership
from multipolar.actors.record import codes, memberships, registry
from multipolar.actors.registry import Organisation

YEARS = range(1990, 2015)
LISTED = Path(__file__).with_name("igo_differences.csv")
_SAME = {"full": "full", "associate": "associate", "observer": "observer", "suspended": "full"}


@dataclass(frozen=True, order=True)
class Difference:
    """A run of years in which the two records say different things of an actor in an organisation."""

    organisation: str
    actor: str
    ours: str
    cow: str
    first: int
    last: int


@dataclass(frozen=True)
class Comparison:
    """How one organisation compares: actor-years that either record knows, and the runs that differ."""

    organisation: str
    actor_years: int
    differing: int
    differences: tuple[Difference, ...]


def compared(data: Path) -> Iterator[Comparison]:
    """The comparison of every organisation that carries a COW number, from the folder of the two IGO files."""
    names = defaultdict(list)
    for row in pl.read_parquet(data / "igo_organisations.parquet").iter_rows(named=True):
        names[row["ionum"]].append(row["igo_lower"])
    held = pl.read_parquet(data / "igo_memberships.parquet").filter(pl.col("year").is_between(YEARS[0], YEARS[-1]))
    held = held.with_columns(pl.col("igo").cast(pl.String), pl.col("role").cast(pl.String))
    for body in registry().organisations.values():
        if body.ionum:
            igos = [name for number in body.ionum for name in names[number]]
            assert igos, f"{body.key}: no COW organisation has the number {body.ionum}"
            yield _compare(body, held.filter(pl.col("igo").is_in(igos)))


def _compare(body: Organisation, held: pl.DataFrame) -> Comparison:
    key = codes().state_of_cow
    cow = {(key(r["ccode"], r["year"]) or str(r["ccode"]), r["year"]): r["role"] for r in held.iter_rows(named=True)}
    ours: dict[tuple[str, int], set[str]] = defaultdict(set)
    for m in memberships().by_body[body.key]:
        if m.known(None):
            for year in YEARS:
                ours[m.actor, year] |= _roles(m, year)
    known = {pair for pair, roles in ours.items() if roles} | set(cow)
    runs: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for actor, year in sorted(known):
        allowed = ours.get((actor, year)) or {"None"}
        theirs = cow.get((actor, year), "None")
        if theirs not in allowed:
            runs[actor, "/".join(sorted(allowed)), theirs].append(year)
    found = tuple(Difference(body.key, *run, min(years), max(years)) for run, years in sorted(runs.items()))
    return Comparison(body.key, len(known), sum(map(len, runs.values())), found)


def _roles(m: Membership, year: int) -> set[str]:
    """What COW may call a row in a year: nothing, one thing, or either where the actor came or went."""
    role = _SAME.get(m.role, "None")
    if year in (m.span.start.year if m.span.start else None, m.span.end.year if m.span.end else None):
        return {role, "None"}
    if not m.span.covers(date(year, 7, 1)):
        return set()
    return {role, "None"} if m.role == "suspended" else {role}


def listed() -> dict[Difference, str]:
    """The differences that are known, each with its reason."""
    with LISTED.open(encoding="utf-8", newline="") as file:
        return {
            Difference(r["organisation"], r["actor"], r["ours"], r["cow"], int(r["first"]), int(r["last"])): r["reason"]
            for r in csv.DictReader(file)
        }


def main() -> None:
    """Print the comparison."""
    from tests.shared import shared

    reasons = listed()
    for one in compared(shared("data/igo_organisations.parquet").parent):
        print(f"{one.organisation}: {one.actor_years - one.differing} of {one.actor_years} actor-years agree")
        for d in one.differences:
            why = reasons.get(d, "NO REASON LISTED")
            print(f"  {d.actor}: ours {d.ours}, COW {d.cow}, {d.first}-{d.last}: {why}")


if __name__ == "__main__":
    main()
