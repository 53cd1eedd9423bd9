"""The record as FollowTheMoney statements, for Aleph, OpenSanctions' tools and whoever reads that format.

States are entities of the schema PublicBody, organisations and formats of Organization, memberships of Membership,
terms of office of Person, Position and Occupancy. Only people in public office are in the record. FollowTheMoney's
dates have no half-open ends: `endDate` is the first day on which the fact no longer held.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator

from multipolar.actors.memberships import Membership
from multipolar.actors.offices import OfficeHolder
from multipolar.actors.record import Record
from multipolar.actors.registry import Organisation, State
from multipolar.dates import Span

DATASET = "multipolar"
COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
"""Columns of FollowTheMoney's CSV of statements."""

_TYPES = {
    "name": "name",
    "alias": "name",
    "previousName": "name",
    "abbreviation": "name",
    "country": "country",
    "incorporationDate": "date",
    "dissolutionDate": "date",
    "startDate": "date",
    "endDate": "date",
    "member": "entity",
    "organization": "entity",
    "holder": "entity",
    "post": "entity",
    "role": "string",
    "sourceUrl": "url",
    "wikidataId": "identifier",
}
_COUNTRIES_APART = {"XKX": "xk"}

Value = tuple[str, str]
Entity = tuple[str, str, list[Value]]


def statements(record: Record) -> str:
    """The whole record as CSV, one statement a row, with the columns COLUMNS; the same record gives the same text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    for entity_id, schema, values in entities(record):
        written = [(prop, _TYPES[prop], value) for prop, value in dict.fromkeys(values) if value]
        digest = hashlib.sha1(repr(sorted(written)).encode(), usedforsecurity=False).hexdigest()
        for prop, kind, value in (("id", "checksum", digest), *written):
            key = f"{DATASET}.{entity_id}.{prop}.{value}"
            row_id = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
            writer.writerow((entity_id, entity_id, prop, kind, schema, value, DATASET, "", "", "", "f", "", "", row_id))
    return out.getvalue()


def entities(record: Record) -> Iterator[Entity]:
    """Every entity as identifier, schema and pairs of property and value."""
    urls = {row["key"]: row["url"] for row in record.rows("sources")}
    names: dict[str, list[Value]] = {}
    for name in record.names:
        prop = {"official": "alias", "former": "previousName", "abbreviation": "abbreviation"}.get(name.kind)
        if name.kind == "common" and name.span.end and name.text != record.registry.label(name.actor):
            prop = "previousName"
        if prop and name.actor not in record.registry.groups:
            names.setdefault(name.actor, []).append((prop, name.text))
    for state in record.registry.states.values():
        yield _state(record, state, names.get(state.key, []))
    for body in record.registry.organisations.values():
        yield _organisation(body, names.get(body.key, []), urls)
    organisations = record.registry.organisations
    for body_key, rows in record.memberships.by_body.items():
        if body_key in organisations:
            yield from (_membership(m, urls) for m in rows if m.known(None))
    people_and_posts: dict[str, Entity] = {}
    for holder in record.offices.holders:
        people_and_posts.update((entity[0], entity) for entity in _office(record, holder, urls))
    yield from people_and_posts.values()


def identifier(*parts: str) -> str:
    """An entity's identifier: readable for actors, a digest for what ties them."""
    if len(parts) == 1:
        return f"mp-{parts[0].lower()}"
    return "mp-" + hashlib.sha1("\0".join(parts).encode(), usedforsecurity=False).hexdigest()


def _state(record: Record, state: State, names: list[Value]) -> Entity:
    codes = record.codes.of(state.key)
    wikidata = [("wikidataId", code.code) for code in codes if code.system == "wikidata"]
    values = [("name", state.name), *names, ("country", _country(record, state.key)), *wikidata]
    return identifier(state.key), "PublicBody", values


def _country(record: Record, key: str) -> str:
    """FollowTheMoney's country code: the current ISO alpha-2 in small letters, or nothing."""
    if key in _COUNTRIES_APART:
        return _COUNTRIES_APART[key]
    codes = [c.code for c in record.codes.of(key) if c.system == "iso2" and c.span.end is None]
    gone = all(spell.span.end is not None for spell in record.registry.states[key].spells)
    return "" if gone or len(codes) != 1 else codes[0].lower()


def _organisation(body: Organisation, names: list[Value], urls: dict[str, str]) -> Entity:
    values = [
        ("name", body.name),
        *names,
        ("incorporationDate", str(body.span.start or "")),
        ("dissolutionDate", str(body.span.end or "")),
        ("wikidataId", body.wikidata),
        ("sourceUrl", urls.get(body.source, "")),
    ]
    return identifier(body.key), "Organization", values


def _membership(m: Membership, urls: dict[str, str]) -> Entity:
    values = [
        ("member", identifier(m.actor)),
        ("organization", identifier(m.organisation)),
        ("role", m.role),
        *_dates(m.span),
        ("sourceUrl", urls.get(m.source, "")),
    ]
    return identifier(m.actor, m.organisation, m.role, str(m.span)), "Membership", values


def _office(record: Record, holder: OfficeHolder, urls: dict[str, str]) -> Iterator[Entity]:
    person, post = identifier("person", holder.person, holder.actor), identifier("post", holder.title, holder.actor)
    label = f"{holder.title}, {record.registry.label(holder.actor)}"
    yield person, "Person", [("name", holder.person)]
    yield post, "Position", [("name", label)]
    values = [("holder", person), ("post", post), *_dates(holder.span), ("sourceUrl", urls.get(holder.source, ""))]
    yield identifier(holder.person, holder.title, holder.actor, str(holder.span)), "Occupancy", values


def _dates(span: Span) -> list[Value]:
    return [("startDate", str(span.start or "")), ("endDate", str(span.end or ""))]
