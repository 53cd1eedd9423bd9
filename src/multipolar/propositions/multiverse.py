"""How an answer changes with other choices: other years, measures, sources, peers, roles, and without one part.

Each variant changes one choice of a proposition and leaves the rest. Whoever disagrees with a choice finds the one they
would have made, and sees whether the answer flips (a multiverse analysis: Steegen, Tuerlinckx, Gelman and Vanpaemel
2016, Perspectives on Psychological Science 11, 702-712).
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from msgspec import structs

from multipolar.actors.memberships import Memberships
from multipolar.dates import FIRST_YEAR, LAST_YEAR
from multipolar.measures.catalogue import MEASURES, RECORD
from multipolar.measures.panel import Panel
from multipolar.propositions.evaluate import evaluate
from multipolar.propositions.record import Record, ahead, days
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

Choice = Literal["years", "measure", "peers", "role", "group", "part"]

SHIFT = 3
"""Years by which a span is begun or ended earlier or later."""

STEPS = ((-SHIFT, 0), (SHIFT, 0), (0, -SHIFT), (0, SHIFT), (-SHIFT, -SHIFT), (SHIFT, SHIFT))
"""Years by which the beginning and the end of a span are moved."""

OTHERS: dict[str, tuple[str, ...]] = {
    "agreement": ("vote_s", "vote_kappa", "vote_pi"),
    "vote_s": ("agreement", "vote_kappa", "vote_pi"),
    "vote_kappa": ("agreement", "vote_s", "vote_pi"),
    "vote_pi": ("agreement", "vote_s", "vote_kappa"),
    "position": ("position_published",),
    "position_published": ("position",),
    "position_distance": ("position_distance_published",),
    "position_distance_published": ("position_distance",),
    "capability": ("milex_share", "milper_share", "irst_share", "pec_share", "tpop_share", "upop_share"),
    "alliance_s": ("alliance_kappa", "alliance_s_weighted", "alliance_pi"),
    "organisations": ("organisations_rare", "cow_organisations"),
    "organisations_rare": ("organisations", "cow_organisations"),
    "cow_organisations": ("organisations", "organisations_rare"),
    "democracy": ("polyarchy", "polity", "uds"),
    "polyarchy": ("democracy", "polity", "uds"),
    "polity": ("polyarchy", "democracy", "uds"),
    "uds": ("polyarchy", "democracy", "polity"),
}
"""Measures that may stand in one another's place, of the same source or of another."""

OTHERS_COMPARED: dict[str, tuple[str, ...]] = {
    "capability": ("gdp",),
    "gdp": ("capability",),
    "population": ("tpop_share",),
    "tpop_share": ("population",),
    "democracy": ("regime_type",),
    "regime_type": ("democracy",),
}
"""Measures that order states alike, but whose trends are another matter: a share of the world against an amount."""

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
        flips = _some([f"{v.words} ({v.result.result})" for v in self.variants if self._is_other(v)])
        if self.asked.result == "undecided":
            told = f"{counted['same']} of {n} other choices leave it undecided too"
            verb = "decides" if counted["other"] == 1 else "decide"
            return f"{told}; {counted['other']} {verb} it: {flips}." if flips else f"{told}."
        told = f"{counted['same']} of {n} other choices give the same answer"
        if flips:
            told += f"; another one with {flips}"
        if counted["undecided"]:
            told += f"; {counted['undecided']} leave it undecided"
        return f"{told}."

    def _is_other(self, variant: Variant) -> bool:
        return variant.result.result not in (self.asked.result, "undecided")


def _some(flips: Sequence[str]) -> str:
    more = f" and {len(flips) - 4} more" if len(flips) > 4 else ""
    return "; ".join(flips[:4]) + more


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
    for choice, words, other in _variants(proposition, _record(panel, memberships, as_of, as_known)):
        if other not in seen:
            seen.add(other)
            found.append(Variant(choice, words, render(other), test(other)))
    return Multiverse(test(proposition), tuple(found))


Change = tuple[Choice, str, Proposition]


def variants(
    proposition: Proposition, panel: Panel, as_of: date | None = None, as_known: date | None = None
) -> Iterator[Change]:
    """The proposition with one choice changed, with the choice and the change in words; dates as for `evaluate`.

    Only what was known on the knowledge date is offered: no body that was yet to be founded, no year yet to come.
    """
    from multipolar.actors.record import memberships

    yield from _variants(proposition, _record(panel, memberships(), as_of, as_known))


def _record(panel: Panel, memberships: Memberships, as_of: date | None, as_known: date | None) -> Record:
    """What choices are made from: what was known, and when the question is asked."""
    horizon = min(as_known or date.max, date.today())
    known = panel if as_known is None else panel.as_known(as_known)
    return Record(known, memberships, as_known, min(as_of or horizon, horizon), horizon)


def _variants(proposition: Proposition, record: Record) -> Iterator[Change]:
    match proposition:
        case Membership() | Level() | Trend() | Rank():
            yield from _of_atom(proposition, record)
        case Not(part):
            yield from ((choice, words, Not(other)) for choice, words, other in _variants(part, record))
        case And(inner) | Or(inner):
            make: Callable[[tuple[Proposition, ...]], Proposition] = And if isinstance(proposition, And) else Or
            for place, part in enumerate(inner):
                rest = (*inner[:place], *inner[place + 1 :])
                yield "part", f"without `{render(part)}`", rest[0] if len(rest) == 1 else make(rest)
                for choice, words, other in _variants(part, record):
                    yield choice, words, make((*inner[:place], other, *inner[place + 1 :]))
        case Quantified(group=group, body=body):
            yield from _of_group(proposition, group)
            for choice, words, other in _variants(body, record):
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


def _of_atom(atom: Atom, record: Record) -> Iterator[Change]:
    if atom.when is not None:
        for when in _other_times(atom, atom.when, record):
            yield "years", when_text(when).strip(), structs.replace(atom, when=when)
    if isinstance(atom, Membership):
        if atom.role != "any":
            yield "role", "in any role", structs.replace(atom, role="any")
        return
    yield from _other_measures(atom, record.panel)
    if isinstance(atom, Level):
        yield from _other_peers(atom, record)


def _other_measures(atom: Level | Trend | Rank, panel: Panel) -> Iterator[Change]:
    """Other measures of the same subject that the world holds; where another source is taken, the words say which."""
    name = _measured(atom)[0].name
    more = () if isinstance(atom, Trend) else OTHERS_COMPARED.get(name, ())
    for instead in (*OTHERS.get(name, ()), *more):
        other = _with_measure(atom, instead)
        if instead in panel.measures and other is not None:
            sources = MEASURES[instead].dataset, MEASURES[name].dataset
            new, old = ("the record" if source == RECORD else source for source in sources)
            yield "measure", instead if new == old else f"{instead}, from {new} instead of {old}", other


def _measured(atom: Level | Trend | Rank) -> tuple[Measure, ...]:
    """The measures of an atom, the first of them the one asked about."""
    if not isinstance(atom, Level):
        return (atom.measure,)
    return (atom.left, atom.right) if isinstance(atom.right, Measure) else (atom.left,)


def _other_times(atom: Atom, when: When, record: Record) -> list[When]:
    """Other years, or days a year away, that have come; spans that would end before they begin are left out."""
    covered = None if isinstance(atom, Membership) else _covered_to(atom, record.panel)
    found: list[When] = []
    match when:
        case On(day):
            found = [On(_day(day, -1)), On(_day(day, 1))]
        case In(year):
            found = [In(year - 1), In(year + 1)]
            if not isinstance(atom, Membership):
                found.append(FromTo(year - 4, year))
        case FromTo(first, last):
            limit = record.horizon.year if isinstance(atom, Membership) else covered or 0
            spans = [
                (_moved(first, begin), _moved(last, end))
                for begin, end in STEPS
                if _year(last) + end <= limit or end <= 0
            ]
            found = [FromTo(*span) for span in (*spans, *_as_covered(first, _year(last), covered)) if _runs(*span)]
        case Since(first):
            asked = record.asked if isinstance(first, date) else record.asked.year
            spans = [(first, _moved(covered or asked, -SHIFT)), *_as_covered(first, record.asked.year, covered)]
            found = [Since(_moved(first, step)) for step in (-SHIFT, SHIFT)]
            found += [FromTo(*span) for span in spans if _runs(*span)]
        case Around(year):
            found = [Around(year - 1), Around(year + 1), FromTo(year - SHIFT - 2, year + SHIFT + 2)]
    return [other for other in found if not ahead(days(other, record), record)]


def _as_covered(first: Bound, last: int, covered: int | None) -> list[tuple[Bound, Bound]]:
    """The span ended where the record of the measure ends, if that is before its own end."""
    return [(first, covered)] if covered is not None and covered < last else []


def _runs(first: Bound, last: Bound) -> bool:
    return _year(first) < _year(last)


def _covered_to(atom: Level | Trend | Rank, panel: Panel) -> int | None:
    """The last year that all measures of an atom cover, of the states that it names; None where nothing is covered."""
    ends = [_ends(measure, panel) for measure in _measured(atom)]
    known = [end for end in ends if end is not None]
    return min(known) if len(known) == len(ends) else None


def _ends(measure: Measure, panel: Panel) -> int | None:
    states = [slot for slot in measure.slots if isinstance(slot, str) and slot != EACH]
    if len(states) < len(measure.slots):  # of a group the measure's own end has to do
        return panel.coverage(measure.name).last
    series = panel.series(measure.name, *states)
    return int(series.years[-1]) if series.years.size else None


def _day(day: date, years: int) -> date:
    """The same day of another year; of 29 February the 28th where there is none."""
    year = min(max(day.year + years, FIRST_YEAR), LAST_YEAR)
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _moved(bound: Bound, years: int) -> Bound:
    if isinstance(bound, date):
        return _day(bound, years)
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


def _other_peers(atom: Level, record: Record) -> Iterator[Change]:
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
        for body in _bodies(state, atom.when, record):
            yield "peers", f"other members of {body}", structs.replace(atom, right=Peers(state, body))


def _bodies(state: str, when: When | None, record: Record) -> list[str]:
    """The smallest organisations that the state was known to belong to at the end of the time, with peers enough."""
    from multipolar.actors.record import registry
    from multipolar.propositions.rules import PEERS_NEEDED

    day, known = min(days(when, record).last, record.horizon) if when else record.horizon, record.as_known
    held = [
        row.organisation
        for row in record.memberships.of(state, day, as_known=known)
        if row.role == "full" and row.organisation in registry().organisations
    ]
    sizes = {body: len(record.memberships.on(body, day, as_known=known)) for body in held}
    return sorted((b for b in held if sizes[b] > PEERS_NEEDED), key=lambda b: (sizes[b], b))[:MOST_BODIES]
