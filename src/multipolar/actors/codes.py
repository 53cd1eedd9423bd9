"""From COW state numbers to our state keys, by year: 260 and 255 are both DEU, and 345 is not always one state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from multipolar import facts
from multipolar.errors import DataError

_ALWAYS = (-9999, 9999)


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A COW number that stands for a state in the years `first` to `last`, both included."""

    cow: int
    key: str
    first: int
    last: int


def state_of_cow(cow: int, year: int) -> str | None:
    """The key of the state that a COW number stands for in a year, or None where it stands for none."""
    found = span_of_cow(cow, year)
    return found.key if found else None


def span_of_cow(cow: int, year: int) -> CodeSpan | None:
    """As `state_of_cow`, with the years for which the number stands for that state."""
    return next((span for span in _spans().get(cow, ()) if span.first <= year <= span.last), None)


@cache
def _spans() -> dict[int, tuple[CodeSpan, ...]]:
    spans: dict[int, list[CodeSpan]] = {}
    for row in facts.rows("states"):
        for part in filter(None, row["cow"].split(";")):
            span = _parse(part.strip(), row["key"])
            spans.setdefault(span.cow, []).append(span)
    for cow, held in spans.items():
        held.sort(key=lambda span: span.first)
        for earlier, later in pairwise(held):
            if later.first <= earlier.last:
                raise DataError(
                    f"COW number {cow} stands for both {earlier.key} and {later.key} in {later.first}",
                    place="facts/states.csv column cow",
                )
    return {cow: tuple(held) for cow, held in spans.items()}


def _parse(part: str, key: str) -> CodeSpan:
    """Read `365` or `260:1955-1990`; a side of the range may be open."""
    number, _, years = part.partition(":")
    first, dash, last = years.partition("-")
    try:
        return CodeSpan(
            int(number),
            key,
            int(first) if first else _ALWAYS[0],
            int(last) if last else (_ALWAYS[1] if dash or not first else int(first)),
        )
    except ValueError:
        raise DataError(
            f"{part!r} of {key} is not a COW number with years",
            place="facts/states.csv column cow",
            mend="Write 365 or 260:1955-1990",
        ) from None
