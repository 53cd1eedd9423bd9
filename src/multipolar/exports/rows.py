"""Rows of the record as flat dictionaries, the shape that JSON, CSV and Parquet share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from multipolar.actors.codes import Code
from multipolar.actors.memberships import Membership
from multipolar.actors.names import Name
from multipolar.actors.offices import OfficeHolder
from multipolar.actors.record import Record
from multipolar.actors.registry import State
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

OWN = "your facts"
"""What stands before the name of the user's file that a row comes from."""


class Rows:
    """Turns facts of a record into flat rows, sources spelled out."""

    def __init__(self, record: Record) -> None:
        self._registry = record.registry
        self._sources = {row["key"]: row for row in record.rows("sources")}

    def membership(self, m: Membership) -> Row:
        """One membership; dates as written, `*_precision` day, month or year."""
        return {
            "actor": m.actor,
            "name": self._registry.label(m.actor),
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
            "actor_name": self._registry.label(name.actor),
            "kind": name.kind,
            **_dates(name.span),
            "caution": name.caution,
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
            **_dates(holder.span),
            **self._source(holder.source),
            "note": holder.note,
            "layer": _layer(holder.layer),
        }

    def code(self, code: Code) -> Row:
        """One code of a state."""
        return {"key": code.key, "system": code.system, "code": code.code, **_dates(code.span), "note": code.note}

    def state(self, state: State, day: date) -> Row:
        """What a state is, and whether it existed on a day."""
        return {
            "key": state.key,
            "name": state.name,
            "official_name": state.official_name,
            "on": day.isoformat(),
            "exists": state.exists(day),
            "status": state.status,
            "region": state.region,
            "subregion": state.subregion,
            "predecessor": "; ".join(state.predecessor),
            "successor": "; ".join(state.successor),
            "note": state.note,
            **self._source(state.source),
        }

    def _source(self, key: str) -> Row:
        row = self._sources.get(key)
        return {
            "source": key,
            "source_title": row["title"] if row else key,
            "source_url": row["url"] if row else "",
        }


def _layer(file: str) -> str:
    return f"{OWN}: {file}" if file else "shipped"


def _written(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)


def _precision(day: PartialDate | None) -> str | None:
    return None if day is None else day.precision


def _dates(span: Span) -> Row:
    return {"start": _written(span.start), "end": _written(span.end)}
