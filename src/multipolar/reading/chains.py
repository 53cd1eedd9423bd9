"""Chains of ties: A leans on B, and B on C, each link a claim of its own."""

from __future__ import annotations

from multipolar.reading.document import Chain, Claim
from multipolar.reading.relations import family

LEANS = ("dependence", "acting for")
"""Families in which the subject leans on the object."""
HOLDS = ("influence", "leadership")
"""Families in which the object leans on the subject."""
MAX_CHAINS = 50

Link = tuple[str, str, str, int]
"""Who leans on whom, by which relation, in which claim."""


def find_chains(claims: tuple[Claim, ...]) -> tuple[Chain, ...]:
    """The longest chains of at least three actors, none twice in one, that claims not denied link up."""
    links = list(dict.fromkeys(link for claim in claims for link in _links(claim)))
    onward: dict[str, list[Link]] = {}
    for link in links:
        onward.setdefault(link[0], []).append(link)
    reached = {link[1] for link in links}
    found: list[Chain] = []
    for first in onward:
        if first not in reached:
            _follow([], first, onward, found)
    return tuple(dict.fromkeys(found))


def _links(claim: Claim) -> list[Link]:
    found: list[Link] = []
    for said in claim.assertions:
        kind = family(said.relation)
        if said.negated or kind not in (*LEANS, *HOLDS):
            continue
        pairs = [(s, o) for s in said.subjects for o in said.objects if s != o]
        found += [
            (s, o, said.relation, claim.number) if kind in LEANS else (o, s, said.relation, claim.number)
            for s, o in pairs
        ]
    return found


def _follow(so_far: list[Link], actor: str, onward: dict[str, list[Link]], found: list[Chain]) -> None:
    """Go on from an actor; where nothing new follows, what was gone through is a chain."""
    seen = {link[0] for link in so_far} | {actor}
    further = [link for link in onward.get(actor, ()) if link[1] not in seen]
    if not further and len(so_far) > 1 and len(found) < MAX_CHAINS:
        actors = (*(link[0] for link in so_far), actor)
        found.append(Chain(actors, tuple(link[2] for link in so_far), tuple(link[3] for link in so_far)))
    for link in further:
        if len(found) < MAX_CHAINS and len(so_far) < len(onward):
            _follow([*so_far, link], link[1], onward, found)
