"""What the ledger keeps of a forecast or claim: all that is needed to settle it later, frozen when it is registered."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

import msgspec

from multipolar.errors import InputError
from multipolar.propositions.parse import parse
from multipolar.propositions.render import render
from multipolar.propositions.terms import (
    And,
    FromTo,
    If,
    In,
    Not,
    Or,
    Proposition,
    Quantified,
    Trend,
    When,
    atoms,
)
from multipolar.propositions.words import last_day

Outcome = Literal["true", "false", "void"]
OUTCOMES: tuple[Outcome, ...] = ("true", "false", "void")
METHODS = ("text", "own", "projection")
"""Where a forecast comes from: read from a text, entered by the user, or made by a projection."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A forecast or claim as it was registered. Empty strings and None mean that nothing is known.

    id: of document, quote and proposition, so that the same one is kept once. made: the day on which it was made (the
    day of publication). speaker: who says it, in words. named: whether the speaker is a named person in public
    office. expects: whether it is to hold ("true") or to fail ("false"). probability: 0 to 1, with its basis: "stated",
    or the words and the scale by which they were turned into a number. due: the last day that it speaks of. vintage:
    checksums of facts and data in force at registration; sources: the datasets that will settle it. registered: the
    day of entry.
    """

    id: str
    kind: str
    method: str
    document: str = ""
    title: str = ""
    publisher: str = ""
    made: date
    speaker: str = ""
    named: bool = False
    quote: str = ""
    mode: str = ""
    topic: str = ""
    proposition: str = ""
    condition: str = ""
    condition_words: str = ""
    horizon_words: str = ""
    expects: str = "true"
    probability: float | None = None
    basis: str = ""
    due: date | None = None
    sources: tuple[str, ...] = ()
    vintage: str = ""
    registered: date

    @property
    def from_words(self) -> bool:
        """Whether the probability was read from words and not stated."""
        return self.probability is not None and self.basis != "stated"

    @property
    def testable(self) -> bool:
        """Whether the record can settle it."""
        return bool(self.proposition)


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """How an entry came out: by which data, with the reason that the record gave; the first one is what is scored."""

    entry: str
    outcome: Outcome
    reason: str
    vintage: str
    on: date


def identify(document: str, quote: str, proposition: str) -> str:
    """The key of an entry, 16 hexadecimal digits."""
    return hashlib.sha256("\0".join((document, " ".join(quote.split()), proposition)).encode()).hexdigest()[:16]


def settled_by(text: str, made: date) -> tuple[str, str, date]:
    """The proposition to be settled, its condition or "", and the last day asked about.

    A conditional `if A then B by Y` is taken apart; parts without a time run from the year in which it was made to Y.
    InputError for what cannot be parsed, and for what names no time.
    """
    term = parse(text)
    if isinstance(term, If):
        by = term.by
        consequence, condition = (_timed(part, made, by) for part in (term.consequence, term.condition))
        return render(consequence), render(condition), max(_last(consequence), _last(condition))
    return render(term), "", _last(term)


def _timed(term: Proposition, made: date, by: int | None) -> Proposition:
    """The term with a time for each part that names none: a change from the year it was made, all else in the last."""
    match term:
        case And(parts):
            return And(tuple(_timed(part, made, by) for part in parts))
        case Or(parts):
            return Or(tuple(_timed(part, made, by) for part in parts))
        case Not(part):
            return Not(_timed(part, made, by))
        case Quantified():
            return msgspec.structs.replace(term, body=_timed(term.body, made, by))
        case If():
            raise InputError("a condition within a condition", mend="Write one `if ... then ... by YEAR`")
    if term.when is not None:
        return term
    if by is None:
        raise InputError("no time is named by which it should come true", mend="End it in `by 2030`")
    when: When = FromTo(made.year, by) if isinstance(term, Trend) else In(by)
    return msgspec.structs.replace(term, when=when)


def _last(term: Proposition) -> date:
    days = []
    for atom in atoms(term):
        match atom.when:
            case None:
                raise InputError("no time is named by which it should come true", mend="Name a year or a day")
            case FromTo(_, last):
                days.append(last_day(last))
            case In(year):
                days.append(date(year, 12, 31))
            case when:
                bound = getattr(when, "day", None) or getattr(when, "first", None) or getattr(when, "year", None)
                days.append(last_day(bound) if bound is not None else date.max)
    return max(days)


def checked(entry: Entry) -> Entry:
    """The entry itself; InputError where a number, a choice or a date cannot be."""
    if entry.probability is not None and not 0.0 <= entry.probability <= 1.0:
        raise InputError(f"a probability of {entry.probability}", mend="Give one from 0 to 1")
    if entry.method not in METHODS:
        raise InputError(f"no method is called {entry.method[:40]!r}", mend=f"Choose one of {', '.join(METHODS)}")
    if entry.expects not in ("true", "false"):
        raise InputError(f"it cannot be expected to be {entry.expects[:20]!r}", mend="Expect it to be true or false")
    if entry.made > entry.registered:
        raise InputError(f"made on {entry.made}, after {entry.registered}", mend="Give the day on which it was made")
    return entry
