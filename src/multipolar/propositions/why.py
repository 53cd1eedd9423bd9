"""Why a proposition came out as it did: one paragraph with footnotes that can be pasted into a text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from multipolar.propositions.multiverse import Multiverse
from multipolar.propositions.result import Evidence, Result

_SAID = {
    "holds": "On the record this holds",
    "fails": "On the record this does not hold",
    "undecided": "The record leaves this undecided",
}
SHOWN = 4
"""Sources of memberships that a paragraph names; the rest are counted."""


def why(found: Multiverse, cite: Callable[[str], str], then: Result | None = None) -> str:
    """The proposition in words, the answer, its reason, how firm it is, and a footnote for each source.

    cite: the reference of a source by its key. then: the answer as known on the day asked about, where `found` is as
    known now.
    """
    result = found.asked
    sources = list(dict.fromkeys(row.source for row in _used(result) if row.source))
    notes, more = sources[:SHOWN], len(sources) - SHOWN
    marks = "".join(f"[{number}]" for number in range(1, len(notes) + 1))
    text = [f"“{result.english.rstrip('.')}.” {_SAID[result.result]}: {result.reason}{marks}."]
    if result.effect is not None and result.result != "undecided":
        text.append(f"The effect is {result.effect:+.3g} ({result.unit}).")
    if result.probability is not None:
        text.append("The probability is that of the measure given its stated error, and not that of a claim.")
    if then is not None:
        text.append(then_and_now(then, result))
    text.append(found.summary())
    lines = [" ".join(text), ""]
    lines += [f"[{number}] {cite(key)}" for number, key in enumerate(notes, start=1)]
    if more > 0:
        lines.append(f"and {more} more {'source' if more == 1 else 'sources'}")
    return "\n".join(lines).rstrip()


def then_and_now(then: Result, now: Result) -> str:
    """One sentence on the answer as known then and as known now."""
    if then.result == now.result:
        return f"As known then and as known now the answer is the same ({now.knowledge or then.knowledge})."
    return f"As known then ({then.knowledge}) it was {_word(then)}: {then.reason}. As known now it is {_word(now)}."


def _word(result: Result) -> str:
    return "undecided" if result.result == "undecided" else f"such that it {result.result}"


def _used(result: Result) -> Iterator[Evidence]:
    """The evidence, that of measures first."""
    yield from (row for row in result.evidence if row.kind != "membership")
    yield from (row for row in result.evidence if row.kind == "membership")
