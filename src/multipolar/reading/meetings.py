"""Meetings: when, where, of which organisation, chaired by whom, under which theme, and who took part as what."""

from __future__ import annotations

import re
from dataclasses import replace

from multipolar.actors.record import registry
from multipolar.reading.document import (
    PLACES,
    DateMention,
    Document,
    Meeting,
    Mention,
    OfficeMention,
    Participant,
    Quote,
    RoleStatement,
    within,
)
from multipolar.reading.sentences import Stretch, sentences

_KINDS = (
    (re.compile(r"\bsummit\b", re.I), "summit"),
    (re.compile(r"\b(?:meeting|session) of (?:the )?(?:council of )?heads? of (?:states?|government)", re.I), "summit"),
    (re.compile(r"\b(?:talks|negotiations|consultations)\b", re.I), "talks"),
    (re.compile(r"\b(?:visit|visited)\b", re.I), "visit"),
    (re.compile(r"\b(?:conference|forum|congress)\b", re.I), "conference"),
    (re.compile(r"\b(?:meeting|session|gathering|council)\b", re.I), "meeting"),
)
_NOUN = r"(?:summit|meeting|session|talks|conference|forum|congress|gathering)"
_HELD = re.compile(
    rf"\b{_NOUN}\b[^.]{{0,200}}?\b(?:was|were|is being)\b[^.]{{0,60}}?\b(?:held|convened|opened|hosted|organi[sz]ed)\b"
    rf"|\b(?:was|were) held\b[^.]{{0,120}}?\b{_NOUN}\b|\b{_NOUN}\b[^.]{{0,200}}?\b(?:took place|opened|ended|concluded|convened|is taking place|brought together|gathered|closed)\b"
    rf"|\b(?:hosted|held|convened|opened|chaired|attended|concluded|ended)\b[^.]{{0,60}}?\b{_NOUN}\b"
    rf"|\b(?:leaders?|heads?|presidents?|ministers?|delegations?|representatives)\b[^.]{{0,160}}?\b(?:met|gathered|convened|assembled)\b(?= (?:in|on|at|for|here|today|with))"
    rf"|\b(?:leaders?|heads|presidents?|ministers?|delegations?)\b[^.]{{0,120}}?\b(?:came to|arrived in|flew (?:in)?to|travel(?:led|ed) to|converged on|descended on|were in|assembled in)\b[^.]{{0,120}}?\b{_NOUN}\b"
    rf"|\b{_NOUN}\b[^.]{{0,120}}?\b(?:wound up|wrapped up|got under way|kicked off|drew to a close|came to an end|began|started|finished|adopted|agreed|decided|failed|issued|approved|discussed)\b"
    rf"|\b(?:wound up|wrapped up|welcomed|received|gathered for|met for|came together for|arrived for)\b[^.]{{0,80}}?\b{_NOUN}\b"
    rf"|\b(?:at|during) (?:the|a|an|their|its) (?:[\w'’-]+ ){{0,4}}{_NOUN}\b",
    re.I,
)
_ABOUT = re.compile(rf"\b(?:the|this|that|their|its)\s+(?:[\w-]+\s+){{0,3}}{_NOUN}\b", re.I)
_ATTENDED = re.compile(
    r"\b(?:attended by|was attended|were attended|attended|took part|taking part|participants? (?:were|included)|participated|participation of|brought together|"
    r"sent (?!no\b|an? (?:letter|message|telegram))|in attendance|were present|was present|present were|joined by|represented by|met in|gathered in|gathered)\b",
    re.I,
)
_ABSENT = re.compile(
    r"\b(?:did not attend|didn't attend|was absent|were absent|absent|did not take part|stayed away|was not invited|were not invited|not present|boycotted|sent no)\b",
    re.I,
)
_CHAIR = re.compile(
    r"\bpresided\b|\b(?:chaired|presided over|hosted|led|opened) by\b|\bunder the chairmanship of\b|\bchairmanship\b|\b(?:chaired|presided over) the\b|\bin the chair\b",
    re.I,
)
_CHAIRED_BY = re.compile(r"\b(?:chaired by|presided over by|under the chairmanship of|in the chair(?: was)?)\s+", re.I)
_THEME = re.compile(
    r"\b(?:topic|theme|motto|slogan|title|heading|banner|titled|entitled|theme of)\b[^\"“”'‘\n.]{0,60}(?P<q>[\"“][^\"“”\n]{3,250}[\"”]|[‘'][^‘’'\n]{3,250}[’'])",
    re.I,
)
_GUEST = re.compile(
    r"\b(?:as (?:an? )?(?:guests?|invitees?)|guests? of honou?r|invited guests?|special guests?|at the invitation)\b",
    re.I,
)
_OBSERVER = re.compile(r"\bobservers?\b", re.I)
_MEMBER = re.compile(r"\b(?:full |founding )?members?(?: states?| countries)?\b", re.I)
_RELATIVE_PLACE = re.compile(r"\b(?:in|at)\s+$")
_HOSTED = re.compile(r"\s+(?:hosted|is hosting|was host to|will host)\b")
_IN_CAPITAL = re.compile(r"\b(?:in|at)\s+(?P<place>the\s+(?:\w+\s+)?capital(?:\s+of)?)\s+")
_OWN_STATUS = re.compile(
    r"[^.;()]{0,30}?[,(]\s*(?:whose (?:country|government) (?:has|holds|enjoys)|which (?:has|holds|enjoys)|an?|as an?)?\s*(?P<role>observer|associate|partner|guest)\b"
)
_AS_CAPACITY = re.compile(r"[^.;()]{0,120}?\bas (?:an? |the )?(?:\w+ )?(?P<role>observer|member|guest|partner)s?\b")
_HEADS = re.compile(
    r"\b(?:the\s+)?(?P<w>heads? of (?:states?|government)|heads|presidents?|prime ministers?|leaders?|foreign ministers?|ministers?|representatives?|delegations?)\s+(?:of|from)\s+(?:the\s+)?",
    re.I,
)


def _of(rows: list[Mention], stretch: Stretch) -> list[Mention]:
    return within(rows, stretch.start, stretch.end)


def _kind(words: str) -> str:
    return next((kind for pattern, kind in _KINDS if pattern.search(words)), "meeting")


def _place(text: str, stretch: Stretch, rows: list[Mention]) -> tuple[Quote | None, str]:
    """The city after "in" or "at" in a sentence, with its state; else a state after "in"."""
    for kinds in ((*PLACES, "capital"), ("name",)):
        for row in _of(rows, stretch):
            if row.kind in kinds and row.actor in registry().states:
                before = text[max(stretch.start, row.quote.start - 8) : row.quote.start]
                if _RELATIVE_PLACE.search(before) or (row.kind != "name" and _HOSTED.match(text, row.quote.end)):
                    return row.quote, row.actor
        capital = _IN_CAPITAL.search(text, stretch.start, stretch.end)
        state = next((r for r in _of(rows, stretch) if capital and r.quote.start == capital.end()), None)
        if capital and state:
            start = capital.start("place")
            return Quote(start, state.quote.end, text[start : state.quote.end]), state.actor
    return None, ""


def _chair(text: str, stretch: Stretch, offices: tuple[OfficeMention, ...]) -> OfficeMention | None:
    match = _CHAIRED_BY.search(text, stretch.start, stretch.end)
    if match:
        return next((o for o in offices if match.end() - 2 <= o.quote.start <= match.end() + 20), None)
    match = re.search(r"\b(?:chaired|presided(?: over)?)\b(?! by)", text[stretch.start : stretch.end], re.I)
    if match:
        at = stretch.start + match.start()
        before = [o for o in offices if stretch.start <= o.quote.start and o.quote.end <= at]
        return before[0] if before else None
    return None


def _theme(text: str, stretch: Stretch) -> Quote | None:
    match = _THEME.search(text, stretch.start, stretch.end)
    if match is None:
        return None
    start, end = match.start("q") + 1, match.end("q") - 1
    return Quote(start, end, text[start:end])


def _organisation(stretch: Stretch, rows: list[Mention]) -> str:
    organisations = registry().organisations
    return next((r.actor for r in _of(rows, stretch) if r.actor in organisations), "")


def _heads_before(text: str, stretch: Stretch, start: int) -> str:
    """The collective office that introduces a list ("heads of", "presidents of"), or ""."""
    found = ""
    for match in _HEADS.finditer(text, stretch.start, start + 1):
        if match.end() <= start:
            found = (
                re.sub(r"s\b", "", match.group("w").lower(), count=1) if match.group("w").lower() != "heads" else "head"
            )
    return {"head": "head of state", "head of state": "head of state", "head of states": "head of state"}.get(
        found, found
    )


def _participants(
    text: str,
    stretch: Stretch,
    rows: list[Mention],
    offices: tuple[OfficeMention, ...],
    roles: tuple[RoleStatement, ...],
    place: Quote | None,
) -> list[Participant]:
    """The states that a sentence of attendance names, each once, with who came and in which capacity."""
    cue = _ATTENDED.search(text, stretch.start, stretch.end)
    if cue is None:
        return []
    found: dict[str, Participant] = {}
    here = _of(rows, stretch)
    people = [o for o in offices if stretch.start <= o.quote.start and o.quote.end <= stretch.end]
    for row in here:
        if row.actor not in registry().states or row.kind in (*PLACES, "capital", "description") or row.quote == place:
            continue
        if _is_absent(text, stretch, row) or _names_place(text, row, place):
            continue
        office = next(
            (o for o in people if o.actor == row.actor and o.quote.start - 30 <= row.quote.start <= o.quote.end), None
        )
        who = (
            f"{office.title} {office.person}".strip() if office and office.title else (office.person if office else "")
        )
        if not office and _inside_other_office(row, people):
            continue
        capacity, basis = _capacity(text, stretch, row, roles)
        entry = Participant(
            row.actor,
            who or _heads_before(text, stretch, row.quote.start),
            capacity,
            basis,
            office.quote if office else row.quote,
        )
        if row.actor not in found or (office and not found[row.actor].represented_by):
            found[row.actor] = entry
    for office in people:
        if office.actor in registry().states and office.actor not in found and not _is_absent(text, stretch, office):
            capacity, basis = _capacity(text, stretch, office, roles)
            who = f"{office.title} {office.person}".strip()
            found[office.actor] = Participant(office.actor, who, capacity, basis, office.quote)
    return list(found.values())


def _names_place(text: str, row: Mention, place: Quote | None) -> bool:
    """Whether a state only says where the place lies ("in Samarkand, Uzbekistan")."""
    return place is not None and re.fullmatch(r",\s+", text[place.end : row.quote.start]) is not None


def _inside_other_office(row: Mention, people: list[OfficeMention]) -> bool:
    return any(o.quote.start <= row.quote.start < o.quote.end and o.actor != row.actor for o in people)


def _is_absent(text: str, stretch: Stretch, row: Mention | OfficeMention) -> bool:
    """Whether a word of absence stands in the row's own clause."""
    clause_start = max(
        text.rfind(mark, stretch.start, row.quote.start) for mark in (";", ", while ", ", but ", "stretch")
    )
    begin = max(stretch.start, clause_start)
    ends = [e for e in (text.find(m, row.quote.end, stretch.end) for m in (";", ", while ", ", but ")) if e >= 0]
    return _ABSENT.search(text, begin, min(ends, default=stretch.end)) is not None


def _capacity(
    text: str, stretch: Stretch, row: Mention | OfficeMention, roles: tuple[RoleStatement, ...]
) -> tuple[str, str]:
    stated = next(
        (
            r
            for r in roles
            if not r.negated and r.actor == row.actor and r.quote.start < stretch.end and r.quote.end > stretch.start
        ),
        None,
    )
    if stated:
        return ("member" if stated.role == "full" else stated.role), "stated"
    listed = _listed_as(text, stretch, row)
    if listed:
        return listed, "stated"
    near = text[max(stretch.start, row.quote.start - 60) : min(stretch.end, row.quote.end + 60)]
    return ("guest", "stated") if _GUEST.search(near) else ("", "")


def _listed_as(text: str, stretch: Stretch, row: Mention | OfficeMention) -> str:
    """The capacity that heads or closes the row's list: "members A and B and observer C", "A and B as observers"."""
    before = text[stretch.start : row.quote.start]
    last_observer = max((m.end() for m in _OBSERVER.finditer(before)), default=-1)
    last_member = max((m.end() for m in _MEMBER.finditer(before)), default=-1)
    own = _OWN_STATUS.match(text, row.quote.end, stretch.end)
    if own:
        return own.group("role")
    after = _AS_CAPACITY.match(text, row.quote.end, stretch.end)
    if after and not re.search(r"\b(?:while|and the|with)\b", after.group()):
        return after.group("role")
    if last_observer > last_member and last_observer >= 0 and re.fullmatch(r"[^.;]{0,200}", before[last_observer:]):
        return "observer"
    if last_member > last_observer and re.fullmatch(r"[^.;]{0,200}", before[last_member:]):
        return "member"
    return ""


def find_meetings(
    document: Document,
    rows: list[Mention],
    offices: tuple[OfficeMention, ...],
    dates: tuple[DateMention, ...],
    roles: tuple[RoleStatement, ...],
) -> tuple[Meeting, ...]:
    """The meetings that news parts report. Sentences about "the meeting" add to the one before, not to a new one."""
    text = document.text
    meetings: list[Meeting] = []
    for part in document.parts:
        if part.kind != "news":
            continue
        current: int | None = None
        for sentence in sentences(text, part.start, part.end):
            words = sentence.of(text)
            opens = _HELD.search(words) is not None
            about = (
                _ABOUT.search(words) is not None
                or _ATTENDED.search(words) is not None
                or _CHAIR.search(words) is not None
                or _THEME.search(words) is not None
            )
            if not opens and not (about and current is not None):
                continue
            seen = _one_sentence(text, sentence, rows, offices, dates, roles)
            if current is not None and _same(meetings[current], seen, words):
                meetings[current] = _merged(meetings[current], seen)
            elif opens and (seen.date or seen.place or seen.organisation or len(seen.participants) > 1):
                meetings.append(seen)
                current = len(meetings) - 1
    return tuple(_implied_members(_with_chair(_at_dateline(document, meeting, rows)), roles) for meeting in meetings)


def _one_sentence(
    text: str,
    sentence: Stretch,
    rows: list[Mention],
    offices: tuple[OfficeMention, ...],
    dates: tuple[DateMention, ...],
    roles: tuple[RoleStatement, ...],
) -> Meeting:
    place, state = _place(text, sentence, rows)
    when = next((d for d in dates if sentence.start <= d.quote.start < sentence.end), None)
    chair = _chair(text, sentence, offices)
    participants = _participants(text, sentence, rows, offices, roles, place)
    return Meeting(
        kind=_kind(sentence.of(text)),
        quote=Quote(sentence.start, sentence.end, sentence.of(text)),
        date=when,
        place=place,
        place_state=state,
        organisation=_organisation(sentence, rows),
        chair=chair,
        theme=_theme(text, sentence),
        participants=tuple(participants),
    )


_OTHER = re.compile(
    r"\b(?:next|previous|last|earlier|another|following|future|upcoming|first|second|third|separate|bilateral|sidelines)\b",
    re.I,
)


def _same(known: Meeting, seen: Meeting, words: str) -> bool:
    """Whether a sentence goes on about the known meeting: it names no other place or day and no "next" one."""
    if _OTHER.search(words) and (seen.date or seen.place):
        return False
    if known.date and seen.date and known.date.written != seen.date.written and seen.place:
        return False
    if known.place and seen.place and known.place.text != seen.place.text:
        return False
    return not (known.organisation and seen.organisation and known.organisation != seen.organisation and seen.date)


def _merged(known: Meeting, seen: Meeting) -> Meeting:
    by_actor = {p.actor: p for p in known.participants}
    for participant in seen.participants:
        old = by_actor.get(participant.actor)
        if old is None:
            by_actor[participant.actor] = participant
        elif participant.capacity and not old.capacity:
            by_actor[participant.actor] = replace(
                participant, represented_by=participant.represented_by or old.represented_by
            )
    return replace(
        known,
        kind=known.kind if known.kind != "meeting" else seen.kind,
        date=known.date or (seen.date if seen.place or not known.place else known.date),
        place=known.place or seen.place,
        place_state=known.place_state or seen.place_state,
        organisation=known.organisation or seen.organisation,
        chair=known.chair or seen.chair,
        theme=known.theme or seen.theme,
        participants=tuple(by_actor.values()),
    )


def _implied_members(meeting: Meeting, roles: tuple[RoleStatement, ...]) -> Meeting:
    """At a meeting of an organisation where some came expressly as observers or guests, the others came as members: implied."""
    if not meeting.organisation or not any(
        p.capacity in ("observer", "guest", "partner") for p in meeting.participants
    ):
        return meeting
    denied = {role.actor for role in roles if role.negated and role.organisation == meeting.organisation}
    return replace(
        meeting,
        participants=tuple(
            replace(p, capacity="member", capacity_basis="implied") if not p.capacity and p.actor not in denied else p
            for p in meeting.participants
        ),
    )


def _with_chair(meeting: Meeting) -> Meeting:
    """The chair took part: their state is added where no sentence lists it."""
    chair = meeting.chair
    if (
        chair is None
        or chair.actor not in registry().states
        or any(p.actor == chair.actor for p in meeting.participants)
    ):
        return meeting
    who = f"{chair.title} {chair.person}".strip()
    return replace(meeting, participants=(Participant(chair.actor, who, "", "", chair.quote), *meeting.participants))


def _at_dateline(document: Document, meeting: Meeting, rows: list[Mention]) -> Meeting:
    """A report whose dateline names a city puts its meeting there when it names no other place."""
    news = next((p for p in document.parts if p.kind == "news"), None)
    if meeting.place is not None or news is None:
        return meeting
    city = next((r for r in rows if r.quote.start == news.start and r.kind in (*PLACES, "capital")), None)
    return replace(meeting, place=city.quote, place_state=city.actor) if city else meeting
