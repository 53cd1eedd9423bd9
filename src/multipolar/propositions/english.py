"""A proposition as one plain English sentence."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from multipolar.actors.record import registry
from multipolar.actors.registry import DEFAULT_POWERS
from multipolar.dates import MONTHS
from multipolar.measures.catalogue import MEASURES
from multipolar.propositions.render import operand_text
from multipolar.propositions.terms import (
    EACH,
    And,
    Around,
    Bound,
    FromTo,
    Group,
    If,
    In,
    Level,
    Listed,
    Measure,
    Membership,
    Not,
    Number,
    On,
    Operand,
    Or,
    Peers,
    Powers,
    Proposition,
    Quantified,
    Rank,
    Slot,
    Trend,
    When,
)

_ARTICLE_STARTS = ("United ", "Central African ", "Democratic ", "Dominican Rep", "German ")
_ARTICLE_ENDS = (" Republic", " Islands", " Union", " Kingdom", " Emirates", " States")
_ARTICLE_NAMES = {"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines"}
_RELATIONS = {"<": "lower than", ">": "higher than", "<=": "no higher than", ">=": "no lower than", "=": "equal to"}
_DIRECTIONS = {"rises": "rose", "falls": "fell", "holds": "stayed about the same"}


def english(proposition: Proposition) -> str:
    """One sentence with a capital and a full stop, in the past tense; what a measure is stands in the catalogue."""
    text = _clause(proposition)
    return f"{text[0].upper()}{text[1:]}."


def _clause(proposition: Proposition) -> str:
    match proposition:
        case Membership(actor, body, role, when):
            return f"{_name(actor)} was {_role(role, body)} {_name(body)}{_time(when)}"
        case Level(left, relation, right, when):
            return f"{_level(left, relation, right)}{_time(when)}"
        case Trend(measure, direction, share, when):
            by = "" if share is None else f" by at least {share * 100:g} %"
            return f"{measure_words(measure)} {_DIRECTIONS[direction]}{by}{_time(when)}"
        case Rank(leader, measure, when):
            return f"{_rank(leader, measure)}{_time(when)}"
        case Quantified():
            return _quantified(proposition)
        case Not(part):
            return f"it is not so that {_clause(part)}"
        case And(parts):
            return ", and ".join(_clause(part) for part in parts)
        case Or(parts):
            return "either " + ", or ".join(_clause(part) for part in parts)
        case If(condition, consequence, by):
            until = "" if by is None else f" by {by}"
            return f"on the condition that {_clause(condition)}, it follows{until} that {_clause(consequence)}"


def _quantified(term: Quantified) -> str:
    group = group_words(term.group)
    count = {"all": "all", "most": "most", "some": "at least one", "none": "none", "at least": f"at least {term.count}"}
    number = count[term.quantifier]
    if isinstance(term.body, Membership) and term.body.actor == EACH:
        body = term.body
        singular = number == "at least one" or term.count == 1
        verb = "was" if singular or term.quantifier == "none" else "were"
        noun = _role(body.role, body.body) if singular or term.quantifier == "none" else _roles(body.role, body.body)
        return f"{number} of {group} {verb} {noun} {_name(body.body)}{_time(body.when)}"
    return f"for {number} of {group} it is so that {_clause(term.body)}"


def _level(left: Measure, relation: str, right: Operand) -> str:
    if MEASURES[left.name].unit == "0 or 1" and relation == "=" and right in (Number(1.0), Number(0.0)):
        what = MEASURES[left.name].more if right == Number(1.0) else MEASURES[left.name].less
        first, second = (_slot(slot) for slot in left.slots)
        return f"{first} was by treaty {what} {'with ' if 'consult' in what else ''}{second}"
    match right:
        case Number():
            other = operand_text(right)
        case Measure():
            other = measure_words(right)
        case Peers(state, None):
            other = f"the median of the peers of {_name(state)}"
        case Peers(state, str(body)):
            other = f"the median of the other members of {_name(body)} than {_name(state)}"
        case _:
            other = "the median of all other states"
    return f"{measure_words(left)} was {_RELATIONS[relation]} {other}"


def _rank(leader: str, measure: Measure) -> str:
    place = next(index for index, slot in enumerate(measure.slots) if not isinstance(slot, str))
    own = Measure(measure.name, tuple(leader if index == place else slot for index, slot in enumerate(measure.slots)))
    contenders = measure.slots[place]
    assert not isinstance(contenders, str)
    among = (
        _series([_name(key) for key in DEFAULT_POWERS]) if isinstance(contenders, Powers) else group_words(contenders)
    )
    return f"{measure_words(own)} was the highest among {among}"


def measure_words(measure: Measure) -> str:
    """A measure of named states as a noun phrase: "the capability of Russia"."""
    return MEASURES[measure.name].phrase.format(*(_slot(slot) for slot in measure.slots))


def _slot(slot: Slot) -> str:
    return _name(slot) if isinstance(slot, str) else ""


def group_words(group: Group) -> str:
    """A group as a noun phrase: "the full members of NATO"."""
    if isinstance(group, Listed):
        return _series([_name(state) for state in group.states])
    known = registry().groups.get(group.key)
    if known is not None:
        plural = known.name.endswith(("states", "countries", "monarchies"))
        text = f"the {known.name}" if plural else f"the states of {known.name}"
    else:
        text = f"the full members of {_name(group.key)}"
    if group.without:
        text += f" except {_series([_name(state) for state in group.without])}"
    return f"{text} as of {_day(group.fixed)}" if group.fixed else text


def _series(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _role(role: str, body: str) -> str:
    if body in registry().groups:
        return "one of the"
    return {
        "full": "a full member of",
        "any": "in some role in",
        "associate": "an associate of",
        "observer": "an observer in",
        "candidate": "a candidate for",
        "partner": "a partner of",
        "suspended": "suspended from",
    }[role]


def _roles(role: str, body: str) -> str:
    if body in registry().groups:
        return "among the"
    return {
        "full": "full members of",
        "any": "in some role in",
        "associate": "associates of",
        "observer": "observers in",
        "candidate": "candidates for",
        "partner": "partners of",
        "suspended": "suspended from",
    }[role]


def _name(key: str) -> str:
    """The common name, with the article where English has one."""
    if key == EACH:
        return "the state"
    known = registry()
    return _with_article(known.label(key), key in known.organisations)


@lru_cache(maxsize=4096)
def _with_article(name: str, organisation: bool) -> str:
    article = name.startswith(_ARTICLE_STARTS) or name.endswith(_ARTICLE_ENDS) or name in _ARTICLE_NAMES
    return f"the {name}" if article or organisation else name


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _bound(bound: Bound) -> str:
    return _day(bound) if isinstance(bound, date) else str(bound)


def _time(when: When | None) -> str:
    match when:
        case None:
            return ""
        case On(day):
            return f" on {_day(day)}"
        case In(year):
            return f" in {year}"
        case FromTo(first, last):
            return f" from {_bound(first)} to {_bound(last)}"
        case Around(year):
            return f" around {year}"
        case _:
            return f" since {_bound(when.first)}"
