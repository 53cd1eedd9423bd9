"""Hypothesis strategies for well-typed propositions."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from multipolar.actors.memberships import ROLES
from multipolar.actors.registry import DEFAULT_POWERS, POWERS
from multipolar.propositions.terms import (
    EACH,
    And,
    Around,
    FromTo,
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
    Or,
    Peers,
    Powers,
    Proposition,
    Quantified,
    Rank,
    Since,
    Trend,
    World,
)

STATES = ("KAZ", "UZB", "HUN", "TKM", "ESP", "BRA")
BODIES = ("OTS", "CIS", "NATO", "EU", "central-asia")

years = st.integers(1990, 2025)
days = st.dates(date(1990, 1, 1), date(2025, 12, 31))
spans = st.lists(years, min_size=2, max_size=2, unique=True).map(sorted).map(lambda pair: FromTo(*pair))
day_spans = st.lists(days, min_size=2, max_size=2, unique=True).map(sorted).map(lambda pair: FromTo(*pair))
stretches = spans | years.map(Since)
yearly = stretches | years.map(In)
changing = stretches | years.map(Around)
daily = yearly | days.map(On) | days.map(Since) | day_spans
decimals = st.integers(-(10**9), 10**9).map(lambda n: n / 10**6)


def memberships(actor: st.SearchStrategy[str]) -> st.SearchStrategy[Membership]:
    return st.builds(
        Membership, actor, st.sampled_from(BODIES[:-1]), st.sampled_from((*ROLES, "any")), daily
    ) | st.builds(Membership, actor, st.just("central-asia"), st.sampled_from(("full", "any")), daily)


def monads(actor: st.SearchStrategy[str]) -> st.SearchStrategy[Measure]:
    return st.builds(lambda name, state: Measure(name, (state,)), st.sampled_from(("capability", "democracy")), actor)


def dyads(actor: st.SearchStrategy[str]) -> st.SearchStrategy[Measure]:
    names, power = st.sampled_from(("trade", "agreement")), st.sampled_from(POWERS)
    return st.builds(lambda name, state, other: Measure(name, (state, other)), names, actor, power)


@st.composite
def levels(draw: st.DrawFn, actor: st.SearchStrategy[str]) -> Level:
    left = draw(monads(actor) | dyads(actor))
    state = str(left.slots[0])
    peers = st.builds(Peers, st.just(state), st.none() | st.sampled_from(BODIES))
    right = draw(decimals.map(Number) | peers | st.just(World()))
    return Level(left, draw(st.sampled_from(("<", ">", "<=", ">=", "="))), right, draw(yearly))


def trends(actor: st.SearchStrategy[str]) -> st.SearchStrategy[Trend]:
    share = st.none() | st.integers(1, 10**6).map(lambda n: n / 10**4)
    measure = monads(actor) | dyads(actor)
    return st.builds(Trend, measure, st.sampled_from(("rises", "falls")), share, changing) | st.builds(
        Trend, measure, st.just("holds"), st.none(), changing
    )


def ranks(actor: st.SearchStrategy[str]) -> st.SearchStrategy[Rank]:
    among = st.lists(st.sampled_from(POWERS), min_size=2, unique=True).map(lambda keys: Listed(tuple(sorted(keys))))
    listed = st.tuples(actor, among, yearly).map(
        lambda drawn: Rank(drawn[1].states[0], Measure("trade", (drawn[0], drawn[1])), drawn[2])
    )
    return listed | st.builds(
        lambda leader, state, when: Rank(leader, Measure("agreement", (state, Powers())), when),
        st.sampled_from(DEFAULT_POWERS),
        actor,
        yearly,
    )


def atoms(actor: st.SearchStrategy[str]) -> st.SearchStrategy[Proposition]:
    return st.one_of(memberships(actor), levels(actor), trends(actor), ranks(actor))


def nested(leaves: st.SearchStrategy[Proposition]) -> st.SearchStrategy[Proposition]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: And(tuple(parts))),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: Or(tuple(parts))),
        ),
        max_leaves=4,
    )


some_states = st.lists(st.sampled_from(STATES), min_size=1, max_size=4, unique=True).map(
    lambda keys: tuple(sorted(keys))
)
groups = some_states.map(Listed) | st.builds(
    Named, st.sampled_from(("OIC", "SCO", "south-caucasus")), st.just(()) | some_states, st.none() | days
)
quantified = st.one_of(
    st.builds(
        Quantified,
        st.sampled_from(("all", "most", "some", "none")),
        st.none(),
        groups,
        nested(atoms(st.just(EACH))),
    ),
    st.builds(Quantified, st.just("at least"), st.integers(1, 999), groups, nested(atoms(st.just(EACH)))),
)
plain = nested(st.one_of(atoms(st.sampled_from(STATES)), quantified))
propositions = plain | st.builds(If, plain, plain, st.none() | years)
"""Any proposition that the language can say, short enough for its bounds most of the time."""
