"""Who exists: states, organisations and named groups, by key, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from multipolar.dates import Span, span
from multipolar.errors import InputError
from multipolar.facts import Rows

POWERS = ("USA", "RUS", "CHN", "TUR", "GBR", "FRA", "DEU", "IND", "JPN", "IRN", "PAK", "SAU")
"""States whose ties with every other state the shipped measures hold."""

DEFAULT_POWERS = ("USA", "RUS", "CHN", "TUR")
"""The powers that `*` ranges over where no others are named."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One time of a state's existence as an independent state, with how it began and ended in a word."""

    span: Span
    began: str
    ended: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class State:
    """A state, or a body whose recognition as one is disputed (`status` says so, `note` by whom)."""

    key: str
    name: str
    official_name: str
    spells: tuple[Spell, ...]
    region: str
    subregion: str
    status: str
    predecessor: tuple[str, ...]
    successor: tuple[str, ...]
    note: str
    source: str

    @property
    def span(self) -> Span:
        """From the first beginning to the last end: occupations and unions that it came out of again included."""
        return Span(self.spells[0].span.start, self.spells[-1].span.end)

    def exists(self, day: date, as_known: date | None = None) -> bool | None:
        """Whether it was an independent state on a day; None where the recorded precision does not say.

        With `as_known`, by what the public could know on that day.
        """
        return _covered((s.span.as_known(as_known) for s in self.spells if s.span.begun(as_known)), day)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An intergovernmental organisation (`kind` IGO) or a standing format of states.

    `collective_defence` names, of a defence alliance, the article by which members defend each other.
    `ionum` holds the organisation's numbers in the Correlates of War IGO data.
    """

    key: str
    name: str
    abbreviation: str
    kind: str
    collective_defence: str
    span: Span
    seat: str
    predecessor: tuple[str, ...]
    successor: tuple[str, ...]
    ionum: tuple[int, ...]
    wikidata: str
    note: str
    source: str
    layer: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of states, of `kind` region or grouping.

    `contested` says in neutral words who draws it differently, or is empty. `rule` names two organisations whose
    common full members the group consists of, and is empty where its members are listed.
    """

    key: str
    name: str
    kind: str
    rule: tuple[str, ...]
    definition: str
    contested: str
    source: str


Actor = State | Organisation | Group


def _covered(spans: Iterable[Span], day: date) -> bool | None:
    answers = [span.covers(day) for span in spans]
    return True if True in answers else (None if None in answers else False)


def nearest(name: str, known: Iterable[str]) -> str:
    """A closing half-sentence naming the known names closest to an unknown one."""
    import difflib  # only errors need it

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


def read_registry(rows: Rows) -> Registry:
    """The registry from the tables of states, spells, organisations and groups."""
    spells: dict[str, list[Spell]] = defaultdict(list)
    for row in rows("spells"):
        spells[row["key"]].append(
            Spell(span(row["start"], row["end"]), row["began"], row["ended"], row["source"], row["note"])
        )
    return Registry(
        states={row["key"]: _state(row, tuple(spells[row["key"]])) for row in rows("states")},
        organisations={row["key"]: _organisation(row) for row in rows("organisations")},
        groups={
            row["group"]: Group(
                key=row["group"],
                name=row["name"],
                kind=row["kind"],
                rule=tuple(part.strip() for part in row["rule"].split("&") if part.strip()),
                definition=row["definition"],
                contested=row["contested"],
                source=row["source"],
            )
            for row in rows("group_definitions")
        },
    )


def _state(row: dict[str, str], spells: tuple[Spell, ...]) -> State:
    return State(
        key=row["key"],
        name=row["name"],
        official_name=row["official_name"],
        spells=spells,
        region=row["region"],
        subregion=row["subregion"],
        status=row["status"],
        predecessor=_keys(row["predecessor"]),
        successor=_keys(row["successor"]),
        note=row["note"],
        source=row["source"],
    )


def _organisation(row: dict[str, str]) -> Organisation:
    return Organisation(
        key=row["key"],
        name=row["name"],
        abbreviation=row["abbreviation"],
        kind=row["kind"],
        collective_defence=row["collective_defence"],
        span=span(row["start"], row["end"]),
        seat=row["seat"],
        predecessor=_keys(row["predecessor"]),
        successor=_keys(row["successor"]),
        ionum=tuple(map(int, _keys(row["ionum"]))),
        wikidata=row["wikidata"],
        note=row["note"],
        source=row["source"],
        layer=row.get("layer", ""),
    )


def _keys(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
