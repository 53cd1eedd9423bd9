"""Why a proposition came out as it did: one paragraph with footnotes that can be pasted into a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from multipolar.actors.memberships import Memberships
from multipolar.propositions.multiverse import Multiverse
from multipolar.propositions.result import Evidence, Result
from multipolar.propositions.terms import Membership, Proposition, atoms

_SAID = {
    "holds": "On the record this holds",
    "fails": "On the record this does not hold",
    "undecided": "The record leaves this undecided",
}
NAMED = 6
"""Members that a footnote names; the rest are counted."""


def why(
    found: Multiverse, cite: Callable[[str], str], then: Multiverse | None = None, lists: Iterable[Evidence] = ()
) -> str:
    """The proposition in words, the answer, its reason, how firm it is, and a footnote for each source.

    cite: the reference of a source by its key. then: the answer as known on the day asked about, where `found` is as
    known now; each is held against other choices as known on its own day. lists: from `lists_read`.
    """
    result = found.asked
    notes = _notes((*_used(result), *lists))
    text = [f"“{result.english.rstrip('.')}.” {_SAID[result.result]}: {result.reason}{_marks(len(notes))}."]
    if result.effect is not None and result.result != "undecided":
        text.append(f"The effect is {result.effect:+.3g} ({result.unit}).")
    if result.probability is not None:
        text.append("The probability is that of the measure given its stated error, and not that of a claim.")
    if then is None:
        text.append(found.summary())
    else:
        text += [then_and_now(then.asked, result), f"As known now: {found.summary()} As known then: {then.summary()}"]
    lines = [f"[{number}] {cite(key)}{_whom(rows)}" for number, (key, rows) in enumerate(notes.items(), start=1)]
    return "\n".join([" ".join(text), "", *lines]).rstrip()


def then_and_now(then: Result, now: Result) -> str:
    """One sentence on the answer as known then and as known now."""
    if then.result == now.result:
        return f"As known then and as known now the answer is the same ({now.knowledge or then.knowledge})."
    return f"As known then ({then.knowledge}) it was {_word(then)}: {then.reason}. As known now it is {_word(now)}."


def lists_read(proposition: Proposition, result: Result, memberships: Memberships) -> tuple[Evidence, ...]:
    """The member lists that answered by not naming an actor, as evidence: a row for each source of each list."""
    shown = {_body(row) for row in result.evidence if row.kind == "membership"}
    bodies = {atom.body for atom in atoms(proposition) if isinstance(atom, Membership)} - shown
    return tuple(row for body in sorted(bodies) for row in _list_of(body, memberships))


def _list_of(body: str, memberships: Memberships) -> Iterator[Evidence]:
    rows = [row for row in memberships.by_body.get(body, ()) if row.known(None)]
    checked = max((row.checked_on for row in rows), default="")
    for source in dict.fromkeys(row.cited for row in rows):
        yield Evidence("membership", f"listed in {body}", (), checked, source=source)


def _word(result: Result) -> str:
    return "undecided" if result.result == "undecided" else f"such that it {result.result}"


def _used(result: Result) -> Iterator[Evidence]:
    """The evidence, that of measures first."""
    yield from (row for row in result.evidence if row.kind != "membership")
    yield from (row for row in result.evidence if row.kind == "membership")


def _notes(rows: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """The rows that each source stands behind, in the order of the sources."""
    notes: dict[str, list[Evidence]] = {}
    for row in rows:
        if row.source:
            notes.setdefault(row.source, []).append(row)
    return notes


def _marks(count: int) -> str:
    """The marks of all footnotes; a footnote itself says whom it is about."""
    return f"[1–{count}]" if count > 2 else "".join(f"[{number}]" for number in range(1, count + 1))


def _whom(rows: Iterable[Evidence]) -> str:
    """Whose membership of what a source gives: " (KAZ, RUS in CIS)"; nothing for a measure, which its title tells."""
    held = sorted((row for row in rows if row.kind == "membership"), key=_body)
    told = [_members(body, list(of_body)) for body, of_body in groupby(held, key=_body)]
    return f" ({'; '.join(told)})" if told else ""


def _members(body: str, rows: list[Evidence]) -> str:
    actors = list(dict.fromkeys(actor for row in rows for actor in row.actors))
    if not actors:
        return f"members of {body}, last checked {rows[0].time}"
    more = f" and {len(actors) - NAMED} more" if len(actors) > NAMED else ""
    return f"{', '.join(actors[:NAMED])}{more} in {body}"


def _body(row: Evidence) -> str:
    """The organisation or group of a membership row, which `what` names last."""
    return row.what.rpartition(" in ")[2]
