"""From a text to a reading: the one path through the rooms of the reader."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date

from multipolar.actors.record import registry
from multipolar.dates import PartialDate, parse_day
from multipolar.errors import InputError
from multipolar.reading.affiliations import find_affiliations
from multipolar.reading.anaphora import find_descriptions
from multipolar.reading.chains import find_chains
from multipolar.reading.claims import find_claims
from multipolar.reading.document import DateMention, Document, OfficeMention, Quote, Reading
from multipolar.reading.intake import Intake, stored
from multipolar.reading.lexicon import grouped
from multipolar.reading.meetings import find_meetings
from multipolar.reading.mentions import Mentions, find_mentions
from multipolar.reading.offices import find_offices, office_mentions_as_actors
from multipolar.reading.parts import Layout, dateline_end, lay_out, settle_register
from multipolar.reading.roles import find_roles
from multipolar.reading.times import date_mentions
from multipolar.reading.titles import find_titles
from multipolar.reading.topics import find_priorities

READER = "rules 2"
"""Name and version of the reader, in every manifest."""

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "that",
        "for",
        "was",
        "on",
        "with",
        "as",
        "by",
        "are",
        "at",
        "from",
        "it",
        "has",
        "have",
        "an",
        "be",
        "this",
        "which",
        "its",
    ]
)


def read(article: Intake | str, *, published: date | None = None) -> Reading:
    """Read an English text on world affairs.

    `published` is the day of publication if the reader knows it; else the one the text gives, else dates
    without a year stay open. A text on something else yields a reading without rows and a notice saying so.
    """
    intake = article if isinstance(article, Intake) else Intake(stored(article))
    document = _document(intake, published)
    mentions = find_mentions(document)
    offices = find_offices(document, mentions)
    notice = _nothing_to_read(document, mentions, offices)
    if notice:
        return Reading(replace(document, notices=(*document.notices, notice)), (), (), (), (), (), (), (), ())
    descriptions = find_descriptions(document, mentions)
    bearers = [m for m in office_mentions_as_actors(offices) if not mentions.between(m.quote.start, m.quote.end)]
    bearers += find_titles(document, mentions, offices)
    rows = sorted([*mentions.rows, *descriptions, *bearers], key=lambda m: (m.quote.start, m.quote.end))
    dates = _dates(document)
    stated = find_roles(document, rows)
    holding = [role for role in stated if not role.negated and role.timing not in ("exit", "past")]
    roles = tuple({(role.actor, role.organisation, role.role): role for role in reversed(holding)}.values())[::-1]
    roles += find_affiliations(document, rows, stated)
    claims = find_claims(document, rows, offices, stated)
    return Reading(
        document=document,
        dates=dates,
        mentions=tuple(rows),
        offices=offices,
        meetings=find_meetings(document, rows, offices, dates, stated),
        roles=roles,
        priorities=find_priorities(document),
        claims=claims,
        irregularities=mentions.irregularities + mentions.ambiguous,
        chains=find_chains(claims),
    )


def _document(intake: Intake, published: date | None) -> Document:
    text = intake.text
    layout = lay_out(text)
    day, basis = (published, "given") if published else _publication(intake, layout)
    parts = settle_register(text, layout.parts)
    return Document(
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        parts=parts,
        title=layout.title,
        publisher=layout.publisher or _quoted(text, intake.publisher),
        byline=layout.byline or _quoted(text, intake.byline),
        published=day,
        published_basis=basis,
        notices=intake.notices,
    )


def _quoted(text: str, words: str) -> Quote | None:
    """A page's own metadata as a quote where the text holds it, else with the empty span before the text."""
    if not words:
        return None
    at = text.find(words)
    return Quote(at, at + len(words), words) if at >= 0 else Quote(0, 0, words)


def _publication(intake: Intake, layout: Layout) -> tuple[date | None, str]:
    """The day of publication that the page or the text gives in full."""
    if intake.published:
        try:
            return parse_day(intake.published), "text"
        except InputError:
            pass
    if layout.dated is not None:
        for mention in date_mentions(layout.dated.text, 0, len(layout.dated.text), None):
            if isinstance(mention.written, PartialDate) and mention.written.precision == "day":
                return mention.written.first, "text"
    return None, ""


def _dates(document: Document) -> tuple[DateMention, ...]:
    return tuple(
        mention
        for part in document.parts
        if part.kind in ("news", "comment")
        for mention in date_mentions(
            document.text, dateline_end(document.text, part.start), part.end, document.published
        )
    )


DENSE = 16
"""Words for each state named, up to which a text is dense with states, so that one sign of their dealings is enough."""


def _nothing_to_read(document: Document, mentions: Mentions, offices: tuple[OfficeMention, ...]) -> str:
    """Why a text is not for this reader, or "": not English, or not about states in their dealings."""
    text, parts = document.text, [p for p in document.parts if p.kind != "boilerplate"]
    body = " ".join(text[p.start : p.end] for p in parts)
    words = [w.lower() for w in _WORD.findall(body[:20_000])]
    if len(words) >= 30 and sum(w in _ENGLISH for w in words) < len(words) * 0.12:
        return "This does not read as English text, the only language read so far; nothing was taken from it."
    length = len(body.split())
    if length >= LONG and _relevance(document, mentions) < min(ENOUGH, length / 25):
        return _NOTHING
    named = any(m.actor in registry().organisations for m in mentions.rows)
    strong, weak = (
        len({index for p in parts for index, _ in grouped("affairs", "weight").matches(weight, text, p.start, p.end)})
        for weight in ("", "weak")
    )
    holders = {o.actor for o in offices if o.basis == "text" or " " in o.quote.text}
    states = [m.actor for m in mentions.rows if m.actor in registry().states and m.kind != "city"] + list(holders)
    dense = len(set(states)) > 1 and length <= DENSE * len(states)
    if len(holders) < 2 and not named and strong + weak < 2 and not (strong and dense):
        return _NOTHING
    return ""


_NOTHING = "Nothing about states or organisations in their dealings with each other was found in this text."
LONG, ENOUGH = 80, 8
"""A text of at least so many words is about world affairs from this relevance on; a shorter one by single signs."""


def _relevance(document: Document, mentions: Mentions) -> int:
    """Words of world affairs, organisations named (counting double), and how often states are named again.

    A text on other things names each state once, for its carpets or its weather.
    """
    known = registry()
    named = {m.quote.start for m in mentions.rows}
    hits = sum(
        match.start() not in named
        for part in document.parts
        if part.kind != "boilerplate"
        for _, match in grouped("affairs", "weight").matches("", document.text, part.start, part.end)
    )
    bodies = sum(m.actor in known.organisations for m in mentions.rows)
    states = [m.actor for m in mentions.rows if m.actor in known.states and m.kind != "city"]
    return hits + 2 * bodies + len(states) - len(set(states))
