"""The first page: what is reported, what is argued by whom, what the record says, what to ask first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from multipolar.briefs import words
from multipolar.briefs.brief import (
    ClaimRow,
    FindingRow,
    FirstPage,
    ForecastRow,
    MeetingRow,
    OmissionRow,
    PriorityRow,
    QuestionRow,
    RoleRow,
    SpeakerRow,
)
from multipolar.briefs.safe import shorten
from multipolar.checking.questions import Question

QUOTE = 140
"""Characters of a quote on the first page; the card has it whole."""
ABOUT = 4
"""Relations named of a speaker's claims."""
REPORTED = frozenset({"reported fact"})


def first_page(
    meetings: tuple[MeetingRow, ...],
    roles: tuple[RoleRow, ...],
    priorities: tuple[PriorityRow, ...],
    claims: tuple[ClaimRow, ...],
    omitted: tuple[OmissionRow, ...],
    questions: tuple[Question, ...],
    went_before: Mapping[int, str],
) -> FirstPage:
    """The first page of a brief whose rows are made. went_before: of the forecasts by their numbers."""
    quotes = {claim.number: shorten(claim.quote.text, QUOTE) for claim in claims}
    return FirstPage(
        reported=tuple(_reported(meetings, roles, priorities, claims)),
        argued=tuple(_speakers(claims)),
        record=tuple(
            FindingRow(c.number, c.verdict, quotes[c.number], c.figure)
            for c in claims
            if c.verdict != words.UNDECIDABLE
        ),
        omitted=omitted,
        forecasts=tuple(
            ForecastRow(
                c.number, quotes[c.number], c.condition, c.horizon, c.would_decide, went_before.get(c.number, "")
            )
            for c in claims
            if c.mode == "forecast"
        ),
        questions=tuple(QuestionRow(q.claim, quotes[q.claim], q.matters, q.weak, q.question) for q in questions),
    )


def _reported(
    meetings: tuple[MeetingRow, ...],
    roles: tuple[RoleRow, ...],
    priorities: tuple[PriorityRow, ...],
    claims: tuple[ClaimRow, ...],
) -> Iterator[str]:
    yield from (_meeting(meeting) for meeting in meetings)
    answers = Counter(row.check.result for row in roles if row.check is not None)
    if answers:
        told = ", ".join(f"{count} {_ANSWERS[result]}" for result, count in answers.items())
        count = sum(answers.values())
        yield f"{count} {'membership or role' if count == 1 else 'memberships and roles'}: {told}."
    topics = list(dict.fromkeys(topic.label for row in priorities for topic in row.topics))
    if topics:
        yield f"Named as priorities or stressed: {', '.join(topics)}."
    facts = sum(claim.mode in REPORTED for claim in claims)
    said = sum(claim.mode == "reported statement" for claim in claims)
    if facts or said:
        parts = [f"{words.plural(facts, 'statement')} of fact"] if facts else []
        parts += [f"{words.plural(said, 'statement')} of others"] if said else []
        yield f"It reports {' and '.join(parts)}."


_ANSWERS = {"holds": "as on record", "fails": "not as on record", "undecided": "that the record leaves open"}


def _meeting(meeting: MeetingRow) -> str:
    """A meeting in one sentence: what, when, where, who presided, who came as what."""
    what = words.heading(meeting)
    when = f", {words.day(meeting.date)}" if meeting.date else ""
    where = f", {meeting.place}" if meeting.place else ""
    chair = f"; chair: {meeting.chair}" if meeting.chair else ""
    by_role: dict[str, list[str]] = {}
    for row in meeting.participants:
        by_role.setdefault(row.capacity or "present", []).append(row.name or row.actor)
    came = "; ".join(f"{role}: {', '.join(names)}" for role, names in by_role.items())
    return f"{what}{when}{where}{chair}{f'; {came}' if came else ''}."


def _speakers(claims: tuple[ClaimRow, ...]) -> Iterator[SpeakerRow]:
    """Who claims what, those with most claims first."""
    by: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        if claim.mode not in REPORTED:
            by.setdefault(claim.speaker or "not named", []).append(claim)
    for speaker, rows in sorted(by.items(), key=lambda item: -len(item[1])):
        modes = Counter(row.mode for row in rows)
        about = Counter(a.label for row in rows for a in row.assertions)
        yield SpeakerRow(
            speaker,
            tuple(modes.most_common()),
            tuple(label for label, _ in about.most_common(ABOUT)),
            tuple(row.number for row in rows),
        )
