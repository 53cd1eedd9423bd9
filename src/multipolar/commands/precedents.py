"""`multipolar precedents`: how it went before, by name and year."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from multipolar.commands.options import columns, give, json_option, remark
from multipolar.errors import InputError

if TYPE_CHECKING:
    from multipolar.dynamics.growth import BodyCase
    from multipolar.dynamics.precedents import Case, Precedents

SHOWN = 8
"""Successor states that a line names; the rest are counted."""


@click.command("precedents")
@click.argument("condition")
@click.option(
    "--strongest",
    type=click.IntRange(1, 200),
    default=10,
    show_default=True,
    help="Compare states that were among so many strongest when it began.",
)
@json_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write rows (.csv, .parquet, .json) or a chart (.svg)."
)
def command(condition: str, strongest: int, as_json: bool, output: Path | None) -> None:
    """All cases since 1816 in which CONDITION held of a comparable state, and what came after.

    \b
    multipolar precedents "capability(RUS) falls by 30% within 10 years"
    multipolar precedents "milex_share(CHN) rises by 100% within 10 years" --strongest 5
    multipolar precedents "members(OTS) rises by 100% within 10 years"
    The last lists all organisations of the record whose full members rose so.
    """
    from multipolar.dynamics.growth import is_growth

    if is_growth(condition):
        _growth(condition, as_json=as_json, output=output)
        return
    from multipolar.dynamics.conditions import parse_condition
    from multipolar.dynamics.precedents import precedents
    from multipolar.measures.panel import Panel

    found = precedents(parse_condition(condition), Panel.current(), strongest)
    if output is not None and output.suffix.lower() == ".svg":
        _draw(found, output)
        output = None
        if not as_json:
            return
    rows = [_row(case) for case in found.cases]
    give(rows, as_json=as_json, output=output, text=_text(found, strongest), header=HEADER, others=(".svg",))


HEADER = (
    "state", "name", "first", "last", "before", "after", "change", "succession", "bound", "asked", "kept", "period",
    "trade_sphere_before", "trade_sphere_after", "trade_others_before", "trade_others_after",
    "agreement_sphere_before", "agreement_sphere_after", "agreement_others_before", "agreement_others_after",
)  # fmt: skip


def _row(case: Case) -> dict[str, Any]:
    row: dict[str, Any] = {
        "state": case.state, "name": case.name, "first": case.first, "last": case.last, "before": case.before,
        "after": case.after, "change": case.change, "succession": " ".join(case.succession),
        "bound": " ".join(case.bound), "asked": case.asked, "kept": case.kept, "period": case.period,
    }  # fmt: skip
    row |= dict.fromkeys(HEADER[12:])
    for tie in case.ties:
        for part in ("sphere_before", "sphere_after", "others_before", "others_after"):
            row[f"{tie.measure}_{part}"] = getattr(tie, part)
    return row


def _text(found: Precedents, strongest: int) -> str:
    from multipolar.dynamics.precedents import AFTER

    if not found.until:
        return f"{found.condition.measure} is not covered here."
    if not found.cases:
        span = f"{found.since} to {found.until}"
        return f"{found.condition}: no case of one of the {strongest} strongest states from {span}."
    heading = ("time", "state", "years", "change", "pacts kept", "trade, sphere", "trade, others", "came out of it")
    lines = columns([heading, *map(_cells, found.cases)])
    apart = [c for c in found.cases if c.succession]
    said = [
        f"{found.condition}: {len(found.cases)} cases of states among the {strongest} strongest, {found.since} to "
        f"{found.until}, in {found.periods} separate times.",
        f"Cases of one time overlap and are not independent. {len(apart)} go with states that came out of the one "
        "measured, so that part of the change is its extent.",
        _kept(found),
        "",
        *lines,
        "",
        "pacts kept: of the states bound to it by a defence pact at the start (ATOP), those that still were "
        f"{AFTER} years after, of those still covered. trade: median share of it in the trade of those states and of "
        f"all others, at the start and {AFTER} years after (COW). An order in time, not a cause.",
    ]
    return "\n".join(said)


def _kept(found: Precedents) -> str:
    """How many pacts outlasted the cases: a share only where there are enough separate times."""
    asked, kept = sum(c.asked for c in found.cases), sum(c.kept for c in found.cases)
    counted = f"Of {asked} defence pacts at the start of a case {kept} were still there at the end of it and after"
    if found.few:
        return f"{counted}; with {found.periods} separate times no percentage is given."
    return f"{counted} ({100 * kept / asked:.0f} %)." if asked else f"{counted}."


def _cells(case: Case) -> tuple[str, ...]:
    trade = next((tie for tie in case.ties if tie.measure == "trade"), None)
    out = ", ".join(case.succession[:SHOWN])
    more = f" and {len(case.succession) - SHOWN} more" if len(case.succession) > SHOWN else ""
    return (
        str(case.period),
        case.name,
        f"{case.first}-{case.last}",
        f"{100 * case.change:+.0f} %",
        f"{case.kept} of {case.asked}" if case.asked else ("none" if not case.bound else "not covered"),
        _from_to(trade.sphere_before, trade.sphere_after) if trade else "",
        _from_to(trade.others_before, trade.others_after) if trade else "",
        out + more,
    )


def _from_to(before: float | None, after: float | None) -> str:
    if before is None or after is None:
        return ""
    return f"{100 * before:.1f} to {100 * after:.1f} %"


def _draw(found: Precedents, output: Path) -> None:
    """Each case as a small chart from ten years before to twenty after, on one scale."""
    from multipolar.briefs.brief import TiesOf, TiesRow
    from multipolar.briefs.multiples import sheet
    from multipolar.dynamics.precedents import LINE
    from multipolar.files import write
    from multipolar.measures.catalogue import MEASURES

    if not found.cases:
        raise InputError("there is nothing to draw: no case was found", mend="Ask for a smaller change or more states")
    measure = found.condition.measure
    row = TiesRow(
        measure,
        f"{found.condition}: {len(found.cases)} cases, each as a share of its first value",
        "years before and after it began",
        MEASURES[measure].dataset,
        ("",),
        ("value over first value",),
        tuple(LINE),
        tuple(TiesOf(case.state, f"{case.name} {case.first}", (case.line,)) for case in found.cases),
        found.until,
    )
    write(sheet(row), output)
    remark(f"Written: {output}")


BODIES = (
    "organisation", "name", "first", "last", "before", "after", "later", "joined", "left", "states",
    "trade_members_before", "trade_members_after", "trade_others_before", "trade_others_after",
    "agreement_members_before", "agreement_members_after", "agreement_others_before", "agreement_others_after",
)  # fmt: skip


def _growth(text: str, *, as_json: bool, output: Path | None) -> None:
    """Cases of organisations whose members rose or fell so."""
    from multipolar.dynamics.growth import growths, parse_growth
    from multipolar.dynamics.precedents import AFTER
    from multipolar.measures.panel import Panel

    condition = parse_growth(text)
    cases = growths(condition, Panel.current())
    if not cases:
        give([], as_json=as_json, output=output, text=f"{condition}: no case in the record.", header=BODIES)
        return
    heading = (
        "organisation",
        "years",
        "members",
        f"{AFTER} years on",
        "trade, members",
        "trade, others",
        "votes, members",
    )
    own = [case for case in cases if case.organisation == condition.organisation]
    lines = columns([heading, *(_body_cells(case) for case in cases)])
    said = [
        f"{condition}: {len(cases)} cases among the organisations of the record"
        + (f", {len(own)} of them of {own[0].name}." if own else ", none of them of the one asked about."),
        "Organisations differ in kind and size, and those that failed early are less likely to be on record.",
        "",
        *lines,
        "",
        f"{AFTER} years on: full members then. trade: median, over the members of the first year and over all other "
        f"states, of the share of those members in their trade, at the start and {AFTER} years after (COW). votes: the "
        "same of mean agreement in the UN.",
        "An order in time, not a cause.",
    ]
    give([_body_row(case) for case in cases], as_json=as_json, output=output, text="\n".join(said), header=BODIES)


def _body_row(case: BodyCase) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(BODIES)
    row |= {name: getattr(case, name) for name in ("organisation", "name", "first", "last", "before", "after", "later")}
    row |= {"joined": " ".join(case.joined), "left": " ".join(case.left)}
    for tie in case.ties:
        row["states"] = tie.states
        for part, whose in (("sphere", "members"), ("others", "others")):
            for when in ("before", "after"):
                row[f"{tie.measure}_{whose}_{when}"] = getattr(tie, f"{part}_{when}")
    return row


def _body_cells(case: BodyCase) -> tuple[str, ...]:
    ties = {tie.measure: tie for tie in case.ties}
    trade, votes = ties.get("trade"), ties.get("agreement")
    return (
        case.name,
        f"{case.first}-{case.last}",
        f"{case.before} to {case.after}",
        "to come" if case.later is None else str(case.later),
        _from_to(trade.sphere_before, trade.sphere_after) if trade else "",
        _from_to(trade.others_before, trade.others_after) if trade else "",
        _from_to(votes.sphere_before, votes.sphere_after) if votes else "",
    )
