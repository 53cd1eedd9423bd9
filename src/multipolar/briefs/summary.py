"""A reading on a terminal: who is named, what is reported, what is claimed by whom, and what could test it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from multipolar.actors.record import registry
from multipolar.briefs.readings import dated
from multipolar.briefs.safe import shorten
from multipolar.briefs.terminal import NARROWEST, Page
from multipolar.briefs.words import plural
from multipolar.checking.examine import CompiledClaim, compiled
from multipolar.propositions.render import render
from multipolar.reading.document import Assertion, Claim, Meeting, Reading

WIDE, NARROW = 240, 100
"""Characters of a quote that are shown where it is the matter itself, and where it only tells what is meant."""


def summary(
    reading: Reading,
    place: str,
    *,
    corrections: Sequence[str] = (),
    width: int = 80,
    color: bool = False,
    today: date | None = None,
) -> str:
    """The rows for a person to look over, in lines of at most `width` columns; nothing in them steers the terminal."""
    page = Page(max(width, NARROWEST), color)
    document = reading.document
    page.say(document.title.text if document.title else "Untitled document", bold=True)
    page.say(f"{place}, {document.published or 'day of publication not known'}")
    for part in document.parts:
        page.item("-", f"{part.kind} part, {part.start} to {part.end}")
    for note in (*document.notices, *reading.irregularities, *corrections):
        page.item("!", note)
    _actors(page, reading)
    _reported(page, reading)
    rows = compiled(reading, today=today)
    if rows:
        page.head(plural(len(rows), "claim"))
    for row in rows:
        _claim(page, row)
    if reading.chains:
        page.head("Chains of ties")
    for chain in reading.chains:
        links = ", ".join(map(str, chain.claims))
        page.item("-", f"{' leans on '.join(map(_name, chain.actors))} (claims {links})")
    return page.text()


def _name(actor: str) -> str:
    return registry().label(actor) if actor else ""


def _names(actors: tuple[str, ...]) -> str:
    return ", ".join(map(_name, actors)) or "?"


def _actors(page: Page, reading: Reading) -> None:
    count: dict[str, int] = {}
    for mention in reading.mentions:
        count[mention.actor] = count.get(mention.actor, 0) + 1
    if count:
        page.head("Actors")
        page.say("; ".join(f"{_name(actor)} ({actor}) {times}" for actor, times in count.items()))
    people = {(office.person, office.actor): office for office in reversed(reading.offices)}
    for office in reversed(people.values()):
        by = "as the text says" if office.basis == "text" else "as the record says"
        page.item("-", f"{office.person or 'unnamed'}, {office.title or office.office}, {_name(office.actor)}, {by}")


def _reported(page: Page, reading: Reading) -> None:
    if reading.meetings or reading.roles or reading.priorities:
        page.head("What is reported")
    for meeting in reading.meetings:
        _meeting(page, meeting)
    for role in reading.roles:
        when = " ".join(filter(None, (role.timing, dated(role.dated))))
        not_ = "not " if role.negated else ""
        basis = ", ".join(filter(None, (role.basis, role.rule)))
        said = f"role: {_name(role.actor)}, {not_}{role.role} in {_name(role.organisation)} ({basis})"
        page.item("-", f"{said}{f', {when}' if when else ''}")
    for priority in reading.priorities:
        page.item("-", f"priority: {', '.join(dict.fromkeys(words.text for _, words in priority.topics))}")


def _meeting(page: Page, meeting: Meeting) -> None:
    when = str(meeting.date.day or meeting.date.written) if meeting.date else "day not given"
    what = (meeting.format, meeting.kind, _name(meeting.organisation))
    where = (meeting.place.text if meeting.place else "", _name(meeting.place_state))
    parts = [" ".join(filter(None, what)), when, ", ".join(filter(None, where)) or "place not given"]
    parts += [f"host: {_name(meeting.host)}"] if meeting.host else []
    parts += [f"chair: {meeting.chair.person or _name(meeting.chair.actor)}"] if meeting.chair else []
    parts += [f'theme: "{meeting.theme.text}"'] if meeting.theme else []
    page.item("-", f"meeting: {'; '.join(parts)}")
    for p in meeting.participants:
        capacity = f"{p.capacity} ({p.capacity_basis})" if p.capacity_basis else p.capacity
        who = dict.fromkeys(filter(None, (_name(p.actor), p.represented_by, p.level, capacity)))
        page.item("", ", ".join(who), indent=8)
    for outcome in meeting.outcomes:
        page.item("", f'{outcome.kind}: "{shorten(outcome.quote.text, NARROW)}"', indent=8)


def _claim(page: Page, row: CompiledClaim) -> None:
    claim = row.claim
    page.item(f"{claim.number}.", f'"{shorten(claim.quote.text, WIDE)}"', bold=True)
    part = f"{claim.part} part" if claim.part not in ("", "plain") else ""
    page.item("", ", ".join(filter(None, (claim.mode, claim.speaker, part, claim.strength))))
    for label, quote in _limits(claim):
        page.item("", f'{label}: "{quote}"')
    for assertion in claim.assertions:
        page.item("", _asserted(assertion))
    for candidate in row.candidates:
        granted = ", taken for granted" if candidate.presupposed else ""
        page.item("", f'test ({candidate.kind}{granted}): {render(candidate.proposition)} for "{candidate.stands_for}"')
    if row.why_none:
        page.item("", f"no test: {row.why_none}")
    page.gap()


def _limits(claim: Claim) -> list[tuple[str, str]]:
    """The words of a claim that limit or ground it, each with what it is called."""
    rows = (
        ("hedged by", claim.hedge),
        ("on condition", claim.condition),
        ("cause", claim.cause),
        ("effect", claim.effect),
        ("grounds", claim.grounds),
        ("by when", claim.horizon),
    )
    return [(label, shorten(quote.text, NARROW)) for label, quote in rows if quote is not None]


def _asserted(a: Assertion) -> str:
    """What is asserted between whom, by which words."""
    relation = f"not {a.relation}" if a.negated else a.relation
    joint = "as" if a.relation == "membership" else "in"
    more = [a.quantifier, f"{joint} {a.domain}" if a.domain else "", a.timing, dated(a.dated)]
    between = f"{_names(a.subjects)} -> {_names(a.objects)}" if a.subjects or a.objects else "parties not told"
    return f'{", ".join(filter(None, (relation, *more)))}: {between} ("{shorten(a.cue.text, NARROW)}")'
