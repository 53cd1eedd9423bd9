"""The day that a text's statements are held against, or the days it may mean where its year stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from multipolar.actors.record import matcher, memberships
from multipolar.dates import DayInYear, PartialDate
from multipolar.facts.vocabulary import ROLES
from multipolar.reading.document import Reading


@dataclass(frozen=True, slots=True)
class AsOf:
    """`day` where one is settled, else None with the `window` of days the text allows (first, last).

    `words` says in one clause what facts are asked for and why. `day_in_year` narrows the window to one day a year.
    """

    day: date | None
    window: tuple[date, date]
    words: str
    day_in_year: DayInYear | None = None


def of_comment(reading: Reading, today: date) -> AsOf:
    """For what is argued: the day of publication, else the latest day the text names, else its window."""
    published = reading.document.published
    if published is not None:
        return AsOf(min(published, today), (published, published), f"{published}, the day of publication")
    named = [d.day.last for d in reading.dates if d.day is not None and d.day.last <= today]
    if named:
        latest = max(named)
        return AsOf(latest, (latest, latest), f"{latest}, the latest date that the text names")
    return _open(reading, today)


def of_news(reading: Reading, today: date) -> AsOf:
    """For what is reported: the day of the meeting where there is one with a settled day, else as for comment."""
    for meeting in reading.meetings:
        if meeting.date is not None and meeting.date.day is not None and meeting.date.day.precision == "day":
            day = meeting.date.day.first
            if day <= today:
                return AsOf(day, (day, day), f"{day}, the day of the meeting")
    return of_comment(reading, today)


def _open(reading: Reading, today: date) -> AsOf:
    """The window a text without any year allows: from the youngest name it uses to today."""
    youngest = date(1945, 1, 1)
    for mention in reading.mentions:
        for name in matcher().named(mention.quote.text):
            if name.actor == mention.actor and name.span.start is not None:
                youngest = max(youngest, name.span.start.first)
    day_in_year = next(
        (m.date.written for m in reading.meetings if m.date is not None and isinstance(m.date.written, DayInYear)), None
    )
    at = f"{day_in_year} of any year" if day_in_year else "any day"
    words = f"{at} since the youngest name in the text came into use, because the text gives no year"
    return AsOf(None, (youngest, today), words, day_in_year)


def days_to_ask(as_of: AsOf, bodies: set[str]) -> list[date]:
    """The days of an open window on which a membership question can change its answer: its ends and every change."""
    first, last = as_of.window
    if as_of.day_in_year is not None:
        days = [d for d in (_in_year(as_of.day_in_year, year) for year in range(first.year, last.year + 1)) if d]
        return [d for d in days if first <= d <= last]
    changes = {first, last}
    for body in bodies:
        for row in memberships().by_body.get(body, ()):
            if row.role in ROLES:
                changes |= {d for d in (_bound(row.span.start), _bound(row.span.end)) if d and first <= d <= last}
    return sorted(changes)


def _in_year(day: DayInYear, year: int) -> date | None:
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return None


def _bound(when: PartialDate | None) -> date | None:
    return when.last if when is not None else None
