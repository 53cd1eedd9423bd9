"""Who a state is compared with where nobody else is named (R5)."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from multipolar.actors.record import registry
from multipolar.measures.peers import region
from multipolar.propositions.record import Record
from multipolar.propositions.terms import Peers


@dataclass(frozen=True, slots=True)
class PeerGroup:
    """name: in words, for the result. states: keys by which the year's peers are taken."""

    name: str
    body: str | None
    states: frozenset[str]

    def in_year(self, year: int, record: Record) -> frozenset[str]:
        """The peers of a year: of an organisation, its full members at the end of that year."""
        if self.body is None:
            return self.states
        day = min(date(year, 12, 31), record.horizon)
        rows = record.memberships.on(self.body, day, as_known=record.as_known)
        return frozenset(row.actor for row in rows if row.actor in registry().states)


def peer_group(term: Peers, covered: Set[str]) -> PeerGroup:
    """The peers of a state: the named body's members, else the states of its UN M49 subregion.

    covered: states that the measure covers in the years asked about. Where fewer than five of the subregion are
    covered, the region takes its place. The state itself is left out by the comparison.
    """
    if term.body is not None:
        members = "states of" if term.body in registry().groups else "full members of"
        return PeerGroup(f"{members} {term.body} as of the end of each year", term.body, frozenset())
    words, states = region(term.state, covered)
    return PeerGroup(words, None, states)
