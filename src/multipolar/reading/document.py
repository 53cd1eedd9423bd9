"""What a reader takes from a text: typed rows, each with its place in the stored text and its verbatim quote."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from multipolar.dates import DayInYear, PartialDate

PART_KINDS = ("title", "news", "comment", "plain", "boilerplate")
"""`plain` is running text that the document does not mark as news or comment."""

MODES = ("reported fact", "reported statement", "argued", "unsourced assertion", "forecast", "wish or demand")
"""Forecast and wish or demand go first, whoever speaks; then a statement that somebody is said to make; a reported
fact stands in a news part in the text's own voice; what a comment says in its own voice is argued where it takes
judgement and an unsourced assertion where it could be looked up."""

LEVELS = ("head of state or government", "minister", "official", "")
MEETING_KINDS = ("summit", "talks", "visit", "call", "conference", "meeting")


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim piece of the stored text: `text == document.text[start:end]`, offsets in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document of one kind (see PART_KINDS)."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A stored text with what it says about itself. The byline is metadata: its bearer is no actor.

    `published_basis` is "given" (by the user), "text" or "" where no date of publication is known.
    """

    text: str
    sha256: str
    parts: tuple[Part, ...]
    title: Quote | None
    publisher: Quote | None
    byline: Quote | None
    published: date | None
    published_basis: str
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as the text gives it; `day` is set where text or publication date settle it, with the basis said.

    basis: "explicit", "relative to publication" or "open" (the year is not given and stays open).
    """

    quote: Quote
    written: PartialDate | DayInYear
    day: PartialDate | None
    basis: str


PLACES = ("city", "place")
"""Kinds of mentions that say where something is: a city, or a capital that does not stand for its state."""


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in the text.

    kind: name, adjective, demonym, capital, metonym, abbreviation, description, pronoun, office, or one of PLACES.
    """

    quote: Quote
    actor: str
    kind: str
    note: str = ""


def within(rows: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """The mentions that lie inside two offsets, of rows sorted by where they start."""
    found: list[Mention] = []
    for index in range(bisect.bisect_left(rows, start, key=lambda row: row.quote.start), len(rows)):
        row = rows[index]
        if row.quote.start >= end:
            break
        if row.quote.end <= end:
            found.append(row)
    return found


@dataclass(frozen=True, slots=True)
class OfficeMention:
    """A person in public office. `title` is the office as the text gives it, "" where only the record knows it.

    basis: "text" or "record"; `office` is the record's description in the second case.
    """

    quote: Quote
    person: str
    title: str
    office: str
    actor: str
    basis: str

    @property
    def words(self) -> str:
        """Title and name as the text gives them."""
        return f"{self.title} {self.person}".strip()


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part: the actor represented, by whom, and in which capacity ("member", "observer", "" if unsaid).

    `capacity_basis` is "stated", "implied" (by heading a member's delegation at its organisation) or "". `level` is
    one of LEVELS, "" where the text does not say who came.
    """

    actor: str
    represented_by: str
    capacity: str
    capacity_basis: str
    quote: Quote
    level: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a meeting brought. kind: agreed, signed, adopted, discussed, stressed or prioritised; `words` is the verb."""

    kind: str
    quote: Quote
    words: Quote


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, told in one or several sentences.

    kind is one of MEETING_KINDS; format: bilateral, trilateral, multilateral, by phone, by video or "". `host` is the
    actor that receives. `told` are all sentences that tell of it, in text order, the first of them being `quote`.
    """

    kind: str
    quote: Quote
    date: DateMention | None
    place: Quote | None
    place_state: str
    organisation: str
    chair: OfficeMention | None
    theme: Quote | None
    participants: tuple[Participant, ...]
    host: str = ""
    format: str = ""
    topics: tuple[tuple[str, Quote], ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    told: tuple[Quote, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Dating:
    """When something is said to have begun, ended or been so.

    kind: in, since, by, before, until, after or from (begin to finish). Each bound is the first and last day that
    the words can mean. `back` counts years before the day asked about ("last year"). A loose date ("since at least
    1995") is not `exact`: it says nothing of the time before.
    """

    kind: str
    begin: tuple[date, date] | None = None
    finish: tuple[date, date] | None = None
    back: int | None = None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class RoleStatement:
    """A membership or role that the text states, or implies (`basis`: "stated" or "implied").

    `timing` is "entry" or "exit" where the text tells of joining or leaving, "past" of a time that is over, `dated`
    when. A role of "none" is that of being shut out, be it by suspension or as no member. `exact` says that the text
    states it in a wording of which a proposition can be made.
    """

    actor: str
    organisation: str
    role: str
    basis: str
    quote: Quote
    timing: str = ""
    dated: Dating | None = None
    negated: bool = False
    rule: str = ""
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Priority:
    """Something the participants named a priority or stressed, with its topics (key and the words for it)."""

    quote: Quote
    topics: tuple[tuple[str, Quote], ...]


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a claim says between whom. `relation` is a key of the relations table; `cue` the words that carry it.

    `qualifiers` are the words no measure can reach ("only", "completely"), `since` the words that set the span.
    `years` is the span in figures that the clause gives (spans.years_of), `share` the relative change.
    `than` is the actor that a comparison sets the object against ("more with A than with B").
    `dated` is when a membership is said to have begun, ended or been so. `excepted` are actors that a quantified
    membership leaves out; two subjects of it are a group and an organisation, and what both have in common is meant.
    A `presupposed` assertion is taken for granted ("the dictatorial regime of X") and not what the claim says.
    """

    relation: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    cue: Quote
    quantifier: str = ""
    domain: str = ""
    negated: bool = False
    presupposed: bool = False
    than: str = ""
    timing: str = ""
    years: tuple[int | None, int | None] | None = None
    share: float | None = None
    qualifiers: tuple[Quote, ...] = ()
    since: Quote | None = None
    dated: Dating | None = None
    excepted: tuple[str, ...] = ()


VOICES = ("publisher", "author", "many", "someone", "actor")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks. kind: one of VOICES; "someone" holds no public office that the record can place, and is not named.

    `actor` is the state or organisation that speaks, itself or through an office; `words` name the speaker.
    """

    kind: str
    actor: str = ""
    words: Quote | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Something asserted: where, by whom, in which mode, on which condition, and what it says between whom.

    speaker: "the author", "the publisher", "many", or the office or actor the text names, in words; `voices` the same
    from the outermost to the one whose claim it is ("X said that Y believes": X, Y). `strength` is "hedged",
    "stressed" or "". `tense` is past, present or future; `horizon` the words for when a forecast is to come true.
    `effect` is what a cause is said to bring about, `grounds` what the claim is said to rest on. `rule` says by which
    words or by which place the mode was settled.
    """

    number: int
    quote: Quote
    part: str
    mode: str
    speaker: str
    hedge: Quote | None
    condition: Quote | None
    cause: Quote | None
    assertions: tuple[Assertion, ...]
    voices: tuple[Voice, ...] = ()
    strength: str = ""
    tense: str = ""
    horizon: Quote | None = None
    effect: Quote | None = None
    grounds: Quote | None = None
    evaluative: tuple[Quote, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Ties that hang together: A depends on B, B acts for C. `actors` in order, `claims` the numbers of each link."""

    actors: tuple[str, ...]
    relations: tuple[str, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document."""

    document: Document
    dates: tuple[DateMention, ...]
    mentions: tuple[Mention, ...]
    offices: tuple[OfficeMention, ...]
    meetings: tuple[Meeting, ...]
    roles: tuple[RoleStatement, ...]
    priorities: tuple[Priority, ...]
    claims: tuple[Claim, ...]
    irregularities: tuple[str, ...]
    chains: tuple[Chain, ...] = ()
