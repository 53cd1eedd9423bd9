"""Whom a name means: from what a person types to an actor, as of a day, never silently the first hit."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from multipolar.actors.names import Name
from multipolar.actors.offices import OfficeHolder
from multipolar.actors.record import Record
from multipolar.actors.registry import Group, Organisation, State, nearest
from multipolar.errors import InputError
from multipolar.facts.vocabulary import STATE_NAME_KINDS

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means on a day: the actor, or why there is none; `candidates` are the names it could be."""

    text: str
    on: date | None
    actor: str
    candidates: tuple[Name, ...]
    trouble: str
    mend: str

    def require(self) -> str:
        """The actor's key; InputError with the trouble and the nearest candidates where the name settles none."""
        if self.trouble:
            raise InputError(self.trouble, mend=self.mend)
        return self.actor


@dataclass(frozen=True, slots=True)
class People:
    """Which people in public office a name means on a day: their terms, or why there is none."""

    holders: tuple[OfficeHolder, ...]
    trouble: str
    mend: str

    def require(self) -> tuple[OfficeHolder, ...]:
        """The terms of one person; InputError where the name means nobody, or several people."""
        if self.trouble:
            raise InputError(self.trouble, mend=self.mend)
        return self.holders


def fold(text: str) -> str:
    """A name without case, accents, outer blanks, a leading article and typographic apostrophes, for comparison."""
    plain = unicodedata.normalize("NFKD", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    letters = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(letters.casefold().split()).removeprefix("the ")


class Lookup:
    """All names of a record, compared without case and accents."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._by_fold: dict[str, list[Name]] = defaultdict(list)
        for name in record.names:
            self._by_fold[fold(name.text)].append(name)

    def resolve(self, text: str, day: date | None = None) -> Resolution:
        """Whom a name means on a day; with no day, whom it means today, or else whoever had it once."""
        found = self._candidates(text)
        if not found:
            return self._none(text, day)
        used = [name for name in found if self._in_use(name, day)] if day else self._lasting(found)
        if not used:
            return self._out_of_time(text, day, found)
        actors = {name.actor for name in used}
        if len(actors) > 1:
            when = f" on {day}" if day else ""
            meant = ", ".join(f"{key} ({self._record.registry.label(key)})" for key in sorted(actors))
            return Resolution(
                text, day, "", tuple(used), f"{text[:60]!r} is ambiguous{when}: {meant}", "Name one of them"
            )
        return Resolution(text, day, actors.pop(), tuple(used), "", "")

    def key(self, text: str, day: date | None = None) -> str:
        """The key of the actor that a key or a name means; InputError where it settles none."""
        if self._record.registry.find(text):
            return text
        if self._record.registry.find(text.upper()) and not self._by_fold.get(fold(text)):
            return text.upper()
        return self.resolve(text, day).require()

    def body(self, text: str, day: date | None = None) -> str:
        """The key of the organisation or group that a key or a name means: NAM is the movement here, not Namibia."""
        known = self._record.registry
        for key in (text, text.upper()):
            if key in known.organisations or key in known.groups:
                return key
        named = [name for name in self._candidates(text) if name.actor not in known.states]
        if len({name.actor for name in named}) != 1:
            return self.key(text, day)
        if day and not any(self._in_use(name, day) for name in named):
            return self._out_of_time(text, day, named).require()
        return named[0].actor

    def people(self, text: str, day: date | None = None) -> People:
        """The terms of the people in public office whom a name means, in office on a day where one is given."""
        wanted = fold(text[:_LONGEST])
        named = [h for h in self._record.offices.holders if wanted in map(fold, (h.person, *h.surnames))]
        if not named:
            return People((), f"nobody in the record of public offices has the name {text[:60]!r}", "")
        held = [h for h in named if day is None or h.span.covers(day) is not False]
        if not held:
            terms = "; ".join(f"{h.person}, {h.title} ({h.actor}), {h.span}" for h in named)
            return People(tuple(named), f"{text[:60]!r} held no recorded office on {day}", f"Recorded: {terms}")
        people = sorted({h.person for h in held})
        if len(people) > 1:
            return People(tuple(held), f"{text[:60]!r} is ambiguous: {', '.join(people)}", "Name one of them")
        return People(tuple(held), "", "")

    def _candidates(self, text: str) -> list[Name]:
        """Names that are this string: those that name the actor itself before adjectives, cities and the like."""
        found = self._by_fold.get(fold(text[:_LONGEST]), [])
        exact = [name for name in found if name.text == text.strip()] or found
        return [name for name in exact if name.kind in STATE_NAME_KINDS] or exact

    def _in_use(self, name: Name, day: date) -> bool:
        actor = self._record.registry.actor(name.actor)
        lived = True if isinstance(actor, Group) else actor.span.covers(day)
        return lived is not False and name.span.covers(day) is not False

    def _lasting(self, found: list[Name]) -> list[Name]:
        """Names still in use of actors that still exist, or where there are none all of them."""
        actors = self._record.registry.actor
        lasting = [name for name in found if name.span.end is None and not _has_ended(actors(name.actor))]
        return lasting or found

    def _none(self, text: str, day: date | None) -> Resolution:
        keyed = self._record.registry.find(text.strip().upper())
        if keyed is not None:
            told = f"{text[:60]!r} is a key and not a name"
            return Resolution(text, day, "", (), told, f"It is that of {keyed.name}")
        known = [name.text for name in self._record.names if name.kind in STATE_NAME_KINDS]
        return Resolution(text, day, "", (), f"no actor has the name {text[:60]!r}", nearest(text, known))

    def _out_of_time(self, text: str, day: date | None, found: list[Name]) -> Resolution:
        told = dict.fromkeys(self._told(name) for name in found)
        return Resolution(
            text, day, "", tuple(found), f"{text[:60]!r} named no actor on {day}", f"It stood for {'; '.join(told)}"
        )

    def _told(self, name: Name) -> str:
        """When a name stood for its actor, and what came after."""
        actor = self._record.registry.actor(name.actor)
        if isinstance(actor, State) and not (name.span.start or name.span.end):
            when = ", ".join(str(spell.span) for spell in actor.spells)
        elif isinstance(actor, Organisation) and not (name.span.start or name.span.end):
            when = str(actor.span)
        else:
            when = str(name.span)
        after = ""
        lives_on = not (isinstance(actor, State | Organisation) and _has_ended(actor))
        if name.span.end is not None and actor.name != name.text and lives_on:
            after = f", now {actor.name}"
        if isinstance(actor, State | Organisation) and _has_ended(actor) and actor.successor:
            after = f", followed by {', '.join(actor.successor)}"
        return f"{name.actor} ({when}{after})"


def _has_ended(actor: object) -> bool:
    return isinstance(actor, State | Organisation) and actor.span.end is not None
