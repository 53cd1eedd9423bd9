"""`multipolar state`: what the record knows of a state as of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import (
    as_known_option,
    cited,
    columns,
    json_option,
    on_option,
    remark_ahead,
    say,
)
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
    if actor.span.as_known(as_known).covers(when) is False:
        raise InputError(f"{actor.name} ({key}) did not exist as a state on {when}", mend=_existence(actor))
    if not actor.spells[0].span.begun(as_known):
        raise InputError(f"{actor.name} ({key}) was not known as a state on {as_known}", mend=_existence(actor))
    about = profile(record, actor, when, as_known)
    if as_json:
        from multipolar.exports.tables import json_text

        say(json_text(about))
    else:
        say(_text(about, today=day is None))
    remark_ahead(when)


def profile(record: Record, state: State, day: date, as_known: date | None = None) -> dict[str, Any]:
    """What the record says of a state on a day, as data: spells, names, codes, memberships, groups and offices."""
    from multipolar.exports.rows import Rows

    rows = Rows(record, day, as_known)
    held = record.memberships.of(state.key, day, as_known=as_known)
    spells = [s for s in state.spells if s.span.begun(as_known)]
    names = [n for n in record.called.of(state.key) if n.span.as_known(as_known).covers(day) is not False]
    return {
        **rows.state(state, day),
        "as_known": as_known.isoformat() if as_known else None,
        "spells": [_spell(s, as_known) for s in spells],
        "codes": [
            rows.code(c)
            for c in record.codes.of(state.key)
            if c.span.as_known(as_known).covers(day) is not False and c.span.begun(as_known)
        ],
        "names": [rows.name(n) for n in names if n.kind not in ("city", "metonym") and n.span.begun(as_known)],
        "memberships": rows.memberships(m for m in held if m.organisation in record.registry.organisations),
        "groups": rows.memberships(m for m in held if m.organisation in record.registry.groups),
        "unsettled": rows.memberships(record.memberships.unsettled_of(state.key, day, as_known=as_known)),
        "offices": [rows.office(o) for o in record.offices.known(state.key, day, as_known)],
    }


def _spell(spell: Spell, as_known: date | None) -> dict[str, str | None]:
    span = spell.span.as_known(as_known)
    return {
        "start": str(span.start or ""),
        "end": str(span.end) if span.end else None,
        "began": spell.began,
        "ended": spell.ended if span.end else "",
        "note": spell.note if as_known is None else "",
        "source": spell.source,
    }


def _existence(state: State) -> str:
    spells = "; ".join(str(s.span) for s in state.spells)
    later = f". Followed by {', '.join(state.successor)}" if state.successor else ""
    earlier = f". Preceded by {', '.join(state.predecessor)}" if state.predecessor else ""
    return f"It existed {spells}{earlier}{later}"


def _text(about: dict[str, Any], *, today: bool) -> str:
    when = f"on {about['on']}{' (today)' if today else ''}"
    when += f", as known on {about['as_known']}" if about["as_known"] else ""
    official = f"Official name: {about['official_name']}" if about["official_name"] else ""
    if not official and about["official_name_today"]:
        official = f"Official name today: {about['official_name_today']}"
    lines = [
        f"{about['name']} ({about['key']}), {when}",
        *([official] if official else []),
        ("" if about["as_known"] else f"Standing today: {about['status']}. ")
        + f"Region: {about['subregion'] or about['region']}",
        "Independent: " + "; ".join(f"{s['start'] or '…'} to {s['end'] or 'now'}" for s in about["spells"]),
    ]
    if about["exists"] is False:
        ended = [s for s in about["spells"] if s["end"] and s["end"] <= about["on"]]
        why = f" ({ended[-1]['ended']})" if ended and ended[-1]["ended"] else ""
        before = f": the spell before it ended on {ended[-1]['end']}{why}" if ended else ""
        lines.append(f"Not an independent state on that day{before}")
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
