"""Who belongs to what, in which role, as of a day and as known on a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from multipolar import facts
from multipolar.actors.registry import registry
from multipolar.dates import PartialDate, Span, parse, span

ROLES = ("full", "associate", "observer", "candidate", "partner", "suspended")


@dataclass(frozen=True, slots=True)
class Membership:
    """One spell of an actor in an organisation (or a group, then with role "full").

    `known_from` and `known_to` bound when the public could know this row: a correction closes
    one row and opens another, so that the old question keeps its old answer.
    """

    actor: str
    organisation: str
    role: str
    span: Span
    known_from: PartialDate | None
    known_to: PartialDate | None
    basis: str
    source: str
    checked_on: str
    note: str

    def known(self, day: date | None) -> bool:
        """Whether the public could know this row on that day; None asks for what is known now."""
        if day is None:
            return self.known_to is None
        if self.known_from is not None and self.known_from.last > day:
            return False
        return self.known_to is None or self.known_to.first > day

    def as_known(self, day: date | None) -> Membership:
        """The row as it read on that day: an end that still lay ahead was not known."""
        if day is None or self.span.end is None or self.span.end.first <= day:
            return self
        return Membership(
            self.actor,
            self.organisation,
            self.role,
            Span(self.span.start, None),
            self.known_from,
            self.known_to,
            self.basis,
            self.source,
            self.checked_on,
            self.note,
        )


def _membership(row: dict[str, str]) -> Membership:
    known_from = row["known_from"] or row["start"]
    return Membership(
        actor=row["actor"],
        organisation=row["organisation"],
        role=row["role"],
        span=span(row["start"], row["end"]),
        known_from=parse(known_from) if known_from else None,
        known_to=parse(row["known_to"]) if row["known_to"] else None,
        basis=row["basis"],
        source=row["source"],
        checked_on=row["checked_on"],
        note=row["note"],
    )


def _group_row(row: dict[str, str]) -> Membership:
    """A state's place in a named group, in the shape of a membership; groups have no announcement dates."""
    return Membership(
        actor=row["actor"],
        organisation=row["group"],
        role="full",
        span=span(row["start"], row["end"]),
        known_from=parse(row["start"]) if row["start"] else None,
        known_to=None,
        basis="definition",
        source=row["source"],
        checked_on=row["checked_on"],
        note="",
    )


@dataclass(frozen=True, slots=True)
class Memberships:
    """The membership record; `by_body` holds all rows of an organisation or group."""

    by_body: dict[str, tuple[Membership, ...]]

    def on(
        self,
        body: str,
        day: date,
        *,
        roles: tuple[str, ...] = ("full",),
        as_known: date | None = None,
    ) -> tuple[Membership, ...]:
        """Rows in force on a day, sorted by actor. `body` is an organisation or a named group.

        Rows whose precision does not settle the day are left out; `unsettled` lists them.
        """
        return tuple(m for m in self._known(body, roles, as_known) if m.span.covers(day))

    def unsettled(
        self, body: str, day: date, *, roles: tuple[str, ...] = ("full",), as_known: date | None = None
    ) -> tuple[Membership, ...]:
        """Rows of which the written precision does not say whether they were in force on that day."""
        return tuple(m for m in self._known(body, roles, as_known) if m.span.covers(day) is None)

    def role(self, actor: str, body: str, day: date, *, as_known: date | None = None) -> Membership | None:
        """The row of an actor in a body on a day, whatever its role, or None."""
        held = [m for m in self._known(body, ROLES, as_known) if m.actor == actor and m.span.covers(day)]
        return min(held, key=lambda m: ROLES.index(m.role)) if held else None

    def between(self, actor: str, body: str) -> tuple[Membership, ...]:
        """All rows of an actor in a body, whenever they held."""
        registry().actor(body)
        return tuple(m for m in self.by_body.get(body, ()) if m.actor == actor)

    def _known(self, body: str, roles: tuple[str, ...], as_known: date | None) -> list[Membership]:
        registry().actor(body)
        return [m.as_known(as_known) for m in self.by_body.get(body, ()) if m.role in roles and m.known(as_known)]


@cache
def memberships() -> Memberships:
    """The shipped membership record, read once."""
    by_body: dict[str, list[Membership]] = defaultdict(list)
    for organisation in registry().organisations:
        by_body[organisation] = [_membership(row) for row in facts.rows(f"memberships/{organisation}")]
    for row in facts.rows("groups"):
        by_body[row["group"]].append(_group_row(row))
    return Memberships({body: tuple(sorted(rows, key=lambda m: m.actor)) for body, rows in by_body.items()})
