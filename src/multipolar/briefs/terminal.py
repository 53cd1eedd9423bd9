"""The brief on a terminal: compact, wrapped to the width, and unable to steer the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

import click

from multipolar.briefs import map_words, words
from multipolar.briefs.blocks import Block, Figure, Heading, Items, Quote, Table, Text
from multipolar.briefs.brief import Brief, CheckRow, ClaimRow, MapRow, MeetingRow, OverlapRow
from multipolar.briefs.outlines import VIEWS
from multipolar.briefs.safe import line, shorten

NARROWEST = 40
_INDENT = "    "
_COLORS = {
    "agrees": "blue",
    "consistent": "blue",
    "holds": "blue",
    "disagrees": "yellow",
    "inconsistent": "yellow",
    "fails": "yellow",
    "mixed": "magenta",
}


def terminal(brief: Brief, *, width: int = 80, color: bool = False) -> str:
    """The brief in lines of at most `width` columns (40 at the least), in colour only where `color` asks for it.

    The brief's own words are ASCII; quotes keep their letters, so a terminal of another encoding needs
    errors="replace". Controls, escapes and directional overrides of the text come out as codes.
    """
    page = Page(max(width, NARROWEST), color)
    known = words.names(brief)
    page.say(brief.document.title or "Untitled document", bold=True)
    page.say(f"{brief.document.publisher or 'publisher not known'}, {words.published(brief.document)}")
    if brief.document.byline:
        page.say(brief.document.byline)
    if brief.document.on_publisher is not None:
        page.say(words.on_publisher(brief.document.on_publisher))
    page.gap()
    page.say(words.summary(brief))
    if words.nothing_read(brief):
        return page.text()
    page.say(f"{words.ABOUT_VERDICTS} {words.known_on(brief)}")
    for title, points in words.first_page(brief.first):
        page.head(title)
        for point in points:
            page.item("-", point)
    _reported(page, brief, known)
    _claims(page, brief)
    _overlap(page, brief.overlap)
    _map(page, brief.map)
    if brief.irregularities:
        page.head("Irregularities")
        for text in brief.irregularities:
            page.item("-", text)
    _sources(page, brief)
    return page.text()


def set_page(run: Iterable[Block], *, width: int = 80, color: bool = False) -> str:
    """A run of blocks in lines of at most `width` columns; rows of a table become points of a list."""
    page = Page(max(width, NARROWEST), color)
    for block in run:
        match block:
            case Heading(level, text):
                page.gap()
                page.say(text, bold=level < 4)
            case Text(spans):
                page.say("".join(span.text for span in spans))
            case Quote(text):
                page.item("", text)
            case Items(lines, _):
                for spans in lines:
                    page.item("-", "".join(span.text for span in spans))
            case Table(_, rows):
                for row in rows:
                    page.item("-", "; ".join(cell for cell in row if cell))
            case Figure(_, caption):
                page.item("-", f"figure: {caption}")
    return page.text()


def _reported(page: Page, brief: Brief, known: words.Names) -> None:
    page.head("What is reported")
    for meeting in brief.meetings:
        _meeting(page, meeting, known)
    if not brief.meetings:
        page.say("No meeting is reported.")
    for role in brief.roles:
        answer = f"{role.check.result} ({role.check.reason})" if role.check else "not checked"
        page.item("-", f"{role.name}: {role.role}, {known[role.organisation]} ({role.basis}); record: {answer}")
    topics = list(dict.fromkeys(topic.label for row in brief.priorities for topic in row.topics))
    if topics:
        page.item("-", f"priorities: {', '.join(topics)}")


def _claims(page: Page, brief: Brief) -> None:
    page.head("What is argued, and what the record says")
    for claim in words.decided(brief):
        _claim(page, claim)
    if not words.decided(brief):
        page.say("No claim that the record could be held against.")
    if words.undecided(brief):
        page.head("Not decidable here")
        for reason, claims in words.by_reason(words.undecided(brief)):
            page.say(reason)
            for claim in claims:
                page.item(f"{claim.number:>2}.", f'"{shorten(claim.quote.text, 100)}"')


def _overlap(page: Page, overlap: OverlapRow | None) -> None:
    """Who is in what, a line for each state: a table would not fit every width."""
    if overlap is None:
        return
    page.head("Who is in what")
    page.say(f"On {words.day(overlap.day)}:")
    for name, roles in zip(overlap.names, overlap.roles, strict=True):
        held = [
            key if role == "full" else f"{key} ({role})"
            for key, role in zip(overlap.organisations, roles, strict=True)
            if role
        ]
        page.item("-", f"{name}: {', '.join(held) or 'none of those asked about'}")


def _map(page: Page, row: MapRow | None) -> None:
    """What a map would show that is not told above: whose borders, and what is disputed."""
    if row is None:
        return
    page.head("The map")
    areas = "; ".join(map_words.drawn(area.name, area.drawn_as) for area in row.disputed)
    owner = VIEWS[row.view].title if row.view in VIEWS else row.view
    page.say(f"Drawn in the brief as HTML or PDF, with the borders of {owner}.")
    if areas:
        page.say(f"Disputed in what it shows: {areas}.")


def _sources(page: Page, brief: Brief) -> None:
    page.head("Sources")
    for source in brief.sources:
        version = f", {source.version}" if source.version else ""
        page.item("-", f"{source.key}: {source.title}{version} ({source.licence or 'licence not stated'})")
    made = brief.manifest
    page.say(f"{made.tool}; reader {made.reader}; facts {made.facts}; data {made.data}")


def _meeting(page: Page, meeting: MeetingRow, known: words.Names) -> None:
    when = words.day(meeting.date) or "date not given"
    where = words.place(meeting, known) or "place not given"
    page.say(f"{words.heading(meeting)}: {when}, {where}; chair: {meeting.chair or 'not given'}")
    if meeting.theme:
        page.item("-", f'theme: "{meeting.theme.text}"')
    for row in meeting.participants:
        capacity = (
            f"{row.capacity} ({row.capacity_basis})" if row.capacity_basis else row.capacity or "capacity not said"
        )
        by = f": {row.represented_by}" if row.represented_by else ""
        page.item("-", f"{row.name}, {capacity}{by}")


def _claim(page: Page, claim: ClaimRow) -> None:
    row = words.verdict(claim.verdict)
    page.item(f"{claim.number}.", f"{row.mark} {row.words}", color=_COLORS.get(row.slug, ""), bold=True)
    page.item("", f'"{shorten(claim.quote.text, 240)}" ({words.origin(claim)})')
    page.item("", claim.figure or claim.reason)
    for check in claim.checks:
        _check(page, check)
    if claim.untouched:
        page.item("", f"untested: {'; '.join(claim.untouched)}")
    page.gap()


def _check(page: Page, check: CheckRow) -> None:
    keys = list(dict.fromkeys(row.source for row in check.evidence if row.source))
    rest = words.strength(check)
    rest += [f"covered: {check.coverage}"] if check.coverage else []
    rest += [f"source: {', '.join(keys)}"] if keys else []
    text = f"{words.check_kind(check)}, {check.result}: {check.english} {check.reason}"
    page.item("", f"{text} ({'; '.join(rest)})" if rest else text, indent=2 * len(_INDENT))


class Page:
    """Lines of a page, each cleaned before it is wrapped and coloured after."""

    def __init__(self, width: int, color: bool) -> None:
        self.width = width
        self.color = color
        self.lines: list[str] = []

    def say(self, text: str, *, bold: bool = False) -> None:
        """Text from the first column on."""
        self._add(wrap(line(text), self.width), bold=bold)

    def head(self, text: str) -> None:
        """A heading after a gap, underlined; its words are the page's own and ASCII."""
        self.gap()
        self._add([text, "-" * len(text)], bold=True)

    def item(self, mark: str, text: str, *, indent: int = len(_INDENT), color: str = "", bold: bool = False) -> None:
        """Text set in by `indent` columns, the mark hanging before its first line."""
        body = wrap(line(text), self.width - indent)
        heads = [f"{mark} ".rjust(indent) if mark else " " * indent, *([" " * indent] * (len(body) - 1))]
        self._add([head + piece for head, piece in zip(heads, body, strict=True)], color=color, bold=bold)

    def gap(self) -> None:
        """One empty line, however often asked for."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def _add(self, lines: list[str], *, color: str = "", bold: bool = False) -> None:
        if self.color and (color or bold):
            lines = [click.style(text, fg=color or None, bold=bold) for text in lines]
        self.lines += lines

    def text(self) -> str:
        """The page so far."""
        return "\n".join(self.lines).rstrip("\n") + "\n"


def columns(text: str) -> int:
    """Columns that a terminal gives the text: two for wide East Asian letters and emoji, none for marks and joiners."""
    return sum(map(_column, text))


def _column(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` columns, broken at spaces, a longer word broken where it must."""
    lines = [""]
    used = 0
    for word in _words(text, width):
        size = columns(word)
        if used and used + 1 + size > width:
            lines.append("")
            used = 0
        lines[-1] += f" {word}" if used else word
        used += size + bool(used)
    return lines


def _words(text: str, width: int) -> Iterator[str]:
    for word in text.split(" "):
        start = used = 0
        for place, letter in enumerate(word):
            size = _column(letter)
            if used + size > width:
                yield word[start:place]
                start, used = place, 0
            used += size
        yield word[start:]
