"""Settling entries: the record is asked what was frozen at registration, once the time has come and data are there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from multipolar.actors.memberships import Memberships
from multipolar.ledger.entries import Entry, Outcome, Resolution
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.parse import parse


class Standing(msgspec.Struct, frozen=True):
    """Where an entry stands: open, due (its time is over, data are wanting), or settled, and why."""

    entry: str
    state: str
    reason: str


def resolved(
    entries: Iterable[Entry], panel: Panel, memberships: Memberships, vintage: str, today: date
) -> tuple[list[Resolution], list[Standing]]:
    """The entries that the record settles now, and where the others stand.

    A condition that did not come true makes an entry void and not wrong; one that cannot be decided leaves it open.
    """
    found: list[Resolution] = []
    open_: list[Standing] = []
    for entry in entries:
        outcome, reason = _settled(entry, panel, memberships, today)
        if outcome is None:
            due = entry.due is not None and entry.due < today
            open_.append(Standing(entry.id, "due" if due else "open", reason))
        else:
            found.append(Resolution(entry=entry.id, outcome=outcome, reason=reason, vintage=vintage, on=today))
    return found, open_


def _settled(entry: Entry, panel: Panel, memberships: Memberships, today: date) -> tuple[Outcome | None, str]:
    if not entry.testable:
        return None, "no proposition stands for it"
    if entry.due is not None and entry.due > today:
        return None, f"it speaks of the time up to {entry.due}"
    if entry.condition:
        condition = evaluate(parse(entry.condition), panel, memberships)
        if condition.result == "fails":
            return "void", f"its condition did not come true: {condition.reason}"
        if condition.result == "undecided":
            return None, f"its condition is open: {condition.reason}"
    result = evaluate(parse(entry.proposition), panel, memberships)
    if result.result == "undecided":
        return None, result.reason
    return ("true" if (result.result == "holds") == (entry.expects == "true") else "false"), result.reason
