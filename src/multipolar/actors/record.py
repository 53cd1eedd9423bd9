"""The record in force: the shipped tables, or the same with a user's own facts laid over them.

    from multipolar.actors import record
    record.memberships().on("OTS", date(2022, 11, 11))
    with record.layered(UserFacts.read(Path("mine.csv"))):
        ...  # the same questions, answered with the user's facts

The shipped record is never changed: leaving the `with` block restores every answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, cached_property
from typing import TYPE_CHECKING

from multipolar import facts
from multipolar.actors.registry import Registry, read_registry

if TYPE_CHECKING:
    from multipolar.actors.codes import Codes
    from multipolar.actors.memberships import Memberships
    from multipolar.actors.names import Called, Name, NameMatcher
    from multipolar.actors.offices import Offices
    from multipolar.actors.overlay import UserFacts


class Record:
    """All tables of the record, each read, and its code imported, when first asked for.

    `user` holds the files laid over the shipped ones.
    """

    def __init__(self, user: tuple[UserFacts, ...] = ()) -> None:
        self.user = user
        self.rows = _laid_over(user) if user else facts.rows

    @cached_property
    def registry(self) -> Registry:
        """States, organisations and groups by key."""
        return read_registry(self.rows)

    @cached_property
    def memberships(self) -> Memberships:
        """Who belongs to what."""
        from multipolar.actors.memberships import read_memberships

        return read_memberships(self.registry, self.rows)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """Every name of the record, with its dates."""
        from multipolar.actors.names import read_names

        return read_names(self.rows)

    @cached_property
    def called(self) -> Called:
        """What actors were called on a day."""
        from multipolar.actors.names import Called

        return Called(self.registry, self.names)

    @cached_property
    def matcher(self) -> NameMatcher:
        """The matcher over all names, compiled once."""
        from multipolar.actors.names import OTHERS, NameMatcher

        return NameMatcher(self.names, (row["name"] for row in self.rows(OTHERS)))

    @cached_property
    def codes(self) -> Codes:
        """Codes of states, dated."""
        from multipolar.actors.codes import read_codes

        return read_codes(self.registry, self.rows)

    @cached_property
    def offices(self) -> Offices:
        """Terms of people in public office."""
        from multipolar.actors.offices import read_offices

        return read_offices(self.rows)


def _laid_over(user: tuple[UserFacts, ...]) -> facts.Rows:
    from multipolar.actors.overlay import laid_over  # few have facts of their own, and every start would pay

    return laid_over(facts.rows, user)


@cache
def shipped() -> Record:
    """The record as it ships."""
    return Record()


_current: ContextVar[Record | None] = ContextVar("record", default=None)


def current() -> Record:
    """The record in force here: the shipped one, unless a user's own facts were laid over it."""
    return _current.get() or shipped()


@contextmanager
def layered(*user: UserFacts) -> Iterator[Record]:
    """Lay a user's own facts over the shipped record for the length of a `with` block."""
    token = _current.set(Record(user))
    try:
        yield current()
    finally:
        _current.reset(token)


def registry() -> Registry:
    """States, organisations and groups of the record in force."""
    return current().registry


def memberships() -> Memberships:
    """Memberships of the record in force."""
    return current().memberships


def all_names() -> tuple[Name, ...]:
    """Every name of the record in force."""
    return current().names


def matcher() -> NameMatcher:
    """The compiled names of the record in force."""
    return current().matcher


def codes() -> Codes:
    """Codes of the record in force."""
    return current().codes


def offices() -> Offices:
    """Terms of office of the record in force."""
    return current().offices
