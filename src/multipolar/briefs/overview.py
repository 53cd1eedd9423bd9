"""Several articles side by side: the facts they agree on, where their claims differ, and what the record bears out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from multipolar.briefs import words
from multipolar.briefs.blocks import Block, Heading, Items, Span, Table, Text
from multipolar.briefs.brief import AssertionRow, Brief, ClaimRow, MeetingRow
from multipolar.briefs.safe import shorten

SCHEMA = "multipolar overview 1"
QUOTE = 120
OPPOSITES = {
    frozenset(pair)
    for pair in (
        ("loss of influence", "gain of influence"),
        ("weakening", "strengthening"),
        ("moving closer", "moving away"),
        ("siding with a power", "siding against a power"),
        ("growing trade", "falling trade"),
        ("growing dependence", "falling dependence"),
        ("support", "rivalry"),
    )
}
"""Relations, by the names that claims give them, of which two texts cannot both be right of the same actors at once."""
EVENTS = frozenset({"meeting", "joining or membership", "membership"})
"""Relations that are facts told of a day, and are set side by side as facts."""


class DocumentLine(msgspec.Struct, frozen=True):
    """One article: where it lies, what it is, how many claims with which verdicts. number: from 1 on."""

    number: int
    place: str
    title: str
    publisher: str
    published: str
    claims: int
    verdicts: tuple[tuple[str, int], ...]
    same_as: int
    """the number of an earlier article of the same text, 0 for none; it is then counted in nothing else"""


class Told(msgspec.Struct, frozen=True):
    """What one or several articles say of one thing."""

    value: str
    by: tuple[int, ...]


class FactRow(msgspec.Struct, frozen=True):
    """A fact that several articles tell: of what, which field of it, and each value with the articles that give it."""

    about: str
    field: str
    values: tuple[Told, ...]
    record: str = ""
    """what the record answers, of a membership"""


class ClaimOf(msgspec.Struct, frozen=True):
    """A claim of one article."""

    document: int
    claim: int
    quote: str
    speaker: str
    mode: str
    says: str
    verdict: str
    published: str


class ClaimsRow(msgspec.Struct, frozen=True):
    """Claims of several articles about the same actors. differ: whether some say what others deny or the opposite."""

    about: str
    differ: bool
    claims: tuple[ClaimOf, ...]


class Overview(msgspec.Struct, frozen=True):
    """All articles side by side."""

    schema: str
    documents: tuple[DocumentLine, ...]
    agreed: tuple[FactRow, ...]
    different: tuple[FactRow, ...]
    claims: tuple[ClaimsRow, ...]
    verdicts: tuple[tuple[str, int], ...]
    unreadable: tuple[str, ...]


def overview(briefs: Sequence[tuple[str, Brief]], unreadable: Sequence[str] = ()) -> Overview:
    """The articles by their places with their briefs, side by side; the same text twice counts once."""
    first: dict[str, int] = {}
    lines: list[DocumentLine] = []
    own: list[tuple[int, Brief]] = []
    for number, (place, brief) in enumerate(briefs, 1):
        same = first.setdefault(brief.document.sha256, number)
        lines.append(_document(number, place, brief, 0 if same == number else same))
        if same == number:
            own.append((number, brief))
    facts = [*_meetings(own), *_roles(own)]
    totals = Counter(claim.verdict for _, brief in own for claim in brief.claims)
    return Overview(
        schema=SCHEMA,
        documents=tuple(lines),
        agreed=tuple(f for f in facts if len(f.values) == 1 and len(f.values[0].by) > 1),
        different=tuple(f for f in facts if len(f.values) > 1),
        claims=tuple(_claims(own)),
        verdicts=tuple((word, totals[word]) for word in words.VERDICTS if totals[word]),
        unreadable=tuple(unreadable),
    )


def _document(number: int, place: str, brief: Brief, same_as: int) -> DocumentLine:
    counted = Counter(claim.verdict for claim in brief.claims)
    return DocumentLine(
        number,
        place,
        brief.document.title,
        brief.document.publisher,
        brief.document.published,
        len(brief.claims),
        tuple((word, counted[word]) for word in words.VERDICTS if counted[word]),
        same_as,
    )


def _meetings(own: list[tuple[int, Brief]]) -> Iterator[FactRow]:
    """The meetings that more than one article tells of, field by field."""
    told: dict[tuple[str, str], list[tuple[int, Brief, MeetingRow]]] = {}
    for number, brief in own:
        for meeting in brief.meetings:
            key = (meeting.organisation, meeting.date[:4])
            if meeting.organisation and key not in {k for k, rows in told.items() if rows[-1][0] == number}:
                told.setdefault(key, []).append((number, brief, meeting))
    for rows in told.values():
        if len(rows) < 2:
            continue
        about = f"meeting of {rows[0][2].organisation_name}"
        for field in ("date", "place", "chair_actor"):
            values = [(number, _named(brief, field, meeting)) for number, brief, meeting in rows]
            yield from _fact(about, field.partition("_")[0], values)
        actors = dict.fromkeys(p.actor for _, _, meeting in rows for p in meeting.participants)
        for actor in actors:
            came = []
            for number, brief, meeting in rows:
                row = next((p for p in meeting.participants if p.actor == actor), None)
                if row is not None:
                    came.append((number, row.capacity or "took part"))
                name = words.names(brief)[actor]
            yield from _fact(f"{about}, {name}", "capacity", came)


def _named(brief: Brief, field: str, meeting: MeetingRow) -> str:
    value: str = getattr(meeting, field)
    return words.names(brief)[value] if field == "chair_actor" and value else words.day(value)


def _roles(own: list[tuple[int, Brief]]) -> Iterator[FactRow]:
    """The memberships that more than one article tells of, with the record's answer."""
    told: dict[tuple[str, str], list[tuple[int, str]]] = {}
    names: dict[tuple[str, str], str] = {}
    answers: dict[tuple[str, str], str] = {}
    for number, brief in own:
        known = words.names(brief)
        for row in brief.roles:
            key = (row.actor, row.organisation)
            names[key] = f"{row.name} in {known[row.organisation]}"
            if (number, row.role) not in told.setdefault(key, []):
                told[key].append((number, row.role))
            if row.check is not None:
                answers[key] = f"{row.check.result}: {row.check.reason}"
    for key, values in told.items():
        if len({number for number, _ in values}) > 1:
            yield from _fact(names[key], "role", values, answers.get(key, ""))


def _fact(about: str, field: str, values: list[tuple[int, str]], record: str = "") -> Iterator[FactRow]:
    by: dict[str, list[int]] = {}
    for number, value in values:
        if value:
            by.setdefault(value, []).append(number)
    if sum(map(len, by.values())) > 1:
        yield FactRow(about, field, tuple(Told(value, tuple(numbers)) for value, numbers in by.items()), record)


def _claims(own: list[tuple[int, Brief]]) -> Iterator[ClaimsRow]:
    """Claims of more than one article about the same two actors, or of one where it stands alone; those that differ
    first.
    """
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[ClaimOf, str, bool]]] = {}
    about: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
    for number, brief in own:
        known = words.names(brief)
        for claim in brief.claims:
            for row in claim.assertions:
                if _compared(row):
                    key = (tuple(sorted(row.subjects)), tuple(sorted(row.objects)))
                    ends = [end for end in (known.join(row.subjects), known.join(row.objects)) if end]
                    about.setdefault(key, " and ".join(ends))
                    found.setdefault(key, []).append((_claim(number, brief, claim, row), row.label, row.negated))
    rows = []
    for key, said in found.items():
        if len({claim.document for claim, _, _ in said}) > 1:
            unique = {(claim.document, claim.claim, claim.says): claim for claim, _, _ in said}
            rows.append(ClaimsRow(about[key], _differ(said), tuple(unique.values())))
    yield from sorted(rows, key=lambda row: (not row.differ, -len(row.claims)))


def _compared(row: AssertionRow) -> bool:
    """Whether claims of this kind can be set side by side: of two ends, or of one that is said to rise or fall."""
    if row.label in EVENTS:
        return False
    alone = bool(row.subjects or row.objects) and any(row.label in pair for pair in OPPOSITES)
    return alone or bool(row.subjects and row.objects)


def _claim(number: int, brief: Brief, claim: ClaimRow, row: AssertionRow) -> ClaimOf:
    says = f"not: {row.label}" if row.negated else row.label
    quote = shorten(claim.quote.text, QUOTE)
    return ClaimOf(
        number, claim.number, quote, claim.speaker, claim.mode, says, claim.verdict, brief.document.published
    )


def _differ(said: Iterable[tuple[ClaimOf, str, bool]]) -> bool:
    """Whether two articles say and deny the same, or say the opposite."""
    rows = list(said)
    return any(
        one.document != other.document
        and ((label == second and no != denied) or (no == denied and frozenset((label, second)) in OPPOSITES))
        for one, label, no in rows
        for other, second, denied in rows
    )


def blocks(found: Overview) -> Iterator[Block]:
    """The overview as a page."""
    yield Heading(1, f"{words.plural(len(found.documents), 'article')} side by side")
    said = "; ".join(f"{count} {word}" for word, count in found.verdicts) or "no claims"
    yield Text((Span(f"{said}.", "bold"),))
    yield Text((Span(words.ABOUT_VERDICTS),))
    rows = tuple(
        (
            str(line.number),
            line.title or line.place,
            line.publisher,
            words.day(line.published),
            f"the same text as {line.same_as}" if line.same_as else _counts(line),
        )
        for line in found.documents
    )
    yield Table(("No.", "Article", "Publisher", "Published", "Claims"), rows)
    yield from _facts("Facts that they agree on", found.agreed)
    yield from _facts("Facts that they tell differently", found.different)
    for title, differ in (("Claims that differ", True), ("Claims about the same", False)):
        rows_of = [row for row in found.claims if row.differ == differ]
        if rows_of:
            yield Heading(2, title)
        for row in rows_of:
            yield Heading(3, row.about)
            cells = tuple(map(_cells, row.claims))
            yield Table(("No.", "Says", "In the words", "How", "Verdict"), cells)
    if not (found.agreed or found.different or found.claims):
        yield Text((Span("They tell of nothing in common that could be read."),))
    if found.unreadable:
        yield Heading(2, "Not read")
        yield Items(tuple((Span(text),) for text in found.unreadable))


def _cells(row: ClaimOf) -> tuple[str, ...]:
    article = f"{row.document} ({row.published[:4] or 'undated'})"
    return article, row.says, f"“{row.quote}”", f"{row.mode}, {row.speaker}", row.verdict


def _counts(line: DocumentLine) -> str:
    return f"{line.claims}: {', '.join(f'{count} {word}' for word, count in line.verdicts)}" if line.claims else "none"


def _facts(title: str, rows: tuple[FactRow, ...]) -> Iterator[Block]:
    if not rows:
        return
    yield Heading(2, title)
    cells = tuple(
        (
            row.about,
            row.field,
            "; ".join(f"{told.value} ({', '.join(map(str, told.by))})" for told in row.values),
            row.record,
        )
        for row in rows
    )
    yield Table(("Of what", "Field", "Told (by article)", "Record"), cells)
