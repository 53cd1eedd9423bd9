"""Who exists: states, organisations and named groups, by key, as the authored tables have them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from multipolar import facts
from multipolar.dates import Span, span
from multipolar.errors import InputError

POWERS = ("USA", "RUS", "CHN", "TUR", "GBR", "FRA", "DEU", "IND", "JPN", "IRN", "PAK", "SAU")
"""States whose ties with every other state the shipped measures hold."""

DEFAULT_POWERS = ("USA", "RUS", "CHN", "TUR")
"""The powers that `*` ranges over where no others are named."""


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a body whose recognition as one is disputed (`status` says so, `note` by whom)."""

    key: str
    name: str
    official_name: str
    span: Span
    region: str
    subregion: str
    status: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """An intergovernmental organisation (`kind` IGO) or a standing format of states.

    `collective_defence` names the treaty article by which members defend each other, or is empty.
    """

    key: str
    name: str
    abbreviation: str
    kind: str
    collective_defence: str
    span: Span
    seat: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of states, of `kind` region or grouping.

    `contested` says in neutral words who draws it differently, or is empty.
    """

    key: str
    name: str
    kind: str
    definition: str
    contested: str
    source: str


Actor = State | Organisation | Group


def nearest(name: str, known: Iterable[str]) -> str:
    """A closing half-sentence naming the known names closest to an unknown one."""
    by_fold = {k.casefold(): k for k in known}
    close = difflib.get_close_matches(name.casefold()[:80], by_fold, n=4, cutoff=0.5)
    return f"Did you mean {', '.join(by_fold[c] for c in close)}?" if close else "No known name is close to it"


@dataclass(frozen=True, slots=True)
class Registry:
    """All actors by key."""

    states: dict[str, State]
    organisations: dict[str, Organisation]
    groups: dict[str, Group]

    def find(self, key: str) -> Actor | None:
        """The actor of that key, or None."""
        return self.states.get(key) or self.organisations.get(key) or self.groups.get(key)

    def actor(self, key: str) -> Actor:
        """The actor of that key; InputError with the nearest keys where there is none."""
        found = self.find(key)
        if found is None:
            keys = [*self.states, *self.organisations, *self.groups]
            raise InputError(f"no actor has the key {key[:60]!r}", mend=nearest(key, keys))
        return found

    def label(self, key: str) -> str:
        """The common name of an actor, for sentences."""
        return self.actor(key).name


@cache
def registry() -> Registry:
    """The shipped registry, read once."""
    return Registry(
        states={
            row["key"]: State(
                key=row["key"],
                name=row["name"],
                official_name=row["official_name"],
                span=span(row["start"], row["end"]),
                region=row["region"],
                subregion=row["subregion"],
                status=row["status"],
                note=row["note"],
                source=row["source"],
            )
            for row in facts.rows("states")
        },
        organisations={
            row["key"]: Organisation(
                key=row["key"],
                name=row["name"],
                abbreviation=row["abbreviation"],
                collective_defence=row["collective_defence"],
                kind=row["kind"],
                span=span(row["start"], row["end"]),
                seat=row["seat"],
                note=row["note"],
                source=row["source"],
            )
            for row in facts.rows("organisations")
        },
        groups={
            row["group"]: Group(
                key=row["group"],
                name=row["name"],
                kind=row["kind"],
                definition=row["definition"],
                contested=row["contested"],
                source=row["source"],
            )
            for row in facts.rows("group_definitions")
        },
    )
