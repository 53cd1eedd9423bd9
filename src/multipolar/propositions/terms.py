"""The terms of the proposition language: what a proposition is once it is read and typed.

Every term is an immutable, hashable struct with a tag, so that equality is structural and JSON
carries the type (`jsonform` turns terms to JSON and back). A state is its key; `each` stands for
the member that a quantifier looks at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct, structs

EACH = "each"
"""The slot that a quantifier fills with one member after another."""

Bound = int | date
"""A year, met by any of its days, or a day."""


class On(Struct, frozen=True, tag="on"):
    """On a day."""

    day: date


class In(Struct, frozen=True, tag="in"):
    """In a calendar year."""

    year: int


class FromTo(Struct, frozen=True, tag="from"):
    """From one bound to a later one, both included."""

    first: Bound
    last: Bound


class Since(Struct, frozen=True, tag="since"):
    """From a bound to the end of coverage or the knowledge date, whichever is first (R12)."""

    first: Bound


class Around(Struct, frozen=True, tag="around"):
    """The five years before a year against the five years after it, the year itself in neither (R21); of a trend."""

    year: int


When = On | In | FromTo | Since | Around


class Named(Struct, frozen=True, tag="group"):
    """The full members of an organisation, or the states of a named group, less `without`.

    `fixed` is the day at which the membership is taken; None takes it as of the date asked about.
    """

    key: str
    without: tuple[str, ...] = ()
    fixed: date | None = None


class Listed(Struct, frozen=True, tag="states"):
    """A set of states written out, in the order of their keys."""

    states: tuple[str, ...]


class Powers(Struct, frozen=True, tag="powers"):
    """`*`: the default powers, less the state they are paired with."""


Group = Named | Listed
Slot = str | Named | Listed | Powers


class Measure(Struct, frozen=True, tag="measure"):
    """A measure of the catalogue applied to states; in a rank, one slot holds the contenders."""

    name: str
    slots: tuple[Slot, ...]


class Number(Struct, frozen=True, tag="number"):
    """A bare number in the measure's unit."""

    value: float


class Peers(Struct, frozen=True, tag="peers"):
    """The median of a state's peers: the default ones (R5), or the other full members of `body`."""

    state: str
    body: str | None = None


class World(Struct, frozen=True, tag="world"):
    """The median of all other states that the measure covers."""


Operand = Number | Measure | Peers | World
Relation = Literal["<", ">", "<=", ">=", "="]
Direction = Literal["rises", "falls", "holds"]
QuantifierWord = Literal["all", "most", "some", "none", "at least"]


class Membership(Struct, frozen=True, tag="membership"):
    """An actor holds a role in an organisation or has its place in a named group; role "any" takes all."""

    actor: str
    body: str
    role: str
    when: When | None


class Level(Struct, frozen=True, tag="level"):
    """A measure compared with a number, another measure, peers or the world."""

    left: Measure
    relation: Relation
    right: Operand
    when: When | None


class Trend(Struct, frozen=True, tag="trend"):
    """A measure rises, falls or holds over a span or around a year; `share` asks for at least that relative change."""

    measure: Measure
    direction: Direction
    share: float | None
    when: When | None


class Rank(Struct, frozen=True, tag="rank"):
    """A state has the highest value among the contenders that the measure's open slot names."""

    leader: str
    measure: Measure
    when: When | None


class Quantified(Struct, frozen=True, tag="quantified"):
    """So many members of a group satisfy `body`, in which `each` is the member; `count` for "at least"."""

    quantifier: QuantifierWord
    count: int | None
    group: Group
    body: Proposition


class Not(Struct, frozen=True, tag="not"):
    """The part fails."""

    part: Proposition


class And(Struct, frozen=True, tag="and"):
    """Every part holds."""

    parts: tuple[Proposition, ...]


class Or(Struct, frozen=True, tag="or"):
    """Some part holds."""

    parts: tuple[Proposition, ...]


class If(Struct, frozen=True, tag="if"):
    """A conditional forecast: kept as written, undecided until it is projected (R20)."""

    condition: Proposition
    consequence: Proposition
    by: int | None


Atom = Membership | Level | Trend | Rank
Proposition = Membership | Level | Trend | Rank | Quantified | Not | And | Or | If


def parts(proposition: Proposition) -> tuple[Proposition, ...]:
    """The propositions directly inside one."""
    match proposition:
        case And(inner) | Or(inner):
            return inner
        case Not(part):
            return (part,)
        case Quantified(body=body):
            return (body,)
        case If(condition, consequence):
            return (condition, consequence)
        case _:
            return ()


def atoms(proposition: Proposition) -> Iterator[Atom]:
    """Every atom inside, left to right."""
    waiting = [proposition]
    while waiting:
        term = waiting.pop()
        if isinstance(term, (Membership, Level, Trend, Rank)):
            yield term
        else:
            waiting.extend(reversed(parts(term)))


def depth(proposition: Proposition) -> int:
    """How many terms are nested inside one another; an atom alone is 1."""
    layer, levels = [proposition], 0
    while layer:
        levels += 1
        layer = [inner for term in layer for inner in parts(term)]
    return levels


def states(atom: Atom) -> tuple[str, ...]:
    """The states an atom names by key, `each` included, group members not."""
    match atom:
        case Membership(actor=actor):
            return (actor,)
        case Level(left=left, right=right):
            other = right.slots if isinstance(right, Measure) else (right.state,) if isinstance(right, Peers) else ()
            return tuple(s for s in (*left.slots, *other) if isinstance(s, str))
        case Trend(measure=measure):
            return tuple(s for s in measure.slots if isinstance(s, str))
        case Rank(leader=leader, measure=measure):
            return (leader, *(s for s in measure.slots if isinstance(s, str)))


def with_each(proposition: Proposition, member: str) -> Proposition:
    """The proposition with `each` filled by a member."""
    match proposition:
        case Not(part):
            return Not(with_each(part, member))
        case And(inner):
            return And(tuple(with_each(part, member) for part in inner))
        case Or(inner):
            return Or(tuple(with_each(part, member) for part in inner))
        case Quantified() | If():
            return proposition
        case _:
            return _filled(proposition, member)


def _filled(atom: Atom, member: str) -> Atom:
    match atom:
        case Membership():
            return structs.replace(atom, actor=_member(atom.actor, member))
        case Level(left=left, right=right):
            return structs.replace(atom, left=_measured(left, member), right=_operand(right, member))
        case Trend(measure=measure):
            return structs.replace(atom, measure=_measured(measure, member))
        case Rank(leader, measure):
            return structs.replace(atom, leader=_member(leader, member), measure=_measured(measure, member))


def _member(state: str, member: str) -> str:
    return member if state == EACH else state


def _measured(measure: Measure, member: str) -> Measure:
    return Measure(measure.name, tuple(_member(s, member) if isinstance(s, str) else s for s in measure.slots))


def _operand(operand: Operand, member: str) -> Operand:
    if isinstance(operand, Measure):
        return _measured(operand, member)
    return Peers(_member(operand.state, member), operand.body) if isinstance(operand, Peers) else operand
