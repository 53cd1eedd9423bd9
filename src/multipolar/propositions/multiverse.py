"""How an answer changes with other choices: other years, measures, peers, roles, and without one source or part.

Each variant changes one choice of a proposition and leaves the rest. Whoever disagrees with a choice finds the one they
would have made, and sees whether the answer flips (a multiverse analysis: Steegen, Tuerlinckx, Gelman and Vanpaemel
2016, Perspectives on Psychological Science 11, 702-712).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from msgspec import structs

from multipolar.actors.memberships import Memberships
from multipolar.dates import FIRST_YEAR, LAST_YEAR
from multipolar.measures.catalogue import MEASURES
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.render import render, when_text
from multipolar.propositions.result import Result
from multipolar.propositions.signatures import varied_slot
from multipolar.propositions.terms import (
    EACH,
    And,
    Around,
    Atom,
    Bound,
    FromTo,
    If,
    In,
    Level,
    Measure,
    Membership,
    Named,
    Not,
    On,
    Or,
    Peers,
    Proposition,
    Quantified,
    Rank,
    Since,
    Trend,
    When,
    World,
    parts,
)

Choice = Literal["years", "measure", "peers", "role", "group", "source"]

SHIFT = 3
"""Years by which a span is begun earlier or later, or ended earlier."""

OTHERS: dict[str, tuple[str, ...]] = {
    "agreement": ("vote_s", "vote_kappa", "vote_pi"),
    "vote_s": ("agreement", "vote_kappa", "vote_pi"),
    "vote_kappa": ("agreement", "vote_s", "vote_pi"),
    "vote_pi": ("agreement", "vote_s", "vote_kappa"),
    "capability": ("milex_share", "milper_share", "irst_share", "pec_share", "tpop_share", "upop_share"),
    "alliance_s": ("alliance_kappa", "alliance_s_weighted", "alliance_pi"),
    "organisations": ("organisations_rare",),
    "organisations_rare": ("organisations",),
}
"""Measures that may stand in one another's place."""

MOST_BODIES = 3
"""Organisations whose other members are tried as peers: the smallest that are large enough."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The proposition under one other choice, in words, with its result."""

    choice: Choice
    words: str
    proposition: str
    result: Result


@dataclass(frozen=True, slots=True)
class Multiverse:
    """The result as asked, and under other choices."""

    asked: Result
    variants: tuple[Variant, ...]

    def counted(self) -> dict[str, int]:
        """How many variants give the same result, the opposite one, or leave it undecided."""
        found = [variant.result.result for variant in self.variants]
        same = found.count(self.asked.result)
        undecided = 0 if self.asked.result == "undecided" else found.count("undecided")
        return {"same": same, "other": len(found) - same - undecided, "undecided": undecided}

    def summary(self) -> str:
        """One sentence on how firm the answer is."""
        n, counted = len(self.variants), self.counted()
        if not n:
            return "No other choice of years, measures or peers fits this proposition."
        told = f"{counted['same']} of {n} other choices give the same answer"
        if counted["other"]:
            flips = [f"{v.words} ({v.result.result})" for v in self.variants if self._is_other(v)]
            more = f" and {len(flips) - 4} more" if len(flips) > 4 else ""
            told += f"; another one with {'; '.join(flips[:4])}{more}"
        if counted["undecided"]:
            told += f"; {counted['undecided']} leave it undecided"
        return f"{told}."

    def _is_other(self, variant: Variant) -> bool:
        return variant.result.result not in (self.asked.result, "undecided")


def multiverse(
    proposition: Proposition,
    panel: Panel,
    memberships: Memberships,
    as_of: date | None = None,
    as_known: date | None = None,
) -> Multiverse:
    """Test a proposition as it is and under other choices; arguments as for `evaluate`."""

    def test(other: Proposition) -> Result:
        return evaluate(other, panel, memberships, as_of, as_known)

    seen = {proposition}
    found: list[Variant] = []
    for choice, words, other in variants(proposition, panel):
        if other not in seen:
            seen.add(other)
            found.append(Variant(choice, words, render(other), test(other)))
    return Multiverse(test(proposition), tuple(found))


Change = tuple[Choice, str, Proposition]


def variants(proposition: Proposition, panel: Panel) -> Iterator[Change]:
    """The proposition with one choice changed, with the choice and the change in words."""
    match proposition:
        case Membership() | Level() | Trend() | Rank():
            yield from _of_atom(proposition, panel)
        case Not(part):
            yield from ((choice, words, Not(other)) for choice, words, other in variants(part, panel))
        case And(inner) | Or(inner):
            make: Callable[[tuple[Proposition, ...]], Proposition] = And if isinstance(proposition, And) else Or
            for place, part in enumerate(inner):
                rest = (*inner[:place], *inner[place + 1 :])
                yield "source", f"without `{render(part)}`", rest[0] if len(rest) == 1 else make(rest)
                for choice, words, other in variants(part, panel):
                    yield choice, words, make((*inner[:place], other, *inner[place + 1 :]))
        case Quantified(group=group, body=body):
            yield from _of_group(proposition, group)
            for choice, words, other in variants(body, panel):
                yield choice, words, structs.replace(proposition, body=other)
        case If():
            return


def _of_group(term: Quantified, group: object) -> Iterator[Change]:
    if isinstance(group, Named) and group.fixed is None:
        when = next((w for w in _whens(term.body) if w is not None), None)
        first = _first_day(when) if when is not None and not isinstance(when, (On, In)) else None
        if first is not None:
            fixed = structs.replace(term, group=structs.replace(group, fixed=first))
            yield "group", f"the group as of {first}", fixed


def _whens(proposition: Proposition) -> Iterator[When | None]:
    if isinstance(proposition, (Membership, Level, Trend, Rank)):
        yield proposition.when
    for part in parts(proposition):
        yield from _whens(part)


def _first_day(when: When) -> date | None:
    first = getattr(when, "first", None)
    return date(first, 1, 1) if isinstance(first, int) else first


def _of_atom(atom: Atom, panel: Panel) -> Iterator[Change]:
    if atom.when is not None:
        for words, when in _other_times(atom.when, yearly=not isinstance(atom, Membership)):
            yield "years", words, structs.replace(atom, when=when)
    if isinstance(atom, Membership):
        if atom.role != "any":
            yield "role", "in any role", structs.replace(atom, role="any")
        return
    measured = atom.left if isinstance(atom, Level) else atom.measure
    for name in OTHERS.get(measured.name, ()):
        other = _with_measure(atom, name)
        if name in panel.measures and other is not None:
            yield "measure", name, other
    if isinstance(atom, Level):
        yield from _other_peers(atom)


def _other_times(when: When, *, yearly: bool) -> Iterator[tuple[str, When]]:
    """Other years, or days a year away; spans that would end before they begin are left out."""
    found: list[When] = []
    match when:
        case On(day):
            found = [On(day + timedelta(days=365 * step)) for step in (-1, 1)]
        case In(year):
            found = [In(year - 1), In(year + 1), *([FromTo(year - 4, year)] if yearly else [])]
        case FromTo(first, last):
            steps = ((-SHIFT, 0), (SHIFT, 0), (0, -SHIFT), (-SHIFT, -SHIFT))
            spans = [(_moved(first, begin), _moved(last, end)) for begin, end in steps]
            found = [FromTo(*span) for span in spans if _year(span[0]) < _year(span[1])]
        case Since(first):
            found = [Since(_moved(first, step)) for step in (-SHIFT, SHIFT)]
        case Around(year):
            found = [Around(year - 1), Around(year + 1), FromTo(year - SHIFT - 2, year + SHIFT + 2)]
        case _:
            pass
    yield from ((when_text(other).strip(), other) for other in found)


def _moved(bound: Bound, years: int) -> Bound:
    if isinstance(bound, date):
        return bound + timedelta(days=365 * years)
    return min(max(bound + years, FIRST_YEAR), LAST_YEAR)


def _year(bound: Bound) -> int:
    return bound.year if isinstance(bound, date) else bound


def _with_measure(atom: Level | Trend | Rank, name: str) -> Atom | None:
    """The atom with another measure on both sides; None where a bare number would lose its meaning."""
    if isinstance(atom, (Trend, Rank)):
        return structs.replace(atom, measure=Measure(name, atom.measure.slots))
    if isinstance(atom.right, Measure):
        if atom.right.name != atom.left.name:
            return None
        return structs.replace(atom, left=Measure(name, atom.left.slots), right=Measure(name, atom.right.slots))
    if isinstance(atom.right, (Peers, World)):
        return structs.replace(atom, left=Measure(name, atom.left.slots))
    return None


def _other_peers(atom: Level) -> Iterator[Change]:
    """The region, the world, and the other members of the state's smaller organisations."""
    if not isinstance(atom.right, (Peers, World)):
        return
    slot = varied_slot(atom.left, atom.right.state if isinstance(atom.right, Peers) else None)
    state = atom.left.slots[slot or 0]
    if not isinstance(state, str):
        return
    yield "peers", "all states", structs.replace(atom, right=World())
    yield "peers", "states of the region", structs.replace(atom, right=Peers(state))
    if state != EACH and MEASURES[atom.left.name].arguments:
        for body in _bodies(state, atom.when):
            yield "peers", f"other members of {body}", structs.replace(atom, right=Peers(state, body))


def _bodies(state: str, when: When | None) -> list[str]:
    """The smallest organisations that the state belonged to at the end of the time, of those with peers enough."""
    from multipolar.actors.record import memberships, registry
    from multipolar.propositions.rules import PEERS_NEEDED

    day = _last_day(when)
    held = [
        row.organisation
        for row in memberships().of(state, day)
        if row.role == "full" and row.organisation in registry().organisations
    ]
    sizes = {body: len(memberships().on(body, day)) for body in held}
    return sorted((b for b in held if sizes[b] > PEERS_NEEDED), key=lambda b: (sizes[b], b))[:MOST_BODIES]


def _last_day(when: When | None) -> date:
    match when:
        case On(day):
            return day
        case In(year) | Around(year):
            return date(year, 12, 31)
        case FromTo(_, last):
            return last if isinstance(last, date) else date(last, 12, 31)
        case _:
            return date.today()
