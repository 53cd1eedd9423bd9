"""`multipolar who`: who belongs to an organisation or a group, in which role, as of a day and as known on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import (
    as_known_option,
    cited,
    columns,
    give,
    json_option,
    on_option,
    output_option,
    remark,
    remark_ahead,
    say,
)
from multipolar.errors import InputError
from multipolar.facts.vocabulary import ROLES

if TYPE_CHECKING:
    from multipolar.actors.memberships import Membership
    from multipolar.actors.record import Record
    from multipolar.actors.registry import Group, Organisation
    from multipolar.exports.rows import Row


@click.command("who")
@click.argument("body")
@on_option
@as_known_option
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, help="Only this role; may be repeated.")
@click.option("--all", "ever", is_flag=True, help="Every spell there ever was, not only those of the day.")
@click.option("--about", "only_about", is_flag=True, help="What BODY is, its names and heads, without its members.")
@json_option
@output_option
def command(
    body: str,
    day: date | None,
    as_known: date | None,
    roles: tuple[str, ...],
    ever: bool,
    only_about: bool,
    as_json: bool,
    output: Path | None,
) -> None:
    """List who belongs to BODY, an organisation or a named group, by key or by name.

    \b
    multipolar who OTS --on 2022-11-11
    multipolar who "Council of Europe" --role full --json
    multipolar who ECOWAS --all -o ecowas.csv
    multipolar who NATO --on 1960-01-01 --about --json
    """
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.actors.registry import Organisation, State
    from multipolar.exports.rows import MEMBERSHIP, Rows, about_body

    if ever and (day or as_known):
        raise InputError("--all asks for every spell, and --on and --as-known for one day", mend="Give one of the two")
    if only_about and (ever or roles or output):
        raise InputError("--about lists no members", mend="Leave --all, --role and --output out; --json prints data")
    record = current()
    key = Lookup(record).body(body, None if ever else day)
    actor = record.registry.actor(key)
    if isinstance(actor, State):
        raise InputError(f"{key} is a state", mend=f"multipolar state {key} lists where it belongs")
    when = day or date.today()
    if not ever:
        _refuse_outside(record, actor, when, as_known)
    about = about_body(record, actor, when, as_known)
    told = Rows(record) if ever else Rows(record, when, as_known)
    if only_about:
        from multipolar.exports.tables import json_text

        say(json_text(about) if as_json else "\n".join([_heading(told.called(key), key, about, day), *_about(about)]))
        remark_ahead(when)
        return
    if not record.memberships.by_body[key] and not isinstance(actor, Organisation) and (as_json or output):
        raise InputError(f"no list of members of {actor.name} is agreed on", mend=f"multipolar who {key} says why")
    wanted = roles or ROLES
    if ever:
        found = [m for m in record.memberships.by_body[key] if m.role in wanted]
        unsettled: tuple[Membership, ...] = ()
    else:
        found = list(record.memberships.on(key, when, roles=wanted, as_known=as_known))
        unsettled = record.memberships.unsettled(key, when, roles=wanted, as_known=as_known)
    found.sort(key=lambda m: (ROLES.index(m.role), m.actor))
    rows = told.memberships(found)
    heading = f"{actor.name} ({key}), all spells" if ever else _heading(told.called(key), key, about, day)
    listed = bool(record.memberships.by_body[key])
    lines = [f"{heading}: {_counted(found, listed=listed)}", *_about(about)]
    give(rows, as_json=as_json, output=output, text=_text(lines, rows), header=MEMBERSHIP)
    if unsettled:
        left = ", ".join(f"{m.actor} ({m.role}, {m.span})" for m in unsettled)
        remark(f"not settled for {when} by the precision of the record: {left}")
    remark_ahead(when)


def _refuse_outside(record: Record, body: Organisation | Group, day: date, as_known: date | None) -> None:
    """InputError for a day on which the organisation did not exist, as far as was known."""
    from multipolar.actors.registry import Organisation

    if isinstance(body, Organisation) and body.span.as_known(as_known).covers(day) is False:
        before = bool(body.span.start and day < body.span.start.first)
        other = body.predecessor if before else body.successor
        word = "Before it there was" if before else "After it came"
        mend = f"{word} {', '.join(other)}" if other else "Choose a day in it, or --all"
        raise InputError(f"{body.name} did not exist on {day} ({body.span})", mend=mend)


def _heading(name: str, key: str, about: dict[str, Any], day: date | None) -> str:
    known = f", as known on {about['as_known']}" if about["as_known"] else ""
    return f"{name} ({key}), on {about['on']}{'' if day else ' (today)'}{known}"


def _counted(found: Iterable[Membership], *, listed: bool) -> str:
    counted = Counter(m.role for m in found)
    nobody = "nobody" if listed else "no list of members is agreed on"
    return ", ".join(f"{n} {role}" for role, n in counted.items()) or nobody


def _about(about: dict[str, Any]) -> list[str]:
    """What an organisation or group is, in lines."""
    if about["kind"] not in ("IGO", "format"):
        return [about["definition"], *([f"Contested: {about['contested']}"] if about["contested"] else [])]
    kind = {"IGO": "Intergovernmental organisation", "format": "Standing format"}[about["kind"]]
    seat = f", seat today {about['seat']}" if about["seat"] and not about["end"] else ""
    seat = f", seat {about['seat']}" if about["seat"] and about["end"] else seat
    lines = [f"{kind}, {about['start'] or '…'} to {about['end'] or 'now'}{seat}"]
    own = about["layer"] != "shipped"
    lines += [f"An organisation of your own facts: {about['layer'].split(': ', 1)[-1]}"] if own else []
    named = about["name_today"] and about["name_today"] != about["name"]
    lines += [f"Name today: {about['name_today']}"] if named else []
    former = [f"{n['name']} ({n['start'] or '…'} to {n['end']})" for n in about["names"] if _given_up(n, about)]
    lines += [f"Called before: {'; '.join(former)}"] if former else []
    lines += [f"{h['title']}: {h['person']}, from {h['start'] or '…'}" for h in about["heads"]]
    return lines


def _given_up(name: dict[str, Any], about: dict[str, Any]) -> bool:
    """Whether a name had its end by the day, other than with the organisation itself."""
    return bool(name["end"]) and name["end"] <= about["on"] and name["end"] != about["end"]


def _text(lines: list[str], rows: list[Row]) -> str:
    table = [
        (
            str(row["actor"]),
            str(row["name"]),
            str(row["role"]),
            f"{row['start'] or '…'} to {row['end'] or 'now'}"
            + (f" (corrected {row['known_to']})" if row["known_to"] else ""),
            cited(row),
        )
        for row in rows
    ]
    return "\n".join([*lines, "", *columns(table)] if table else lines)
