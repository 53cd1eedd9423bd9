"""Who held which public office when: heads of state and government, foreign ministers, heads of organisations."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from multipolar.actors.names import WordMatcher
from multipolar.dates import Span, span
from multipolar.facts import Rows


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One term of a person in a public office."""

    person: str
    surnames: tuple[str, ...]
    office: str
    title: str
    actor: str
    span: Span
    source: str
    note: str
    layer: str = ""


class Offices:
    """All recorded terms of office, by the names that texts use for their holders and by actor."""

    def __init__(self, holders: tuple[OfficeHolder, ...]) -> None:
        by_surname: dict[str, list[OfficeHolder]] = defaultdict(list)
        by_actor: dict[str, list[OfficeHolder]] = defaultdict(list)
        for holder in holders:
            by_actor[holder.actor].append(holder)
            for surname in {*holder.surnames, holder.person}:
                by_surname[surname].append(holder)
        self.holders = holders
        self._surnames = tuple(by_surname)
        self._words = WordMatcher(self._surnames)
        self.by_surname = {surname: tuple(held) for surname, held in by_surname.items()}
        self._by_actor = dict(by_actor)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and string of each name of an office-holder in a text, none overlapping another."""
        return [(start, end, self._surnames[index]) for start, end, index in self._words.find(text)]

    def on(self, actor: str, day: date) -> tuple[OfficeHolder, ...]:
        """Who held the offices of an actor on a day, heads of state first; unsettled terms are left out."""
        return self.known(actor, day, None)

    def known(self, actor: str, day: date, as_known: date | None) -> tuple[OfficeHolder, ...]:
        """As `on`, with what the public could know on a day: no later beginning or end, and no note."""
        held = (h for h in self._by_actor.get(actor, ()) if h.span.begun(as_known))
        read = (h if as_known is None else replace(h, span=h.span.as_known(as_known), note="") for h in held)
        return tuple(sorted((h for h in read if h.span.covers(day)), key=_rank))

    def of(self, actor: str) -> tuple[OfficeHolder, ...]:
        """All terms of an actor's offices, in the order of the record."""
        return tuple(self._by_actor.get(actor, ()))


def _rank(holder: OfficeHolder) -> tuple[bool, str, str]:
    return holder.office != "head of state", holder.office, holder.person


def read_offices(rows: Rows) -> Offices:
    """The terms of office from their table."""
    return Offices(
        tuple(
            OfficeHolder(
                row["person"],
                tuple(s.strip() for s in row["surname"].split(";") if s.strip()),
                row["office"],
                row["title"],
                row["actor"],
                span(row["start"], row["end"]),
                row["source"],
                row["note"],
                row.get("layer", ""),
            )
            for row in rows("offices")
        )
    )
