"""From the phrases of the grammar to typed terms: arguments that fit their measure, spans that make sense."""

# ruff: noqa: D102 - each method reads the grammar rule of its name

from __future__ import annotations

from typing import NamedTuple, cast

from lark import Token, Transformer, v_args

from multipolar.actors.record import registry
from multipolar.actors.registry import DEFAULT_POWERS
from multipolar.errors import InputError
from multipolar.propositions import words
from multipolar.propositions.signatures import (
    Placed,
    apply,
    categorical,
    refuse_open,
    refuse_uncomparable,
    refuse_unyearly,
)
from multipolar.propositions.terms import (
    EACH,
    And,
    Around,
    Direction,
    FromTo,
    Group,
    If,
    In,
    Level,
    Listed,
    Measure,
    Membership,
    Named,
    Not,
    Number,
    On,
    Operand,
    Or,
    Peers,
    Powers,
    Proposition,
    Quantified,
    QuantifierWord,
    Rank,
    Relation,
    Since,
    Trend,
    When,
    World,
    atoms,
    parts,
    states,
)
from multipolar.propositions.words import refuse


class Quantifier(NamedTuple):
    """How many members, and for "at least" the number."""

    word: QuantifierWord
    least: int | None


class PlacedMeasure(NamedTuple):
    """A measure and the word it begins with, so that an error about the whole phrase can point there."""

    word: Token
    term: Measure


class PlacedAround(NamedTuple):
    """`around` and its year: a time of trends alone, refused elsewhere at its word."""

    word: Token
    term: Around


@v_args(inline=True)
class Build(Transformer[Token, Proposition]):
    """Called by the parser as each phrase is read."""

    # atoms

    def membership(self, state: Token, body: Token, role: str | None, when: When | PlacedAround | None) -> Membership:
        key, held = words.body_key(body), role or "full"
        if held not in ("full", "any") and key in registry().groups:
            refuse(body, f"{key} is a named group and knows no role {held!r}", "Leave the role out")
        if state == body:
            refuse(state, f"{key} is asked whether it is in itself", "Name two different actors")
        time = _not_around(when, "a membership", "Write `on YYYY-MM-DD`, `in YYYY` or `from YYYY to YYYY`")
        return Membership(words.actor_key(state), key, held, time)

    def level(
        self,
        left: PlacedMeasure,
        relation: Token,
        right: Operand | PlacedMeasure,
        when: When | PlacedAround | None,
    ) -> Level:
        operand = right.term if isinstance(right, PlacedMeasure) else right
        if isinstance(right, PlacedMeasure):
            refuse_open(right.word, right.term)
        refuse_open(left.word, left.term)
        refuse_uncomparable(left.word, left.term, operand)
        time = _not_around(when, "a level", "Write `in YYYY` or `from YYYY to YYYY`")
        refuse_unyearly(left.word, time)
        return Level(left.term, cast("Relation", str(relation)), operand, time)

    def trend(
        self, measure: PlacedMeasure, direction: Token, by: Token | None, when: When | PlacedAround | None
    ) -> Trend:
        time = when.term if isinstance(when, PlacedAround) else when
        refuse_open(measure.word, measure.term)
        refuse_unyearly(measure.word, time)
        if categorical(measure.term):
            refuse(direction, f"{measure.word} knows no degrees and so no trend", "Compare it in a year: `= 1`")
        if isinstance(time, In):
            refuse(
                direction,
                "one year shows no trend",
                "Write `from YYYY to YYYY` or `since YYYY`, or `around YYYY` for the years before and after",
            )
        share = None if by is None else words.share(by.removeprefix("by").strip())
        if by is not None and (share == 0 or direction == "holds"):
            refuse(by, f"`{direction} {by}` is no change", "Write rises or falls with a share above 0%, or holds alone")
        return Trend(measure.term, cast("Direction", str(direction)), share, time)

    def rank(self, leader: Token, measure: PlacedMeasure, when: When | PlacedAround | None) -> Rank:
        time = _not_around(when, "a rank", "Write `in YYYY` or `from YYYY to YYYY`")
        refuse_unyearly(measure.word, time)
        key, term = words.state_key(leader), measure.term
        contenders = [slot for slot in term.slots if not isinstance(slot, str)]
        if len(contenders) != 1:
            refuse(
                measure.word,
                "a rank needs one slot with contenders",
                "Write `*`, a set like {USA, CHN} or a group in one slot",
            )
        if key in term.slots:
            refuse(leader, f"{key} is paired with itself", "Name two different states")
        if isinstance(contenders[0], Powers) and key not in (EACH, *DEFAULT_POWERS):
            refuse(leader, f"{key} is not among `*`, {' '.join(DEFAULT_POWERS)}", "Name the contenders as {...}")
        if isinstance(contenders[0], Listed) and key not in (EACH, *contenders[0].states):
            refuse(leader, f"{key} is not among the contenders", f"Add {key} to the set")
        return Rank(key, term, time)

    # compounds

    def quantified(self, quantifier: Quantifier, group: Placed, body: Proposition) -> Quantified:
        if isinstance(group.slot, str):
            refuse(group.word, f"{group.slot} is no group of states", f"Write a group, or a set like {{{group.slot}}}")
        _refuse_unquantifiable(cast("Group", group.slot), body)
        return Quantified(quantifier.word, quantifier.least, cast("Group", group.slot), body)

    def quantified_membership(
        self, quantifier: Quantifier, group: Placed, body: Token, role: str | None, when: When | PlacedAround | None
    ) -> Quantified:
        return self.quantified(quantifier, group, self.membership(Token("NAME", EACH), body, role, when))

    def negated(self, part: Proposition) -> Not:
        return Not(part)

    def conjoined(self, *inner: Proposition) -> And:
        return And(inner)

    def disjoined(self, *inner: Proposition) -> Or:
        return Or(inner)

    def conditional(self, condition: Proposition, consequence: Proposition, by: Token | None) -> If:
        return If(condition, consequence, None if by is None else words.year(by))

    # measures and what they are compared with

    def measure(self, word: Token, *slots: Placed) -> PlacedMeasure:
        return PlacedMeasure(word, apply(word, slots))

    def number(self, text: Token) -> Number:
        return Number(float(text) + 0.0)  # -0 is 0

    def percent(self, text: Token) -> Number:
        return Number(words.share(text) + 0.0)

    def peers(self, state: Token, body: Token | None) -> Peers:
        return Peers(words.state_key(state), None if body is None else words.body_key(body))

    def world(self) -> World:
        return World()

    # groups

    def named(self, word: Token, without: tuple[str, ...] | None, day: Token | None) -> Placed:
        key = str(word)
        if without is None and day is None and (key == EACH or key in registry().states):
            return Placed(word, key)
        return Placed(word, Named(words.body_key(word), without or (), None if day is None else words.day(day)))

    def listed(self, *names: Token) -> Placed:
        return Placed(names[0], Listed(words.set_of_states(names)))

    def powers(self, star: Token) -> Placed:
        return Placed(star, Powers())

    def lone(self, word: Token) -> tuple[str, ...]:
        return words.set_of_states((word,))

    def several(self, *names: Token) -> tuple[str, ...]:
        return words.set_of_states(names)

    def quantifier(self, word: Token) -> Quantifier:
        return Quantifier(cast("QuantifierWord", str(word)), None)

    def at_least(self, count: Token) -> Quantifier:
        if int(count) == 0:
            refuse(count, "at least 0 says nothing", "Write 1 or more")
        return Quantifier("at least", int(count))

    # roles and times

    def role(self, word: Token) -> str:
        return words.role_name(word)

    def any_role(self) -> str:
        return "any"

    def on(self, day: Token) -> On:
        return On(words.day(day))

    def in_year(self, year: Token) -> In:
        return In(words.year(year))

    def from_to(self, first: Token, last: Token) -> FromTo:
        start, end = words.bound(first), words.bound(last)
        if type(start) is not type(end):
            refuse(last, f"the span mixes a year and a day: {first} to {last}", "Write both as years, or both as days")
        if words.first_day(start) >= words.first_day(end):
            refuse(last, f"the span ends before it has begun: {first} to {last}", "Write the earlier one first")
        return FromTo(start, end)

    def since(self, first: Token) -> Since:
        return Since(words.bound(first))

    def around(self, word: Token, year: Token) -> PlacedAround:
        return PlacedAround(word, Around(words.year(year)))


def _not_around(when: When | PlacedAround | None, what: str, mend: str) -> When | None:
    """The time of an atom that is no trend."""
    if isinstance(when, PlacedAround):
        refuse(when.word, f"`{when.word} {when.term.year}` goes with rises, falls or holds, not with {what}", mend)
    return when


def _refuse_unquantifiable(group: Group, body: Proposition) -> None:
    inside = [body]
    for term in inside:
        inside.extend(parts(term))
    if any(isinstance(term, Quantified) for term in inside):
        raise InputError("a quantifier stands inside another", mend="Join two quantified propositions with `and`")
    for atom in atoms(body):
        if EACH not in states(atom):
            raise InputError("a part under the quantifier does not speak of `each`", mend="Use `each` in every part")
        if isinstance(atom, Membership) and isinstance(group, Named) and atom.body == group.key:
            raise InputError(
                f"the members of {group.key} are asked whether they are in {group.key}",
                mend="Ask for another body: what defines a group is left out of its own evidence (R17)",
            )
