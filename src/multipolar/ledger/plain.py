"""The ledger as plain text that a version control can compare: one JSON object a line, sorted, keys in order."""

from __future__ import annotations

import msgspec

from multipolar.errors import InputError
from multipolar.ledger.entries import Entry, Resolution
from multipolar.ledger.store import Ledger


class Line(msgspec.Struct, frozen=True):
    """An entry with all that came of it."""

    entry: Entry
    resolutions: tuple[Resolution, ...] = ()
    confirmed: str = ""


def dumps(ledger: Ledger) -> str:
    """All of a ledger, sorted by the keys of its entries."""
    resolutions, confirmed = ledger.resolutions(), ledger.confirmed()
    lines = [
        Line(entry, tuple(resolutions.get(entry.id, ())), confirmed.get(entry.id, "")) for entry in ledger.entries()
    ]
    lines.sort(key=lambda line: line.entry.id)
    return "".join(f"{msgspec.json.encode(line, order='sorted').decode()}\n" for line in lines)


def loads(text: str, place: str) -> list[Line]:
    """The lines of an export; InputError with the number of one that cannot be read."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                found.append(msgspec.json.decode(line, type=Line))
            except (msgspec.DecodeError, RecursionError) as error:
                raise InputError(f"line {number} is no entry ({error})", place=place) from error
    return found
