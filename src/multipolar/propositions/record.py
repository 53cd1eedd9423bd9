"""The record a proposition is tested on: panel and memberships as known on a day, and when the question is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from multipolar.actors.memberships import Memberships
from multipolar.propositions.rules import AROUND_YEARS
from multipolar.propositions.terms import Around, Bound, FromTo, In, On, When
from multipolar.propositions.words import first_day, last_day

if TYPE_CHECKING:
    from multipolar.measures.panel import Panel


@dataclass(frozen=True, slots=True)
class Record:
    """panel is already cut to what was known; `horizon` is the last day one can speak of, `asked` the day of asking.

    left_out: the organisation that defines the group whose members are being tested; it is no evidence of them (R17).
    """

    panel: Panel
    memberships: Memberships
    as_known: date | None
    asked: date
    horizon: date
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """The days a time takes in, both included; `open_end` for `since`, which runs to the horizon."""

    first: date
    last: date
    open_end: bool = False


def days(when: When, record: Record) -> Days:
    """The days that a time asks about: an open year runs to the horizon, `since` to the day of asking (R12).

    `around` a year is that year: a group is taken as of it, and it must have come; `sides` has what is compared.
    """
    match when:
        case On(day):
            return Days(day, day)
        case In(year) | Around(year):
            return Days(date(year, 1, 1), _end(year, record))
        case FromTo(first, last):
            return Days(first_day(first), _end(last, record))
        case _:
            return Days(first_day(when.first), min(record.asked, record.horizon), open_end=True)


def sides(when: Around) -> tuple[Days, Days]:
    """The years before and the years after the year of `around`; the later ones may lie past the horizon (R21)."""
    year = when.year
    return (
        Days(date(year - AROUND_YEARS, 1, 1), date(year - 1, 12, 31)),
        Days(date(year + 1, 1, 1), date(year + AROUND_YEARS, 12, 31)),
    )


def _end(bound: Bound, record: Record) -> date:
    return min(last_day(bound), record.horizon) if bound == record.horizon.year else last_day(bound)


def ahead(asked: Days, record: Record) -> str:
    """Why a time cannot be answered because it has not come or was not known yet (R3); empty where it can."""
    if max(asked.first, asked.last) <= record.horizon and asked.first <= asked.last:
        return ""
    if asked.open_end and asked.first <= record.horizon:
        return f"the time asked about begins after the day of asking, {record.asked}"
    return f"the time asked about reaches past {horizon_words(record)}"


def horizon_words(record: Record) -> str:
    """ "today, 2026-11-25", or the same of the knowledge date."""
    return f"{'the knowledge date' if record.as_known else 'today'}, {record.horizon}"
