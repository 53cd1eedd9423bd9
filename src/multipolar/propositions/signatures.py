"""What a measure of the catalogue can be applied to, and what it can be compared with."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from lark import Token

from multipolar.actors.registry import POWERS, nearest
from multipolar.measures.catalogue import MEASURES, UNSUPPORTED
from multipolar.propositions.terms import (
    FromTo,
    Listed,
    Measure,
    On,
    Operand,
    Peers,
    Powers,
    Since,
    Slot,
    When,
)
from multipolar.propositions.words import refuse

SYMMETRIC = frozenset(name for name, measure in MEASURES.items() if measure.symmetric)
"""Measures that are the same in either order of the pair; the others are directed from the first to the second."""


class Placed(NamedTuple):
    """What fills a slot, and the word it begins with."""

    word: Token
    slot: Slot


def apply(word: Token, slots: tuple[Placed, ...]) -> Measure:
    """The measure applied to its arguments; refused where number or kind of the arguments do not fit."""
    name = str(word)
    if name in UNSUPPORTED:
        refuse(word, f"{name} is not supported", UNSUPPORTED[name])
    if name not in MEASURES:
        refuse(word, f"no measure is called {name!r}", nearest(name, MEASURES))
    wanted = MEASURES[name].arguments
    if len(slots) != len(wanted):
        refuse(word, f"{name} takes {len(wanted)}, not {len(slots)}", f"Write {name}({', '.join(wanted)})")
    measure = Measure(name, tuple(placed.slot for placed in slots))
    _refuse_self(slots)
    return measure


def _refuse_self(slots: tuple[Placed, ...]) -> None:
    seen: set[str] = set()
    for placed in slots:
        keys = {placed.slot} if isinstance(placed.slot, str) else set(getattr(placed.slot, "states", ()))
        if twice := seen & keys:
            refuse(placed.word, f"{min(twice)} is paired with itself", "Name two different states")
        seen |= keys


def categorical(measure: Measure) -> bool:
    """Whether the measure has classes instead of degrees: an obligation, a regime type."""
    return MEASURES[measure.name].classes


def refuse_open(word: Token, measure: Measure) -> None:
    """A set of states stands only in a rank."""
    if any(isinstance(slot, (Powers, Listed)) or not isinstance(slot, str) for slot in measure.slots):
        refuse(word, f"{measure.name} is asked of several states at once", "Name one, or write `STATE leads ...`")


def refuse_uncomparable(word: Token, left: Measure, right: Operand) -> None:
    """Peers must be those of a state in the measure; two measures must have one unit and differ."""
    if isinstance(right, Peers) and right.state not in left.slots:
        refuse(
            word, f"peers({right.state}) are compared, but {right.state} is not in {left.name}(...)", "Name its state"
        )
    if isinstance(right, Peers) and varied_slot(left, right.state) is None:
        refuse(word, f"{left.name} cannot vary {right.state}", f"Compare the peers of {left.slots[0]}")
    if isinstance(right, Measure):
        if same(left, right):
            refuse(word, "a measure is compared with itself", "Name two different states")
        units = MEASURES[left.name].unit, MEASURES[right.name].unit
        if units[0] != units[1]:
            refuse(
                word,
                f"{left.name} ({units[0]}) and {right.name} ({units[1]}) differ in unit",
                "Compare measures of one unit",
            )


def same(one: Measure, other: Measure) -> bool:
    """Whether two measures are one, as that of a pair in either order is where it is symmetric."""
    if one == other:
        return True
    return one.name == other.name and MEASURES[one.name].symmetric and set(one.slots) == set(other.slots)


def varied_slot(measure: Measure, state: str | None) -> int | None:
    """Which slot peers or the world fill in turn: that of `state`, the other held fixed.

    Where no state is named, the first; of a symmetric measure the second if only the first holds a power, so that
    either order asks the same. None for the second slot of a directed measure, whose values are those of other states.
    """
    if len(measure.slots) == 1:
        return 0
    symmetric = measure.name in SYMMETRIC
    turned = symmetric and state is None and measure.slots[0] in POWERS and measure.slots[1] not in POWERS
    for slot, other in ((1, 0), (0, 1)) if turned else ((0, 1), (1, 0)):
        fixed = isinstance(measure.slots[other], str)
        if fixed and state in (None, measure.slots[slot]) and (slot == 0 or symmetric):
            return slot
    return None


def refuse_unyearly(word: Token, when: When | None) -> None:
    """The measures are yearly: a day would promise a precision that they lack."""
    match when:
        case On() | FromTo(first=date()) | Since(first=date()):
            refuse(word, f"{word} is measured by the year, not by the day", "Write `in YYYY` or a span of years")
        case _:
            return
