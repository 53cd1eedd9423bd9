"""People in public office, with the office as the text gives it. Nobody else is taken from a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from multipolar.actors.offices import OfficeHolder
from multipolar.actors.record import offices, registry
from multipolar.reading.document import PLACES, Document, Mention, OfficeMention, Part, Quote
from multipolar.reading.lexicon import table
from multipolar.reading.mentions import Mentions

_TITLE = (
    r"(?:(?:[Aa]cting|[Ff]ormer|[Ff]irst|[Hh]onorary|[Dd]eputy|[Ff]irst [Dd]eputy|[Vv]ice|[Ff]ederal|[Ss]upreme)[ -])?"
    r"(?:[Pp]resident|[Pp]rime [Mm]inister|[Pp]remier|[Cc]hancellor|[Kk]ing|[Qq]ueen|[Ee]mir|[Ss]ultan|[Cc]rown [Pp]rince|[Ss]upreme [Ll]eader"
    r"|[Ff]oreign [Mm]inister|[Dd]efen[cs]e [Mm]inister|[Ff]oreign [Ss]ecretary|[Ss]ecretary[- ][Gg]eneral|[Ss]ecretary of [Ss]tate"
    r"|[Mm]inister of [Ff]oreign [Aa]ffairs|[Mm]inister for [Ff]oreign [Aa]ffairs|[Mm]inister of [Dd]efen[cs]e|[Mm]inister"
    r"|[Cc]hair(?:man|woman|person)?|[Ss]peaker|[Hh]igh [Rr]epresentative|[Gg]eneral [Ss]ecretary|[Aa]mbassador|[Cc]ommissioner"
    r"|[Ll]eader|[Hh]ead of (?:[Ss]tate|[Gg]overnment))"
)
_NAME = r"\b(?:(?:[A-Z][\w'’-]{1,40}|al-[A-Z]\w+|bin|ibn|bint|van|von|de|da|dos|el)\s+){0,3}[A-Z][\w'’-]{1,40}(?![\w])"
_OF = re.compile(rf"\b(?P<title>{_TITLE})\s+(?:of|for)\s+")
_NAME_BEHIND = re.compile(
    rf"\)?,?\s+(?:(?:H\.E\.|HE|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Gen\.?|General|His Excellency)\s+)?(?P<name>{_NAME})"
)
_BEFORE = re.compile(rf"\b(?P<title>{_TITLE})\s+(?P<name>{_NAME})")
_POSSESSED = re.compile(
    rf"\b(?P<title>{_TITLE})(?: (?:of|for) (?:[Ff]oreign|[Ee]xternal) (?:[Aa]ffairs|[Rr]elations))?,\s+(?P<name>{_NAME})"
)
"""A title with its state before it and the name behind a comma: "Norway's foreign minister, X Y"."""
_AFTER = re.compile(
    rf"(?P<name>{_NAME}),\s+(?:the\s+)?(?:[A-Z]\w+\s+)?(?P<title>{_TITLE})(?:\s+of\s+(?:the\s+)?(?P<of>[A-Z]\w+(?:\s+[A-Z]\w+)*))?"
)
_OF_STATE = re.compile(r"\s+of\s+(?:the\s+)?")
_COMMON_WORDS = frozenset(row["surname"] for row in table("common_surnames"))
"""Surnames that are words or belong to very many: they need a title or a first name to be an office-holder."""


def _known(surname: str, day: date | None) -> OfficeHolder | None:
    """The person of that name in office on a day; with the day open, only where all terms are one person's."""
    holders = [h for h in offices().by_surname.get(surname, ()) if day is None or h.span.covers(day)]
    if not holders or len({h.person for h in holders}) > 1:
        return None
    return min(holders, key=lambda h: (h.office != "head of state", h.title.startswith("Acting")))


def _state_in(mentions: Mentions, start: int, end: int) -> str:
    states = registry().states
    organisations = registry().organisations
    for mention in mentions.between(start, end):
        if mention.kind not in (*PLACES, "capital") and (mention.actor in states or mention.actor in organisations):
            return mention.actor
    return ""


def _adjective_before(text: str, mentions: Mentions, start: int) -> str:
    """The actor of an adjective or name directly before a title ("Hungarian Prime Minister", "Turkey's president")."""
    for mention in mentions.between(max(0, start - 40), start):
        gap = text[mention.quote.end : start]
        if gap.strip() in ("", "'s", "’s", "'", "’"):
            return mention.actor
    return ""


def _is_actor(name: str, at: int, mentions: Mentions) -> bool:
    return bool(mentions.between(at, at + len(name)))


def find_offices(document: Document, mentions: Mentions) -> tuple[OfficeMention, ...]:
    """Office-holders in text order, none twice at one place: by a title in the text, else by the record's surnames."""
    found: list[OfficeMention] = []
    taken = bytearray(len(document.text))
    for part in document.parts:
        if part.kind != "boilerplate":
            for row in _in_part(document, part, mentions):
                if not any(taken[row.quote.start : row.quote.end]):
                    found.append(row)
                    taken[row.quote.start : row.quote.end] = b"\1" * (row.quote.end - row.quote.start)
    found += _again(document, found, taken, mentions)
    return tuple(sorted(found, key=lambda row: row.quote.start))


def _again(
    document: Document, found: list[OfficeMention], taken: bytearray, mentions: Mentions
) -> Iterator[OfficeMention]:
    """Office-holders named again by their surname alone ("Mr Jagland", "Mandela")."""
    text = document.text
    named: dict[str, OfficeMention] = {}
    for row in found:
        surname = row.person.split()[-1]
        if " " in row.person and len(surname) > 2:
            named.setdefault(surname, row)
        if " " in row.person and row.actor in _SURNAME_FIRST:
            named.setdefault(row.person.split()[0], row)
    if not named:
        return
    surnames = "|".join(re.escape(s) for s in sorted(named, key=len, reverse=True))
    for match in re.finditer(rf"\b(?:{_COURTESY}\s+)?(?P<name>{surnames})\b", text):
        row = named[match["name"]]
        free = not any(taken[match.start() : match.end()]) and not _is_actor(match.group(), match.start(), mentions)
        other = _FIRST_NAME.search(text, max(0, match.start() - 30), match.start())
        bare = match.group() == match["name"] and (match["name"] in _COMMON_WORDS or len(match["name"]) < 4)
        if match.start() > row.quote.start and free and not other and not bare:
            quote = Quote(match.start(), match.end(), match.group())
            yield OfficeMention(quote, row.person, row.title, row.office, row.actor, row.basis)


_SURNAME_FIRST = frozenset({"CHN", "TWN", "PRK", "KOR", "KHM"})
_COURTESY = r"(?:Mr|Mrs|Ms|Dr|President|Prime Minister|Minister|King|Chancellor|General)\.?"
_FIRST_NAME = re.compile(r"\b(?!President|Minister|Premier|Chancellor|Mr|Mrs|Ms|Dr)[A-Z][a-z]+\s\Z")


def _in_part(document: Document, part: Part, mentions: Mentions) -> Iterator[OfficeMention]:
    """All readings of names as office-holders, the surer ones first."""
    text = document.text
    titled = [_title_of(text, match, mentions) for match in _OF.finditer(text, part.start, part.end)]
    for pattern in (_BEFORE, _AFTER, _POSSESSED):
        titled += [_from_text(text, match, mentions) for match in pattern.finditer(text, part.start, part.end)]
    named = [
        _from_record(document, part.start + start, word)
        for start, _, word in offices().find(text[part.start : part.end])
    ]
    yield from (row for row in (*titled, *named) if row is not None)


def _title_of(text: str, match: re.Match[str], mentions: Mentions) -> OfficeMention | None:
    """ "President of Uzbekistan X Y", also where brackets explain the office between the state and the name."""
    for mention in mentions.between(match.end(), match.end() + 140):
        gap = text[match.end() : mention.quote.start]
        if re.search(r"[.;,\n]", gap) or _OF.search(gap):
            return None
        behind = _NAME_BEHIND.match(text, mention.quote.end)
        if (
            behind
            and mention.kind in ("name", "abbreviation")
            and not _is_actor(behind.group("name"), behind.start("name"), mentions)
        ):
            title_end = mention.quote.end + (text[mention.quote.end] == ")")
            quote = Quote(match.start(), behind.end(), text[match.start() : behind.end()])
            return OfficeMention(
                quote, behind.group("name"), text[match.start() : title_end], "", mention.actor, "text"
            )
    return None


def _from_text(text: str, match: re.Match[str], mentions: Mentions) -> OfficeMention | None:
    name = match.group("name")
    if _is_actor(name, match.start("name"), mentions):
        return None
    title_end = match.end("title")
    groups = match.groupdict()
    of = (groups.get("of") or "").strip()
    actor = _state_in(mentions, match.start("of"), match.end("of")) if of else ""
    actor = actor or _adjective_before(text, mentions, match.start("title"))
    if not actor and match.re is _POSSESSED:
        return None  # "the minister, X added": whose minister it is, and whether X is it, stays open
    title = text[match.start("title") : match.end("of") if of else title_end].strip()
    if not actor:
        behind = _OF_STATE.match(text, match.end())
        stated = next(
            (m for m in mentions.between(match.end(), match.end() + 60) if behind and m.quote.start == behind.end()),
            None,
        )
        if stated:
            actor, title = stated.actor, f"{title} of {stated.quote.text}"
    if not actor:
        holder = offices().by_surname.get(name.split()[-1]) or offices().by_surname.get(name)
        if not holder or len({h.actor for h in holder}) > 1:
            return None  # a title without a state or organisation is no public office this record can place
        actor = holder[0].actor
    start = match.start("title") if match.start("title") < match.start("name") else match.start("name")
    quote = Quote(start, match.end(), text[start : match.end()])
    return OfficeMention(quote, name, title, "", actor, "text")


def _from_record(document: Document, start: int, word: str) -> OfficeMention | None:
    if word in _COMMON_WORDS or len(word) < 3:
        return None
    before = document.text[max(0, start - 30) : start]
    if re.search(r"\b(?!President|Minister|Premier|Chancellor|Mr|Vladimir)[A-Z][a-z]+\s$", before) and " " not in word:
        return None  # another first name before a known surname may be anybody
    holder = _known(word, document.published)
    if holder is None:
        return None
    quote = Quote(start, start + len(word), word)
    return OfficeMention(
        quote, holder.person, "", f"{holder.title} ({registry().label(holder.actor)})", holder.actor, "record"
    )


def office_mentions_as_actors(offices: tuple[OfficeMention, ...]) -> list[Mention]:
    """Office-holders as bearers of their state or organisation."""
    return [Mention(row.quote, row.actor, "office", row.person) for row in offices]
