"""The tables of the world: what each holds, from which datasets, whether it ships, and how it is computed.

What ships are measures that our own code computes. The others hold figures of the datasets themselves, keyed by our
states: they are for whoever has the source files and builds a world from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import combinations
from pathlib import Path

import polars as pl

from multipolar.actors.record import registry
from multipolar.actors.registry import DEFAULT_POWERS
from multipolar.measures import alliances, capability, regime, trade, votes
from multipolar.measures.resampling import Z95
from multipolar.sources import alliances as atop
from multipolar.sources import (
    capabilities,
    contiguity,
    disputes,
    geodist,
    ideal_points,
    igo,
    missions,
    population,
    troops,
    un_votes,
)
from multipolar.sources import regime as regimes
from multipolar.sources import trade as cow_trade
from multipolar.world.exits import parted
from multipolar.world.tidy import each_pair_once, keyed, one_each

PAIR = ("state1", "state2", "year")

FITTED = Path(__file__).parent / "fitted_positions.parquet"
"""Positions that our own code fitted, by COW number and year."""

Z90 = 1.6448536269514722
"""The 95th percentile of the normal distribution."""

STOPPED_YEARS = 10
"""Years after the last figure of US troops in a state in which a zero may mean that reports have stopped."""
SIDES = {"ccode1": "state1", "ccode2": "state2"}

UN_SEATS = {(cow, year): key for cow, key in ((369, "UKR"), (370, "BLR")) for year in range(1946, 1992)}
"""Members of the United Nations from 1945 that were no states of the COW system before 1991."""

WEST_GERMANY = {(255, year): "DEU" for year in range(1946, 1990)}
"""The national trade totals keep Germany's number 255 for the Federal Republic before 1990; the flows have 260."""


class Sources:
    """The source files of a folder, keyed by our states, each read and checked once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def material(self) -> pl.DataFrame:
        """Capability components on COW numbers: also the list of states of the system, year by year."""
        return capabilities.read(self.folder)

    @cached_property
    def system(self) -> pl.DataFrame:
        """`state` and `year` of all states of the system."""
        listed = keyed(self.material.select("ccode", "year"), {"ccode": "state"}, dataset="cow-nmc")
        return one_each(listed, ["state", "year"])

    @cached_property
    def votes(self) -> pl.DataFrame:
        """Votes of the years that the source covers in full."""
        return self.all_votes.filter(pl.col("year").is_between(*un_votes.DATASET.covers))

    @cached_property
    def all_votes(self) -> pl.DataFrame:
        """All votes of the source, with the resolution that each roll call is on."""
        cast = un_votes.read(self.folder)
        ours = one_each(
            keyed(cast, {"ccode": "state"}, dataset="un-votes", other_seats=UN_SEATS), ["year", "rcid", "state"]
        )
        return ours.join(self.resolutions, on="rcid", how="left", maintain_order="left")

    @cached_property
    def roll_calls(self) -> pl.DataFrame:
        """All roll calls of the source."""
        return un_votes.read_roll_calls(self.folder)

    @cached_property
    def resolutions(self) -> pl.DataFrame:
        """`rcid` and the `cluster` of roll calls on one resolution."""
        return votes.resolutions(self.roll_calls, un_votes.read_linked(self.folder)).cast({"rcid": pl.Int32})

    @cached_property
    def flows(self) -> pl.DataFrame:
        """Trade flows, each pair once, zeros that stand for missing reports made missing."""
        flows = each_pair_once(keyed(cow_trade.read(self.folder), SIDES, dataset="cow-trade"), ["flow"])
        return trade.without_false_zeros(flows)

    @cached_property
    def accounts(self) -> pl.DataFrame:
        """Each pair seen from either state, with the two accounts of the state's trade."""
        totals = cow_trade.read_totals(self.folder)
        ours = keyed(totals, {"ccode": "state"}, dataset="cow-trade", other_seats=WEST_GERMANY)
        return trade.with_shares(self.flows, one_each(ours, ["state", "year"], known=["total"]))

    @cached_property
    def scores(self) -> pl.DataFrame:
        """Regime scores, with the number that each row came from."""
        return keyed(regimes.read(self.folder), {"ccode": "state"}, dataset="v-dem and polity")


Compute = Callable[[Sources], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class WorldTable:
    """A table: its name, datasets, what a row and each column hold, whether pairs stand once, whether it ships."""

    name: str
    datasets: tuple[str, ...]
    rows: str
    columns: dict[str, str]
    compute: Compute
    symmetric: bool = False
    ships: bool = False


def states(sources: Sources) -> pl.DataFrame:
    """Numbers about one state."""
    parts = capability.shares(sources.material)
    material = one_each(keyed(parts, {"ccode": "state1"}, dataset="cow-nmc"), ["state1", "year"])
    polity = _scores(sources, "polity2").filter(pl.col("year") <= regimes.POLITY.covers[1])  # later ones: no release
    ranks = regime.democracy(_scores(sources, "polyarchy")).rename({"value": "democracy", "n": "democracy_n"})
    return _side_by_side(
        (
            material.with_columns(in_system=pl.lit(1, dtype=pl.Int8)),
            regime.regime_type(polity).rename({"state": "state1", "value": "regime_type"}),
            ranks.rename({"state": "state1"}),
            trade.account_ratios(sources.accounts).rename(
                {"state": "state1", "low": "trade_low", "high": "trade_high"}
            ),
        )
    ).with_columns(pl.col("in_system").fill_null(0))


def _scores(sources: Sources, name: str) -> pl.DataFrame:
    return one_each(sources.scores, ["state", "year"], known=[name]).select("state", "year", name)


def _side_by_side(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """State-years of several frames as one row each."""
    cast = (part.with_columns(pl.col("year").cast(pl.Int32)) for part in parts)
    return reduce(lambda one, other: one.join(other, on=["state1", "year"], how="full", coalesce=True), cast)


def counted(choice: str) -> Compute:
    """The table of votes of a choice of roll calls."""

    def compute(sources: Sources) -> pl.DataFrame:
        return votes.counts_by(votes.chosen(sources.votes, sources.roll_calls, choice), "year")

    return compute


def counted_contested(one: str, other: str) -> Compute:
    """The table of votes on roll calls contested between two powers, of all pairs with one of them."""

    def compute(sources: Sources) -> pl.DataFrame:
        found = votes.counts_by(votes.contested(sources.votes, one, other), "year")
        return found.filter(pl.any_horizontal(pl.col("state1", "state2").is_in([one, other])))

    return compute


def trade_shares(sources: Sources) -> pl.DataFrame:
    """Shares of trade of either state of a pair."""
    shares = trade.compute(sources.accounts).with_columns(pl.col("value").cast(pl.Float32))
    ahead = shares.filter(pl.col("state1") < pl.col("state2")).rename({"value": "share1"})
    behind = shares.filter(pl.col("state1") > pl.col("state2")).select(
        "year", state1=pl.col("state2"), state2=pl.col("state1"), share2=pl.col("value")
    )
    return ahead.join(behind, on=PAIR, how="full", coalesce=True).select(*PAIR, "share1", "share2")


def obligations(sources: Sources) -> pl.DataFrame:
    """What each state owes each other, where anything is listed."""
    types = list(atop.OBLIGATIONS)
    first, last = atop.DATASET.covers
    treaties = atop.read(sources.folder).filter(pl.col("year").is_between(first, last))
    listed = sources.material.select("ccode", "year")
    for code in SIDES:  # ATOP also lists members of alliances in years in which they were no states
        treaties = treaties.join(listed, left_on=[code, "year"], right_on=["ccode", "year"], how="semi")
    owed = keyed(treaties, SIDES, dataset="atop").group_by(PAIR).agg(pl.col(types).max())
    return alliances.without_exits(
        owed.filter(pl.col("state1") != pl.col("state2")), parted("CSTO", range(first, last + 1))
    )


def more_scores(sources: Sources) -> pl.DataFrame:
    """Published scores and estimates about one state."""
    economy = keyed(population.read(sources.folder), {"ccode": "state1"}, dataset="fariss-gdp")
    bounded = [
        (pl.col(name) + sign * Z95 * pl.col(f"{name}_sd")).alias(f"{name}_{side}")
        for name in ("gdp", "gdp_per_head", "population")
        for side, sign in (("low", -1), ("high", 1))
    ]
    points = keyed(
        ideal_points.read(sources.folder), {"ccode": "state1"}, dataset="ideal-points-2025", other_seats=UN_SEATS
    )
    counted_once = _known_troops(troops.read(sources.folder).filter(~pl.col("inflated")))
    hosts = keyed(counted_once, {"ccode": "state1"}, dataset="us-troops", strangers=True)
    polity = _scores(sources, "polity2").filter(pl.col("year") <= regimes.POLITY.covers[1])
    return _side_by_side(
        (
            _scores(sources, "polyarchy").rename({"state": "state1"}),
            polity.rename({"state": "state1"}),
            _scores(sources, "uds").rename({"state": "state1"}),
            one_each(economy, ["state1", "year"], known=["gdp"])
            .with_columns(bounded)
            .select("state1", "year", *(f"{name}{end}" for name in ("gdp", "gdp_per_head", "population")
                                        for end in ("", "_low", "_high"))),
            one_each(points, ["state1", "year"], known=["point_final"]).select(
                "state1", "year", position="point_final", position_low=_widened("q5_final"),
                position_high=_widened("q95_final"), position_n="n_final",
            ),
            one_each(hosts, ["state1", "year"]).select("state1", "year", us_troops="troops"),
        )
    )  # fmt: skip


def _widened(quantile: str) -> pl.Expr:
    """A 5 or 95 % quantile of the posterior moved to where the 2.5 or 97.5 % one of a normal distribution would be."""
    return pl.col("point_final") + (pl.col(quantile) - pl.col("point_final")) * Z95 / Z90


def _known_troops(hosts: pl.DataFrame) -> pl.DataFrame:
    """The figures less zeros in the ten years after a figure: the source writes 0 for what it stopped reporting."""
    seen = pl.when(pl.col("troops") > 0).then("year").forward_fill().over("ccode")
    ended = (pl.col("troops") == 0) & (pl.col("year") - seen <= STOPPED_YEARS).fill_null(value=False)
    return hosts.sort("ccode", "year").filter(~ended)


def positions(_: Sources) -> pl.DataFrame:
    """Positions from UN votes, fitted beforehand since it takes minutes (`python -m multipolar.positions.shipped`)."""
    fitted = pl.read_parquet(FITTED)
    rows = keyed(fitted, {"ccode": "state1"}, dataset="un-votes", other_seats=UN_SEATS)
    return one_each(rows, ["state1", "year"])


def ballots(sources: Sources) -> pl.DataFrame:
    """Votes cast."""
    return sources.all_votes.select("rcid", "state", "vote").sort("rcid", "state")


def roll_calls(sources: Sources) -> pl.DataFrame:
    """Roll calls."""
    return sources.roll_calls.join(sources.resolutions, on="rcid").sort("rcid").drop("description")


def aggression(sources: Sources) -> pl.DataFrame:
    """The recorded vote on ES-11/1."""
    rows = un_votes.read_recent(sources.folder).with_columns(year=pl.col("date").dt.year().cast(pl.Int32))
    return one_each(keyed(rows, {"ccode": "state"}, dataset="un-votes-recent"), ["year", "state"]).select(
        "year", "state", "vote"
    )


def imports(sources: Sources) -> pl.DataFrame:
    """What each state reports to have imported from each other."""
    there = sources.flows.select(*PAIR, imports="flow1")
    back = sources.flows.select("year", state1=pl.col("state2"), state2=pl.col("state1"), imports=pl.col("flow2"))
    return pl.concat([there, back.select(there.columns)]).drop_nulls("imports")


def sent_missions(sources: Sources) -> pl.DataFrame:
    """Whether each state keeps a mission in each other."""
    rows = keyed(missions.read(sources.folder), SIDES, dataset="dipcon", strangers=True)
    return one_each(rows.filter(pl.col("state1") != pl.col("state2")), list(PAIR), known=["mission"])


def contiguous(sources: Sources) -> pl.DataFrame:
    """The nearest kind of contiguity of pairs that have one in a year."""
    spells = contiguity.read(sources.folder).with_columns(
        year=pl.int_ranges(pl.col("start").dt.year(), pl.col("end").dt.year() + 1, dtype=pl.Int32)
    )
    listed = sources.material.select("ccode", "year")
    rows = spells.explode("year")
    for code in SIDES:
        rows = rows.join(listed, left_on=[code, "year"], right_on=["ccode", "year"], how="semi")
    ours = keyed(rows.select(*SIDES, "year", "conttype"), SIDES, dataset="cow-contiguity")
    return (
        ours.filter(pl.col("state1") < pl.col("state2"))
        .group_by(PAIR)
        .agg(pl.col("conttype").min().cast(pl.Int8).alias("contiguity"))
    )


def distances(sources: Sources) -> pl.DataFrame:
    """One distance for each pair; the year 0 stands for all."""
    known = set(registry().states)
    rows = geodist.read(sources.folder).filter(pl.col("iso3_o") < pl.col("iso3_d"))
    return rows.filter(pl.all_horizontal(pl.col("iso3_o", "iso3_d").is_in(known))).select(
        state1="iso3_o", state2="iso3_d", year=pl.lit(0, dtype=pl.Int32), distance="dist"
    )


def opposed(sources: Sources) -> pl.DataFrame:
    """The highest hostility between pairs that were on opposite sides of a dispute in a year."""
    rows = disputes.read(sources.folder)
    sides = rows.filter(pl.col("sidea1") != pl.col("sidea2"))
    listed = sources.material.select("ccode", "year")
    for code in SIDES:
        sides = sides.join(listed, left_on=[code, "year"], right_on=["ccode", "year"], how="semi")
    level = pl.max_horizontal("hostlev1", "hostlev2")
    ours = keyed(sides.select(*SIDES, "year", level.alias("dispute")), SIDES, dataset="gml-mid")
    return ours.filter(pl.col("state1") != pl.col("state2")).group_by(PAIR).agg(pl.col("dispute").max().cast(pl.Int8))


def cow_shared(sources: Sources) -> pl.DataFrame:
    """Shared organisations by the COW count."""
    rows = each_pair_once(keyed(igo.read_shared(sources.folder), SIDES, dataset="cow-igo", strangers=True))
    return rows.select(*PAIR, organisations=pl.col("shared").cast(pl.Int16))


def cow_memberships(sources: Sources) -> pl.DataFrame:
    """Memberships of the COW IGO data."""
    rows = keyed(igo.read(sources.folder), {"ccode": "state"}, dataset="cow-igo", strangers=True)
    return one_each(rows, ["state", "year", "igo"])


_COUNTS = {
    cell: f"roll calls on which the first state voted {cell.replace('_', ' and the second ')}" for cell in votes.CELLS
}
_COUNTS["effective"] = "how many independent votes the shared ones are worth, rounded down"
VOTES_FROM = ("ideal-points-2020", "un-roll-calls", "un-votes")
"""The votes, what marks roll calls, and what links those on one resolution."""

_VOTES = "pair of states and calendar year with a shared vote"


def _votes_tables() -> tuple[WorldTable, ...]:
    names = {"all": "all", "important": "those that the US State Department called important"}
    plain = (
        WorldTable(
            f"votes_{choice}", VOTES_FROM, f"{_VOTES}, roll calls: {names.get(choice, f'those marked {choice}')}",
            _COUNTS, counted(choice), symmetric=True, ships=True,
        )
        for choice in votes.CHOICES
    )  # fmt: skip
    split = (
        WorldTable(
            f"votes_contested-{one}-{other}", VOTES_FROM,
            f"{_VOTES}, one of them {one} or {other}; roll calls on which {one} and {other} voted differently",
            _COUNTS, counted_contested(one, other), symmetric=True, ships=True,
        )
        for one, other in combinations(sorted(DEFAULT_POWERS), 2)
    )  # fmt: skip
    return (*plain, *split)


_OWED = {
    kind: f"1 if a treaty binds the first state to the second: {kind}; empty if left open" for kind in atop.OBLIGATIONS
}

TABLES: dict[str, WorldTable] = {
    table.name: table
    for table in (
        WorldTable(
            "states",
            ("cow-nmc", "cow-trade", "polity", "v-dem"),
            "state and year",
            {
                "capability": "CINC, share of the world total",
                **{f"{part}_share": f"share of the world's {part}" for part in capability.COMPONENTS},
                "in_system": "1 if the state was one of the COW state system",
                "regime_type": "-1 autocracy, 0 anocracy, 1 democracy",
                "democracy": "percentile rank on electoral democracy",
                "democracy_n": "other states ranked",
                "trade_low": "factor that turns a share of trade into that of the larger account of the state's trade",
                "trade_high": "the same for the smaller account",
            },
            states,
            ships=True,
        ),
        *_votes_tables(),
        WorldTable(
            "trade",
            ("cow-trade",),
            "pair of states and year",
            {"share1": "share of the first state's trade with the second", "share2": "the second's with the first"},
            trade_shares,
            symmetric=True,
            ships=True,
        ),
        WorldTable(
            "alliances",
            ("atop",),
            "directed pair of states and year for which a treaty is listed; 0 elsewhere if both were states",
            _OWED,
            obligations,
            ships=True,
        ),
        WorldTable(
            "positions",
            VOTES_FROM,
            "state and year in which a session of the Assembly began",
            {
                "position": "ideal point, one-sided model, votes of 1946 to 2019",
                "position_low": "2.5 % quantile of the posterior",
                "position_high": "97.5 % quantile of the posterior",
                "position_n": "votes used",
            },
            positions,
            ships=True,
        ),
        WorldTable(
            "scores",
            ("fariss-gdp", "ideal-points-2025", "polity", "uds", "us-troops", "v-dem"),
            "state and year",
            {
                "polyarchy": "V-Dem electoral democracy index",
                "polity2": "Polity score",
                "uds": "extended Unified Democracy Score",
                **{f"{name}{end}": f"{name}{words}" for name in ("gdp", "gdp_per_head", "population")
                   for end, words in (("", ""), ("_low", ", lower 95 % bound"), ("_high", ", upper 95 % bound"))},
                "position": "ideal point, final-passage votes",
                "position_low": "lower 95 % bound, from the 5 % quantile",
                "position_high": "upper 95 % bound, from the 95 % quantile",
                "position_n": "votes used",
                "us_troops": "active-duty US personnel",
            },
            more_scores,
        ),
        WorldTable("ballots", ("un-votes",), "roll call and state", {"vote": "1 yes, 2 abstain, 3 no"}, ballots),
        WorldTable(
            "roll_calls", ("un-roll-calls",), "roll call",
            {"cluster": "number of the resolution, equal where it recurs"}, roll_calls,
        ),
        WorldTable("es_11_1", ("un-votes-recent",), "member of the United Nations",
                   {"vote": "on ES-11/1 of 2 March 2022: yes, no, abstain or absent"}, aggression),
        WorldTable("trade_flows", ("cow-trade",), "directed pair of states and year",
                   {"imports": "million current US dollars"}, imports),
        WorldTable("missions", ("dipcon",), "sender, host and year", {"mission": "1 if there is one"}, sent_missions),
        WorldTable("contiguity", ("cow-contiguity",), "contiguous pair of states and year",
                   {"contiguity": "1 to 5"}, contiguous, symmetric=True),
        WorldTable("distance", ("cepii-geodist",), "pair of states", {"distance": "km"}, distances, symmetric=True),
        WorldTable("disputes", ("gml-mid",), "directed pair of states and year with a dispute",
                   {"dispute": "hostility level, 1 to 5"}, opposed),
        WorldTable("cow_ties", ("cow-igo",), "pair of states and year",
                   {"organisations": "shared organisations"}, cow_shared, symmetric=True),
        WorldTable("cow_memberships", ("cow-igo",), "state, year and organisation",
                   {"role": "full, associate or observer"}, cow_memberships),
    )
}  # fmt: skip
"""All tables by name, in the order in which they are computed."""
