"""From what a claim asserts to the propositions that can be tested, each marked as record or as proxy.

The table proxies.csv holds what stands for what. A relation without a row compiles to nothing, and so do
attempts, wishes and states of mind: no record reaches them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from multipolar.actors.record import Record, current, memberships, registry
from multipolar.actors.registry import DEFAULT_POWERS, POWERS
from multipolar.checking.dated import as_role, listed, membership, of_group
from multipolar.errors import InputError
from multipolar.measures.panel import Panel
from multipolar.propositions.parse import parse
from multipolar.propositions.terms import Proposition
from multipolar.reading.cues import cue
from multipolar.reading.document import Assertion, Claim, RoleStatement
from multipolar.reading.doubt import is_left_behind, is_only_ended
from multipolar.reading.relations import window_kind
from multipolar.tables import read_table

MAX_PAIRS = 6
"""Assertions about more pairs of actors than this are tested for the first ones only."""

WINDOWS = {"traditional": (30, 10), "years": (9, 0), "trend": (11, 0), "began": (3, 0), "level": (9, 0), "": (11, 0)}
"""Vague span words as years before the date asked about: first and last (docs/concepts.md explains the choice)."""

SHORT = 9
"""A change since a named year fewer years back than this is too short for a trend, which needs eight values, and is
tested as one of at least 1 % from the first year to the last on record."""

RANGES = {
    "traditional": ((20, 10), (40, 10), (30, 5)),
    "years": ((4, 0), (6, 0), (14, 0)),
    "trend": ((9, 0), (14, 0), (19, 0)),
    "began": ((1, 0), (5, 0), (7, 0)),
}
"""What else each kind of vague word may mean, tried beside the choice above (docs/concepts.md)."""


@dataclass(frozen=True, slots=True)
class Template:
    """One row of proxies.csv. `over` says which slot may be a group; `says` what stands for what.

    A `one_sided` proxy can speak for what is said; its failing shows nothing (no treaty does not mean no dependence).
    """

    relation: str
    domain: str
    over: str
    text: str
    kind: str
    one_sided: bool
    says: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposition to be tested for a claim.

    stands_for: the words of the text. because: why a proxy may stand for them. lost: words the proposition leaves
    out. expects: the result that would agree
    with what is said. A `presupposed` candidate tests what the claim takes for granted and decides nothing about it.
    vague: the words that left the years open, and `vague_as` the other spans, first and last year, they may mean.
    """

    proposition: Proposition
    kind: str
    stands_for: str
    because: str
    lost: str
    expects: str
    presupposed: bool
    one_sided: bool = False
    vague: str = ""
    vague_as: tuple[tuple[int, int], ...] = ()


@cache
def templates() -> tuple[Template, ...]:
    """The table of proxies."""
    return tuple(
        Template(
            row["relation"],
            row["domain"],
            row["over"],
            row["template"],
            row["kind"],
            bool(row["one_sided"]),
            row["says"],
        )
        for row in read_table(Path(__file__).parent, "proxies")
    )


def compile_role(statement: RoleStatement, day: date) -> Candidate | None:
    """A stated or implied role as the record proposition that says the same; None where no day can be asked about."""
    said = Assertion(
        relation="membership",
        subjects=(statement.actor,),
        objects=(statement.organisation,),
        cue=statement.quote,
        domain=statement.role,
        timing=statement.timing,
        dated=statement.dated,
    )
    held = f"{statement.actor} in {statement.organisation}{as_role(statement.role)} on {day}"
    text = membership(said, statement.actor, statement.organisation, day)
    changed = statement.timing in ("entry", "exit") or statement.role == "none"
    if text is None and (statement.dated is not None or changed):
        return None
    text = text or held
    return Candidate(parse(text), "record", statement.quote.text, "", "", "holds", presupposed=False)


def compile_claim(claim: Claim, day: date) -> tuple[Candidate, ...]:
    """The candidates of a claim as of a day, main ones first; none for what no record reaches.

    A forecast is not tested; what its condition takes for granted is.
    """
    found: dict[Proposition, Candidate] = {}
    for assertion in claim.assertions:
        if assertion.relation != "membership" and _is_over(assertion, claim):
            continue
        if not assertion.presupposed and (claim.mode == "forecast" or is_attempt(claim) or is_mental(claim)):
            continue
        for candidate in _candidates(assertion, claim, day):
            known = found.setdefault(candidate.proposition, candidate)
            if candidate.stands_for not in known.stands_for:
                both = f"{known.stands_for}; {candidate.stands_for}"
                found[candidate.proposition] = replace(known, stands_for=both)
    return tuple(sorted(found.values(), key=lambda c: c.presupposed))


_PERFECT = re.compile(
    r"\b(?:is|are|has|have|been|be|remains?|being|began to|begun to),?\s+(?:[^,;.]{2,40},\s+)?(?:\w+\s+){0,2}$"
    r"|\b(?:has|have)\s+\w+(?:ed|en|wn|t)\b[^,;.]{0,60}\band\s+(?:\w+\s+){0,1}$",
    re.I,
)
_PAST_CUE = re.compile(r"(?:\w+ed|led|held|brought|was|were)\b", re.I)


def _is_over(assertion: Assertion, claim: Claim) -> bool:
    """Whether a claim speaks of a past whose time it does not give, so that no year can be asked about."""
    if is_left_behind(claim.quote.text):
        return not (assertion.negated and is_only_ended(claim.quote.text, assertion.cue.text))
    if assertion.years is not None or assertion.since is not None or assertion.presupposed:
        return False
    lead = claim.quote.text[: max(0, assertion.cue.start - claim.quote.start)]
    past_copula = re.search(r"\b(?:was|were|had been)\b(?:\s+\w+){0,3}\s*$", lead, re.I) is not None
    past_verb = _PAST_CUE.match(assertion.cue.text) is not None and _PERFECT.search(lead) is None
    return assertion.relation not in ("weakening", "strengthening", "capability order") and (past_copula or past_verb)


def is_attempt(claim: Claim) -> bool:
    """Whether the claim speaks of trying, wanting or planning, which no record of results can test."""
    return cue("effort", claim.quote.text, 0, len(claim.quote.text)) is not None


def is_mental(claim: Claim) -> bool:
    """Whether the claim speaks of what somebody feels, fears or believes."""
    return cue("mind", claim.quote.text, 0, len(claim.quote.text)) is not None and claim.speaker != "many"


def _candidates(assertion: Assertion, claim: Claim, day: date) -> Iterator[Candidate]:
    rows = [t for t in templates() if t.relation == assertion.relation]
    domain = _domain(assertion, claim)
    matching = [t for t in rows if t.domain == domain] or [t for t in rows if not t.domain]
    if assertion.domain == "comparison":
        return  # more is said than the relation: that it is more so than with others
    if assertion.relation == "dependence" and domain not in ("", "security", "trade"):
        return  # dependence in another field (energy, foreign policy) has no series here
    for template in matching:
        for subject, other in _pairs(assertion, template):
            text = _filled(template, assertion, subject, other, day)
            if text is None:
                continue
            try:
                proposition = parse(text)
            except InputError:
                continue  # the language has no such measure between these actors
            yield Candidate(
                proposition,
                template.kind,
                assertion.cue.text,
                "" if template.kind == "record" else template.says,
                ", ".join(dict.fromkeys(f"“{q.text}”" for q in assertion.qualifiers)),
                "fails" if assertion.negated and template.relation != "membership" else "holds",
                assertion.presupposed,
                template.one_sided,
                *_vague(assertion, day),
            )


def _domain(assertion: Assertion, claim: Claim) -> str:
    if assertion.relation.startswith("alignment"):
        return assertion.domain
    if assertion.relation == "weakening" and cue("magnitude", claim.quote.text, 0, len(claim.quote.text)):
        return "abrupt"
    return assertion.domain if assertion.relation == "dependence" else ""


def _pairs(assertion: Assertion, template: Template) -> list[tuple[str, str]]:
    """The slot that may be a group, written as a group, with each single actor of the other slot."""
    many, single = assertion.subjects, assertion.objects
    if template.over == "object":
        many, single = single, many
    if template.over == "subject" and not _needs_object(template):
        return [(listed(many), "")] if many else []
    return [(listed(many), one) for one in single[:MAX_PAIRS]] if many else []


def _needs_object(template: Template) -> bool:
    return any(slot in template.text for slot in ("{o}", "{g}", "{defence}"))


def _is_single_state(term: str) -> bool:
    return term in registry().states


def _fits(template: Template, assertion: Assertion, many: str, one: str) -> bool:
    """Whether the slots of a template that want a state, or a group, have one."""
    if "{g}" in template.text and (_is_single_state(one) or not _is_single_state(many)):
        return False
    if "{than}" in template.text and assertion.than not in registry().states:
        return False
    return "{o}" not in template.text or _is_single_state(one)


def _filled(template: Template, assertion: Assertion, many: str, one: str, day: date) -> str | None:
    """The proposition as text, or None where the template does not fit these actors."""
    if template.relation == "membership":
        return membership(assertion, many, one, day) if _is_single_state(many) else of_group(assertion, one, day)
    if not _fits(template, assertion, many, one):
        return None
    asked = _asked_day(assertion, day)
    defence = _defence_body(one, many, asked) if "{defence}" in template.text else ""
    if "{defence}" in template.text and not defence:
        return None
    group = not _is_single_state(many)
    if group and many.startswith("{") and not all(_is_single_state(a) for a in many.strip("{}").split(", ")):
        return None
    head = ""
    member = many
    if group:
        if many in registry().groups and not memberships().on(many, day):
            return None  # a loose name without members on that day
        excluded = one if one and _belongs(one, many, day) else ""
        head = f"{_quantifier(assertion, many)} {many}{f' except {excluded}' if excluded else ''}"
        member = "each"
    subject, other = (member, one) if template.over == "subject" else (one, member)
    fillings = {
        "{s}": subject,
        "{o}": other,
        "{g}": other,
        "{than}": assertion.than,
        "{defence}": defence,
        "{powers}": _powers(one, many),
        "{all powers}": "{" + ", ".join(sorted({*POWERS, one} - {many})) + "}",
        "{day}": str(asked),
        "{year}": _year(assertion, day),
        "{decade}": _decade(assertion, day, subject),
        "{year before}": str(_one_year(assertion, day) - 1),
        "{one year}": str(_one_year(assertion, day)),
        "{trend}": _trend(assertion, day),
        "{recent}": _explicit(assertion.years, day) if assertion.years else f"from {day.year - 3} to {day.year}",
    }
    body = template.text
    for slot, filling in fillings.items():
        body = body.replace(slot, filling)
    if template.text.startswith("{s} in {defence}") or template.text.startswith("{o} in {defence}"):
        return f"{head} in {defence} on {asked}" if group else body
    return f"{head}: {body}" if group else body


def _quantifier(assertion: Assertion, group: str) -> str:
    if assertion.quantifier in ("most", "all", "some", "none"):
        return assertion.quantifier
    if assertion.quantifier in ("several", "many"):
        return "some"
    return "all" if group.startswith("{") else "most"


def _powers(one: str, many: str) -> str:
    """The powers compared with one state for its tie with another: the default ones, and it if it is none."""
    return "*" if one in DEFAULT_POWERS else "{" + ", ".join(sorted({*DEFAULT_POWERS, one} - {many})) + "}"


def _belongs(state: str, body: str, day: date) -> bool:
    if body.startswith("{"):
        return state in body.strip("{}").split(", ")
    return any(row.actor == state for row in memberships().on(body, day))


def _defence_body(power: str, many: str, day: date) -> str:
    """The largest defence alliance whose most capable member a power is on a day; never the group's own."""
    alliances = [key for key, body in registry().organisations.items() if body.collective_defence and key != many]
    led = [key for key in alliances if power == _strongest_member(current(), key, day)]
    return max(led, key=lambda key: len(memberships().on(key, day)), default="")


@cache
def _strongest_member(record: Record, body: str, day: date) -> str:
    """The full member with the greatest capability in the last year on record up to a day, "" where there is none."""
    members = {row.actor for row in record.memberships.on(body, day)}
    panel = Panel.current()
    last = panel.coverage("capability").last or day.year
    year = panel.slice("capability", min(day.year, last))
    ranked = [(value, state) for state, value in zip(year.states, year.values, strict=True) if state in members]
    return max(ranked)[1] if ranked else ""


def _window(assertion: Assertion) -> str:
    return window_kind(assertion.since.text) if assertion.since else ""


def _vague(assertion: Assertion, day: date) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The vague words of a span, and the other spans that they may mean; nothing where the text gives years."""
    if assertion.since is None or assertion.years is not None:
        return "", ()
    ranges = RANGES.get(_window(assertion), ())
    return assertion.since.text, tuple((day.year - first, day.year - last) for first, last in ranges)


def _asked_day(assertion: Assertion, day: date) -> date:
    """The day for membership questions: for what "traditionally" was so, the end of the span that it means."""
    if assertion.years is not None and assertion.years[1] is not None and 0 < assertion.years[1] < day.year:
        return date(assertion.years[1], 12, 31)
    if _window(assertion) == "traditional":
        return date(day.year - WINDOWS["traditional"][1], day.month, min(day.day, 28))
    return day


def _year(assertion: Assertion, day: date) -> str:
    """When a state of affairs is claimed that one year's value can show."""
    if assertion.years is not None or _window(assertion) == "traditional":
        return _decade(assertion, day)
    return f"in {day.year}"


_TODAY = re.compile(r"(?:now|today|currently)", re.I)


def _one_year(assertion: Assertion, day: date) -> int:
    return (assertion.years[0] if assertion.years else None) or day.year


def _decade(assertion: Assertion, day: date, state: str = "") -> str:
    """When a state of affairs is claimed that takes several years to show: the ten years to the year asked about, or
    as many as the state has existed."""
    if assertion.years is not None:
        return _explicit(assertion.years, day)
    if _window(assertion) == "traditional":
        return _span("traditional", day)
    known = registry().states.get(state)
    start = known.spells[-1].span.start if known is not None else None
    if assertion.since is not None and _TODAY.fullmatch(assertion.since.text):
        return _span("began", day)
    first = day.year - WINDOWS["level"][0]
    if start is not None and first < start.year < day.year:
        return f"from {start.year} to {day.year}"
    return _span("level", day)


def _trend(assertion: Assertion, day: date) -> str:
    """The span of a claimed change, with the share that is claimed if any."""
    first, last = assertion.years or (None, None)
    if first is not None and last is None and 2 <= day.year - first < SHORT and not assertion.share:
        return f"by 1% since {first}"
    span = _explicit(assertion.years, day) if assertion.years is not None else _span(_window(assertion), day)
    return f"by {round(assertion.share * 100)}% {span}" if assertion.share else span


def _explicit(years: tuple[int | None, int | None], day: date) -> str:
    """The span in figures that a clause gives, up to the year asked about."""
    first, last = years
    if first is None:
        assert last is not None
        return f"from {day.year + last} to {day.year}"
    last = min(last if last is not None else day.year, day.year)
    return f"from {first} to {last}" if first < last else f"in {last}"


def _span(kind: str, day: date) -> str:
    first, last = WINDOWS[kind]
    return f"from {day.year - first} to {day.year - last}"
