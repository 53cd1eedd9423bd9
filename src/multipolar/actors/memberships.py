"""Who belongs to what, in which role, as of a day and as known on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from types import MappingProxyType

from multipolar.actors.registry import Group, Registry
from multipolar.dates import PartialDate, Span, parse, span
from multipolar.facts import Rows
from multipolar.facts.vocabulary import NO_ROLE, ROLES


@dataclass(frozen=True, slots=True)
class Membership:
    """One spell of an actor in an organisation (or a group, then with role "full").

    `known_from` and `known_to` bound when the public could know this row: a correction closes
    one row and opens another, so that the old question keeps its old answer. `layer` names the
    user's own file that the row comes from, and is empty for a row of the shipped record.
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
    layer: str = ""

    @property
    def cited(self) -> str:
        """The source, marked as the user's where the row is: a key of the sources, or words."""
        return f"your facts, {self.layer}: {self.source}" if self.layer else self.source

    def known(self, day: date | None) -> bool:
        """Whether the public could know this row on that day; None asks for what is known now."""
        if day is None:
            return self.known_to is None
        if self.known_from is not None and self.known_from.last > day:
            return False
        return self.known_to is None or self.known_to.last > day

    def as_known(self, day: date | None) -> Membership:
        """The row as it read on that day.

        An end or a correction that still lay ahead was not known; a note that was last checked later may speak of
        later things, and is left out with the day of the check.
        """
        if day is None:
            return self
        written = self.checked_on if self.checked_on and parse(self.checked_on).last <= day else ""
        return replace(
            self,
            span=self.span.as_known(day),
            known_to=self.known_to if self.known_to and self.known_to.last <= day else None,
            checked_on=written,
            note=self.note if written else "",
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A role of which the record leaves out some that were held. actors: by whom; empty where it may be anybody."""

    actors: frozenset[str]
    words: str


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
        layer=row.get("layer", ""),
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


class Memberships:
    """The membership record; `by_body` holds all rows of an organisation or group, sorted by actor and start.

    gaps: by organisation and role, what the record knows itself to leave out.
    """

    def __init__(
        self,
        registry: Registry,
        rows: Iterable[Membership],
        gaps: Mapping[tuple[str, str], Gap] = MappingProxyType({}),
    ) -> None:
        by_body: dict[str, list[Membership]] = {key: [] for key in (*registry.organisations, *registry.groups)}
        by_actor: dict[str, list[Membership]] = defaultdict(list)
        for row in sorted(rows, key=lambda m: (m.actor, str(m.span.start or ""), ROLES.index(m.role))):
            by_body[row.organisation].append(row)
            by_actor[row.actor].append(row)
        self.by_body = {body: tuple(held) for body, held in by_body.items()}
        self._by_actor = {actor: tuple(held) for actor, held in by_actor.items()}
        self._registry = registry
        self._gaps = gaps

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
        return tuple(m for m in self._known(self._of_body(body), roles, as_known) if m.span.covers(day))

    def unsettled(
        self, body: str, day: date, *, roles: tuple[str, ...] = ("full",), as_known: date | None = None
    ) -> tuple[Membership, ...]:
        """Rows of which the written precision does not say whether they were in force on that day."""
        return tuple(m for m in self._known(self._of_body(body), roles, as_known) if m.span.covers(day) is None)

    def of(self, actor: str, day: date, *, as_known: date | None = None) -> tuple[Membership, ...]:
        """All rows of an actor in force on a day, in organisations and groups, whatever the role."""
        self._registry.actor(actor)
        return tuple(m for m in self._known(self._by_actor.get(actor, ()), ROLES, as_known) if m.span.covers(day))

    def unsettled_of(self, actor: str, day: date, *, as_known: date | None = None) -> tuple[Membership, ...]:
        """All rows of an actor of which the written precision does not say whether they were in force on that day."""
        self._registry.actor(actor)
        held = self._by_actor.get(actor, ())
        return tuple(m for m in self._known(held, ROLES, as_known) if m.span.covers(day) is None)

    def everyone(self, day: date, *, as_known: date | None = None) -> tuple[Membership, ...]:
        """All rows in force on a day: every actor in every organisation and group."""
        return tuple(
            m for rows in self.by_body.values() for m in self._known(rows, ROLES, as_known) if m.span.covers(day)
        )

    def role(self, actor: str, body: str, day: date, *, as_known: date | None = None) -> Membership | None:
        """The row of an actor in a body on a day, whatever its role, or None; InputError where either is unknown."""
        held = [m for m in self._known(self.between(actor, body), ROLES, as_known) if m.span.covers(day)]
        return min(held, key=lambda m: ROLES.index(m.role)) if held else None

    def between(self, actor: str, body: str) -> tuple[Membership, ...]:
        """All rows of an actor in a body, whenever they held and whenever they were known."""
        self._registry.actor(actor)
        self._registry.actor(body)
        return tuple(m for m in self._by_actor.get(actor, ()) if m.organisation == body)

    def gap(self, actor: str, body: str, role: str) -> str:
        """Why the record may leave out that the actor held the role, or with "any" some role; empty where it does not.

        A row that is there stands whatever is left out beside it.
        """
        for kept in ROLES if role == "any" else (role,):
            gap = self._gaps.get((body, kept))
            if gap is not None and (not gap.actors or actor in gap.actors):
                return gap.words
        return ""

    def _of_body(self, body: str) -> tuple[Membership, ...]:
        self._registry.actor(body)
        return self.by_body.get(body, ())

    @staticmethod
    def _known(rows: Iterable[Membership], roles: tuple[str, ...], as_known: date | None) -> Iterator[Membership]:
        return (m.as_known(as_known) for m in rows if m.role in roles and m.known(as_known))


def read_memberships(registry: Registry, rows: Rows) -> Memberships:
    """The membership record from the tables of each organisation and of groups."""
    written = [
        _membership(row)
        for organisation in registry.organisations
        for row in rows(f"memberships/{organisation}")
        if row["role"] != NO_ROLE
    ]
    ruled = (_common(group, written) for group in registry.groups.values() if group.rule)
    gaps = {
        (row["organisation"], row["role"]): Gap(frozenset(filter(None, row["actors"].split(";"))), row["gap"])
        for row in rows("gaps")
    }
    return Memberships(registry, [*written, *map(_group_row, rows("groups")), *chain.from_iterable(ruled)], gaps)


def _common(group: Group, rows: list[Membership]) -> Iterator[Membership]:
    """The rows of a group whose rule names two organisations: the time for which an actor was in both."""
    ones, others = ([m for m in rows if m.organisation == body and m.role == "full"] for body in group.rule)
    for one in ones:
        for other in others:
            both = _overlap(one.span, other.span) if one.actor == other.actor else None
            if both is not None:
                known_from = max((m.known_from for m in (one, other) if m.known_from), key=_last, default=None)
                known_to = min((m.known_to for m in (one, other) if m.known_to), key=_last, default=None)
                if known_from and known_to and known_to.last <= known_from.last:
                    continue  # they were never both known
                yield Membership(
                    actor=one.actor,
                    organisation=group.key,
                    role="full",
                    span=both,
                    known_from=known_from,
                    known_to=known_to,
                    basis="definition",
                    source=group.source,
                    checked_on=min(one.checked_on, other.checked_on),
                    note="",
                    layer=one.layer or other.layer,
                )


def _last(day: PartialDate) -> date:
    return day.last


def _overlap(one: Span, other: Span) -> Span | None:
    """The common part of two spans, or None."""
    starts = [s for s in (one.start, other.start) if s is not None]
    ends = [e for e in (one.end, other.end) if e is not None]
    start = max(starts, key=lambda s: s.first, default=None)
    end = min(ends, key=lambda e: e.first, default=None)
    return None if start and end and end.last <= start.first else Span(start, end)
