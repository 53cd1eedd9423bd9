"""`multipolar state`: what the record knows of a state as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import as_known_option, cited, columns, json_option, on_option
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.actors.record import Record
    from multipolar.actors.registry import Spell, State


@click.command("state")
@click.argument("state")
@on_option
@as_known_option
@json_option
def command(state: str, day: date | None, as_known: date | None, as_json: bool) -> None:
    """Show STATE, by key or name: its existence, names, codes, memberships and offices on a day.

    \b
    multipolar state KAZ --on 2013-01-01
    multipolar state "Czechoslovakia" --on 1980-01-01 --json
    """
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.actors.registry import State

    record = current()
    key = Lookup(record).key(state, day)
    actor = record.registry.actor(key)
    if not isinstance(actor, State):
        raise InputError(f"{key} is not a state", mend=f"multipolar who {key} lists its members")
    when = day or date.today()
    if actor.span.covers(when) is False:
        raise InputError(f"{actor.name} ({key}) did not exist as a state on {when}", mend=_existence(actor))
    about = profile(record, actor, when, as_known)
    if as_json:
        from multipolar.exports.tables import json_text

        click.echo(json_text(about))
    else:
        click.echo(_text(about, today=day is None))


def profile(record: Record, state: State, day: date, as_known: date | None = None) -> dict[str, Any]:
    """What the record says of a state on a day, as data: spells, names, codes, memberships, groups and offices."""
    from multipolar.exports.rows import Rows

    rows = Rows(record)
    held = record.memberships.of(state.key, day, as_known=as_known)
    spells = [s for s in state.spells if s.span.begun(as_known)]
    names = [n for n in record.names if n.actor == state.key and n.span.covers(day) is not False]
    ended = state.span.as_known(as_known).end is not None
    about = rows.state(state, day)
    return {
        **about,
        "successor": about["successor"] if as_known is None or ended else "",
        "as_known": as_known.isoformat() if as_known else None,
        "spells": [_spell(s, as_known) for s in spells],
        "codes": [
            rows.code(replace(c, span=c.span.as_known(as_known)))
            for c in record.codes.of(state.key)
            if c.span.covers(day) is not False and c.span.begun(as_known)
        ],
        "names": [
            rows.name(replace(n, span=n.span.as_known(as_known)))
            for n in names
            if n.kind not in ("city", "metonym") and n.span.begun(as_known)
        ],
        "memberships": rows.memberships(m for m in held if m.organisation in record.registry.organisations),
        "groups": rows.memberships(m for m in held if m.organisation in record.registry.groups),
        "unsettled": rows.memberships(record.memberships.unsettled_of(state.key, day, as_known=as_known)),
        "offices": [
            rows.office(replace(o, span=o.span.as_known(as_known)))
            for o in record.offices.on(state.key, day)
            if o.span.begun(as_known)
        ],
    }


def _spell(spell: Spell, as_known: date | None) -> dict[str, str | None]:
    span = spell.span.as_known(as_known)
    return {
        "start": str(span.start or ""),
        "end": str(span.end) if span.end else None,
        "began": spell.began,
        "ended": spell.ended if span.end else "",
        "note": spell.note if span is spell.span else "",
        "source": spell.source,
    }


def _existence(state: State) -> str:
    spells = "; ".join(str(s.span) for s in state.spells)
    later = f". Followed by {', '.join(state.successor)}" if state.successor else ""
    earlier = f". Preceded by {', '.join(state.predecessor)}" if state.predecessor else ""
    return f"It existed {spells}{earlier}{later}"


def _text(about: dict[str, Any], *, today: bool) -> str:
    dated = [n["name"] for n in about["names"] if n["kind"] == "official" and n["start"]]
    official = f"Official name: {dated[-1]}" if dated else f"Official name today: {about['official_name']}"
    when = f"on {about['on']}{' (today)' if today else ''}"
    when += f", as known on {about['as_known']}" if about["as_known"] else ""
    lines = [
        f"{about['name']} ({about['key']}), {when}",
        official,
        f"Standing today: {about['status']}. Region: {about['subregion'] or about['region']}",
        "Independent: " + "; ".join(f"{s['start'] or '…'} to {s['end'] or 'now'}" for s in about["spells"]),
    ]
    if about["exists"] is False:
        ended = [s for s in about["spells"] if s["end"] and s["end"] <= about["on"]][-1]
        why = f" ({ended['ended']})" if ended["ended"] else ""
        lines.append(f"Not an independent state on that day: the spell before it ended on {ended['end']}{why}")
    lines += [f"Preceded by {about['predecessor']}"] if about["predecessor"] else []
    lines += [f"Followed by {about['successor']}"] if about["successor"] else []
    lines += [about["note"]] if about["note"] else []
    codes = {c["system"]: c["code"] for c in about["codes"]}
    lines.append("Codes: " + ", ".join(f"{system} {code}" for system, code in codes.items()))
    names = [n["name"] for n in about["names"] if n["kind"] in ("common", "short", "variant", "former")]
    lines.append("Names then: " + ", ".join(dict.fromkeys(names)))
    offices = [(o["title"], o["person"], f"{o['start']} to {o['end'] or 'now'}") for o in about["offices"]]
    lines += ["", "Offices", *columns(offices)] if offices else []
    memberships = [
        (m["organisation"], m["role"], f"{m['start'] or '…'} to {m['end'] or 'now'}", cited(m))
        for m in about["memberships"]
    ]
    lines += ["", "Memberships", *columns(memberships)] if memberships else []
    if about["groups"]:
        lines += ["", "Groups: " + ", ".join(str(g["organisation"]) for g in about["groups"])]
    if about["unsettled"]:
        open_rows = (f"{m['organisation']} ({m['role']}, from {m['start']})" for m in about["unsettled"])
        lines += ["", "Not settled for that day by the precision of the record: " + ", ".join(open_rows)]
    return "\n".join(lines)
