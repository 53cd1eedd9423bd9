"""`multipolar who`: who belongs to an organisation or a group, in which role, as of a day and as known on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from multipolar.commands.options import as_known_option, cited, columns, give, json_option, on_option, output_option
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
@json_option
@output_option
def command(
    body: str,
    day: date | None,
    as_known: date | None,
    roles: tuple[str, ...],
    ever: bool,
    as_json: bool,
    output: Path | None,
) -> None:
    """List who belongs to BODY, an organisation or a named group, by key or by name.

    \b
    multipolar who OTS --on 2022-11-11
    multipolar who "Council of Europe" --role full --json
    multipolar who ECOWAS --all -o ecowas.csv
    """
    from multipolar.actors.lookup import Lookup
    from multipolar.actors.record import current
    from multipolar.actors.registry import State
    from multipolar.exports.rows import MEMBERSHIP, Rows

    if ever and (day or as_known):
        raise InputError("--all asks for every spell, and --on and --as-known for one day", mend="Give one of the two")
    record = current()
    key = Lookup(record).body(body, None if ever else day)
    actor = record.registry.actor(key)
    if isinstance(actor, State):
        raise InputError(f"{key} is a state", mend=f"multipolar state {key} lists where it belongs")
    wanted = roles or ROLES
    when = day or date.today()
    if ever:
        found = [m for m in record.memberships.by_body[key] if m.role in wanted]
        unsettled: tuple[Membership, ...] = ()
    else:
        _refuse_outside(record, actor, when)
        found = list(record.memberships.on(key, when, roles=wanted, as_known=as_known))
        unsettled = record.memberships.unsettled(key, when, roles=wanted, as_known=as_known)
    found.sort(key=lambda m: (ROLES.index(m.role), m.actor))
    rows = Rows(record).memberships(found)
    heading = f"{actor.name} ({key}), " + ("all spells" if ever else f"on {when}" + ("" if day else " (today)"))
    heading += f", as known on {as_known}" if as_known else ""
    listed = bool(record.memberships.by_body[key])
    text = _text(heading, actor, found, rows, listed=listed)
    give(rows, as_json=as_json, output=output, text=text, header=MEMBERSHIP)
    if unsettled:
        left = ", ".join(f"{m.actor} ({m.role}, {m.span})" for m in unsettled)
        click.echo(f"multipolar: not settled for {when} by the precision of the record: {left}", err=True)


def _refuse_outside(record: Record, body: Organisation | Group, day: date) -> None:
    """InputError for a day on which the organisation did not exist."""
    from multipolar.actors.registry import Organisation

    if isinstance(body, Organisation) and body.span.covers(day) is False:
        before = bool(body.span.start and day < body.span.start.first)
        other = body.predecessor if before else body.successor
        word = "Before it there was" if before else "After it came"
        mend = f"{word} {', '.join(other)}" if other else "Choose a day in it, or --all"
        raise InputError(f"{body.name} did not exist on {day} ({body.span})", mend=mend)


def _text(
    heading: str, body: Organisation | Group, found: Iterable[Membership], rows: list[Row], *, listed: bool
) -> str:
    from multipolar.actors.registry import Group

    counted = Counter(m.role for m in found)
    nobody = "nobody" if listed else "no list of members is agreed on"
    lines = [f"{heading}: " + (", ".join(f"{n} {role}" for role, n in counted.items()) or nobody)]
    if not isinstance(body, Group):
        lines += [f"An organisation of your own facts: {body.layer}"] if body.layer else []
    else:
        lines.append(body.definition)
        lines += [f"Contested: {body.contested}"] if body.contested else []
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
