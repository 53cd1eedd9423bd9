"""Membership as panels: state-years and dyad-years, as of 31 December, with the columns of R's peacesciencer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import polars as pl

from multipolar.actors.record import Record

FIRST_YEAR = 1945
"""Before it the record of organisations holds too little to count."""


def state_years(record: Record, last: int) -> pl.DataFrame:
    """One row a state, year and organisation that it is tied to, in a role.

    Columns `ccode`, `gwcode`, `iso3`, `year`, `organisation`, `role`.

    For every year from 1945 to `last`, both included, as of 31 December; a year that the precision of a date leaves
    open is not counted, and neither is a tie to an organisation that did not exist on that day. `ccode` and `gwcode`
    are empty where the Correlates of War or Gleditsch and Ward have none.
    """
    states, organisations = record.registry.states, record.registry.organisations
    rows = [
        (*_numbers(record, m.actor, year), m.actor, year, m.organisation, m.role)
        for year, day in _years(last)
        for m in record.memberships.everyone(day)
        if m.organisation in organisations and m.actor in states
        if organisations[m.organisation].span.covers(day) is not False
    ]
    names = {"ccode": pl.Int32, "gwcode": pl.Int32, "iso3": pl.String, "year": pl.Int32}
    schema = {**names, "organisation": pl.String, "role": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").sort("iso3", "year", "organisation", "role")


def dyad_years(record: Record, last: int) -> pl.DataFrame:
    """One row an undirected pair of states that exist on 31 December of a year.

    Columns `ccode1`, `ccode2`, `gwcode1`, `gwcode2`, `iso3_1`, `iso3_2`, `year`, and `shared_full` and `shared_any`:
    how many organisations of the record both are full members of, or tied to in any role. Pairs are in the order of
    COW numbers (ccode1 < ccode2), those without a number last, in the order of their keys. Zero is a count: both
    exist and share none.
    """
    return pl.concat([_dyads(record, year, day) for year, day in _years(last)])


def _dyads(record: Record, year: int, day: date) -> pl.DataFrame:
    states = [key for key, state in record.registry.states.items() if state.exists(day)]
    numbers = {key: _numbers(record, key, year) for key in states}
    states.sort(key=lambda key: (numbers[key][0] is None, numbers[key][0] or 0, key))
    at = {key: i for i, key in enumerate(states)}
    existing = [key for key, body in record.registry.organisations.items() if body.span.covers(day) is not False]
    bodies = {key: i for i, key in enumerate(existing)}
    full = np.zeros((len(states), len(bodies)), dtype=np.int16)
    tied = np.zeros_like(full)
    for m in record.memberships.everyone(day):
        if m.actor in at and m.organisation in bodies:
            tied[at[m.actor], bodies[m.organisation]] = 1
            full[at[m.actor], bodies[m.organisation]] |= m.role == "full"
    one, other = np.triu_indices(len(states), k=1)
    keys = np.array(states, dtype=object)
    ccode, gwcode = (pl.Series([numbers[key][i] for key in states], dtype=pl.Int32) for i in (0, 1))
    return pl.DataFrame(
        {
            "ccode1": ccode.gather(one),
            "ccode2": ccode.gather(other),
            "gwcode1": gwcode.gather(one),
            "gwcode2": gwcode.gather(other),
            "iso3_1": pl.Series(keys[one], dtype=pl.String),
            "iso3_2": pl.Series(keys[other], dtype=pl.String),
            "year": pl.repeat(year, len(one), dtype=pl.Int32, eager=True),
            "shared_full": (full @ full.T)[one, other],
            "shared_any": (tied @ tied.T)[one, other],
        }
    )


def _years(last: int) -> Iterator[tuple[int, date]]:
    return ((year, date(year, 12, 31)) for year in range(FIRST_YEAR, last + 1))


def _numbers(record: Record, key: str, year: int) -> tuple[int | None, int | None]:
    """The COW and Gleditsch-Ward numbers of a state on 31 December of a year."""
    day = date(year, 12, 31)
    cow, gw = (record.codes.on(key, system, day) for system in ("cow", "gw"))
    return (int(cow[0].code) if cow else None, int(gw[0].code) if gw else None)
