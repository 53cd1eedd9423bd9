"""Single words of a proposition: keys that exist, days of the calendar, numbers; errors point at the word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NoReturn

from lark import Token

from multipolar import dates
from multipolar.actors.record import registry
from multipolar.actors.registry import nearest
from multipolar.errors import InputError
from multipolar.facts.vocabulary import ROLES
from multipolar.propositions.terms import EACH, Bound


def refuse(at: Token, thing: str, mend: str) -> NoReturn:
    """An InputError at the character where a word begins."""
    raise InputError(thing, place=f"character {(at.start_pos or 0) + 1}", mend=mend)


def state_key(word: Token) -> str:
    """The key of a state, or `each`."""
    key = str(word)
    if key != EACH and key not in registry().states:
        refuse(word, f"no state has the key {key!r}", _nearest_state(key))
    return key


def _nearest_state(name: str) -> str:
    for state in registry().states.values():
        if state.name.casefold() == name.casefold():
            return f"Write {state.key}"
    return nearest(name, registry().states)


def actor_key(word: Token) -> str:
    """The key of a state or of an organisation (which can be an observer in another), or `each`."""
    return str(word) if str(word) in registry().organisations else state_key(word)


def body_key(word: Token) -> str:
    """The key of an organisation or a named group."""
    key = str(word)
    if key not in registry().organisations and key not in registry().groups:
        refuse(
            word,
            f"no organisation or group has the key {key!r}",
            nearest(key, [*registry().organisations, *registry().groups]),
        )
    return key


def role_name(word: Token) -> str:
    """One of the roles that the membership record keeps."""
    role = str(word)
    if role not in ROLES:
        refuse(word, f"no role is called {role!r}", f"Write {', '.join(ROLES)}, or `in any role`")
    return role


def set_of_states(words: tuple[Token, ...]) -> tuple[str, ...]:
    """State keys in their order, each named once."""
    keys = [state_key(word) for word in words]
    for word, key in zip(words, keys, strict=True):
        if key == EACH:
            refuse(word, "`each` is no state of a set", "Name the states by key")
        if keys.count(key) > 1:
            refuse(word, f"{key} stands twice in one set", "Name every state once")
    return tuple(sorted(keys))


def bound(word: Token) -> Bound:
    """A year or a day of the calendar, inside the years the record may speak of."""
    try:
        parsed = dates.parse(str(word))
    except InputError as error:
        refuse(word, error.thing, error.mend)
    return parsed.year if parsed.precision == "year" else parsed.first


def day(word: Token) -> date:
    """A day of the calendar."""
    value = bound(word)
    assert isinstance(value, date)  # the grammar lets only a day through
    return value


def year(word: Token) -> int:
    """A year the record may speak of."""
    value = bound(word)
    assert isinstance(value, int)  # the grammar lets only a year through
    return value


def first_day(value: Bound) -> date:
    """The first day that a bound takes in."""
    return value if isinstance(value, date) else date(value, 1, 1)


def last_day(value: Bound) -> date:
    """The last day that a bound takes in."""
    return value if isinstance(value, date) else date(value, 12, 31)


def share(percent: str) -> float:
    """ "20%" as 0.2, exact in its decimal digits."""
    return float(Decimal(percent.removesuffix("%")) / 100)
