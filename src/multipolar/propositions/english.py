"""A proposition as one plain English sentence."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from multipolar.actors.record import Record, current, registry
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
    Since,
    Slot,
    Trend,
    When,
)

_ARTICLE_STARTS = ("United ", "Central African ", "Democratic ", "Dominican Rep", "German ")
_ARTICLE_ENDS = (" Republic", " Islands", " Union", " Kingdom", " Emirates", " States")
_ARTICLE_NAMES = {"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines"}
_BARE_ORGANISATIONS = {"AUKUS", "BRICS"}
_PLURALS = {"states", "countries", "monarchies", "members"}
_ARTICLE_REGIONS = (
    "Caribbean",
    "Eastern bloc",
    "Global South",
    "Horn",
    "Maghreb",
    "Middle East",
    "Sahel",
    "South Cauc",
    "West",
)
_RELATIONS = {"<": "lower than", ">": "higher than", "<=": "no higher than", ">=": "no lower than", "=": "equal to"}
_DIRECTIONS = {
    "rises": ("rose", "has risen"),
    "falls": ("fell", "has fallen"),
    "holds": ("stayed about the same", "has stayed about the same"),
}


def english(proposition: Proposition) -> str:
    """One sentence with a capital and a full stop, in the past tense, or the perfect with `since`.

    What a measure is stands in the catalogue.
    """
    text = _clause(proposition)
    return f"{text[0].upper()}{text[1:]}."


def _clause(proposition: Proposition) -> str:
    match proposition:
        case Membership(actor, body, role, when):
            return f"{_name(actor)} {_was(when)} {_role(role, body)}{_time(when)}"
        case Level(left, relation, right, when):
            return f"{_level(left, relation, right, _was(when))}{_time(when)}"
        case Trend(measure, direction, share, when):
            by = "" if share is None else f" by at least {share * 100:g} %"
            return f"{measure_words(measure)} {_DIRECTIONS[direction][isinstance(when, Since)]}{by}{_time(when)}"
        case Rank(leader, measure, when):
            return f"{_rank(leader, measure, _was(when))}{_time(when)}"
        case Quantified():
            return _quantified(proposition)
        case Not(part):
            return f"it is not so that {_clause(part)}"
        case And(parts):
            return ", and ".join(_clause(part) for part in parts)
        case Or(parts):
            return "either " + ", or ".join(_alternative(part) for part in parts)
        case If(condition, consequence, by):
            until = "" if by is None else f" by {by}"
            return f"on the condition that {_clause(condition)}, it follows{until} that {_clause(consequence)}"


def _alternative(part: Proposition) -> str:
    return f"both {' and '.join(_clause(each) for each in part.parts)}" if isinstance(part, And) else _clause(part)


def _was(when: When | None, plural: bool = False, denied: bool = False) -> str:
    """The verb: what runs up to now stands in the perfect."""
    no = " not" if denied else ""
    if isinstance(when, Since):
        return f"have{no} been" if plural else f"has{no} been"
    return f"were{no}" if plural else f"was{no}"


def _quantified(term: Quantified) -> str:
    group = group_words(term.group)
    count = {"all": "all", "most": "most", "some": "at least one", "none": "none", "at least": f"at least {term.count}"}
    number = count[term.quantifier]
    denied = isinstance(term.body, Not)
    body = term.body.part if isinstance(term.body, Not) else term.body
    if isinstance(body, Membership) and body.actor == EACH:
        plural = not (number == "at least one" or term.count == 1 or term.quantifier == "none")
        noun = _roles(body.role, body.body) if plural else _role(body.role, body.body)
        return f"{number} of {group} {_was(body.when, plural, denied)} {noun}{_time(body.when)}"
    return f"for {number} of {group} it is so that {_clause(term.body)}"


def _level(left: Measure, relation: str, right: Operand, was: str) -> str:
    if MEASURES[left.name].unit == "0 or 1" and relation == "=" and right in (Number(1.0), Number(0.0)):
        what = MEASURES[left.name].more if right == Number(1.0) else MEASURES[left.name].less
        first, second = (_slot(slot) for slot in left.slots)
        return f"{first} {was} by treaty {what} {'with ' if 'consult' in what else ''}{second}"
    match right:
        case Number():
            other = operand_text(right)
        case Measure():
            other = measure_words(right)
        case Peers(state, None):
            other = f"the median of the peers of {_name(state)}"
        case Peers(state, str(body)):
            members = "the states of" if body in registry().groups else "the full members of"
            other = f"the median of {members} {_name(body)} other than {_name(state)}"
        case _:
            other = "the median of all other states"
    return f"{measure_words(left)} {was} {_RELATIONS[relation]} {other}"


def _rank(leader: str, measure: Measure, was: str) -> str:
    place = next(index for index, slot in enumerate(measure.slots) if not isinstance(slot, str))
    own = Measure(measure.name, tuple(leader if index == place else slot for index, slot in enumerate(measure.slots)))
    contenders = measure.slots[place]
    assert not isinstance(contenders, str)
    among = (
        _series([_name(key) for key in DEFAULT_POWERS]) if isinstance(contenders, Powers) else group_words(contenders)
    )
    return f"{measure_words(own)} {was} the highest among {among}"


def measure_words(measure: Measure) -> str:
    """A measure of named states as a noun phrase: "the capability of Russia"."""
    return _measure_words(measure, current())


@lru_cache(maxsize=4096)
def _measure_words(measure: Measure, named: Record) -> str:
    """For when it is said again; a user's own facts may name the states otherwise."""
    return MEASURES[measure.name].phrase.format(*(_slot(slot) for slot in measure.slots))


def _slot(slot: Slot) -> str:
    return _name(slot) if isinstance(slot, str) else ""


def group_words(group: Group) -> str:
    """A group as a noun phrase: "the full members of NATO"."""
    if isinstance(group, Listed):
        return _series([_name(state) for state in group.states])
    known = registry().groups.get(group.key)
    if known is not None:
        text = f"the {known.name}" if _plural(known.name) else f"the states of {_name(group.key)}"
    else:
        text = f"the full members of {_name(group.key)}"
    if group.without:
        text += f" except {_series([_name(state) for state in group.without])}"
    return f"{text} as of {_day(group.fixed)}" if group.fixed else text


def _series(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _plural(group: str) -> bool:
    """Whether the name of a group is that of its states and not of a region."""
    return not _PLURALS.isdisjoint(group.split())


def _among(group: str, several: str) -> str:
    name = registry().groups[group].name
    return f"{several} the {name}" if _plural(name) else f"in {_name(group)}"


def _role(role: str, body: str) -> str:
    if body in registry().groups:
        return _among(body, "one of")
    held = {
        "full": "a full member of",
        "any": "in some role in",
        "associate": "an associate of",
        "observer": "an observer in",
        "candidate": "a candidate for",
        "partner": "a partner of",
        "suspended": "suspended from",
    }[role]
    return f"{held} {_name(body)}"


def _roles(role: str, body: str) -> str:
    if body in registry().groups:
        return _among(body, "among")
    held = {
        "full": "full members of",
        "any": "in some role in",
        "associate": "associates of",
        "observer": "observers in",
        "candidate": "candidates for",
        "partner": "partners of",
        "suspended": "suspended from",
    }[role]
    return f"{held} {_name(body)}"


def _name(key: str) -> str:
    """The common name, with the article where English has one."""
    if key == EACH:
        return "the state"
    known = registry()
    kind = "organisation" if key in known.organisations else "group" if key in known.groups else "state"
    return _with_article(known.label(key), kind)


@lru_cache(maxsize=4096)
def _with_article(name: str, kind: str) -> str:
    match kind:
        case "organisation":
            article = name not in _BARE_ORGANISATIONS
        case "group":
            article = name.startswith(_ARTICLE_REGIONS)
        case _:
            article = name.startswith(_ARTICLE_STARTS) or name.endswith(_ARTICLE_ENDS) or name in _ARTICLE_NAMES
    return f"the {name}" if article else name


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
