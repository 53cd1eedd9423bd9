"""The words of a brief that every rendering shares: verdicts, results, counts, numbers, names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from multipolar.briefs.brief import (
    AssertionRow,
    Brief,
    CheckRow,
    ClaimRow,
    DocumentRow,
    EvidenceRow,
    FirstPage,
    ForecastRow,
    MeetingRow,
    OverlapRow,
    PublisherRow,
    SpeakerRow,
)
from multipolar.dates import MONTHS, parse
from multipolar.errors import InputError

UNDECIDABLE = "not decidable here"


def check_kind(check: CheckRow) -> str:
    """Record or proxy, and whether it tests only what the claim takes for granted."""
    return f"{check.kind}, taken for granted" if check.bears_on == "presupposition" else check.kind


ABOUT_VERDICTS = (
    "A verdict is about what was tested, not about the author. "
    "Every claim stays with its speaker; this brief neither endorses nor doubts it."
)
NO_ERROR = "no error published"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a verdict is shown: its words, the preposition that joins it to a count, a shape, what it means.

    `slug` names shape and colour in HTML, `mark` is the shape in plain text; colour never stands alone.
    """

    words: str
    joint: str
    slug: str
    mark: str
    meaning: str


VERDICTS = {
    row.words: row
    for row in (
        Verdict("record agrees", "with", "agrees", "[+]", "A recorded fact is as stated."),
        Verdict("record disagrees", "with", "disagrees", "[x]", "A recorded fact is not as stated."),
        Verdict(
            "proxies consistent", "with", "consistent", "(+)", "What was measured in its place points the way it says."
        ),
        Verdict(
            "proxies inconsistent", "with", "inconsistent", "(x)", "What was measured in its place points another way."
        ),
        Verdict("proxies mixed", "on", "mixed", "(~)", "What was measured in its place points both ways."),
        Verdict(UNDECIDABLE, "", "undecidable", "( )", "Nothing on record here reaches it."),
    )
}

EVIDENCE_SHOWN = 60
"""Rows of evidence that a page sets out for one test; JSON and bundles have them all."""

RESULTS = {"holds": "holds", "fails": "fails", "undecided": "undecided"}
"""Results of a proposition, each with the name of its shape."""


def verdict(words: str) -> Verdict:
    """How to show a verdict; one that is not in the table is shown by its words alone."""
    return VERDICTS.get(words) or Verdict(words, "", "other", "( )", "")


def by_verdict(claims: tuple[ClaimRow, ...]) -> list[tuple[Verdict, tuple[ClaimRow, ...]]]:
    """The verdicts that occur, in the order of the table, each with its claims in the order of the text."""
    words = [*VERDICTS, *dict.fromkeys(claim.verdict for claim in claims if claim.verdict not in VERDICTS)]
    found = [(verdict(word), tuple(claim for claim in claims if claim.verdict == word)) for word in words]
    return [(row, its) for row, its in found if its]


def summary(brief: Brief) -> str:
    """The brief in one sentence: how many claims, and how many of each verdict."""
    if nothing_read(brief):
        return " ".join(brief.document.notices) or "Nothing was read from this text."
    if not brief.claims:
        return "No claims found."
    said = [
        f"{row.words} {row.joint} {len(its)}" if row.joint else f"{len(its)} {row.words}"
        for row, its in by_verdict(brief.claims)
    ]
    return f"{plural(len(brief.claims), 'claim')}: {', '.join(said)}."


def nothing_read(brief: Brief) -> bool:
    """Whether the text gave the reader nothing at all; the document's notices then say why."""
    return not (brief.claims or brief.meetings or brief.roles or brief.priorities)


def by_reason(claims: list[ClaimRow]) -> list[tuple[str, list[ClaimRow]]]:
    """Claims under the reason they share, in the order in which the reasons come up."""
    found: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        found.setdefault(claim.reason, []).append(claim)
    return list(found.items())


_WHY = (
    ("A forecast", "forecasts, whose time has not come"),
    ("A report of an event", "events, of which there is no record here"),
    ("It speaks of an attempt", "attempts and wishes, of which there is no record"),
    ("It speaks of what", "feelings and beliefs, of which there is no record"),
    ("It is about", "relations for which no measure here can stand"),
    ("It asserts nothing", "nothing said between states that could be tested"),
)
"""How reasons begin, and what they come to in few words."""
TOO_LITTLE = "the record covers too little"


def by_kind_of_reason(claims: Sequence[ClaimRow]) -> list[tuple[str, list[ClaimRow]]]:
    """Claims that no test reached under why in few words, the largest group first."""
    found: dict[str, list[ClaimRow]] = {}
    for claim in claims:
        kind = next((words for opening, words in _WHY if claim.reason.startswith(opening)), TOO_LITTLE)
        found.setdefault(kind, []).append(claim)
    return sorted(found.items(), key=lambda group: -len(group[1]))


def decided(brief: Brief) -> list[ClaimRow]:
    """Claims that some test reached, in the order of the text."""
    return [claim for claim in brief.claims if claim.verdict != UNDECIDABLE]


def undecided(brief: Brief) -> list[ClaimRow]:
    """Claims that no test reached, in the order of the text."""
    return [claim for claim in brief.claims if claim.verdict == UNDECIDABLE]


COUNTS = ("none", "one", "two", "three")
"""Small numbers in words."""

ROLE_SIGNS = {
    "full": "●",
    "observer": "○",
    "associate": "◐",
    "partner": "◇",
    "candidate": "△",
    "suspended": "✕",
    "": "·",
}
"""Roles as signs that need no colour."""


def role_legend(row: OverlapRow) -> str:
    """The signs that a table of memberships uses, with the roles that they stand for."""
    used = dict.fromkeys(role for roles in row.roles for role in roles if role)
    ordered = [role for role in ROLE_SIGNS if role in used]
    return f"{', '.join(f'{ROLE_SIGNS[role]} {role}' for role in ordered)}." if ordered else "None is in any of them."


def speaker(row: SpeakerRow) -> str:
    """How many claims of which mode a speaker makes, and of what they speak."""
    modes = ", ".join(f"{count} {mode}" for mode, count in row.modes)
    numbers = "claim" if len(row.claims) == 1 else "claims"
    about = f"; on {', '.join(row.about)}" if row.about else ""
    return f"{modes} ({numbers} {runs(row.claims)}){about}."


def runs(numbers: tuple[int, ...]) -> str:
    """Numbers in order, neighbours joined: 7 to 14, 16."""
    found: list[list[int]] = []
    for number_ in sorted(numbers):
        if found and number_ == found[-1][1] + 1:
            found[-1][1] = number_
        else:
            found.append([number_, number_])
    return ", ".join(str(a) if a == b else f"{a}, {b}" if b == a + 1 else f"{a} to {b}" for a, b in found)


def forecast(row: ForecastRow) -> str:
    """The condition and horizon of a forecast, what would decide it, and how such a condition went before."""
    given = f'Condition: "{row.condition}". ' if row.condition else ""
    when = f'By when: "{row.horizon}". ' if row.horizon else "No time is named. "
    went = f" How it went before: {row.before}" if row.before else ""
    return f"{given}{when}Would decide it: {row.would_decide.removesuffix('.')}.{went}"


def check_first(first: FirstPage) -> str:
    """The heading over the claims to check first."""
    return "Check this first" if len(first.questions) == 1 else f"Check these {COUNTS[len(first.questions)]} first"


def first_page(first: FirstPage) -> list[tuple[str, list[str]]]:
    """The first page but for the verdicts: headings, each with its points; what has no point is left out."""
    questions = [f'{row.question} (claim {row.claim}: "{row.quote}") Weak: {row.weak}' for row in first.questions]
    forecasts = [f'claim {row.claim}: "{row.quote}" {forecast(row)}' for row in first.forecasts]
    pages = [
        (check_first(first), questions),
        ("Reported", list(first.reported)),
        ("Argued, and by whom", [f"{row.speaker}: {speaker(row)}" for row in first.argued]),
        ("On record, and not in the text", [row.text for row in first.omitted]),
        ("What would decide the forecasts", forecasts),
    ]
    return [(title, points) for title, points in pages if points]


def plural(count: int, noun: str) -> str:
    """The count with its noun, an s added unless it is one."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def number(value: float | None) -> str:
    """A number to three significant digits, whole numbers in full with thousands apart; "no value" for none."""
    if value is None or not math.isfinite(value):
        return "no value"
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    size = math.floor(math.log10(abs(value)))
    if size < -4 or size >= 15:
        return f"{value:.2e}"
    text = f"{value:,.{max(0, 2 - size)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def interval(low: float | None, high: float | None) -> str:
    """The published interval in words, or that none is published."""
    if low is None and high is None:
        return NO_ERROR
    return f"{number(low)} to {number(high)}"


def measured(row: EvidenceRow) -> str:
    """The value of a line of evidence with its interval and number of cases; "" where it carries no number."""
    if row.value is None:
        return "" if row.n is None else f"n = {row.n:,}"
    cases = "" if row.n is None else f", n = {row.n:,}"
    return f"{number(row.value)} ({interval(row.low, row.high)}{cases})"


def strength(check: CheckRow) -> list[str]:
    """Size of the difference or trend with its unit, probability where given, and whether other choices agree."""
    said = []
    if check.effect is not None:
        said.append(f"size: {number(check.effect)} {check.unit}".rstrip())
    if check.probability is not None:
        said.append(f"probability that it holds: {number(check.probability)}")
    if check.firm:
        said.append(check.firm)
    return said


class Names(dict[str, str]):
    """Actor keys to the names that the brief gives them; a key without a name stands for itself."""

    def __missing__(self, key: str) -> str:
        return key

    def join(self, keys: tuple[str, ...]) -> str:
        """The names of several actors, with commas."""
        return ", ".join(self[key] for key in keys)


def names(brief: Brief) -> Names:
    """Every name of an actor that the brief knows, by key."""
    known = Names()
    for meeting in brief.meetings:
        known.update({row.actor: row.name for row in meeting.participants})
        if meeting.organisation_name:
            known[meeting.organisation] = meeting.organisation_name
    known.update({row.actor: row.name for row in brief.roles})
    known.update({row.actor: row.name for row in brief.actors})
    known.pop("", None)
    return known


MODES = ("reported fact", "reported statement", "argued", "unsourced assertion", "forecast", "wish or demand")
"""Modes of claims, in the order in which the legend of the text has them."""


def mode_slug(mode: str) -> str:
    """The class of passages of a mode: each is underlined in its own way."""
    return f"mode-{MODES.index(mode)}" if mode in MODES else "mode-other"


def asserted(row: AssertionRow, known: Names, arrow: str = "\N{RIGHTWARDS ARROW}") -> str:
    """What is asserted between whom, in one line."""
    between = f" {arrow} ".join(end for end in (known.join(row.subjects), known.join(row.objects)) if end)
    said = [f"not: {row.label}" if row.negated else row.label]
    said += [row.quantifier] if row.quantifier else []
    said += [f"in {row.domain}"] if row.domain else []
    return ": ".join(part for part in (", ".join(said), between) if part)


def origin(claim: ClaimRow) -> str:
    """How and by whom the claim is made: mode, speaker, part of the document."""
    part = f"{claim.part} part" if claim.part not in ("", "plain") else ""
    return ", ".join(text for text in (claim.mode, claim.speaker, part) if text)


def tells_more(claim: ClaimRow) -> bool:
    """Whether the number of a card says more than the reason below it."""
    return bool(claim.figure) and claim.figure.rstrip(".") not in claim.reason


def circumstances(claim: ClaimRow) -> list[tuple[str, str]]:
    """The words of the claim that limit or ground it, each with what it is called."""
    rows = (("Hedged by", claim.hedge), ("On condition", claim.condition), ("Cause given", claim.cause))
    return [(label, text) for label, text in rows if text]


def day(text: str) -> str:
    """An ISO 8601 date of any precision as "14 May 2019"; anything else as it is written."""
    try:
        date = parse(text)
    except InputError:
        return text
    month = MONTHS[date.month - 1] if date.month else ""
    return " ".join(str(part) for part in (date.day, month, date.year) if part)


def according_to(basis: str) -> str:
    """Who says that somebody holds an office: the text, or only the record."""
    return {"text": "the text", "record": "the record"}.get(basis, basis)


def published(document: DocumentRow) -> str:
    """When the document was published and how that is known."""
    if not document.published:
        return "date of publication not known"
    basis = {"given": "date given by the user", "text": "date as in the text"}.get(document.published_basis, "")
    return f"{day(document.published)} ({basis})" if basis else day(document.published)


def on_publisher(row: PublisherRow) -> str:
    """What is on record of a publisher, in one line."""
    seat = f", seat in {row.seat}" if row.seat else ""
    note = f" {row.note}" if row.note else ""
    checked = f" As of {day(row.checked_on)}." if row.checked_on else ""
    return f"{row.name}: {row.kind}{seat}; {row.operator}.{note}{checked}"


def heading(meeting: MeetingRow) -> str:
    """What kind of meeting of which organisation, as a heading."""
    text = ", ".join(text for text in (meeting.kind, meeting.organisation_name) if text) or "meeting"
    return text[0].upper() + text[1:]


def place(meeting: MeetingRow, known: Names) -> str:
    """Where the meeting was held: place and state, as far as given."""
    return ", ".join(text for text in (meeting.place, known[meeting.place_state]) if text)


def known_on(brief: Brief) -> str:
    """As of which day facts are asked for, and as known when."""
    as_of = f"Facts as of {day(brief.manifest.as_of)}" if brief.manifest.as_of else "Facts as of an open date"
    known = f"as known on {day(brief.manifest.as_known)}" if brief.manifest.as_known else "as known now"
    return f"{as_of}, {known}."
