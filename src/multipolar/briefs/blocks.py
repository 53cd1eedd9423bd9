"""The brief as a run of blocks: headings, paragraphs, quotes, lists, tables, figures, with nothing of any markup.

Markdown and PDF are these blocks, each in its own letters; the HTML page is laid out by hand for the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from multipolar.briefs import charts, map_words, maps, multiples, words
from multipolar.briefs.brief import Brief, CheckRow, ClaimRow, EvidenceRow, MeetingRow, SourceRow
from multipolar.briefs.marked import marked
from multipolar.briefs.safe import link, shorten

SHOWN = 12
"""Rows of evidence that are set out; a page to be read is no table to be computed with."""


class Span(NamedTuple):
    """A piece of a line. style: "", "bold", "code" or "small". to: a label of a heading, or an https address."""

    text: str
    style: str = ""
    to: str = ""


Line = tuple[Span, ...]


class Heading(NamedTuple):
    """A heading of level 1 to 4; `label` is where links to it lead, "" for none."""

    level: int
    text: str
    label: str = ""


class Text(NamedTuple):
    """A paragraph."""

    line: Line


class Quote(NamedTuple):
    """Words of the document."""

    text: str


class Items(NamedTuple):
    """A list; `numbered` with [1], [2] and so on, as footnotes are."""

    lines: tuple[Line, ...]
    numbered: bool = False


class Table(NamedTuple):
    """A table; every row is as long as its head. narrow: its cells are signs, to be set tight."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: bool = False


class Figure(NamedTuple):
    """A drawing as SVG, with what it shows in words."""

    svg: str
    caption: str


Block = Heading | Text | Quote | Items | Table | Figure


def blocks(brief: Brief) -> Iterator[Block]:
    """The whole brief in order."""
    known = words.names(brief)
    document = brief.document
    yield Heading(1, document.title or "Untitled document")
    byline = f"{document.byline}, " if document.byline else ""
    yield _text(f"{byline}{document.publisher or 'publisher not known'}, {words.published(document)}")
    if document.on_publisher is not None:
        yield Text((Span(words.on_publisher(document.on_publisher), "small"),))
    yield Text((Span(words.summary(brief), "bold"),))
    yield from _first_page(brief)
    yield _text(f"{words.ABOUT_VERDICTS} {words.known_on(brief)}")
    yield from _reported(brief, known)
    yield from _claims(brief, known)
    yield from _named(brief, known)
    if brief.irregularities or document.notices:
        yield Heading(2, "Irregularities")
        yield _items([*brief.irregularities, *document.notices])
    yield from _sources(brief)
    yield from _whole_text(brief)


def _text(text: str) -> Text:
    return Text((Span(text),))


def _items(rows: list[str]) -> Items:
    return Items(tuple((Span(row),) for row in rows))


def _to(number: int) -> Span:
    return Span(str(number), "", f"claim-{number}")


def _first_page(brief: Brief) -> Iterator[Block]:
    first = brief.first
    if first.questions:
        yield Heading(2, words.check_first(first))
        yield Items(
            tuple(
                (
                    Span(q.question, "bold"),
                    Span(f" “{q.quote}” (claim "),
                    _to(q.claim),
                    Span(f"). {q.matters} Weak: {q.weak}"),
                )
                for q in first.questions
            )
        )
    if first.reported:
        yield Heading(2, "Reported")
        yield _items(list(first.reported))
    if first.argued:
        yield Heading(2, "Argued, and by whom")
        yield Items(tuple((Span(row.speaker, "bold"), Span(f": {words.speaker(row)}")) for row in first.argued))
    if brief.claims:
        yield Heading(2, "What the record says")
        yield Items(tuple(_verdict_line(row, claims) for row, claims in words.by_verdict(brief.claims)))
    if first.omitted:
        yield Heading(2, "On record, and not in the text")
        yield _items([row.text for row in first.omitted])
    if first.forecasts:
        yield Heading(2, "What would decide the forecasts")
        yield Items(
            tuple(
                (Span("claim "), _to(row.claim), Span(f": “{row.quote}” {words.forecast(row)}"))
                for row in first.forecasts
            )
        )


QUOTED = 110
"""Characters of a quote on the first page."""


def _verdict_line(row: words.Verdict, claims: tuple[ClaimRow, ...]) -> Line:
    """A verdict with its claims: for those that a test reached, their words and the number found."""
    spans = [Span(row.words, "bold"), Span(": ")]
    if row.words == words.UNDECIDABLE:
        for group, (why, those) in enumerate(words.by_kind_of_reason(claims)):
            for place, claim in enumerate(those):
                spans += [Span(", " if place else "; " if group else ""), _to(claim.number)]
            spans.append(Span(f" ({why})"))
        return tuple(spans)
    for place, claim in enumerate(claims):
        spans += [Span("; " if place else ""), _to(claim.number)]
        answer = f": {claim.figure}" if claim.figure else ""
        spans.append(Span(f" “{shorten(claim.quote.text, QUOTED)}”{answer}"))
    return tuple(spans)


def _reported(brief: Brief, known: words.Names) -> Iterator[Block]:
    yield Heading(2, "What is reported")
    for meeting in brief.meetings:
        yield from _meeting(meeting, known)
    if not brief.meetings:
        yield _text("No meeting is reported.")
    if brief.roles:
        yield Heading(3, "Memberships and roles, and what the record says")
        rows = tuple(
            (
                row.name,
                _with_basis(f"{row.role}, {known[row.organisation]}", row.basis),
                f"{row.check.result}: {row.check.english} {row.check.reason}" if row.check else "not checked",
            )
            for row in brief.roles
        )
        yield Table(("Who", "Role", "Record"), rows)
    for row in brief.priorities:
        yield Heading(3, "Priority")
        yield Quote(row.quote.text)
        if row.topics:
            yield _text(f"Topics: {', '.join(topic.label for topic in row.topics)}")


def _meeting(meeting: MeetingRow, known: words.Names) -> Iterator[Block]:
    yield Heading(3, words.heading(meeting))
    basis = f" ({meeting.date_basis})" if meeting.date_basis else ""
    yield _items(
        [
            f"Date: {(words.day(meeting.date) or 'not given') + basis}",
            f"Place: {words.place(meeting, known) or 'not given'}",
            f"Chair: {meeting.chair or 'not given'}",
        ]
    )
    if meeting.theme:
        yield _text("Theme:")
        yield Quote(meeting.theme.text)
    if meeting.participants:
        rows = tuple(
            (row.name, row.represented_by, _with_basis(row.capacity or "not said", row.capacity_basis))
            for row in meeting.participants
        )
        yield Table(("Participant", "Represented by", "Capacity"), rows)


def _with_basis(text: str, basis: str) -> str:
    return f"{text} ({basis})" if basis else text


def _claims(brief: Brief, known: words.Names) -> Iterator[Block]:
    drawn = {series.claim: series for series in reversed(brief.series)}
    yield Heading(2, "What is argued, and what the record says")
    for claim in words.decided(brief):
        yield from _claim(claim, known)
        if claim.number in drawn:
            series = drawn[claim.number]
            svg = charts.chart_file(series)
            if svg:
                yield Figure(svg, f"{series.title} ({series.unit}). Source: {series.source}.")
    if not words.decided(brief):
        yield _text("No claim that the record could be held against.")
    yield Heading(2, "Not decidable here")
    for claim in words.undecided(brief):
        yield from _claim(claim, known)
    if not words.undecided(brief):
        yield _text("Every claim met at least one test.")


def _claim(claim: ClaimRow, known: words.Names) -> Iterator[Block]:
    verdict = "" if claim.verdict == words.UNDECIDABLE else f": {claim.verdict}"
    yield Heading(3, f"Claim {claim.number}{verdict}", f"claim-{claim.number}")
    yield Quote(claim.quote.text)
    said = [words.origin(claim)]
    said += [f"{label.lower()} “{text}”" for label, text in words.circumstances(claim)]
    said += [words.asserted(row, known) for row in claim.assertions]
    yield _text(f"{'; '.join(said)}.")
    if words.tells_more(claim):
        yield Text((Span(claim.figure, "bold"),))
    yield _text(claim.reason)
    for check in claim.checks:
        yield from _check(check, known)
    rest = (
        ("Untested", "; ".join(claim.untouched)),
        ("Would decide it", claim.would_decide),
        ("Where to look", "; ".join(f"{place.title} {place.url}".rstrip() for place in claim.elsewhere)),
    )
    rows = [f"{label}: {text}" for label, text in rest if text]
    if rows:
        yield _items(rows)
    if claim.checks and claim.paragraph:
        yield _text("To paste:")
        yield Text((Span(claim.paragraph, "small"),))
        yield Items(tuple((Span(note, "small"),) for note in claim.footnotes), numbered=True)


def _check(check: CheckRow, known: words.Names) -> Iterator[Block]:
    kind = f"{words.check_kind(check)}, {check.result}:"
    yield Text((Span(kind, "bold"), Span(f" {check.english} {check.reason}")))
    rows = words.strength(check)
    rows += [f"covered: {check.coverage}"] if check.coverage else []
    rows += [f"as said, it would be: {check.expects}"] if check.expects not in ("", "holds") else []
    if check.kind == "proxy":
        because = f": {check.because}" if check.because else ""
        rows += [f"stands for “{check.stands_for}”{because}"] if check.stands_for else []
        rows += [f"not carried over: {check.lost}"] if check.lost else []
    yield _items([*rows, f"as tested: {check.proposition}"])
    if check.variants:
        yield Table(("Choice", "Instead", "Result"), tuple((v.choice, v.words, v.result) for v in check.variants))
    if check.evidence:
        shown = check.evidence if len(check.evidence) <= SHOWN else check.evidence[: SHOWN - 1]
        cells = tuple((_what(row, known), row.when, words.measured(row), row.source) for row in shown)
        yield Table(("What", "When", "Value", "Source"), cells)
        if len(shown) < len(check.evidence):
            yield _text(f"{len(check.evidence) - len(shown)} more rows stand in the brief as JSON.")


def _what(row: EvidenceRow, known: words.Names) -> str:
    return "; ".join(text for text in (row.what, known.join(row.actors), row.text) if text)


def _named(brief: Brief, known: words.Names) -> Iterator[Block]:
    yield Heading(2, "States and organisations named")
    for row in brief.ties:
        yield Figure(multiples.sheet(row), f"{row.title}. {multiples.legend(row)}. Source: {row.source}.")
    if brief.overlap is not None:
        yield Heading(3, f"Who is in what on {words.day(brief.overlap.day)}")
        rows = tuple((name, *roles) for name, roles in zip(brief.overlap.names, brief.overlap.roles, strict=True))
        yield Table(("State", *brief.overlap.organisations), rows, narrow=True)
    yield from _map(brief)
    if brief.actors:
        yield Table(
            ("Name", "Kind", "Times", "First as", "Note"),
            tuple((row.name, row.kind, str(row.count), row.first.text, row.note) for row in brief.actors),
        )
    else:
        yield _text("None found.")
    if brief.offices:
        yield Heading(3, "In public office")
        yield Table(
            ("Person", "Office", "State or organisation", "According to"),
            tuple((row.person, row.office, known[row.actor], words.according_to(row.basis)) for row in brief.offices),
        )


def _map(brief: Brief) -> Iterator[Block]:
    """The map as a drawing and in words, for the forms that cannot draw it too."""
    if brief.map is None:
        return
    yield Heading(3, brief.map.title)
    svg = maps.file(brief.map, worded=False)
    if svg:
        yield Figure(svg, map_words.caption(brief.map))
    yield Items(
        tuple((Span(head, "bold"), Span(f": {'; '.join(names)}.")) for head, names in map_words.lists(brief.map))
    )
    if brief.map.disputed:
        yield Items(tuple((Span(area.name, "bold"), Span(f": {area.note}")) for area in brief.map.disputed))


def _sources(brief: Brief) -> Iterator[Block]:
    manifest, document = brief.manifest, brief.document
    yield Heading(2, "Sources")
    yield Items(tuple(map(_source, brief.sources)) or ((Span("No source was used."),),))
    yield Heading(3, "How this brief was made")
    made = (
        ("Tool", manifest.tool),
        ("Reader", manifest.reader),
        ("Facts", manifest.facts),
        ("Data", manifest.data),
        ("Schema", manifest.schema),
        ("Document", f"{words.plural(document.characters, 'character')}, SHA-256 {document.sha256}"),
    )
    yield _items([f"{label}: {text}" for label, text in made])


def _source(row: SourceRow) -> Line:
    said = [text for text in (row.title, row.publisher, row.version, row.citation) if text]
    covers = f"Covers {row.coverage}. " if row.coverage else ""
    terms = f" {'; '.join(said)}. {covers}Licence: {row.licence or 'not stated'}."
    address = (Span(" "), Span(link(row.url), "", link(row.url))) if link(row.url) else ()
    return (Span(row.key, "bold"), Span(terms), *address)


def _whole_text(brief: Brief) -> Iterator[Block]:
    parts = marked(brief)
    if parts:
        yield Heading(2, "The text")
    for part in parts:
        yield Heading(3, part.kind or "outside any part")
        whole = "".join(piece.text for piece in part.pieces)
        yield from (Quote(paragraph) for paragraph in re.split(r"\n\s*\n", whole) if paragraph.strip())
