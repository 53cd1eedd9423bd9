"""Where and when a meeting is set: the town and the day that a sentence or a dateline gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from multipolar.actors.record import matcher, registry
from multipolar.dates import MONTHS
from multipolar.reading.convening import NOUN
from multipolar.reading.document import PLACES, DateMention, Document, Mention, Part, Quote, within
from multipolar.reading.participants import worded
from multipolar.reading.sentences import Stretch

_CORRESPONDENT = worded(r"\b(?:in|at|,)\s+(?P<p>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*)\s*(?:\n|$|[,:(])", re.M)
_IN = worded(
    r"\b(?P<w>in|at|to|into|hosted by|outside|near|descended on|converged on)\s+(?:(?:the|a|his|her|nearby|neighbou?ring|downtown|central|[A-Z]\w+(?:'s|’s)?|\w+ern)\s+){0,4}?(?:(?:city|town|capital|resort|village|port|seat|island|lakeside|mountain|alpine|beach)\s*,?\s+){0,3}(?:of\s+)?$",
    re.I,
)
_IN_CAPITAL = worded(r"\b(?:in|at)\s+(?P<place>the\s+(?:\w+\s+)?capital(?:\s+of)?)\s+(?:the\s+)?")
_TOLD_IN = worded(
    r"\b(?:said|told|reporters|journalists|announced|correspondents?|officials|based|born|embass\w+|headquarter\w+)\s+(?:[\w]+\s+){0,2}(?:in|at)\s+$",
    re.I,
)
_HOSTED = worded(r"\s+(?:hosted|is hosting|was host to|will host|hosts|is to host|played host|welcomed)\b")
_CITY_NOUN = worded(rf"\s+(?:[\w'’-]+\s+){{0,2}}?{NOUN}\b", re.I)
_TOWN = worded(
    r"\b(?:in|at)\s+(?:(?:the|a)\s+(?:[\w'’-]+\s+){0,4}?(?:city|town|resort|village|port|capital|island|estate|palace|castle|ranch|retreat)\s*(?:of\s+|,\s+)?)?(?P<p>(?:[A-Z]\w+[-'’]?\w*)(?:[ -](?:(?:de|del|la|el|al|am|sur|du|of|the|an|der)[ -])?[A-Z][\w'’-]+){0,3})(?P<after>,\s+(?:[A-Z]\w+,\s+)?)?"
)
_NO_TOWN = frozenset(
    [*MONTHS, "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday",
     "Saturday", "Sunday", "Parliament", "Europe", "Africa", "Asia", "America", "English", "French", "Congress", "Government", "Leaders", "Ministers", "Islam", "Christmas", "Easter",
     "Ramadan", "Article", "Chapter", "Council", "Summit", "Ukrainian", "Western", "Eastern", "Northern", "Southern", "Central", "Arctic", "Pacific", "Atlantic", "Latin", "Balkans", "Caucasus", "Heads", "President", "Prime", "Foreign", "Q1", "Q2"]
)  # fmt: skip


def place_of(text: str, stretch: Stretch, rows: Sequence[Mention], cue: Stretch) -> tuple[Quote | None, str]:
    """The town in which a sentence sets a meeting, with its state: the first behind the cue, else the last before it."""
    here = within(rows, stretch.start, stretch.end)
    states = registry().states
    found: list[tuple[bool, int, Quote, str]] = []
    for row in here:
        if row.actor not in states or row.kind not in (*PLACES, "capital"):
            continue
        lead = text[max(stretch.start, row.quote.start - 70) : row.quote.start]
        told = _TOLD_IN.search(lead)
        said = told is not None and not (
            told.group().lower().startswith("official") and 0 <= row.quote.start - cue.end < 60
        )
        placed = (
            _IN.search(lead) is not None
            or (row.kind == "city" and re.search(r"(?:visit\w*|tour\w*)\s+$", lead) is not None)
        ) and not said
        if (
            placed
            or _HOSTED.match(text, row.quote.end)
            or (row.kind not in PLACES and _CITY_NOUN.match(text, row.quote.end) and _is_capital_noun(text, row))
            or (row.kind in PLACES and (not said) and (_IN.search(lead) or _CITY_NOUN.match(text, row.quote.end)))
        ):
            before = row.quote.end <= cue.start
            found.append((before, -row.quote.start if before else row.quote.start, row.quote, row.actor))
    if found:
        best = min(found, key=lambda f: f[:2])
        return best[2], best[3]
    town = _town(text, stretch, rows, cue)
    if town is not None:
        return town
    capital = _IN_CAPITAL.search(text, stretch.start, stretch.end)
    state = next((r for r in here if capital and r.quote.start == capital.end()), None)
    if capital and state:
        start = capital.start("place")
        return Quote(start, state.quote.end, text[start : state.quote.end]), state.actor
    return None, ""


def _is_capital_noun(text: str, row: Mention) -> bool:
    """Whether a capital before a noun names its place ("the Vilnius summit"), not whose meeting it is."""
    return (
        re.search(r"\b(?:the|a|this|that)\s+$", text[max(0, row.quote.start - 6) : row.quote.start], re.I) is not None
    )


def _town(text: str, stretch: Stretch, rows: Sequence[Mention], cue: Stretch) -> tuple[Quote, str] | None:
    """A town that the record does not know: right behind the words of the meeting, or with its state behind it."""
    for match in _TOWN.finditer(text, stretch.start, stretch.end):
        name = match.group("p")
        words = re.split(r"[\s-]", name)
        if (
            words[0] in _NO_TOWN
            or words[-1] in _NO_TOWN
            or name.isupper()
            or within(rows, match.start("p") - 25, match.end("p"))
        ):
            continue
        after = next(
            (
                r
                for r in within(rows, match.end(), match.end() + 40)
                if match.group("after") and r.quote.start == match.end()
            ),
            None,
        )
        state = after.actor if after is not None and after.actor in registry().states else ""
        gap = text[cue.end : match.start()] if match.start() >= cue.end else "x" * 99
        near = match.start() - stretch.start < 3 or (
            len(gap) < 60
            and re.fullmatch(r"[\w\s’',-]*", gap) is not None
            and not re.search(r"\b(?:said|told|born)\b", gap)
        )
        if (state or near) and not re.match(
            r"\s+(?:[Mm]inister|[Ss]ecretary|[Uu]nion|[Oo]rgani|[Cc]ouncil|[Mm]inistry|[Ss]ea\b|[Oo]cean)",
            text[match.end("p") :],
        ):
            return Quote(match.start("p"), match.end("p"), name), state
    return None


_SAID_ON = worded(
    r"\b(?:said|says|told [\w ]{2,30}|announced|reported|confirmed|added|declared|stated|tweeted|wrote)\s+(?:(?:on|late|early|in a statement)\s+){0,3}$",
    re.I,
)
_SINCE = worded(r"\b(?:since|until|before|by|after|dated|of)\s+(?:the\s+)?$", re.I)


def day_of(text: str, stretch: Stretch, dates: Sequence[DateMention], cue: Stretch) -> DateMention | None:
    """The date of a meeting: the day next behind its cue, else the last before it; not that of a statement."""
    best: tuple[tuple[int, int, int], DateMention] | None = None
    for found in dates:
        if not stretch.start <= found.quote.start < stretch.end:
            continue
        lead = text[max(stretch.start, found.quote.start - 40) : found.quote.start]
        if _SINCE.search(lead) and not re.search(r"\b(?:of)\s+(?:the\s+)?$", lead):
            continue
        whole = found.day is not None and found.day.precision != "day"
        behind = found.quote.start >= cue.start
        distance = found.quote.start - cue.end if behind else cue.start - found.quote.end
        far = behind and re.search(r";|,\s(?:and|but|while)\s", text[cue.end : found.quote.start]) is not None
        key = (int(whole) * 2 + int(_SAID_ON.search(lead) is not None) * 4, int(not behind or far), distance)
        if best is None or key < best[0]:
            best = (key, found)
    return best[1] if best else None


def city_at_head(part: Part, rows: Sequence[Mention]) -> Mention | None:
    """The town with which a dateline opens a part."""
    here = within(rows, part.start, part.start + 60)
    return next((r for r in here if r.quote.start == part.start and r.kind in (*PLACES, "capital")), None)


def dateline_place(document: Document, part: Part, rows: Sequence[Mention]) -> tuple[Quote | None, str]:
    """The town from which a report comes: at its head, or in the line about its correspondent."""
    text = document.text
    city = city_at_head(part, rows)
    if city:
        return city.quote, city.actor
    for match in reversed(list(_CORRESPONDENT.finditer(text, max(0, part.start - 200), part.start))):
        for name in matcher().named(match.group("p")):
            if name.actor in registry().states and name.kind in ("capital", "city"):
                return Quote(match.start("p"), match.end("p"), match.group("p")), name.actor
    return None, ""
