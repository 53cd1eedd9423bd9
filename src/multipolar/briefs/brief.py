"""The brief as data: what every rendering shows and what `-o brief.json` holds."""

from __future__ import annotations

import msgspec

SCHEMA = "multipolar brief 2"


class QuoteRow(msgspec.Struct, frozen=True):
    """A verbatim piece of the stored text; `start` and `end` are code point offsets into it."""

    start: int
    end: int
    text: str


class ActorRow(msgspec.Struct, frozen=True):
    """An actor named in the text, with how often and first where."""

    actor: str
    name: str
    kind: str
    """state, organisation or group"""
    count: int
    first: QuoteRow
    note: str


class OfficeRow(msgspec.Struct, frozen=True):
    """A person in public office, the office as the text gives it or, so marked, as the record knows it."""

    person: str
    office: str
    actor: str
    basis: str
    quote: QuoteRow


class ParticipantRow(msgspec.Struct, frozen=True):
    """Who took part, for whom, and in which capacity, stated or implied."""

    actor: str
    name: str
    represented_by: str
    capacity: str
    capacity_basis: str
    quote: QuoteRow


class MeetingRow(msgspec.Struct, frozen=True):
    """A meeting. `date` is ISO 8601 or, with the year left open, as written; `date_basis` says which."""

    kind: str
    date: str
    date_basis: str
    place: str
    place_state: str
    organisation: str
    organisation_name: str
    chair: str
    chair_actor: str
    theme: QuoteRow | None
    participants: tuple[ParticipantRow, ...]
    quote: QuoteRow


class RoleRow(msgspec.Struct, frozen=True):
    """A membership or role that the text states or implies, beside the record's answer."""

    actor: str
    name: str
    organisation: str
    role: str
    basis: str
    quote: QuoteRow
    check: CheckRow | None


class TopicRow(msgspec.Struct, frozen=True):
    """A topic of the published list with the words for it."""

    topic: str
    label: str
    quote: QuoteRow


class PriorityRow(msgspec.Struct, frozen=True):
    """Something named a priority or stressed."""

    quote: QuoteRow
    topics: tuple[TopicRow, ...]


class EvidenceRow(msgspec.Struct, frozen=True):
    """One line of evidence: a value with its year, or a membership with its dates. Nulls mean none published."""

    what: str
    actors: tuple[str, ...]
    when: str
    value: float | None
    low: float | None
    high: float | None
    n: int | None
    text: str
    source: str
    kind: str = ""
    """membership, measure or median (of peers); "" where a brief was made by hand"""


class VariantRow(msgspec.Struct, frozen=True):
    """A proposition under one other choice. choice: "years", "measure", "peers", "group", "role" or "part"."""

    choice: str
    words: str
    proposition: str
    result: str


class CheckRow(msgspec.Struct, frozen=True):
    """A proposition put to the record. kind: "record" (it is what was said) or "proxy" (it stands for it)."""

    proposition: str
    english: str
    kind: str
    stands_for: str
    """the words of the text that it stands for"""
    lost: str
    """what the text says and the proposition does not"""
    expects: str
    """the result that would agree with what is said: "holds" or "fails" """
    result: str
    reason: str
    probability: float | None
    effect: float | None
    unit: str
    coverage: str
    evidence: tuple[EvidenceRow, ...]
    because: str = ""
    """why a proxy may stand for the words"""
    bears_on: str = "claim"
    """"claim", or "presupposition" for what the claim takes for granted, which decides nothing about it"""
    firm: str = ""
    """how many other choices of years, measures and peers give the same answer, and which do not"""
    variants: tuple[VariantRow, ...] = ()


class AssertionRow(msgspec.Struct, frozen=True):
    """What a claim says between whom."""

    relation: str
    label: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    cue: QuoteRow
    quantifier: str
    domain: str
    negated: bool
    qualifiers: tuple[str, ...]


class ClaimRow(msgspec.Struct, frozen=True):
    """A claim with its verdict, which is about what was tested and never about the author."""

    number: int
    quote: QuoteRow
    part: str
    mode: str
    speaker: str
    hedge: str
    condition: str
    cause: str
    assertions: tuple[AssertionRow, ...]
    verdict: str
    reason: str
    untouched: tuple[str, ...]
    """what of the claim no test reached"""
    would_decide: str
    checks: tuple[CheckRow, ...]
    horizon: str = ""
    grounds: str = ""
    strength: str = ""
    figure: str = ""
    """the number that counts most, with its interval and peers, in words"""
    elsewhere: tuple[PlaceRow, ...] = ()
    """where else one could look"""
    paragraph: str = ""
    """claim, test and result in one paragraph to paste; its footnotes are `footnotes`, from [1] on"""
    footnotes: tuple[str, ...] = ()


class PlaceRow(msgspec.Struct, frozen=True):
    """A place where one could look; `url` is "" where it is none on the web."""

    title: str
    url: str


class SourceRow(msgspec.Struct, frozen=True):
    """Where numbers and facts of this brief come from."""

    key: str
    title: str
    publisher: str
    citation: str
    version: str
    licence: str
    url: str
    coverage: str


class SeriesRow(msgspec.Struct, frozen=True):
    """A series drawn beside a claim; `values` holds null where there is no observation."""

    claim: int
    title: str
    unit: str
    labels: tuple[str, ...]
    years: tuple[int, ...]
    values: tuple[tuple[float | None, ...], ...]
    """one tuple a label, one value a year"""
    source: str


class SpeakerRow(msgspec.Struct, frozen=True):
    """Who claims what: how many claims of which mode, about which relations; the numbers of the claims."""

    speaker: str
    modes: tuple[tuple[str, int], ...]
    about: tuple[str, ...]
    claims: tuple[int, ...]


class FindingRow(msgspec.Struct, frozen=True):
    """What the record says to one claim: the claim's number and verdict, what was tested and the number found."""

    claim: int
    verdict: str
    quote: str
    answer: str


class OmissionRow(msgspec.Struct, frozen=True):
    """Something on record about the states and organisations of the text that it does not say.

    kind: "power", "room" or "organisation". named: whether the text names the actors that it is about.
    """

    kind: str
    text: str
    actors: tuple[str, ...]
    named: bool
    evidence: tuple[EvidenceRow, ...]


class ForecastRow(msgspec.Struct, frozen=True):
    """A forecast, with its condition and horizon in the words of the text, and what would decide it.

    before: how such a condition went before, "" where the condition is of no kind that can be asked for.
    """

    claim: int
    quote: str
    condition: str
    horizon: str
    would_decide: str
    before: str = ""


class QuestionRow(msgspec.Struct, frozen=True):
    """A claim to check first: why it matters, why it is weak, what to ask its author."""

    claim: int
    quote: str
    matters: str
    weak: str
    question: str


class FirstPage(msgspec.Struct, frozen=True):
    """What an editor reads in two minutes; everything in it is told in full further down."""

    reported: tuple[str, ...]
    argued: tuple[SpeakerRow, ...]
    record: tuple[FindingRow, ...]
    omitted: tuple[OmissionRow, ...]
    forecasts: tuple[ForecastRow, ...]
    questions: tuple[QuestionRow, ...]


class TiesOf(msgspec.Struct, frozen=True):
    """A state's ties with each power: `values` holds a row for each power, a value or null for each year."""

    state: str
    name: str
    values: tuple[tuple[float | None, ...], ...]


class TiesRow(msgspec.Struct, frozen=True):
    """A measure of ties of the states named to the powers, all on one scale. covered_to: its last year of data."""

    measure: str
    title: str
    unit: str
    source: str
    powers: tuple[str, ...]
    names: tuple[str, ...]
    """of the powers"""
    years: tuple[int, ...]
    states: tuple[TiesOf, ...]
    covered_to: int


class OverlapRow(msgspec.Struct, frozen=True):
    """Who is in what on a day. roles: a row for each state, a role or "" for each organisation."""

    day: str
    organisations: tuple[str, ...]
    titles: tuple[str, ...]
    states: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]


class MapState(msgspec.Struct, frozen=True):
    """A state on the map. role: in the organisation asked about, or ""; power: one of the usual powers."""

    state: str
    name: str
    role: str
    took_part: bool
    named: bool
    power: bool


class DisputedRow(msgspec.Struct, frozen=True):
    """A disputed area on the map. drawn_as: the state with which the view draws it, its own name where that is none,
    or "" where it is marked only.
    """

    name: str
    drawn_as: str
    note: str
    source: str


class MapRow(msgspec.Struct, frozen=True):
    """Where the states of a text are. view: whose borders are drawn; day: as of which roles are told, or ""."""

    title: str
    view: str
    organisation: str
    organisation_name: str
    day: str
    states: tuple[MapState, ...]
    disputed: tuple[DisputedRow, ...]
    source: str


class PublisherRow(msgspec.Struct, frozen=True):
    """What is on record of the publisher: kind, seat, who owns, runs or funds it, and the source of that."""

    name: str
    kind: str
    seat: str
    operator: str
    note: str
    source: str
    checked_on: str


class DocumentRow(msgspec.Struct, frozen=True):
    """What the document says of itself. `byline` is empty unless asked for, `text` unless `--with-text`."""

    title: str
    publisher: str
    published: str
    published_basis: str
    byline: str
    sha256: str
    characters: int
    notices: tuple[str, ...]
    parts: tuple[tuple[str, int, int], ...]
    text: str
    on_publisher: PublisherRow | None = None
    """only from sourced facts; None where the record has none"""


class ManifestRow(msgspec.Struct, frozen=True):
    """Versions of the tool, the reader, the facts and the data behind a brief."""

    schema: str
    tool: str
    reader: str
    facts: str
    data: str
    as_known: str
    """the knowledge date, or "" for what is known now"""
    as_of: str
    """the day or window that facts are asked for, in words"""


class Brief(msgspec.Struct, frozen=True):
    """A whole brief."""

    manifest: ManifestRow
    document: DocumentRow
    meetings: tuple[MeetingRow, ...]
    roles: tuple[RoleRow, ...]
    priorities: tuple[PriorityRow, ...]
    actors: tuple[ActorRow, ...]
    offices: tuple[OfficeRow, ...]
    claims: tuple[ClaimRow, ...]
    irregularities: tuple[str, ...]
    series: tuple[SeriesRow, ...]
    sources: tuple[SourceRow, ...]
    first: FirstPage = FirstPage((), (), (), (), (), ())
    ties: tuple[TiesRow, ...] = ()
    overlap: OverlapRow | None = None
    map: MapRow | None = None
