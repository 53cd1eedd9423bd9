"""A condition on one state over some years: `capability(RUS) falls by 30% within 10 years`."""

from __future__ import annotations

import re

import msgspec

from multipolar.actors.record import registry
from multipolar.actors.registry import nearest
from multipolar.errors import InputError
from multipolar.measures.catalogue import MEASURES

FORM = "MEASURE(STATE) falls|rises by P% within N years"
_FORM = re.compile(
    r"\s*(?P<measure>\w{1,40})\(\s*(?P<state>\w{1,40})\s*\)\s+(?P<way>falls|rises)\s+by\s+(?P<share>\d{1,4}(?:\.\d{1,4})?)\s*%"
    r"\s+within\s+(?P<years>\d{1,3})\s+years?\s*\Z"
)
LONGEST = 50
"""Years that a condition may take in."""


class Condition(msgspec.Struct, frozen=True):
    """share: by how much of its first value the measure falls or rises, 0.3 for 30 %. years: within how many."""

    measure: str
    state: str
    falls: bool
    share: float
    years: int

    def __str__(self) -> str:
        way = "falls" if self.falls else "rises"
        return f"{self.measure}({self.state}) {way} by {100 * self.share:g}% within {self.years} years"


def parse_condition(text: str) -> Condition:
    """Read a condition; InputError for another form, unknown names, a measure of two states, a number out of bounds."""
    match = _FORM.match(text)
    if match is None:
        raise InputError(f"{text[:80]!r} is no condition", mend=f"Write {FORM}")
    measure, state = match["measure"], match["state"]
    if measure not in MEASURES:
        raise InputError(f"no measure is called {measure!r}", mend=nearest(measure, MEASURES))
    if len(MEASURES[measure].arguments) != 1 or MEASURES[measure].low < 0:
        raise InputError(f"{measure} is no size of one state", mend="Take capability, gdp or another share or amount")
    if state not in registry().states:
        raise InputError(f"no state has the key {state!r}", mend=nearest(state, registry().states))
    share, years = float(match["share"]) / 100, int(match["years"])
    falls = match["way"] == "falls"
    if share <= 0 or (falls and share >= 1):
        raise InputError(f"a change by {match['share']} %", mend="Give one above 0, of a fall below 100")
    if not 1 <= years <= LONGEST:
        raise InputError(f"a span of {years} years", mend=f"Give 1 to {LONGEST} years")
    return Condition(measure, state, falls, share, years)
