"""Testing memberships: whether an actor held a role through the days asked about (R2 to R4)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from multipolar.actors.memberships import Membership as Row
from multipolar.actors.memberships import Memberships
from multipolar.actors.record import registry
from multipolar.propositions.record import Days, Record, ahead, days
from multipolar.propositions.result import CoverageUsed, Evidence, Outcome, Result, undecided
from multipolar.propositions.rules import STALE_YEARS
from multipolar.propositions.terms import FromTo, In, Membership, Since, When
from multipolar.propositions.words import first_day, last_day

Interval = tuple[date, date]
"""Days from the first up to, not including, the second."""

_DAY = timedelta(days=1)


def decide_membership(term: Membership, when: When, record: Record) -> Result:
    """Holds where rows of the role cover every day needed, fails where they cannot, else undecided."""
    asked = days(when, record)
    if obstacle := _obstacle(term, asked, record):
        return undecided(obstacle, "R3")
    rows = _known(record.memberships, term.body, record.as_known).get(term.actor, [])
    needed = _needed(when, asked)
    wanted = [row for row in rows if term.role in ("any", row.role)]
    outcome = _outcome(needed, wanted, isinstance(when, In))
    suspended = [row for row in rows if row.role == "suspended"] if term.role == "full" else []
    if outcome == "fails" and suspended:
        outcome = "fails" if _outcome(needed, wanted + suspended, isinstance(when, In)) == "fails" else "undecided"
    reason = _reason(term, outcome, rows, bool(suspended))
    rules = ("R2", "R4") if isinstance(when, (FromTo, Since)) else ("R2",)
    if outcome == "fails" and (gone := _not_there(term, needed, wanted, isinstance(when, In))):
        outcome, reason, rules = "undecided", gone, (*rules, "R3")
    gap = record.memberships.gap(term.actor, term.body, term.role)
    if outcome == "fails" and gap and not _covers(map(_certain, rows), needed):
        outcome, reason, rules = "undecided", f"{reason}; but that may be a gap: {gap}", (*rules, "R1")
    return Result(
        outcome,
        reason,
        evidence=tuple(membership_evidence(row) for row in rows),
        coverage=_coverage(term.body, asked, record),
        rules=rules,
    )


@lru_cache(maxsize=1024)
def _known(memberships: Memberships, body: str, as_known: date | None) -> dict[str, list[Row]]:
    """The rows of an organisation or group as they read on the knowledge date, by actor."""
    found: dict[str, list[Row]] = {}
    for row in memberships.by_body.get(body, ()):
        if row.known(as_known):
            found.setdefault(row.actor, []).append(row.as_known(as_known))
    return found


@lru_cache(maxsize=1024)
def _kept(memberships: Memberships, body: str, as_known: date | None) -> tuple[frozenset[str], date | None]:
    """The roles that the record keeps of an organisation on the knowledge date, and the day it was last checked."""
    roles = frozenset(row.role for rows in _known(memberships, body, as_known).values() for row in rows)
    checks = [row.checked_on for row in memberships.by_body.get(body, ())]
    return roles, date.fromisoformat(max(checks)) if checks else None


def _obstacle(term: Membership, asked: Days, record: Record) -> str:
    """Why the question has no answer: a day ahead, roles not recorded, a record too old."""
    if reason := ahead(asked, record):
        return reason
    roles, checked = _kept(record.memberships, term.body, record.as_known)
    if checked is None or not (term.role in roles or (term.role == "any" and roles)):
        return f"the record of {term.body} keeps nobody with the role {term.role}"
    if asked.last.year - checked.year > STALE_YEARS:
        return f"the record of {term.body} was last checked on {checked}, more than {STALE_YEARS} years before"
    return ""


def _not_there(term: Membership, needed: Interval, wanted: list[Row], any_day: bool) -> str:
    """Why the days needed cannot all be asked about, as body or actor was not there on some; empty where it fails.

    It fails where it does on the days on which both were there, the year of a beginning or an end taken as a bound of
    the time is (R4). A row of days before a state's own beginning stands, as that of Ukraine in the UN from 1945 does.
    """
    first, end = needed
    why = ""
    for key in (term.body, term.actor):
        span = getattr(registry().actor(key), "span", None)  # named groups have none
        if span is not None and span.start is not None and first < span.start.first:
            place = "within" if span.start.first < end else "after"
            first, why = span.start.first, f"{key} came into being on {span.start}, {place} the time asked about"
        if span is not None and span.end is not None and end > span.end.last + _DAY:
            place = "within" if first < span.end.first else "before"
            end, why = span.end.first, f"{key} ended on {span.end}, {place} the time asked about"
    if not why or first >= end:
        return why
    if first > needed[0]:
        first = min(first.replace(month=12, day=31), end - _DAY)
    if end < needed[1]:
        end = max(end.replace(month=1, day=1), first) + _DAY
    return "" if _outcome((first, end), wanted, any_day) == "fails" else why


def _needed(when: When, asked: Days) -> Interval:
    """The days that must be covered: a year as a bound of a span is met by any of its days (R4)."""
    first, last = asked.first, asked.last
    if isinstance(when, (FromTo, Since)):
        first = min(last_day(when.first), last)
    if isinstance(when, FromTo):
        last = max(first, first_day(when.last))
    return first, last + _DAY


def _outcome(needed: Interval, rows: list[Row], any_day: bool) -> Outcome:
    if _covers((_certain(row) for row in rows), needed):
        return "holds"
    possible = [_possible(row) for row in rows]
    if any_day:
        return "undecided" if any(_meets(interval, needed) for interval in possible) else "fails"
    return "undecided" if _covers(possible, needed) else "fails"


def _certain(row: Row) -> Interval:
    """Days on which the row was in force whatever its dates mean within their precision."""
    start, end = row.span.start, row.span.end
    return (start.last if start else date.min, end.first if end else date.max)


def _possible(row: Row) -> Interval:
    """Days on which the row can have been in force."""
    start, end = row.span.start, row.span.end
    last = date.max if end is None else end.first if end.precision == "day" else end.last + _DAY
    return (start.first if start else date.min, last)


def _covers(intervals: Iterable[Interval], needed: Interval) -> bool:
    reached = needed[0]
    for first, end in sorted(intervals):
        if first <= reached < end:
            reached = end
    return reached >= needed[1]


def _meets(interval: Interval, needed: Interval) -> bool:
    return interval[0] < needed[1] and needed[0] < interval[1]


def membership_evidence(row: Row) -> Evidence:
    """The row as evidence, its role and body in words."""
    what = f"{row.role} in {row.organisation}"
    return Evidence("membership", what, (row.actor,), str(row.span), source=row.cited)


def _reason(term: Membership, outcome: Outcome, rows: list[Row], suspended: bool) -> str:
    if not rows:
        return f"The record of {term.body} names {registry().label(term.actor)} in no role at any time"
    spells = "; ".join(f"{row.role} {row.span}" for row in sorted(rows, key=lambda row: str(row.span)))
    tail = f"{registry().label(term.actor)} in {term.body}: {spells}"
    if outcome == "holds":
        return f"The record has {tail}"
    if outcome == "fails":
        return f"On record only at other times or in other roles: {tail}"
    if suspended:
        return f"Membership was suspended, which is neither in nor out: {tail}"
    return f"The dates of the record settle only a part of the time asked about: {tail}"


def _coverage(body: str, asked: Days, record: Record) -> CoverageUsed:
    _, checked = _kept(record.memberships, body, record.as_known)
    return CoverageUsed(f"membership record of {body}, last checked {checked}", str(asked.first), str(asked.last))
