"""How the condition of a forecast went before, in a few sentences: precedents of the state that it speaks of."""

from __future__ import annotations

from multipolar.actors.record import registry
from multipolar.briefs.words import plural
from multipolar.dynamics.conditions import Condition
from multipolar.dynamics.precedents import AFTER, COMPARABLE, Case, precedents
from multipolar.measures.panel import Panel
from multipolar.reading.document import Claim, Reading
from multipolar.reading.relations import find_assertions
from multipolar.reading.sentences import Stretch

CONDITIONS = {"weakening": True, "weakness": True, "strengthening": False, "strength": False}
"""Relations that a condition may speak of, with whether capability is to fall."""
SHARE, WITHIN = 0.3, 10
"""What stands for weaker or stronger where a text gives no measure: capability by so much within so many years."""


def before(claim: Claim, reading: Reading, panel: Panel) -> str:
    """The precedents of a forecast's condition; "" where it has none, or of no change in the strength of one state."""
    if claim.condition is None:
        return ""
    asserted = find_assertions(
        reading.document.text, Stretch(claim.condition.start, claim.condition.end), list(reading.mentions)
    )
    found = {
        (a.subjects[0], CONDITIONS[a.relation])
        for a in asserted
        if a.relation in CONDITIONS and len(a.subjects) == 1 and a.subjects[0] in registry().states
    }
    if len(found) != 1:
        return ""
    ((state, falls),) = found
    condition = Condition("capability", state, falls, SHARE, WITHIN)
    told = precedents(condition, panel)
    if not told.cases:
        return ""
    own = [case for case in told.cases if case.state == state]
    name = registry().label(state)
    change = f"the capability of a state {'falls' if falls else 'rises'} by {100 * SHARE:.0f} % within {WITHIN} years"
    cases, times = plural(len(told.cases), "case"), plural(told.periods, "separate time")
    few = "; too few for a percentage." if told.few else "."
    said = [
        f"{change}: {cases} among the {COMPARABLE} strongest states, {told.since} to {told.until}, in {times}{few}",
        f"Of {name} itself: {', '.join(f'{c.first}-{c.last}' for c in own)}." if own else f"None of {name} itself.",
    ]
    if own:
        said.append(f"The last time {_after(own[-1])}.")
    return " ".join([*said, "An order in time, not a cause."])


def _after(case: Case) -> str:
    """What came after a case: pacts kept, and trade inside and outside its sphere."""
    parts = []
    if case.asked:
        kept = f"{case.kept} of {case.asked}" if case.kept else f"none of {case.asked}"
        parts.append(f"{kept} defence pacts were still there {AFTER} years after")
    for tie in case.ties:
        if tie.measure == "trade" and tie.sphere_before is not None and tie.sphere_after is not None:
            parts.append(
                f"its share in the trade of those bound to it went from {100 * tie.sphere_before:.1f} to "
                f"{100 * tie.sphere_after:.1f} %"
            )
            if tie.others_before is not None and tie.others_after is not None:
                parts.append(f"in that of others from {100 * tie.others_before:.1f} to {100 * tie.others_after:.1f} %")
    if case.succession:
        parts.append(f"{plural(len(case.succession), 'state')} came out of it")
    return ", ".join(parts) or "nothing of what came after is covered"
