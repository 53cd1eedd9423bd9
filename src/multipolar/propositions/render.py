"""The one canonical text of a proposition: what `parse` reads back to the same term."""

from __future__ import annotations

from decimal import Decimal

from multipolar.propositions.terms import (
    EACH,
    And,
    Around,
    Atom,
    FromTo,
    Group,
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
    Operand,
    Or,
    Peers,
    Proposition,
    Quantified,
    Rank,
    Slot,
    Trend,
    When,
)


def render(proposition: Proposition) -> str:
    """Canonical text; `parse(render(p)) == p` for every well-typed p."""
    match proposition:
        case Quantified():
            return _quantified(proposition)
        case Not(part):
            return f"not {_plain(part)}"
        case And(parts):
            return " and ".join(_plain(part) for part in parts)
        case Or(parts):
            return " or ".join(f"({render(part)})" if isinstance(part, Or) else render(part) for part in parts)
        case If(condition, consequence, by):
            ending = "" if by is None else f" by {by}"
            return f"if {render(condition)} then {render(consequence)}{ending}"
        case _:
            return f"{_predicate(proposition)}{when_text(proposition.when)}"


def _predicate(atom: Atom) -> str:
    """An atom without its time."""
    match atom:
        case Membership(actor, body, role):
            return f"{actor} in {body}{_role(role)}"
        case Level(left, relation, right):
            return f"{measure_text(left)} {relation} {operand_text(right)}"
        case Trend(measure, direction, share):
            by = "" if share is None else f" by {_decimal(Decimal(repr(share)) * 100)}%"
            return f"{measure_text(measure)} {direction}{by}"
        case Rank(leader, measure):
            return f"{leader} leads {measure_text(measure)}"


def _quantified(term: Quantified) -> str:
    """A membership of each member has a short form without `each`."""
    quantifier = term.quantifier if term.count is None else f"{term.quantifier} {term.count}"
    head, body = f"{quantifier} {group_text(term.group)}", term.body
    if isinstance(body, Membership) and body.actor == EACH:
        return f"{head} in {body.body}{_role(body.role)}{when_text(body.when)}"
    return f"{head}: {_plain(body)}"


def _plain(proposition: Proposition) -> str:
    text = render(proposition)
    return f"({text})" if isinstance(proposition, (And, Or)) else text


def measure_text(measure: Measure) -> str:
    """A measure as it is written: `trade(KAZ, *)`."""
    return f"{measure.name}({', '.join(_slot(slot) for slot in measure.slots)})"


def operand_text(operand: Operand) -> str:
    """What a measure is compared with, as it is written."""
    match operand:
        case Number(value):
            return _decimal(Decimal(repr(value)))
        case Measure():
            return measure_text(operand)
        case Peers(state, body):
            return f"peers({state})" if body is None else f"peers({state}, {body})"
        case _:
            return "world"


def _slot(slot: Slot) -> str:
    if isinstance(slot, str):
        return slot
    return group_text(slot) if isinstance(slot, (Named, Listed)) else "*"


def group_text(group: Group) -> str:
    """A group as it is written: `CIS except RUS at 2012-12-31`, `{KAZ, UZB}`."""
    if isinstance(group, Listed):
        return _listed(group.states)
    text = group.key
    if group.without:
        text += f" except {group.without[0] if len(group.without) == 1 else _listed(group.without)}"
    return f"{text} at {group.fixed}" if group.fixed else text


def _listed(states: tuple[str, ...]) -> str:
    return f"{{{', '.join(states)}}}"


def _role(role: str) -> str:
    return {"full": "", "any": " in any role"}.get(role, f" as {role}")


def when_text(when: When | None) -> str:
    """A time as it is written, with the space before it; nothing where there is none."""
    match when:
        case None:
            return ""
        case On(day):
            return f" on {day}"
        case In(year):
            return f" in {year}"
        case FromTo(first, last):
            return f" from {first} to {last}"
        case Around(year):
            return f" around {year}"
        case _:
            return f" since {when.first}"


def _decimal(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
