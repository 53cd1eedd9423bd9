"""Rows of the record as flat dictionaries, the shape that JSON, CSV and Parquet share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from multipolar.actors.codes import Code
from multipolar.actors.memberships import Membership
from multipolar.actors.names import Name
from multipolar.actors.offices import OfficeHolder
from multipolar.actors.record import Record
from multipolar.actors.registry import Group, Organisation, State
from multipolar.dates import PartialDate, Span

Row = dict[str, str | int | bool | None]

MEMBERSHIP = (
    "actor",
    "name",
    "organisation",
    "role",
    "start",
    "end",
    "start_precision",
    "end_precision",
    "known_from",
    "known_to",
    "basis",
    "source",
    "source_title",
    "source_url",
    "checked_on",
    "note",
    "layer",
)
"""Columns of a membership row, which an empty file has too."""

NAMED = ("common", "official", "former")
"""Kinds of names that tell what an organisation is or was called, spellings and abbreviations left out."""

OWN = "your facts"
"""What stands before the name of the user's file that a row comes from."""


class Rows:
    """Turns facts of a record into flat rows, sources spelled out.

    Actors are named as on `day`, where one is given. With `as_known` nothing is said that the public could not know on
    that day: names and ends that still lay ahead, and notes, which may speak of later things.
    """

    def __init__(self, record: Record, day: date | None = None, as_known: date | None = None) -> None:
        self._registry = record.registry
        self._called = record.called
        self._named_on = named_on(day, as_known)
        self._known = as_known
        self._sources = {row["key"]: row for row in record.rows("sources")}

    def called(self, key: str) -> str:
        """The name that an actor goes by in these rows."""
        return self._called.common(key, self._named_on)

    def membership(self, m: Membership) -> Row:
        """One membership; dates as written, `*_precision` day, month or year."""
        return {
            "actor": m.actor,
            "name": self.called(m.actor),
            "organisation": m.organisation,
            "role": m.role,
            **_dates(m.span),
            "start_precision": _precision(m.span.start),
            "end_precision": _precision(m.span.end),
            "known_from": _written(m.known_from),
            "known_to": _written(m.known_to),
            "basis": m.basis,
            **self._source(m.source),
            "checked_on": m.checked_on,
            "note": m.note,
            "layer": _layer(m.layer),
        }

    def memberships(self, found: Iterable[Membership]) -> list[Row]:
        """As `membership`, for each."""
        return [self.membership(m) for m in found]

    def name(self, name: Name) -> Row:
        """One name of an actor."""
        return {
            "name": name.text,
            "actor": name.actor,
            "actor_name": self.called(name.actor),
            "kind": name.kind,
            **_dates(name.span.as_known(self._known)),
            "caution": self._note(name.caution),
            **self._source(name.source),
            "layer": _layer(name.layer),
        }

    def office(self, holder: OfficeHolder) -> Row:
        """One term of office."""
        return {
            "person": holder.person,
            "office": holder.office,
            "title": holder.title,
            "actor": holder.actor,
            "actor_name": self.called(holder.actor),
            **_dates(holder.span.as_known(self._known)),
            **self._source(holder.source),
            "note": self._note(holder.note),
            "layer": _layer(holder.layer),
        }

    def code(self, code: Code) -> Row:
        """One code of a state."""
        dates = _dates(code.span.as_known(self._known))
        return {"key": code.key, "system": code.system, "code": code.code, **dates, "note": self._note(code.note)}

    def state(self, state: State, day: date) -> Row:
        """What a state is, and whether it existed on a day; `status` and `official_name_today` are those of today."""
        today = self._known is None
        ended = state.span.as_known(self._known).end is not None
        return {
            "key": state.key,
            "name": self.called(state.key),
            "official_name": self._called.official(state.key, self._named_on or day),
            "official_name_today": state.official_name if today else "",
            "on": day.isoformat(),
            "exists": state.exists(day, self._known),
            "status": state.status if today else "",
            "region": state.region,
            "subregion": state.subregion,
            "predecessor": "; ".join(state.predecessor),
            "successor": "; ".join(state.successor) if today or ended else "",
            "note": self._note(state.note),
            **self._source(state.source),
        }

    def group(self, group: Group, day: date) -> dict[str, Any]:
        """What a named group is."""
        return {
            "key": group.key,
            "name": group.name,
            "kind": group.kind,
            "on": day.isoformat(),
            "rule": " & ".join(group.rule),
            "definition": group.definition,
            "contested": group.contested,
            **self._source(group.source),
        }

    def organisation(self, body: Organisation, day: date) -> dict[str, Any]:
        """What an organisation is; `seat` and `abbreviation` are today's, or the last it had."""
        today, span = self._known is None, body.span.as_known(self._known)
        return {
            "key": body.key,
            "name": self.called(body.key),
            "name_today": body.name if today else "",
            "abbreviation": body.abbreviation if today else "",
            "kind": body.kind,
            "on": day.isoformat(),
            "exists": span.covers(day),
            **_dates(span),
            "seat": body.seat if today else "",
            "collective_defence": body.collective_defence if today else "",
            "predecessor": "; ".join(body.predecessor),
            "successor": "; ".join(body.successor) if today or span.end else "",
            "ionum": list(body.ionum),
            "wikidata": body.wikidata,
            "note": self._note(body.note),
            **self._source(body.source),
            "layer": _layer(body.layer),
        }

    def _note(self, text: str) -> str:
        return text if self._known is None else ""

    def _source(self, key: str) -> Row:
        row = self._sources.get(key)
        return {
            "source": key,
            "source_title": row["title"] if row else key,
            "source_url": row["url"] if row else "",
        }


def named_on(day: date | None, as_known: date | None) -> date | None:
    """The day by whose names an answer calls actors: a name that came after the day of knowledge was not known."""
    return min(day, as_known) if day and as_known else (day or as_known)


def _layer(file: str) -> str:
    return f"{OWN}: {file}" if file else "shipped"


def _written(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)


def _precision(day: PartialDate | None) -> str | None:
    return None if day is None else day.precision


def _dates(span: Span) -> Row:
    return {"start": _written(span.start), "end": _written(span.end)}


def about_body(record: Record, body: Organisation | Group, day: date, as_known: date | None = None) -> dict[str, Any]:
    """What a group is, or an organisation on a day: kind, life, seat, names that it had or has had, and heads."""
    rows = Rows(record, day, as_known)
    known = {"as_known": as_known.isoformat() if as_known else None}
    if isinstance(body, Group):
        return rows.group(body, day) | known
    names = [n for n in record.called.of(body.key) if n.kind in NAMED and n.span.begun(named_on(day, as_known))]
    return {
        **rows.organisation(body, day),
        **known,
        "names": [rows.name(n) for n in names],
        "heads": [rows.office(h) for h in record.offices.known(body.key, day, as_known)],
    }
