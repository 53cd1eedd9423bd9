"""The brief as Markdown in which no text of the document is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator

from multipolar.briefs import words
from multipolar.briefs.brief import Brief, CheckRow, ClaimRow, EvidenceRow, MeetingRow, SourceRow
from multipolar.briefs.marked import marked
from multipolar.briefs.safe import line, link

_SPECIAL = re.compile(r"[\\`*_{}\[\]~|$^]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_BLOCK_START = re.compile(r"(\d{0,9})(?:#{1,6}|[-+]|(?<=\d)[.)])(?=[\s-]|$)")
_AUTOLINK = re.compile(r"(?i)(www)\.|([a-z])://")


def escape(text: str) -> str:
    """Text on one line that renders as itself: no emphasis, link, HTML, table cell, heading, list or autolink."""
    safe = _SPECIAL.sub(lambda match: f"\\{match[0]}", line(text))
    safe = re.sub("[&<>]", lambda match: _ENTITIES[match[0]], safe)
    safe = _AUTOLINK.sub(lambda match: f"{match[1]}\\." if match[1] else f"{match[2]}\\://", safe)
    start = _BLOCK_START.match(safe)
    return f"{start[1]}\\{safe[start.end(1) :]}" if start else safe


def markdown(brief: Brief) -> str:
    """The whole brief in CommonMark with tables; quotes are block quotes."""
    return "\n".join(_page(brief)).rstrip("\n") + "\n"


def _page(brief: Brief) -> Iterator[str]:
    known = words.names(brief)
    document = brief.document
    yield from _block(f"# {escape(document.title or 'Untitled document')}")
    byline = f"{escape(document.byline)}, " if document.byline else ""
    yield from _block(
        f"{byline}{escape(document.publisher or 'publisher not known')}, {escape(words.published(document))}"
    )
    yield from _block(f"**{escape(words.summary(brief))}**")
    yield from _block(escape(f"{words.ABOUT_VERDICTS} {words.known_on(brief)}"))

    for title, points in words.first_page(brief.first):
        yield from _block(f"## {escape(title)}")
        yield from _items([escape(point) for point in points])

    yield from _reported(brief, known)
    yield from _block("## What is argued, and what the record says")
    for claim in words.decided(brief):
        yield from _claim(claim, known)
    if not words.decided(brief):
        yield from _block("No claim that the record could be held against.")
    yield from _block("## Not decidable here")
    for claim in words.undecided(brief):
        yield from _claim(claim, known)
    if not words.undecided(brief):
        yield from _block("Every claim met at least one test.")

    yield from _named(brief, known)
    if brief.irregularities or document.notices:
        yield from _block("## Irregularities")
        yield from _items([escape(text) for text in (*brief.irregularities, *document.notices)])
    yield from _block("## Sources")
    yield from _items([_source(row) for row in brief.sources] or ["No source was used."])
    yield from _made(brief)
    yield from _text(brief)


def _reported(brief: Brief, known: words.Names) -> Iterator[str]:
    yield from _block("## What is reported")
    for meeting in brief.meetings:
        yield from _meeting(meeting, known)
    if not brief.meetings:
        yield from _block("No meeting is reported.")
    yield from _roles(brief, known)
    for row in brief.priorities:
        yield from _block("### Priority", f"> {escape(row.quote.text)}")
        if row.topics:
            yield from _block(f"Topics: {escape(', '.join(topic.label for topic in row.topics))}")


def _made(brief: Brief) -> Iterator[str]:
    manifest, document = brief.manifest, brief.document
    yield from _block("### How this brief was made")
    yield from _items(
        [
            f"{label}: {escape(text)}"
            for label, text in (
                ("Tool", manifest.tool),
                ("Reader", manifest.reader),
                ("Facts", manifest.facts),
                ("Data", manifest.data),
                ("Schema", manifest.schema),
                ("Document", f"{words.plural(document.characters, 'character')}, SHA-256 {document.sha256}"),
            )
        ]
    )


def _block(*parts: str) -> Iterator[str]:
    for part in parts:
        yield from (part, "")


def _items(rows: list[str]) -> Iterator[str]:
    yield from (f"- {row}" for row in rows)
    yield ""


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(map(escape, row))} |"
    yield ""


def _meeting(meeting: MeetingRow, known: words.Names) -> Iterator[str]:
    yield from _block(f"### {escape(words.heading(meeting))}")
    basis = f" ({meeting.date_basis})" if meeting.date_basis else ""
    yield from _items(
        [
            f"Date: {escape((words.day(meeting.date) or 'not given') + basis)}",
            f"Place: {escape(words.place(meeting, known) or 'not given')}",
            f"Chair: {escape(meeting.chair or 'not given')}",
        ]
    )
    if meeting.theme:
        yield from _block("Theme:", f"> {escape(meeting.theme.text)}")
    if meeting.participants:
        yield from _table(
            ("Participant", "Represented by", "Capacity"),
            [
                (row.name, row.represented_by, _with_basis(row.capacity or "not said", row.capacity_basis))
                for row in meeting.participants
            ],
        )


def _with_basis(text: str, basis: str) -> str:
    return f"{text} ({basis})" if basis else text


def _roles(brief: Brief, known: words.Names) -> Iterator[str]:
    if not brief.roles:
        return
    yield from _block("### Memberships and roles, and what the record says")
    yield from _table(
        ("Who", "Role", "Record"),
        [
            (
                row.name,
                _with_basis(f"{row.role}, {known[row.organisation]}", row.basis),
                f"{row.check.result}: {row.check.english} {row.check.reason}" if row.check else "not checked",
            )
            for row in brief.roles
        ],
    )


def _claim(claim: ClaimRow, known: words.Names) -> Iterator[str]:
    verdict = "" if claim.verdict == words.UNDECIDABLE else f": {escape(claim.verdict)}"
    yield from _block(f"### Claim {claim.number}{verdict}", f"> {escape(claim.quote.text)}")
    said = [escape(words.origin(claim))]
    said += [f"{label.lower()} “{escape(text)}”" for label, text in words.circumstances(claim)]
    said += [escape(words.asserted(row, known)) for row in claim.assertions]
    yield from _block(f"{'; '.join(said)}.")
    if claim.figure:
        yield from _block(f"**{escape(claim.figure)}**")
    yield from _block(escape(claim.reason))
    for check in claim.checks:
        yield from _check(check, known)
    rest = (
        ("Untested", "; ".join(claim.untouched)),
        ("Would decide it", claim.would_decide),
        ("Where to look", "; ".join(f"{p.title} {p.url}".rstrip() for p in claim.elsewhere)),
    )
    rows = [f"{label}: {escape(text)}" for label, text in rest if text]
    if rows:
        yield from _items(rows)
    if claim.checks and claim.paragraph:
        yield from _block("To paste:", escape(claim.paragraph))
        yield from _items([f"\\[{place}\\] {escape(note)}" for place, note in enumerate(claim.footnotes, 1)])


def _check(check: CheckRow, known: words.Names) -> Iterator[str]:
    yield from _block(
        f"**{escape(f'{words.check_kind(check)}, {check.result}:')}** {escape(f'{check.english} {check.reason}')}"
    )
    rows = words.strength(check)
    rows += [f"covered: {check.coverage}"] if check.coverage else []
    rows += [f"as said, it would be: {check.expects}"] if check.expects not in ("", "holds") else []
    if check.kind == "proxy":
        rows += [f"stands for “{check.stands_for}”: {check.because}"] if check.stands_for else []
        rows += [f"not carried over: {check.lost}"] if check.lost else []
    yield from _items([*map(escape, rows), f"as tested: {escape(check.proposition)}"])
    if check.variants:
        yield from _table(
            ("Choice", "Instead", "Result"), [(row.choice, row.words, row.result) for row in check.variants]
        )
    if check.evidence:
        yield from _table(
            ("What", "When", "Value", "Source"),
            [(_what(row, known), row.when, words.measured(row), row.source) for row in check.evidence],
        )


def _what(row: EvidenceRow, known: words.Names) -> str:
    return "; ".join(text for text in (row.what, known.join(row.actors), row.text) if text)


def _overlap(brief: Brief) -> Iterator[str]:
    overlap = brief.overlap
    if overlap is None:
        return
    yield from _block(f"### Who is in what on {escape(words.day(overlap.day))}")
    rows = [(name, *roles) for name, roles in zip(overlap.names, overlap.roles, strict=True)]
    yield from _table(("State", *map(escape, overlap.organisations)), rows)


def _named(brief: Brief, known: words.Names) -> Iterator[str]:
    yield from _block("## States and organisations named")
    yield from _overlap(brief)
    if brief.actors:
        yield from _table(
            ("Name", "Kind", "Times", "First as", "Note"),
            [(row.name, row.kind, str(row.count), row.first.text, row.note) for row in brief.actors],
        )
    else:
        yield from _block("None found.")
    if brief.offices:
        yield from _block("### In public office")
        yield from _table(
            ("Person", "Office", "State or organisation", "According to"),
            [(row.person, row.office, known[row.actor], words.according_to(row.basis)) for row in brief.offices],
        )


def _source(row: SourceRow) -> str:
    said = [text for text in (row.title, row.publisher, row.version, row.citation) if text]
    covers = f"Covers {row.coverage}. " if row.coverage else ""
    address = f" <{link(row.url)}>" if link(row.url) else ""
    terms = escape(f"{covers}Licence: {row.licence or 'not stated'}.")
    return f"**{escape(row.key)}** {escape('; '.join(said))}. {terms}{address}"


def _text(brief: Brief) -> Iterator[str]:
    parts = marked(brief)
    if not parts:
        return
    yield from _block("## The text")
    for part in parts:
        yield from _block(f"### {escape(part.kind or 'outside any part')}")
        whole = "".join(piece.text for piece in part.pieces)
        for paragraph in re.split(r"\n\s*\n", whole):
            if paragraph.strip():
                yield from _block(f"> {escape(paragraph)}")
